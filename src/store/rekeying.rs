//! The keys of stored addresses when the rules change by which addresses are compared.
//!
//! What is known must stay known: each address gets the key that the rules of today give it. Where two articles turn out
//! to be one, both stay, and the address leads to the earlier one. The keys of articles themselves stay as they are:
//! people and other programs hold them.
//!
//! A newcomer would question that the rules are stored. By them an address is looked up as it was written down, by
//! whoever reads the collection with whatever configuration.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, named_params};
use url::Url;

use crate::model::{ArticleKey, Item, SourceId};
use crate::text::hash;
use crate::text::url::AddressRules;

use super::columns::Json;
use super::row::ArticleId;
use super::{Store, StoreError, citations, translations};

impl Store {
    /// Makes the keys of all addresses agree with the rules by which addresses are compared, in steps that keep no poll
    /// waiting for long. Returns how many changed. Who is interrupted begins anew, and finds less to do.
    ///
    /// # Errors
    /// The database fails.
    pub fn compare_addresses_by(&self, rules: &Arc<AddressRules>) -> Result<u64, StoreError> {
        /// Addresses of one transaction.
        const BATCH: u32 = 5_000;
        let version = rules.version().to_owned();
        if self.0.readers.read(|db| is_current(db, &version))? {
            return Ok(0);
        }
        let mut n_changed = 0;
        let mut after = None;
        loop {
            let (rules_of_today, last) = (Arc::clone(rules), after.clone());
            let progress = self.writer()?.run(move |db| step(db, &rules_of_today, last.as_ref(), BATCH))?;
            n_changed += progress.n_changed;
            after = progress.last;
            if after.is_none() {
                break;
            }
        }
        let mut after = Some(ArticleId(0));
        while let Some(last) = after {
            let rules = Arc::clone(rules);
            after = self.writer()?.run(move |db| citations::rekey(db, &rules, last, BATCH))?;
        }
        let rules = Arc::clone(rules);
        self.writer()?.run(move |db| {
            renew_deferrals(db, &rules)?;
            translations::rekey(db, &rules)?;
            finish(db, &rules)
        })?;
        Ok(n_changed)
    }
}

/// A stored address.
struct Row {
    key: ArticleKey,
    article: ArticleId,
    url: String,
}

/// The rules by which the keys were made.
pub(super) fn rules(db: &Connection) -> rusqlite::Result<AddressRules> {
    const SQL: &str = "select rules from address_rules";
    let written: Option<String> = db.prepare_cached(SQL)?.query_row([], |row| row.get(0)).optional()?;
    let stored = written.and_then(|written| AddressRules::from_json(&written));
    Ok(stored.unwrap_or_else(|| AddressRules::built_in().clone()))
}

/// Whether the keys were made by these rules.
pub(super) fn is_current(db: &Connection, version: &str) -> rusqlite::Result<bool> {
    const SQL: &str = "select exists (select 1 from address_rules where version = :version)";
    db.prepare_cached(SQL)?.query_row(named_params! {":version": version}, |row| row.get(0))
}

/// Notes that all keys were made by these rules.
pub(super) fn finish(db: &Connection, rules: &AddressRules) -> rusqlite::Result<()> {
    const SQL: &str = "insert into address_rules (version, rules) values (:version, :rules)";
    db.execute("delete from address_rules", [])?;
    db.prepare_cached(SQL)?.execute(named_params! {":version": rules.version(), ":rules": rules.to_json()})?;
    Ok(())
}

/// How far a change has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Keys that were made anew.
    pub(super) n_changed: u64,
    /// The last key that was looked at; `None` at the end.
    pub(super) last: Option<ArticleKey>,
}

/// Makes the keys of some addresses anew, those behind `after` in the order of their keys.
pub(super) fn step(
    db: &Connection,
    rules: &AddressRules,
    after: Option<&ArticleKey>,
    limit: u32,
) -> rusqlite::Result<Progress> {
    const SQL: &str = "\
        select key from article_addresses where key > coalesce(:after, '') order by key limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    let keys = statement.query_map(named_params! {":after": after, ":limit": limit}, |row| row.get(0))?;
    let keys = keys.collect::<rusqlite::Result<Vec<ArticleKey>>>()?;
    let mut progress = Progress::default();
    for key in &keys {
        // It may have made way for another one in between.
        if let Some(row) = at(db, key)? {
            progress.n_changed += renew(db, rules, row)?;
        }
    }
    progress.last = keys.into_iter().next_back();
    Ok(progress)
}

