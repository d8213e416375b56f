//! Figures of topics and of copies that the rule lab asks for.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use crate::model::TopicId;

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::topics::{self, TopicEntry};
use super::{Store, StoreError};

/// What is stored of a topic's matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TopicFigures {
    /// Articles that match it itself, copies included.
    pub articles: u64,
    /// Articles that match it or a topic below it, each once.
    pub with_descendants: u64,
    /// The date of the newest article that matches it or a topic below it.
    pub newest: Option<Timestamp>,
}

/// The rule lab's questions.
impl Store {
    /// The topics that are configured or were, by name. Nothing is counted.
    ///
    /// # Errors
    /// The database fails.
    pub fn known_topics(&self) -> Result<Vec<TopicEntry>, StoreError> {
        self.0.readers.read(topics::all)
    }

    /// What is stored of the matches of a topic, whose descendants are `below`. An index knows it all.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_figures(&self, topic: &TopicId, below: &[TopicId]) -> Result<TopicFigures, StoreError> {
        self.0.readers.read(|db| figures(db, topic, below))
    }

    /// Matches of a topic that other rules gave than that of a version. Each of them is looked at.
    ///
    /// # Errors
    /// The database fails.
    pub fn matches_of_other_rules(&self, topic: &TopicId, version: Option<&str>) -> Result<u64, StoreError> {
        const SQL: &str = "select count(*) from article_topics where topic = :topic and rules_version is not :version";
        let known = named_params! {":topic": topic, ":version": version};
        self.0.readers.read(|db| db.prepare_cached(SQL)?.query_row(known, |row| row.get(0).map(count)))
    }

    /// The articles that repeat another.
    ///
    /// # Errors
    /// The database fails.
    pub fn copies(&self) -> Result<HashSet<ArticleId>, StoreError> {
        self.0.readers.read(copies)
    }
}

fn figures(db: &Connection, topic: &TopicId, below: &[TopicId]) -> rusqlite::Result<TopicFigures> {
    const OWN: &str = "select count(*) as n, max(dated) as newest from article_topics where topic = :topic";
    const ALL: &str = "\
        select count(distinct article_id) as n, max(dated) as newest
        from article_topics where topic in (select value from json_each(:topics))";
    let own = db.prepare_cached(OWN)?.query_row(named_params! {":topic": topic}, |row| {
        let articles = count(row.get("n")?);
        Ok(TopicFigures { articles, with_descendants: articles, newest: newest(row)? })
    })?;
    if below.is_empty() {
        return Ok(own);
    }
    let topics: Vec<&TopicId> = below.iter().chain([topic]).collect();
    db.prepare_cached(ALL)?.query_row(named_params! {":topics": Json(topics)}, |row| {
        Ok(TopicFigures { with_descendants: count(row.get("n")?), newest: newest(row)?, ..own })
    })
}

fn newest(row: &Row<'_>) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<Time>>("newest")?.map(|time| time.0))
}

fn copies(db: &Connection) -> rusqlite::Result<HashSet<ArticleId>> {
    const SQL: &str = "select id from articles where copy_of is not null";
    db.prepare_cached(SQL)?.query_map([], |row| row.get(0))?.collect()
}
