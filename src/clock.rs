//! Where time and randomness come from, so that tests own both.
//!
//! `Timestamp::now` and `fastrand` are named in this file only (`clippy.toml` and `tests/it/tidy.rs` see to it).

use std::sync::Arc;

use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};

/// A source of the current time and of random fractions. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> (Timestamp, f64) + Send + Sync>);

impl Clock {
    /// The machine's clock and random numbers.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn system() -> Self {
        Self(Arc::new(|| (Timestamp::now(), fastrand::f64())))
    }

    /// A clock that stands still, with a die that always shows the same.
    #[must_use]
    pub fn fixed(now: Timestamp, fraction: f64) -> Self {
        Self(Arc::new(move || (now, fraction)))
    }

    /// The current time, to the second: the collection holds no finer times.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let (now, _) = (self.0)();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// A random number in 0..1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        (self.0)().1
    }
}

/// The machine has no randomness that could not be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no random numbers")]
pub struct NoRandomness;

/// Text that nobody can guess: 32 random bytes of the operating system, in hexadecimal digits.
///
/// # Errors
/// There is no randomness.
pub fn unguessable() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