/// Gives an address its key of today, and those that stand in its way theirs; returns how many had another one.
fn renew(db: &Connection, rules: &AddressRules, row: Row) -> rusqlite::Result<u64> {
    let Some(mut key) = key_of_today(db, rules, &row)? else { return Ok(0) };
    take_out(db, &row.key)?;
    let (mut row, mut n_changed) = (row, 1);
    while let Some(other) = at(db, &key)? {
        let Some(its_key) = key_of_today(db, rules, &other)? else {
            join(db, &other, &row)?;
            return Ok(n_changed);
        };
        take_out(db, &key)?;
        put_in(db, &key, &row)?;
        (key, row) = (its_key, other);
        n_changed += 1;
    }
    put_in(db, &key, &row)?;
    Ok(n_changed)
}

fn take_out(db: &Connection, key: &ArticleKey) -> rusqlite::Result<()> {
    const SQL: &str = "delete from article_addresses where key = :key";
    db.prepare_cached(SQL)?.execute(named_params! {":key": key})?;
    Ok(())
}

fn put_in(db: &Connection, key: &ArticleKey, row: &Row) -> rusqlite::Result<()> {
    const SQL: &str = "insert into article_addresses (key, article_id, url) values (:key, :article, :url)";
    db.prepare_cached(SQL)?.execute(named_params! {":key": key, ":article": row.article, ":url": row.url})?;
    Ok(())
}

/// An address that two articles have leads to the earlier one.
fn join(db: &Connection, stays: &Row, goes: &Row) -> rusqlite::Result<()> {
    const SQL: &str = "update article_addresses set article_id = :article, url = :url where key = :key";
    if goes.article < stays.article {
        let earlier = named_params! {":key": stays.key, ":article": goes.article, ":url": goes.url};
        db.prepare_cached(SQL)?.execute(earlier)?;
    }
    Ok(())
}

/// The key that an address has by the rules of today, if that is another one.
fn key_of_today(db: &Connection, rules: &AddressRules, row: &Row) -> rusqlite::Result<Option<ArticleKey>> {
    let key = Url::parse(&row.url).ok().map(|url| rules.key(&url)).filter(|key| *key != row.key);
    match key {
        Some(key) if !is_name(db, row)? => Ok(Some(key)),
        _ => Ok(None),
    }
}

/// Whether a key was made of the name that a source gives an item without an address.
fn is_name(db: &Connection, row: &Row) -> rusqlite::Result<bool> {
    const SQL: &str = "select source_id, coalesce(guid, title) from sightings where article_id = :article";
    let mut statement = db.prepare_cached(SQL)?;
    let mut names = statement.query_map(named_params! {":article": row.article}, |row| {
        Ok(hash::named_key(&row.get::<_, SourceId>(0)?, &row.get::<_, String>(1)?))
    })?;
    names.try_fold(false, |is_name, key| Ok(is_name || key? == row.key))
}

fn at(db: &Connection, key: &ArticleKey) -> rusqlite::Result<Option<Row>> {
    const SQL: &str = "select key, article_id, url from article_addresses where key = :key";
    db.prepare_cached(SQL)?.query_row(named_params! {":key": key}, row).optional()
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { key: row.get("key")?, article: row.get("article_id")?, url: row.get("url")? })
}

/// Makes the keys of the items that wait anew. There are few.
pub(super) fn renew_deferrals(db: &Connection, rules: &AddressRules) -> rusqlite::Result<()> {
    const ALL: &str = "select key, source_id, item from deferrals";
    const MOVE: &str = "update or replace deferrals set key = :new where key = :key and source_id = :source";
    let waiting = db
        .prepare_cached(ALL)?
        .query_map([], |row| {
            Ok((row.get::<_, ArticleKey>(0)?, row.get::<_, SourceId>(1)?, row.get::<_, Json<Item>>(2)?.0))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (key, source, item) in waiting {
        let url = item.url.and_then(|url| Url::parse(&url).ok()).filter(|url| matches!(url.scheme(), "http" | "https"));
        if let Some(new) = url.map(|url| rules.key(&url)).filter(|new| *new != key) {
            db.prepare_cached(MOVE)?.execute(named_params! {":new": new, ":key": key, ":source": source})?;
        }
    }
    Ok(())
}
