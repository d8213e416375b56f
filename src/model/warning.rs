//! What a reader of the web's mess noticed and went on from.

use serde::Serialize;

/// Something odd in foreign input that did not stop the reading of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A short stable name to count and filter by, such as `charset-mismatch`.
    pub code: &'static str,
    /// What was met, for a person: a lower-case fragment.
    pub detail: String,
}

impl Warning {
    /// Makes a warning.
    #[must_use]
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}
