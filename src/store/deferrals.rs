//! Items that were listed and left for a later poll.

use rusqlite::{Connection, Row, named_params};

use crate::model::{Article, Deferral, Item, SourceId};

use super::columns::{Json, Time};

/// A job stays under 900 kB; this is the share of its deferrals, whose items may hold whole texts.
const MAX_JOB_BYTES: usize = 400_000;

/// Writes the deferrals of an outcome over those of earlier polls, but for items whose articles have come since.
pub(super) fn record(db: &Connection, source: &SourceId, deferred: &[Deferral]) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into deferrals (key, source_id, item, attempts, next_try, error)
        select :key, :source_id, :item, :attempts, :next_try, :error
        where not exists (select 1 from article_addresses where key = :key)
        on conflict (key, source_id) do update set
            item = excluded.item, attempts = excluded.attempts, next_try = excluded.next_try, error = excluded.error";
    let mut statement = db.prepare_cached(SQL)?;
    for deferral in deferred {
        statement.execute(named_params! {
            ":key": deferral.key,
            ":source_id": source,
            ":item": Json(&deferral.item),
            ":attempts": deferral.attempts,
            ":next_try": deferral.next_try.map(Time),
            ":error": deferral.error,
        })?;
    }
    Ok(())
}

/// Forgets the deferrals of an article that has come, at whatever source they were left.
pub(super) fn clear(db: &Connection, article: &Article) -> rusqlite::Result<()> {
    const SQL: &str = "delete from deferrals where key = :key";
    let mut statement = db.prepare_cached(SQL)?;
    for key in article.addresses.iter().map(|address| &address.key).chain([&article.key]) {
        statement.execute(named_params! {":key": key})?;
    }
    Ok(())
}

/// The deferrals of a source for its next job: those to try first, those that were given up last.
pub(super) fn of_source(db: &Connection, source: &SourceId) -> rusqlite::Result<Vec<Deferral>> {
    const SQL: &str = "\
        select key, item, attempts, next_try, error from deferrals
        where source_id = :source_id order by next_try is null, next_try, key";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! {":source_id": source})?;
    let mut deferred = Vec::new();
    let mut n_bytes = 0;
    while let Some(row) = rows.next()? {
        n_bytes += row.get_ref("item")?.as_str()?.len();
        // The rest comes once these are done. The first goes along whatever its size, or nothing ever would.
        if n_bytes > MAX_JOB_BYTES && !deferred.is_empty() {
            break;
        }
        deferred.push(deferral(row)?);
    }
    Ok(deferred)
}

fn deferral(row: &Row<'_>) -> rusqlite::Result<Deferral> {
    Ok(Deferral {
        key: row.get("key")?,
        item: row.get::<_, Json<Item>>("item")?.0,
        attempts: row.get("attempts")?,
        next_try: row.get::<_, Option<Time>>("next_try")?.map(|time| time.0),
        error: row.get("error")?,
    })
}
