//! An article that is known, as it was read again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::article::named_enum;
use super::{Article, ArticleKey, ContentHash};

/// A later reading of an article that is stored. What it said before is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// The key that the article is stored under; that of the new reading may differ, and does not count.
    pub of: ArticleKey,
    /// Hash of the title and text that are stored. Where they have changed since, the revision is out of date and void.
    pub base: ContentHash,
    /// When it was read again.
    pub at: Timestamp,
    /// Why there is another reading.
    pub why: RevisionCause,
    /// The version of the topic rules that made the matches.
    pub rules_version: String,
    /// The new reading. When it was fetched first, and by which numbers and sightings it is known, stays as it is.
    pub article: Article,
}

named_enum!(
    /// Why an article was read again.
    RevisionCause {
        /// The page is the same, the rules of reading are not.
        Reprocess = "reprocess",
        /// The page has changed.
        Changed = "changed",
    }
);
