//! The page of an article as it came: evidence, and what is read again when the rules have changed.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ContentHash, Item};

/// A page that was fetched, with all that is needed to read it again as the poll did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Hash of the page's bytes; the article that was read from it names it.
    pub hash: ContentHash,
    /// The address that answered.
    pub url: String,
    /// When it was fetched; what "three hours ago" on it counts from.
    pub fetched_at: Timestamp,
    /// The headers that say something of the page, names in lower case. Nothing of them is secret.
    pub headers: Vec<(String, String)>,
    /// What the source had said of the article.
    pub item: Item,
    /// The page's bytes after decompression by HTTP, packed.
    pub body: Packed,
}

impl Snapshot {
    /// A header by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Bytes made smaller (zstd).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// How many bytes there were.
    pub size_bytes: u64,
    /// The dictionary that they were packed with, and without which they cannot be read.
    pub dictionary: Option<DictionaryId>,
    /// What is left of them.
    pub bytes: Vec<u8>,
}

/// The number of a dictionary in one database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DictionaryId(pub i64);

/// What pages of a source are packed with: a page of the same source, since these repeat most of one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictionary {
    /// Its number.
    pub id: DictionaryId,
    /// The page's bytes.
    pub bytes: Vec<u8>,
}

/// For how long the pages of a source's articles are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageRetention {
    /// Not at all.
    #[default]
    Off,
    /// For so long.
    For(Duration),
    /// For as long as their articles.
    Forever,
}
