//! Folding: the form in which two spellings of one word are equal.

use std::ops::Range;

/// A folded text that knows where each part came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text` the byte offset in the source where its character began; one entry more at the end.
    origin: Vec<u32>,
}

impl Folded {
    /// The byte range of the source that a byte range of the folded text came from, on character boundaries.
    #[must_use]
    pub fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        let at = |i: usize| self.origin.get(i).map_or(0, |&o| o as usize);
        at(folded.start)..at(folded.end)
    }
}

/// The folded form of a text. Idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// The folded form with the way back to the source.
#[must_use]
pub fn fold_mapped(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (i, c) in text.char_indices() {
        for l in c.to_lowercase() {
            folded.text.push(l);
            folded.origin.extend(std::iter::repeat_n(i as u32, l.len_utf8()));
        }
    }
    folded.origin.push(text.len() as u32);
    folded
}
