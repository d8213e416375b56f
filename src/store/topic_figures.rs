//! Figures of topics and of copies that the rule lab asks for.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use crate::model::TopicId;

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::{Store, StoreError};

/// What is stored of a topic's matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TopicFigures {
    /// Articles that match it itself, copies included.
    pub articles: u64,
    /// Articles that match it or a topic below it, each once.
    pub with_descendants: u64,
    /// Of [`TopicFigures::articles`] those that were matched by other rules than today's.
    pub of_other_rules: u64,
    /// The date of the newest article that matches it or a topic below it.
    pub newest: Option<Timestamp>,
}

/// The rule lab's questions.
impl Store {
    /// What is stored of the matches of a topic, whose descendants are `below` and whose rule of today has a version.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_figures(
        &self,
        topic: &TopicId,
        below: &[TopicId],
        version: Option<&str>,
    ) -> Result<TopicFigures, StoreError> {
        self.0.readers.read(|db| figures(db, topic, below, version))
    }

    /// The articles that repeat another.
    ///
    /// # Errors
    /// The database fails.
    pub fn copies(&self) -> Result<HashSet<ArticleId>, StoreError> {
        self.0.readers.read(copies)
    }
}

fn figures(
    db: &Connection,
    topic: &TopicId,
    below: &[TopicId],
    version: Option<&str>,
) -> rusqlite::Result<TopicFigures> {
    const OWN: &str = "\
        select count(*) as n, coalesce(sum(rules_version is not :version), 0) as n_others, max(dated) as newest
        from article_topics where topic = :topic";
    const ALL: &str = "\
        select count(distinct article_id) as n, max(dated) as newest
        from article_topics where topic in (select value from json_each(:topics))";
    let own = db.prepare_cached(OWN)?.query_row(named_params! {":topic": topic, ":version": version}, |row| {
        let articles = count(row.get("n")?);
        let of_other_rules = count(row.get("n_others")?);
        Ok(TopicFigures { articles, with_descendants: articles, of_other_rules, newest: newest(row)? })
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
