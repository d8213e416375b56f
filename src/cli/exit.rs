//! Exit codes: a contract with scripts; `rasid --help` and README list them.

use std::io;
use std::process::ExitCode;

use crate::config::ConfigError;
use crate::store::StoreError;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Something failed that no other code names.
    Unexpected = 1,
    /// The command line is wrong (clap ends with this code by itself, too).
    Usage = 2,
    /// The configuration is wrong.
    InvalidConfiguration = 3,
    /// Nothing matched, and `--exit-code` asked to say so.
    NothingMatched = 4,
    /// Finished, but some sources failed.
    SomeFailed = 5,
    /// The database is in use by another rasid, or was made by a newer one.
    DatabaseUnavailable = 6,
    /// Ended by Ctrl-C.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    /// The code for an error that reached the top.
    #[must_use]
    pub fn of_error(error: &anyhow::Error) -> Self {
        for cause in error.chain() {
            if cause.is::<ConfigError>() {
                return Self::InvalidConfiguration;
            }
            if cause.is::<UsageError>() {
                return Self::Usage;
            }
            if cause.downcast_ref::<StoreError>().is_some_and(StoreError::is_locked_or_newer) {
                return Self::DatabaseUnavailable;
            }
        }
        Self::Unexpected
    }
}

/// A mistake on the command line that clap cannot see; the text says how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct UsageError(pub String);

/// Whether the reader of our output went away, as `head` does: that is success.
#[must_use]
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|error| error.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_recognised_under_its_context() {
        let error = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("failed to write");
        assert!(is_broken_pipe(&error));
        assert!(!is_broken_pipe(&anyhow::anyhow!("failed")));
    }

    #[test]
    fn mistakes_on_the_command_line_have_their_own_code() {
        let error = anyhow::Error::from(UsageError("no such source".to_owned()));
        assert_eq!(Exit::of_error(&error), Exit::Usage);
    }
}
