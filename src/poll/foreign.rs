//! Runs code on foreign bytes where it can neither stall nor stop the program.
//!
//! Parsing is CPU work, so it leaves the async threads. It may panic in a library: the panic is caught and becomes an error
//! of that one source. It may take for ever: then its thread is abandoned and the work is reported as too slow. What cannot
//! be caught (a stack overflow) is prevented before, by the depth gates of `read` and by stacks of 16 MiB.
//!
//! The budget is CPU time of the working thread, not the time on the wall: a busy machine would else punish those who merely
//! had to wait. Where the system does not tell the CPU time of a thread, a far longer limit on the wall takes its place.
//!
//! The question a newcomer asks: why not `spawn_blocking`? A thread of tokio's pool that never returns keeps the program
//! from ending, has no number of its own, and nothing tells how many there are.

mod pool;

use std::sync::LazyLock;
use std::time::Duration;

use pool::{Limits, Pool};

use crate::fetch::Failure;
use crate::model::ErrorKind;

/// Why work on foreign bytes gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Spoiled {
    /// Our own code, or a library's, panicked; the text is the panic's message.
    #[error("a defect in rasid was met while reading (please report it with the address): {0}")]
    Panicked(String),
    /// It took longer than anything honest does.
    #[error("reading it took more than {0:?} of CPU time and was given up (please report it with the address)")]
    TooSlow(Duration),
    /// So much was given up before, and is still running, that nothing more is begun.
    #[error("{0} readings that were given up are still running, so no other was begun: restart rasid if this stays")]
    Overloaded(usize),
    /// The system gave no thread.
    #[error("no thread to read on: {0}")]
    NoThread(String),
}

impl Spoiled {
    /// The failure that the source or page is given.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let kind = match self {
            Self::Panicked(_) => ErrorKind::Panic,
            Self::TooSlow(_) => ErrorKind::TooSlow,
            // Not the fault of these bytes: they are tried again.
            Self::Overloaded(_) | Self::NoThread(_) => ErrorKind::Timeout,
        };
        Failure { kind, status: None, detail: self.to_string(), retry_after: None }
    }
}

/// Threads belong to the process, and so does what is known of them.
static POOL: LazyLock<Pool> = LazyLock::new(|| Pool::new(Limits::of_this_machine()));

/// Runs `work` on a thread of its own.
///
/// Dropping the future does not end the work; its thread is used again once it returns.
///
/// # Errors
/// The work panicked, or took too long, or could not be begun.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Spoiled> {
    POOL.run(work).await
}

/// The text of a panic's payload.
#[must_use]
pub fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}
