//! The windows of the latest articles in memory, beside the database: one tells what repeats what, one what is about the
//! same event.
//!
//! A window is read from the database when it is first needed, and before each use it takes in what was stored since, also
//! by other processes: whoever asks holds the lock of the database. A transaction that is undone takes articles back that
//! it may hold already, and their numbers will be given to others; so whoever undoes one says [`Recent::forget`]. Whatever
//! else goes stale in it (articles that were pruned or read again) only leads to a comparison that finds nothing.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::analysis::{copies, stories};

use super::row::ArticleId;
use super::{profiles, signatures};

/// The windows; clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Recent {
    copies: Held<copies::Window>,
    stories: Held<stories::Window>,
}

impl Recent {
    /// The articles of lower numbers that seem to share much with a stored one.
    pub(super) fn similar(&self, db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<ArticleId>> {
        let Some(entry) = signatures::entry(db, id)? else { return Ok(Vec::new()) };
        self.copies.with(db, |window| similar(window, &entry))
    }

    /// Does something with the window of stories, in which every article with a profile is.
    pub(super) fn of_stories<T>(
        &self,
        db: &Connection,
        act: impl FnOnce(&stories::Window) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.stories.with(db, |window| act(window))?
    }

    /// Takes in the new signature and profile of an article that was read again.
    pub(super) fn renew(&self, db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
        if let Some(entry) = signatures::entry(db, id)? {
            self.copies.with(db, |window| window.add(&entry))?;
        }
        if let Some(entry) = profiles::entry(db, id)? {
            self.stories.with(db, |window| window.renew(id.0, entry.dated, &entry.profile))?;
        }
        Ok(())
    }

    /// Drops what is held; it is read anew when it is next needed.
    pub(super) fn forget(&self) {
        self.copies.forget();
        self.stories.forget();
    }
}

/// The articles in a window that seem to share much with one.
pub(super) fn similar(window: &copies::Window, entry: &copies::Entry) -> Vec<ArticleId> {
    window.similar(entry).into_iter().map(|hit| ArticleId(hit.id)).collect()
}

/// A window that can be read from the database.
trait Kept: Default {
    fn is_stale(&self) -> bool;
    fn load(db: &Connection) -> rusqlite::Result<Self>;
    fn catch_up(&mut self, db: &Connection) -> rusqlite::Result<()>;
}

impl Kept for copies::Window {
    fn is_stale(&self) -> bool {
        self.is_stale()
    }

    fn load(db: &Connection) -> rusqlite::Result<Self> {
        let mut window = Self::default();
        signatures::load(db, &mut window)?;
        Ok(window)
    }

    fn catch_up(&mut self, db: &Connection) -> rusqlite::Result<()> {
        signatures::catch_up(db, self)
    }
}

impl Kept for stories::Window {
    fn is_stale(&self) -> bool {
        // It gives room back itself: what is stored reaches further back than it does, so one that was read anew would
        // have as much to give back as before.
        false
    }

    fn load(db: &Connection) -> rusqlite::Result<Self> {
        let mut window = Self::default();
        profiles::catch_up(db, &mut window)?;
        Ok(window)
    }

    fn catch_up(&mut self, db: &Connection) -> rusqlite::Result<()> {
        profiles::catch_up(db, self)
    }
}

/// A window, once it was needed.
#[derive(Debug)]
struct Held<W>(Arc<Mutex<Option<W>>>);

impl<W> Clone for Held<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W> Default for Held<W> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<W: Kept> Held<W> {
    fn with<T>(&self, db: &Connection, act: impl FnOnce(&mut W) -> T) -> rusqlite::Result<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out, so that nothing half read stays behind an error.
        let mut window = match held.take().filter(|window| !window.is_stale()) {
            Some(mut window) => {
                window.catch_up(db)?;
                window
            }
            None => W::load(db)?,
        };
        let result = act(&mut window);
        *held = Some(window);
        Ok(result)
    }

    fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
