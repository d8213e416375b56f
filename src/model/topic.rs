//! A topic found in an article, with the words that earned it.

use serde::{Deserialize, Serialize};

use super::TopicId;

/// A topic that an article matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopicMatch {
    /// Which topic.
    pub topic: TopicId,
    /// The sum that the rule gave; at least the topic's threshold.
    pub score: f64,
    /// Every hit that counted, in order of field and position.
    pub evidence: Vec<Evidence>,
    /// Short name of the rule that gave it, to tell it from an earlier or later one of the same topic.
    #[serde(default)]
    pub rules_version: String,
}

/// One hit of a term in an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The term as the rule writes it.
    pub term: String,
    /// Where it stands.
    pub field: Field,
    /// First character of the hit in the field as given, counted in Unicode scalar values (as `substr` in SQL and slices in Python count).
    pub start: u32,
    /// The character after the last one of the hit.
    pub end: u32,
    /// What the hit added to the score.
    pub weight: f64,
    /// For a name of a relation: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// One of the two parties of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// A part of an article that topics look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The headline.
    Title,
    /// The body.
    Text,
}
