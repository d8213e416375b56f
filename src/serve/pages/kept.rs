//! Answers that take long, kept for a while: figures of a whole collection do not change from one reader to the next.
//!
//! What took a moment to find out is found out anew each time; what took a second is kept for a minute. So a small collection
//! is always told as it is, and a large one answers at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// It is kept for so many times as long as it took.
const PATIENCE: u32 = 60;
/// But no longer than this.
const LONGEST: Duration = Duration::from_secs(300);

/// An answer; clones share it.
#[derive(Debug)]
pub(super) struct Kept<T>(Arc<Mutex<Option<Held<T>>>>);

#[derive(Debug)]
struct Held<T> {
    answer: Arc<T>,
    until: Instant,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Kept<T> {
    /// The answer, found out anew where it is not kept. Who asks meanwhile waits, and is answered by the same.
    pub(super) fn get<E>(&self, find_out: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let began = Instant::now();
        if let Some(held) = held.as_ref().filter(|held| began < held.until) {
            return Ok(Arc::clone(&held.answer));
        }
        let answer = Arc::new(find_out()?);
        let until = Instant::now() + (began.elapsed() * PATIENCE).min(LONGEST);
        *held = Some(Held { answer: Arc::clone(&answer), until });
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_took_long_is_kept_and_what_failed_is_asked_again() {
        let kept = Kept::default();
        assert_eq!(kept.get(|| Err::<u8, _>("broken")), Err("broken"));
        let slow = || {
            let began = Instant::now();
            while began.elapsed() < Duration::from_millis(5) {}
            Ok::<u8, &str>(1)
        };
        assert_eq!(kept.get(slow).as_deref(), Ok(&1));
        assert_eq!(kept.clone().get(|| Ok::<u8, &str>(2)).as_deref(), Ok(&1));
    }
}
