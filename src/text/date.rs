//! Dates as machines and people write them.
//!
//! What is ambiguous is `None`: 3/4/2026 is a date only where the language says which is the month, because a wrong date
//! is worse than none. Fractions of seconds are dropped. All readers work on folded text and share one small grammar;
//! there are no regular expressions, so time is linear in the length of the text.
//!
//! Must not know where in a page or feed a text stood: whether a date is one of publication is for others to decide.

mod calendar_date;
mod calendars;
mod clock_time;
mod machine;
mod months;
mod other_calendars;
mod relative;
mod scan;
mod visible;
mod zones;

use std::ops::Range;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use calendars::Calendar;

use super::fold::{fold, fold_mapped};
use crate::model::{LanguageCode, Moment, Precision};

/// A feed's date field is no longer than this; what is longer is text.
const LONGEST_FIELD_BYTES: usize = 400;

/// Reads a date that a machine wrote or meant to write: ISO 8601 and RFC 3339 in all their spellings, RFC 2822, RFC 850,
/// asctime, Unix times, with named zones. `None` for anything else, also for a year or a month alone.
#[must_use]
pub fn parse_machine(text: &str) -> Option<Moment> {
    machine::parse(text)
}

/// Reads the date of a feed's entry: as [`parse_machine`], and with month and day names in the feed's language, or in
/// any language where the name means one month only. `None` where a text names several dates.
#[must_use]
pub fn parse_feed(text: &str, language: Option<&LanguageCode>) -> Option<Moment> {
    if let Some(moment) = parse_machine(text) {
        return Some(moment);
    }
    if text.len() > LONGEST_FIELD_BYTES {
        return None;
    }
    let found = visible::find(&fold(text), language.map(LanguageCode::as_str));
    let (first, rest) = found.split_first()?;
    if rest.iter().any(|other| other.date != first.date) {
        return None;
    }
    clock_time::moment(first.date, first.time)
}

/// A date found in visible text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisibleDate {
    /// The date.
    pub at: Moment,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether it may be a day off: a month of the Hijri calendar begins when the moon is seen, and "three days ago" is
    /// counted in hours by some.
    pub may_be_a_day_off: bool,
}

/// Finds the dates in a short piece of visible text (a byline, not a body), in order. Dates before 1990 and more than a
/// day after `now` are passed over.
#[must_use]
pub fn find_visible(text: &str, language: Option<&LanguageCode>, now: Timestamp) -> Vec<VisibleDate> {
    let folded = fold_mapped(text);
    let first = Moment::day(date(1990, 1, 1)).timestamp();
    let last = now + SignedDuration::from_hours(24);
    visible::find(&folded.text, language.map(LanguageCode::as_str))
        .into_iter()
        .filter_map(|found| {
            let at = clock_time::moment(found.date, found.time)?;
            let may_be_a_day_off = found.calendar == Calendar::Hijri;
            Some(VisibleDate { at, range: folded.source_range(found.range), may_be_a_day_off })
        })
        .filter(|visible| (first..=last).contains(&visible.at.timestamp()))
        .collect()
}

/// Finds what tells a date by its distance from now: `3 hours ago`, `أمس`. To the minute where minutes are counted, else
/// to the day in UTC; weeks, months and years ago are no dates.
#[must_use]
pub fn find_relative(text: &str, language: Option<&LanguageCode>, now: Timestamp) -> Option<VisibleDate> {
    let folded = fold_mapped(text);
    let (distance, range) = relative::find(&folded.text, language.map(LanguageCode::as_str))?;
    let at = distance.before(now)?;
    let may_be_a_day_off = at.precision() == Precision::Day;
    Some(VisibleDate { at, range: folded.source_range(range), may_be_a_day_off })
}

/// Where folded text counts the time from now: `3 hours ago`, not `yesterday`; in order.
#[must_use]
pub fn counted_from_now(folded: &str, language: Option<&LanguageCode>) -> Vec<Range<usize>> {
    relative::places(folded, language.map(LanguageCode::as_str), true)
}

/// Where folded text tells dates of any kind, with the times beside them, by a calendar or by their distance from now. The
/// places may overlap.
#[must_use]
pub fn places(folded: &str, language: Option<&LanguageCode>) -> Vec<Range<usize>> {
    let language = language.map(LanguageCode::as_str);
    let dates = visible::find(folded, language).into_iter().map(|found| found.range);
    dates.chain(relative::places(folded, language, false)).collect()
}

#[cfg(test)]
mod tests;
