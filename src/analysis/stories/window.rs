//! The profiles of the latest articles: who has much in common with a new one.
//!
//! All features lie in memory, each with a link to the last article before that has it too, so nothing is moved when an
//! article comes. How common a feature is, is what its language's table expects, corrected by the articles of the window:
//! what everyone writes about this week sets no two articles apart.
//!
//! **Invariant**: what the window holds depends on the articles that were added and their order alone. Articles leave it
//! from its beginning as soon as they are too old, not when it is convenient.

mod entries;
mod likeness;
mod near;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use jiff::{SignedDuration, Timestamp};

use super::profile::Profile;
use crate::text::hash::Spread;

use entries::Entries;

/// A table by numbers.
type Table<V> = HashMap<u32, V, BuildHasherDefault<Spread>>;

/// How long an article stays in the window, from its first sight on, and how far apart articles of one story may be.
const REACH: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The most articles that it holds: what bounds its memory where a whole archive is imported at once.
const MOST_ARTICLES: usize = 100_000;

/// Articles that have left, at least, before their room is given back; and a quarter as many as are there.
const LEAST_LEFT: usize = 1_000;

/// An article in the window.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in the database.
    pub id: i64,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// When it was published.
    pub dated: Timestamp,
    /// What it is told by.
    pub profile: Profile,
}

/// An article that has much in common with a new one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Its number in the database.
    pub id: i64,
    /// How much; 1 is where articles begin to be about one event.
    pub likeness: f64,
}

/// Which articles of the window have a feature.
#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    /// The last entry, and one more; 0 where there is none.
    last: u32,
    /// Articles that are still in the window.
    count: u32,
}

/// The latest articles.
#[derive(Debug, Default)]
pub struct Window {
    /// All that were added; those before `first` have left.
    articles: Vec<Entry>,
    /// The languages of `articles`, side by side, since whoever follows entries asks for nothing else.
    languages: Vec<[u8; 3]>,
    first: usize,
    postings: Table<Posting>,
    entries: Entries,
    newest: Option<Timestamp>,
    last_id: i64,
}

impl Window {
    /// The first moment that still belongs to a window whose newest article was seen at this time.
    #[must_use]
    pub fn begin(newest: Timestamp) -> Timestamp {
        newest.checked_sub(REACH).unwrap_or(Timestamp::MIN)
    }

    /// The number from which on articles may belong to a window whose last one has this number.
    #[must_use]
    pub fn lowest_id(last: i64) -> i64 {
        last.saturating_sub(2 * MOST_ARTICLES as i64)
    }

    /// The highest number that was added; 0 before the first.
    #[must_use]
    pub fn last_id(&self) -> i64 {
        self.last_id
    }

    /// How many articles are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len() - self.first
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds an article of a higher number than all before, and lets go of those that are too old.
    pub fn add(&mut self, entry: Entry) {
        let Ok(article) = u32::try_from(self.articles.len()) else { return };
        self.last_id = entry.id;
        self.newest = self.newest.max(Some(entry.first_seen));
        self.enter(article, &entry.profile);
        self.languages.push(entry.profile.language);
        self.articles.push(entry);
        let begin = self.newest.map(Self::begin);
        while self.len() > MOST_ARTICLES
            || self.articles.get(self.first).is_some_and(|old| Some(old.first_seen) < begin)
        {
            self.let_go();
        }
        if self.first > self.len() / 4 + LEAST_LEFT {
            self.compact();
        }
    }

    /// Enters the features of an article in the lists.
    fn enter(&mut self, article: u32, profile: &Profile) {
        for key in profile.keys() {
            let posting = self.postings.entry(key).or_default();
            posting.last = self.entries.push(article, posting.last);
            posting.count += 1;
        }
    }

    /// Gives back the room of articles that have left.
    fn compact(&mut self) {
        let articles = self.articles.split_off(self.first);
        self.languages.drain(..self.first);
        self.first = 0;
        self.postings.clear();
        self.entries = Entries::default();
        for (article, entry) in (0_u32..).zip(&articles) {
            self.enter(article, &entry.profile);
        }
        self.articles = articles;
    }

    /// Takes the new profile of an article that was read again, if it is still here.
    pub fn renew(&mut self, id: i64, dated: Timestamp, profile: &Profile) {
        let Some(place) = self.place(id) else { return };
        let Some(entry) = self.articles.get_mut(place) else { return };
        // Its entries stay: whoever follows them compares the profile as it is now.
        let before = std::mem::replace(&mut entry.profile, profile.clone());
        entry.dated = dated;
        if let Some(language) = self.languages.get_mut(place) {
            *language = profile.language;
        }
        before.keys().for_each(|key| self.count(key, -1));
        profile.keys().for_each(|key| self.count(key, 1));
    }

    /// An article of the window.
    #[must_use]
    pub fn get(&self, id: i64) -> Option<&Entry> {
        self.articles.get(self.place(id)?)
    }

    fn place(&self, id: i64) -> Option<usize> {
        let place = self.articles.binary_search_by_key(&id, |entry| entry.id).ok()?;
        (place >= self.first).then_some(place)
    }

    fn let_go(&mut self) {
        let Some(entry) = self.articles.get_mut(self.first) else { return };
        let profile = std::mem::take(&mut entry.profile);
        self.first += 1;
        profile.keys().for_each(|key| self.count(key, -1));
    }

    fn count(&mut self, key: u32, change: i32) {
        let posting = self.postings.entry(key).or_default();
        posting.count = posting.count.saturating_add_signed(change);
        if posting.count == 0 {
            self.postings.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests;
