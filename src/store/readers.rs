//! A small pool of connections for reading.
//!
//! Readers never wait for the writer, nor it for them. Each read sees the collection as it was at one point in time.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::connection::open_reader;
use super::error::StoreError;

/// Connections kept for the next reader; more are opened when more read at once, and closed afterwards.
const MAX_IDLE: usize = 4;

/// The pool.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Opens the first connection, to learn at once whether the database can be read.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let first = open_reader(path)?;
        Ok(Self { path: path.to_owned(), idle: Mutex::new(vec![first]) })
    }

    /// Runs some queries on one unchanging view of the collection.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let idle = self.lock().pop();
        let db = match idle {
            Some(db) => db,
            None => open_reader(&self.path)?,
        };
        let result = read_once(&db, work).map_err(|error| StoreError::from_sqlite(&self.path, error))?;
        let mut idle = self.lock();
        if idle.len() < MAX_IDLE {
            idle.push(db);
        }
        Ok(result)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // The list is whole even if somebody panicked while holding it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_once<T>(db: &Connection, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let view = db.unchecked_transaction()?;
    let result = work(&view)?;
    view.commit()?;
    Ok(result)
}
