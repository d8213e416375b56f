//! The terms of a set as its author sees them, and where each stands in an article, whether it counts or not.
//!
//! The rule lab works with these: explaining, looking for dead terms, suggesting new ones. Scoring does not.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Field, Side, TopicId};

use super::rule::TermLanguage;
use super::score::{ConditionKind, Worth};
use super::set::{CompiledTerm, TopicSet};
use super::subject::Subject;
use super::words::Words;

/// A term with what it is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownTerm<'s> {
    /// Its place in the set.
    pub index: usize,
    /// Whose it is.
    pub topic: &'s TopicId,
    /// As its author wrote it.
    pub written: &'s str,
    /// The texts that it is tried on.
    pub language: &'s TermLanguage,
    /// What a hit of it does.
    pub part: TermPart,
}

/// What a hit of a term does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TermPart {
    /// It adds so much, or subtracts.
    Weight(f64),
    /// It counts near a name of the other side.
    Side(Side),
    /// It meets one of the groups of `any`, counted from 0.
    Any(usize),
    /// It meets one of the groups of `all`.
    All(usize),
    /// It meets one of the groups of `none`.
    None(usize),
}

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermHit {
    /// The term's place in the set.
    pub term: usize,
    /// Where it stands.
    pub field: Field,
    /// In characters of the field.
    pub chars: Range<u32>,
}

impl TopicSet {
    /// All terms, those of lists included, topic by topic.
    pub fn terms(&self) -> impl Iterator<Item = KnownTerm<'_>> {
        self.terms.iter().enumerate().filter_map(|(index, term)| self.known(index, term))
    }

    /// One of them.
    #[must_use]
    pub fn term(&self, index: usize) -> Option<KnownTerm<'_>> {
        self.known(index, self.terms.get(index)?)
    }

    /// The terms of one topic.
    pub fn terms_of<'s>(&'s self, topic: &TopicId) -> impl Iterator<Item = KnownTerm<'s>> {
        self.terms().filter(move |term| term.topic == topic)
    }

    fn known<'s>(&'s self, index: usize, term: &'s CompiledTerm) -> Option<KnownTerm<'s>> {
        let part = match term.weighed.worth {
            Worth::Weight(weight) => TermPart::Weight(weight),
            Worth::Side(side) => TermPart::Side(side),
            Worth::Condition(ConditionKind::Any, group) => TermPart::Any(group),
            Worth::Condition(ConditionKind::All, group) => TermPart::All(group),
            Worth::Condition(ConditionKind::None, group) => TermPart::None(group),
        };
        let topic = &self.rules.get(term.topic)?.id;
        Some(KnownTerm { index, topic, written: &term.weighed.written, language: &term.language, part })
    }

    /// Every place in an article where a term of its language stands, by field and position; of one topic, or of all.
    #[must_use]
    pub fn places(&self, subject: &Subject<'_>, topic: Option<&TopicId>) -> Vec<TermHit> {
        let of_topic = topic.map(|topic| self.rules.iter().position(|rule| rule.id == *topic));
        let tries = |index: usize| {
            self.terms.get(index).is_some_and(|term| {
                of_topic.is_none_or(|topic| topic == Some(term.topic)) && term.language.covers(subject.language)
            })
        };
        let mut places = Vec::new();
        for (field, source) in [(Field::Title, subject.title), (Field::Text, subject.text)] {
            let words = Words::new(source);
            let hits = self.finder.hits(&words, tries).into_iter();
            places.extend(hits.map(|hit| TermHit {
                term: hit.term,
                field,
                chars: words.chars(&(hit.words.0..hit.words.1)),
            }));
        }
        places
    }

    /// The terms of an article's language that stand in it anywhere, of all topics.
    #[must_use]
    pub fn terms_in(&self, subject: &Subject<'_>) -> BTreeSet<usize> {
        let tries = |index: usize| self.terms.get(index).is_some_and(|term| term.language.covers(subject.language));
        let fields = [subject.title, subject.text].map(Words::new);
        fields.iter().flat_map(|words| self.finder.hits(words, tries)).map(|hit| hit.term).collect()
    }
}

/// How many words a text has, as topics count them.
pub(super) fn count_words(text: &str) -> u32 {
    Words::new(text).count()
}

/// The character at which the first word behind the lead begins; beyond the text where there is none.
pub(super) fn end_of_lead(text: &str, lead_words: u32) -> u32 {
    let words = Words::new(text);
    let mut indices = (0..).take_while(|&index| words.word(index).is_some());
    let behind = indices.find(|&index| words.distance(0, index) >= lead_words);
    behind.map_or(u32::MAX, |index| words.chars(&(index..index + 1)).start)
}
