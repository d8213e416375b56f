//! What a source lists, and the fact that it listed it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ArticleKey, LanguageCode, Moment};

/// One entry of a feed, list page or sitemap.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Item {
    /// The absolute address of the article; `None` in feeds whose entries are complete in themselves.
    pub url: Option<String>,
    /// The publisher's own id. Never trusted alone: publishers change and share them.
    pub guid: Option<String>,
    /// The headline as plain text; empty where the source gives none (most sitemaps).
    pub title: String,
    /// When the source says it was published.
    pub published: Option<Moment>,
    /// When the source says it was changed.
    pub updated: Option<Moment>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// The teaser as plain text.
    pub summary: Option<String>,
    /// The whole text as plain text, one block a line, where the feed carries it.
    pub content: Option<String>,
    /// The language that the source claims.
    pub language: Option<LanguageCode>,
    /// An image's absolute address.
    pub image: Option<String>,
    /// What the publisher says it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Where the links of the text lead that the source gives, its content or else its summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
}

/// An article seen at a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// The key of the address that the source listed.
    pub key: ArticleKey,
    /// The address as listed.
    pub url: String,
    /// The headline as listed.
    pub title: String,
    /// The publisher's own id.
    pub guid: Option<String>,
    /// The date as listed.
    pub published: Option<Moment>,
    /// The date of change as listed.
    #[serde(default)]
    pub updated: Option<Moment>,
    /// When the poll saw it.
    pub seen_at: Timestamp,
}
