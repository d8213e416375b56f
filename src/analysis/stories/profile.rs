//! What an article is told by to be about the same event as another.
//!
//! Two lists of features, each with how often the article says it and how common it is: the stems that set the text apart
//! within its language, and the names and numbers of it by their sound, which need no language. Beside them where it links
//! to, which needs none either. Title and lead weigh more,
//! since they name who did what and where. Both lists are cut: what an article says once at its end tells little, and all
//! profiles of the last days lie in memory.

use std::collections::HashMap;

use super::citations::Citations;
use super::commonness::Commonness;
use super::names::{bare_words, names};
use super::stems::stems;
use crate::model::Signature;
use crate::text::fold::fold;
use crate::text::hash::word_hash;
use crate::text::segments;

/// Version of the method, the first byte of a packed profile: those of another are not compared, but for the one before,
/// which knew no links.
const VERSION: u8 = 2;
const WITHOUT_LINKS: u8 = 1;

/// Features that are kept of each kind.
const MOST_WORDS: usize = 64;
const MOST_NAMES: usize = 40;

/// How often a word of the title and of the lead counts.
const TITLE: u32 = 3;
const LEAD: u32 = 2;

/// How often a name of the title counts.
const TITLE_NAME: u32 = 2;

/// Words of the lead.
const LEAD_WORDS: usize = 60;

/// The share of articles that have a name, for want of a table.
const NAME_SHARE: f64 = 0.01;

/// Consonants from which on a longer name says no more.
const FULL_NAME: usize = 5;

/// A text of fewer words tells no event.
const LEAST_WORDS: usize = 8;

/// Steps in which weights are kept.
const WEIGHT_STEP: f64 = 0.05;
const RARITY_STEP: f64 = 1.0 / 32.0;

/// A stem or a name of an article. Six bytes without a gap, since ten million of them lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Feature {
    key: [u8; 4],
    weight: u8,
    rarity: u8,
}

impl Feature {
    fn new(key: &str, salt: &str, weight: f64, share: f64) -> Self {
        let step = |value: f64, step: f64| (value / step).round().clamp(1.0, 255.0) as u8;
        let key = (word_hash(&format!("{salt} {key}")) as u32).to_le_bytes();
        Self { key, weight: step(weight, WEIGHT_STEP), rarity: step(-share.ln(), RARITY_STEP) }
    }

    /// What it is, hashed, the language with it.
    pub(super) fn key(self) -> u32 {
        u32::from_le_bytes(self.key)
    }

    /// How much the article makes of it: one and the logarithm of its number.
    pub(super) fn weight(self) -> f64 {
        f64::from(self.weight) * WEIGHT_STEP
    }

    /// The share of articles that can be expected to have it.
    pub(super) fn share(self) -> f64 {
        (-f64::from(self.rarity) * RARITY_STEP).exp()
    }
}

/// What an article is told by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// ISO 639 code, cut or filled up to three bytes; zeros where it is not known.
    pub(super) language: [u8; 3],
    /// Stems, by key.
    pub(super) words: Vec<Feature>,
    /// Names and numbers, by key.
    pub(super) names: Vec<Feature>,
    /// Where it links to, and where it stands itself.
    pub(super) citations: Citations,
}

impl Profile {
    /// Takes the profile of an article; `None` if it says too little.
    #[must_use]
    pub fn of(title: &str, text: &str, language: Option<&str>) -> Option<Self> {
        let code = language.unwrap_or_default();
        let common = Commonness::of(code);
        let body = fold(text);
        if segments::words(&body).take(LEAST_WORDS).count() < LEAST_WORDS {
            return None;
        }
        let mut words: HashMap<&str, u32> = HashMap::new();
        let head = fold(title);
        stems(&head).for_each(|stem| *words.entry(stem).or_default() += TITLE);
        for (place, stem) in stems(&body).enumerate() {
            *words.entry(stem).or_default() += if place < LEAD_WORDS { LEAD } else { 1 };
        }
        let words = words.into_iter().map(|(stem, count)| Feature::new(stem, code, often(count), common.share(stem)));
        let mut names_of: HashMap<String, u32> = HashMap::new();
        let bare = bare_words(code, title, text);
        names(title, bare.as_ref(), &common)
            .into_iter()
            .for_each(|name| *names_of.entry(name).or_default() += TITLE_NAME);
        names(text, bare.as_ref(), &common).into_iter().for_each(|name| *names_of.entry(name).or_default() += 1);
        let names = names_of.into_iter().map(|(name, count)| {
            let length = (name.len().min(FULL_NAME) as f64).sqrt();
            Feature::new(&name, "", often(count) * length, NAME_SHARE)
        });
        let mut language = [0; 3];
        language.iter_mut().zip(code.bytes()).for_each(|(kept, byte)| *kept = byte);
        let (words, names) = (foremost(words, MOST_WORDS), foremost(names, MOST_NAMES));
        Some(Self { language, words, names, citations: Citations::default() })
    }

