//! The profiles of the latest articles: who has much in common with a new one.
//!
//! All features lie in memory, each with a link to the last article before that has it too, so nothing is moved when an
//! article comes. How common a feature is, is what its language's table expects, corrected by the articles of the window:
//! what everyone writes about this week sets no two articles apart.
//!
//! **Invariant**: what the window holds depends on the articles that were added and their order alone. Articles leave it
//! from its beginning as soon as they are too old, not when it is convenient.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use jiff::{SignedDuration, Timestamp};

use super::profile::{Feature, Profile};
use crate::text::hash::Spread;

/// A table by numbers.
type Table<V> = HashMap<u32, V, BuildHasherDefault<Spread>>;

/// How long an article stays in the window, from its first sight on, and how far apart articles of one story may be.
const REACH: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The most articles that it holds: what bounds its memory where a whole archive is imported at once.
const MOST_ARTICLES: usize = 100_000;

/// Articles that the expectations of the tables are worth. Below it they decide, above it what was counted.
const EXPECTED: f64 = 5_000.0;

/// The cosine from which on two articles are about one event: of words and names in one language, of names in two.
/// Names alone need more, since they say who and where, not what.
const SAME_LANGUAGE: f64 = 0.25;
const OTHER_LANGUAGE: f64 = 0.32;

/// What names are worth within a language, of all: as words they count already, but only where they are spelled alike,
/// which Arabic, Persian and Hebrew papers rarely agree on.
const NAMES_PART: f64 = 0.25;

/// Features that two articles must share at least: one rare name says who, not what.
const LEAST_SHARED: usize = 4;

/// Entries of one feature that are looked at, the latest first.
const MOST_ENTRIES: usize = 128;

/// Articles that are compared in full.
const MOST_COMPARED: usize = 48;

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
    first: usize,
    postings: Table<Posting>,
    entries: Entries,
    newest: Option<Timestamp>,
    last_id: i64,
}

/// An article and, for one of its features, the entry before: by numbers from 1, 0 is none. In parts, since one list of
/// ten million would be copied, and take up to twice its size, whenever it grows.
#[derive(Debug, Default)]
struct Entries(Vec<Vec<(u32, u32)>>);

impl Entries {
    const PART: usize = 1 << 16;

    /// Adds an entry and gives its number.
    fn push(&mut self, article: u32, before: u32) -> u32 {
        if self.0.last().is_none_or(|part| part.len() >= Self::PART) {
            self.0.push(Vec::with_capacity(Self::PART));
        }
        let Some(part) = self.0.last_mut() else { return 0 };
        part.push((article, before));
        let length = part.len();
        u32::try_from((self.0.len() - 1) * Self::PART + length).unwrap_or_default()
    }

    fn get(&self, number: u32) -> Option<(u32, u32)> {
        let index = (number as usize).checked_sub(1)?;
        self.0.get(index / Self::PART)?.get(index % Self::PART).copied()
    }
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

