//! Dates within text that people read.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar_date;
use super::calendars::Calendar;
use super::clock_time::{ClockTime, Lead, link, linked_time, time};
use super::other_calendars;
use super::scan::{Cursor, Kind, Token, scan};

/// A date in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: Date,
    /// The calendar it was written in.
    pub(super) calendar: Calendar,
    pub(super) time: Option<ClockTime>,
    /// Where date and time stand in the folded text.
    pub(super) range: Range<usize>,
}

/// Finds the dates in folded text, in order, each with the time that stands beside it. Linear: every reader looks ahead
/// over a few tokens only.
pub(super) fn find(folded: &str, language: Option<&str>) -> Vec<Found> {
    let tokens = scan(folded);
    let mut found = Vec::new();
    let mut time_before: Option<TimeBefore> = None;
    let mut at = 0;
    while at < tokens.len() {
        let start = Cursor::new(&tokens, at);
        let mut cursor = start;
        let date = if begins_cleanly(&tokens, at) { date(&mut cursor, language) } else { None };
        if let Some((calendar, date)) = date {
            let before = time_before.take().filter(|before| before.leads_to(&tokens, at));
            let after = linked_time(&mut cursor);
            let first = before.as_ref().filter(|_| after.is_none()).map_or(at, |before| before.first);
            found.push(Found {
                date,
                calendar,
                time: after.or_else(|| before.map(|before| before.time)),
                range: span(&tokens, first, cursor.at()),
            });
            at = cursor.at();
            continue;
        }
        cursor = start;
        if let Some(time) = time(&mut cursor, Lead::None) {
            time_before = Some(TimeBefore { time, first: at, end: cursor.at() });
            at = cursor.at();
            continue;
        }
        at += 1;
    }
    join_calendars(found, &tokens)
}

/// Takes a date of any calendar.
fn date(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<(Calendar, Date)> {
    if let Some(date) = calendar_date::date(cursor, language) {
        // Arabic papers mark years of our calendar by a letter; Persian ones by a word.
        cursor.word_of(&["م", "ميلادي", "ميلاديه"]);
        return Some((Calendar::Gregorian, date));
    }
    other_calendars::date(cursor, language)
}

/// Makes one date of two that stand side by side and are the same day in two calendars. Ours wins: it is not a matter of
/// where the moon was seen.
fn join_calendars(found: Vec<Found>, tokens: &[Token<'_>]) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match joined.last_mut().filter(|last| are_one_day(last, &next, tokens)) {
            Some(last) => {
                last.range.end = next.range.end;
                last.time = last.time.or(next.time);
                if next.calendar == Calendar::Gregorian {
                    (last.date, last.calendar) = (next.date, next.calendar);
                }
            }
            None => joined.push(next),
        }
    }
    joined
}

fn are_one_day(a: &Found, b: &Found, tokens: &[Token<'_>]) -> bool {
    /// A moon seen late begins a month this much later than it is calculated.
    const MOST_DAYS_APART: i32 = 2;
    /// So many words and symbols may stand between: `الموافق`, the name of the weekday.
    const MOST_BETWEEN: usize = 6;
    let start = tokens.partition_point(|token| token.range.start < a.range.end);
    let end = tokens.partition_point(|token| token.range.start < b.range.start);
    let between = tokens.get(start..end).unwrap_or_default();
    let days = a.date.until(b.date).map_or(i32::MAX, |span| span.get_days().abs());
    a.calendar != b.calendar
        && days <= MOST_DAYS_APART
        && between.len() <= MOST_BETWEEN
        && between.iter().all(|token| token.kind != Kind::Number)
}

/// A time that may belong to a date that follows.
struct TimeBefore {
    time: ClockTime,
    /// Its first token.
    first: usize,
    /// The token after its last one.
    end: usize,
}

impl TimeBefore {
    /// Whether only links stand between the time and the token at which a date begins.
    fn leads_to(&self, tokens: &[Token<'_>], date_at: usize) -> bool {
        const MOST_LINKS: usize = 3;
        let mut cursor = Cursor::new(tokens, self.end);
        for _ in 0..MOST_LINKS {
            if cursor.at() >= date_at || link(&mut cursor).is_none() {
                break;
            }
        }
        cursor.at() == date_at
    }
}

/// Whether a date may begin at a token: not in the middle of a longer row of numbers, and not as the end of a range of
/// days, which tells when something happens and not when it was written.
fn begins_cleanly(tokens: &[Token<'_>], at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).and_then(|i| tokens.get(i));
    let (Some(number), Some(symbol)) = (back(2).filter(|token| token.kind == Kind::Number), back(1)) else {
        return true;
    };
    let is_row = symbol.is_glued && matches!(symbol.text, "." | "/" | "-" | "," | ":");
    let is_row = is_row && tokens.get(at).is_some_and(|token| token.is_glued);
    let is_minute = back(3).is_some_and(|token| token.text == ":");
    let is_range = matches!(symbol.text, "-" | "–" | "—") && number.text.len() <= 2 && !is_minute;
    !is_row && !is_range
}

fn span(tokens: &[Token<'_>], first: usize, end: usize) -> Range<usize> {
    let start = tokens.get(first).map_or(0, |token| token.range.start);
    let end = end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(start, |token| token.range.end);
    start..end.max(start)
}
