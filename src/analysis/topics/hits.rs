//! Where the terms of one topic stand in one article.

use crate::model::{Evidence, Field};

use super::weighing::rounded;
use super::words::Words;
use super::worth::{Purpose, WeighedTerm, Worth};

/// A place where a topic's term stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct TopicHit<'a> {
    /// Index of the topic.
    pub(super) topic: usize,
    /// Index of the term, to count its hits by.
    pub(super) index: usize,
    /// The term.
    pub(super) term: &'a WeighedTerm,
    /// Index of the first word, and of the one after the last. A hit between words has none.
    pub(super) words: (usize, usize),
    /// First byte in the field as given, and the one after the last, where these are not those of the words.
    pub(super) given: Option<(usize, usize)>,
}

/// A field of the article with one topic's hits in it.
pub(super) struct FieldHits<'a> {
    /// Which field.
    pub(super) field: Field,
    /// Its words.
    pub(super) words: &'a Words<'a>,
    /// The hits by position; they may overlap.
    pub(super) hits: &'a [TopicHit<'a>],
}

impl TopicHit<'_> {
    /// How many words it covers.
    pub(super) fn n_words(&self) -> usize {
        self.words.1 - self.words.0
    }
}

impl<'a> FieldHits<'a> {
    /// Whether no longer term without weight takes the words of a hit.
    pub(super) fn is_free(&self, hit: &TopicHit<'_>) -> bool {
        !self.hits.iter().any(|other| {
            other.term.worth == Worth::Alone(Purpose::Weight(0.0))
                && other.words.0 <= hit.words.0
                && hit.words.1 <= other.words.1
                && other.n_words() > hit.n_words()
        })
    }

    /// A hit with what it adds.
    pub(super) fn evidence(&self, hit: TopicHit<'_>, weight: f64) -> Evidence {
        let place = match hit.given {
            Some((start, end)) => self.words.chars_of_bytes(start..end),
            None => self.words.chars(&(hit.words.0..hit.words.1)),
        };
        Evidence {
            term: hit.term.written.to_string(),
            field: self.field,
            start: place.start,
            end: place.end,
            weight: rounded(weight),
            side: match hit.term.worth {
                Worth::Side(side) => Some(side),
                Worth::Alone(_) | Worth::Near(_) => None,
            },
        }
    }
}
