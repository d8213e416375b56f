//! What the page of a topic shows: its articles by day and language, the sources that bring them, and the words that earned
//! the latest matches.
//!
//! Each question reads the newest part of the index of the topic (`article_topics_dated`) and no further: what happened long
//! ago costs nothing. An article of several of the topics counts once, copies do not count.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, named_params};

use crate::model::{Evidence, LanguageCode, SourceId, TopicId};

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::{Store, StoreError};

/// Articles of a day in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCount {
    /// The day, UTC.
    pub day: Date,
    /// The language; `None`: not known.
    pub language: Option<LanguageCode>,
    /// How many articles.
    pub articles: u64,
}

/// What stands of some topics, which are asked for together: a topic and all that is part of it.
impl Store {
    /// Their articles by day and language from a time on, the earliest day first.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_days(&self, topics: &[TopicId], since: Timestamp) -> Result<Vec<DayCount>, StoreError> {
        self.0.readers.read(|db| days(db, topics, since))
    }

    /// The sources that listed most of their articles from a time on.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_sources(
        &self,
        topics: &[TopicId],
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<(SourceId, u64)>, StoreError> {
        self.0.readers.read(|db| sources(db, topics, since, most))
    }

    /// The evidence of their newest matches, a list for each match.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_evidence(&self, topics: &[TopicId], most: u32) -> Result<Vec<Vec<Evidence>>, StoreError> {
        self.0.readers.read(|db| evidence(db, topics, most))
    }
}

fn days(db: &Connection, topics: &[TopicId], since: Timestamp) -> rusqlite::Result<Vec<DayCount>> {
    const ONE: &str = "\
        select substr(l.dated, 1, 10) as day, a.language, count(*) as n
        from json_each(:topics) j cross join article_topics l indexed by article_topics_dated on l.topic = j.value
            cross join articles a indexed by articles_list on a.id = l.article_id
        where l.dated >= :since and a.copy_of is null group by 1, 2 order by 1, 2";
    const SEVERAL: &str = "\
        select day, language, count(*) as n from (
            select distinct l.article_id, substr(l.dated, 1, 10) as day, a.language
            from json_each(:topics) j cross join article_topics l indexed by article_topics_dated on l.topic = j.value
                cross join articles a indexed by articles_list on a.id = l.article_id
            where l.dated >= :since and a.copy_of is null)
        group by 1, 2 order by 1, 2";
    let sql = if topics.len() == 1 { ONE } else { SEVERAL };
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! {":topics": Json(topics), ":since": Time(since)}, |row| {
        let day: String = row.get("day")?;
        let day = day.parse().map_err(|error| FromSqlError::Other(Box::new(error)))?;
        Ok(DayCount { day, language: row.get("language")?, articles: count(row.get("n")?) })
    })?;
    rows.collect()
}

fn sources(db: &Connection, topics: &[TopicId], since: Timestamp, most: u32) -> rusqlite::Result<Vec<(SourceId, u64)>> {
    const SQL: &str = "\
        select s.source_id, count(distinct l.article_id) as n
        from json_each(:topics) j cross join article_topics l indexed by article_topics_dated on l.topic = j.value
            cross join articles a indexed by articles_list on a.id = l.article_id
            cross join sightings s on s.article_id = l.article_id
        where l.dated >= :since and a.copy_of is null
        group by s.source_id order by n desc, s.source_id limit :most";
    let known = named_params! {":topics": Json(topics), ":since": Time(since), ":most": most};
    db.prepare_cached(SQL)?.query_map(known, |row| Ok((row.get(0)?, count(row.get(1)?))))?.collect()
}

fn evidence(db: &Connection, topics: &[TopicId], most: u32) -> rusqlite::Result<Vec<Vec<Evidence>>> {
    // The newest of each first, from the index alone; then the evidence of those that are the newest of all.
    const NEWEST: &str = "\
        select dated, article_id from article_topics indexed by article_topics_dated
        where topic = :topic order by dated desc, article_id desc limit :most";
    const EVIDENCE: &str = "select evidence from article_topics where article_id = :id and topic = :topic";
    let mut newest: BTreeSet<(String, ArticleId, &TopicId)> = BTreeSet::new();
    for topic in topics {
        let mut statement = db.prepare_cached(NEWEST)?;
        let rows = statement.query_map(named_params! {":topic": topic, ":most": most}, |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?))
        })?;
        for row in rows {
            let (dated, id) = row?;
            newest.insert((dated, id, topic));
        }
    }
    let mut statement = db.prepare_cached(EVIDENCE)?;
    let chosen = newest.into_iter().rev().take(usize::try_from(most).unwrap_or(usize::MAX));
    let read = chosen.map(|(_, id, topic)| {
        let evidence: Json<Vec<Evidence>> =
            statement.query_row(named_params! {":id": id, ":topic": topic}, |row| row.get(0))?;
        Ok(evidence.0)
    });
    read.collect()
}
