//! From the hits of one topic to a score with its evidence.
//!
//! The evidence is the sum: every hit that counts has its share, rounded, and the shares add up to the score. What a
//! newcomer would question is that each side of a relation carries half of what their meeting adds, and so does what
//! stands on each side of a `NEAR`; it is so that both can be marked where they stand.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{Evidence, Field, Side};

use super::hits::{FieldHits, TopicHit};
use super::meetings::{meetings, of_nears};
use super::rule::{Sides, TopicRule, Weighing};
use super::weighing::{SIDES_CAP, is_one_passage, text_factor};
use super::words::Words;
use super::worth::{NearOperand, Purpose, Worth};

/// What the hits of one topic come to.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// Every hit that counts, with its share, by field and position.
    pub(super) evidence: Vec<Evidence>,
    /// What of it stands in the headline or the lead.
    pub(super) front: f64,
    /// Whether something there speaks for the topic.
    pub(super) has_front: bool,
    /// The weight of the heaviest term that counts.
    pub(super) heaviest: f64,
    /// Whether what speaks for the topic stands in one passage of a longer text.
    pub(super) is_in_passing: bool,
}

/// Sums up the hits of one topic. `fields` come in the order in which their hits count, the headline first.
pub(super) fn sum(rule: &TopicRule, fields: &[FieldHits<'_>]) -> Sum {
    let weighing = &rule.weighing;
    let mut sum = Sum::default();
    let mut caps = Caps::default();
    sum.is_in_passing = fields.iter().any(|field| field.field == Field::Title && field.words.count() > 0);
    for field in fields {
        let hits = longest(field.hits);
        let mut shares = caps.of_terms(&hits, weighing.term_cap);
        if let Some(sides) = &rule.sides {
            shares.extend(caps.of_sides(&hits, field.words, sides));
        }
        shares.extend(caps.of_nears(field, weighing.term_cap));
        shares.sort_by_key(|(hit, _)| hit.words);
        sum.is_in_passing &= is_in_passing(field, &shares, weighing);
        for (hit, weight) in shares {
            sum.heaviest = sum.heaviest.max(whole(hit, weight));
            let is_in_front = is_in_front(field, hit, weighing);
            let evidence = field.evidence(hit, weight * factor(field, is_in_front, weighing));
            if is_in_front {
                sum.front += evidence.weight;
                sum.has_front |= weight > 0.0;
            }
            sum.evidence.push(evidence);
        }
    }
    sum
}

/// Whether what speaks for the topic is absent from the headline, and stands in one passage of the text. Without a
/// headline nobody can say.
fn is_in_passing(field: &FieldHits<'_>, shares: &[(TopicHit<'_>, f64)], weighing: &Weighing) -> bool {
    let mut adding = shares.iter().filter(|(_, weight)| *weight > 0.0).map(|(hit, _)| hit.words.0);
    let (Some(first), field_kind) = (adding.next(), field.field) else { return true };
    let last = adding.next_back().unwrap_or(first);
    let span = field.words.distance(first, last);
    field_kind == Field::Text && is_one_passage(field.words.count(), span, weighing.passage_words)
}

/// What the term of a hit weighs: of a meeting and of a `NEAR` each hit has half.
fn whole(hit: TopicHit<'_>, weight: f64) -> f64 {
    match hit.term.worth {
        Worth::Alone(_) => weight,
        Worth::Side(_) | Worth::Near(_) => weight * 2.0,
    }
}

/// What the hits of one topic come to at most. Most topics that have a hit in an article are far from matching it, and
/// need no closer look.
pub(super) fn bound(rule: &TopicRule, fields: &[FieldHits<'_>]) -> f64 {
    let half_meeting = rule.sides.as_ref().map_or(0.0, |sides| sides.weight / 2.0);
    let of_hit = |hit: &TopicHit<'_>| match hit.term.worth {
        Worth::Alone(Purpose::Weight(weight)) => weight.max(0.0),
        Worth::Near(NearOperand { purpose: Purpose::Weight(weight), .. }) => weight.max(0.0) / 2.0,
        Worth::Side(_) => half_meeting,
        Worth::Alone(Purpose::Condition(..)) | Worth::Near(_) => 0.0,
    };
    let of_field = |field: &FieldHits<'_>| {
        let boost = match field.field {
            Field::Title => rule.weighing.title_boost,
            Field::Text => rule.weighing.lead_boost.max(1.0),
        };
        field.hits.iter().map(of_hit).sum::<f64>() * boost
    };
    // Shares are rounded one by one.
    let n_hits: usize = fields.iter().map(|field| field.hits.len()).sum();
    fields.iter().map(of_field).sum::<f64>() + rule.conditions.most() + n_hits as f64 / 100.0
}

/// Of hits that overlap the longest: the one of more words, then the one that spells out more of them. What meets a
/// condition or stands beside a `NEAR` takes nothing from the others, and they take nothing from it.
fn longest<'a>(hits: &[TopicHit<'a>]) -> Vec<TopicHit<'a>> {
    let contends = |hit: &&TopicHit<'_>| matches!(hit.term.worth, Worth::Alone(Purpose::Weight(_)) | Worth::Side(_));
    let mut by_length: Vec<TopicHit<'a>> = hits.iter().filter(contends).copied().collect();
    by_length.sort_by_key(|hit| (Reverse((hit.n_words(), hit.term.n_letters)), hit.words, hit.index));
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
    by_near: HashMap<usize, u32>,
    n_meetings: usize,
}

impl Caps {
    fn of_terms<'a>(&mut self, hits: &[TopicHit<'a>], cap: u32) -> Vec<(TopicHit<'a>, f64)> {
        let mut shares = Vec::new();
        for &hit in hits {
            let Worth::Alone(Purpose::Weight(weight)) = hit.term.worth else { continue };
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
        let side_of = |hit: &TopicHit<'a>| match hit.term.worth {
            Worth::Side(side) => Some((*hit, side)),
            Worth::Alone(_) | Worth::Near(_) => None,
        };
        let names: Vec<(TopicHit<'a>, Side)> = hits.iter().filter_map(side_of).collect();
        let mut found = meetings(names, words, sides.within);
        found.truncate(SIDES_CAP - self.n_meetings);
        self.n_meetings += found.len();
        let half = sides.weight / 2.0;
        found.into_iter().flatten().map(|hit| (hit, half)).collect()
    }

    fn of_nears<'a>(&mut self, field: &FieldHits<'a>, cap: u32) -> Vec<(TopicHit<'a>, f64)> {
        let mut shares = Vec::new();
        for (operand, found) in of_nears(field, |purpose| matches!(purpose, Purpose::Weight(_))) {
            let Purpose::Weight(weight) = operand.purpose else { continue };
            let n_before = self.by_near.entry(operand.near).or_default();
            for (meeting, n_meetings) in found.into_iter().zip(*n_before + 1..=cap) {
                *n_before = n_meetings;
                shares.extend(meeting.map(|hit| (hit, weight / 2.0)));
            }
        }
        shares
    }
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
