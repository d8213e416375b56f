//! What a set of topics is tried on.

use crate::model::{LanguageCode, Source, SourceId, TopicId};

/// An article as far as topics look at it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The headline.
    pub title: &'a str,
    /// The body.
    pub text: &'a str,
    /// The language of the text; where it is not known, terms of every language are tried.
    pub language: Option<&'a LanguageCode>,
    /// The sources that listed it. `None`: where it was seen does not matter, every topic is tried.
    pub seen: Option<&'a [Listing]>,
}

/// A source that listed an article, as far as topics depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its name.
    pub source: SourceId,
    /// Where it is at home.
    pub country: Option<String>,
    /// What its owner sorts it by.
    pub tags: Vec<String>,
    /// The topics that its articles are tried on; none stands for all.
    pub topics: Vec<TopicId>,
}

impl Listing {
    /// What topics need to know of a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        Self {
            source: source.id.clone(),
            country: source.country.clone(),
            tags: source.tags.clone(),
            topics: source.topics.clone(),
        }
    }
}
