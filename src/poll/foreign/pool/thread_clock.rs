//! The CPU time that a thread has used, as another thread can read it.

use std::fs::File;
use std::time::Duration;

/// Reads one thread's CPU time. On systems without Linux's `/proc` it is unknown.
#[derive(Debug)]
pub(super) struct ThreadClock(Option<File>);

impl ThreadClock {
    /// The clock of the thread that calls this.
    pub(super) fn of_this_thread() -> Self {
        let folder = std::fs::read_link("/proc/thread-self").ok();
        Self(folder.and_then(|folder| File::open(std::path::Path::new("/proc").join(folder).join("schedstat")).ok()))
    }

    /// The CPU time since the thread began, to some milliseconds; `None` where the system does not tell.
    #[cfg(unix)]
    pub(super) fn read(&self) -> Option<Duration> {
        let mut bytes = [0; 64];
        let n_bytes = std::os::unix::fs::FileExt::read_at(self.0.as_ref()?, &mut bytes, 0).ok()?;
        let text = std::str::from_utf8(bytes.get(..n_bytes)?).ok()?;
        Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
    }

    /// Unknown here.
    #[cfg(not(unix))]
    pub(super) fn read(&self) -> Option<Duration> {
        None
    }
}
