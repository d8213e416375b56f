//! How the nouns of the program stand in columns: times, moments, names, keys and JSON as text.
//!
//! A value that does not parse on the way back (somebody wrote to the file by hand) is an error of that one query.

use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::{
    ArticleKey, ContentHash, CopyKind, DateOrigin, DictionaryId, ErrorKind, LanguageCode, Moment, PollResult,
    Precision, RevisionCause, Signature, SourceId, SourceKind, SubscriptionState, TextOrigin, TopicId,
};

/// A point in time as `2026-11-24T09:30:00Z`; fractions of a second are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time(pub(super) Timestamp);

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        whole_seconds(self.0).fmt(f)
    }
}

impl ToSql for Time {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Time {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// In UTC, a bare day where no time is known; the offset has a column of its own where it matters.
impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.precision() {
            Precision::Day => self.to_string().into(),
            Precision::Time => whole_seconds(self.timestamp()).to_string().into(),
        })
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

/// A publisher's offset from UTC as `+04:00`, a form that SQLite's date functions take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UtcOffset(pub(super) Offset);

impl ToSql for UtcOffset {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let minutes = self.0.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        Ok(format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60).into())
    }
}

impl FromSql for UtcOffset {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let (hours, minutes) = text.split_once(':').ok_or(FromSqlError::InvalidType)?;
        let hours: i32 = hours.parse().map_err(FromSqlError::other)?;
        let minutes: i32 = minutes.parse().map_err(FromSqlError::other)?;
        let sign = if text.starts_with('-') { -1 } else { 1 };
        Offset::from_seconds(hours * 3600 + sign * minutes * 60).map(Self).map_err(FromSqlError::other)
    }
}

/// Any serialisable value as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        Ok(text.into())
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

impl ToSql for Precision {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Day => "day".into(),
            Self::Time => "time".into(),
        })
    }
}

impl ToSql for DictionaryId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl ToSql for Signature {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_bytes().into())
    }
}

impl FromSql for Signature {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob().map(|bytes| Self::new(bytes.to_vec()))
    }
}

impl FromSql for DictionaryId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// Checked strings and named values go out by `as_str` and come back by their own check.
macro_rules! text_column {
    ($check:ident: $($name:ident),+) => {
        $(
            impl ToSql for $name {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(self.as_str().into())
                }
            }

            impl FromSql for $name {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    text_column!(@$check $name value.as_str()?)
                }
            }
        )+
    };
    (@parse $name:ident $text:expr) => { $name::parse($text).map_err(FromSqlError::other) };
    (@from_name $name:ident $text:expr) => { $name::from_name($text).ok_or(FromSqlError::InvalidType) };
}

text_column!(parse: ArticleKey, ContentHash, LanguageCode, SourceId, TopicId);
text_column!(from_name: CopyKind, DateOrigin, ErrorKind, PollResult, RevisionCause, SourceKind, SubscriptionState, TextOrigin);

/// The collection holds no finer times, and a fraction would not sort with the rest.
fn whole_seconds(timestamp: Timestamp) -> Timestamp {
    Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp)
}

/// A count or size for an integer column; what cannot be stored is as large as can be.
pub(super) fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count from an integer column; a negative one (nobody writes it) is none.
pub(super) fn count(integer: i64) -> u64 {
    u64::try_from(integer).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip<T: ToSql + FromSql>(value: &T) -> (String, T) {
        let output = value.to_sql().expect("storable");
        let stored = match &output {
            ToSqlOutput::Owned(value) => ValueRef::from(value),
            ToSqlOutput::Borrowed(value) => *value,
            _ => unreachable!("only plain values are stored"),
        };
        (stored.as_str().expect("text").to_owned(), T::column_result(stored).expect("what was written reads back"))
    }

    #[test]
    fn times_are_utc_to_the_second() {
        let (text, _) = round_trip(&Time("2026-11-24T09:30:00.75+02:00".parse().expect("valid")));
        assert_eq!(text, "2026-11-24T07:30:00Z");
    }

    #[test]
    fn moments_keep_their_precision() {
        for (given, stored) in [("2021-11-15", "2021-11-15"), ("2021-11-15T00:05:00+04:00", "2021-11-14T20:05:00Z")] {
            let moment: Moment = given.parse().expect("valid");
            let (text, back) = round_trip(&moment);
            assert_eq!(text, stored);
            assert_eq!((back.timestamp(), back.precision()), (moment.timestamp(), moment.precision()));
        }
    }

    #[test]
    fn offsets_keep_their_sign() {
        for (seconds, stored) in [(0, "+00:00"), (4 * 3600, "+04:00"), (-1800, "-00:30"), (-3 * 3600 - 1800, "-03:30")]
        {
            let offset = Offset::from_seconds(seconds).expect("in range");
            let (text, back) = round_trip(&UtcOffset(offset));
            assert_eq!((text.as_str(), back.0), (stored, offset));
        }
    }
}
