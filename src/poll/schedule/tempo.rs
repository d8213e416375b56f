//! A source's own tempo: how often it has news, and how often it is therefore asked.
//!
//! The method, and where it comes from:
//! - **The gap.** The dates of the listed items say how far apart news lie, at the first poll already. Their median is
//!   taken, which one wrong date does not move; items that came within one shortest interval count as one, since one poll
//!   brings them all. A source without dates is learnt from its polls: the time between two that brought something new.
//!   Each look replaces a part of what was known before (an exponentially weighted mean), so an old tempo fades.
//! - **Half a gap** is waited, so that news are a quarter of their usual distance late on average. (Cho and Garcia-Molina,
//!   "Effective page refresh policies for web crawlers", 2003: the best interval is proportional to the rate of change as
//!   long as the rate is not far above what one can poll.)
//! - **A tenth of the silence** is waited at least: the heuristic freshness of HTTP caches (RFC 9111, section 4.2.2). The
//!   longer nothing came, the rarer a source is asked; the first news after that end the silence and bring the old tempo
//!   back.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::model::{Item, Precision, Tempo};

/// The most items whose dates are looked at, the newest first: what lies further back says little of today.
const MAX_DATES: usize = 40;
/// So many different dates are needed: two gaps.
const MIN_DATES: usize = 3;
/// Items of the coming hour are taken as of now, since clocks differ; later ones say nothing.
const SKEW: SignedDuration = SignedDuration::from_hours(1);
/// Dates before this much time say nothing of the tempo.
const HORIZON: SignedDuration = SignedDuration::from_hours(366 * 24);
/// The share of what was known before in what is known after a look at the dates, and at one gap between polls.
const KEPT_BESIDE_DATES: f64 = 0.5;
const KEPT_BESIDE_POLLS: f64 = 0.7;
/// The silence is divided by this.
const SILENCE_DIVISOR: u32 = 10;

/// The interval after which the source is asked again.
#[must_use]
pub fn interval(tempo: &Tempo, now: Timestamp, min: Duration, max: Duration) -> Duration {
    let silence = tempo.last_new.map(|at| elapsed(at, now)).unwrap_or_default();
    let own = tempo.gap.unwrap_or_default() / 2;
    own.max(silence / SILENCE_DIVISOR).min(max).max(min)
}

/// What a poll taught, given the items that were listed and whether any of them was new. `grain` is the shortest interval
/// at which the source would be polled.
#[must_use]
pub fn learn(before: &Tempo, items: &[Item], has_new: bool, now: Timestamp, grain: Duration) -> Tempo {
    let mut tempo = Tempo { empty_since: None, ..before.clone() };
    if items.is_empty() {
        tempo.empty_since = before.empty_since.or(Some(now));
        return tempo;
    }
    let dates = dates(items, now);
    if has_new {
        let seen = usual_gap(&dates, grain);
        let waited = before.last_new.map(|at| elapsed(at, now));
        tempo.gap = match (seen, waited) {
            (Some(seen), _) => Some(mixed(before.gap, seen, KEPT_BESIDE_DATES)),
            (None, Some(waited)) => Some(mixed(before.gap, waited, KEPT_BESIDE_POLLS)),
            (None, None) => before.gap,
        };
        // At the first poll everything is new, so the newest date tells how long it has been silent.
        tempo.last_new = match before.last_new {
            Some(_) => Some(now),
            None => Some(dates.first().copied().unwrap_or(now).min(now)),
        };
    }
    tempo
}

/// The usable dates of the items, the newest first. A day without a time is no instant.
fn dates(items: &[Item], now: Timestamp) -> Vec<Timestamp> {
    let latest = now.saturating_add(SKEW).unwrap_or(Timestamp::MAX);
    let earliest = now.saturating_sub(HORIZON).unwrap_or(Timestamp::MIN);
    let exact = items.iter().filter_map(|item| item.published).filter(|at| at.precision() == Precision::Time);
    let mut dates: Vec<Timestamp> = exact.map(crate::model::Moment::timestamp).collect();
    dates.retain(|at| (earliest..=latest).contains(at));
    dates.sort_unstable_by(|a, b| b.cmp(a));
    dates.truncate(MAX_DATES);
    dates
}

