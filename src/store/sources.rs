//! The sources as the configuration names them and as they describe themselves.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};
use url::Url;

use crate::model::{FeedFacts, Rhythm, Source, SourceId, SourceKind};
use crate::text::url::shard;

use super::columns::Json;
use super::{rechecks, source_state, websub};

/// What the configuration changed in the table of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Synced {
    /// Sources that were not there, or had left the configuration.
    pub added: u32,
    /// Sources with another address or kind, which therefore begin anew.
    pub changed: u32,
    /// Sources that left the configuration; their articles stay.
    pub removed: u32,
}

/// What decides whether a stored source is still the same.
struct Stored {
    url: String,
    kind: SourceKind,
    is_configured: bool,
}

/// Makes the table agree with the configuration.
pub(super) fn sync(db: &Connection, sources: &[Source], now: Timestamp) -> rusqlite::Result<Synced> {
    let mut synced = Synced { removed: retire_others(db, sources, now)?, ..Synced::default() };
    for source in sources {
        let next_due = (source.rhythm != Rhythm::Never).then_some(now);
        let stored = find(db, &source.id)?;
        write(db, source, true)?;
        rechecks::sync(db, &source.id, &source.recheck, now)?;
        match stored {
            None => {
                synced.added += 1;
                source_state::insert(db, &source.id, next_due)?;
            }
            Some(stored) if stored.url != source.url || stored.kind != source.kind => {
                synced.changed += 1;
                forget_facts(db, &source.id)?;
                source_state::reset(db, &source.id, next_due)?;
                websub::leave(db, &source.id, now)?;
            }
            Some(stored) if !stored.is_configured => {
                synced.added += 1;
                source_state::set_next_due(db, &source.id, next_due)?;
            }
            Some(_) if next_due.is_none() => source_state::set_next_due(db, &source.id, None)?,
            Some(_) if matches!(source.rhythm, Rhythm::Every(_) | Rhythm::Adaptive { .. }) => {
                source_state::wake(db, &source.id, now)?;
            }
            // The calendar makes it due; a restart does not.
            Some(_) => {}
        }
    }
    Ok(synced)
}

/// Adds a source that the configuration does not name, to hang imported articles on. One that is there stays as it is.
pub(super) fn ensure(db: &Connection, source: &Source) -> rusqlite::Result<()> {
    if find(db, &source.id)?.is_none() {
        write(db, source, false)?;
        source_state::insert(db, &source.id, None)?;
    }
    Ok(())
}

/// Keeps what a source says of itself; a language from the configuration stands above it.
pub(super) fn learn(db: &Connection, source: &SourceId, facts: &FeedFacts) -> rusqlite::Result<()> {
    // Most polls are answered 304 and tell nothing.
    if *facts == FeedFacts::default() {
        return Ok(());
    }
    const SQL: &str = "\
        update sources set
            title = coalesce(:title, title), homepage = coalesce(:homepage, homepage),
            language = coalesce(language, :language)
        where id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": source,
        ":title": facts.title,
        ":homepage": facts.homepage,
        ":language": facts.language,
    })?;
    Ok(())
}

fn find(db: &Connection, id: &SourceId) -> rusqlite::Result<Option<Stored>> {
    const SQL: &str = "select url, kind, is_configured from sources where id = :id";
    let mut statement = db.prepare_cached(SQL)?;
    let stored = statement.query_row(named_params! {":id": id}, |row| {
        Ok(Stored { url: row.get("url")?, kind: row.get("kind")?, is_configured: row.get("is_configured")? })
    });
    stored.optional()
}

fn write(db: &Connection, source: &Source, is_configured: bool) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into sources (id, url, kind, language, country, tags, shard, is_configured)
        values (:id, :url, :kind, :language, :country, :tags, :shard, :is_configured)
        on conflict (id) do update set
            url = excluded.url, kind = excluded.kind, language = coalesce(excluded.language, language),
            country = excluded.country, tags = excluded.tags, shard = excluded.shard,
            is_configured = excluded.is_configured";
    let url = Url::parse(&source.url).ok();
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": source.id,
        ":url": source.url,
        ":kind": source.kind,
        ":language": source.language,
        ":country": source.country,
        ":tags": Json(&source.tags),
        ":shard": url.as_ref().and_then(Url::host_str).map(shard),
        ":is_configured": is_configured,
    })?;
    Ok(())
}

fn forget_facts(db: &Connection, source: &SourceId) -> rusqlite::Result<()> {
    const SQL: &str = "update sources set title = null, homepage = null where id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": source})?;
    Ok(())
}

fn retire_others(db: &Connection, kept: &[Source], now: Timestamp) -> rusqlite::Result<u32> {
    const CONFIGURED: &str = "select id from sources where is_configured = 1 order by id";
    const RETIRE: &str = "update sources set is_configured = 0 where id = :id";
    let kept: BTreeSet<&SourceId> = kept.iter().map(|source| &source.id).collect();
    let configured: Vec<SourceId> =
        db.prepare_cached(CONFIGURED)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut n_retired = 0;
    for id in configured.iter().filter(|&id| !kept.contains(id)) {
        db.prepare_cached(RETIRE)?.execute(named_params! {":id": id})?;
        source_state::retire(db, id)?;
        rechecks::sync(db, id, &[], now)?;
        websub::leave(db, id, now)?;
        n_retired += 1;
    }
    Ok(n_retired)
}
