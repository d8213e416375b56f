//! What topics need to know of the sources that listed a stored article.

use std::collections::HashMap;

use crate::analysis::topics::{Listing, Subject};
use crate::model::{Source, SourceId};
use crate::store::ArticleText;

/// The sources of the configuration, as far as topics depend on them.
#[derive(Debug, Clone)]
pub struct Listings(HashMap<SourceId, Listing>);

impl Listings {
    /// Those of some sources.
    #[must_use]
    pub fn new(sources: &[Source]) -> Self {
        Self(sources.iter().map(|source| (source.id.clone(), Listing::of(source))).collect())
    }

    /// What is known of some sources. One that is not in the configuration has a name and nothing else.
    #[must_use]
    pub fn of(&self, sources: &[SourceId]) -> Vec<Listing> {
        let bare =
            |source: &SourceId| Listing { source: source.clone(), country: None, tags: Vec::new(), topics: Vec::new() };
        sources.iter().map(|source| self.0.get(source).cloned().unwrap_or_else(|| bare(source))).collect()
    }
}

/// A stored article as topics look at it.
#[must_use]
pub fn subject<'a>(article: &'a ArticleText, seen: &'a [Listing]) -> Subject<'a> {
    Subject { title: &article.title, text: &article.text, language: article.language.as_ref(), seen: Some(seen) }
}
