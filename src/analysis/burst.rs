//! Whether a topic or a story grows beyond its own habit.
//!
//! The habit of a topic is what it brought in the same hours of the last four weeks, as a share of what the rest of the
//! collection brought in them: where all sources bring twice as much, or come back after an outage, nothing bursts. Days
//! count less the longer ago they are (half in a week), and the same day of the week counts twice once there are three
//! weeks. What is little known is drawn towards the topic's share of all hours, so that a night of two articles makes no
//! habit of none. The habit of a story is its own past, drawn towards what stories usually begin with.
//!
//! The share has a gamma distribution, so what is expected of the next hours is negative binomial (Gelman and others,
//! *Bayesian Data Analysis*, 3rd edition, 2.6); days that differ more than chance widen it, and earlier bursts are cut
//! back, as for outbreaks of diseases (Farrington and others, *Journal of the Royal Statistical Society* A 159, 1996). A
//! burst is a time of another rate, as with Kleinberg (*Bursty and Hierarchical Structure in Streams*, 2002), of which
//! only the present one is asked for.
//!
//! **Invariant**: counts in, a verdict with its figures out; no clock.

mod tail;

use serde::{Deserialize, Serialize};

use crate::model::article::named_enum;

/// Hours of the past that a habit is made of.
pub const HABIT_HOURS: usize = 29 * DAY;

/// The hours in which a topic may burst.
pub const TOPIC_HOURS: [usize; 2] = [6, DAY];

/// The hours in which a story may burst.
pub const STORY_HOURS: usize = 6;

const DAY: usize = 24;
/// Fewer earlier days make no habit.
const MIN_DAYS: usize = 3;
/// From then on the day of the week counts.
const MIN_DAYS_FOR_WEEKDAYS: usize = 21;
/// Days until a day counts half.
const HALF_LIFE_DAYS: f64 = 7.0;
/// Articles that any topic is expected to bring in some hours: never none at all.
const FLOOR: f64 = 0.5;
/// Square of the relative deviation between days that every topic has, however steady it looks: a seventh.
const MIN_VARIATION: f64 = 0.02;
/// The same for stories, of which reports come in clusters.
const STORY_VARIATION: f64 = 0.2;
/// Texts that a story is expected to have after its first hours, as far as nothing is known of it.
const USUAL_STORY: f64 = 2.0;
/// An earlier day counts with this many standard deviations above its expectation at most.
const MOST_DEVIATIONS: f64 = 3.0;

/// The rest of the collection counts for so much of its usual at least: in a small one it may bring nothing for some hours,
/// and what is all that comes in must not be expected to be nothing.
const LEAST_REST: f64 = 0.1;

/// A day of ten times the usual has no weight any more after these.
const N_PASSES: usize = 5;

named_enum!(
    /// How far something grows beyond its habit.
    Mark {
        /// Once in a thousand times by chance, half as much again as usual, and five articles at least.
        Rising = "rising",
        /// Once in a hundred thousand times, twice as much as usual, and eight at least.
        Burst = "burst",
    }
);

/// Counts by hour, going back: the first is the last hour.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'c> {
    /// What the topic or story brought.
    pub own: &'c [u32],
    /// What the whole collection brought.
    pub all: &'c [u32],
    /// Hours since the topic or story brought something for the first time; before, there was no habit.
    pub age_hours: usize,
}

/// The present hours beside the habit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// How many hours.
    pub hours: usize,
    /// What they brought.
    pub observed: u32,
    /// What they would bring by habit.
    pub expected: f64,
    /// How likely they bring so much or more by habit: 0 to 1.
    pub probability: f64,
    /// What to call it; `None` where it is usual.
    pub mark: Option<Mark>,
}

/// How a topic grows in the last hours; `None` where it has no habit yet.
#[must_use]
pub fn of_topic(counts: Counts<'_>, hours: usize) -> Option<Growth> {
    let known = counts.known();
    let exposure = Exposure::new(counts, hours);
    let days = days(known, hours);
    if days.len() < MIN_DAYS {
        return None;
    }
    // What the topic is drawn towards: its share of all hours, as if one day had shown it.
    let one_day = exposure.between(hours, known) / (known - hours) as f64 * hours as f64;
    let share = ratio(f64::from(sum(counts.own, hours, known)), exposure.between(hours, known));
    let drawn = Habit { shape: share * one_day + FLOOR, rate: one_day, variation: MIN_VARIATION };
    let days: Vec<EarlierDay> = days
        .into_iter()
        .map(|day| EarlierDay {
            brought: f64::from(sum(counts.own, day.from, day.from + hours)),
            exposure: exposure.between(day.from, day.from + hours),
            ..day
        })
        .collect();
    // What went far beyond the habit is cut back, by a habit that is less inflated by it each time.
    let habit = (0..N_PASSES).fold(None, |estimate, _| Some(drawn.after(&days, estimate))).unwrap_or(drawn);
    let expected = ratio(habit.shape, habit.rate) * exposure.between(0, hours).max(one_day * LEAST_REST);
    let size = 1.0 / (1.0 / habit.shape + habit.variation);
    Some(growth(sum(counts.own, 0, hours), hours, expected, size))
}

