//! Dates of the Hijri and the Persian calendar as papers print them.
//!
//! A name of a month decides the calendar. Numbers alone do where the text is in a language of Arabic script, by the year:
//! no paper of today is of the Hijri year 1403 (1982) or of the Persian year 1445 (2066).

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::calendar_date::{gap, is_last_number, two_numbers};
use super::calendars::{Calendar, day};
use super::months::key;
use super::scan::Cursor;

/// A line a calendar: its name, then twelve columns of spellings.
const TABLE: &str = include_str!("other_months.tsv");

/// Folded name, words separated by one space, to the calendar and the month.
static NAMES: LazyLock<HashMap<String, (Calendar, i32)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let calendar = if columns.next() == Some("hijri") { Calendar::Hijri } else { Calendar::Persian };
        for (month, spellings) in (1..).zip(columns) {
            for spelling in spellings.split('|') {
                names.insert(key(spelling), (calendar, month));
            }
        }
    }
    names
});

/// Languages of Arabic script that write years of these calendars in numbers.
const BY_NUMBERS: &[&str] = &["ar", "fa", "ps", "ur", "ckb", "sd"];
/// Those of them where a year without a mark is of the Persian calendar for decades to come.
const PERSIAN_FIRST: &[&str] = &["fa", "ps"];

/// Takes a date of another calendar.
pub(super) fn date(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<(Calendar, Date)> {
    let readers = [day_month_year, numbers_year_first, numbers_year_last];
    readers.into_iter().find_map(|reader| {
        let mut ahead = *cursor;
        let found = reader(&mut ahead, language)?;
        *cursor = ahead;
        Some(found)
    })
}

/// `١ محرم ١٤٤٥هـ`, `5 Ramadan 1445 AH`, `۲۴ اسد ۱۴۰۰`, `اول مهر ۱۳۹۸`.
fn day_month_year(cursor: &mut Cursor<'_>, _language: Option<&str>) -> Option<(Calendar, Date)> {
    let number = cursor.number(1..=2).or_else(|| ordinal(cursor))?;
    if cursor.is_glued() {
        cursor.word_of(&["ام", "م", "th", "st", "nd", "rd"]);
    }
    gap(cursor);
    cursor.word_of(&["ماه", "شهر", "من"]);
    let (calendar, month) = month(cursor)?;
    cursor.word_of(&["ماه"]);
    gap(cursor);
    let year = cursor.number(4..=4)?;
    let is_possible = match calendar {
        Calendar::Hijri => (1318..=1500).contains(&year),
        Calendar::Persian => (1300..=1450).contains(&year),
        Calendar::Gregorian => false,
    };
    let date = day(calendar, year, month, number).filter(|_| is_possible)?;
    mark(cursor);
    Some((calendar, date))
}

/// `۱۴۰۳/۰۲/۰۶`, `1445-09-25 هـ`.
fn numbers_year_first(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<(Calendar, Date)> {
    let year = cursor.number(4..=4)?;
    let (month, number, _) = two_numbers(cursor, 1..=2)?;
    if !is_last_number(*cursor) {
        return None;
    }
    by_numbers(cursor, language, year, month, number)
}

/// `25/09/1445هـ`.
fn numbers_year_last(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<(Calendar, Date)> {
    let number = cursor.number(1..=2)?;
    let (month, year, _) = two_numbers(cursor, 4..=4)?;
    if !is_last_number(*cursor) {
        return None;
    }
    by_numbers(cursor, language, year, month, number)
}

fn by_numbers(
    cursor: &mut Cursor<'_>,
    language: Option<&str>,
    year: i32,
    month: i32,
    number: i32,
) -> Option<(Calendar, Date)> {
    let written = mark(cursor);
    let is_in = |codes: &[&str]| language.is_some_and(|code| codes.contains(&code));
    let last_persian = if is_in(PERSIAN_FIRST) { 1429 } else { 1409 };
    let calendar = match year {
        _ if written.is_none() && !is_in(BY_NUMBERS) => return None,
        1318..=1500 if written.is_some() => written?,
        year if (1350..=last_persian).contains(&year) => Calendar::Persian,
        1410..=1500 => Calendar::Hijri,
        _ => return None,
    };
    Some((calendar, day(calendar, year, month, number)?))
}

/// Takes the mark of a calendar behind a year: `هـ`, `هجري`, `هجری شمسی`, `ه.ق`, `AH`.
fn mark(cursor: &mut Cursor<'_>) -> Option<Calendar> {
    let mut ahead = *cursor;
    let era = ahead.word_of(&["ه", "هجري", "هجريه", "ah", "h", "شمسي", "خورشيدي", "قمري", "ش", "ق"])?;
    if matches!(era, "شمسي" | "خورشيدي" | "ش") {
        *cursor = ahead;
        return Some(Calendar::Persian);
    }
    let mut farther = ahead;
    farther.symbol(".-ـ");
    let kind = farther.word_of(&["ش", "شمسي", "خورشيدي", "ق", "قمري"]);
    *cursor = if kind.is_some() { farther } else { ahead };
    Some(if matches!(kind, Some("ش" | "شمسي" | "خورشيدي")) { Calendar::Persian } else { Calendar::Hijri })
}

/// Takes the name of a month; names of several words may be joined by hyphens and apostrophes.
fn month(cursor: &mut Cursor<'_>) -> Option<(Calendar, i32)> {
    const MOST_WORDS: usize = 4;
    let mut ahead = *cursor;
    let mut name = String::new();
    let mut found = None;
    for _ in 0..MOST_WORDS {
        while !name.is_empty() && ahead.symbol("-'’ʼʻ‘").is_some() {}
        let Some(word) = ahead.word() else { break };
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
        if let Some(&month) = NAMES.get(&name) {
            found = Some((month, ahead));
        }
    }
    let (month, after) = found?;
    *cursor = after;
    Some(month)
}

/// Persian ordinals from the first to the twentieth, folded; `يكم` follows the tens.
#[rustfmt::skip]
const ORDINALS: &[&str] = &[
    "اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم", "يازدهم", "دوازدهم", "سيزدهم", "چهاردهم",
    "پانزدهم", "شانزدهم", "هفدهم", "هجدهم", "نوزدهم", "بيستم",
];

/// Takes a day in words: `اول`, `بیست و یکم`, `سی‌ام`; Arabic papers write `غرة` for the first.
fn ordinal(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    let word = ahead.word()?;
    let day = match word {
        "بيست" => 20 + behind_and(&mut ahead)?,
        "سي" if ahead.word_of(&["ام", "م"]).is_some() => 30,
        "سي" => 30 + behind_and(&mut ahead)?,
        "سيم" => 30,
        "غره" => 1,
        _ => simple_ordinal(word)?,
    };
    *cursor = ahead;
    Some(day)
}

fn behind_and(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.word_of(&["و"])?;
    cursor.word().and_then(simple_ordinal).filter(|&units| units < 10)
}

fn simple_ordinal(word: &str) -> Option<i32> {
    if word == "يكم" {
        return Some(1);
    }
    let index = ORDINALS.iter().position(|&ordinal| ordinal == word)?;
    i32::try_from(index + 1).ok()
}
