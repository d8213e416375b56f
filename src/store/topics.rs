//! The user's topics, and which articles match them with which evidence.

use rusqlite::{Connection, Row, named_params};

use crate::model::{Article, Evidence, TopicId, TopicMatch};

use super::columns::Json;
use super::row::{ArticleId, TopicScore};

/// Makes the table of topics agree with the configuration. Topics that left it stay, with the articles they matched.
pub(super) fn register(db: &Connection, topics: &[(TopicId, String)], version: &str) -> rusqlite::Result<()> {
    const RETIRE: &str = "update topics set is_configured = 0";
    const UPSERT: &str = "\
        insert into topics (id, label, rules_version, is_configured) values (:id, :label, :version, 1)
        on conflict (id) do update set label = excluded.label, rules_version = excluded.rules_version, is_configured = 1";
    db.prepare_cached(RETIRE)?.execute([])?;
    let mut statement = db.prepare_cached(UPSERT)?;
    for (id, label) in topics {
        statement.execute(named_params! {":id": id, ":label": label, ":version": version})?;
    }
    Ok(())
}

/// Keeps the topics that a new article matches.
pub(super) fn insert_matches(
    db: &Connection,
    id: ArticleId,
    article: &Article,
    rules_version: &str,
) -> rusqlite::Result<()> {
    // The rules travel with the outcome: a topic may have left the configuration, or not have been registered yet.
    const ENSURE: &str = "\
        insert into topics (id, label, rules_version, is_configured) values (:topic, :topic, :version, 0)
        on conflict (id) do nothing";
    const INSERT: &str = "\
        insert into article_topics (article_id, topic, score, evidence, rules_version, dated)
        select :id, :topic, :score, :evidence, :version, dated from articles where id = :id
        on conflict (article_id, topic) do nothing";
    for found in &article.matches {
        db.prepare_cached(ENSURE)?.execute(named_params! {":topic": found.topic, ":version": rules_version})?;
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
