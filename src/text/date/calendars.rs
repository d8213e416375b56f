//! Days of the Hijri and of the Persian calendar, by the number of their month, as days of ours.
//!
//! The Hijri calendar is that of Umm al-Qura, which is calculated. Elsewhere its months begin when the new moon is seen,
//! so a date of another country may be a day off. The only file that names `icu_calendar`.

use icu_calendar::cal::{Hijri, Iso, Persian};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date as AnyDate};
use jiff::civil::Date;

use super::calendar_date::civil;

/// The calendar that a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// Ours; also under years of the Buddhist era or of a Japanese emperor, whose days and months are the same.
    Gregorian,
    /// The lunar one of the Islamic world.
    Hijri,
    /// The solar one of Iran and Afghanistan.
    Persian,
}

/// A day of a calendar, if it has such a day.
pub(super) fn day(calendar: Calendar, year: i32, month: i32, day: i32) -> Option<Date> {
    match calendar {
        Calendar::Gregorian => civil(year, month, day),
        Calendar::Hijri => converted(year, month, day, Hijri::new_umm_al_qura()),
        Calendar::Persian => converted(year, month, day, Persian),
    }
}

fn converted(year: i32, month: i32, day: i32, calendar: impl AsCalendar) -> Option<Date> {
    let month = Month::new(u8::try_from(month).ok()?);
    let date = AnyDate::try_new(year.into(), month, u8::try_from(day).ok()?, calendar).ok()?.to_calendar(Iso);
    civil(date.year().extended_year(), i32::from(date.month().ordinal), i32::from(date.day_of_month().0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(calendar: Calendar, (year, month, number): (i32, i32, i32), expected: Option<&str>) {
        let found = day(calendar, year, month, number).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{calendar:?} {year} {month} {number}");
    }

    #[test]
    fn days_of_other_calendars_are_days_of_ours() {
        check(Calendar::Hijri, (1446, 1, 1), Some("2024-07-07"));
        check(Calendar::Hijri, (1445, 9, 1), Some("2024-03-11"));
        check(Calendar::Hijri, (1420, 12, 29), Some("2000-04-04"));
        check(Calendar::Persian, (1404, 1, 1), Some("2025-03-21"));
        check(Calendar::Persian, (1403, 12, 30), Some("2025-03-20"));
        check(Calendar::Persian, (1378, 10, 11), Some("2000-01-01"));
    }

    #[test]
    fn days_that_a_calendar_does_not_have_are_none() {
        check(Calendar::Persian, (1402, 12, 30), None);
        check(Calendar::Persian, (1403, 7, 31), None);
        check(Calendar::Hijri, (1445, 1, 31), None);
        check(Calendar::Hijri, (1445, 13, 1), None);
        check(Calendar::Hijri, (1445, 1, 0), None);
    }

    proptest! {
        #[test]
        fn days_come_back(year in 1410_i32..1500, month in 1_i32..=12, number in 1_i32..=29) {
            for calendar in [Calendar::Hijri, Calendar::Persian] {
                let date = day(calendar, year, month, number).expect("every month has 29 days");
                let iso = AnyDate::try_new(
                    i32::from(date.year()).into(),
                    Month::new(date.month() as u8),
                    date.day() as u8,
                    Iso,
                )
                .expect("a day");
                let fields = |year: i32, month: u8, day: u8| (year, i32::from(month), i32::from(day));
                let back = match calendar {
                    Calendar::Hijri => {
                        let date = iso.to_calendar(Hijri::new_umm_al_qura());
                        fields(date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
                    }
                    _ => {
                        let date = iso.to_calendar(Persian);
                        fields(date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
                    }
                };
                prop_assert_eq!(back, (year, month, number));
            }
        }
    }
}
