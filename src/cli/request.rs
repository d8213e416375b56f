//! Which articles: the arguments that `search` and `export` share.

use crate::query::cases::request::ArticleRequest;
use crate::store::{ArticleFilter, ArticleOrder};

use super::context::Context;
use super::exit::UsageError;

/// Arguments that choose articles.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Choice {
    /// Words, "phrases", prefix*, -without, this OR that; all must match
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Articles of this topic
    #[arg(long, value_name = "ID")]
    topic: Vec<String>,
    /// Articles of this source
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Articles in this language
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
    /// Articles of sources of this country
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    /// From then on: 2026-11-01, 7d, yesterday
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Until then
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
}

impl Choice {
    /// The checked filter.
    pub(super) fn filter(
        self,
        context: &Context,
        with_copies: bool,
        order: ArticleOrder,
        limit: Option<u32>,
    ) -> anyhow::Result<ArticleFilter> {
        let query = Some(self.query.join(" ")).filter(|query| !query.trim().is_empty());
        let request = ArticleRequest {
            query,
            topics: self.topic,
            sources: self.source,
            languages: self.language,
            countries: self.country,
            since: self.since,
            until: self.until,
            with_copies,
            order,
            limit,
        };
        request.filter(context.clock.now()).map_err(|error| UsageError(error.to_string()).into())
    }
}
