//! Where an article links to, and where it stands itself: who cites whom, and who cites the same, needs no language.
//!
//! A link says as much as it is one of few: a live blog or a newsletter links to everything. An article's own addresses
//! stand in the same list, so that whoever cites an article is found as those are who cite what it cites.

use url::Url;

use crate::text::hash::word_hash;
use crate::text::url::registrable_domain;

/// Links up to which each says all that a link can.
const FEW: f64 = 3.0;

/// Steps in which the weight of a link is kept; 0 is an address of the article itself.
const STEPS: f64 = 200.0;

/// Addresses that are kept: the links of an article, and its own.
const MOST: usize = 40;

/// An address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    key: [u8; 4],
    weight: u8,
}

impl Place {
    fn new(url: &str, weight: u8) -> Self {
        Self { key: (word_hash(&format!("link {url}")) as u32).to_le_bytes(), weight }
    }

    fn key(self) -> u32 {
        u32::from_le_bytes(self.key)
    }

    fn weight(self) -> f64 {
        f64::from(self.weight) / STEPS
    }

    fn is_own(self) -> bool {
        self.weight == 0
    }
}

/// The addresses that an article links to, and its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Citations {
    /// The site that it stands on, hashed; 0 where it is not known.
    site: u32,
    /// By key.
    places: Vec<Place>,
}

/// How two articles are linked, each from 0 up; 1 is as much as one link can say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Linked {
    /// One links to the other.
    pub(super) by_citing: f64,
    /// Both link to the same.
    pub(super) by_sharing: f64,
}

impl Citations {
    /// Of an article that links to these canonical addresses and stands at those.
    pub(super) fn of(links: &[String], own: &[String]) -> Self {
        let weight = (FEW / links.len().max(1) as f64).sqrt().min(1.0);
        let weight = (weight * STEPS).round().clamp(1.0, 255.0) as u8;
        let own_places = own.iter().map(|url| Place::new(url, 0));
        let mut places: Vec<Place> = own_places.chain(links.iter().map(|url| Place::new(url, weight))).collect();
        places.truncate(MOST);
        places.sort_by_key(|place| (place.key(), place.weight));
        places.dedup_by_key(|place| place.key());
        places.shrink_to_fit();
        let host = own.first().and_then(|url| Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
        let site = host.map_or(0, |host| word_hash(&format!("site {}", registrable_domain(&host))) as u32);
        Self { site, places }
    }

    /// Whether both are articles of one site.
    pub(super) fn is_same_site(&self, other: &Self) -> bool {
        self.site != 0 && self.site == other.site
    }

    /// All addresses, hashed.
    pub(super) fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.places.iter().map(|place| place.key())
    }

    /// How two articles are linked, where `rarity` tells how much an address says by itself, 0 to 1.
    pub(super) fn linked(&self, other: &Self, rarity: impl Fn(u32) -> f64) -> Linked {
        let mut linked = Linked::default();
        let mut others = other.places.iter().copied().peekable();
        for own in &self.places {
            while others.next_if(|other| other.key() < own.key()).is_some() {}
            let Some(other) = others.next_if(|other| other.key() == own.key()) else { continue };
            match (own.is_own(), other.is_own()) {
                (true, true) => {}
                (false, false) => linked.by_sharing += own.weight() * other.weight() * rarity(own.key()),
                (true, false) | (false, true) => {
                    linked.by_citing += own.weight().max(other.weight()) * rarity(own.key());
                }
            }
        }
        linked
    }

    /// Appends the bytes that are stored.
    pub(super) fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.site.to_le_bytes());
        bytes.push(u8::try_from(self.places.len()).unwrap_or(u8::MAX));
        for place in self.places.iter().take(usize::from(u8::MAX)) {
            bytes.extend(place.key);
            bytes.push(place.weight);
        }
    }

    /// What [`pack`](Self::pack) appended, and what follows it.
    pub(super) fn unpack(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (site, rest) = bytes.split_first_chunk::<4>()?;
        let (&n_places, rest) = rest.split_first()?;
        let (places, rest) = rest.split_at_checked(5 * usize::from(n_places))?;
        let (places, _) = places.as_chunks::<5>();
        let place = |&[a, b, c, d, weight]: &[u8; 5]| Place { key: [a, b, c, d], weight };
        Some((Self { site: u32::from_le_bytes(*site), places: places.iter().map(place).collect() }, rest))
    }

    /// How many bytes it packs to.
    #[cfg(test)]
    pub(super) fn n_bytes(&self) -> usize {
        5 + 5 * self.places.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citations(own: &str, links: &[&str]) -> Citations {
        let urls = |urls: &[&str]| urls.iter().map(|url| format!("https://{url}")).collect::<Vec<_>>();
        Citations::of(&urls(links), &urls(&[own]))
    }

    fn linked(one: &Citations, other: &Citations) -> (f64, f64) {
        let Linked { by_citing, by_sharing } = one.linked(other, |_| 1.0);
        assert_eq!(other.linked(one, |_| 1.0), Linked { by_citing, by_sharing }, "it is the same from both sides");
        ((by_citing * 100.0).round() / 100.0, (by_sharing * 100.0).round() / 100.0)
    }

    #[test]
    fn citing_and_citing_the_same_are_told_apart() {
        let source = citations("ministry.test/statement/1", &[]);
        let paper = citations("paper.test/1", &["ministry.test/statement/1"]);
        let other = citations("other.test/1", &["ministry.test/statement/1", "elsewhere.test/4"]);
        assert_eq!(linked(&source, &paper), (1.0, 0.0));
        assert_eq!(linked(&paper, &other), (0.0, 1.0));
        assert_eq!(linked(&source, &citations("third.test/1", &["third.test/2"])), (0.0, 0.0));
    }

    #[test]
    fn one_of_many_links_says_little() {
        let many: Vec<String> = (0..30).map(|n| format!("elsewhere.test/{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let digest = citations("digest.test/1", &many);
        assert_eq!(linked(&digest, &citations("paper.test/1", &["elsewhere.test/7"])), (0.0, 0.32));
        assert_eq!(linked(&digest, &citations("elsewhere.test/7", &[])), (0.32, 0.0));
    }

    #[test]
    fn articles_of_one_site_are_known() {
        let (one, other) = (citations("paper.com/1", &[]), citations("sport.paper.com/2", &[]));
        assert!(one.is_same_site(&other) && !one.is_same_site(&citations("else.test/1", &[])));
        assert!(!Citations::default().is_same_site(&Citations::default()), "nobody knows");
    }
}
