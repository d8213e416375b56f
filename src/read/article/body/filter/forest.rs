//! Decision trees that vote: reads the tables that `training/line_filter.py` writes, and asks them.
//!
//! A table is text, so that a training shows in a diff: the first line names the features, each other line is a tree, its
//! nodes in preorder, a question `feature<threshold@value` or an answer `=value`. The value of a question is what the tree
//! would answer without asking it: the differences along a path tell what each feature added
//! (A. Saabas, "Interpreting random forests", 2014).

/// Trees whose answers are added up, in log-odds.
pub(super) struct Forest {
    features: Vec<String>,
    trees: Vec<Vec<Node>>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    /// Goes on with the next node if the feature is at most the threshold, else with the one that `right` names.
    Question {
        feature: u16,
        threshold: f32,
        value: f32,
        right: u16,
    },
    Answer(f32),
}

impl Forest {
    /// Reads a table; `None` if it is none.
    pub(super) fn parse(table: &str) -> Option<Self> {
        let mut lines = table.lines();
        let features = lines.next()?.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let trees = lines.map(|line| tree(line, features.len())).collect::<Option<_>>()?;
        Some(Self { features, trees })
    }

    /// The names of the features, in the order of the vectors.
    pub(super) fn features(&self) -> &[String] {
        &self.features
    }

    /// The probability that a line with these measures is text.
    pub(super) fn probability(&self, measures: &[f32]) -> f32 {
        let sum = self.trees.iter().map(|tree| answer(tree, measures, |_, _| {})).sum::<f32>();
        1.0 / (1.0 + (-sum).exp())
    }

    /// What each feature adds, in log-odds.
    pub(super) fn contributions(&self, measures: &[f32]) -> Vec<f32> {
        let mut added = vec![0.0; self.features.len()];
        for tree in &self.trees {
            answer(tree, measures, |feature, difference| {
                if let Some(added) = added.get_mut(feature) {
                    *added += difference;
                }
            });
        }
        added
    }
}

/// Follows the questions to the answer, and tells what each changed.
fn answer(tree: &[Node], measures: &[f32], mut tell: impl FnMut(usize, f32)) -> f32 {
    let mut at = 0;
    while let Some(Node::Question { feature, threshold, value, right }) = tree.get(at).copied() {
        let feature = usize::from(feature);
        let is_left = measures.get(feature).is_none_or(|measure| *measure <= threshold);
        at = if is_left { at + 1 } else { usize::from(right) };
        if let Some(Node::Question { value: next, .. } | Node::Answer(next)) = tree.get(at).copied() {
            tell(feature, next - value);
        }
    }
    match tree.get(at) {
        Some(Node::Answer(value)) => *value,
        _ => 0.0,
    }
}

/// Reads a tree: every question is followed by its left and then its right branch.
fn tree(line: &str, n_features: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    // Questions whose right branch has not begun yet.
    let mut open: Vec<usize> = Vec::new();
    let mut is_right = false;
    for token in line.split(' ') {
        let at = nodes.len();
        if is_right {
            let question = open.pop()?;
            if let Some(Node::Question { right, .. }) = nodes.get_mut(question) {
                *right = u16::try_from(at).ok()?;
            }
        }
        if let Some(value) = token.strip_prefix('=') {
            nodes.push(Node::Answer(value.parse().ok()?));
            is_right = true;
        } else {
            let (feature, rest) = token.split_once('<')?;
            let (threshold, value) = rest.split_once('@')?;
            let feature = feature.parse::<u16>().ok().filter(|feature| usize::from(*feature) < n_features)?;
            let (threshold, value) = (threshold.parse().ok()?, value.parse().ok()?);
            nodes.push(Node::Question { feature, threshold, value, right: 0 });
            open.push(at);
            is_right = false;
        }
    }
    (open.is_empty() && is_right).then_some(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "links weight\n1<30@0.5 0<0.2@-1 =0.25 =-2 =2\n=0.5";

    fn forest() -> Forest {
        Forest::parse(TABLE).expect("a table")
    }

    #[test]
    fn the_answers_of_all_trees_are_added() {
        let odds = |measures: [f32; 2]| {
            let probability = forest().probability(&measures);
            (probability / (1.0 - probability)).ln()
        };
        for (measures, expected) in [([0.1, 10.0], 0.75), ([0.9, 10.0], -1.5), ([0.9, 31.0], 2.5)] {
            assert!((odds(measures) - expected).abs() < 1e-5, "{measures:?}");
        }
    }

    #[test]
    fn each_question_adds_what_it_changes() {
        assert_eq!(forest().contributions(&[0.9, 10.0]), [-1.0, -1.5]);
        assert_eq!(forest().contributions(&[0.0, 31.0]), [0.0, 1.5]);
    }

    #[test]
    fn broken_tables_are_none() {
        for table in ["", "a\n0<1@0 =1", "a\n1<1@0 =1 =2", "a\n=x", "a\n=1 =2 =3", "a\n0<1 =1 =2"] {
            assert!(Forest::parse(table).is_none(), "{table}");
        }
    }
}