/// The median of the gaps between the dates; `None` where they are too few.
fn usual_gap(dates: &[Timestamp], grain: Duration) -> Option<Duration> {
    let mut distinct: Vec<Timestamp> = Vec::with_capacity(dates.len());
    for date in dates {
        if distinct.last().is_none_or(|last| elapsed(*date, *last) >= grain.max(Duration::from_secs(1))) {
            distinct.push(*date);
        }
    }
    if distinct.len() < MIN_DATES {
        return None;
    }
    let pairs = distinct.iter().zip(distinct.iter().skip(1));
    let mut gaps: Vec<Duration> = pairs.map(|(later, earlier)| elapsed(*earlier, *later)).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

fn mixed(before: Option<Duration>, seen: Duration, kept: f64) -> Duration {
    let Some(before) = before else { return seen };
    let seconds = before.as_secs_f64() * kept + seen.as_secs_f64() * (1.0 - kept);
    Duration::try_from_secs_f64(seconds.round()).unwrap_or(seen)
}

fn elapsed(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Moment;

    const MINUTE: Duration = Duration::from_secs(60);
    const HOUR: Duration = Duration::from_secs(60 * 60);
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().expect("a time")
    }

    fn ago(time: Duration) -> Timestamp {
        now().checked_sub(SignedDuration::try_from(time).expect("short")).expect("in range")
    }

    fn items(ages: &[Duration]) -> Vec<Item> {
        ages.iter().map(|age| Item { published: Some(Moment::utc(ago(*age))), ..Item::default() }).collect()
    }

    fn gap_of(ages: &[Duration]) -> Option<Duration> {
        learn(&Tempo::default(), &items(ages), true, now(), 5 * MINUTE).gap
    }

    #[test]
    fn the_usual_gap_stands_in_the_dates() {
        let hourly: Vec<Duration> = (0..10).map(|n| n * HOUR).collect();
        assert_eq!(gap_of(&hourly), Some(HOUR));
        let shuffled: Vec<Duration> = hourly.iter().rev().copied().collect();
        assert_eq!(gap_of(&shuffled), Some(HOUR));
        assert_eq!(gap_of(&[HOUR, 2 * HOUR]), None, "one gap is none");
        assert_eq!(gap_of(&[]), None);
    }

    #[test]
    fn bursts_and_bad_dates_do_not_move_it() {
        let mut ages: Vec<Duration> = (0..8).map(|n| n * DAY).collect();
        ages.extend((0..20).map(Duration::from_secs));
        assert_eq!(gap_of(&ages), Some(DAY), "twenty at once are one");
        ages.extend([300 * DAY, 400 * DAY, 30_000 * DAY]);
        assert_eq!(gap_of(&ages), Some(DAY), "old ones");
        let future = Item { published: Some("2031-01-01T00:00:00Z".parse().expect("a moment")), ..Item::default() };
        let day = Item { published: Some("2026-11-24".parse().expect("a moment")), ..Item::default() };
        let odd = [items(&ages), vec![future, day, Item::default()]].concat();
        assert_eq!(learn(&Tempo::default(), &odd, true, now(), 5 * MINUTE).gap, Some(DAY));
        assert_eq!(gap_of(&[HOUR; 30]), None, "all of one instant");
    }

    #[test]
    fn without_dates_polls_teach_it() {
        let undated = [Item::default()];
        let first = learn(&Tempo::default(), &undated, true, ago(6 * HOUR), MINUTE);
        assert_eq!((first.gap, first.last_new), (None, Some(ago(6 * HOUR))));
        let second = learn(&first, &undated, false, ago(4 * HOUR), MINUTE);
        assert_eq!(second, first, "nothing new teaches nothing");
        let third = learn(&second, &undated, true, ago(2 * HOUR), MINUTE);
        assert_eq!((third.gap, third.last_new), (Some(4 * HOUR), Some(ago(2 * HOUR))));
        let fourth = learn(&third, &undated, true, now(), MINUTE);
        assert_eq!(fourth.gap, Some(204 * MINUTE), "0.7 of four hours and 0.3 of two");
    }

    #[test]
    fn an_old_tempo_fades() {
        let mut tempo = Tempo { gap: Some(DAY), last_new: Some(ago(DAY)), empty_since: None };
        let hourly: Vec<Duration> = (0..10).map(|n| n * HOUR).collect();
        for _ in 0..8 {
            tempo = learn(&tempo, &items(&hourly), true, now(), MINUTE);
        }
        let gap = tempo.gap.expect("known");
        assert!(gap < HOUR + 10 * MINUTE, "{gap:?}");
    }

    #[test]
    fn silence_lengthens_and_news_shorten() {
        let wait = |gap: Option<Duration>, silence: Duration| {
            let tempo = Tempo { gap, last_new: Some(ago(silence)), empty_since: None };
            interval(&tempo, now(), 10 * MINUTE, DAY)
        };
        assert_eq!(wait(Some(2 * HOUR), Duration::ZERO), HOUR);
        assert_eq!(wait(Some(2 * HOUR), 5 * HOUR), HOUR);
        assert_eq!(wait(Some(2 * HOUR), 30 * HOUR), 3 * HOUR);
        assert_eq!(wait(Some(2 * HOUR), 100 * DAY), DAY);
        assert_eq!(wait(Some(MINUTE), Duration::ZERO), 10 * MINUTE);
        assert_eq!(wait(Some(90 * DAY), Duration::ZERO), DAY);
        assert_eq!(wait(None, 3 * HOUR), 18 * MINUTE);
        assert_eq!(interval(&Tempo::default(), now(), 10 * MINUTE, DAY), 10 * MINUTE, "nothing is known yet");
        let ahead = Tempo { last_new: Some(Timestamp::MAX), ..Tempo::default() };
        assert_eq!(interval(&ahead, now(), 10 * MINUTE, DAY), 10 * MINUTE, "a clock that was set back");
    }

    #[test]
    fn a_silent_source_is_known_as_such_at_once() {
        let old: Vec<Duration> = (0..5).map(|n| 100 * DAY + n * HOUR).collect();
        let tempo = learn(&Tempo::default(), &items(&old), true, now(), MINUTE);
        assert_eq!(tempo.last_new, Some(ago(100 * DAY)));
        assert_eq!(interval(&tempo, now(), 10 * MINUTE, DAY), DAY);
    }

    #[test]
    fn a_list_that_turns_empty_is_noted_until_it_fills() {
        let since = learn(&Tempo::default(), &[], false, ago(HOUR), MINUTE);
        assert_eq!(since.empty_since, Some(ago(HOUR)));
        let still = learn(&since, &[], false, now(), MINUTE);
        assert_eq!(still.empty_since, Some(ago(HOUR)));
        assert_eq!(learn(&still, &[Item::default()], true, now(), MINUTE).empty_since, None);
    }
}
