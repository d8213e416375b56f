//! The short forms of cells that people read: times to the minute, ages, lists with commas.

use jiff::Timestamp;

use super::safe;
use crate::model::{Moment, Precision};
use crate::query::listing::Cell;

/// A cell on one clean line.
pub(super) fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => safe::line(text),
        Cell::Real(number) if number.is_finite() => format!("{number:.2}"),
        Cell::Flag(is_true) => if *is_true { "yes" } else { "no" }.to_owned(),
        Cell::Time(moment) => time(*moment),
        Cell::Age { at, now } => age(*at, *now),
        Cell::Span(span) => distance(span.as_secs()),
        Cell::List(cells) => cells.iter().map(text).collect::<Vec<_>>().join(", "),
        Cell::Record(fields) => fields.iter().map(|(_, cell)| text(cell)).collect::<Vec<_>>().join(" "),
        Cell::Null | Cell::Integer(_) | Cell::Real(_) => cell.exact_text(),
    }
}

/// A time in UTC to the minute; a day as a day.
fn time(moment: Moment) -> String {
    match moment.precision() {
        Precision::Day => moment.date().to_string(),
        Precision::Time => moment.timestamp().strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// How far a time is from now, in its largest unit: `3 h ago`, `in 5 min`.
pub(super) fn age(at: Timestamp, now: Timestamp) -> String {
    let seconds = at.as_second() - now.as_second();
    if seconds == 0 {
        return "now".to_owned();
    }
    let distance = distance(seconds.unsigned_abs());
    if seconds < 0 { format!("{distance} ago") } else { format!("in {distance}") }
}

/// A length of time in its largest unit.
fn distance(seconds: u64) -> String {
    match seconds {
        n @ ..60 => format!("{n} s"),
        n @ 60..3_600 => format!("{} min", n / 60),
        n @ 3_600..86_400 => format!("{} h", n / 3_600),
        n => format!("{} d", n / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_take_their_largest_unit() {
        let now = Timestamp::from_second(1_800_000_000).expect("in range");
        let check = |seconds: i64, expected: &str| {
            let at = Timestamp::from_second(now.as_second() + seconds).expect("in range");
            assert_eq!(age(at, now), expected);
        };
        check(0, "now");
        check(-59, "59 s ago");
        check(-60, "1 min ago");
        check(-7_199, "1 h ago");
        check(-86_400, "1 d ago");
        check(300, "in 5 min");
    }

    #[test]
    fn times_stop_at_the_minute_and_days_at_the_day() {
        let check = |moment: &str, expected: &str| assert_eq!(time(moment.parse().expect(moment)), expected);
        check("2026-11-24", "2026-11-24");
        check("2026-11-24T08:05:59Z", "2026-11-24 08:05");
        check("2026-11-24T00:05:00+04:00", "2026-11-23 20:05");
    }
}
