//! The border between a worker and the store.
//!
//! Both values are plain and serialisable: on one machine they meet over a channel, on many they would cross a network.
//! They carry every time, id and random number they need, so that the store that applies them needs neither clock nor dice.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::article::named_enum;
use super::{
    Article, ArticleKey, ErrorKind, Habits, Hub, Item, LanguageCode, Look, Recheck, Sighting, Snapshot, Source,
    SourceId, SourceState, Validators,
};

/// Version of the serialised form of [`PollJob`] and [`PollOutcome`]; a fixture of each released one must decode.
pub const FORMAT_VERSION: u16 = 1;

/// Everything a worker needs for one poll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PollJob {
    /// [`FORMAT_VERSION`] of the writer.
    pub version: u16,
    /// What to poll, and how.
    pub source: Source,
    /// What is remembered of it.
    pub state: SourceState,
    /// Of the items that the source lists, the keys of those whose articles are known. Filled in between the two halves of
    /// a poll: what nobody lists need not be looked for.
    pub known: Vec<ArticleKey>,
    /// Items that earlier polls left for this one.
    pub deferred: Vec<Deferral>,
    /// Articles whose pages are looked at again. Filled in together with the keys, since it depends on what the source lists.
    #[serde(default)]
    pub rechecks: Vec<Recheck>,
    /// The time of the poll.
    pub now: Timestamp,
    /// A random number in 0..1 that spreads the next due time.
    pub jitter: f64,
}

/// What a poll found. A poll of many articles gives several outcomes, of which the last alone has an [`PollEnd`]:
/// until that one is applied the validators stay as they were, so that nothing is lost if the process dies in between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PollOutcome {
    /// [`FORMAT_VERSION`] of the writer.
    pub version: u16,
    /// The source that was polled.
    pub source: SourceId,
    /// The generation of the job; the store takes only that of the current one.
    pub generation: u64,
    /// The version of the topic rules that made the matches.
    pub rules_version: String,
    /// New articles.
    pub articles: Vec<Article>,
    /// Every item that the source listed, of which this outcome knows the article.
    pub sightings: Vec<Sighting>,
    /// Items left for a later poll. The store drops an item's deferral when its article arrives.
    pub deferred: Vec<Deferral>,
    /// What second looks at articles gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    /// How the poll ended; `None` in all but its last outcome.
    pub end: Option<PollEnd>,
}

/// What a worker hands over at once: an outcome, and beside it the pages that its articles were read from, as many as are
/// kept. An article names its page by the hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PollPart {
    /// What is stored, with or without the pages.
    pub outcome: PollOutcome,
    /// The pages.
    pub snapshots: Vec<Snapshot>,
}

impl From<PollOutcome> for PollPart {
    fn from(outcome: PollOutcome) -> Self {
        Self { outcome, snapshots: Vec::new() }
    }
}

/// An item that a poll listed and left for a later one: because its page failed, or because there were too many at once.
///
/// The whole item is kept, so that it is not lost when its source answers 304 or no longer lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deferral {
    /// The key of the item.
    pub key: ArticleKey,
    /// What the source said of it.
    pub item: Item,
    /// Tries so far.
    pub attempts: u32,
    /// Not before; `None` once it was given up, which keeps it from being tried for ever.
    pub next_try: Option<Timestamp>,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// How a poll ended, and what follows from it for the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PollEnd {
    /// When the poll began.
    pub started_at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// What happened.
    pub result: PollResult,
    /// HTTP status of the source's answer.
    pub status: Option<u16>,
    /// For a failed poll: its kind, to count and filter by.
    pub error_kind: Option<ErrorKind>,
    /// For a failed poll: what went wrong and how to mend it, for a person.
    pub error: Option<String>,
    /// Decoded bytes of the source's answer and of the pages.
    pub size_bytes: u64,
    /// Items that the source listed.
    pub items_seen: u32,
    /// Items that led to a new article in this poll.
    pub items_new: u32,
    /// Items whose pages failed in this poll.
    pub items_failed: u32,
    /// Articles whose pages were looked at again in this poll.
    #[serde(default)]
    pub items_rechecked: u32,
    /// What the next conditional request sends.
    pub validators: Validators,
    /// Failed polls in a row, this one included.
    pub failures: u32,
    /// When the source is due next; `None` for never.
    pub next_due: Option<Timestamp>,
    /// What the source says of itself.
    pub facts: FeedFacts,
    /// What polls have learnt of the source, this one included.
    #[serde(default)]
    pub habits: Habits,
    /// The hub that a source which was read names for its news.
    #[serde(default)]
    pub hub: Option<Hub>,
}

named_enum!(
    /// The outcome of a poll.
    PollResult {
        /// The source answered and was read.
        Ok = "ok",
        /// The source answered that nothing changed (304), or with the same bytes as before.
        NotModified = "not-modified",
        /// Articles were imported from a file.
        Imported = "imported",
        /// The poll failed; the error says why.
        Failed = "failed",
        /// The source was not asked, for a reason that is not its own: the network is down, or its host wants to be left
        /// alone. It counts against nobody, and what is remembered of the source stays as it is.
        Postponed = "postponed",
    }
);

/// What a source says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FeedFacts {
    /// Its title.
    pub title: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Its language.
    pub language: Option<LanguageCode>,
}

#[cfg(test)]
mod tests;