    /// Whether so many articles have left that it should be built anew.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.first > self.len() / 4 + 1_000
    }

    /// Adds an article of a higher number than all before, and lets go of those that are too old.
    pub fn add(&mut self, entry: Entry) {
        let Ok(article) = u32::try_from(self.articles.len()) else { return };
        self.last_id = entry.id;
        self.newest = self.newest.max(Some(entry.first_seen));
        for key in entry.profile.keys() {
            let posting = self.postings.entry(key).or_default();
            posting.last = self.entries.push(article, posting.last);
            posting.count += 1;
        }
        self.articles.push(entry);
        let begin = self.newest.map(Self::begin);
        while self.len() > MOST_ARTICLES
            || self.articles.get(self.first).is_some_and(|old| Some(old.first_seen) < begin)
        {
            self.let_go();
        }
    }

    /// Takes the new profile of an article that was read again, if it is still here.
    pub fn renew(&mut self, id: i64, dated: Timestamp, profile: &Profile) {
        let Some(place) = self.place(id) else { return };
        let Some(entry) = self.articles.get_mut(place) else { return };
        // Its entries stay: whoever follows them compares the profile as it is now.
        let before = std::mem::replace(&mut entry.profile, profile.clone());
        entry.dated = dated;
        before.keys().for_each(|key| self.count(key, -1));
        profile.keys().for_each(|key| self.count(key, 1));
    }

    /// The articles of lower numbers that have most in common with one, the nearest first.
    #[must_use]
    pub fn neighbours(&self, own: &Entry) -> Vec<Neighbour> {
        let mut promise: Table<f64> = Table::default();
        for (features, is_word) in [(&own.profile.words, true), (&own.profile.names, false)] {
            for feature in features {
                let gain = (self.weight(*feature) * feature.weight()).max(0.0);
                for article in self.latest(feature.key()) {
                    let Some(other) = self.articles.get(article as usize) else { continue };
                    // Within a language words decide, across languages names.
                    if is_word == (other.profile.language == own.profile.language) && other.id < own.id {
                        *promise.entry(article).or_default() += gain;
                    }
                }
            }
        }
        let weighed = self.weighed(own);
        let mut promising: Vec<(u32, f64)> = promise.into_iter().collect();
        promising.sort_by(|(one, gain), (other, their)| their.total_cmp(gain).then(other.cmp(one)));
        promising.truncate(MOST_COMPARED);
        let mut neighbours: Vec<Neighbour> = promising
            .into_iter()
            .filter_map(|(article, _)| self.articles.get(article as usize))
            .map(|other| Neighbour { id: other.id, likeness: self.compare(&weighed, other) })
            .filter(|neighbour| neighbour.likeness > 0.0)
            .collect();
        neighbours.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.id.cmp(&other.id)));
        neighbours
    }

    /// How much an article has in common with one of the window, where 1 is enough to be about one event; `None` if the
    /// latter has left.
    #[must_use]
    pub fn likeness(&self, own: &Entry, id: i64) -> Option<f64> {
        self.get(id).map(|other| self.compare(&self.weighed(own), other))
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

    /// The last articles with a feature.
    fn latest(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let mut next = self.postings.get(&key).map_or(0, |posting| posting.last);
        std::iter::from_fn(move || {
            let (article, before) = self.entries.get(next)?;
            next = before;
            (article as usize >= self.first).then_some(article)
        })
        .take(MOST_ENTRIES)
    }

    /// What a feature weighs in an article: how often it is there, and how rare it is elsewhere.
    fn weight(&self, feature: Feature) -> f64 {
        let count = self.postings.get(&feature.key()).map_or(0, |posting| posting.count);
        let all = self.len() as f64 + EXPECTED;
        feature.weight() * (all / (f64::from(count) + EXPECTED * feature.share())).ln().max(0.0)
    }

    /// An article with what each of its features weighs now, since it is compared with many.
    fn weighed<'e>(&self, entry: &'e Entry) -> Weighed<'e> {
        let weights = |features: &[Feature]| features.iter().map(|feature| self.weight(*feature)).collect();
        let (words, names) = (weights(&entry.profile.words), weights(&entry.profile.names));
        Weighed { entry, words, names }
    }

    fn compare(&self, one: &Weighed<'_>, other: &Entry) -> f64 {
        let own = one.entry;
        let gap = own.dated.duration_since(other.dated).abs().as_secs_f64() / REACH.as_secs_f64();
        if gap > 1.0 {
            return 0.0;
        }
        let names = self.cosine(&own.profile.names, &one.names, &other.profile.names);
        let cosine = if own.profile.language == other.profile.language {
            let words = self.cosine(&own.profile.words, &one.words, &other.profile.words);
            (words * (1.0 - NAMES_PART) + names * NAMES_PART) / SAME_LANGUAGE
        } else {
            names / OTHER_LANGUAGE
        };
        // What is told days later is more often another event (Allan, "Topic Detection and Tracking", 2002, chapter 1).
        cosine * (1.0 - gap / 2.0)
    }

    /// The cosine of two lists of features, of which the weights of one are known.
    fn cosine(&self, one: &[Feature], weights: &[f64], other: &[Feature]) -> f64 {
        let mut shared = 0;
        let mut product = 0.0;
        let mut others = other.iter().copied().peekable();
        for (feature, weight) in one.iter().zip(weights) {
            while others.next_if(|other| other.key() < feature.key()).is_some() {}
            if let Some(other) = others.next_if(|other| other.key() == feature.key()) {
                shared += 1;
                product += weight * self.weight(other);
            }
        }
        if shared < LEAST_SHARED {
            return 0.0;
        }
        let own: f64 = weights.iter().map(|weight| weight * weight).sum();
        let their: f64 = other.iter().map(|feature| self.weight(*feature).powi(2)).sum();
        let norms = (own * their).sqrt();
        if norms <= 0.0 { 0.0 } else { product / norms }
    }
}

/// An article, and what its features weigh.
struct Weighed<'e> {
    entry: &'e Entry,
    words: Vec<f64>,
    names: Vec<f64>,
}
