//! Which articles a reader asks for.
//!
//! What must hold at once stands in fields of its own, because each of them may lead: a list of articles begins with the
//! index of a topic, of a source or of words. Whatever else is asked, in whatever order of AND, OR and NOT, is a
//! [`Condition`] that each of these articles is held against.

use std::time::Duration;

use jiff::Timestamp;

use crate::model::{LanguageCode, SourceId, TopicId};

use super::row::ArticleId;
use super::words::Words;

/// A choice of articles. All conditions must hold; of a list, one entry must; an empty list asks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words of the title or the text.
    pub words: Option<Words>,
    /// Topics that the article matches, or of which a part (a topic with that parent, at any depth) does.
    pub topics: Vec<TopicId>,
    /// Sources that listed it.
    pub sources: Vec<SourceId>,
    /// Languages of its text.
    pub languages: Vec<LanguageCode>,
    /// Countries of the sources that listed it: ISO 3166, lower case.
    pub countries: Vec<String>,
    /// The earliest date, included.
    pub since: Option<Timestamp>,
    /// The latest date, not included.
    pub until: Option<Timestamp>,
    /// What else must hold.
    pub conditions: Vec<Condition>,
    /// Whether articles that repeat another are wanted too.
    pub with_copies: bool,
    /// What comes first.
    pub order: ArticleOrder,
    /// The most articles; `None` for all.
    pub limit: Option<u32>,
}

/// Something that holds for an article or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Each of these holds.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// This stands in its words.
    Words(Words),
    /// It matches the topic, or one that is part of it.
    Topic(TopicId),
    /// The source listed it.
    Source(SourceId),
    /// Its text is in the language.
    Language(LanguageCode),
    /// A source of the country listed it.
    Country(String),
    /// The name of one of its authors holds these words, folded.
    Author(Vec<String>),
    /// It is credited to the agency of this name.
    Agency(String),
    /// The name of an agency that it is credited to holds these words, folded.
    Credit(Vec<String>),
    /// It stands on this domain, or on one below it.
    Domain(String),
    /// The name of its site holds these words, folded.
    Site(Vec<String>),
    /// Its text links to the address, or to one below it.
    LinksTo(String),
    /// It belongs to the story.
    Story(i64),
    /// It repeats another article.
    Copy,
    /// Its page is gone.
    Gone,
    /// An earlier version of it is kept.
    Revised,
    /// Nobody has read it: it was stored as this article or after it, or somebody said that it is unread; and nobody said
    /// that it is read.
    Unread {
        /// What was stored before counts as read.
        from: ArticleId,
    },
    /// Somebody keeps it.
    Starred,
    /// Of the configured topics that it matches this is the strongest; `None`: it matches none.
    StrongestTopic(Option<TopicId>),
    /// The source listed it first.
    FirstSource(SourceId),
    /// It is dated then or later.
    Since(Timestamp),
    /// It is dated earlier.
    Until(Timestamp),
    /// In a list of the newest first it stands behind the article of this date and number.
    Behind(Timestamp, ArticleId),
    /// It was stored with this number or before.
    StoredUntil(ArticleId),
    /// It was stored with a later number than this.
    StoredAfter(ArticleId),
    /// It was no older than this when it was first seen.
    NewWhenSeen(Duration),
}

/// What comes first in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleOrder {
    /// The latest date.
    Newest,
    /// The earliest date.
    Oldest,
    /// The one that was stored first: originals before their copies, so that an import finds them so again.
    Stored,
    /// The best match of the words (BM25, the title weighing four times as much), what is older counting less; the latest
    /// date where there are none.
    Rank,
}

impl ArticleFilter {
    /// Every article that is no copy, the newest first: where filters begin.
    #[must_use]
    pub fn newest(limit: Option<u32>) -> Self {
        Self {
            words: None,
            topics: Vec::new(),
            sources: Vec::new(),
            languages: Vec::new(),
            countries: Vec::new(),
            since: None,
            until: None,
            conditions: Vec::new(),
            with_copies: false,
            order: ArticleOrder::Newest,
            limit,
        }
    }
}
