//! Lines of plain text, gathered piece by piece.

/// What stands between what was written and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

/// Gathers text: white space of every kind becomes a single space or the end of a line, none stands at the ends.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    gap: Gap,
}

impl Lines {
    /// Without any line yet, and with room for so many bytes.
    pub(super) fn with_capacity(n_bytes: usize) -> Self {
        Self { text: String::with_capacity(n_bytes), gap: Gap::None }
    }

    /// Adds a piece of text to the line.
    pub(super) fn push(&mut self, piece: &str) {
        let mut words = piece.split_whitespace();
        let Some(first) = words.next() else {
            if !piece.is_empty() {
                self.widen(Gap::Space);
            }
            return;
        };
        if piece.starts_with(char::is_whitespace) {
            self.widen(Gap::Space);
        }
        self.push_word(first);
        for word in words {
            self.gap = Gap::Space;
            self.push_word(word);
        }
        if piece.ends_with(char::is_whitespace) {
            self.gap = Gap::Space;
        }
    }

    /// Ends the line, if anything stands in it.
    pub(super) fn end_line(&mut self) {
        self.widen(Gap::Line);
    }

    /// The lines.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn push_word(&mut self, word: &str) {
        let gap = std::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            match gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines() {
        let check = |pieces: &[&str], expected: &str| {
            let mut lines = Lines::default();
            for piece in pieces {
                if *piece == "/" { lines.end_line() } else { lines.push(piece) }
            }
            assert_eq!(lines.finish(), expected, "{pieces:?}");
        };
        check(&[], "");
        check(&["/", " ", "/"], "");
        check(&["a", "b", " c ", " ", "\u{a0}d"], "ab c d");
        check(&[" a ", "/", " ", "/", "b", "/"], "a\nb");
        check(&["a", " ", "", "b\n\n c"], "a b c");
    }
}
