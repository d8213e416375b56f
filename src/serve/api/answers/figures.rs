//! Figures: of a search, of the whole collection, of the daemon; and the searches that have a name.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::facet;
use crate::serve::health::Health;

/// How many articles have one value of a facet.
#[derive(Debug, ToSchema)]
pub struct FacetCount {
    /// What is counted by.
    #[schema(schema_with = facet)]
    pub facet: (),
    /// The value; null: not known.
    pub value: Option<String>,
    /// Articles that have it.
    pub articles: u64,
}

/// How the articles of a search fall apart.
#[derive(Debug, ToSchema)]
pub struct Facets {
    /// Facet by facet, the values with the most articles first; days and months from the latest.
    pub items: Vec<FacetCount>,
    /// Articles that were counted.
    pub n_articles: u64,
    /// Whether these are all; else they are the newest.
    pub is_complete: bool,
}

/// A figure of the collection.
#[derive(Debug, ToSchema)]
pub struct Figure {
    /// What is counted: `articles`, `copies`, `stories`, `sources`, `language`, `topic`, `day` and so on.
    #[schema(example = "language")]
    pub figure: String,
    /// Of what kind; null where there are none.
    #[schema(example = "ar")]
    pub of: Option<String>,
    /// How many; bytes where the figure says so.
    pub count: u64,
}

/// The figures of the collection.
#[derive(Debug, ToSchema)]
pub struct Stats {
    /// Totals first, then articles by language, topic and day.
    pub items: Vec<Figure>,
}

/// A search that has a name.
#[derive(Debug, ToSchema)]
pub struct SavedSearch {
    /// Its name: `q=@gas` asks for it.
    #[schema(example = "gas")]
    pub search: String,
    /// What people call it.
    pub label: Option<String>,
    /// What it looks for.
    pub query: String,
}

/// The searches that have a name.
#[derive(Debug, ToSchema)]
pub struct SavedSearches {
    /// In the order of the configuration.
    pub items: Vec<SavedSearch>,
}

/// How the daemon is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// `ok` while its scheduler turns, else `stuck`.
    #[schema(example = "ok")]
    pub status: String,
    /// The program's version.
    pub version: String,
    /// When it started.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When its scheduler last turned.
    #[schema(value_type = String, format = DateTime)]
    pub last_progress: Timestamp,
    /// Whether the network is down as a whole.
    pub is_offline: bool,
    /// Sources that are polled.
    pub n_sources: usize,
    /// Polls that are running.
    pub n_polling: usize,
    /// Polls that ended since it started.
    pub n_polls: u64,
    /// Of these, those that failed.
    pub n_failed: u64,
    /// Articles stored since it started.
    pub n_articles: u64,
    /// Articles that are yet to be tagged by rules that have changed.
    pub n_to_retag: usize,
}

impl Status {
    /// How the daemon is at a time.
    #[must_use]
    pub fn new(health: &Health, now: Timestamp) -> Self {
        Self {
            status: if health.is_alive(now) { "ok" } else { "stuck" }.to_owned(),
            version: health.version.to_owned(),
            started_at: health.started_at,
            last_progress: health.last_progress,
            is_offline: health.is_offline,
            n_sources: health.n_sources,
            n_polling: health.n_polling,
            n_polls: health.n_polls,
            n_failed: health.n_failed,
            n_articles: health.n_articles,
            n_to_retag: health.n_to_retag,
        }
    }
}
