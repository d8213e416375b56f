//! Folding: the form in which two spellings of one word are equal.
//!
//! Compatibility forms (NFKC), letter case, accents, vowel points, the letter classes of Arabic script, digits of every
//! script and invisible characters are levelled. What stays apart: й and и, か and が, vowel signs of Indic scripts and
//! tone marks of Thai, because there the mark makes another letter. Hamza at the end of an Arabic word is dropped, as
//! most people drop it when they type.
//!
//! **Invariant**: [`fold`] and [`fold_mapped`] run the same code and give the same text; folding is idempotent and
//! linear in time. It decomposes each character, folds what comes out, and composes the rest again, because the way
//! back to the source could not be kept across a library's normalisation of the whole text.

mod letters;

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

use self::letters::{Letter, is_tabled, is_unchanged, letter, marked};
use super::script::{is_arabic, is_in_word};

/// A folded text that knows where each part came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where the distance between a character and its origin changes: the character's first byte in `text`, and the
    /// first byte of what it came from. In most texts it changes rarely, so this costs next to nothing.
    shifts: Vec<(u32, u32)>,
    source_length: u32,
}

impl Folded {
    /// The byte range of the source that a byte range of the folded text came from, on character boundaries.
    ///
    /// What folded to nothing belongs to the character before it, so the range of a word takes its vowel points along.
    #[must_use]
    pub fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.origin(folded.start);
        if folded.end <= folded.start {
            return start..start;
        }
        let last = self.text.floor_char_boundary(folded.end - 1);
        // A range may end within what one character folded to, as after the first s of ß: then it takes all of it.
        let mut after = last;
        while after < self.text.len() && self.origin(after) <= self.origin(last) {
            after = self.text.ceil_char_boundary(after + 1);
        }
        start..self.origin(after).max(start)
    }

    /// Where the source has what a character of the folded text came from.
    fn origin(&self, folded: usize) -> usize {
        if folded >= self.text.len() {
            return self.source_length as usize;
        }
        let at = self.text.floor_char_boundary(folded);
        let n_before = self.shifts.partition_point(|&(shifted, _)| shifted as usize <= at);
        let shift = n_before.checked_sub(1).and_then(|index| self.shifts.get(index));
        shift.map_or(at, |&(shifted, origin)| origin as usize + (at - shifted as usize))
    }
}

/// The folded form of a text. Idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folding = Folding::new(String::with_capacity(text.len()));
    folding.text(text);
    folding.end()
}

/// The folded form with the way back to the source.
#[must_use]
pub fn fold_mapped(text: &str) -> Folded {
    let source_length = offset(text.len());
    if text.is_ascii() {
        return Folded { text: text.to_ascii_lowercase(), shifts: Vec::new(), source_length };
    }
    let sink = Mapped { folded: Folded { source_length, ..Folded::default() }, shift: 0 };
    let mut folding = Folding::new(sink);
    folding.sink.folded.text.reserve(text.len());
    folding.text(text);
    folding.end().folded
}

/// Texts of 4 GiB and more are not held in memory here; their last offsets would be wrong, but nothing would break.
fn offset(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Where folded characters go.
trait Sink {
    fn put(&mut self, c: char, origin: u32);
}

impl Sink for String {
    fn put(&mut self, c: char, _origin: u32) {
        self.push(c);
    }
}

/// A folded text under way, with how far its last character has moved from its origin.
struct Mapped {
    folded: Folded,
    shift: u32,
}

impl Sink for Mapped {
    fn put(&mut self, c: char, origin: u32) {
        let Folded { text, shifts, .. } = &mut self.folded;
        let at = offset(text.len());
        let shift = at.wrapping_sub(origin);
        if shift != self.shift {
            shifts.push((at, origin));
            self.shift = shift;
        }
        text.push(c);
    }
}

/// A folding under way. A base letter is held back until its marks are known, hamzas until the word goes on.
struct Folding<S> {
    sink: S,
    base: Option<(char, u32)>,
    /// Marks on the base that are kept, with their combining classes.
    marks: Vec<(u8, char)>,
    hamzas: Vec<u32>,
}

impl<S: Sink> Folding<S> {
    fn new(sink: S) -> Self {
        Self { sink, base: None, marks: Vec::new(), hamzas: Vec::new() }
    }

    fn text(&mut self, text: &str) {
        for (i, c) in text.char_indices() {
            let origin = offset(i);
            match c {
                c if c.is_ascii() => self.base(c.to_ascii_lowercase(), origin),
                c if is_unchanged(c) => self.base(c, origin),
                c if is_tabled(c) => self.part(c, origin),
                // The acute accent is used as an apostrophe, but decomposes to a space.
                '´' => self.base('\'', origin),
                _ => decompose_compatible(c, |part| part.to_lowercase().for_each(|lower| self.part(lower, origin))),
            }
        }
    }

    fn part(&mut self, c: char, origin: u32) {
        match letter(c) {
            Letter::Gone => {}
            Letter::One(c) if canonical_combining_class(c) != 0 => self.mark(c, origin),
            Letter::One(c) => self.base(c, origin),
            Letter::Two(a, b) => {
                self.base(a, origin);
                self.base(b, origin);
            }
            Letter::Accent(accent) => {
                if let Some((base, _)) = &mut self.base
                    && let Some(whole) = marked(*base, accent)
                {
                    *base = whole;
                }
            }
            Letter::NonJoiner => {
                if self.base.is_some_and(|(base, _)| is_arabic(base)) {
                    self.base(' ', origin);
                }
            }
        }
    }

    fn mark(&mut self, c: char, origin: u32) {
        match self.base {
            Some(_) => self.marks.push((canonical_combining_class(c), c)),
            None => self.base = Some((c, origin)),
        }
    }

    fn base(&mut self, c: char, origin: u32) {
        self.compose_marks();
        // No character below the Indic scripts composes with the base before it.
        if c >= '\u{900}'
            && self.marks.is_empty()
            && let Some((base, _)) = &mut self.base
            && let Some(whole) = compose(*base, c)
        {
            *base = whole;
            return;
        }
        self.flush();
        self.base = Some((c, origin));
    }

    /// Brings the marks into canonical order and composes those that have a precomposed form, as NFC does.
    fn compose_marks(&mut self) {
        let Some((base, _)) = &mut self.base else { return };
        if self.marks.is_empty() {
            return;
        }
        self.marks.sort_by_key(|&(class, _)| class);
        let mut last_kept = 0;
        self.marks.retain(|&(class, mark)| {
            if class > last_kept
                && let Some(whole) = compose(*base, mark)
            {
                *base = whole;
                return false;
            }
            last_kept = class;
            true
        });
    }

    fn flush(&mut self) {
        let Some((base, origin)) = self.base.take() else { return };
        if base == 'ء' && self.marks.is_empty() {
            self.hamzas.push(origin);
            return;
        }
        if !self.hamzas.is_empty() {
            let goes_on = is_in_word(base);
            for at in self.hamzas.drain(..).filter(|_| goes_on) {
                self.sink.put('ء', at);
            }
        }
        self.sink.put(base, origin);
        if !self.marks.is_empty() {
            for (_, mark) in self.marks.drain(..) {
                self.sink.put(mark, origin);
            }
        }
    }

    fn end(mut self) -> S {
        self.compose_marks();
        self.flush();
        self.sink
    }
}

#[cfg(test)]
mod tests;
