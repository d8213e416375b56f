//! What can go wrong with the collection, by what the user can do about it.
//!
//! SQLite's own errors are sorted here and nowhere else; none of its types leaves the module. Every variant can be cloned,
//! because a failed commit is the answer to each command of its group.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::ErrorCode;

use crate::model::SourceId;

/// The underlying error, kept for its message.
type Cause = Arc<dyn Error + Send + Sync>;

/// Why the collection could not be opened, read or written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// There is nothing to read yet.
    #[error("no database at {} yet: run `rasid poll` first", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Another `rasid` polls into this database.
    #[error("another rasid{} polls into {}: stop it first", holder.map(|id| format!(" (process {id})")).unwrap_or_default(), path.display())]
    Claimed {
        /// The database.
        path: PathBuf,
        /// Its process number, where it could be read.
        holder: Option<u32>,
    },
    /// Another program kept its lock for longer than we wait.
    #[error("database {} is locked by another program: close what writes to it and try again", path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// A newer program made it.
    #[error("database {} has schema version {found}, and this rasid knows {known}: use the newer rasid", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that is known.
        known: i64,
    },
    /// An older program made it, and it was opened for reading only.
    #[error("database {} has schema version {found}, older than this rasid's {known}: run `rasid poll` to bring it up to date", path.display())]
    Older {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that is known.
        known: i64,
    },
    /// The file belongs to somebody else.
    #[error("{} is no database of rasid: name another file in [store]", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The disk, a quota or the largest file size was reached. What was being written is undone.
    #[error("no space left for database {}: free some, nothing of what was stored before is lost", path.display())]
    Full {
        /// The database.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("database {} is damaged: restore a copy, or save what can be read with `sqlite3 FILE .recover`", path.display())]
    Corrupt {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: Cause,
    },
    /// The file or its folder cannot be used, most often for lack of permission.
    #[error("cannot use {}: check that its folder exists and that this user may write there", path.display())]
    Inaccessible {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: Cause,
    },
    /// Something was to be written to a database that was opened for reading only: a defect of the program.
    #[error("database {} was opened for reading only", path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// A source that was never synchronised from the configuration.
    #[error("source `{0}` is not in the database")]
    UnknownSource(SourceId),
    /// SQL written by a user that SQLite does not accept.
    #[error("SQL: {message}")]
    BadSql {
        /// What SQLite said.
        message: String,
    },
    /// SQL written by a user that would change the collection.
    #[error("SQL would change the database: only queries are allowed")]
    NotAQuery,
    /// The command panicked on the writer's thread; its changes are undone.
    #[error("storing panicked: the change was undone, please report it")]
    Panicked,
    /// Anything else.
    #[error("database {} failed", path.display())]
    Other {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: Cause,
    },
}

impl StoreError {
    /// Whether the database is sound but not for us now: in use by another program, or made by a newer one.
    #[must_use]
    pub fn is_locked_or_newer(&self) -> bool {
        matches!(self, Self::Claimed { .. } | Self::Locked { .. } | Self::Newer { .. })
    }

    /// Sorts an error of SQLite.
    pub(super) fn from_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path, cause: Arc::new(error) },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                Self::Inaccessible { path, cause: Arc::new(error) }
            }
            _ => Self::Other { path, cause: Arc::new(error) },
        }
    }

    /// An error of the file system.
    pub(super) fn from_io(path: &Path, error: std::io::Error) -> Self {
        Self::Inaccessible { path: path.to_owned(), cause: Arc::new(error) }
    }
}
