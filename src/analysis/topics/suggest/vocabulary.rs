//! In how many articles each phrase stands, in bounded memory.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::Serialize;

/// In how many articles a phrase stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Frequency {
    /// Of the topic's articles.
    pub matched: u32,
    /// Of all others.
    pub other: u32,
}

/// The phrases of a topic's articles. Those of other articles are counted only where they are among these.
///
/// When there are more phrases than it may hold, the rarest go (lossy counting, Manku and Motwani 2002): whatever stands
/// in more articles than [`Vocabulary::floor`] is there.
#[derive(Debug)]
pub struct Vocabulary {
    entries: HashMap<Box<str>, Entry>,
    at_most: usize,
    floor: u32,
}

#[derive(Debug, Default)]
struct Entry {
    matched: u32,
    /// Counted by many threads at once.
    other: AtomicU32,
    /// An article that has it.
    example: i64,
}

impl Vocabulary {
    /// An empty one, for so many phrases.
    #[must_use]
    pub fn new(at_most: usize) -> Self {
        Self { entries: HashMap::new(), at_most, floor: 0 }
    }

    /// Counts the phrases of an article of the topic, each of which must come once.
    pub fn add_matched(&mut self, article: i64, phrases: impl IntoIterator<Item = String>) {
        for phrase in phrases {
            let entry = self.entries.entry(phrase.into_boxed_str()).or_default();
            entry.matched += 1;
            entry.example = article;
        }
        while self.entries.len() > self.at_most {
            self.floor += 1;
            self.drop_rare(self.floor + 1);
        }
    }

    /// Forgets phrases that stand in fewer articles of the topic.
    pub fn drop_rare(&mut self, least: u32) {
        self.entries.retain(|_, entry| entry.matched >= least);
    }

    /// Counts the phrases of an article that is not of the topic, each of which must come once.
    pub fn add_other(&self, phrases: impl IntoIterator<Item = impl AsRef<str>>) {
        for phrase in phrases {
            if let Some(entry) = self.entries.get(phrase.as_ref()) {
                entry.other.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// An article of the topic that has a phrase.
    #[must_use]
    pub fn example(&self, phrase: &str) -> Option<i64> {
        self.entries.get(phrase).map(|entry| entry.example)
    }

    /// Phrases in so few articles may have been given up; 0 while all fit.
    #[must_use]
    pub fn floor(&self) -> u32 {
        self.floor
    }

    /// All phrases, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Frequency)> {
        self.entries.iter().map(|(phrase, entry)| (phrase.as_ref(), entry.frequency()))
    }
}

impl Entry {
    fn frequency(&self) -> Frequency {
        Frequency { matched: self.matched, other: self.other.load(Ordering::Relaxed) }
    }
}
