//! Days of our calendar as people and machines write them.
//!
//! Among them years of the Buddhist era and of Japanese emperors, which differ in the year's number alone. Dates of the
//! Hijri and the Persian calendar have years that are no years of ours; `other_calendars` reads them.

use jiff::civil::Date;

use super::months;
use super::scan::Cursor;

/// Words that may stand between a day, a month and a year, folded.
#[rustfmt::skip]
const PARTICLES: &[&str] = &["de", "del", "di", "do", "da", "of", "d", "го", "عام", "سنه", "لعام", "den", "m", "ב", "พ", "ศ"];

/// Languages in which a date of three numbers may put the month or the year first, or either.
const NOT_DAY_FIRST: &[&str] = &["en", "zh", "ja", "ko", "hu", "lt", "mn", "eu", "fil", "tl", "fa"];

/// Takes a date in any of its orders. `language` decides what names mean and whether 3/4 is in March or in April.
pub(super) fn date(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let readers =
        [day_month_year, month_day_year, year_month_day, counted, under_emperor, numbers_year_first, numbers_year_last];
    readers.into_iter().find_map(|reader| {
        let mut ahead = *cursor;
        let date = reader(&mut ahead, language)?;
        *cursor = ahead;
        Some(date)
    })
}

/// A day by its numbers, if there is one.
pub(super) fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `25 April 2024`, `25. märz 2024`, `25 de abril de 2024`, `25-nov-24`, `25 נيسان / أبريل 2024`.
fn day_month_year(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let day = cursor.number(1..=2)?;
    let mut without_ordinal = *cursor;
    let ordinal = without_ordinal.word().filter(|word| cursor.is_glued() && word.chars().count() <= 3);
    let month = month_after_gap(cursor, language).or_else(|| {
        ordinal?;
        *cursor = without_ordinal;
        month_after_gap(cursor, language)
    })?;
    same_month_again(cursor, month, language);
    gap(cursor);
    let year = year(cursor, language).or_else(|| short_year(cursor))?;
    civil(year, month.into(), day)
}

/// `April 25, 2024`, `Apr. 25th 2024`.
fn month_day_year(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let month = months::month(cursor, language)?;
    gap(cursor);
    let day = cursor.number(1..=2)?;
    if cursor.is_glued() {
        cursor.word_of(&["st", "nd", "rd", "th"]);
    }
    gap(cursor);
    civil(year(cursor, language)?, month.into(), day)
}

/// `2024. április 25.`, `2024 Apr 25`.
fn year_month_day(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let year = year(cursor, language)?;
    let month = month_after_gap(cursor, language)?;
    gap(cursor);
    let day = cursor.number(1..=2)?;
    civil(year, month.into(), day)
}

/// `2024年4月25日`, `2024년 4월 25일`.
fn counted(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let year = year(cursor, language)?;
    cursor.word_of(&["年", "년"])?;
    counted_month_day(cursor, year)
}

/// `令和6年4月25日`, `民國113年4月25日`: years of an era, the first of which may be called 元.
fn under_emperor(cursor: &mut Cursor<'_>, _language: Option<&str>) -> Option<Date> {
    const ERAS: &[(&str, i32)] =
        &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("中華民國", 1911), ("民國", 1911), ("民国", 1911)];
    let word = cursor.word()?;
    let (name, before_first) = ERAS.iter().find(|(name, _)| word.starts_with(name))?;
    let year = match word.strip_prefix(name)? {
        "" => cursor.number(1..=3).filter(|_| cursor.word_of(&["年"]).is_some())?,
        "元年" => 1,
        _ => return None,
    };
    counted_month_day(cursor, before_first + year)
}

fn counted_month_day(cursor: &mut Cursor<'_>, year: i32) -> Option<Date> {
    let month = cursor.number(1..=2)?;
    cursor.word_of(&["月", "월"])?;
    let day = cursor.number(1..=2)?;
    cursor.word_of(&["日", "号", "號", "일"])?;
    civil(year, month, day)
}

/// `2024-04-25`, `2024/4/25`, `2024. 04. 25.`.
fn numbers_year_first(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let year = year(cursor, language)?;
    let (month, day, _) = two_numbers(cursor, 1..=2)?;
    is_last_number(*cursor).then(|| civil(year, month, day)).flatten()
}

