//! Making all links between copies and all stories anew, from the stored articles alone.
//!
//! Article by article in the order of their numbers, each compared with those before it, as when it came. Some at a time,
//! so that polls are not kept waiting; what is stored meanwhile comes last.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::analysis::copies::{self, Sketch, fingerprints};
use crate::analysis::stories::{self, Profile};
use crate::model::{Fingerprints, Signature};
use crate::text::url::AddressRules;

use super::columns::{Time, count};
use super::recent::similar;
use super::row::ArticleId;
use super::{citations, links, placing, profiles, rekeying};

/// What is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anew {
    /// Which article repeats which.
    pub copies: bool,
    /// Which articles are about one event.
    pub stories: bool,
}

/// How far a rebuilding is; clones share it.
#[derive(Debug, Clone)]
pub(super) struct Rebuild {
    anew: Anew,
    windows: Arc<Mutex<Windows>>,
}

#[derive(Debug, Default)]
struct Windows {
    copies: copies::Window,
    stories: stories::Window,
}

/// What a part of a rebuilding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// The last article that was looked at; `None` if there is none left.
    pub(super) last: Option<ArticleId>,
    /// Articles that were looked at.
    pub(super) n_articles: u64,
}

/// An article, and what it is recognised by.
struct Subject {
    id: ArticleId,
    first_seen: Timestamp,
    dated: Timestamp,
    prints: Fingerprints,
    profile: Option<Signature>,
}

/// The number of articles.
pub(super) fn n_articles(db: &Connection) -> rusqlite::Result<u64> {
    db.prepare_cached("select count(*) from articles")?.query_row([], |row| row.get(0).map(count))
}

impl Rebuild {
    /// The beginning of one.
    pub(super) fn new(anew: Anew) -> Self {
        Self { anew, windows: Arc::default() }
    }

    /// Looks at the next articles after a number. The same once more changes nothing.
    pub(super) fn next(&self, db: &Connection, after: ArticleId, most: u32) -> rusqlite::Result<Part> {
        const SQL: &str = "select id from articles where id > :after order by id limit :most";
        let ids: Vec<ArticleId> = db
            .prepare_cached(SQL)?
            .query_map(named_params! {":after": after, ":most": most}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let rules = rekeying::rules(db)?;
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        for id in &ids {
            let Some(subject) = subject(db, *id, &rules)? else { continue };
            if self.anew.copies {
                relink(db, &mut windows.copies, &subject)?;
            }
            if self.anew.stories {
                replace(db, &mut windows.stories, &subject)?;
            }
        }
        Ok(Part { last: ids.last().copied(), n_articles: ids.len() as u64 })
    }
}

fn subject(db: &Connection, id: ArticleId, rules: &AddressRules) -> rusqlite::Result<Option<Subject>> {
    const SQL: &str = "\
        select first_seen, dated, language, title, text, url, canonical_url from articles where id = :id";
    let cited = citations::of_article(db, id)?;
    let subject = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        let (title, text) = (row.get_ref("title")?.as_str()?, row.get_ref("text")?.as_str()?);
        let language: Option<String> = row.get("language")?;
        let addresses = [Some(row.get_ref("url")?.as_str()?), row.get_ref("canonical_url")?.as_str_or_null()?];
        let own = rules.canonical_forms(addresses);
        let profile = Profile::of(title, text, language.as_deref());
        Ok(Subject {
            id,
            first_seen: row.get::<_, Time>("first_seen")?.0,
            dated: row.get::<_, Time>("dated")?.0,
            prints: fingerprints(title, text),
            profile: profile.map(|profile| profile.citing(&cited, &own).pack()),
        })
    });
    subject.optional()
}

fn relink(db: &Connection, window: &mut copies::Window, subject: &Subject) -> rusqlite::Result<()> {
    let Subject { id, first_seen, prints, .. } = subject;
    super::copies::write(db, *id, *first_seen, prints)?;
    links::free(db, *id)?;
    let sketch = prints.signature.as_ref().and_then(Sketch::unpack);
    let entry = sketch.map(|sketch| copies::Entry { id: id.0, first_seen: *first_seen, sketch });
    let found = entry.as_ref().map(|entry| similar(window, entry)).unwrap_or_default();
    links::link(db, *id, &found)?;
    // A part that is done again after it was undone finds its articles in the window.
    if let Some(entry) = entry.filter(|entry| entry.id > window.last_id()) {
        window.add(&entry);
    }
    Ok(())
}

fn replace(db: &Connection, window: &mut stories::Window, subject: &Subject) -> rusqlite::Result<()> {
    let Subject { id, first_seen, dated, profile, .. } = subject;
    profiles::write(db, *id, *first_seen, profile.as_ref())?;
    profiles::let_go(db, *id, *first_seen)?;
    let profile = profile.as_ref().and_then(Profile::unpack).filter(|_| id.0 > window.last_id());
    if let Some(profile) = profile {
        window.add(stories::Entry { id: id.0, first_seen: *first_seen, dated: *dated, profile });
    }
    placing::replace(db, window, *id)
}
