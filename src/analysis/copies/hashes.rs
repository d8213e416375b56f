//! The fingerprints of an article: what equal texts, equal titles and similar texts have in common.

use super::reading::Reading;
use super::signature::Sketch;
use crate::model::{ContentHash, Fingerprints};
use crate::text::{fold, hash, tokens};

/// Version of the hashes; raised whenever the same article would get others. The signature has its own.
pub const VERSION: u16 = 1;

/// Texts of fewer words are notes, captions or error messages: equal ones say nothing.
const MIN_TEXT_WORDS: usize = 20;

/// Headlines of fewer words ("In brief", "Weather today") are names of columns.
const MIN_TITLE_WORDS: usize = 4;

/// Four words of a script without spaces are four characters, which is a column's name too.
const MIN_TITLE_LETTERS: usize = 8;

/// Takes the fingerprints of an article. Letter case, letter forms, marks, punctuation and white space do not matter.
#[must_use]
pub fn fingerprints(title: &str, text: &str) -> Fingerprints {
    Fingerprints {
        version: VERSION,
        text: hash_of_words(text, MIN_TEXT_WORDS, 0),
        title: hash_of_words(title, MIN_TITLE_WORDS, MIN_TITLE_LETTERS),
        signature: Sketch::of(&Reading::of(text)).map(|sketch| sketch.pack()),
    }
}

fn hash_of_words(text: &str, min_words: usize, min_letters: usize) -> Option<ContentHash> {
    let folded = fold::fold(text);
    let words: Vec<&str> = tokens::words(&folded).filter_map(|range| folded.get(range)).collect();
    let n_letters: usize = words.iter().map(|word| word.chars().count()).sum();
    (words.len() >= min_words && n_letters >= min_letters).then(|| hash::content_hash(words.join(" ").as_bytes()))
}

#[cfg(test)]
mod tests;
