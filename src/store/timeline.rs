//! How many articles of a topic came on each day, or in each hour, of a time.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::columns::{Json, Time, count};
use super::{Store, StoreError, topics};
use crate::model::TopicId;
use crate::model::article::named_enum;

named_enum!(
    /// How finely a time is divided. Days and hours are those of UTC.
    TimelineStep {
        /// By day.
        Day = "day",
        /// By hour.
        Hour = "hour",
    }
);

impl TimelineStep {
    /// The beginning of the day or hour of a time.
    #[must_use]
    pub fn floor(self, at: Timestamp) -> Timestamp {
        let at = TimeZone::UTC.to_datetime(at);
        let (hour, date) = (at.time().hour(), at.date());
        let floor = match self {
            Self::Day => date.at(0, 0, 0, 0),
            Self::Hour => date.at(hour, 0, 0, 0),
        };
        TimeZone::UTC.to_timestamp(floor).unwrap_or(Timestamp::MIN)
    }

    /// The beginning of the one after it; `None` at the end of the calendar.
    #[must_use]
    pub fn next(self, at: Timestamp) -> Option<Timestamp> {
        let hours = match self {
            Self::Day => 24,
            Self::Hour => 1,
        };
        at.checked_add(hours.hours()).ok()
    }

    /// How much of a stored time names it.
    fn width(self) -> u32 {
        match self {
            Self::Day => 10,
            Self::Hour => 13,
        }
    }
}

/// Timelines.
impl Store {
    /// The articles of a topic, or of what is part of it, by the day or hour of their date, from `since` on and before
    /// `until`, the earliest first. Copies do not count; what brought nothing is left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_timeline(
        &self,
        topic: &TopicId,
        since: Timestamp,
        until: Timestamp,
        step: TimelineStep,
    ) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        self.0.readers.read(|db| timeline(db, topic, since, until, step))
    }

    /// Whether there is a topic of that name, configured or not.
    ///
    /// # Errors
    /// The database fails.
    pub fn has_topic(&self, topic: &TopicId) -> Result<bool, StoreError> {
        const SQL: &str = "select exists (select 1 from topics where id = :topic)";
        self.0.readers.read(|db| db.prepare_cached(SQL)?.query_row(named_params! {":topic": topic}, |row| row.get(0)))
    }
}

fn timeline(
    db: &Connection,
    topic: &TopicId,
    since: Timestamp,
    until: Timestamp,
    step: TimelineStep,
) -> rusqlite::Result<Vec<(Timestamp, u64)>> {
    // The part of the index of this time alone; an article of several of the topics counts once.
    const SQL: &str = "\
        select substr(l.dated, 1, :width) as at, count(distinct l.article_id) as n
        from json_each(:topics) j cross join article_topics l indexed by article_topics_dated on l.topic = j.value
            cross join articles a indexed by articles_list on a.id = l.article_id
        where l.dated >= :since and l.dated < :until and a.copy_of is null group by 1 order by 1";
    let topics = topics::with_descendants(db, std::slice::from_ref(topic))?;
    let known = named_params! {
        ":width": step.width(), ":topics": Json(topics), ":since": Time(since), ":until": Time(until),
    };
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(known, |row| {
        let at = beginning(row.get_ref("at")?.as_str()?).ok_or(FromSqlError::InvalidType)?;
        Ok((at, count(row.get("n")?)))
    })?;
    rows.collect()
}

/// A day or an hour as times are stored: `2026-11-24`, `2026-11-24T09`.
fn beginning(text: &str) -> Option<Timestamp> {
    let whole = if text.contains('T') { format!("{text}:00:00") } else { format!("{text}T00:00:00") };
    TimeZone::UTC.to_timestamp(whole.parse::<DateTime>().ok()?).ok()
}
