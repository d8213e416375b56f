//! What articles said before they were read again, as it is read back.

use rusqlite::{Connection, Row, named_params};
use serde_json::Value;

use crate::model::ContentHash;

use super::columns::{Json, Time};
use super::row::{ArticleId, StoredRevision};

/// The earlier versions of an article, the latest first.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<StoredRevision>> {
    const SQL: &str = "\
        select replaced_at, why, content_hash, title, text, facts from revisions
        where article_id = :id order by id desc";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, stored)?.collect()
}

/// Forgets the earlier versions of an article that goes.
pub(super) fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "delete from revisions where article_id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredRevision> {
    Ok(StoredRevision {
        replaced_at: row.get::<_, Time>("replaced_at")?.0,
        why: row.get("why")?,
        content_hash: row.get::<_, ContentHash>("content_hash")?,
        title: row.get("title")?,
        text: row.get("text")?,
        facts: row.get::<_, Json<Value>>("facts")?.0,
    })
}
