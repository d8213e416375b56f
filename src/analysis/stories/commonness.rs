//! How common a stem is in its language.
//!
//! `frequencies.tsv` lists the 1,500 commonest words of 38 languages (`training/frequencies.py`, from wordfreq by Robyn
//! Speer and others, CC BY-SA 4.0). A language is read when it is first met.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::stems::stem;
use crate::text::fold::fold;

/// Lines of language, tenths of the negative decimal logarithm of a frequency, words.
const TABLE: &str = include_str!("frequencies.tsv");

/// Words of the text that the share of articles with a stem is reckoned for.
const ARTICLE_WORDS: i32 = 300;

/// The frequency of what the table does not list.
const RARE: f64 = 1e-5;

/// No stem is commoner: so that the commonest still differ.
const COMMONEST: f64 = 0.5;

/// The same for numbers of one or two digits and for years, which are everywhere.
const SMALL_NUMBER: f64 = 1e-3;

/// Shares by stem.
type Shares = HashMap<Box<str>, f64>;

/// The share of the articles of a language that can be expected to have a stem, above 0 and below 1.
pub(super) struct Commonness(Arc<Shares>);

impl Commonness {
    /// What is known of a language by its ISO 639 code; without a table every stem counts as rare.
    pub(super) fn of(language: &str) -> Self {
        static LANGUAGES: LazyLock<Mutex<HashMap<String, Arc<Shares>>>> = LazyLock::new(Mutex::default);
        let mut languages = LANGUAGES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shares) = languages.get(language) {
            return Self(Arc::clone(shares));
        }
        let shares = Arc::new(read(language));
        // Codes come from pages: those without a table are not kept.
        if !shares.is_empty() {
            languages.insert(language.to_owned(), Arc::clone(&shares));
        }
        Self(shares)
    }

    /// The share of articles that have a stem.
    pub(super) fn share(&self, stem: &str) -> f64 {
        let is_number = stem.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && (stem.len() <= 2 || (stem.len() == 4 && stem.starts_with(['1', '2']))) {
            return share_of(SMALL_NUMBER);
        }
        self.0.get(stem).copied().unwrap_or_else(|| share_of(RARE))
    }

    /// Whether a stem is one of the common ones.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.0.contains_key(stem)
    }
}

fn read(language: &str) -> Shares {
    let mut frequencies: HashMap<Box<str>, f64> = HashMap::new();
    for line in TABLE.lines() {
        let mut fields = line.split('\t');
        let (Some(own), Some(tenths), Some(words)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let Some(tenths) = tenths.parse::<f64>().ok().filter(|_| own == language) else { continue };
        for word in words.split(' ') {
            if let Some(stem) = stem(&fold(word)) {
                *frequencies.entry(stem.into()).or_default() += 10_f64.powf(-tenths / 10.0);
            }
        }
    }
    frequencies.into_iter().map(|(stem, frequency)| (stem, share_of(frequency))).collect()
}

/// The share of articles with a word of this frequency.
fn share_of(frequency: f64) -> f64 {
    1.0 - (1.0 - frequency.clamp(RARE, COMMONEST)).powi(ARTICLE_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_known_in_their_language() {
        let english = Commonness::of("en");
        assert!(english.share("the") > 0.99);
        assert!(english.share("polic") < english.share("the"));
        assert!(english.share("kavan") < 0.01 && !english.knows("kavan"));
        assert!(Commonness::of("ar").knows("رءيس") && !english.knows("رءيس"));
        assert!(!Commonness::of("xx").knows("the"));
    }

    #[test]
    fn every_line_of_the_table_is_sound() {
        for line in TABLE.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(
                matches!(fields[..], [language, tenths, words]
                if (2..=3).contains(&language.len()) && tenths.parse::<u8>().is_ok() && !words.is_empty()),
                "{line}"
            );
        }
    }
}
