//! A title or text in the form that terms are compared with: folded words with single spaces between them, and the
//! way back to the characters as given.
//!
//! A newcomer would question that the words are copied into one string with a space on either side of each. So line
//! breaks, hyphens and runs of spaces inside a phrase do not matter, and an automaton checks the border of a word for
//! nothing, as one more character. In scripts without spaces each character is a word, and a phrase is found alike.

use std::ops::Range;

use crate::text::fold::{self, Folded};
use crate::text::tokens;

/// The words of one field of an article.
pub(super) struct Words<'a> {
    source: &'a str,
    folded: Folded,
    joined: String,
    spots: Vec<Spot>,
}

/// Where a word stands.
struct Spot {
    /// In the folded text.
    folded: Range<usize>,
    /// First byte in the joined text.
    joined: usize,
    /// Distance from the first word, doubled; see [`Words::distance`].
    half_words: u32,
}

impl<'a> Words<'a> {
    /// Folds a field and cuts it into words.
    pub(super) fn new(source: &'a str) -> Self {
        let folded = fold::fold_mapped(source);
        let mut joined = String::with_capacity(folded.text.len() + 2);
        let mut spots: Vec<Spot> = Vec::with_capacity(folded.text.len() / 6);
        joined.push(' ');
        for range in tokens::words(&folded.text) {
            let Some(word) = folded.text.get(range.clone()) else { continue };
            let half_words = spots.last().map_or(0, |before| {
                let is_apart = before.folded.end < range.start;
                before.half_words + if is_apart { 2 } else { 1 }
            });
            spots.push(Spot { folded: range, joined: joined.len(), half_words });
            joined.push_str(word);
            joined.push(' ');
        }
        Self { source, folded, joined, spots }
    }

    /// The words, folded, with one space before and after each.
    pub(super) fn joined(&self) -> &str {
        &self.joined
    }

    /// The word at an index.
    pub(super) fn word(&self, index: usize) -> Option<&str> {
        self.folded.text.get(self.spots.get(index)?.folded.clone())
    }

    /// The index of the word that a byte of the joined text belongs to; a space belongs to the word after it.
    pub(super) fn index_at(&self, joined_offset: usize) -> usize {
        let is_space = self.joined.as_bytes().get(joined_offset) == Some(&b' ');
        let offset = joined_offset + usize::from(is_space);
        self.spots.partition_point(|spot| spot.joined <= offset).saturating_sub(1)
    }

    /// How far apart the words at two indices are, in words.
    ///
    /// Two characters of a script without spaces count as one word, which is about what they are. Such characters are
    /// known by following one another without a gap.
    pub(super) fn distance(&self, one: usize, other: usize) -> u32 {
        let half_words = |index| self.spots.get(index).map_or(0, |spot: &Spot| spot.half_words);
        half_words(one).abs_diff(half_words(other)).div_ceil(2)
    }

    /// The number of words, counted as in [`Words::distance`].
    pub(super) fn count(&self) -> u32 {
        self.spots.last().map_or(0, |last| last.half_words / 2 + 1)
    }

    /// What was given at a range of words, from the first character to the last.
    pub(super) fn as_given(&self, words: &Range<usize>) -> &'a str {
        self.source.get(self.source_range(words)).unwrap_or_default()
    }

    /// A range of words in characters (Unicode scalar values) of the source.
    pub(super) fn chars(&self, words: &Range<usize>) -> Range<u32> {
        self.chars_of_bytes(self.source_range(words))
    }

    /// The field as given.
    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// The words that a range of bytes of the source touches. Where it touches none, none at the word before.
    pub(super) fn touched_by(&self, bytes: &Range<usize>) -> Range<usize> {
        let starts_before = |offset: usize| {
            self.spots.partition_point(|spot| self.folded.source_range(spot.folded.clone()).start < offset)
        };
        let end = starts_before(bytes.end);
        let before = starts_before(bytes.start + 1).saturating_sub(1);
        let reaches = self.source_range(&(before..before + 1)).end > bytes.start;
        let first = if reaches { before } else { (before + 1).min(end) };
        if first < end { first..end } else { before..before }
    }

    /// A range of bytes of the source in characters (Unicode scalar values).
    pub(super) fn chars_of_bytes(&self, bytes: Range<usize>) -> Range<u32> {
        let start = count_chars(self.source, 0..bytes.start);
        start..start + count_chars(self.source, bytes)
    }

    fn source_range(&self, words: &Range<usize>) -> Range<usize> {
        let first = self.spots.get(words.start).map_or(0, |spot| spot.folded.start);
        let end = words.end.checked_sub(1).and_then(|last| self.spots.get(last)).map_or(first, |spot| spot.folded.end);
        self.folded.source_range(first..end)
    }
}

fn count_chars(source: &str, bytes: Range<usize>) -> u32 {
    let n_chars = source.get(bytes).map_or(0, |part| part.chars().count());
    u32::try_from(n_chars).unwrap_or(u32::MAX)
}
