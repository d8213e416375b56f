//! A line of text in the making: white space folded, invisible characters left out.

/// A line of text that grows by pieces.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    has_space: bool,
}

impl Run {
    /// Adds a piece as it stands in the page.
    pub(super) fn push(&mut self, piece: &str) {
        for c in piece.chars() {
            if c.is_whitespace() {
                self.has_space = true;
            } else if !is_invisible(c) {
                if self.has_space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.has_space = false;
                self.text.push(c);
            }
        }
    }

    /// Adds a space, unless there is one already.
    pub(super) fn space(&mut self) {
        self.has_space = true;
    }

    /// Whether nothing visible was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The line, without white space at its ends.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Whether a character only tells a renderer where to break a line, or nothing at all. The joiners of Persian and of
/// Indic scripts (U+200C, U+200D) change words and stay.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFC}') || c.is_control()
}

/// How much a text says, in Latin letters: a character of Chinese, Japanese or Thai says as much as about two.
pub(super) fn weight(text: &str) -> usize {
    text.chars().map(|c| if is_unspaced(c) { 2 } else { 1 }).sum()
}

/// Whether words of the character's script are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_invisible_characters_go() {
        let mut run = Run::default();
        for piece in [" \n a", "\u{a0}b ", " c\u{ad}d\u{200b}", "\u{feff}", " "] {
            run.push(piece);
        }
        assert_eq!(run.finish(), "a b cd");
    }

    #[test]
    fn persian_joiners_stay() {
        let mut run = Run::default();
        run.push("می\u{200c}شود");
        assert_eq!(run.finish(), "می\u{200c}شود");
    }
}
