//! The date in an address, as in `/2026/11/24/title`.

use jiff::civil::Date;
use url::Url;

use crate::model::Moment;

/// The first whole date in the path: year, month and day in a row, or run together as eight digits.
pub(super) fn date(url: &Url) -> Option<Moment> {
    let parts = url.path().split(['/', '-', '_', '.']).collect::<Vec<_>>();
    let apart = parts.windows(3).find_map(|part| match part {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => whole(year, month, day),
        _ => None,
    });
    let together = || {
        // Exactly eight digits: longer numbers are ids that may begin like a date.
        let digits = parts.iter().filter(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits.filter_map(|part| whole(part.get(..4)?, part.get(4..6)?, part.get(6..)?)).next()
    };
    apart.or_else(together).map(Moment::day)
}

fn whole(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|year| (1990..2200).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

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
    }
}
