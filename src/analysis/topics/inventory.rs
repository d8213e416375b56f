//! The terms of a set as their authors see them, and where each stands in an article, whether it counts or not.
//!
//! The rule lab works with these: explaining, looking for dead terms, suggesting new ones. Scoring does not. What is
//! written as one term with a `NEAR` is looked for as several; here it is one again, named by the first of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Field, Side, TopicId};

use super::hits::FieldHits;
use super::meetings::of_nears;
use super::rule::TermLanguage;
use super::set::TopicSet;
use super::subject::Subject;
use super::terms::CompiledTerm;
use super::words::Words;
use super::worth::{ConditionKind, Purpose, Worth};

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
    /// Whether it counts only where two things stand near each other.
    pub is_near: bool,
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

/// A place where a term, or what stands beside its `NEAR`, is found.
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
        let mut last_near = None;
        self.terms.iter().enumerate().filter_map(move |(index, term)| {
            let near = near_of(term);
            // The operands of a term follow one another.
            let is_first = near.is_none() || near != last_near;
            last_near = near;
            if is_first { self.known(index, term) } else { None }
        })
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
        let of_purpose = |purpose| match purpose {
            Purpose::Weight(weight) => TermPart::Weight(weight),
            Purpose::Condition(ConditionKind::Any, group) => TermPart::Any(group),
            Purpose::Condition(ConditionKind::All, group) => TermPart::All(group),
            Purpose::Condition(ConditionKind::None, group) => TermPart::None(group),
        };
        let part = match term.weighed.worth {
            Worth::Alone(purpose) => of_purpose(purpose),
            Worth::Near(operand) => of_purpose(operand.purpose),
            Worth::Side(side) => TermPart::Side(side),
        };
        let is_near = near_of(term).is_some();
        let topic = &self.rules.get(term.topic)?.id;
        let language = self.languages.get(term.language)?;
        Some(KnownTerm { index, topic, written: &term.weighed.written, language, part, is_near })
    }

    /// Every place in an article where a term of its language stands, by field and position; of one topic.
    #[must_use]
    pub fn places(&self, subject: &Subject<'_>, topic: &TopicId) -> Vec<TermHit> {
        let mut places = Vec::new();
        self.with_fields(subject, Some(topic), |fields| {
            for field in fields {
                places.extend(field.hits.iter().map(|hit| {
                    let found = field.evidence(*hit, 0.0);
                    TermHit { term: hit.index, field: found.field, chars: found.start..found.end }
                }));
            }
        });
        places
    }

    /// The terms of an article's language that stand in it, of one topic or of all; each under the place of
    /// [`TopicSet::terms`]. What a longer term without weight covers does not stand there.
    #[must_use]
    pub fn terms_in(&self, subject: &Subject<'_>, topic: Option<&TopicId>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        self.with_fields(subject, topic, |fields| {
            for field in fields {
                let alone = |hit: &&super::hits::TopicHit<'_>| !matches!(hit.term.worth, Worth::Near(_));
                found.extend(field.hits.iter().filter(alone).filter(|hit| field.is_free(hit)).map(|hit| hit.index));
                let met = of_nears(field, |_| true).into_iter().filter(|(_, meetings)| !meetings.is_empty());
                let operands = met.filter_map(|(_, meetings)| Some(meetings.first()?.first()?.index));
                found.extend(operands.map(|index| self.first_operand(index)));
            }
        });
        found
    }

    /// The place of the term whose operand stands at a place.
    fn first_operand(&self, index: usize) -> usize {
        let near = self.terms.get(index).and_then(near_of);
        let before = self.terms.get(..index).unwrap_or_default().iter().rev();
        index - before.take_while(|term| near_of(term) == near).count()
    }

    /// Hands on the hits of each topic that has some: those in the headline, then those in the text.
    fn with_fields(&self, subject: &Subject<'_>, topic: Option<&TopicId>, mut take: impl FnMut(&[FieldHits<'_>])) {
        let is_wanted: Vec<bool> = self.rules.iter().map(|rule| topic.is_none_or(|topic| *topic == rule.id)).collect();
        self.each_touched(subject, &is_wanted, &mut |_, _, fields| take(fields));
    }
}

/// The number of the `NEAR` that a term stands beside.
fn near_of(term: &CompiledTerm) -> Option<usize> {
    match term.weighed.worth {
        Worth::Near(operand) => Some(operand.near),
        Worth::Alone(_) | Worth::Side(_) => None,
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
