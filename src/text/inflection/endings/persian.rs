//! Endings of Persian nouns and adjectives.
//!
//! Source: the suffixes of nouns in Taghva, Beckley and Sadeh, A Stemming Algorithm for the Farsi Language (2005): the
//! plurals ها, ان, گان, ات, ين, the ي of one or of relation, the ي of the ezafe, the pronouns ش and شان. The pronouns of
//! the first and second person (م, ت) are left out: they end too many other words. What a half space sets off is a word
//! of its own once folded.

use super::{Inflected, Table, inflected, is_arabic_script};

/// What may stand behind a half space.
const LOOSE: &[&str] = &["ها", "هاي", "هايي", "هايش", "هايشان", "اي", "اش", "شان", "ي"];

/// For a stem.
const STEM: Table = Table {
    attached: &[
        "",
        "ها",
        "هاي",
        "هايي",
        "هايش",
        "هايشان",
        "ان",
        "اني",
        "انش",
        "انشان",
        "ات",
        "اتي",
        "اتش",
        "ين",
        "ي",
        "يي",
        "يان",
        "ياني",
        "يها",
        "يهاي",
        "يش",
        "يشان",
        "ش",
        "شان",
        "اش",
    ],
    loose: LOOSE,
};

/// For what is left of a word that ends in a silent ه: نماینده, نمایندگان.
const SILENT_HE: Table = Table {
    attached: &[
        "ه",
        "هها",
        "ههاي",
        "ههايي",
        "ههايش",
        "هاي",
        "هاش",
        "هش",
        "هشان",
        "گان",
        "گاني",
        "گانش",
        "گانشان",
        "گي",
    ],
    loose: LOOSE,
};

pub(super) fn inflect(word: &str, _written: &str) -> Option<Inflected> {
    if !word.chars().all(is_arabic_script) {
        return None;
    }
    match word.strip_suffix('ه') {
        Some(stem) => inflected(stem, &SILENT_HE),
        None => inflected(word, &STEM),
    }
}
