//! Which articles a reader asks for.

use jiff::Timestamp;

use crate::model::{LanguageCode, SourceId, TopicId};

use super::row::StoryId;
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
    /// The story that it belongs to.
    pub story: Option<StoryId>,
    /// The earliest date, included.
    pub since: Option<Timestamp>,
    /// The latest date, not included.
    pub until: Option<Timestamp>,
    /// Whether articles that repeat another are wanted too.
    pub with_copies: bool,
    /// What comes first.
    pub order: ArticleOrder,
    /// The most articles; `None` for all.
    pub limit: Option<u32>,
}

/// What comes first in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleOrder {
    /// The latest date.
    Newest,
    /// The one that was stored first: originals before their copies, so that an import finds them so again.
    Stored,
    /// The best match of the words (BM25, the title weighing four times as much); the latest date where there are none.
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
            story: None,
            since: None,
            until: None,
            with_copies: false,
            order: ArticleOrder::Newest,
            limit,
        }
    }
}
