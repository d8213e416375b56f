//! Times as people give them to `--since`, `since:` and the like.
//!
//! **Invariant**: no clock and no time zone of the machine. Days are days in UTC, as all times of the collection are, so
//! that the same question gives the same answer on every machine.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, SpanFieldwise, Timestamp, ToSpan};

use crate::model::{Moment, Precision};

/// A time that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// None of the forms fits.
    #[error(
        "time `{0}` is not understood: write a day (2026-11-01), a month (2026-11), a year, a time (2026-11-01T08:00:00Z), a span that ends now (24h, 7d, 2 weeks, 3 months), `today` or `yesterday`"
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

/// A time as it was given, before it is known when "now" is: a saved search is read once and asked often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A point in time.
    At(Timestamp),
    /// A whole day, month or year.
    Days {
        /// Its first day.
        first: Date,
        /// The day after its last.
        after: Date,
    },
    /// A number of days before today; 0 is today itself.
    DaysAgo(i32),
    /// A length of time before now.
    Ago(SpanFieldwise),
}

impl When {
    /// Reads a time: a day, a month (`2026-11`), a year, an instant (RFC 3339), a span that ends now (`24h`, `7d`, `2 weeks`, `3 months`, `1y`), `now`,
    /// `today` or `yesterday`.
    ///
    /// # Errors
    /// The text has none of these forms, or the span is longer than any.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let text = text.trim();
        match text.to_lowercase().as_str() {
            "now" => return Ok(Self::Ago(Span::new().fieldwise())),
            "today" => return Ok(Self::DaysAgo(0)),
            "yesterday" => return Ok(Self::DaysAgo(1)),
            _ => {}
        }
        if let Some(span) = span(text) {
            return span.map(|span| Self::Ago(span.fieldwise())).ok_or_else(|| WhenError::Range(text.to_owned()));
        }
        if let Some((first, length)) = month_or_year(text) {
            let after = first.checked_add(length).map_err(|_| WhenError::Range(text.to_owned()))?;
            return Ok(Self::Days { first, after });
        }
        let moment: Moment = text.parse().map_err(|_| WhenError::Form(text.to_owned()))?;
        Ok(match moment.precision() {
            Precision::Day => {
                let first = moment.date();
                Self::Days { first, after: first.tomorrow().map_err(|_| WhenError::Range(text.to_owned()))? }
            }
            Precision::Time => Self::At(moment.timestamp()),
        })
    }

    /// The point in time that is meant; `None` if it lies outside of the calendar.
    #[must_use]
    pub fn at(self, bound: Bound, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::At(time) => Some(time),
            Self::Days { first, after } => edge(first, after, bound),
            Self::DaysAgo(days) => {
                let today = TimeZone::UTC.to_datetime(now).date();
                let day = today.checked_sub(days.days()).ok()?;
                edge(day, day.tomorrow().ok()?, bound)
            }
            Self::Ago(span) => {
                now.to_zoned_datetime(TimeZone::UTC).checked_sub(span.0).ok().map(|zoned| zoned.timestamp())
            }
        }
    }
}

/// Reads a time as [`When::parse`] does and says which point in time it is.
///
/// # Errors
/// The text has none of these forms, or lies outside of the calendar.
pub fn parse(text: &str, bound: Bound, now: Timestamp) -> Result<Timestamp, WhenError> {
    When::parse(text)?.at(bound, now).ok_or_else(|| WhenError::Range(text.trim().to_owned()))
}

/// `2026-11` or `2026`: its first day and its length.
fn month_or_year(text: &str) -> Option<(Date, Span)> {
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    let number = |part: &str, length: usize| {
        let is_number = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    };
    let first_month = match month {
        Some(month) => i8::try_from(number(month, 2)?).ok()?,
        None => 1,
    };
    let length = if month.is_some() { 1.month() } else { 1.year() };
    Some((Date::new(number(year, 4)?, first_month, 1).ok()?, length))
}

/// Where some days begin or end in UTC.
fn edge(first: Date, after: Date, bound: Bound) -> Option<Timestamp> {
    let midnight = match bound {
        Bound::Since => first,
        Bound::Until => after,
    };
    TimeZone::UTC.to_timestamp(midnight.to_datetime(Time::midnight())).ok()
}

/// The length of `24h`, `7 d`, `2 weeks`: `None` if it is no span at all, `Some(None)` if it is too long.
fn span(text: &str) -> Option<Option<Span>> {
    let unit_start = text.find(|c: char| !c.is_ascii_digit()).filter(|&at| at > 0)?;
    let (count, unit) = text.split_at_checked(unit_start)?;
    let with: fn(i64) -> Result<Span, jiff::Error> = match unit.trim().to_lowercase().as_str() {
        "m" | "min" | "minute" | "minutes" => |n| Span::new().try_minutes(n),
        "h" | "hour" | "hours" => |n| Span::new().try_hours(n),
        "d" | "day" | "days" => |n| Span::new().try_days(n),
        "w" | "week" | "weeks" => |n| Span::new().try_weeks(n),
        "month" | "months" => |n| Span::new().try_months(n),
        "y" | "year" | "years" => |n| Span::new().try_years(n),
        _ => return None,
    };
    Some(count.parse::<i64>().ok().and_then(|count| with(count).ok()))
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
        check("2026-11", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
        check("2024", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
        check("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z");
        check("2026-11-01T08:00:00+03:00", "2026-11-01T05:00:00Z", "2026-11-01T05:00:00Z");
        check("24h", "2026-11-23T12:30:00Z", "2026-11-23T12:30:00Z");
        check("90 min", "2026-11-24T11:00:00Z", "2026-11-24T11:00:00Z");
        check("7d", "2026-11-17T12:30:00Z", "2026-11-17T12:30:00Z");
        check(" 2 Weeks ", "2026-11-10T12:30:00Z", "2026-11-10T12:30:00Z");
        check("3 months", "2026-08-24T12:30:00Z", "2026-08-24T12:30:00Z");
        check("1y", "2025-11-24T12:30:00Z", "2025-11-24T12:30:00Z");
        check("today", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
        check("Yesterday", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        check("now", "2026-11-24T12:30:00Z", "2026-11-24T12:30:00Z");
    }

    #[test]
    fn anything_else_says_what_would_do() {
        for text in [
            "",
            "soon",
            "2026-13-01",
            "2026-13",
            "2026-1",
            "202",
            "24",
            "h",
            "-3d",
            "7 fortnights",
            "٢٤h",
            "2026-11-01T25:00:00Z",
        ] {
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