/// `25.04.2024`, `25/4/2024`, `25.04.24`.
fn numbers_year_last(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<Date> {
    let first = cursor.number(1..=2)?;
    let is_day_first = language.is_some_and(|code| !NOT_DAY_FIRST.contains(&code));
    let mut ahead = *cursor;
    let (second, year, separator) = match two_numbers(&mut ahead, 4..=4) {
        Some((second, year, separator)) => (second, in_common_era(year, language)?, separator),
        // Two digits may be a day as well as a year, so the language must be known.
        None if is_day_first => {
            ahead = *cursor;
            let (second, year, separator) = two_numbers(&mut ahead, 2..=2)?;
            (second, full_year(year), separator)
        }
        None => return None,
    };
    *cursor = ahead;
    if !is_last_number(ahead) {
        return None;
    }
    let (day, month) = match (first, second) {
        (13.., 1..=12) => (first, second),
        (1..=12, 13..) => (second, first),
        // Nobody who writes the month first separates with full stops.
        _ if first == second || separator == '.' || is_day_first => (first, second),
        _ => return None,
    };
    civil(year, month, day)
}

/// Takes a separator, a number of up to two digits, the same separator and a number of so many digits.
pub(super) fn two_numbers(
    cursor: &mut Cursor<'_>,
    n_digits: std::ops::RangeInclusive<usize>,
) -> Option<(i32, i32, char)> {
    let separator = cursor.symbol("-/.")?;
    let first = cursor.number(1..=2)?;
    cursor.symbol("-/.").filter(|&again| again == separator)?;
    Some((first, cursor.number(n_digits)?, separator))
}

/// Whether the number just taken does not go on as `1.2.2024.7` does.
pub(super) fn is_last_number(mut cursor: Cursor<'_>) -> bool {
    let goes_on = cursor.is_glued()
        && cursor.symbol("-/.").is_some()
        && cursor.is_glued()
        && cursor.digits(1..=usize::MAX).is_some();
    // A time may follow a date after a hyphen: `2024-04-25-10:30`.
    !goes_on || cursor.symbol(":").is_some()
}

fn month_after_gap(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<i8> {
    let mut ahead = *cursor;
    gap(&mut ahead);
    let month = months::month(&mut ahead, language)?;
    *cursor = ahead;
    Some(month)
}

/// Takes the month's other name, as papers for several countries print it: `نيسان / أبريل`, `كانون الثاني (يناير)`.
fn same_month_again(cursor: &mut Cursor<'_>, month: i8, language: Option<&str>) {
    let mut ahead = *cursor;
    if ahead.symbol("/(-").is_some() && months::month(&mut ahead, language) == Some(month) {
        ahead.symbol(")");
        *cursor = ahead;
    }
}

/// Takes punctuation and particles between the parts of a date.
pub(super) fn gap(cursor: &mut Cursor<'_>) {
    const MOST: usize = 4;
    for _ in 0..MOST {
        if cursor.symbol(".,،-/'·").is_none() && cursor.word_of(PARTICLES).is_none() {
            return;
        }
    }
}

fn year(cursor: &mut Cursor<'_>, language: Option<&str>) -> Option<i32> {
    let mut ahead = *cursor;
    let year = in_common_era(ahead.number(4..=4)?, language)?;
    *cursor = ahead;
    Some(year)
}

/// A year of our era; `None` for years of other calendars and numbers that are no years.
fn in_common_era(year: i32, language: Option<&str>) -> Option<i32> {
    match year {
        1900..=2199 => Some(year),
        2400..=2700 if matches!(language, None | Some("th" | "lo" | "km")) => Some(year - 543),
        _ => None,
    }
}

/// Takes a year of two digits that is not the hour of a time.
fn short_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    let year = full_year(ahead.number(2..=2)?);
    let mut after = ahead;
    if after.symbol(":").is_some() || after.is_glued() {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

/// Two digits are of this century up to 69, as in RFC 6265 and POSIX.
fn full_year(short: i32) -> i32 {
    if short < 70 { 2_000 + short } else { 1_900 + short }
}
