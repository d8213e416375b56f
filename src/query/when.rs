//! Times as people give them to `--since` and `--until`.
//!
//! **Invariant**: no clock and no time zone of the machine. Days are days in UTC, as all times of the collection are, so
//! that the same question gives the same answer on every machine.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::model::{Moment, Precision};

/// A time that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// None of the forms fits.
    #[error(
        "time `{0}` is not understood: write a day (2026-11-01), a time (2026-11-01T08:00:00Z), a span that ends now (24h, 7d, 2 weeks), `today` or `yesterday`"
    )]
    Form(String),
    /// The form fits, but the time lies outside of the years -9999 to 9999.
    #[error("time `{0}` is too far from now: use a shorter span")]
    Range(String),
}

/// Which end of a span of time is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// From this time on: a day stands for its first second.
    Since,
    /// Up to, but not including, this time: a day stands for its end, so that `--until 2026-11-01` takes that day in.
    Until,
}

/// Reads a time: a day, an instant (RFC 3339), a span that ends now (`24h`, `7d`, `2 weeks`), `today` or `yesterday`.
///
/// # Errors
/// The text has none of these forms, or lies outside of the calendar.
pub fn parse(text: &str, bound: Bound, now: Timestamp) -> Result<Timestamp, WhenError> {
    let text = text.trim();
    let out_of_range = || WhenError::Range(text.to_owned());
    let today = TimeZone::UTC.to_datetime(now).date();
    match text.to_lowercase().as_str() {
        "now" => return Ok(now),
        "today" => return edge(today, bound).ok_or_else(out_of_range),
        "yesterday" => return today.yesterday().ok().and_then(|day| edge(day, bound)).ok_or_else(out_of_range),
        _ => {}
    }
    if let Some(seconds) = span_seconds(text) {
        let span = seconds.and_then(|seconds| 0.seconds().try_seconds(seconds).ok());
        return span.and_then(|span| now.checked_sub(span).ok()).ok_or_else(out_of_range);
    }
    let moment: Moment = text.parse().map_err(|_| WhenError::Form(text.to_owned()))?;
    match moment.precision() {
        Precision::Day => edge(moment.date(), bound).ok_or_else(out_of_range),
        Precision::Time => Ok(moment.timestamp()),
    }
}

/// Where a day begins or ends in UTC.
fn edge(day: Date, bound: Bound) -> Option<Timestamp> {
    let midnight = match bound {
        Bound::Since => day,
        Bound::Until => day.tomorrow().ok()?,
    };
    TimeZone::UTC.to_timestamp(midnight.to_datetime(Time::midnight())).ok()
}

/// The length of `24h`, `7 d`, `2 weeks`: `None` if it is no span at all, `Some(None)` if it is too long to count.
fn span_seconds(text: &str) -> Option<Option<i64>> {
    let unit_start = text.find(|c: char| !c.is_ascii_digit()).filter(|&at| at > 0)?;
    let (count, unit) = text.split_at_checked(unit_start)?;
    let unit_seconds: i64 = match unit.trim().to_lowercase().as_str() {
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        "w" | "week" | "weeks" => 7 * 86_400,
        _ => return None,
    };
    Some(count.parse::<i64>().ok().and_then(|count| count.checked_mul(unit_seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, bound: Bound) -> Result<String, WhenError> {
        let now = "2026-11-24T12:30:00Z".parse().expect("a time");
        parse(text, bound, now).map(|time| time.to_string())
    }

    #[test]
    fn every_form_is_understood() {
        let check = |text, since: &str, until: &str| {
            assert_eq!(read(text, Bound::Since).as_deref(), Ok(since), "since {text}");
            assert_eq!(read(text, Bound::Until).as_deref(), Ok(until), "until {text}");
        };
        check("2026-11-01", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z");
        check("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z");
        check("2026-11-01T08:00:00+03:00", "2026-11-01T05:00:00Z", "2026-11-01T05:00:00Z");
        check("24h", "2026-11-23T12:30:00Z", "2026-11-23T12:30:00Z");
        check("90 min", "2026-11-24T11:00:00Z", "2026-11-24T11:00:00Z");
        check("7d", "2026-11-17T12:30:00Z", "2026-11-17T12:30:00Z");
        check(" 2 Weeks ", "2026-11-10T12:30:00Z", "2026-11-10T12:30:00Z");
        check("today", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
        check("Yesterday", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        check("now", "2026-11-24T12:30:00Z", "2026-11-24T12:30:00Z");
    }

    #[test]
    fn anything_else_says_what_would_do() {
        for text in ["", "soon", "2026-13-01", "24", "h", "-3d", "7 fortnights", "٢٤h", "2026-11-01T25:00:00Z"] {
            let error = read(text, Bound::Since).expect_err(text).to_string();
            assert!(error.contains("write a day (2026-11-01)"), "{error}");
        }
    }

    #[test]
    fn spans_beyond_the_calendar_are_refused() {
        for text in ["99999999999999999999d", "9223372036854775807w", "9999999999h"] {
            assert_eq!(read(text, Bound::Since), Err(WhenError::Range(text.to_owned())));
        }
    }
}
