//! Which articles an export holds, and how they are handed on: all of a choice, or what has been stored since the last time.
//!
//! Articles are numbered as they are stored, and no number is given twice (`retention` keeps the highest). So the number up to
//! which an export went says what the next one begins with, whatever dates the articles have.

use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::ArticleKey;

use super::filter::{ArticleFilter, ArticleOrder};
use super::row::{ArticleDetail, ArticleId};
use super::snapshots::KeptPage;
use super::whole::WholeArticle;
use super::{Store, StoreError, list, read, snapshots, whole};

/// Articles that are read at once.
const CHUNK: usize = 256;
/// Chunks that may wait for the receiver: it and the reader work side by side.
const MAX_WAITING: usize = 2;

/// How far an export went: the article with the highest number at that time. The key tells collections apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportMark {
    /// Its number.
    pub id: ArticleId,
    /// Its key.
    pub key: ArticleKey,
}

impl std::fmt::Display for ExportMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.id.0, self.key)
    }
}

impl ExportMark {
    /// Reads what [`std::fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, key) = text.trim().split_once('-')?;
        let id = id.parse().ok().filter(|id| *id > 0)?;
        Some(Self { id: ArticleId(id), key: ArticleKey::parse(key).ok()? })
    }
}

/// What has been stored since a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// The articles of the choice among it, in the order in which they were stored.
    pub ids: Vec<ArticleId>,
    /// Where the next portion begins; `None` while there are no articles at all.
    pub end: Option<ExportMark>,
}

impl Store {
    /// The numbers of the articles that a filter chooses, in its order.
    ///
    /// # Errors
    /// The database fails.
    pub fn chosen(&self, filter: &ArticleFilter) -> Result<Vec<ArticleId>, StoreError> {
        self.0.readers.read(|db| list::ids(db, filter))
    }

    /// What a filter chooses of the articles that were stored after a mark, the first ones up to its limit. `None` where the
    /// mark is of another collection.
    ///
    /// # Errors
    /// The database fails.
    pub fn portion(&self, filter: &ArticleFilter, after: Option<&ExportMark>) -> Result<Option<Portion>, StoreError> {
        let all = ArticleFilter { order: ArticleOrder::Stored, limit: None, ..filter.clone() };
        let limit = filter.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        self.0.readers.read(|db| {
            let last = last(db)?;
            if let Some(after) = after
                && !is_ours(db, after, last.as_ref())?
            {
                return Ok(None);
            }
            let mut ids = list::ids(db, &all)?;
            ids.retain(|id| after.is_none_or(|mark| *id > mark.id));
            let is_cut = ids.len() > limit;
            ids.truncate(limit);
            let end = match ids.last() {
                Some(id) if is_cut => mark(db, *id)?,
                _ if is_cut => after.cloned(),
                _ => last,
            };
            Ok(Some(Portion { ids, end }))
        })
    }

    /// Hands on articles in full, one by one, until told to stop; those that are gone are left out.
    ///
    /// A thread reads ahead, in short transactions: however slow the receiver is, the database is written to and its log does
    /// not grow.
    ///
    /// # Errors
    /// The database fails.
    pub fn for_each_whole(
        &self,
        ids: &[ArticleId],
        mut receive: impl FnMut(WholeArticle) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let readers = &self.0.readers;
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(MAX_WAITING);
            scope.spawn(move || {
                for chunk in ids.chunks(CHUNK) {
                    let articles = readers.read(|db| whole::read(db, chunk));
                    let is_last = articles.is_err();
                    // An error comes back where nobody listens any more.
                    if sender.send(articles).is_err() || is_last {
                        break;
                    }
                }
            });
            for articles in receiver {
                if articles?.into_iter().try_for_each(&mut receive).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Hands on articles with all that is known of them, one by one, until told to stop; those that are gone are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn for_each_detail(
        &self,
        ids: &[ArticleId],
        mut receive: impl FnMut(ArticleDetail) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        for id in ids {
            let article = self.0.readers.read(|db| read::detail(db, *id).optional())?;
            if article.is_some_and(|article| receive(article).is_break()) {
                break;
            }
        }
        Ok(())
    }

    /// The pages of an article that are kept, the oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub fn pages(&self, article: ArticleId) -> Result<Vec<KeptPage>, StoreError> {
        self.0.readers.read(|db| snapshots::all_of_article(db, article))
    }
}

/// The article with the highest number.
fn last(db: &Connection) -> rusqlite::Result<Option<ExportMark>> {
    const SQL: &str = "select id from articles order by id desc limit 1";
    let id = db.prepare_cached(SQL)?.query_row([], |row| row.get(0)).optional()?;
    id.map_or(Ok(None), |id| mark(db, id))
}

fn mark(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<ExportMark>> {
    const SQL: &str = "select key from articles where id = :id";
    let key = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    Ok(key.map(|key| ExportMark { id, key }))
}

/// Whether a mark can have been made here: its article may be gone, but not be another, nor have a number yet to come.
fn is_ours(db: &Connection, after: &ExportMark, last: Option<&ExportMark>) -> rusqlite::Result<bool> {
    Ok(match mark(db, after.id)? {
        Some(known) => known.key == after.key,
        None => last.is_some_and(|last| last.id > after.id),
    })
}
