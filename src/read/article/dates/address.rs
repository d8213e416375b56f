//! The date in an address, as in `/2026/11/24/title`.

use jiff::civil::Date;
use url::Url;

use crate::model::Moment;

/// The first whole date in the path: year, month and day in a row, or run together.
pub(super) fn date(url: &Url) -> Option<Moment> {
    let parts = parts(url);
    let apart = parts.windows(3).find_map(|part| match part {
        [year, month, day] if year.len() == 4 && day.len() <= 2 => whole(year, month, day),
        [day, month, year] if year.len() == 4 && day.len() == 2 => {
            // 03-04-2026 is two days, 24-11-2026 and 03-mar-2026 are one.
            whole(year, month, day).filter(|date| date.day() > 12 || date.day() == date.month() || is_name(month))
        }
        _ => None,
    });
    let in_two = || {
        parts.windows(2).find_map(|part| match part {
            [year, day] if year.len() == 4 && day.len() == 4 => whole(year, day.get(..2)?, day.get(2..)?),
            [month, day] if month.len() == 6 && day.len() == 2 => whole(month.get(..4)?, month.get(4..)?, day),
            _ => None,
        })
    };
    let together = || {
        // Exactly eight digits: longer numbers are ids that may begin like a date.
        let digits = parts.iter().filter(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits.filter_map(|part| whole(part.get(..4)?, part.get(4..6)?, part.get(6..)?)).next()
    };
    apart.or_else(in_two).or_else(together).map(Moment::day)
}

/// Year and month, where no more is told: `/2026/11/title`.
pub(super) fn month(url: &Url) -> Option<(i16, i8)> {
    let folders = url.path_segments()?.collect::<Vec<_>>();
    folders
        .windows(2)
        .find_map(|part| match part {
            [year, month] if year.len() == 4 && (month.len() == 2 || is_name(month)) => whole(year, month, "1"),
            _ => None,
        })
        .map(|date| (date.year(), date.month()))
}

fn parts(url: &Url) -> Vec<&str> {
    url.path().split(['/', '-', '_', '.']).collect()
}

fn whole(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = year.parse().ok().filter(|year| (1990..2200).contains(year))?;
    let named = (1..).zip(MONTHS).find(|(_, name)| is_called(month, name)).map(|(number, _)| number);
    let month = named.or_else(|| month.parse().ok().filter(|_| is_number(month)))?;
    Date::new(year, month, day.parse().ok().filter(|_| is_number(day))?).ok()
}

fn is_name(month: &str) -> bool {
    MONTHS.iter().any(|name| is_called(month, name))
}

/// Whether a name is that of a month, whole or its first three letters.
fn is_called(month: &str, name: &str) -> bool {
    month.eq_ignore_ascii_case(name) || name.get(..3).is_some_and(|short| month.eq_ignore_ascii_case(short))
}

/// Months as English papers put them into addresses.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        let url = Url::parse("https://paper.test").expect("valid").join(path).expect("valid");
        assert_eq!(date(&url).map(|moment| moment.to_string()).as_deref(), expected, "{path}");
    }

    #[test]
    fn only_whole_dates_count() {
        check("/2026/11/24/title", Some("2026-11-24"));
        check("/a-2026-11-24.html", Some("2026-11-24"));
        check("/world/20261124/title", Some("2026-11-24"));
        check("/2026/11/title", None);
        check("/2026/13/24/title", None);
        check("/a/2026112412", None);
        check("/agenda-2030/1/2", Some("2030-01-02"));
        check("/5467/11/24", None);
        check("/world/2026/nov/24/title", Some("2026-11-24"));
        check("/blog/2026/november/24/title/", Some("2026-11-24"));
        check("/2026/1124/c1-2.html", Some("2026-11-24"));
        check("/a/202611/24/b.html", Some("2026-11-24"));
        check("/a-24-11-2026-b", Some("2026-11-24"));
        check("/a-04-11-2026-b", None);
    }

    #[test]
    fn a_month_is_read_of_folders_alone() {
        let month_of = |path: &str| month(&Url::parse("https://paper.test").expect("valid").join(path).expect("valid"));
        assert_eq!(month_of("/blog/2026/11/title"), Some((2026, 11)));
        assert_eq!(month_of("/2026/nov/title"), Some((2026, 11)));
        assert_eq!(month_of("/in-2026-11-years"), None);
        assert_eq!(month_of("/2026/13/title"), None);
    }
}
