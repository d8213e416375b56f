//! Every term of every topic in one pass over an article's words.
//!
//! The automaton looks for an anchor of each term, a piece that each of its matches holds; at an anchor the words of
//! the term are compared one by one. It knows nothing of weights and topics: what a term stands for is its index.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, BuildError};

use super::pattern::Pattern;
use super::words::Words;

/// All terms, ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    automaton: AhoCorasick,
    /// For each anchor the terms that have it.
    by_anchor: Vec<Vec<usize>>,
    patterns: Vec<Pattern>,
}

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Index of the first word, and of the one after the last.
    pub(super) words: (usize, usize),
    /// Index of the term.
    pub(super) term: usize,
}

impl Finder {
    /// Builds the automaton; a term's index is its place among `patterns`.
    ///
    /// # Errors
    /// The terms are too many for the automaton, which takes some hundred million letters.
    pub(super) fn new(patterns: Vec<Pattern>) -> Result<Self, BuildError> {
        let mut anchors: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (term, pattern) in patterns.iter().enumerate() {
            anchors.entry(pattern.anchor()).or_default().push(term);
        }
        let automaton = AhoCorasick::new(anchors.keys())?;
        Ok(Self { automaton, by_anchor: anchors.into_values().collect(), patterns })
    }

    /// The places of all terms that `is_wanted`, by position and without repetition; they may overlap.
    pub(super) fn hits(&self, words: &Words<'_>, is_wanted: impl Fn(usize) -> bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(words.joined()) {
            let Some(terms) = self.by_anchor.get(found.pattern().as_usize()) else { continue };
            let first = words.index_at(found.start());
            for &term in terms.iter().filter(|&&term| is_wanted(term)) {
                if let Some(end) = self.patterns.get(term).and_then(|pattern| end_of_match(pattern, words, first)) {
                    hits.push(Hit { words: (first, end), term });
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }
}

/// The index after the last word, if the pattern matches from a word on.
fn end_of_match(pattern: &Pattern, words: &Words<'_>, first: usize) -> Option<usize> {
    let mut index = first;
    for expected in &pattern.words {
        if !expected.matches(words.word(index)?) {
            return None;
        }
        index += 1;
    }
    match &pattern.as_written {
        Some(written) if words.as_given(&(first..index)) != written => None,
        _ => Some(index),
    }
}
