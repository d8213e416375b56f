//! From the hits of one topic to a score with its evidence.
//!
//! The evidence is the sum: every hit that counts has its share, rounded, and the shares add up to the score. What a
//! newcomer would question is that each side of a relation carries half of what their meeting adds; it is so that
//! both names can be marked where they stand.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{Evidence, Field, Side};

use super::rule::{Sides, TopicRule, Weighing};
use super::weighing::{SIDES_CAP, rounded, text_factor};
use super::words::Words;

/// A term as far as scoring depends on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WeighedTerm {
    /// The term as its author wrote it.
    pub(super) written: String,
    /// What a hit of it is worth.
    pub(super) worth: Worth,
    /// How many letters it spells out: of two terms that match the same words, the one with more is meant.
    pub(super) n_letters: usize,
}

/// What a hit is worth to its topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// It adds or subtracts by itself.
    Weight(f64),
    /// It counts where the other side is near.
    Side(Side),
    /// It meets a condition: which kind, and which group of it.
    Condition(ConditionKind, usize),
}

/// What a group of terms is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConditionKind {
    /// One of such groups must be met.
    Any,
    /// Each must be met.
    All,
    /// None may be met.
    None,
}

/// A place where a topic's term stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct TopicHit<'a> {
    /// Index of the term, to count its hits by.
    pub(super) index: usize,
    /// The term.
    pub(super) term: &'a WeighedTerm,
    /// Index of the first word, and of the one after the last.
    pub(super) words: (usize, usize),
}

/// A field of the article with one topic's hits in it.
pub(super) struct FieldHits<'a> {
    /// Which field.
    pub(super) field: Field,
    /// Its words.
    pub(super) words: &'a Words<'a>,
    /// The hits, in any order; they may overlap.
    pub(super) hits: Vec<TopicHit<'a>>,
}

/// What the hits of one topic come to.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// Every hit that counts, with its share, by field and position.
    pub(super) evidence: Vec<Evidence>,
    /// What of it stands in the headline or the lead.
    pub(super) front: f64,
    /// Whether something there speaks for the topic.
    pub(super) has_front: bool,
}

/// Sums up the hits of one topic. `fields` come in the order in which their hits count, the headline first.
pub(super) fn sum(rule: &TopicRule, fields: &[FieldHits<'_>]) -> Sum {
    let weighing = &rule.weighing;
    let mut sum = Sum::default();
    let mut caps = Caps::default();
    for field in fields {
        let hits = longest(&field.hits);
        let mut shares = caps.of_terms(&hits, weighing.term_cap);
        if let Some(sides) = &rule.sides {
            shares.extend(caps.of_sides(&hits, field.words, sides));
        }
        shares.sort_by_key(|(hit, _)| hit.words);
        for (hit, weight) in shares {
            let is_in_front = is_in_front(field, hit, weighing);
            let evidence = evidence(field, hit, weight * factor(field, is_in_front, weighing));
            if is_in_front {
                sum.front += evidence.weight;
                sum.has_front |= weight > 0.0;
            }
            sum.evidence.push(evidence);
        }
    }
    sum
}

/// Of hits that overlap the longest: the one of more words, then the one that spells out more of them.
fn longest<'a>(hits: &[TopicHit<'a>]) -> Vec<TopicHit<'a>> {
    let n_words = |hit: &TopicHit<'_>| hit.words.1 - hit.words.0;
    let is_weighed = |hit: &&TopicHit<'_>| !matches!(hit.term.worth, Worth::Condition(..));
    let mut by_length: Vec<TopicHit<'a>> = hits.iter().filter(is_weighed).copied().collect();
    by_length.sort_by_key(|hit| (Reverse((n_words(hit), hit.term.n_letters)), hit.words, hit.index));
    let n_places = hits.iter().map(|hit| hit.words.1).max().unwrap_or(0);
    let mut is_taken = vec![false; n_places];
    by_length.retain(|hit| {
        let Some(places) = is_taken.get_mut(hit.words.0..hit.words.1) else { return false };
        let is_free = !places.contains(&true);
        if is_free {
            places.fill(true);
        }
        is_free
    });
    by_length.sort_by_key(|hit| hit.words);
    by_length
}

/// How often each term, and the meeting of the sides, has counted so far.
#[derive(Default)]
struct Caps {
    by_term: HashMap<usize, u32>,
    n_meetings: usize,
}

impl Caps {
    fn of_terms<'a>(&mut self, hits: &[TopicHit<'a>], cap: u32) -> Vec<(TopicHit<'a>, f64)> {
        let mut shares = Vec::new();
        for &hit in hits {
            let Worth::Weight(weight) = hit.term.worth else { continue };
            // A hit without weight has done its part by taking the words from shorter terms.
            if weight == 0.0 {
                continue;
            }
            let n_hits = self.by_term.entry(hit.index).or_default();
            if *n_hits < cap {
                *n_hits += 1;
                shares.push((hit, weight));
            }
        }
        shares
    }

    fn of_sides<'a>(&mut self, hits: &[TopicHit<'a>], words: &Words<'_>, sides: &Sides) -> Vec<(TopicHit<'a>, f64)> {
        let mut found = meetings(hits, words, sides.within);
        found.truncate(SIDES_CAP - self.n_meetings);
        self.n_meetings += found.len();
        let half = sides.weight / 2.0;
        found.into_iter().flat_map(|(one, other)| [(one, half), (other, half)]).collect()
    }
}

/// The pairs of neighbouring names of different sides that are near enough. Each name meets once.
fn meetings<'a>(hits: &[TopicHit<'a>], words: &Words<'_>, within: u32) -> Vec<(TopicHit<'a>, TopicHit<'a>)> {
    let mut found = Vec::new();
    let mut waiting: Option<(TopicHit<'a>, Side)> = None;
    for &hit in hits {
        let Worth::Side(side) = hit.term.worth else { continue };
        waiting = match waiting {
            Some((before, other)) if other != side && words.distance(before.words.0, hit.words.0) <= within => {
                found.push((before, hit));
                None
            }
            _ => Some((hit, side)),
        };
    }
    found
}

fn is_in_front(field: &FieldHits<'_>, hit: TopicHit<'_>, weighing: &Weighing) -> bool {
    field.field == Field::Title || field.words.distance(0, hit.words.0) < weighing.lead_words
}

fn factor(field: &FieldHits<'_>, is_in_front: bool, weighing: &Weighing) -> f64 {
    match field.field {
        Field::Title => weighing.title_boost,
        Field::Text => {
            let boost = if is_in_front { weighing.lead_boost } else { 1.0 };
            boost * text_factor(field.words.count(), weighing.full_words)
        }
    }
}

/// A hit with what it adds.
pub(super) fn evidence(field: &FieldHits<'_>, hit: TopicHit<'_>, weight: f64) -> Evidence {
    let place = field.words.chars(&(hit.words.0..hit.words.1));
    Evidence {
        term: hit.term.written.clone(),
        field: field.field,
        start: place.start,
        end: place.end,
        weight: rounded(weight),
        side: match hit.term.worth {
            Worth::Side(side) => Some(side),
            Worth::Weight(_) | Worth::Condition(..) => None,
        },
    }
}
