//! Runs code on foreign bytes where it can neither stall nor stop the program.
//!
//! Parsing is CPU work, so it leaves the async threads; and it may panic in a library, so the panic is caught and becomes an
//! error of that one source. What cannot be caught (a stack overflow) is prevented before: by the depth gates of `read` and
//! by the 16 MiB stacks that `daemon` gives to blocking threads.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::task::spawn_blocking;

/// Our own code, or a library's, panicked; the text is the panic's message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a defect in rasid was met while reading (please report it with the address): {0}")]
pub struct Panicked(pub String);

/// Runs `work` on a blocking thread.
///
/// # Errors
/// The work panicked.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Panicked> {
    // `AssertUnwindSafe` holds: the closure owns what it touches, and all of it is dropped with the panic.
    let caught = spawn_blocking(move || catch_unwind(AssertUnwindSafe(work))).await;
    match caught {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(payload)) => Err(Panicked(message(&*payload))),
        Err(error) => Err(Panicked(error.to_string())),
    }
}

/// The text of a panic's payload.
#[must_use]
pub fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_error() {
        let result = run(|| -> u8 { panic!("at byte {}", 7) }).await;
        assert_eq!(result, Err(Panicked("at byte 7".to_owned())));
    }
}
