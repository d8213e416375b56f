//! The pages of articles, as they were packed.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{Article, Packed, Snapshot, SourceId};

use super::columns::{Json, Time, count, integer};
use super::row::{ArticleId, PageFacts};

/// A page that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPage {
    /// The article that was read from it.
    pub article: ArticleId,
    /// The source that was polled.
    pub source: SourceId,
    /// The page.
    pub snapshot: Snapshot,
}

/// The age from which on pages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRule {
    /// The source.
    pub source: SourceId,
    /// Pages that were fetched before this may go; `None` if none may.
    pub before: Option<Timestamp>,
}

/// Keeps the page of a new article, if it came along and its dictionary is known.
pub(super) fn insert(
    db: &Connection,
    id: ArticleId,
    source: &SourceId,
    article: &Article,
    snapshots: &[Snapshot],
) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into snapshots (
            article_id, source_id, content_hash, url, fetched_at, headers, item, dictionary_id,
            size_bytes, packed_bytes, body
        )
        select :article_id, :source_id, :content_hash, :url, :fetched_at, :headers, :item, :dictionary_id,
            :size_bytes, :packed_bytes, :body
        where :dictionary_id is null or exists (select 1 from dictionaries where id = :dictionary_id)
        on conflict (article_id, content_hash) do nothing";
    let Some(hash) = &article.snapshot else { return Ok(()) };
    let Some(snapshot) = snapshots.iter().find(|snapshot| snapshot.hash == *hash) else { return Ok(()) };
    let headers: serde_json::Map<String, serde_json::Value> =
        snapshot.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    db.prepare_cached(SQL)?.execute(named_params! {
        ":article_id": id,
        ":source_id": source,
        ":content_hash": snapshot.hash,
        ":url": snapshot.url,
        ":fetched_at": Time(snapshot.fetched_at),
        ":headers": Json(headers),
        ":item": Json(&snapshot.item),
        ":dictionary_id": snapshot.body.dictionary,
        ":size_bytes": integer(snapshot.body.size_bytes),
        ":packed_bytes": integer(snapshot.body.bytes.len() as u64),
        ":body": snapshot.body.bytes,
    })?;
    Ok(())
}

/// The articles whose pages are kept, of these sources (none: all) and fetched since then, the oldest page first.
pub(super) fn articles(
    db: &Connection,
    sources: &[SourceId],
    since: Option<Timestamp>,
) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "\
        select article_id, min(fetched_at) as first from snapshots
        where (:is_all or source_id in (select value from json_each(:sources)))
          and fetched_at >= :since
        group by article_id order by first, article_id";
    let since = since.map(Time);
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(
        named_params! {":is_all": sources.is_empty(), ":sources": Json(sources), ":since": since.map_or_else(String::new, |since| since.to_string())},
        |row| row.get(0),
    )?;
    rows.collect()
}

/// The latest page of an article.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<KeptPage>> {
    const SQL: &str = "\
        select article_id, source_id, content_hash, url, fetched_at, headers, item, dictionary_id, size_bytes, body
        from snapshots where article_id = :id order by fetched_at desc, id desc limit 1";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, kept_page).optional()
}

/// All pages of an article that are kept, the oldest first.
pub(super) fn all_of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<KeptPage>> {
    const SQL: &str = "\
        select article_id, source_id, content_hash, url, fetched_at, headers, item, dictionary_id, size_bytes, body
        from snapshots where article_id = :id order by fetched_at, id";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, kept_page)?.collect()
}

/// What is known of the latest page of an article.
pub(super) fn facts(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<PageFacts>> {
    const SQL: &str = "\
        select content_hash, fetched_at, size_bytes, packed_bytes
        from snapshots where article_id = :id order by fetched_at desc, id desc limit 1";
    let mut statement = db.prepare_cached(SQL)?;
    let facts = statement.query_row(named_params! {":id": id}, |row| {
        Ok(PageFacts {
            fetched_at: row.get::<_, Time>("fetched_at")?.0,
            hash: row.get("content_hash")?,
            size_bytes: count(row.get("size_bytes")?),
            packed_bytes: count(row.get("packed_bytes")?),
        })
    });
    facts.optional()
}

/// Deletes the oldest pages that are past their rule, `limit` at most; `others` is the rule of sources that have none.
/// Returns how many went.
pub(super) fn prune(
    db: &Connection,
    rules: &[PageRule],
    others: Option<Timestamp>,
    limit: u32,
) -> rusqlite::Result<u64> {
    const SQL: &str = "\
        delete from snapshots where id in (
            with rules as (
                select json_extract(value, '$[0]') as source_id, json_extract(value, '$[1]') as before
                from json_each(:rules)
            )
            select s.id from snapshots s left join rules r on r.source_id = s.source_id
            where s.fetched_at < iif(r.source_id is null, :others, coalesce(r.before, ''))
            order by s.fetched_at, s.id limit :limit
        )";
    let rules: Vec<(&SourceId, Option<String>)> =
        rules.iter().map(|rule| (&rule.source, rule.before.map(|at| Time(at).to_string()))).collect();
    let others = others.map_or_else(String::new, |at| Time(at).to_string());
    let n =
        db.prepare_cached(SQL)?.execute(named_params! {":rules": Json(rules), ":others": others, ":limit": limit})?;
    Ok(n as u64)
}

/// Deletes the oldest pages of those that are more than `max_bytes` together, `limit` at most; returns how many went.
pub(super) fn trim(db: &Connection, max_bytes: u64, limit: u32) -> rusqlite::Result<u64> {
    const TOTAL: &str = "select coalesce(sum(packed_bytes), 0) from snapshots";
    const SQL: &str = "\
        delete from snapshots where id in (
            select id from (
                select id, sum(packed_bytes) over (order by fetched_at desc, id desc) as newer from snapshots
            )
            where newer > :max_bytes order by newer desc limit :limit
        )";
    let total: i64 = db.prepare_cached(TOTAL)?.query_row([], |row| row.get(0))?;
    if count(total) <= max_bytes {
        return Ok(0);
    }
    let n = db.prepare_cached(SQL)?.execute(named_params! {":max_bytes": integer(max_bytes), ":limit": limit})?;
    Ok(n as u64)
}

/// Forgets the pages of an article that goes.
pub(super) fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "delete from snapshots where article_id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

fn kept_page(row: &Row<'_>) -> rusqlite::Result<KeptPage> {
    let headers: serde_json::Map<String, serde_json::Value> = row.get::<_, Json<_>>("headers")?.0;
    let headers = headers.into_iter().filter_map(|(name, value)| value.as_str().map(|value| (name, value.to_owned())));
    Ok(KeptPage {
        article: row.get("article_id")?,
        source: row.get("source_id")?,
        snapshot: Snapshot {
            hash: row.get("content_hash")?,
            url: row.get("url")?,
            fetched_at: row.get::<_, Time>("fetched_at")?.0,
            headers: headers.collect(),
            item: row.get::<_, Json<_>>("item")?.0,
            body: packed(row)?,
        },
    })
}

/// The packed bytes of a row with those columns.
pub(super) fn packed(row: &Row<'_>) -> rusqlite::Result<Packed> {
    Ok(Packed {
        size_bytes: count(row.get("size_bytes")?),
        dictionary: row.get("dictionary_id")?,
        bytes: row.get("body")?,
    })
}
