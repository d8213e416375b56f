//! Deleting articles that have been kept for as long as their sources say.
//!
//! An article goes when nobody has starred it in a reader, and each source that listed it sets a limit, is past it, and no longer lists the article: what is still
//! listed would come back with the next poll. The article that was stored last stays until another follows, so that no number
//! is ever given twice: exports go on from numbers. The best of its copies takes the place of an original that goes.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use crate::model::SourceId;

use super::columns::Json;
use super::row::ArticleId;
use super::{articles, links, profiles, rechecks, signatures, snapshots, stories, versions};

/// How far back the articles of a source are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// The source.
    pub source: SourceId,
    /// Articles dated before this may go.
    #[serde(serialize_with = "as_column")]
    pub before: Timestamp,
}

fn as_column<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    // Whole seconds, as the column that it is compared with.
    serializer.collect_str(&Timestamp::from_second(at.as_second()).unwrap_or(*at))
}

/// Deletes the oldest of the articles that may go, `limit` at most; returns how many went.
pub(super) fn prune(db: &Connection, rules: &[Retention], limit: u32) -> rusqlite::Result<u64> {
    let expired = expired(db, rules, limit)?;
    for id in &expired {
        delete(db, *id)?;
    }
    Ok(expired.len() as u64)
}

fn expired(db: &Connection, rules: &[Retention], limit: u32) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "\
        with rules as (
            select json_extract(value, '$.source') as source_id, json_extract(value, '$.before') as before
            from json_each(:rules)
        )
        select distinct s.article_id
        from rules r join sightings s on s.source_id = r.source_id and s.dated < r.before
        where s.article_id < (select max(id) from articles)
            and not exists (select 1 from reader_states r where r.article_id = s.article_id and r.is_starred = 1)
            and not exists (
            select 1 from sightings o left join rules k on k.source_id = o.source_id
            where o.article_id = s.article_id and (
                k.before is null
                or o.dated >= k.before
                or o.last_seen >= coalesce(
                    (select max(started_at) from polls where source_id = o.source_id and result = 'ok'), ''
                )
            )
        )
        order by s.article_id limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":rules": Json(rules), ":limit": limit}, |row| row.get(0))?.collect()
}

fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    // Tables that refer to articles first.
    const ROWS: [&str; 13] = [
        "delete from article_authors where article_id = :id",
        "delete from article_credits where article_id = :id",
        "delete from article_links where article_id = :id",
        "delete from article_translations where article_id = :id",
        "delete from article_addresses where article_id = :id",
        "delete from article_topics where article_id = :id",
        "delete from article_rules where article_id = :id",
        "delete from judgements where article_id = :id",
        "delete from opinions where article_id = :id",
        "delete from reader_states where article_id = :id",
        "delete from sightings where article_id = :id",
        "delete from fingerprints where article_id = :id",
        "delete from articles where id = :id",
    ];
    let story = stories::of_article(db, id)?;
    articles::take_out_of_index(db, id)?;
    links::hand_over(db, id)?;
    signatures::delete(db, id)?;
    profiles::delete(db, id)?;
    snapshots::delete(db, id)?;
    rechecks::delete(db, id)?;
    versions::delete(db, id)?;
    for sql in ROWS {
        db.prepare_cached(sql)?.execute(named_params! {":id": id})?;
    }
    story.map_or(Ok(()), |story| stories::recount(db, story, None))
}
