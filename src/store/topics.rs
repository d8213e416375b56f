//! The user's topics, and which articles match them with which evidence.

use rusqlite::{Connection, Row, named_params};

use crate::model::{Article, Evidence, TopicId, TopicMatch};

use super::columns::Json;
use super::row::{ArticleId, TopicScore};

/// A topic as the configuration names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicEntry {
    /// Its name.
    pub id: TopicId,
    /// What people call it.
    pub label: String,
    /// The wider topic.
    pub parent: Option<TopicId>,
    /// What belongs to it and what does not.
    pub description: String,
    /// The version of its rule.
    pub rules_version: String,
}

/// Makes the table of topics agree with the configuration. Topics that left it stay, with the articles they matched.
pub(super) fn register(db: &Connection, topics: &[TopicEntry]) -> rusqlite::Result<()> {
    const RETIRE: &str = "update topics set is_configured = 0";
    const UPSERT: &str = "\
        insert into topics (id, label, parent, description, rules_version, is_configured)
        values (:id, :label, :parent, :description, :version, 1)
        on conflict (id) do update set
            label = excluded.label, parent = excluded.parent, description = excluded.description,
            rules_version = excluded.rules_version, is_configured = 1";
    db.prepare_cached(RETIRE)?.execute([])?;
    let mut statement = db.prepare_cached(UPSERT)?;
    for topic in topics {
        statement.execute(named_params! {
            ":id": topic.id,
            ":label": topic.label,
            ":parent": topic.parent,
            ":description": topic.description,
            ":version": topic.rules_version,
        })?;
    }
    Ok(())
}

/// The topics that are configured or were, by name.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<TopicEntry>> {
    const SQL: &str = "select id, label, parent, description, rules_version from topics order by id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| {
        Ok(TopicEntry {
            id: row.get("id")?,
            label: row.get("label")?,
            parent: row.get("parent")?,
            description: row.get("description")?,
            rules_version: row.get("rules_version")?,
        })
    })?;
    rows.collect()
}

/// Makes sure that a topic is known: it may have left the configuration, or not have been registered yet.
pub(super) fn ensure(db: &Connection, topic: &TopicId, rules_version: &str) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into topics (id, label, rules_version, is_configured) values (:topic, :topic, :version, 0)
        on conflict (id) do nothing";
    db.prepare_cached(SQL)?.execute(named_params! {":topic": topic, ":version": rules_version})?;
    Ok(())
}

/// Some topics with all that are part of them, each once.
pub(super) fn with_descendants(db: &Connection, topics: &[TopicId]) -> rusqlite::Result<Vec<TopicId>> {
    // `union` passes over what it has met, so that a circle ends.
    const SQL: &str = "\
        with recursive wanted (id) as (
            select value from json_each(:topics)
            union
            select t.id from wanted w join topics t on t.parent = w.id
        )
        select id from wanted";
    db.prepare_cached(SQL)?.query_map(named_params! {":topics": Json(topics)}, |row| row.get(0))?.collect()
}

/// Keeps the topics that an article matches. The rules travel with the outcome.
pub(super) fn insert_matches(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const INSERT: &str = "\
        insert into article_topics (article_id, topic, score, evidence, rules_version, dated)
        select :id, :topic, :score, :evidence, :version, dated from articles where id = :id
        on conflict (article_id, topic) do nothing";
    for found in &article.matches {
        ensure(db, &found.topic, &found.rules_version)?;
        db.prepare_cached(INSERT)?.execute(named_params! {
            ":id": id,
            ":topic": found.topic,
            ":score": found.score,
            ":evidence": Json(&found.evidence),
            ":version": found.rules_version,
        })?;
    }
    Ok(())
}

/// Forgets the topics of an article, before those of another reading are kept.
pub(super) fn delete_matches(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "delete from article_topics where article_id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

/// The topics of an article, the strongest first.
pub(super) fn scores(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<TopicScore>> {
    const SQL: &str = "select topic, score from article_topics where article_id = :id order by score desc, topic";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(named_params! {":id": id}, |row| {
        Ok(TopicScore { topic: row.get("topic")?, score: row.get("score")? })
    })?;
    rows.collect()
}

/// The articles that match a topic, with the score, by number.
pub(super) fn of_topic(db: &Connection, topic: &TopicId) -> rusqlite::Result<Vec<(ArticleId, f64)>> {
    const SQL: &str = "select article_id, score from article_topics where topic = :topic order by article_id";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":topic": topic}, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The topics of an article with their evidence, the strongest first.
pub(super) fn matches(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<TopicMatch>> {
    const SQL: &str = "select topic, score, evidence, rules_version from article_topics where article_id = :id order by score desc, topic";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, topic_match)?.collect()
}

fn topic_match(row: &Row<'_>) -> rusqlite::Result<TopicMatch> {
    Ok(TopicMatch {
        topic: row.get("topic")?,
        score: row.get("score")?,
        evidence: row.get::<_, Json<Vec<Evidence>>>("evidence")?.0,
        rules_version: row.get("rules_version")?,
    })
}
