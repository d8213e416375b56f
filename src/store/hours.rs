//! How much came in each hour: of the whole collection, of a topic, of a story. What bursts is told by it.
//!
//! Hours are counted back from the time of the question, the last one first, so that spans of them are whole.

use jiff::Timestamp;
use rusqlite::{Connection, Params, named_params};

use crate::model::TopicId;

use super::columns::{Json, Time};
use super::row::StoryId;
use super::{Store, StoreError};

/// What came in each hour, and since when there is any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourlyCounts {
    /// The first is the last hour.
    pub counts: Vec<u32>,
    /// Hours since the very first article; 0 where there is none.
    pub age_hours: usize,
}

/// Counts by hour.
impl Store {
    /// Articles of the whole collection in each of some hours before `now`, copies included.
    ///
    /// # Errors
    /// The database fails.
    pub fn hourly_articles(&self, now: Timestamp, n_hours: usize) -> Result<Vec<u32>, StoreError> {
        self.0.readers.read(|db| articles(db, now, n_hours))
    }

    /// The same of articles that match one of some topics at least; copies are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn hourly_of_topics(
        &self,
        topics: &[TopicId],
        now: Timestamp,
        n_hours: usize,
    ) -> Result<HourlyCounts, StoreError> {
        self.0.readers.read(|db| of_topics(db, topics, now, n_hours))
    }

    /// The same of a story's articles; copies are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn hourly_of_story(&self, story: StoryId, now: Timestamp, n_hours: usize) -> Result<HourlyCounts, StoreError> {
        self.0.readers.read(|db| of_story(db, story, now, n_hours))
    }
}

fn articles(db: &Connection, now: Timestamp, n_hours: usize) -> rusqlite::Result<Vec<u32>> {
    // Each hour a part of the index that is only counted: to reckon the hour of each article takes eight times as long.
    const SQL: &str = "\
        select count(*) from articles indexed by articles_dated where dated > :from and dated <= :until";
    let mut statement = db.prepare_cached(SQL)?;
    let hours = (0..n_hours).map(|hour| {
        let (from, until) = (beginning(now, hour + 1), beginning(now, hour));
        statement.query_row(named_params! {":from": from, ":until": until}, |row| row.get(0))
    });
    hours.collect()
}

fn of_topics(db: &Connection, topics: &[TopicId], now: Timestamp, n_hours: usize) -> rusqlite::Result<HourlyCounts> {
    // An article of several of the topics counts once.
    const SQL: &str = "\
        select (unixepoch(:now) - unixepoch(l.dated)) / 3600 as hour, count(distinct l.article_id) as n
        from json_each(:topics) j cross join article_topics l indexed by article_topics_dated on l.topic = j.value
            cross join articles a indexed by articles_list on a.id = l.article_id
        where l.dated > :from and l.dated <= :now and a.copy_of is null group by hour";
    const FIRST: &str = "\
        select min((select min(dated) from article_topics where topic = j.value)) from json_each(:topics) j";
    let from = beginning(now, n_hours);
    let known = named_params! {":topics": Json(topics), ":now": Time(now), ":from": from};
    let counts = by_hour(db, SQL, known, n_hours)?;
    let first = db.prepare_cached(FIRST)?.query_row(named_params! {":topics": Json(topics)}, |row| row.get(0))?;
    Ok(HourlyCounts { counts, age_hours: age(first, now) })
}

fn of_story(db: &Connection, story: StoryId, now: Timestamp, n_hours: usize) -> rusqlite::Result<HourlyCounts> {
    const SQL: &str = "\
        select (unixepoch(:now) - unixepoch(m.dated)) / 3600 as hour, count(*) as n
        from articles m indexed by articles_story cross join articles a indexed by articles_list on a.id = m.id
        where m.story_id = :story and m.dated > :from and m.dated <= :now and a.copy_of is null group by hour";
    const FIRST: &str = "select min(dated) from articles where story_id = :story";
    let known = named_params! {":story": story, ":now": Time(now), ":from": beginning(now, n_hours)};
    let counts = by_hour(db, SQL, known, n_hours)?;
    let first = db.prepare_cached(FIRST)?.query_row(named_params! {":story": story}, |row| row.get(0))?;
    Ok(HourlyCounts { counts, age_hours: age(first, now) })
}

fn by_hour(db: &Connection, sql: &str, known: impl Params, n_hours: usize) -> rusqlite::Result<Vec<u32>> {
    let mut counts = vec![0; n_hours];
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(known)?;
    while let Some(row) = rows.next()? {
        let hour: i64 = row.get("hour")?;
        if let Some(count) = usize::try_from(hour).ok().and_then(|hour| counts.get_mut(hour)) {
            *count = row.get("n")?;
        }
    }
    Ok(counts)
}

/// When the earliest of some hours before a time begins.
fn beginning(now: Timestamp, n_hours: usize) -> Time {
    let span = jiff::SignedDuration::from_hours(i64::try_from(n_hours).unwrap_or(i64::MAX / 3600));
    Time(now.checked_sub(span).unwrap_or(Timestamp::MIN))
}

fn age(first: Option<Time>, now: Timestamp) -> usize {
    let hours = first.map_or(0, |first| (now.as_second() - first.0.as_second()) / 3600 + 1);
    usize::try_from(hours).unwrap_or(0)
}
