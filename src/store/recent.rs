//! The window of the latest articles' signatures in memory, beside the database.
//!
//! It is read from the database when it is first needed, and before each use it takes in what was stored since, also by
//! other processes: whoever asks holds the lock of the database. A transaction that is undone takes articles back that it
//! may hold already, and their numbers will be given to others; so whoever undoes one says [`Recent::forget`]. Whatever
//! else goes stale in it (articles that were pruned or read again) only leads to a comparison that finds nothing.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::analysis::copies::{Entry, Window};

use super::row::ArticleId;
use super::signatures;

/// The window; clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Recent(Arc<Mutex<Option<Window>>>);

impl Recent {
    /// The articles of lower numbers that seem to share much with a stored one.
    pub(super) fn similar(&self, db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<ArticleId>> {
        let Some(entry) = signatures::entry(db, id)? else { return Ok(Vec::new()) };
        self.with(db, |window| similar(window, &entry))
    }

    /// Takes in the new signature of an article that was read again.
    pub(super) fn renew(&self, db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
        let Some(entry) = signatures::entry(db, id)? else { return Ok(()) };
        self.with(db, |window| window.add(&entry))
    }

    /// Drops what is held; it is read anew when it is next needed.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn with<T>(&self, db: &Connection, act: impl FnOnce(&mut Window) -> T) -> rusqlite::Result<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out, so that nothing half read stays behind an error.
        let mut window = match held.take().filter(|window| !window.is_stale()) {
            Some(mut window) => {
                signatures::catch_up(db, &mut window)?;
                window
            }
            None => {
                let mut window = Window::default();
                signatures::load(db, &mut window)?;
                window
            }
        };
        let result = act(&mut window);
        *held = Some(window);
        Ok(result)
    }
}

/// The articles in a window that seem to share much with one.
pub(super) fn similar(window: &Window, entry: &Entry) -> Vec<ArticleId> {
    window.similar(entry).into_iter().map(|hit| ArticleId(hit.id)).collect()
}
