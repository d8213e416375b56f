//! The right to poll into a database, held by one process at a time.
//!
//! SQLite lets two daemons write in turns, and both would then fetch every source. So whoever polls first takes an
//! advisory lock on a file beside the database. The operating system drops that lock with the process, however it dies:
//! no lock survives a `kill -9`, and the file that stays behind means nothing.
//!
//! The lock is not taken on the database itself, because SQLite loses its own POSIX locks when anybody else in the process
//! closes a handle of that file.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::connection::beside;
use super::error::StoreError;

/// The right to poll into a database; given back when dropped.
#[derive(Debug)]
#[must_use = "the claim ends when it is dropped"]
pub struct Claim {
    _locked: File,
}

impl Claim {
    /// Takes the right to poll into the database at `path`, without waiting.
    ///
    /// # Errors
    /// [`StoreError::Claimed`] if another process (or another handle of this one) holds it; [`StoreError::Inaccessible`]
    /// if the file beside the database cannot be written.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        let lock_path = beside(path, "-lock");
        let inaccessible = |error| StoreError::from_io(&lock_path, error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(inaccessible)?;
        match file.try_lock() {
            Ok(()) => {
                write_holder(&mut file).map_err(inaccessible)?;
                Ok(Self { _locked: file })
            }
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Claimed { path: path.to_owned(), holder: read_holder(&mut file) })
            }
            Err(TryLockError::Error(error)) => Err(inaccessible(error)),
        }
    }
}

/// The number serves the message to the next who asks, nothing else.
fn write_holder(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn read_holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
