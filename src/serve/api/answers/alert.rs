//! Alerts.

use utoipa::ToSchema;

use super::watch;

/// An alert and how it fares.
#[derive(Debug, ToSchema)]
pub struct Alert {
    /// Its id in the configuration.
    #[schema(example = "gas-desk")]
    pub alert: String,
    /// What it waits for.
    #[schema(schema_with = watch)]
    pub watch: (),
    /// The query or the topics that it is limited to; empty where it is not.
    #[schema(example = "@gas")]
    pub of: String,
    /// The host or the mail addresses that it tells.
    #[schema(example = "chat.example.org")]
    pub to: String,
    /// Seconds between two messages at least; null where it has a schedule.
    pub every: Option<u64>,
    /// The cron line of a digest, seconds first, in UTC; null where it has none.
    pub schedule: Option<String>,
    /// Messages that were taken.
    pub messages: u64,
    /// When the last of them was; null: none yet.
    #[schema(format = DateTime)]
    pub last_sent: Option<String>,
    /// When the next attempt is made; null while nothing fails.
    #[schema(format = DateTime)]
    pub next_try: Option<String>,
    /// Why the last attempt failed; null while nothing fails.
    pub error: Option<String>,
    /// What people call it.
    pub label: Option<String>,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// When it was first looked at; null: not yet.
    #[schema(format = DateTime)]
    pub since: Option<String>,
}

/// The alerts of the configuration.
#[derive(Debug, ToSchema)]
pub struct Alerts {
    /// In the order of the configuration.
    pub items: Vec<Alert>,
}
