//! How two texts differ, line by line or word by word.

mod words;

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

pub use words::{Piece, words};

/// After that, what is left is shown as gone and new as a whole: two long texts without a line in common take long.
const PATIENCE: Duration = Duration::from_millis(500);
/// Lines that stayed, shown before and after each change.
const CONTEXT: usize = 1;

/// A line of either text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which text it stands in.
    pub side: Side,
    /// The line.
    pub text: String,
}

/// Which of two texts a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In the first alone.
    Gone,
    /// In the second alone.
    New,
    /// In both.
    Both,
    /// In none: it stands for lines of both that are left out.
    Gap,
}

/// The lines that went and came, each run of them between a line that stayed.
#[must_use]
pub fn lines(before: &str, after: &str) -> Vec<Line> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let difference = TextDiff::configure().timeout(PATIENCE).diff_slices(&before, &after);
    let mut lines = Vec::new();
    for group in difference.grouped_ops(CONTEXT) {
        if !lines.is_empty() {
            lines.push(Line { side: Side::Gap, text: String::new() });
        }
        for change in group.iter().flat_map(|op| difference.iter_changes(op)) {
            let side = match change.tag() {
                ChangeTag::Delete => Side::Gone,
                ChangeTag::Insert => Side::New,
                ChangeTag::Equal => Side::Both,
            };
            lines.push(Line { side, text: change.value().to_owned() });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_stands_beside_what_changed() {
        let check = |before: &str, after: &str, expected: &str| {
            let sign = |line: &Line| match line.side {
                Side::Gone => format!("-{}", line.text),
                Side::New => format!("+{}", line.text),
                Side::Both => format!(" {}", line.text),
                Side::Gap => "…".to_owned(),
            };
            let found: Vec<String> = lines(before, after).iter().map(sign).collect();
            assert_eq!(found.join("|"), expected, "{before:?} {after:?}");
        };
        check("a\nb\nc", "a\nb\nc", "");
        check("", "a\nb", "+a|+b");
        check("a\nb", "", "-a|-b");
        check("a\nb\nc\nd\ne", "a\nb\nx\nd\ne", " b|-c|+x| d");
        check("x\na\nb\nc\nd\ne\ny", "a\nb\nc\nd\ne", "-x| a|…| e|-y");
    }
}
