//! Dates as machines write them, and as machines that were set up badly write them.
//!
//! The whole text must be a date: this is what tells a date from text that contains one.

use jiff::Timestamp;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::calendar_date::{civil, date};
use super::clock_time::{ClockTime, Lead, basic_time, linked_time, moment, time};
use super::months::month;
use super::scan::{Cursor, scan};
use crate::model::Moment;
use crate::text::fold::fold;

/// The names of months and days are English in all formats for machines.
const LANGUAGE: Option<&str> = Some("en");

/// Dates for machines are no longer than this; JavaScript's, with the zone's name in words, is the longest.
const LONGEST_BYTES: usize = 120;

/// Reads a text that is a date.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let folded = fold(text);
    if let Some(moment) = unix_time(&folded) {
        return Some(moment);
    }
    let tokens = scan(&folded);
    let mut start = Cursor::new(&tokens, 0);
    weekday(&mut start);
    let readers = [date_then_time, basic, ordinal_or_week, month_day_time_year];
    readers.into_iter().find_map(|reader| {
        let mut cursor = start;
        let (date, time) = reader(&mut cursor)?;
        remark(&mut cursor);
        if cursor.is_at_end() { moment(date, time) } else { None }
    })
}

/// Seconds (10 digits, from 2001 to 2286) or milliseconds (13) since 1970.
fn unix_time(text: &str) -> Option<Moment> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let second = match text.len() {
        10 => number,
        13 => number / 1_000,
        _ => return None,
    };
    Timestamp::from_second(second).ok().map(Moment::utc)
}

/// Takes the English name of a weekday, which is not checked against the date.
fn weekday(cursor: &mut Cursor<'_>) {
    const BEGINNINGS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut ahead = *cursor;
    let is_weekday = ahead.word().and_then(|word| word.get(..3)).is_some_and(|word| BEGINNINGS.contains(&word));
    if is_weekday {
        ahead.symbol(".");
        ahead.symbol(",");
        *cursor = ahead;
    }
}

/// ISO 8601, RFC 2822, RFC 850 and most others: a date, then perhaps a time.
fn date_then_time(cursor: &mut Cursor<'_>) -> Option<(Date, Option<ClockTime>)> {
    let date = date(cursor, LANGUAGE)?;
    Some((date, linked_time(cursor).or_else(|| time_behind_t(cursor))))
}

/// `20240425`, `20240425T083015Z`, `20240425083015`.
fn basic(cursor: &mut Cursor<'_>) -> Option<(Date, Option<ClockTime>)> {
    let digits = cursor.digits(8..=14)?;
    let (day, clock) = digits.split_at_checked(8)?;
    let part = |range| day.get(range).and_then(|part: &str| part.parse().ok());
    let date = civil(part(0..4)?, part(4..6)?, part(6..8)?)?;
    if clock.is_empty() {
        return Some((date, time_behind_t(cursor).or_else(|| linked_time(cursor))));
    }
    let tokens = scan(clock);
    Some((date, Some(basic_time(&mut Cursor::new(&tokens, 0))?)))
}

/// `2024-116` and `2024-W17-4`.
fn ordinal_or_week(cursor: &mut Cursor<'_>) -> Option<(Date, Option<ClockTime>)> {
    let year = i16::try_from(cursor.number(4..=4)?).ok()?;
    cursor.symbol("-");
    let date = if cursor.word_of(&["w"]).is_some() {
        let week = i8::try_from(cursor.number(2..=2)?).ok()?;
        cursor.symbol("-")?;
        let weekday = Weekday::from_monday_one_offset(i8::try_from(cursor.number(1..=1)?).ok()?).ok()?;
        ISOWeekDate::new(year, week, weekday).ok()?.date()
    } else {
        let day = i16::try_from(cursor.number(3..=3)?).ok()?;
        Date::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()?
    };
    Some((date, linked_time(cursor).or_else(|| time_behind_t(cursor))))
}

/// asctime and its relatives: `Nov 24 12:00:00 2026`, `Nov 24 12:00:00 MSK 2026`.
fn month_day_time_year(cursor: &mut Cursor<'_>) -> Option<(Date, Option<ClockTime>)> {
    let month = month(cursor, LANGUAGE)?;
    let day = cursor.number(1..=2)?;
    let time = time(cursor, Lead::None)?;
    let mut ahead = *cursor;
    let year = ahead.number(4..=4).or_else(|| {
        ahead = *cursor;
        ahead.word()?;
        ahead.number(4..=4)
    })?;
    *cursor = ahead;
    Some((civil(year, month.into(), day)?, Some(time)))
}

fn time_behind_t(cursor: &mut Cursor<'_>) -> Option<ClockTime> {
    let mut ahead = *cursor;
    ahead.word_of(&["t"])?;
    let time = basic_time(&mut ahead)?;
    *cursor = ahead;
    Some(time)
}

/// Takes what may stand behind a date without changing it: a zone whose offset is not known, a remark in brackets.
fn remark(cursor: &mut Cursor<'_>) {
    const LONGEST_ZONE: usize = 5;
    let mut ahead = *cursor;
    if ahead.word().is_some_and(|word| word.len() <= LONGEST_ZONE) && ahead.is_at_end() {
        *cursor = ahead;
        return;
    }
    let mut ahead = *cursor;
    let Some(opening) = ahead.symbol("([") else { return };
    let closing = if opening == '(' { ")" } else { "]" };
    while !ahead.is_at_end() {
        if ahead.symbol(closing).is_some() {
            *cursor = ahead;
            return;
        }
        ahead.skip();
    }
}
