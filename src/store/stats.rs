//! Figures of the whole collection.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, named_params};

use crate::model::{CopyKind, LanguageCode, TopicId};

use super::columns::count;
use super::{Store, StoreError, copies};

/// How many days back articles are counted by day.
const N_DAYS: usize = 14;

/// Figures of the whole collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Articles, copies included.
    pub articles: u64,
    /// Articles that repeat another.
    pub copies: u64,
    /// These by kind.
    pub by_copy_kind: Vec<(CopyKind, u64)>,
    /// Articles that said something else before: their pages have changed.
    pub revised: u64,
    /// Articles whose pages are gone.
    pub gone: u64,
    /// Events that several articles tell of.
    pub stories: u64,
    /// Articles by language, the most frequent first; `None` where it is not known.
    pub by_language: Vec<(Option<LanguageCode>, u64)>,
    /// Articles by topic.
    pub by_topic: Vec<TopicCount>,
    /// Articles by the day (UTC) of their date: the last fourteen days, today last.
    pub by_day: Vec<(Date, u64)>,
    /// Sources of the configuration.
    pub sources: SourceCounts,
    /// Pages that are kept.
    pub pages: u64,
    /// What these take in the database, in bytes.
    pub page_bytes: u64,
    /// Size of the database file, in bytes.
    pub size_bytes: u64,
}

/// The configured sources by how their last poll went; together they are all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceCounts {
    /// The last poll did not fail.
    pub ok: u64,
    /// The last poll failed.
    pub failing: u64,
    /// Not polled yet.
    pub unpolled: u64,
}

/// A topic with the number of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCount {
    /// Which topic.
    pub topic: TopicId,
    /// Its name for people.
    pub label: String,
    /// The wider topic.
    pub parent: Option<TopicId>,
    /// What belongs to it and what does not.
    pub description: String,
    /// Whether the configuration names it.
    pub is_configured: bool,
    /// Articles that match it itself, copies included.
    pub articles: u64,
}

/// Counting.
impl Store {
    /// Figures of the whole collection.
    ///
    /// # Errors
    /// The database fails.
    pub fn stats(&self, now: Timestamp) -> Result<Stats, StoreError> {
        self.0.readers.read(|db| stats(db, now))
    }

    /// The topics with the number of their articles, by name.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_counts(&self) -> Result<Vec<TopicCount>, StoreError> {
        self.0.readers.read(topic_counts)
    }
}

/// The figures.
fn stats(db: &Connection, now: Timestamp) -> rusqlite::Result<Stats> {
    let number = |sql: &str| db.prepare_cached(sql)?.query_row([], |row| row.get(0).map(count));
    Ok(Stats {
        articles: number("select count(*) from articles")?,
        copies: number("select count(*) from articles where copy_of is not null")?,
        by_copy_kind: copies::counts(db)?,
        revised: number("select count(distinct article_id) from revisions where why = 'changed'")?,
        gone: number("select count(*) from articles where gone_since is not null")?,
        stories: number("select count(*) from stories where merged_into is null")?,
        by_language: by_language(db)?,
        by_topic: topic_counts(db)?,
        by_day: by_day(db, now)?,
        sources: source_counts(db)?,
        pages: number("select count(*) from snapshots")?,
        page_bytes: number("select coalesce(sum(packed_bytes), 0) from snapshots")?,
        size_bytes: number("select page_count * page_size from pragma_page_count, pragma_page_size")?,
    })
}

/// The topics with the number of their articles, by name.
fn topic_counts(db: &Connection) -> rusqlite::Result<Vec<TopicCount>> {
    const SQL: &str = "\
        select id, label, parent, description, is_configured,
            (select count(*) from article_topics where topic = topics.id) as n_articles
        from topics order by id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| {
        Ok(TopicCount {
            topic: row.get("id")?,
            label: row.get("label")?,
            parent: row.get("parent")?,
            description: row.get("description")?,
            is_configured: row.get("is_configured")?,
            articles: count(row.get("n_articles")?),
        })
    })?;
    rows.collect()
}

/// The languages of all articles, by code: one step in the index for each, however many articles there are.
pub(super) fn languages(db: &Connection) -> rusqlite::Result<Vec<LanguageCode>> {
    const SQL: &str = "\
        with recursive met (code) as (
            select min(language) from articles
            union all
            select (select min(language) from articles where language > met.code) from met where met.code is not null
        )
        select code from met where code is not null";
    db.prepare_cached(SQL)?.query_map([], |row| row.get(0))?.collect()
}

fn by_language(db: &Connection) -> rusqlite::Result<Vec<(Option<LanguageCode>, u64)>> {
    const SQL: &str = "\
        select language, count(*) as n_articles from articles group by language order by n_articles desc, language";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map([], |row| Ok((row.get(0)?, count(row.get(1)?))))?.collect()
}

fn by_day(db: &Connection, now: Timestamp) -> rusqlite::Result<Vec<(Date, u64)>> {
    const SQL: &str = "\
        select substr(dated, 1, 10) as day, count(*) from articles where dated >= :first group by day";
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let days = std::iter::successors(Some(today), |day| day.yesterday().ok()).take(N_DAYS);
    let mut counts: BTreeMap<Date, u64> = days.map(|day| (day, 0)).collect();
    let first = counts.keys().next().map(Date::to_string);
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! {":first": first})?;
    while let Some(row) = rows.next()? {
        let day = row.get_ref(0)?.as_str()?.parse().map_err(FromSqlError::other)?;
        counts.insert(day, count(row.get(1)?));
    }
    Ok(counts.into_iter().collect())
}

fn source_counts(db: &Connection) -> rusqlite::Result<SourceCounts> {
    const SQL: &str = "\
        select coalesce(sum(t.failures = 0 and t.last_ok is not null), 0) as ok,
            coalesce(sum(t.failures > 0), 0) as failing,
            coalesce(sum(t.failures = 0 and t.last_ok is null), 0) as unpolled
        from sources s join source_state t on t.source_id = s.id where s.is_configured = 1";
    db.prepare_cached(SQL)?.query_row([], |row| {
        Ok(SourceCounts {
            ok: count(row.get("ok")?),
            failing: count(row.get("failing")?),
            unpolled: count(row.get("unpolled")?),
        })
    })
}
