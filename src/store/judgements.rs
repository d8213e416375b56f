//! What people say of matches: whether an article belongs to a topic.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use crate::model::TopicId;

use super::columns::Time;
use super::row::ArticleId;
use super::topics;

/// Whether an article belongs to a topic, as a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The article.
    pub article: ArticleId,
    /// The topic.
    pub topic: TopicId,
    /// Whether it belongs there.
    pub belongs: bool,
    /// When that was said, to the second.
    pub at: Timestamp,
}

/// Keeps a judgement, in place of an earlier one of the same article and topic. Returns whether there is such an article.
pub(super) fn set(db: &Connection, judgement: &Judgement) -> rusqlite::Result<bool> {
    const SQL: &str = "\
        insert into judgements (article_id, topic, verdict, at)
        select id, :topic, iif(:belongs, 'yes', 'no'), :at from articles where id = :id
        on conflict (article_id, topic) do update set verdict = excluded.verdict, at = excluded.at";
    topics::ensure(db, &judgement.topic, "")?;
    let n_rows = db.prepare_cached(SQL)?.execute(named_params! {
        ":id": judgement.article,
        ":topic": judgement.topic,
        ":belongs": judgement.belongs,
        ":at": Time(judgement.at),
    })?;
    Ok(n_rows > 0)
}

/// Takes a judgement back. Returns whether there was one.
pub(super) fn withdraw(db: &Connection, article: ArticleId, topic: &TopicId) -> rusqlite::Result<bool> {
    const SQL: &str = "delete from judgements where article_id = :id and topic = :topic";
    Ok(db.prepare_cached(SQL)?.execute(named_params! {":id": article, ":topic": topic})? > 0)
}

/// The judgements of a topic, by article.
pub(super) fn of_topic(db: &Connection, topic: &TopicId) -> rusqlite::Result<Vec<Judgement>> {
    const SQL: &str = "\
        select article_id, topic, verdict = 'yes' as belongs, at from judgements
        where topic = :topic order by article_id";
    db.prepare_cached(SQL)?.query_map(named_params! {":topic": topic}, judgement)?.collect()
}

fn judgement(row: &Row<'_>) -> rusqlite::Result<Judgement> {
    Ok(Judgement {
        article: row.get("article_id")?,
        topic: row.get("topic")?,
        belongs: row.get("belongs")?,
        at: row.get::<_, Time>("at")?.0,
    })
}
