//! Which day the candidates agree on.
//!
//! Each day that a candidate names is a choice; its score is the sum of the weights of those that support it, one for each
//! group. A day is believed if its score is high enough, and far enough from that of any other day: where strong places
//! contradict each other, no date is better than a wrong one.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::candidate::Candidate;
use crate::model::{DateOrigin, Moment, Precision};

/// What else is known of the day.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// The last change that the page tells of: nothing is published after it.
    pub modified: Option<Date>,
    /// Year and month in the address.
    pub month: Option<(i16, i8)>,
}

/// The outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    /// Index of the best candidate of the day that won.
    Chosen(usize),
    /// The best day is not sure enough; by its index, its best candidate.
    TooWeak(usize),
    /// Another day is almost as good.
    Contradicted(usize),
    /// There are no candidates.
    Nothing,
}

/// A day needs this much.
const MIN_SCORE: f64 = 0.7;
/// And this much more than any other.
const MIN_LEAD: f64 = 0.25;
/// The part of its weight that a candidate gives to the day next to its own.
const NEXT_DAY: f64 = 0.45;
/// What it costs to be the day of the last change, where a strong place names an earlier day.
const OF_CHANGE: f64 = -0.8;
/// The weight of a strong place.
const STRONG: f64 = 2.0;
/// What it costs to be later than the last change.
const AFTER_CHANGE: f64 = -1.3;
/// What it is worth to lie in the month that the address names.
const IN_MONTH: f64 = 1.2;

/// Decides.
pub(super) fn decide(candidates: &[Candidate], bounds: &Bounds) -> Verdict {
    let days = candidates.iter().map(|candidate| candidate.at.date()).collect::<std::collections::BTreeSet<_>>();
    let mut scores = days.into_iter().map(|day| (day, score(candidates, bounds, day))).collect::<Vec<_>>();
    // Stable: of equals the earliest day, since what is later is rather a change.
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let Some(&(day, best)) = scores.first() else { return Verdict::Nothing };
    let Some(chosen) = most_exact(candidates, day) else { return Verdict::Nothing };
    let is_other = |other: Date| !candidates.iter().any(|one| one.supports(day) && one.supports(other));
    let second = scores.iter().skip(1).find(|(other, _)| is_other(*other)).map_or(0.0, |&(_, score)| score);
    if best < MIN_SCORE {
        Verdict::TooWeak(chosen)
    } else if best - second < MIN_LEAD {
        Verdict::Contradicted(chosen)
    } else {
        Verdict::Chosen(chosen)
    }
}

fn score(candidates: &[Candidate], bounds: &Bounds, day: Date) -> f64 {
    let mut groups = BTreeMap::new();
    let has_evening = candidates.iter().any(|candidate| candidate.is_evening_of(day));
    for candidate in candidates {
        let is_issue = || has_evening && candidate.is_issue_after(day);
        let part = match () {
            () if candidate.at.date() == day => 1.0,
            () if candidate.supports(day) || is_issue() => NEXT_DAY,
            () => continue,
        };
        let weight: &mut f64 = groups.entry(candidate.place.group()).or_insert(f64::MIN);
        *weight = weight.max(part * candidate.place.weight());
    }
    let support: f64 = groups.values().sum();
    let day_before = day.checked_sub(1.days()).unwrap_or(day);
    let is_after_change = bounds.modified.is_some_and(|modified| modified < day_before);
    let is_in_month = bounds.month.is_some_and(|month| month == (day.year(), day.month()));
    let is_earlier = |one: &Candidate| one.at.date() < day && one.place.weight() >= STRONG;
    let is_of_change = bounds.modified == Some(day) && candidates.iter().any(is_earlier);
    let of_change = if is_of_change { OF_CHANGE } else { 0.0 };
    let after = if is_after_change { AFTER_CHANGE } else { 0.0 };
    support + of_change + after + if is_in_month { IN_MONTH } else { 0.0 }
}

/// Of the candidates that name a day, the one that says most, unless it is far weaker than another; of equals the one that
/// is believed most.
fn most_exact(candidates: &[Candidate], day: Date) -> Option<usize> {
    let named = || candidates.iter().enumerate().filter(|(_, candidate)| candidate.at.date() == day);
    let strongest = named().map(|(_, candidate)| candidate.place.weight()).fold(f64::MIN, f64::max);
    let strong = named().filter(|(_, candidate)| candidate.place.weight() >= strongest / 2.0);
    let best = strong.max_by(|(i, a), (j, b)| {
        let by_weight = a.place.weight().total_cmp(&b.place.weight());
        exactness(a).cmp(&exactness(b)).then(by_weight).then(j.cmp(i))
    });
    let (index, chosen) = best?;
    // The same instant with its zone may be of another day: it knows which.
    let is_same = |one: &Candidate| {
        let seconds = one.at.timestamp().as_second().abs_diff(chosen.at.timestamp().as_second());
        exactness(chosen) == INSTANT && exactness(one) > INSTANT && seconds < 60
    };
    candidates.iter().position(is_same).or(Some(index))
}

/// How exact an instant in UTC is.
const INSTANT: u8 = 3;

/// How much a candidate says: a day, midnight (which is a program's word for a day), the hour of some place, an instant, an
/// instant with its zone.
fn exactness(candidate: &Candidate) -> u8 {
    let is_local = candidate.place.origin() == DateOrigin::Text;
    match (candidate.at.precision(), candidate.at.offset()) {
        (Precision::Day, _) => 0,
        (Precision::Time, None) if candidate.at.timestamp() == Moment::day(candidate.at.date()).timestamp() => 1,
        (Precision::Time, None) if is_local => 2,
        (Precision::Time, None) => INSTANT,
        (Precision::Time, Some(_)) => INSTANT + 1,
    }
}
