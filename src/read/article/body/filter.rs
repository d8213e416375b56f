//! Which lines are text: decision trees over measures that know no language.
//!
//! The rules of [`Views`] are the first thing that the trees are told; what they learnt is when not to believe them. Two
//! looks are taken: the second one knows what the first one said of the other lines. The tables are written by
//! `training/line_filter.py`, from pages that whoever trains them supplies.

mod around;
mod features;
mod forest;
mod line;
mod second;

use std::sync::LazyLock;

use super::super::blocks::{Block, BlockKind};
use super::super::clutter::Clutter;
use super::super::document::Document;
use super::super::hints::Hint;
use super::edges::Known;
use super::views::Views;
use forest::Forest;
use line::{Line, Page};
use second::First;

/// What the trees say of a line.
pub(super) struct Verdict {
    /// Whether it is text.
    pub is_kept: bool,
    /// Why, for a person; empty unless it was asked for.
    pub reason: String,
}

impl Verdict {
    /// The verdict of the rules alone.
    pub(super) fn by_rules(takes: bool) -> Self {
        Self { is_kept: takes, reason: String::new() }
    }
}

static FIRST: LazyLock<Forest> = LazyLock::new(|| table(include_str!("filter/first.forest")));
static SECOND: LazyLock<Forest> = LazyLock::new(|| table(include_str!("filter/second.forest")));

fn table(text: &str) -> Forest {
    Forest::parse(text).expect("a test reads the tables that are compiled in")
}

/// Judges each line of a page. `explains` asks for the reasons, which cost as much as the verdicts.
pub(super) fn judge(
    document: &Document<'_>,
    blocks: &[Block],
    clutter: &Clutter,
    views: &Views,
    known: &Known<'_>,
    explains: bool,
) -> Vec<Verdict> {
    let page = Page::read(document, blocks, clutter, views, known);
    let mut measures = page.lines().map(|line| features::measure(&line)).collect::<Vec<_>>();
    let said = measures.iter().map(|measures| FIRST.probability(measures)).collect::<Vec<_>>();
    let first = First::read(&page, &said);
    let lines = page.lines().zip(&mut measures);
    lines
        .map(|(line, measures)| {
            measures.extend(first.measure(&line));
            let probability = SECOND.probability(measures);
            let apart = apart(&line);
            let reason = if explains { reason(probability, apart, measures) } else { String::new() };
            Verdict { is_kept: probability >= least(&line) && apart.is_none(), reason }
        })
        .collect()
}

/// The probability that a line must have to be text.
///
/// Half of the F1 that is reached is the best single threshold for F1 (Z. Lipton et al., "Optimal thresholding of
/// classifiers to maximize F1 measure", 2014). The rules know more than the trees were told, so they are overruled by clear
/// evidence only: below the best threshold where they take a line, above it where they call it clutter.
fn least(line: &Line<'_>) -> f32 {
    match (line.is_taken(), line.is_clutter()) {
        (true, _) => 0.3,
        (false, false) => 0.45,
        (false, true) => 0.6,
    }
}

/// What a line is that is never the article's text, whatever the trees say: those who label pages do not agree on captions
/// and on links to other articles between the paragraphs, and readers' comments look like text in every measure.
fn apart(line: &Line<'_>) -> Option<&'static str> {
    let is_called = line.block.kind == BlockKind::Caption || line.around.has("figure") || line.is_near(Hint::Caption);
    let is_piece_of_text = matches!(line.block.kind, BlockKind::Paragraph | BlockKind::Heading);
    let is_link = line.block.link_share() > 0.8 && !line.block.ends_a_sentence();
    match line.is_clutter() {
        true if is_called => Some("caption"),
        true if line.around.hints.has(Hint::Comments) => Some("comment"),
        _ if is_piece_of_text && is_link => Some("link"),
        _ => None,
    }
}

/// Features named in a reason.
const MAX_NAMED: usize = 4;

/// What spoke most for and against a line. What the first look said of the line itself stands for the measures of that look.
fn reason(probability: f32, apart: Option<&str>, measures: &[f32]) -> String {
    let apart = apart.map(|apart| format!("{apart}; ")).unwrap_or_default();
    let first = FIRST.contributions(measures).into_iter().zip(FIRST.features());
    let second = SECOND.contributions(measures).into_iter().zip(SECOND.features());
    let mut added = first.chain(second.filter(|(_, name)| *name != second::FIRST_LOOK)).collect::<Vec<_>>();
    added.sort_by(|(a, _), (b, _)| b.abs().total_cmp(&a.abs()));
    let named = added.iter().take(MAX_NAMED).filter(|(added, _)| added.abs() >= 0.1);
    let named = named.map(|(added, name)| format!("{name} {added:+.1}")).collect::<Vec<_>>().join(", ");
    format!("{apart}{:.0} % text: {named}", 100.0 * probability)
}

/// The names of the measures of the first pass, or of both.
pub(super) fn feature_names(is_second: bool) -> Vec<&'static str> {
    let first = features::FEATURES.iter().map(|feature| feature.name);
    let second = second::FEATURES.iter().copied().filter(|_| is_second);
    first.chain(second).collect()
}

/// The measures of each line: of the first pass, or of both if it is given what the first one said.
pub(super) fn measure(
    document: &Document<'_>,
    blocks: &[Block],
    clutter: &Clutter,
    views: &Views,
    known: &Known<'_>,
    said: Option<&[f32]>,
) -> Vec<Vec<f32>> {
    let page = Page::read(document, blocks, clutter, views, known);
    let first = said.map(|said| First::read(&page, said));
    let measure = |line: Line<'_>| {
        let mut measures = features::measure(&line);
        measures.extend(first.as_ref().map(|first| first.measure(&line)).unwrap_or_default());
        measures
    };
    page.lines().map(measure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_were_trained_on_the_features_that_are_measured() {
        assert_eq!(FIRST.features(), feature_names(false));
        assert_eq!(SECOND.features(), feature_names(true));
    }
}
