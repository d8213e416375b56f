//! A point in time as a publisher wrote it: to the day or to the second, with its zone where one was given.
//!
//! A day without a time is not midnight. Both are kept apart here, because "nothing is invented" holds for hours too.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How exactly a moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the calendar day was given.
    Day,
    /// A time of day was given.
    Time,
}

/// A point in time with its precision and, where known, its offset from UTC.
///
/// As text (and in JSON) it is `2021-11-15`, or RFC 3339 with the offset that was written: `2021-11-15T00:05:00+04:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    timestamp: Timestamp,
    offset: Option<Offset>,
    precision: Precision,
}

impl Moment {
    /// A calendar day without a time; its timestamp is the start of that day in UTC.
    #[must_use]
    pub fn day(date: Date) -> Self {
        // Every date that jiff can hold, but for the last, starts within the range of a timestamp.
        let timestamp = date.to_zoned_datetime(TimeZone::UTC).map_or(Timestamp::MAX, |zoned| zoned.timestamp());
        Self { timestamp, offset: None, precision: Precision::Day }
    }

    /// An instant of which the zone is not known, taken as UTC.
    #[must_use]
    pub fn utc(timestamp: Timestamp) -> Self {
        Self { timestamp, offset: None, precision: Precision::Time }
    }

    /// An instant with the offset that was written beside it.
    #[must_use]
    pub fn with_offset(timestamp: Timestamp, offset: Offset) -> Self {
        Self { timestamp, offset: Some(offset), precision: Precision::Time }
    }

    /// The instant; for a day, its start in UTC.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.timestamp
    }

    /// Whether a time of day is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The offset from UTC, where one was written.
    #[must_use]
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// The calendar day, in the zone that was written (UTC where none was).
    #[must_use]
    pub fn date(self) -> Date {
        self.zoned().date()
    }

    /// The hour of the day, in the zone that was written; 0 for a day.
    #[must_use]
    pub fn hour(self) -> i8 {
        self.zoned().hour()
    }

    fn zoned(self) -> ZonedDateTime {
        self.timestamp.to_zoned_datetime(self.offset.unwrap_or(Offset::UTC).to_time_zone())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.precision, self.offset) {
            (Precision::Day, _) => self.date().fmt(f),
            (Precision::Time, Some(offset)) => self.timestamp.display_with_offset(offset).fmt(f),
            (Precision::Time, None) => self.timestamp.fmt(f),
        }
    }
}

impl FromStr for Moment {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day_length = "2021-11-15".len();
        if text.len() == day_length {
            return Ok(Self::day(text.parse()?));
        }
        let timestamp: Timestamp = text.parse()?;
        if text.ends_with(['Z', 'z']) {
            return Ok(Self::utc(timestamp));
        }
        let pieces = jiff::fmt::temporal::Pieces::parse(text)?;
        let offset = pieces.offset().map(|offset| offset.to_numeric_offset());
        Ok(Self { timestamp, offset, precision: Precision::Time })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_precision_and_offset() {
        for text in ["2021-11-15", "2021-11-15T00:05:00+04:00", "2021-11-14T20:05:00Z", "2021-11-14T20:05:00-03:30"] {
            let moment: Moment = text.parse().expect(text);
            assert_eq!(moment.to_string(), text);
        }
    }

    #[test]
    fn the_day_is_the_one_the_publisher_wrote() {
        let moment: Moment = "2021-11-15T00:05:00+04:00".parse().expect("valid");
        assert_eq!(moment.date().to_string(), "2021-11-15");
        assert_eq!(moment.timestamp().to_string(), "2021-11-14T20:05:00Z");
    }
}
