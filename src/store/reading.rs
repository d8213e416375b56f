//! What readers have read and what they keep, by way of the readers' protocol; and articles by the ids of that protocol.
//!
//! A collection is no pile to be read to its end: what came before a time counts as read, unless somebody said otherwise
//! ([`Condition::Unread`](super::Condition::Unread)). So whoever reads for the first time does not begin with a million.
//!
//! **Invariant**: nothing else of the collection is written here.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{ArticleKey, SourceId, TopicId};

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::{Store, StoreError};

/// Of unread articles so many of the latest are counted: nobody tells 20,000 from more.
const MOST_COUNTED: u32 = 20_000;

/// An article's number in the readers' protocol: 63 bits of its key, the same in every collection. It is positive, since
/// readers disagree on what others would be in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemNumber(u64);

impl ItemNumber {
    /// The bits that count.
    const MASK: u64 = u64::MAX >> 1;

    /// The number of the article with this key.
    #[must_use]
    pub fn of(key: &ArticleKey) -> Self {
        let digits: String = key.as_str().chars().take(16).collect();
        // A key is of hexadecimal digits.
        Self(u64::from_str_radix(&digits, 16).unwrap_or_default() & Self::MASK)
    }

    /// Takes a number that a reader sent.
    #[must_use]
    pub fn new(number: u64) -> Self {
        Self(number & Self::MASK)
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

/// What lists of the readers' protocol tell of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderItem {
    /// Its number in this database.
    pub id: ArticleId,
    /// Its number in the protocol.
    pub item: ItemNumber,
    /// What lists are ordered by.
    pub dated: Timestamp,
    /// When it was first fetched.
    pub first_seen: Timestamp,
    /// Whether it counts as read.
    pub is_read: bool,
    /// Whether it is kept.
    pub is_starred: bool,
    /// The topic that it belongs to most, of those that are configured.
    pub topic: Option<TopicId>,
    /// The source that listed it first.
    pub source: Option<SourceId>,
}

/// What is said of articles; `None` says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderMark {
    /// They are read, or are not.
    pub is_read: Option<bool>,
    /// They are kept, or are not.
    pub is_starred: Option<bool>,
}

/// Articles that are not read, which belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The topic that they belong to most.
    pub topic: Option<TopicId>,
    /// The source that listed them first.
    pub source: Option<SourceId>,
    /// How many there are.
    pub articles: u64,
    /// When the latest was first fetched.
    pub newest: Timestamp,
}

/// Readers.
impl Store {
    /// The first article that was stored at a time or later; one beyond the last where there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn stored_since(&self, time: Timestamp) -> Result<ArticleId, StoreError> {
        self.0.readers.read(|db| stored_since(db, time))
    }

    /// Some articles as lists of the protocol tell of them, in the order given; those that are gone are left out. What was
    /// stored before `unread_from` counts as read.
    ///
    /// # Errors
    /// The database fails.
    pub fn reader_items(&self, ids: &[ArticleId], unread_from: ArticleId) -> Result<Vec<ReaderItem>, StoreError> {
        self.0.readers.read(|db| items(db, ids, unread_from))
    }

    /// The articles of some numbers of the protocol; those that nobody knows are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn articles_of_items(&self, items: &[ItemNumber]) -> Result<Vec<ArticleId>, StoreError> {
        self.0.readers.read(|db| items.iter().filter_map(|item| by_item(db, *item).transpose()).collect())
    }

    /// Keeps what is said of some articles.
    ///
    /// # Errors
    /// The database fails.
    pub fn mark(&self, ids: Vec<ArticleId>, mark: ReaderMark, at: Timestamp) -> Result<(), StoreError> {
        self.writer()?.run(move |db| ids.iter().try_for_each(|id| set(db, *id, mark, at)))
    }

    /// How many articles are not read, copies left out, by what they belong to.
    ///
    /// # Errors
    /// The database fails.
    pub fn unread(&self, unread_from: ArticleId) -> Result<Vec<Unread>, StoreError> {
        self.0.readers.read(|db| unread(db, unread_from))
    }
}

/// Numbers are given in the order of `first_seen`, which therefore needs no index of its own.
fn stored_since(db: &Connection, time: Timestamp) -> rusqlite::Result<ArticleId> {
    const LAST: &str = "select ifnull(max(id), 0) from articles";
    const FROM: &str = "select id, first_seen from articles where id >= :id order by id limit 1";
    let mut high: i64 = db.prepare_cached(LAST)?.query_row([], |row| row.get(0))?;
    let (mut low, wanted) = (0_i64, Time(time).to_string());
    high += 1;
    let mut statement = db.prepare_cached(FROM)?;
    while low < high {
        let middle = low + (high - low) / 2;
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>("id")?, row.get::<_, String>("first_seen")?));
        match statement.query_row(named_params! {":id": middle}, read).optional()? {
            Some((id, seen)) if seen < wanted => low = id + 1,
            _ => high = middle,
        }
    }
    Ok(ArticleId(low))
}

