//! Every term of every topic in one pass over an article's words.
//!
//! The automaton looks for an anchor of each phrase, a piece that each of its matches holds; at an anchor the words of
//! the phrase are compared one by one. What several terms look for is looked for once. The finder knows nothing of
//! weights and topics: what a term stands for is its index.

use std::fmt;
use std::ops::Range;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use daachorse::errors::DaachorseError;

use crate::text;

use super::syntax::{Expression, Phrase};
use super::words::Words;

/// What can be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    Phrase(Phrase),
    Expression(Expression),
}

impl Pattern {
    /// The number of letters that it spells out.
    pub(super) fn n_letters(&self) -> usize {
        match self {
            Self::Phrase(phrase) => phrase.n_letters(),
            Self::Expression(_) => 0,
        }
    }
}

/// A pattern and the terms that it is the pattern of, by their indices.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    pub(super) pattern: Pattern,
    pub(super) terms: Vec<usize>,
}

/// All terms, ready to be looked for.
#[derive(Clone)]
pub(super) struct Finder {
    /// Finds anchors; what it gives for one is the place of its first phrase. `None` without any.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// By their anchors.
    phrases: Vec<Anchored>,
    expressions: Vec<(text::pattern::Pattern, Box<[usize]>)>,
}

/// A phrase that is looked for where its anchor stands.
#[derive(Clone)]
struct Anchored {
    phrase: Phrase,
    /// Which of its words the anchor begins in.
    anchor_word: u32,
    /// Whether the next phrase has the same anchor.
    goes_on: bool,
    terms: Box<[usize]>,
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
    /// The terms are too many for the automaton, which takes some million letters.
    pub(super) fn new(sought: impl IntoIterator<Item = Sought>) -> Result<Self, DaachorseError> {
        let mut anchored: Vec<(Box<str>, Anchored)> = Vec::new();
        let mut expressions = Vec::new();
        for Sought { pattern, terms } in sought {
            let terms = terms.into_boxed_slice();
            match pattern {
                Pattern::Phrase(phrase) => {
                    let anchor = phrase.anchor();
                    let anchor_word = u32::try_from(anchor.word).unwrap_or(u32::MAX);
                    let phrase = Anchored { phrase, anchor_word, goes_on: false, terms };
                    anchored.push((anchor.text.into_boxed_str(), phrase));
                }
                Pattern::Expression(expression) => {
                    expressions.extend(expression.compile().map(|found| (found, terms)));
                }
            }
        }
        anchored.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let automaton = automaton(&anchored)?;
        let (anchors, mut phrases): (Vec<Box<str>>, Vec<Anchored>) = anchored.into_iter().unzip();
        for (phrase, pair) in phrases.iter_mut().zip(anchors.windows(2)) {
            phrase.goes_on = matches!(pair, [one, other] if one == other);
        }
        Ok(Self { automaton, phrases, expressions })
    }

    /// The places of all terms that `is_wanted`, by position and without repetition; they may overlap.
    pub(super) fn hits(&self, words: &Words<'_>, is_wanted: impl Fn(usize) -> bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (anchor, phrase) in self.anchored(words) {
            let mut wanted = phrase.terms.iter().copied().filter(|&term| is_wanted(term)).peekable();
            if wanted.peek().is_none() {
                continue;
            }
            let first = words.index_at(anchor.start).checked_sub(phrase.anchor_word as usize);
            if let Some(place) = first.and_then(|first| place_of_match(&phrase.phrase, words, first)) {
                hits.extend(wanted.map(|term| Hit { words: (place.start, place.end), term, given: None }));
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

    /// The phrases whose anchors stand in a text, with the place of the anchor.
    fn anchored<'f>(&'f self, words: &'f Words<'_>) -> impl Iterator<Item = (Range<usize>, &'f Anchored)> {
        let automaton = self.automaton.iter();
        automaton.flat_map(|automaton| automaton.find_overlapping_iter(words.joined())).flat_map(|found| {
            let phrases = self.phrases.get(found.value() as usize..).unwrap_or_default();
            let n_phrases = phrases.iter().take_while(|phrase| phrase.goes_on).count() + 1;
            phrases.iter().take(n_phrases).map(move |phrase| (found.start()..found.end(), phrase))
        })
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finder of {} phrases and {} expressions", self.phrases.len(), self.expressions.len())
    }
}

/// The automaton of anchors, which come sorted.
fn automaton(anchored: &[(Box<str>, Anchored)]) -> Result<Option<CharwiseDoubleArrayAhoCorasick<u32>>, DaachorseError> {
    let mut firsts: Vec<(&str, u32)> = Vec::new();
    for ((anchor, _), place) in anchored.iter().zip(0..) {
        if firsts.last().is_none_or(|(before, _)| *before != &**anchor) {
            firsts.push((anchor, place));
        }
    }
    if firsts.is_empty() { Ok(None) } else { CharwiseDoubleArrayAhoCorasick::with_values(firsts).map(Some) }
}

fn expression_hits(expression: &text::pattern::Pattern, words: &Words<'_>, terms: &[usize]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for place in expression.matches(words.source()) {
        let (covered, given) = (words.touched_by(&place), Some((place.start, place.end)));
        hits.extend(terms.iter().map(|&term| Hit { words: (covered.start, covered.end), term, given }));
    }
    hits
}

/// The words that a phrase covers, if it stands at a word.
fn place_of_match(phrase: &Phrase, words: &Words<'_>, first: usize) -> Option<Range<usize>> {
    let place = first..phrase.end_of_match(|index| words.word(index), first)?;
    match phrase.as_written() {
        Some(written) if words.as_given(&place) != written => None,
        _ => Some(place),
    }
}
