//! What an assistant can say with each question. The comments are what it reads of them.

use rmcp::schemars;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A choice of articles.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(default)]
pub(super) struct Choice {
    /// Words in any language (all must match, in any of their forms), "phrases", prefix*, OR, -without, (brackets), NEAR/5,
    /// and fields: title: topic: source: lang: country: author: credit: site: links: story: is:copy has:revision since:7d until:2026-11-01,
    /// or @name for a saved search. Without it every article.
    pub(super) query: Option<String>,
    /// Ids of topics; articles that match one of them.
    pub(super) topics: Vec<String>,
    /// ISO 639 codes of languages, such as "ar".
    pub(super) languages: Vec<String>,
    /// From then on: 2026-11-01, 7d, yesterday.
    pub(super) since: Option<String>,
    /// Until then, a day included.
    pub(super) until: Option<String>,
    /// Whether articles that repeat another are wanted too.
    pub(super) with_copies: bool,
}

/// Arguments of `search_articles`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(default)]
pub(super) struct SearchArticles {
    /// Which articles.
    #[serde(flatten)]
    pub(super) choice: Choice,
    /// What comes first.
    pub(super) sort: Sort,
    /// How many, 1 to 50; 10 if it is left out.
    pub(super) limit: Option<u32>,
    /// The `next` of an earlier answer to the same question.
    pub(super) cursor: Option<String>,
    /// What is none of these.
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) unknown: Map<String, Value>,
}

/// What comes first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(rename_all = "lowercase")]
pub(super) enum Sort {
    /// The latest date.
    #[default]
    Newest,
    /// The best match, what is older counting less.
    Rank,
}

/// Arguments of `count_articles`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
pub(super) struct CountArticles {
    /// Which articles.
    #[serde(flatten)]
    pub(super) choice: Choice,
    /// By what: topic, source, lang, country, site, day, month.
    pub(super) by: Vec<String>,
    /// The most values of each, 1 to 100; 20 if it is left out.
    #[serde(default)]
    pub(super) limit: Option<u32>,
    /// What is none of these.
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) unknown: Map<String, Value>,
}

/// Arguments of `read_article`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct ReadArticle {
    /// Its number, its key, or any address that it is known by.
    pub(super) id: String,
    /// The character of the text to begin with, from 0: long texts come in parts.
    #[serde(default)]
    pub(super) offset: usize,
}

/// Arguments of `list_stories`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListStories {
    /// Ids of topics; stories of which a third of the texts match one of them.
    pub(super) topics: Vec<String>,
    /// ISO 639 codes of languages; stories that have an article in one of them.
    pub(super) languages: Vec<String>,
    /// Whose latest article is of then or later: 2026-11-01, 7d, yesterday; 24h if it is left out.
    pub(super) since: Option<String>,
    /// How many, 1 to 50; 20 if it is left out.
    pub(super) limit: Option<u32>,
}

/// Arguments of `read_story`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct ReadStory {
    /// Its number.
    pub(super) id: i64,
}

/// Arguments of `timeline`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(default)]
pub(super) struct Timeline {
    /// Which articles; the last 30 days if `since` is left out.
    #[serde(flatten)]
    pub(super) choice: Choice,
    /// What is none of these.
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) unknown: Map<String, Value>,
}

/// Arguments of `query_sql`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct QuerySql {
    /// One `select`.
    pub(super) sql: String,
    /// The most rows, 1 to 500; 100 if it is left out.
    #[serde(default)]
    pub(super) limit: Option<u32>,
}
