//! Times that come again: durations as people write them, and cron lines.

use std::iter;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use croner::parser::{CronParser, Seconds, Year};
use jiff::{Span, SpanRelativeTo};

use crate::config::mistakes::Fault;
use crate::model::PageRetention;

const SECOND: u64 = 1;
const MINUTE: u64 = 60 * SECOND;
const DAY: u64 = 24 * 60 * MINUTE;

/// Least and greatest value of a duration, with the words for a message.
#[derive(Debug, Clone, Copy)]
pub(in crate::config::check) struct Limits {
    least: Duration,
    greatest: Duration,
    in_words: &'static str,
}

impl Limits {
    /// Between two polls of a source.
    pub(in crate::config::check) const INTERVAL: Self = Self::new(10 * SECOND, 30 * DAY, "10s and 30d");
    /// From the first sight of an article to another look.
    pub(in crate::config::check) const RECHECK: Self = Self::new(5 * MINUTE, 365 * DAY, "5m and 365d");
    /// For something on the network to happen.
    pub(in crate::config::check) const TIMEOUT: Self = Self::new(SECOND, 10 * MINUTE, "1s and 10m");
    /// Between two requests to one domain.
    pub(in crate::config::check) const PAUSE: Self = Self::new(0, MINUTE, "0s and 1m");
    /// For running polls to finish.
    pub(in crate::config::check) const GRACE: Self = Self::new(0, 10 * MINUTE, "0s and 10m");
    /// For an article that is news.
    pub(in crate::config::check) const NEWS: Self = Self::new(60 * MINUTE, 36_500 * DAY, "1h and 36500d");
    /// For a source to fail before somebody is told.
    pub(in crate::config::check) const FAILING: Self = Self::new(MINUTE, 30 * DAY, "1m and 30d");
    /// For records to be kept.
    pub(in crate::config::check) const AGE: Self = Self::new(DAY, 36_500 * DAY, "1d and 36500d");

    const fn new(least: u64, greatest: u64, in_words: &'static str) -> Self {
        Self { least: Duration::from_secs(least), greatest: Duration::from_secs(greatest), in_words }
    }
}

/// A duration: `15m`, `1h30m`, `2 days`. A day has 24 hours.
pub(in crate::config::check) fn duration(text: &str, limits: Limits) -> Result<Duration, Fault> {
    let duration = parse(text)?;
    if (limits.least..=limits.greatest).contains(&duration) {
        Ok(duration)
    } else {
        Err(Fault::plain(format!("`{text}` is not between {}", limits.in_words)))
    }
}

/// How long articles are kept; `None` for `forever`.
pub(in crate::config::check) fn keep(text: &str) -> Result<Option<Duration>, Fault> {
    if text.trim() == "forever" {
        return Ok(None);
    }
    duration(text, Limits::AGE).map(Some).map_err(|fault| {
        let hint = fault.hint.map(|hint| format!("{hint}, or \"forever\""));
        Fault { hint, ..fault }
    })
}

/// How long pages are kept: `off`, a duration, or `forever`.
pub(in crate::config::check) fn snapshots(text: &str) -> Result<PageRetention, Fault> {
    match text.trim() {
        "off" => Ok(PageRetention::Off),
        "forever" => Ok(PageRetention::Forever),
        _ => duration(text, Limits::AGE).map(PageRetention::For).map_err(|fault| {
            let hint = fault.hint.map(|hint| format!("{hint}, \"forever\", or \"off\""));
            Fault { hint, ..fault }
        }),
    }
}

fn parse(text: &str) -> Result<Duration, Fault> {
    let hint = "write a number and a unit: \"45s\", \"15m\", \"1h30m\", \"2 days\"";
    let span: Span = text.trim().parse().map_err(|_| Fault::new(format!("`{text}` is no duration"), hint))?;
    let signed = span
        .to_duration(SpanRelativeTo::days_are_24_hours())
        .map_err(|_| Fault::new("months and years have no fixed length", "write weeks or days: \"30d\""))?;
    Duration::try_from(signed).map_err(|_| Fault::new(format!("`{text}` lies in the past"), hint))
}

/// A cron line of five or six fields; comes back with six, seconds first, as the scheduler wants it.
pub(in crate::config::check) fn cron(text: &str) -> Result<String, Fault> {
    let hint = "write minute, hour, day of month, month, day of week: \"30 3 * * *\" is half past three every night";
    let fields: Vec<&str> = text.split_whitespace().collect();
    let line = match fields.len() {
        5 => format!("0 {}", fields.join(" ")),
        6 => fields.join(" "),
        n_fields => return Err(Fault::new(format!("a cron line of {n_fields} fields instead of 5 or 6"), hint)),
    };
    let parser = CronParser::builder().seconds(Seconds::Required).year(Year::Disallowed).build();
    let cron = parser.parse(&line).map_err(|error| {
        let message = error.to_string();
        Fault::new(format!("bad cron line: {}", message.trim_end_matches('.').to_lowercase()), hint)
    })?;
    // Any time will do to look at the next runs from.
    let some_time = Utc.timestamp_opt(1_767_225_600, 0).single().ok_or_else(|| Fault::plain("no such time"))?;
    let first = cron.find_next_occurrence(&some_time, true).ok();
    let runs: Vec<_> = iter::successors(first, |run| cron.find_next_occurrence(run, false).ok()).take(3).collect();
    if runs.is_empty() {
        return Err(Fault::new("a cron line that no day fulfils", hint));
    }
    let is_hasty = |pair: &[DateTime<Utc>]| matches!(pair, [a, b] if *b - *a < TimeDelta::seconds(10));
    if runs.windows(2).any(is_hasty) {
        return Err(Fault::new("a cron line of runs less than 10s apart", hint));
    }
    Ok(line)
}