    /// The same of an article that links to these addresses and stands at those, all of them canonical.
    #[must_use]
    pub fn citing(self, links: &[String], own: &[String]) -> Self {
        Self { citations: Citations::of(links, own), ..self }
    }

    /// The bytes that are stored.
    #[must_use]
    pub fn pack(&self) -> Signature {
        let n_words = u8::try_from(self.words.len()).unwrap_or(u8::MAX);
        let mut bytes = vec![VERSION];
        bytes.extend(self.language);
        self.citations.pack(&mut bytes);
        bytes.push(n_words);
        for feature in self.words.iter().take(usize::from(n_words)).chain(&self.names) {
            bytes.extend(feature.key);
            bytes.extend([feature.weight, feature.rarity]);
        }
        Signature::new(bytes)
    }

    /// What [`Profile::pack`] packed; `None` for bytes of another version.
    #[must_use]
    pub fn unpack(packed: &Signature) -> Option<Self> {
        let (&[version, a, b, c], rest) = packed.as_bytes().split_first_chunk::<4>()?;
        let (citations, rest) = match version {
            VERSION => Citations::unpack(rest)?,
            WITHOUT_LINKS => (Citations::default(), rest),
            _ => return None,
        };
        let (&n_words, rest) = rest.split_first()?;
        let (features, rest) = rest.as_chunks::<6>();
        if !rest.is_empty() {
            return None;
        }
        let feature = |&[a, b, c, d, weight, rarity]: &[u8; 6]| Feature { key: [a, b, c, d], weight, rarity };
        let (words, names) = features.split_at_checked(usize::from(n_words))?;
        Some(Self {
            language: [a, b, c],
            words: words.iter().map(feature).collect(),
            names: names.iter().map(feature).collect(),
            citations,
        })
    }

    /// All keys of it.
    pub(super) fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().chain(&self.names).map(|feature| feature.key()).chain(self.citations.keys())
    }
}

/// What so many mentions weigh.
fn often(count: u32) -> f64 {
    1.0 + f64::from(count).ln()
}

/// Those of the greatest weight, by key.
fn foremost(features: impl Iterator<Item = Feature>, most: usize) -> Vec<Feature> {
    let mut features: Vec<Feature> = features.collect();
    let rank = |feature: &Feature| u32::from(feature.weight) * u32::from(feature.rarity);
    features.sort_by_key(|feature| (std::cmp::Reverse(rank(feature)), feature.key()));
    features.truncate(most);
    features.sort_by_key(|feature| feature.key());
    features.dedup_by_key(|feature| feature.key());
    features.shrink_to_fit();
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The dam above Kassala gave way on Monday and flooded 340 houses, the governor said.";

    #[test]
    fn what_is_packed_comes_back() {
        let profile = Profile::of("Dam breaks in Kassala", TEXT, Some("en")).expect("long enough");
        assert_eq!(Profile::unpack(&profile.pack()), Some(profile.clone()));
        let citing = profile.clone().citing(&["https://a.test/1".to_owned()], &["https://b.test/2".to_owned()]);
        assert_eq!(Profile::unpack(&citing.pack()), Some(citing.clone()));
        assert_ne!(citing, profile);
        assert_eq!(Profile::unpack(&Signature::new(vec![0, 1, 2])), None);
        let mut cut = profile.pack().as_bytes().to_vec();
        cut.pop();
        assert_eq!(Profile::unpack(&Signature::new(cut)), None);
    }

    #[test]
    fn profiles_of_the_version_before_are_those_without_links() {
        let profile = Profile::of("Dam breaks in Kassala", TEXT, Some("en")).expect("long enough");
        let mut bytes = profile.pack().as_bytes().to_vec();
        let n_bytes = Citations::default().n_bytes();
        bytes.drain(4..4 + n_bytes);
        bytes[0] = WITHOUT_LINKS;
        assert_eq!(Profile::unpack(&Signature::new(bytes)), Some(profile));
    }

    #[test]
    fn a_few_words_tell_no_event() {
        assert_eq!(Profile::of("Dam breaks", "See the video.", Some("en")), None);
    }

    #[test]
    fn rare_words_and_the_headline_come_first() {
        let profile = Profile::of("Dam breaks in Kassala", TEXT, Some("en")).expect("long enough");
        let weight = |stem: &str| {
            let key = word_hash(&format!("en {stem}")) as u32;
            profile
                .words
                .iter()
                .find(|feature| feature.key() == key)
                .map(|feature| feature.weight() * -feature.share().ln())
        };
        assert!(weight("kassa") > weight("gover"));
        assert!(weight("gover") > weight("the"));
    }
}
