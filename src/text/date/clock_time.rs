//! Times of day as people and machines write them, with their zones.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Span, Timestamp};

use super::scan::Cursor;
use super::zones;
use crate::model::Moment;

/// A time of day with the zone that was written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// 0 to 24; 24 only as 24:00:00, the end of the day.
    hour: i8,
    minute: i8,
    /// 0 to 60; 60 is a leap second.
    second: i8,
    offset: Option<Offset>,
}

/// Words before a time after which it may be written with a full stop: `klo 8.30`.
const ANNOUNCEMENTS: &[&str] = &["kl", "klo", "um", "ore", "alle", "ob", "godz", "pukul", "jam", "ώρα"];

/// Further words that may stand between a date and its time, folded: prepositions, what follows a year, weekdays.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "at", "a", "as", "las", "la", "los", "om", "o", "в", "о", "у", "на", "og", "den", "saat", "saati", "luc", "στις",
    "בשעה", "الساعه", "ساعت", "في", "عند", "بجے", "को", "बजे", "เวลา",
    "г", "года", "год", "р", "року", "r", "roku",
    "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi", "pazar",
    "月", "火", "水", "木", "金", "土", "日", "월", "화", "수", "목", "금", "토", "일",
    "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天",
    "周一", "周二", "周三", "周四", "周五", "周六", "周日",
];

#[rustfmt::skip]
const MORNING: &[&str] = &["am", "ص", "صباحا", "上午", "午前", "오전", "πμ", "ق"];
#[rustfmt::skip]
const AFTERNOON: &[&str] = &["pm", "م", "مسا", "ظهرا", "下午", "午後", "午后", "오후", "μμ", "ب"];

/// What stood before a time, and makes more of it possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing of the kind.
    None,
    /// A word after which only a time can follow: the time may be written with a full stop.
    Announcement,
    /// The `T` of ISO 8601: a minus behind the minutes begins an offset.
    T,
}

/// Takes what links a date and a time, and the time.
pub(super) fn linked_time(cursor: &mut Cursor<'_>) -> Option<ClockTime> {
    /// So many symbols and linking words may stand between.
    const MOST_LINKS: usize = 6;
    let mut ahead = *cursor;
    let mut lead = Lead::None;
    for _ in 0..=MOST_LINKS {
        if let Some(time) = time(&mut ahead, lead) {
            *cursor = ahead;
            return Some(time);
        }
        lead = link(&mut ahead)?;
    }
    None
}

/// Takes one link between a date and a time.
pub(super) fn link(cursor: &mut Cursor<'_>) -> Option<Lead> {
    if cursor.word_of(&["t"]).is_some() {
        return Some(Lead::T);
    }
    if cursor.word_of(ANNOUNCEMENTS).is_some() {
        // `kl.` is an abbreviation.
        cursor.symbol(".");
        return Some(Lead::Announcement);
    }
    let is_link = cursor.symbol(",،-–—|.•·()/:").is_some() || cursor.word_of(LINKS).is_some();
    is_link.then_some(Lead::None)
}

/// Takes a time of day: `8:30`, `08:30:15.250 PM`, `8h30`, `18時30分`, `오전 9:00`, with its zone.
pub(super) fn time(cursor: &mut Cursor<'_>, lead: Lead) -> Option<ClockTime> {
    let mut ahead = *cursor;
    let before = half_of_day(&mut ahead);
    let hour = ahead.number(1..=2)?;
    let (minute, second, after) = minutes_with_colons(ahead)
        .or_else(|| minutes_with_letters(ahead))
        .or_else(|| minutes_with_stop(ahead).filter(|_| lead == Lead::Announcement))?;
    ahead = after;
    let half = before.or_else(|| half_of_day(&mut ahead));
    let offset = zone(&mut ahead, second.is_some() || lead == Lead::T);
    let time = checked(hour, minute, second.unwrap_or(0), half, offset)?;
    *cursor = ahead;
    Some(time)
}

/// Takes a time of day without separators, as ISO 8601 has it behind a `T`: `083015`, `0830`.
pub(super) fn basic_time(cursor: &mut Cursor<'_>) -> Option<ClockTime> {
    let mut ahead = *cursor;
    let digits = ahead.digits(4..=6)?;
    let part = |range| digits.get(range).map(|part: &str| part.parse().ok());
    let (hour, minute) = (part(0..2)??, part(2..4)??);
    let second = match digits.len() {
        4 => 0,
        6 => part(4..6)??,
        _ => return None,
    };
    skip_fraction(&mut ahead);
    let offset = zone(&mut ahead, true);
    let time = checked(hour, minute, second, None, offset)?;
    *cursor = ahead;
    Some(time)
}

/// Puts a date and a time together.
pub(super) fn moment(date: Date, time: Option<ClockTime>) -> Option<Moment> {
    let Some(ClockTime { hour, minute, second, offset }) = time else { return Some(Moment::day(date)) };
    let (date, hour) = if hour == 24 { (date.checked_add(Span::new().days(1)).ok()?, 0) } else { (date, hour) };
    // A leap second is the first second of the next minute, as in POSIX.
    let (second, leap) = if second == 60 { (59, 1) } else { (second, 0) };
    let local = date.at(hour, minute, second, 0);
    let timestamp: Timestamp = offset.unwrap_or(Offset::UTC).to_timestamp(local).ok()?;
    let timestamp = timestamp.checked_add(SignedDuration::from_secs(leap)).ok()?;
    Some(match offset {
        Some(offset) if offset != Offset::UTC => Moment::with_offset(timestamp, offset),
        _ => Moment::utc(timestamp),
    })
}

