//! When a source is due next.
//!
//! Pure arithmetic: the time, the random number and all that the server said come in, an instant goes out. Nothing here
//! reads a clock, waits or remembers.
//!
//! Two wishes meet. The user wants news at the interval that the configuration names; the server may want to be asked less
//! often, and says so in headers, in the feed or by failing. **Invariant**: a server can only make us slower, never faster,
//! and only within limits: a source is asked again within [`LONGEST_PAUSE`], or [`LONGEST_ABSENCE`] where the server sends
//! us away, whatever it claims. (A longer interval of the user's own stands above both.)

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::fetch::Freshness;
use crate::model::{ErrorKind, Rhythm};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest pause that caching headers, a feed's `ttl` or failures lead to.
pub const LONGEST_PAUSE: Duration = DAY;
/// The longest pause that `Retry-After` or 410 (gone) lead to.
pub const LONGEST_ABSENCE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// No source is due again sooner, whatever its interval: a due time equal to now would be polled without end.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// The first retry of a failed source with a calendar of its own, which may be a day away from its next regular turn.
const CALENDAR_RETRY: Duration = Duration::from_secs(15 * 60);
/// The most by which chance lengthens a pause, as a share of it: sources of one interval drift apart.
const JITTER_SHARE: f64 = 0.1;
/// At the start, sources are spread by this step, or a smaller one where there are many.
const START_STEP: Duration = Duration::from_secs(1);
/// At the start, every overdue source has its turn within this time.
const START_WINDOW: Duration = Duration::from_secs(5 * 60);

/// A turn that ended, as the schedule needs to know it.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// When the turn ended.
    pub now: Timestamp,
    /// The source's rhythm.
    pub rhythm: &'a Rhythm,
    /// How it ended.
    pub end: TurnEnd,
    /// A random number in 0..1.
    pub jitter: f64,
}

/// How a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnEnd {
    /// The source answered, be it that nothing changed.
    Answered {
        /// How long the answer stays current.
        freshness: Freshness,
        /// How long the feed says that it may be kept (`ttl`).
        ttl: Option<Duration>,
    },
    /// It did not.
    Failed {
        /// Why.
        kind: ErrorKind,
        /// Failed turns in a row, this one included: 1 or more.
        failures: u32,
        /// How long the server wants us to stay away.
        retry_after: Option<Duration>,
    },
}

/// When the source is due next, to the second; `None` where no interval makes it due.
///
/// - At an interval: after the longest of interval, freshness and `ttl`; after failures the interval doubles with each.
/// - At the times of a cron line: the calendar makes it due, so only a failure gives a time, for a retry in between.
/// - Never: never.
///
/// Chance lengthens each pause by up to a tenth, so the result is never earlier than what was asked.
#[must_use]
pub fn next_due(turn: &Turn<'_>) -> Option<Timestamp> {
    let pause = match (turn.rhythm, turn.end) {
        (Rhythm::Adaptive { min, .. }, TurnEnd::Answered { freshness, ttl }) => {
            pause_after_answer(*min, freshness, ttl)
        }
        (Rhythm::Adaptive { min, .. }, TurnEnd::Failed { kind, failures, retry_after }) => {
            pause_after_failure(*min, kind, failures, retry_after)
        }
        (Rhythm::Never, _) | (Rhythm::Schedule(_), TurnEnd::Answered { .. }) => return None,
        (Rhythm::Every(every), TurnEnd::Answered { freshness, ttl }) => pause_after_answer(*every, freshness, ttl),
        (Rhythm::Every(every), TurnEnd::Failed { kind, failures, retry_after }) => {
            pause_after_failure(*every, kind, failures, retry_after)
        }
        (Rhythm::Schedule(_), TurnEnd::Failed { kind, failures, retry_after }) => {
            pause_after_failure(CALENDAR_RETRY, kind, failures, retry_after)
        }
    };
    Some(after(turn.now, lengthen(pause, turn.jitter)))
}

/// The times at which sources that are overdue at the start get their turns, the longest overdue first: now, then one
/// after the other, so that a restart or the first run is no burst.
pub fn spread(now: Timestamp, n_overdue: usize) -> impl Iterator<Item = Timestamp> {
    let share = START_WINDOW.div_f64(n_overdue.max(1) as f64);
    let step = share.min(START_STEP);
    (0..n_overdue).map(move |place| add(now, step.mul_f64(place as f64)))
}

fn pause_after_answer(every: Duration, freshness: Freshness, ttl: Option<Duration>) -> Duration {
    let wished = freshness.max_age.unwrap_or_default().max(ttl.unwrap_or_default());
    wished.min(LONGEST_PAUSE).max(every)
}

fn pause_after_failure(every: Duration, kind: ErrorKind, failures: u32, retry_after: Option<Duration>) -> Duration {
    let own = match kind {
        // One 410 may be an accident; the second is believed.
        ErrorKind::Gone if failures > 1 => doubled(DAY.max(every), failures - 1).min(LONGEST_ABSENCE),
        _ => doubled(every, failures).min(LONGEST_PAUSE),
    };
    own.max(retry_after.unwrap_or_default().min(LONGEST_ABSENCE)).max(every)
}

/// The first pause, doubled with each further failure.
fn doubled(first: Duration, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    first.max(SHORTEST_PAUSE).saturating_mul(factor)
}

fn lengthen(pause: Duration, jitter: f64) -> Duration {
    // A number outside 0..1, or none at all, is no reason to panic or to hurry.
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.0 };
    let extra = Duration::try_from_secs_f64(pause.as_secs_f64() * JITTER_SHARE * jitter).unwrap_or_default();
    pause.saturating_add(extra)
}

/// The first whole second that is not before the end of the pause.
fn after(now: Timestamp, pause: Duration) -> Timestamp {
    let due = add(now, pause.max(SHORTEST_PAUSE));
    let whole = due.as_second().saturating_add(i64::from(due.subsec_nanosecond() > 0));
    Timestamp::from_second(whole).unwrap_or(Timestamp::MAX)
}

fn add(now: Timestamp, pause: Duration) -> Timestamp {
    let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::MAX);
    now.saturating_add(pause).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
