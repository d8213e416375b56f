//! The pages that the pages of a source are packed with.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::{DictionaryId, Packed, SourceId};

use super::columns::{Time, count, integer};
use super::snapshots::packed;

/// Pages of a source that are looked at when its dictionary is chosen.
const SAMPLE: u32 = 12;
/// Larger pages are no dictionaries: each poll that brings something new has to load its source's.
const MAX_BYTES: u64 = 4 << 20;
/// Where the newest pages take this much more than the dictionary was chosen for, another is looked for.
const WORSE: f64 = 1.5;

/// A dictionary that was chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    pub(super) source: SourceId,
    pub(super) made_at: Timestamp,
    pub(super) share: f64,
    pub(super) body: Packed,
}

/// The dictionary of a number, packed.
pub(super) fn find(db: &Connection, id: DictionaryId) -> rusqlite::Result<Option<Packed>> {
    const SQL: &str = "select null as dictionary_id, size_bytes, body from dictionaries where id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, packed).optional()
}

/// The dictionary that a source's pages are packed with now.
pub(super) fn current(db: &Connection, source: &SourceId) -> rusqlite::Result<Option<DictionaryId>> {
    const SQL: &str = "select max(id) from dictionaries where source_id = :source_id";
    db.prepare_cached(SQL)?.query_row(named_params! {":source_id": source}, |row| row.get(0))
}

/// The sources that have enough pages to choose a dictionary, and have none or one that no longer fits.
pub(super) fn wanted(db: &Connection) -> rusqlite::Result<Vec<SourceId>> {
    const SQL: &str = "\
        with newest as (
            select source_id, dictionary_id, size_bytes, packed_bytes,
                row_number() over (partition by source_id order by id desc) as place
            from snapshots where size_bytes <= :max_bytes
        ),
        recent as (
            select source_id, 1.0 * sum(packed_bytes) / max(sum(size_bytes), 1) as share
            from newest where place <= :sample group by source_id having count(*) = :sample
        )
        select r.source_id from recent r
        left join dictionaries d on d.id = (select max(id) from dictionaries where source_id = r.source_id)
        where d.id is null or r.share > d.share * :worse
        order by r.source_id";
    let mut statement = db.prepare_cached(SQL)?;
    let limits = named_params! {":max_bytes": integer(MAX_BYTES), ":sample": SAMPLE, ":worse": WORSE};
    statement.query_map(limits, |row| row.get(0))?.collect()
}

/// The newest pages of a source, to choose a dictionary from.
pub(super) fn sample(db: &Connection, source: &SourceId) -> rusqlite::Result<Vec<Packed>> {
    const SQL: &str = "\
        select dictionary_id, size_bytes, body from snapshots
        where source_id = :source_id and size_bytes <= :max_bytes order by id desc limit :sample";
    let limits = named_params! {":source_id": source, ":max_bytes": integer(MAX_BYTES), ":sample": SAMPLE};
    db.prepare_cached(SQL)?.query_map(limits, packed)?.collect()
}

/// Keeps a dictionary, which is its source's from now on.
pub(super) fn insert(db: &Connection, chosen: &Chosen) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into dictionaries (source_id, made_at, share, size_bytes, body)
        values (:source_id, :made_at, :share, :size_bytes, :body)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":source_id": chosen.source,
        ":made_at": Time(chosen.made_at),
        ":share": chosen.share,
        ":size_bytes": integer(chosen.body.size_bytes),
        ":body": chosen.body.bytes,
    })?;
    Ok(())
}

/// Deletes dictionaries that no page needs: those that were replaced, and those of sources that have no pages. What was
/// made after `before` stays, as a poll under way may pack with it. Returns how many went.
pub(super) fn prune(db: &Connection, before: Timestamp) -> rusqlite::Result<u64> {
    const SQL: &str = "\
        delete from dictionaries as d
        where d.made_at < :before
          and not exists (select 1 from snapshots where dictionary_id = d.id)
          and (
            exists (select 1 from dictionaries n where n.source_id = d.source_id and n.id > d.id and n.made_at < :before)
            or not exists (select 1 from snapshots where source_id = d.source_id)
          )";
    let n = db.prepare_cached(SQL)?.execute(named_params! {":before": Time(before)})?;
    Ok(count(i64::try_from(n).unwrap_or(i64::MAX)))
}
