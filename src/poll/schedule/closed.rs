//! The hours and days in which a feed is not to be asked (RSS `skipHours` and `skipDays`), in UTC.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{add, share};
use crate::model::Pacing;

const HOUR: Duration = Duration::from_secs(60 * 60);
/// Every combination of closed hours and days that leaves any hour open, leaves one open within this many.
const HOURS_OF_A_WEEK: u32 = 8 * 24;
/// After a closed time its sources are spread over this much of the first open hour, so that not all come on the stroke.
const SPREAD: Duration = Duration::from_secs(10 * 60);

/// The instant itself if the feed is open then, else a chance moment early in the first open hour after it. A feed that
/// claims to be closed at all times is not believed.
pub(super) fn first_open(pacing: &Pacing, due: Timestamp, jitter: f64) -> Timestamp {
    if (pacing.skip_hours.is_empty() && pacing.skip_days.is_empty()) || is_open(pacing, due) {
        return due;
    }
    let into_the_hour = u64::try_from(due.as_second().rem_euclid(3600)).unwrap_or_default();
    let full_hour = add(due, HOUR.saturating_sub(Duration::from_secs(into_the_hour)));
    let hours = (0..HOURS_OF_A_WEEK).map(|n| add(full_hour, HOUR.saturating_mul(n)));
    match hours.into_iter().find(|hour| is_open(pacing, *hour)) {
        Some(hour) => add(hour, Duration::from_secs(SPREAD.mul_f64(share(jitter)).as_secs())),
        None => due,
    }
}

fn is_open(pacing: &Pacing, at: Timestamp) -> bool {
    let at = at.to_zoned_datetime(TimeZone::UTC);
    let is_hour = |hour: &u8| i16::from(*hour) == i16::from(at.hour());
    let is_day = |day: &u8| i16::from(*day) == i16::from(at.weekday().to_monday_one_offset());
    !pacing.skip_hours.iter().any(is_hour) && !pacing.skip_days.iter().any(is_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_feed_is_due_in_its_first_open_hour() {
        let check = |hours: &[u8], days: &[u8], due: &str, jitter: f64, expected: &str| {
            let pacing = Pacing { skip_hours: hours.to_vec(), skip_days: days.to_vec(), ..Pacing::default() };
            let due: Timestamp = due.parse().expect("a time");
            assert_eq!(first_open(&pacing, due, jitter).to_string(), expected, "{hours:?} {days:?}");
        };
        // The 24th of November 2026 is a Tuesday.
        let due = "2026-11-24T23:20:30Z";
        check(&[], &[], due, 0.5, due);
        check(&[22], &[1], due, 0.5, due);
        check(&[23], &[], due, 0.0, "2026-11-25T00:00:00Z");
        check(&[23], &[], due, 0.5, "2026-11-25T00:05:00Z");
        check(&[0, 1, 23], &[], due, 0.0, "2026-11-25T02:00:00Z");
        check(&[0], &[2, 3], due, 0.0, "2026-11-26T01:00:00Z");
        check(&[23], &[3, 4, 5, 6, 7, 1], due, 0.0, "2026-12-01T00:00:00Z");
        check(&(0..24).collect::<Vec<u8>>(), &[], due, 0.0, due);
        check(&[], &[1, 2, 3, 4, 5, 6, 7], due, 0.0, due);
        check(&[23, 24, 99], &[0, 200], due, f64::NAN, "2026-11-25T00:00:00Z");
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let pacing = Pacing { skip_hours: (0..24).collect(), ..Pacing::default() };
        assert_eq!(first_open(&pacing, Timestamp::MAX, 1.0), Timestamp::MAX);
    }
}
