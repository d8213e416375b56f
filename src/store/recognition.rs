//! What becomes of an article's fingerprints and profile when it comes, and when it is read again: they are kept, it is
//! linked to what it repeats, and put into the story that it tells of.

use rusqlite::{Connection, named_params};

use crate::model::Article;

use super::columns::Time;
use super::recent::Recent;
use super::row::ArticleId;
use super::{copies, links, placing, profiles};

/// Keeps the fingerprints of a new article, and links it to what it repeats. Returns whether it is a copy.
pub(super) fn insert(db: &Connection, recent: &Recent, id: ArticleId, article: &Article) -> rusqlite::Result<bool> {
    copies::write(db, id, article.fetched_at, &article.fingerprints)?;
    profiles::write(db, id, article.fetched_at, article.profile.as_ref())?;
    profiles::let_go(db, id, article.fetched_at)?;
    let is_copy = links::link(db, id, &recent.similar(db, id)?)?;
    recent.of_stories(db, |window| placing::place(db, window, id))?;
    Ok(is_copy)
}

/// Takes over the fingerprints of an article that was read again, and with them what it repeats: as when it came, among
/// those that were there before it. Who has copies of its own stays their original.
pub(super) fn revise(db: &Connection, recent: &Recent, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const FIRST_SEEN: &str = "select first_seen from articles where id = :id";
    const IS_ORIGINAL: &str = "select exists (select 1 from articles where copy_of = :id)";
    let first_seen: Time = db.prepare_cached(FIRST_SEEN)?.query_row(named_params! {":id": id}, |row| row.get(0))?;
    copies::write(db, id, first_seen.0, &article.fingerprints)?;
    profiles::write(db, id, first_seen.0, article.profile.as_ref())?;
    recent.renew(db, id)?;
    if !db.prepare_cached(IS_ORIGINAL)?.query_row(named_params! {":id": id}, |row| row.get(0))? {
        links::free(db, id)?;
        links::link(db, id, &recent.similar(db, id)?)?;
    }
    recent.of_stories(db, |window| placing::replace(db, window, id))
}
