//! How a connection is opened: flags, settings and the checks that the file is ours and of a version we know.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::StoreError;
use super::expansion::VOCABULARY;
use super::migrations;

/// How long a statement waits for another program's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Room for every statement of the module, so that none is compiled twice.
const CACHED_STATEMENTS: usize = 128;

/// Durable commits cost no more than lazy ones, since commits are grouped. The log is cut back after a long reader
/// made it grow; the page cache holds the upper levels of the indexes that every article touches.
const WRITER_SETTINGS: &str = "\
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma journal_size_limit = 67108864;
    pragma wal_autocheckpoint = 4000;
    pragma cache_size = -32768;
    pragma temp_store = memory;";

/// What a reader may make of its own comes before the pragma that forbids it, and after the one that would undo it.
const READER_SETTINGS: [&str; 3] = ["pragma temp_store = memory;", VOCABULARY, "pragma query_only = on;"];

/// Opens the database for writing: makes its folder and itself where they are missing, and brings it up to date.
pub(super) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| StoreError::from_io(folder, error))?;
    }
    if is_too_short(path) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let failed = |error| StoreError::from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = open(path, flags).map_err(failed)?;
    // A file of another program, or of a newer version of ours, is refused before anything is written to it.
    let found = migrations::version(&db, path)?;
    db.execute_batch(WRITER_SETTINGS).map_err(failed)?;
    db.set_transaction_behavior(TransactionBehavior::Immediate);
    if found < migrations::latest() {
        migrations::run(&mut db, path)?;
    }
    Ok(db)
}

/// Whether something lies there that is shorter than the head of any database: SQLite takes it for an empty one, and writes
/// over it.
fn is_too_short(path: &Path) -> bool {
    const HEAD_BYTES: u64 = 100;
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && (1..HEAD_BYTES).contains(&file.len()))
}

/// Opens an existing, up-to-date database for reading.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    let failed = |error| StoreError::from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let is_at_rest = is_at_rest(path);
    let opened = open(path, flags).map_err(failed).and_then(|db| Ok((migrations::version(&db, path)?, db)));
    let (found, db) = match opened {
        Err(StoreError::Inaccessible { .. }) if is_at_rest => {
            let db = open(&unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI).map_err(failed)?;
            (migrations::version(&db, path)?, db)
        }
        opened => opened?,
    };
    match found {
        // Its maker was stopped before the first table was there.
        0 => return Err(StoreError::Missing { path: path.to_owned() }),
        found if found < migrations::latest() => {
            return Err(StoreError::Older { path: path.to_owned(), found, known: migrations::latest() });
        }
        _ => {}
    }
    for setting in READER_SETTINGS {
        db.execute_batch(setting).map_err(failed)?;
    }
    Ok(db)
}

/// Whether nobody has the database open: all that was written stands in the file itself.
fn is_at_rest(path: &Path) -> bool {
    matches!(beside(path, "-wal").try_exists(), Ok(false))
}

/// The name under which SQLite reads a file without locks and without files beside it, as on a disk that nobody may write
/// to, an archive for instance (<https://sqlite.org/uri.html>, `immutable`).
fn unchanging(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from("file:");
    for part in path.to_string_lossy().split_inclusive(['%', '?', '#']) {
        let plain = part.trim_end_matches(['%', '?', '#']);
        name.push(plain);
        name.push(match part.strip_prefix(plain) {
            Some("%") => "%25",
            Some("?") => "%3f",
            Some("#") => "%23",
            _ => "",
        });
    }
    name.push("?immutable=1");
    PathBuf::from(name)
}

/// The path of a file that belongs to the database: `news.db` and `-lock` give `news.db-lock`, as SQLite names its own.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(db)
}
