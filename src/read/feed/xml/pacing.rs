//! How often a feed wants to be asked.

use std::time::Duration;

use crate::model::Pacing;

use super::draft::Rhythm;

const DAY: u64 = 24 * 60 * 60;
/// Feeds that ask for more have mistaken the unit.
const LONGEST: Duration = Duration::from_secs(366 * DAY);

/// Minutes for which the feed asks not to be fetched again.
pub(super) fn ttl(rhythm: &Rhythm) -> Option<u32> {
    let written = rhythm.ttl.as_deref()?.trim();
    let digits = written.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|&minutes| minutes > 0)
}

/// All that the feed says of its rhythm.
pub(super) fn of(rhythm: &Rhythm) -> Pacing {
    let ttl = ttl(rhythm).map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let pause = ttl.max(period(rhythm)).map(|pause| pause.min(LONGEST));
    let hours = rhythm.hours.iter().filter_map(|hour| hour.parse::<u8>().ok());
    // Some count 1 to 24.
    let hours = hours.filter(|&hour| hour <= 24).map(|hour| hour % 24);
    let days = rhythm.days.iter().filter_map(|day| weekday(day));
    Pacing { pause, skip_hours: sorted(hours), skip_days: sorted(days) }
}

/// The time between two changes by the syndication module, whose period is a day if only the frequency is given.
fn period(rhythm: &Rhythm) -> Option<Duration> {
    if rhythm.period.is_none() && rhythm.frequency.is_none() {
        return None;
    }
    let seconds = match rhythm.period.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("hourly") => 60 * 60,
        Some("weekly") => 7 * DAY,
        Some("monthly") => 30 * DAY,
        Some("yearly") => 365 * DAY,
        Some("daily") | None => DAY,
        Some(_) => return None,
    };
    let frequency = rhythm.frequency.as_deref().and_then(|times| times.parse().ok()).unwrap_or(1_u64);
    Some(Duration::from_secs(seconds / frequency.max(1))).filter(|pause| !pause.is_zero())
}

fn weekday(name: &str) -> Option<u8> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let short: String = name.chars().take(3).collect::<String>().to_ascii_lowercase();
    let index = DAYS.iter().position(|day| *day == short)?;
    u8::try_from(index + 1).ok()
}

fn sorted(numbers: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut numbers: Vec<u8> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(ttl: &str, period: &str, frequency: &str) -> Rhythm {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Rhythm { ttl: some(ttl), period: some(period), frequency: some(frequency), ..Rhythm::default() }
    }

    #[test]
    fn the_longest_pause_counts() {
        let check = |ttl, period, frequency, minutes: Option<u64>| {
            let pause = of(&rhythm(ttl, period, frequency)).pause;
            assert_eq!(pause, minutes.map(|minutes| Duration::from_secs(minutes * 60)), "{ttl} {period} {frequency}");
        };
        check("", "", "", None);
        check("30", "", "", Some(30));
        check(" 60 minutes", "", "", Some(60));
        check("-5", "", "", None);
        check("0", "", "", None);
        check("", "hourly", "", Some(60));
        check("", "hourly", "2", Some(30));
        check("", "Daily", "0", Some(24 * 60));
        check("", "", "4", Some(6 * 60));
        check("15", "hourly", "1", Some(60));
        check("", "sometimes", "1", None);
        check("4294967295", "", "", Some(366 * 24 * 60));
    }

    #[test]
    fn hours_and_days_are_sorted_and_real() {
        let rhythm = Rhythm {
            hours: ["23", "0", "24", "7", "25", "x"].map(str::to_owned).into(),
            days: ["Sunday", "monday", "Mon", "someday"].map(str::to_owned).into(),
            ..Rhythm::default()
        };
        let pacing = of(&rhythm);
        assert_eq!((pacing.skip_hours, pacing.skip_days), (vec![0, 7, 23], vec![1, 7]));
    }
}
