//! When a source is due next.
//!
//! Pure arithmetic: the time, the random number and all that the server said come in, an instant goes out. Nothing here
//! reads a clock, waits or remembers.
//!
//! Two wishes meet. The user wants news at the interval that the configuration names, or as they come (`tempo`); the server
//! may want to be asked less often, and says so in headers, in the feed or by failing. **Invariant**: a server can only make
//! us slower, never faster, and only within limits: a source is asked again within [`LONGEST_PAUSE`], or
//! [`LONGEST_ABSENCE`] where the server sends us away, and then out of its closed hours (`closed`), whatever it claims. (A
//! longer interval of the user's own stands above these.) The one exception is a server that says 410 twice in a row: what
//! is gone for good is not asked for again.

mod closed;
pub mod tempo;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::fetch::Freshness;
use crate::model::{ErrorKind, Habits, Pacing, Rhythm};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest pause that caching headers, a feed's own wishes or failures lead to.
pub const LONGEST_PAUSE: Duration = DAY;
/// The longest pause that `Retry-After` leads to.
pub const LONGEST_ABSENCE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// The longest pause that failures of the network lead to: they say little of the source, and heal by themselves.
const LONGEST_NETWORK_PAUSE: Duration = Duration::from_secs(4 * 60 * 60);
/// No source is due again sooner, whatever its interval: a due time equal to now would be polled without end.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// The first retry of a failed source with a calendar of its own, which may be a day away from its next regular turn.
const CALENDAR_RETRY: Duration = Duration::from_secs(15 * 60);
/// The most by which chance lengthens a pause, as a share of it: sources of one interval drift apart.
const JITTER_SHARE: f64 = 0.1;
/// Sources that have to wait for a common end (of a start, of an outage, of a host's refusal) are spread by this step.
const SPREAD_STEP: Duration = Duration::from_secs(1);
/// At the start, every overdue source has its turn within this time, by smaller steps where there are many.
const START_WINDOW: Duration = Duration::from_secs(5 * 60);

/// A turn that ended, as the schedule needs to know it.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// When the turn ended.
    pub now: Timestamp,
    /// The source's rhythm.
    pub rhythm: &'a Rhythm,
    /// What is known of the source, this turn included.
    pub habits: &'a Habits,
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
    },
    /// It did not.
    Failed {
        /// Why.
        kind: ErrorKind,
        /// Failed turns in a row, this one included: 1 or more.
        failures: u32,
        /// Why the turn before failed; `None` if it did not.
        before: Option<ErrorKind>,
        /// How long the server wants us to stay away.
        retry_after: Option<Duration>,
    },
    /// It was not asked at all, for a reason that is not its own.
    Postponed {
        /// How long that reason lasts.
        wait: Duration,
    },
}

impl TurnEnd {
    /// Whether the server has said twice in a row that there is nothing any more (410). One may be an accident.
    #[must_use]
    pub fn is_gone_for_good(&self) -> bool {
        let gone = ErrorKind::Gone;
        matches!(*self, Self::Failed { kind, before: Some(before), .. } if kind == gone && before == gone)
    }
}

/// When the source is due next, to the second; `None` where no interval makes it due.
///
/// - At an interval, fixed or of the source's own tempo: after the longest of interval, freshness and what the feed asks
///   for; after failures the interval doubles with each.
/// - At the times of a cron line: the calendar makes it due, so only a failure gives a time, for a retry in between.
/// - Never, and gone for good: never.
///
/// Chance lengthens each pause by up to a tenth, so the result is never earlier than what was asked; and a source with an
/// interval is not due in the hours and days in which its feed is closed.
#[must_use]
pub fn next_due(turn: &Turn<'_>) -> Option<Timestamp> {
    if turn.end.is_gone_for_good() {
        return None;
    }
    let interval = match turn.rhythm {
        Rhythm::Every(every) => *every,
        Rhythm::Adaptive { min, max } => tempo::interval(&turn.habits.tempo, turn.now, *min, *max),
        Rhythm::Schedule(_) => return calendar_retry(turn),
        Rhythm::Never => return None,
    };
    let pacing = &turn.habits.pacing;
    let due = after(turn.now, lengthen(pause(turn.end, interval, pacing), turn.jitter));
    Some(closed::first_open(pacing, due, turn.jitter))
}

fn calendar_retry(turn: &Turn<'_>) -> Option<Timestamp> {
    match turn.end {
        TurnEnd::Answered { .. } => None,
        end => Some(after(turn.now, lengthen(pause(end, CALENDAR_RETRY, &Pacing::default()), turn.jitter))),
    }
}

fn pause(end: TurnEnd, interval: Duration, pacing: &Pacing) -> Duration {
    match end {
        TurnEnd::Answered { freshness } => {
            let wished = freshness.max_age.unwrap_or_default().max(pacing.pause.unwrap_or_default());
            wished.min(LONGEST_PAUSE).max(interval)
        }
        TurnEnd::Failed { kind, failures, retry_after, .. } => {
            pause_after_failure(interval, kind, failures, retry_after)
        }
        TurnEnd::Postponed { wait } => wait.min(LONGEST_ABSENCE),
    }
}

/// The times at which sources that are overdue at the start get their turns, the longest overdue first: now, then one
/// after the other, so that a restart or the first run is no burst.
pub fn spread(now: Timestamp, n_overdue: usize) -> impl Iterator<Item = Timestamp> {
    let share = START_WINDOW.div_f64(n_overdue.max(1) as f64);
    let step = share.min(SPREAD_STEP);
    (0..n_overdue).map(move |place| add(now, step.mul_f64(place as f64)))
}

/// The times at which the sources of one domain get their turns once it may be asked again: one after the other, and
/// however many they are, never closer than a second.
pub fn spread_over_domain(from: Timestamp, n_waiting: usize) -> impl Iterator<Item = Timestamp> {
    (0..n_waiting).map(move |place| add(from, SPREAD_STEP.mul_f64(place as f64)))
}

fn pause_after_failure(interval: Duration, kind: ErrorKind, failures: u32, retry_after: Option<Duration>) -> Duration {
    use ErrorKind as Kind;
    let longest = match kind {
        Kind::Dns | Kind::Connect | Kind::Tls | Kind::Timeout => LONGEST_NETWORK_PAUSE,
        _ => LONGEST_PAUSE,
    };
    let asked = retry_after.unwrap_or_default().min(LONGEST_ABSENCE);
    // Who sends us away again and again is asked ever more rarely, as is who fails without a word.
    doubled(interval.max(asked), failures).min(longest).max(asked).max(interval)
}

/// The first pause, doubled with each further failure.
fn doubled(first: Duration, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    first.max(SHORTEST_PAUSE).saturating_mul(factor)
}

fn lengthen(pause: Duration, jitter: f64) -> Duration {
    let extra = Duration::try_from_secs_f64(pause.as_secs_f64() * JITTER_SHARE * share(jitter)).unwrap_or_default();
    pause.saturating_add(extra)
}

/// A random number as a share. One outside 0..1, or none at all, is no reason to panic or to hurry.
fn share(jitter: f64) -> f64 {
    if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.0 }
}

/// The first whole second that is not before the end of the pause.
#[must_use]
pub fn after(now: Timestamp, pause: Duration) -> Timestamp {
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
