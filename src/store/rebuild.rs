//! Making all links between copies anew, from the stored articles alone.
//!
//! Article by article in the order of their numbers, each compared with those before it, as when it came. Some at a time,
//! so that polls are not kept waiting; what is stored meanwhile comes last.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::analysis::copies::{Entry, Sketch, Window, fingerprints};

use super::columns::{Time, count};
use super::recent::similar;
use super::row::ArticleId;
use super::{copies, links};

/// How far a rebuilding is; clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Rebuild(Arc<Mutex<Window>>);

/// What a part of a rebuilding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// The last article that was looked at; `None` if there is none left.
    pub(super) last: Option<ArticleId>,
    /// Articles that were looked at.
    pub(super) n_articles: u64,
}

/// The number of articles.
pub(super) fn n_articles(db: &Connection) -> rusqlite::Result<u64> {
    db.prepare_cached("select count(*) from articles")?.query_row([], |row| row.get(0).map(count))
}

impl Rebuild {
    /// Makes the links of the next articles after a number. The same once more changes nothing.
    pub(super) fn next(&self, db: &Connection, after: ArticleId, most: u32) -> rusqlite::Result<Part> {
        const SQL: &str = "select id from articles where id > :after order by id limit :most";
        let ids: Vec<ArticleId> = db
            .prepare_cached(SQL)?
            .query_map(named_params! {":after": after, ":most": most}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for id in &ids {
            relink(db, &mut window, *id)?;
        }
        Ok(Part { last: ids.last().copied(), n_articles: ids.len() as u64 })
    }
}

fn relink(db: &Connection, window: &mut Window, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "select first_seen, title, text from articles where id = :id";
    let article = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        let prints = fingerprints(row.get_ref("title")?.as_str()?, row.get_ref("text")?.as_str()?);
        Ok((row.get::<_, Time>("first_seen")?.0, prints))
    });
    let Some((first_seen, prints)) = article.optional()? else { return Ok(()) };
    copies::write(db, id, first_seen, &prints)?;
    links::free(db, id)?;
    let entry = prints.signature.as_ref().and_then(Sketch::unpack).map(|sketch| Entry { id: id.0, first_seen, sketch });
    let found = entry.as_ref().map(|entry| similar(window, entry)).unwrap_or_default();
    links::link(db, id, &found)?;
    // A part that is done again after it was undone finds its articles in the window.
    if let Some(entry) = entry.filter(|entry| entry.id > window.last_id()) {
        window.add(&entry);
    }
    Ok(())
}
