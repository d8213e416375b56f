//! How much two articles have in common: the cosine of their features, weighed by how rare each is at the time, and what
//! their links add to it.
//!
//! Links add and never stand alone: a common background (an encyclopedia, last year's report) is linked to by what has
//! nothing else in common. That an article links to the other says more than that both link to a third.

use super::{Entry, REACH, Window};
use crate::analysis::stories::citations::Linked;
use crate::analysis::stories::profile::{Feature, Profile};

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
const LEAST_SHARED: f64 = 4.0;

/// Names that a link stands for across languages: as it is, it needs no translation either.
const LINK_IN_NAMES: f64 = 2.0;

/// What a link in common adds at most, within a language and across languages. Within one, what shares a link and the event
/// has words enough in common as well; across languages names are few, and links that need no translation are rarely mere
/// background, which each language has its own of.
const SHARING_ADDS: f64 = 0.35;
const SHARING_ADDS_ACROSS: f64 = 0.6;

/// How much more it adds that one links to the other; and less where both stand on one site, which links to its own earlier
/// reports whenever they are of the same subject.
const CITING: f64 = 1.5;
const CITING_OWN_SITE: f64 = 0.5;

/// Articles with a link up to which it says all it can, and from which on nothing: what everybody links to is no event.
const FEW_CITE: f64 = 8.0;
const MANY_CITE: f64 = 128.0;

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
        let is_own_language = own.profile.language == other.profile.language;
        let links = self.links(&own.profile, &other.profile);
        let names = |least: f64| self.cosine(&own.profile.names, &one.names, &other.profile.names, least);
        let (cosine, most) = if is_own_language {
            let words = self.cosine(&own.profile.words, &one.words, &other.profile.words, LEAST_SHARED);
            let names = names(LEAST_SHARED);
            ((words * (1.0 - NAMES_PART) + names * NAMES_PART) / SAME_LANGUAGE, SHARING_ADDS)
        } else {
            (names(LEAST_SHARED - LINK_IN_NAMES * links.min(1.0)) / OTHER_LANGUAGE, SHARING_ADDS_ACROSS)
        };
        if cosine <= 0.0 {
            return 0.0;
        }
        // What is told days later is more often another event (Allan, "Topic Detection and Tracking", 2002, chapter 1).
        (cosine + most * links) * (1.0 - gap / 2.0)
    }

    /// How much two articles are linked: 1 as by one link that both have, up to [`CITING`].
    fn links(&self, own: &Profile, other: &Profile) -> f64 {
        let is_same_site = own.citations.is_same_site(&other.citations);
        let is_own_language = own.language == other.language;
        let Linked { by_citing, by_sharing } = own.citations.linked(&other.citations, |key| self.rarity_of_link(key));
        let citing = by_citing * CITING * if is_same_site { CITING_OWN_SITE } else { 1.0 };
        // What the articles of a paper share, its templates and series do.
        let sharing = if is_same_site && is_own_language { 0.0 } else { by_sharing };
        citing.max(sharing.min(1.0)).min(CITING)
    }

    /// What the links of two articles add to what they have in common.
    pub(super) fn links_add(&self, own: &Profile, other: &Profile) -> f64 {
        let most = if own.language == other.language { SHARING_ADDS } else { SHARING_ADDS_ACROSS };
        most * self.links(own, other)
    }

    /// How much an address says by itself, 0 to 1: the less, the more articles link to it.
    pub(super) fn rarity_of_link(&self, key: u32) -> f64 {
        let count = self.postings.get(&key).map_or(0, |posting| posting.count);
        let excess = (f64::from(count) / FEW_CITE).ln() / (MANY_CITE / FEW_CITE).ln();
        (1.0 - excess).clamp(0.0, 1.0)
    }

    /// The cosine of two lists of features, of which the weights of one are known.
    /// 0 where they share fewer than so many.
    fn cosine(&self, one: &[Feature], weights: &[f64], other: &[Feature], least: f64) -> f64 {
        let mut shared = 0.0;
        let mut product = 0.0;
        let mut others = other.iter().copied().peekable();
        for (feature, weight) in one.iter().zip(weights) {
            while others.next_if(|other| other.key() < feature.key()).is_some() {}
            if let Some(other) = others.next_if(|other| other.key() == feature.key()) {
                shared += 1.0;
                product += weight * self.weight(other);
            }
        }
        if shared < least {
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
    /// What articles that are to be about one event gain by their features together, within a language or across.
    pub(super) fn enough(&self, is_own_language: bool) -> f64 {
        let (weights, least) = match is_own_language {
            true => (&self.words, SAME_LANGUAGE),
            false => (&self.names, OTHER_LANGUAGE),
        };
        least * weights.iter().map(|weight| weight * weight).sum::<f64>()
    }

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