type Minutes<'t> = (i32, Option<i32>, Cursor<'t>);

fn minutes_with_colons(mut cursor: Cursor<'_>) -> Option<Minutes<'_>> {
    cursor.symbol(":")?;
    let minute = cursor.number(2..=2)?;
    let mut ahead = cursor;
    let second = ahead.symbol(":").and_then(|_| ahead.number(2..=2));
    if second.is_some() {
        skip_fraction(&mut ahead);
        cursor = ahead;
    }
    Some((minute, second, cursor))
}

/// `19h56`, `18時30分`, `9시`.
fn minutes_with_letters(mut cursor: Cursor<'_>) -> Option<Minutes<'_>> {
    if cursor.word_of(&["h", "ч"]).is_some() {
        return Some((cursor.number(2..=2)?, None, cursor));
    }
    cursor.word_of(&["時", "时", "點", "点", "시"])?;
    let mut ahead = cursor;
    let minute = ahead.number(1..=2).filter(|_| ahead.word_of(&["分", "분"]).is_some());
    Some(minute.map_or((0, None, cursor), |minute| (minute, None, ahead)))
}

fn minutes_with_stop(mut cursor: Cursor<'_>) -> Option<Minutes<'_>> {
    cursor.symbol(".")?;
    Some((cursor.number(2..=2)?, None, cursor))
}

/// Fractions of seconds are read over: the collection holds no finer times.
fn skip_fraction(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.is_glued() && ahead.symbol(".,").is_some() && ahead.is_glued() && ahead.digits(1..=9).is_some() {
        *cursor = ahead;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Takes a mark of the half of the day: `am`, `p.m.`, `ص`, `下午`.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<Half> {
    let mut ahead = *cursor;
    if ahead.word_of(MORNING).is_some() {
        *cursor = ahead;
        return Some(Half::Morning);
    }
    if ahead.word_of(AFTERNOON).is_some() {
        *cursor = ahead;
        return Some(Half::Afternoon);
    }
    let letter = ahead.word_of(&["a", "p", "π", "μ"])?;
    ahead.symbol(".")?;
    ahead.word_of(&["m", "μ"])?;
    ahead.symbol(".");
    *cursor = ahead;
    Some(if matches!(letter, "a" | "π") { Half::Morning } else { Half::Afternoon })
}

fn checked(hour: i32, minute: i32, second: i32, half: Option<Half>, offset: Option<Offset>) -> Option<ClockTime> {
    let hour = match (half, hour) {
        (Some(Half::Morning), 12) => 0,
        (Some(Half::Afternoon), 1..=11) => hour + 12,
        _ => hour,
    };
    let is_end_of_day = (hour, minute, second) == (24, 0, 0);
    if !(is_end_of_day || (0..24).contains(&hour)) || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
        return None;
    }
    let small = |n: i32| i8::try_from(n).ok();
    Some(ClockTime { hour: small(hour)?, minute: small(minute)?, second: small(second)?, offset })
}

/// Takes a zone: `Z`, `MSK`, `(CET)`, `+0300`, `+03:00`, `UTC+3`. A minus begins one only before four digits, behind
/// seconds or in ISO 8601, because `10:00-12:00` is a range.
fn zone(cursor: &mut Cursor<'_>, is_exact: bool) -> Option<Offset> {
    let mut ahead = *cursor;
    let is_enclosed = ahead.symbol("(").is_some();
    let named = ahead.peek().and_then(|token| zones::by_name(token.text));
    if let Some(offset) = named {
        let is_base = ahead.word_of(&["gmt", "utc"]).is_some();
        if !is_base {
            ahead.skip();
        }
        let shift = if is_base { signed_offset(&mut ahead, true) } else { None };
        close(&mut ahead, is_enclosed);
        *cursor = ahead;
        return Some(shift.unwrap_or(offset));
    }
    let offset = signed_offset(&mut ahead, is_exact)?;
    close(&mut ahead, is_enclosed);
    *cursor = ahead;
    Some(offset)
}

fn close(cursor: &mut Cursor<'_>, is_enclosed: bool) {
    if is_enclosed {
        cursor.symbol(")");
    }
}

fn signed_offset(cursor: &mut Cursor<'_>, may_be_short_and_negative: bool) -> Option<Offset> {
    let mut ahead = *cursor;
    let sign = ahead.symbol("+-−")?;
    if !ahead.is_glued() {
        return None;
    }
    let digits = ahead.digits(1..=4)?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, colon_minutes(&mut ahead).unwrap_or(0)),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    if sign != '+' && digits.len() < 4 && !may_be_short_and_negative {
        return None;
    }
    let total = hours * 60 + minutes;
    let offset = zones::of_minutes(if sign == '+' { total } else { -total })?;
    *cursor = ahead;
    Some(offset)
}

fn colon_minutes(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    ahead.symbol(":")?;
    let minutes = ahead.number(2..=2)?;
    *cursor = ahead;
    Some(minutes)
}
