//! Where and when each source listed an article.

use rusqlite::{Connection, Row, named_params};

use crate::model::{Sighting, SourceId};

use super::columns::Time;
use super::row::{ArticleId, StoredSighting};

/// Records that a source lists an article. The first listing is kept as it was; of later ones the time, the headline where
/// it is another one, and the date of change.
/// Returns whether the source had not listed it before.
pub(super) fn record(
    db: &Connection,
    article: ArticleId,
    source: &SourceId,
    sighting: &Sighting,
) -> rusqlite::Result<bool> {
    const MOVE: &str = "\
        update sightings set
            last_seen = max(last_seen, :seen_at),
            last_title = iif(:title = '', last_title, nullif(:title, title)),
            updated = coalesce(:updated, updated)
        where article_id = :article_id and source_id = :source_id";
    const INSERT: &str = "\
        insert into sightings (
            article_id, source_id, url, guid, title, published, first_seen, last_seen, dated, updated
        )
        select :article_id, :source_id, :url, :guid, :title, :published, :seen_at, :seen_at, dated, :updated
        from articles where id = :article_id";
    let seen_at = Time(sighting.seen_at);
    let moved = db.prepare_cached(MOVE)?.execute(named_params! {
        ":seen_at": seen_at,
        ":title": sighting.title,
        ":updated": sighting.updated,
        ":article_id": article,
        ":source_id": source,
    })?;
    if moved > 0 {
        return Ok(false);
    }
    db.prepare_cached(INSERT)?.execute(named_params! {
        ":article_id": article,
        ":source_id": source,
        ":url": sighting.url,
        ":guid": sighting.guid,
        ":title": sighting.title,
        ":published": sighting.published,
        ":seen_at": seen_at,
        ":updated": sighting.updated,
    })?;
    Ok(true)
}

/// Takes over the date of an article that was read again.
pub(super) fn redate(db: &Connection, article: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update sightings set dated = (select dated from articles where id = :article_id) where article_id = :article_id";
    db.prepare_cached(SQL)?.execute(named_params! {":article_id": article})?;
    Ok(())
}

/// Every sighting of an article, earliest first.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<StoredSighting>> {
    const SQL: &str = "\
        select source_id, url, guid, title, published, first_seen, last_seen from sightings
        where article_id = :id order by first_seen, source_id";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, stored_sighting)?.collect()
}

/// The sources that listed an article, the first one first.
pub(super) fn sources(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<SourceId>> {
    const SQL: &str = "select source_id from sightings where article_id = :id order by first_seen, source_id";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}

fn stored_sighting(row: &Row<'_>) -> rusqlite::Result<StoredSighting> {
    Ok(StoredSighting {
        source: row.get("source_id")?,
        url: row.get("url")?,
        guid: row.get("guid")?,
        title: row.get("title")?,
        published: row.get("published")?,
        first_seen: row.get::<_, Time>("first_seen")?.0,
        last_seen: row.get::<_, Time>("last_seen")?.0,
    })
}
