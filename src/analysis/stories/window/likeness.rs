//! How much two articles have in common: the cosine of their features, weighed by how rare each is at the time.

use super::{Entry, REACH, Window};
use crate::analysis::stories::profile::Feature;

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

impl Window {
    /// How much an article has in common with one of the window, where 1 is enough to be about one event; `None` if the
    /// latter has left.
    #[must_use]
    pub fn likeness(&self, own: &Entry, id: i64) -> Option<f64> {
        self.get(id).map(|other| self.compare(&self.weighed(own), other))
    }

    /// What a feature weighs in an article: how often it is there, and how rare it is elsewhere.
    fn weight(&self, feature: Feature) -> f64 {
        let count = self.postings.get(&feature.key()).map_or(0, |posting| posting.count);
        let all = self.len() as f64 + EXPECTED;
        feature.weight() * (all / (f64::from(count) + EXPECTED * feature.share())).ln().max(0.0)
    }

    /// An article with what each of its features weighs now, since it is compared with many.
    pub(super) fn weighed<'e>(&self, entry: &'e Entry) -> Weighed<'e> {
        let weights = |features: &[Feature]| features.iter().map(|feature| self.weight(*feature)).collect();
        let (words, names) = (weights(&entry.profile.words), weights(&entry.profile.names));
        Weighed { entry, words, names }
    }

    pub(super) fn compare(&self, one: &Weighed<'_>, other: &Entry) -> f64 {
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
pub(super) struct Weighed<'e> {
    pub(super) entry: &'e Entry,
    words: Vec<f64>,
    names: Vec<f64>,
}

impl Weighed<'_> {
    /// The features that weigh anything, those that weigh most first, with what they add where they are shared, and
    /// whether they are words.
    pub(super) fn features_by_gain(&self) -> Vec<(f64, Feature, bool)> {
        let of = |features: &[Feature], weights: &[f64], is_word: bool| {
            let gains = features.iter().zip(weights);
            gains.map(|(feature, weight)| (weight * feature.weight(), *feature, is_word)).collect::<Vec<_>>()
        };
        let profile = &self.entry.profile;
        let mut all = of(&profile.words, &self.words, true);
        all.extend(of(&profile.names, &self.names, false));
        all.retain(|(gain, ..)| *gain > 0.0);
        all.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        all
    }
}
