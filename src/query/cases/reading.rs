//! The collection as feed readers keep it: feeds in folders, each article in one of them, read or not.
//!
//! Readers show an article under one feed, and some keep it under one alone. So each article stands in the feed of the topic
//! that it matches most, or else of the source that listed it first. The folders are the widest topics: in one stands
//! whatever belongs to the topic or a part of it. Whoever asks for the label of a topic gets all of its articles, also those
//! that belong more to another.

mod stream;

use jiff::{SignedDuration, Timestamp};

use crate::analysis::topics::{TopicRule, TopicSet};
use crate::config::Config;
use crate::model::{SourceId, TopicId};
use crate::store::{ArticleId, Store, StoreError};

pub use stream::{Cursor, Page, ReadingError, State, Stream, Wanted, mark_all, page};

/// The folder of what matches no topic.
pub const WITHOUT_TOPIC: &str = "Other news";

/// What came earlier counts as read, as in the first program of this protocol.
const UNREAD_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedId {
    /// What matches this topic most.
    Topic(TopicId),
    /// What matches no topic, and this source listed first.
    Source(SourceId),
}

/// A feed in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderFeed {
    /// What it is of.
    pub id: FeedId,
    /// What it is called.
    pub title: String,
    /// The folder that it is in.
    pub folder: String,
}

/// All feeds: those of topics in the order of the configuration, then those of sources.
///
/// # Errors
/// The database fails.
pub fn shelf(store: &Store, config: &Config) -> Result<Vec<ReaderFeed>, StoreError> {
    let topics = &config.topics;
    let of_topics = topics.rules().iter().filter(|rule| !rule.is_gathering()).map(|rule| ReaderFeed {
        id: FeedId::Topic(rule.id.clone()),
        title: rule.name().to_owned(),
        folder: widest(topics, rule).name().to_owned(),
    });
    let of_sources = store.source_names()?.into_iter().map(|source| ReaderFeed {
        title: source.label().to_owned(),
        folder: WITHOUT_TOPIC.to_owned(),
        id: FeedId::Source(source.id),
    });
    Ok(of_topics.chain(of_sources).collect())
}

/// The names of the folders, each once.
#[must_use]
pub fn folders(shelf: &[ReaderFeed]) -> Vec<&str> {
    let mut folders: Vec<&str> = Vec::new();
    for feed in shelf {
        if !folders.contains(&feed.folder.as_str()) {
            folders.push(&feed.folder);
        }
    }
    folders
}

/// The topic above all that a topic is part of.
#[must_use]
pub fn widest<'t>(topics: &'t TopicSet, rule: &'t TopicRule) -> &'t TopicRule {
    let parent = |rule: &&'t TopicRule| rule.parent.as_ref().and_then(|parent| topics.rule(parent));
    // A circle cannot be configured; the limit only makes sure of the end.
    std::iter::successors(Some(rule), parent).take(topics.rules().len()).last().unwrap_or(rule)
}

/// The first article that counts as unread where nobody said anything.
///
/// # Errors
/// The database fails.
pub fn unread_from(store: &Store, now: Timestamp) -> Result<ArticleId, StoreError> {
    store.stored_since(now.checked_sub(UNREAD_FOR).unwrap_or(now))
}
