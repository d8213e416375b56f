//! Topics, and how much comes of them.

use utoipa::ToSchema;

use super::mark;

/// A topic with what is stored of its matches.
#[derive(Debug, ToSchema)]
pub struct Topic {
    /// Its id.
    #[schema(example = "counter-terrorism")]
    pub topic: String,
    /// What people call it.
    pub label: String,
    /// Articles that match it or what is part of it, copies included.
    pub articles: u64,
    /// Terms of its rule.
    pub terms: u64,
    /// The date of the newest of these articles.
    #[schema(format = DateTime)]
    pub newest: Option<String>,
    /// Articles of the last 24 hours, copies left out.
    pub last_24h: u32,
    /// What 24 hours bring by habit; null where it has none yet.
    pub usual_24h: Option<f64>,
    /// How far it grows beyond that.
    #[schema(schema_with = mark)]
    pub mark: (),
    /// The version of its rule; null where it left the configuration.
    pub rule_version: Option<String>,
    /// Articles that were matched by another version.
    pub of_other_rules: u64,
    /// Whether the configuration has it.
    pub is_configured: bool,
    /// The wider topic.
    pub parent: Option<String>,
    /// How many topics stand above it.
    pub depth: u32,
    /// Articles that match it itself.
    pub own_articles: u64,
    /// What belongs to it and what does not.
    pub description: String,
    /// Spans of hours beside the habit; empty where there is none yet.
    pub growth: Vec<Growth>,
}

/// A span of hours beside the habit.
#[derive(Debug, ToSchema)]
pub struct Growth {
    /// How many hours.
    pub hours: u32,
    /// What they brought.
    pub observed: u32,
    /// What they would bring by habit.
    pub expected: f64,
    /// How likely they bring so much by chance.
    pub probability: f64,
    /// What to call that.
    #[schema(schema_with = mark)]
    pub mark: (),
}

/// All topics.
#[derive(Debug, ToSchema)]
pub struct Topics {
    /// Each below its parent, else by name.
    pub items: Vec<Topic>,
}

/// How many articles a day or an hour brought.
#[derive(Debug, ToSchema)]
pub struct TimelineEntry {
    /// When the day or hour began, UTC.
    #[schema(format = DateTime)]
    pub at: String,
    /// Articles dated within it, copies left out.
    pub articles: u64,
}

/// A topic over time.
#[derive(Debug, ToSchema)]
pub struct Timeline {
    /// Each day or hour, the earliest first, also those that brought nothing.
    pub items: Vec<TimelineEntry>,
}
