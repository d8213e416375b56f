//! A text as copies are judged by: its runs of words, its words, and its numbers in their places.
//!
//! Words are folded, so that letter forms, case, marks and punctuation make no difference. A run is three words, in
//! scripts without spaces six characters; there a pair of characters stands for a word. Everything is kept as hashes that
//! depend on the text alone and never change, because signatures made of them are stored.

use crate::text::hash::{stir, word_hash};
use crate::text::{fold, tokens};

/// Words in a run. Shorter runs are shared by chance, longer ones break at the smallest edit.
const RUN_WORDS: usize = 3;

/// Characters in a run, and in what stands for a word, where there are no spaces.
const RUN_CHARACTERS: usize = 6;
const WORD_CHARACTERS: usize = 2;

/// A number in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figure {
    /// The words before and behind it.
    pub(super) place: u64,
    /// The number itself.
    pub(super) number: u64,
}

/// What two texts are compared by; all lists are sorted and hold each value once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The runs of words.
    pub(super) runs: Vec<u64>,
    /// The words.
    pub(super) words: Vec<u64>,
    /// The numbers with what stands around them.
    pub(super) figures: Vec<Figure>,
    /// How long the text is, in words; in scripts without spaces in characters.
    pub(super) n_words: usize,
}

impl Reading {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold::fold(text);
        let mut hashes = Vec::new();
        let mut is_number = Vec::new();
        let mut n_characters = 0;
        for word in tokens::words(&folded).filter_map(|range| folded.get(range)) {
            hashes.push(word_hash(word));
            is_number.push(word.bytes().all(|byte| byte.is_ascii_digit()));
            n_characters += usize::from(tokens::is_unspaced(word));
        }
        let is_unspaced = n_characters * 2 > hashes.len();
        let (run, word) = if is_unspaced { (RUN_CHARACTERS, WORD_CHARACTERS) } else { (RUN_WORDS, 1) };
        Self {
            runs: windows(&hashes, run),
            words: windows(&hashes, word),
            figures: figures(&hashes, &is_number),
            n_words: hashes.len(),
        }
    }

    /// How many different runs the text has.
    #[must_use]
    pub fn n_runs(&self) -> usize {
        self.runs.len()
    }

    /// How long the text is, in words; in scripts without spaces in characters.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.n_words
    }
}

/// The hashes of all runs of so many words, sorted, each once.
fn windows(words: &[u64], length: usize) -> Vec<u64> {
    let mut runs: Vec<u64> =
        words.windows(length).map(|run| run.iter().fold(0, |hash, word| join(hash, *word))).collect();
    sort(&mut runs);
    runs
}

/// The numbers, those that stand together (3.75, 2026-11-24) as one, each with the words on both sides of it.
fn figures(words: &[u64], is_number: &[bool]) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut before = 0;
    let mut number: Option<u64> = None;
    for (&word, &is_number) in words.iter().zip(is_number) {
        if is_number {
            number = Some(join(number.unwrap_or(0), word));
        } else {
            figures.extend(number.take().map(|number| Figure { place: join(before, word), number }));
            before = word;
        }
    }
    figures.extend(number.map(|number| Figure { place: join(before, 0), number }));
    sort(&mut figures);
    figures
}

fn sort<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
}

fn join(hash: u64, next: u64) -> u64 {
    stir(hash.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_forms_and_punctuation_make_no_difference() {
        assert_eq!(Reading::of("وقال إنّ الإتفاق، تمّ اليوم"), Reading::of("وقال ان الاتفاق تم «اليوم»"));
        assert_eq!(Reading::of("The DAM — is full."), Reading::of("the dam is full"));
    }

    #[test]
    fn scripts_without_spaces_have_runs_of_characters() {
        let reading = Reading::of("俄美两国外长举行会谈");
        assert_eq!((reading.n_words(), reading.n_runs(), reading.words.len()), (10, 5, 9));
        assert_eq!(Reading::of("one two three four").n_runs(), 2);
        assert_eq!(Reading::of(""), Reading::default());
    }

    #[test]
    fn a_number_is_known_by_what_stands_around_it() {
        let place = |text: &str| Reading::of(text).figures.first().map(|figure| figure.place);
        assert_eq!(place("rose by 3.75 percent"), place("it rose, by 12 percent"));
        assert_ne!(place("rose by 3.75 percent"), place("rose by 3.75 points"));
        assert_eq!(Reading::of("on 2026-11-24 at").figures.len(), 1);
        assert_eq!(Reading::of("at 9").figures.len(), 1);
    }
}