/// The first article that somebody keeps unread; beyond all others where there is none.
pub(super) const FIRST_KEPT_UNREAD: &str = "\
    ifnull((select min(article_id) from reader_states where is_read = 0), 9223372036854775807)";

/// The configured topic that an article `a` belongs to most.
pub(super) const STRONGEST_TOPIC: &str = "\
    (select x.topic from article_topics x cross join topics k on k.id = x.topic
    where x.article_id = a.id and k.is_configured = 1 order by x.score desc, x.topic limit 1)";

/// The source that listed an article `a` first.
pub(super) const FIRST_SOURCE: &str = "\
    (select x.source_id from sightings x where x.article_id = a.id order by x.first_seen, x.source_id limit 1)";

fn items(db: &Connection, ids: &[ArticleId], unread_from: ArticleId) -> rusqlite::Result<Vec<ReaderItem>> {
    let sql = format!(
        "select a.id, a.key, a.dated, a.first_seen, coalesce(s.is_read, a.id < :unread_from) as is_read,
            coalesce(s.is_starred, 0) as is_starred, {STRONGEST_TOPIC} as topic, {FIRST_SOURCE} as source
        from json_each(:ids) j cross join articles a on a.id = j.value left join reader_states s on s.article_id = a.id
        order by j.key"
    );
    let read = |row: &Row<'_>| {
        Ok(ReaderItem {
            id: row.get("id")?,
            item: ItemNumber::of(&row.get("key")?),
            dated: row.get::<_, Time>("dated")?.0,
            first_seen: row.get::<_, Time>("first_seen")?.0,
            is_read: row.get("is_read")?,
            is_starred: row.get("is_starred")?,
            topic: row.get("topic")?,
            source: row.get("source")?,
        })
    };
    let mut statement = db.prepare_cached(&sql)?;
    statement.query_map(named_params! {":ids": Json(ids), ":unread_from": unread_from}, read)?.collect()
}

/// The first bit of a key, which the number does not have, may be either.
fn by_item(db: &Connection, item: ItemNumber) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select id from articles where key >= :first and key < :end limit 1";
    let mut statement = db.prepare_cached(SQL)?;
    for number in [item.0, item.0 | !ItemNumber::MASK] {
        // `g` is the first letter behind the digits of a key.
        let (first, end) = (format!("{number:016x}"), format!("{number:016x}g"));
        let found = statement.query_row(named_params! {":first": first, ":end": end}, |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn set(db: &Connection, id: ArticleId, mark: ReaderMark, at: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into reader_states (article_id, is_read, is_starred, at)
        select id, :is_read, coalesce(:is_starred, 0), :at from articles where id = :id
        on conflict (article_id) do update set
            is_read = coalesce(:is_read, is_read), is_starred = coalesce(:is_starred, is_starred), at = :at
        where is_read is not coalesce(:is_read, is_read) or is_starred is not coalesce(:is_starred, is_starred)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id, ":is_read": mark.is_read, ":is_starred": mark.is_starred, ":at": Time(at),
    })?;
    Ok(())
}

fn unread(db: &Connection, unread_from: ArticleId) -> rusqlite::Result<Vec<Unread>> {
    let sql = format!(
        "with latest (id) as materialized (
            select l.id from articles l indexed by articles_list left join reader_states s on s.article_id = l.id
            where l.id >= :unread_from and l.copy_of is null and s.is_read is not 1
            order by l.id desc limit :most
        ), placed as (
            select a.first_seen, {STRONGEST_TOPIC} as topic, {FIRST_SOURCE} as source
            from latest cross join articles a on a.id = latest.id
        )
        select topic, iif(topic is null, source, null) as source, count(*) as n, max(first_seen) as newest
        from placed group by 1, 2"
    );
    let read = |row: &Row<'_>| {
        Ok(Unread {
            topic: row.get("topic")?,
            source: row.get("source")?,
            articles: count(row.get("n")?),
            newest: row.get::<_, Time>("newest")?.0,
        })
    };
    let mut statement = db.prepare_cached(&sql)?;
    statement.query_map(named_params! {":unread_from": unread_from, ":most": MOST_COUNTED}, read)?.collect()
}
