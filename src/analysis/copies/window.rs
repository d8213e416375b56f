//! The latest articles by the keys of their signatures: who shares much with a new one.
//!
//! All keys of the window lie in memory, since the same table on disk costs a hundred times as much for each article. Each
//! key leads to the last article that has it, and each entry on to the one before, so nothing is moved when an article
//! comes. Entries that have become too old are passed over; whoever owns the window builds it anew from time to time.
//!
//! A key that hundreds of articles share (a station's daily greeting) tells nothing: only the latest entries are followed.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use jiff::{SignedDuration, Timestamp};

use super::signature::{Key, N_VALUES, Sketch, similarity};
use crate::text::hash::Spread;

/// How long an article stays in the window, from its first sight on.
const REACH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How many numbers back from an article the window reaches at most: what bounds its memory where a whole archive is
/// imported at once.
const MOST_ARTICLES: i64 = 150_000;

/// Entries of one key that are looked at, the latest first.
const MOST_ENTRIES: usize = 64;

/// The most articles that are proposed.
const MOST_HITS: usize = 12;

/// The least estimate of containment of what is proposed: below what makes a copy, by the error of the estimate.
const MIN_ESTIMATE: f64 = 0.3;

/// Parts of the table, so that one part at a time grows and not the whole.
const N_PARTS: usize = 64;

/// An article in the window.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in the database.
    pub id: i64,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// What it is recognised by.
    pub sketch: Sketch,
}

/// An article that seems to share much with a new one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its number in the database.
    pub id: i64,
    /// The estimated share of the shorter text that the longer contains, 0 to 1.
    pub containment: f64,
}

/// The latest articles.
#[derive(Debug)]
pub struct Window {
    articles: Vec<Slot>,
    /// By key the last of its entries.
    parts: Vec<HashMap<u32, u32, BuildHasherDefault<Spread>>>,
    entries: Vec<Link>,
    last_id: i64,
    newest: Option<Timestamp>,
}

#[derive(Debug)]
struct Slot {
    id: i64,
    first_seen: Timestamp,
    n_runs: u32,
    n_anchors: u16,
    values: [u16; N_VALUES],
}

/// An article that has a key, and the entry of that key before it.
#[derive(Debug, Clone, Copy)]
struct Link {
    article: u32,
    before: u32,
}

const NONE: u32 = u32::MAX;

impl Default for Window {
    fn default() -> Self {
        let parts = (0..N_PARTS).map(|_| HashMap::default()).collect();
        Self { articles: Vec::new(), parts, entries: Vec::new(), last_id: 0, newest: None }
    }
}

impl Window {
    /// The first moment that still belongs to a window whose newest article was seen at this time.
    #[must_use]
    pub fn begin(newest: Timestamp) -> Timestamp {
        newest.checked_sub(REACH).unwrap_or(Timestamp::MIN)
    }

    /// The lowest number that belongs to the window of an article.
    #[must_use]
    pub fn lowest_id(id: i64) -> i64 {
        id.saturating_sub(MOST_ARTICLES)
    }

    /// The highest number that was added; 0 before the first.
    #[must_use]
    pub fn last_id(&self) -> i64 {
        self.last_id
    }

    /// How many entries there are, those that became too old included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Whether so many entries have become too old, or too many, that it should be built anew.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        let first = self.articles.first();
        let long_ago = self.newest.map(|newest| Self::begin(Self::begin(newest)));
        let is_old = first.is_some_and(|first| Some(first.first_seen) < long_ago);
        is_old || self.articles.len() as i64 > MOST_ARTICLES + MOST_ARTICLES / 2
    }

    /// Notes that all articles up to a number are known, also those that have no signature.
    pub fn read_to(&mut self, id: i64) {
        self.last_id = self.last_id.max(id);
    }

    /// Adds an article.
    pub fn add(&mut self, entry: &Entry) {
        let Ok(article) = u32::try_from(self.articles.len()) else { return };
        for (_, key) in entry.sketch.keys() {
            let Some(part) = self.parts.get_mut(key as usize % N_PARTS) else { continue };
            // Far beyond what memory holds; without it the number of an entry would begin anew.
            let Some(place) = u32::try_from(self.entries.len()).ok().filter(|place| *place != NONE) else { return };
            let before = part.insert(key, place).unwrap_or(NONE);
            self.entries.push(Link { article, before });
        }
        self.articles.push(Slot {
            id: entry.id,
            first_seen: entry.first_seen,
            n_runs: entry.sketch.n_runs,
            n_anchors: u16::try_from(entry.sketch.anchors.len()).unwrap_or(u16::MAX),
            values: entry.sketch.values,
        });
        self.newest = self.newest.max(Some(entry.first_seen));
        self.read_to(entry.id);
    }

    /// The articles of lower numbers that seem to share much with this one, those that share most first.
    #[must_use]
    pub fn similar(&self, entry: &Entry) -> Vec<Hit> {
        let mut anchors_shared: HashMap<u32, u16, BuildHasherDefault<Spread>> = HashMap::default();
        for (kind, key) in entry.sketch.keys() {
            for article in self.with_key(key).take(MOST_ENTRIES) {
                *anchors_shared.entry(article).or_default() += u16::from(kind == Key::Anchor);
            }
        }
        let begin = Self::begin(self.newest.max(Some(entry.first_seen)).unwrap_or(entry.first_seen));
        let lowest = Self::lowest_id(entry.id);
        let hits = anchors_shared.into_iter().filter_map(|(article, n_shared)| {
            let slot = self.articles.get(article as usize)?;
            let is_within = slot.id < entry.id && slot.first_seen >= begin && slot.id >= lowest;
            let containment = estimate(&entry.sketch, slot, n_shared);
            (is_within && containment >= MIN_ESTIMATE).then_some(Hit { id: slot.id, containment })
        });
        let mut hits: Vec<Hit> = hits.collect();
        hits.sort_by(|one, other| other.containment.total_cmp(&one.containment).then(one.id.cmp(&other.id)));
        hits.dedup_by_key(|hit| hit.id);
        hits.truncate(MOST_HITS);
        hits
    }

    /// The articles that have a key, the latest first.
    fn with_key(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.parts.get(key as usize % N_PARTS).and_then(|part| part.get(&key)).copied();
        let entry = |place: u32| self.entries.get(place as usize).copied();
        std::iter::successors(first.and_then(entry), move |link| entry(link.before)).map(|link| link.article)
    }
}

/// How much of the shorter text the longer contains: the better of what both samples say.
fn estimate(sketch: &Sketch, slot: &Slot, anchors_shared: u16) -> f64 {
    let n_least = usize::from(slot.n_anchors).min(sketch.anchors.len());
    let by_anchors = if n_least == 0 { 0.0 } else { f64::from(anchors_shared) / n_least as f64 };
    let jaccard = similarity(&sketch.values, &slot.values);
    let (own, its) = (f64::from(sketch.n_runs), f64::from(slot.n_runs));
    let by_values = jaccard * (own + its) / ((1.0 + jaccard) * own.min(its).max(1.0));
    by_anchors.max(by_values).min(1.0)
}

#[cfg(test)]
mod tests;
