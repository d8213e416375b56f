//! Where time and randomness come from, so that tests own both.
//!
//! `Timestamp::now` and `fastrand` are named in this file only (`clippy.toml` and `tests/it/tidy.rs` see to it).

use std::sync::Arc;

use jiff::Timestamp;

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

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