/// How a topic grows: of several spans of hours that in which it does so most.
#[must_use]
pub fn strongest(growths: &[Growth]) -> Option<Growth> {
    growths.iter().copied().min_by(|a, b| {
        // By mark first, the strongest in front.
        b.mark.cmp(&a.mark).then(a.probability.total_cmp(&b.probability))
    })
}

/// How a story grows in the last hours; `None` where the collection is so young that nobody knows how stories begin.
#[must_use]
pub fn of_story(counts: Counts<'_>) -> Option<Growth> {
    let hours = STORY_HOURS;
    let collected = counts.all.iter().rposition(|count| *count > 0).map_or(0, |first| first + 1);
    if collected < MIN_DAYS * DAY {
        return None;
    }
    let known = counts.known().max(hours);
    let exposure = Exposure::new(counts, hours);
    let usual_hours = exposure.between(0, collected) / collected as f64 * hours as f64;
    let shape = 1.0 + f64::from(sum(counts.own, hours, known));
    let rate = usual_hours / USUAL_STORY + exposure.between(hours, known);
    let expected = ratio(shape, rate) * exposure.between(0, hours).max(usual_hours * LEAST_REST);
    Some(growth(sum(counts.own, 0, hours), hours, expected, 1.0 / (1.0 / shape + STORY_VARIATION)))
}

fn growth(observed: u32, hours: usize, expected: f64, size: f64) -> Growth {
    let probability = if expected > 0.0 { tail::at_least(observed, expected, size) } else { 1.0 };
    let times = ratio(f64::from(observed), expected);
    let mark = match observed {
        8.. if probability <= 1e-5 && times >= 2.0 => Some(Mark::Burst),
        5.. if probability <= 1e-3 && times >= 1.5 => Some(Mark::Rising),
        _ => None,
    };
    Growth { hours, observed, expected, probability, mark }
}

impl Counts<'_> {
    /// Hours of the past that tell of a habit.
    fn known(&self) -> usize {
        self.age_hours.min(self.own.len())
    }
}

/// The same hours of an earlier day.
struct EarlierDay {
    /// The latest of the hours, counted back.
    from: usize,
    weight: f64,
    brought: f64,
    exposure: f64,
}

/// The earlier days of which all hours are known, nothing counted yet.
fn days(known: usize, hours: usize) -> Vec<EarlierDay> {
    let n_days = (1..).take_while(|day| DAY * day + hours <= known).count();
    let day = |day: usize| {
        let same_weekday = if n_days >= MIN_DAYS_FOR_WEEKDAYS && day.is_multiple_of(7) { 2.0 } else { 1.0 };
        let age = (day - 1) as f64 / HALF_LIFE_DAYS;
        EarlierDay { from: DAY * day, weight: same_weekday * (-age).exp2(), brought: 0.0, exposure: 0.0 }
    };
    (1..=n_days).map(day).collect()
}

/// What is known of a topic's share: gamma of a shape and a rate; and how much more than chance its days differ.
#[derive(Debug, Clone, Copy)]
struct Habit {
    shape: f64,
    rate: f64,
    variation: f64,
}

impl Habit {
    /// After some days; what they brought far beyond an earlier estimate is cut back to it.
    fn after(self, days: &[EarlierDay], estimate: Option<Self>) -> Self {
        let brought = |day: &EarlierDay| match estimate {
            Some(estimate) => day.brought.min(estimate.most(day.exposure)),
            None => day.brought,
        };
        let shape = self.shape + days.iter().map(|day| day.weight * brought(day)).sum::<f64>();
        let rate = self.rate + days.iter().map(|day| day.weight * day.exposure).sum::<f64>();
        let (mut excess, mut squares) = (0.0, 0.0);
        for day in days {
            let usual = ratio(shape, rate) * day.exposure;
            excess += day.weight * ((brought(day) - usual).powi(2) - usual);
            squares += day.weight * usual * usual;
        }
        Self { shape, rate, variation: ratio(excess, squares).clamp(MIN_VARIATION, 1.0) }
    }

    /// What a usual day brings at most.
    fn most(self, exposure: f64) -> f64 {
        let usual = ratio(self.shape, self.rate) * exposure;
        usual + MOST_DEVIATIONS * (usual + MIN_VARIATION * usual * usual).sqrt()
    }
}

/// What there was to be a share of, hour by hour.
struct Exposure<'c> {
    counts: Counts<'c>,
    /// Added to each hour, as much as the topic itself usually has: where it is nearly all that is collected, time counts.
    each_hour: f64,
}

impl<'c> Exposure<'c> {
    fn new(counts: Counts<'c>, hours: usize) -> Self {
        let known = counts.known();
        let each_hour = ratio(f64::from(sum(counts.own, hours, known)), known.saturating_sub(hours) as f64);
        Self { counts, each_hour }
    }

    fn between(&self, from: usize, to: usize) -> f64 {
        let rest = sum(self.counts.all, from, to).saturating_sub(sum(self.counts.own, from, to));
        f64::from(rest) + self.each_hour * to.saturating_sub(from) as f64
    }
}

fn sum(counts: &[u32], from: usize, to: usize) -> u32 {
    counts.iter().take(to).skip(from).sum()
}

/// A quotient; 0 where there is nothing to divide by.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests;
