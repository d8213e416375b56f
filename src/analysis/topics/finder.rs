//! Every term of every topic in one pass over an article's words.
//!
//! The automaton looks for an anchor of each phrase, a piece that each of its matches holds; at an anchor the words of
//! the phrase are compared one by one. What several terms look for is looked for once. The finder knows nothing of
//! weights and topics: what a term stands for is its index.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, BuildError};

use crate::text;

use super::syntax::{Expression, Phrase};
use super::words::Words;

/// What can be looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    Phrase(Phrase),
    Expression(Expression),
}

/// A pattern and the terms that it is the pattern of, by their indices.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    pub(super) pattern: Pattern,
    pub(super) terms: Vec<usize>,
}

/// All terms, ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    automaton: AhoCorasick,
    /// For each anchor the phrases that have it.
    by_anchor: Vec<Vec<Anchored>>,
    expressions: Vec<(text::pattern::Pattern, Vec<usize>)>,
}

/// A phrase that is looked for where its anchor stands.
#[derive(Debug, Clone)]
struct Anchored {
    phrase: Phrase,
    /// Which of its words the anchor begins in.
    anchor_word: usize,
    terms: Vec<usize>,
}

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Index of the first word, and of the one after the last.
    pub(super) words: (usize, usize),
    /// Index of the term.
    pub(super) term: usize,
    /// First byte in the field as given, and the one after the last, where these are not those of the words.
    pub(super) given: Option<(usize, usize)>,
}

impl Finder {
    /// Builds the automaton.
    ///
    /// # Errors
    /// The terms are too many for the automaton, which takes some hundred million letters.
    pub(super) fn new(sought: Vec<Sought>) -> Result<Self, BuildError> {
        let mut anchors: BTreeMap<String, Vec<Anchored>> = BTreeMap::new();
        let mut expressions = Vec::new();
        for Sought { pattern, terms } in sought {
            match pattern {
                Pattern::Phrase(phrase) => {
                    let anchor = phrase.anchor();
                    let anchored = Anchored { phrase, anchor_word: anchor.word, terms };
                    anchors.entry(anchor.text).or_default().push(anchored);
                }
                Pattern::Expression(expression) => expressions.extend(expression.compile().map(|found| (found, terms))),
            }
        }
        let automaton = AhoCorasick::new(anchors.keys())?;
        Ok(Self { automaton, by_anchor: anchors.into_values().collect(), expressions })
    }

    /// The places of all terms that `is_wanted`, by position and without repetition; they may overlap.
    pub(super) fn hits(&self, words: &Words<'_>, is_wanted: impl Fn(usize) -> bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(words.joined()) {
            let Some(anchored) = self.by_anchor.get(found.pattern().as_usize()) else { continue };
            let anchor_word = words.index_at(found.start());
            for Anchored { phrase, anchor_word: before, terms } in anchored {
                let mut wanted = terms.iter().copied().filter(|&term| is_wanted(term)).peekable();
                let Some(first) = anchor_word.checked_sub(*before).filter(|_| wanted.peek().is_some()) else {
                    continue;
                };
                if let Some(end) = end_of_match(phrase, words, first) {
                    hits.extend(wanted.map(|term| Hit { words: (first, end), term, given: None }));
                }
            }
        }
        for (expression, terms) in &self.expressions {
            let wanted: Vec<usize> = terms.iter().copied().filter(|&term| is_wanted(term)).collect();
            if !wanted.is_empty() {
                hits.extend(expression_hits(expression, words, &wanted));
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }
}

fn expression_hits(expression: &text::pattern::Pattern, words: &Words<'_>, terms: &[usize]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for place in expression.matches(words.source()) {
        let (covered, given) = (words.touched_by(&place), Some((place.start, place.end)));
        hits.extend(terms.iter().map(|&term| Hit { words: (covered.start, covered.end), term, given }));
    }
    hits
}

/// The index after the last word, if the phrase stands at a word.
fn end_of_match(phrase: &Phrase, words: &Words<'_>, first: usize) -> Option<usize> {
    let end = phrase.end_of_match(|index| words.word(index), first)?;
    match phrase.as_written() {
        Some(written) if words.as_given(&(first..end)) != written => None,
        _ => Some(end),
    }
}
