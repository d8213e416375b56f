//! Who has much in common with an article: those that share most of what weighs most in it are compared in full.

use super::likeness::Weighed;
use super::{Entry, Neighbour, Window};

/// Entries of one feature that are looked at, the latest first.
const MOST_ENTRIES: usize = 128;

/// Entries that are looked at for one article, those of what weighs most in it first: each costs a walk to memory.
const MOST_FOLLOWED: usize = 2_000;

/// Entries of addresses that are looked at beside them.
const MOST_LINKED: usize = 500;

/// Articles that are compared in full.
const MOST_COMPARED: usize = 24;

impl Window {
    /// The articles of lower numbers that have most in common with one, the nearest first.
    #[must_use]
    pub fn neighbours(&self, own: &Entry) -> Vec<Neighbour> {
        let weighed = self.weighed(own);
        let mut neighbours: Vec<Neighbour> = self
            .promising(&weighed)
            .into_iter()
            .filter_map(|article| self.articles.get(article as usize))
            .map(|other| Neighbour { id: other.id, likeness: self.compare(&weighed, other) })
            .filter(|neighbour| neighbour.likeness > 0.0)
            .collect();
        neighbours.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.id.cmp(&other.id)));
        neighbours
    }

    /// The articles of lower numbers that share most of what weighs most in one.
    fn promising(&self, own: &Weighed<'_>) -> Vec<u32> {
        let end = self.articles.partition_point(|other| other.id < own.entry.id);
        let mut gains = vec![0.0_f32; end.saturating_sub(self.first)];
        let mut touched: Vec<u32> = Vec::new();
        let mut rest = MOST_FOLLOWED;
        for (gain, feature, is_word) in own.features_by_gain() {
            for article in self.latest(feature.key()).take(rest) {
                rest -= 1;
                let Some(place) = (article as usize).checked_sub(self.first) else { continue };
                // Within a language words decide, across languages names.
                let is_own_language = self.languages.get(article as usize) == Some(&own.entry.profile.language);
                if let Some(sum) = gains.get_mut(place).filter(|_| is_word == is_own_language) {
                    if *sum == 0.0 {
                        touched.push(article);
                    }
                    *sum += gain as f32;
                }
            }
        }
        for (article, gain) in self.linked(own, end) {
            let Some(sum) = gains.get_mut(article as usize - self.first) else { continue };
            if *sum == 0.0 {
                touched.push(article);
            }
            *sum += gain as f32;
        }
        let gain_of = |article: &u32| gains.get(*article as usize - self.first).copied().unwrap_or_default();
        touched.sort_by(|one, other| gain_of(other).total_cmp(&gain_of(one)).then(other.cmp(one)));
        touched.truncate(MOST_COMPARED);
        touched
    }

    /// The articles of lower places that are linked with one, with what that adds.
    fn linked(&self, own: &Weighed<'_>, end: usize) -> Vec<(u32, f64)> {
        let profile = &own.entry.profile;
        let mut found: Vec<u32> = Vec::new();
        for key in profile.citations.keys().filter(|key| self.rarity_of_link(*key) > 0.0) {
            let rest = MOST_LINKED.saturating_sub(found.len());
            found.extend(self.latest(key).take(rest).filter(|article| (*article as usize) < end));
        }
        found.sort_unstable();
        found.dedup();
        let add = |article: u32| {
            let other = &self.articles.get(article as usize)?.profile;
            let links = self.links_add(profile, other);
            (links > 0.0).then(|| (article, links * own.enough(profile.language == other.language)))
        };
        found.into_iter().filter_map(add).collect()
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
}
