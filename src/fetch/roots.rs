//! Whether there are root certificates: told to clients, which are made with them, and to failures, which name their want.

/// Where root certificates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roots {
    /// The operating system's store.
    System,
    /// There are none, so every `https` exchange fails and says so.
    Missing,
}
