//! Endings of Hebrew nouns and adjectives.
//!
//! Source: the endings of number, gender, construct state and owner in Coffin and Bolozky, A Reference Grammar of Modern
//! Hebrew (2005), chapters 4 and 5. Left out are owners of the second person: reports do not address their readers.

use super::{Endings, Inflected, Table, inflected};

/// For a stem.
const STEM: Table = Table {
    attached: &[
        "",
        "ים",
        "ם",
        "ות",
        "ה",
        "ת",
        "ית",
        "יות",
        "י",
        "יים",
        "יה",
        "ייה",
        "ו",
        "ן",
        "נו",
        "יו",
        "ינו",
        "יהם",
        "יהן",
        "תו",
        "תה",
        "תם",
        "תנו",
        "ותיו",
        "ותיה",
        "ותיהם",
        "ותיהן",
        "ותינו",
        "ותי",
        "יותיו",
        "יותיה",
        "יותיהם",
    ],
    loose: &[],
};

/// For what is left of a word that ends in ה: the ה itself, and what its place is taken by.
const FEMININE: Table = Table {
    attached: &[
        "ה",
        "ת",
        "ות",
        "תו",
        "תה",
        "תם",
        "תן",
        "תנו",
        "תי",
        "ותיו",
        "ותיה",
        "ותיהם",
        "ותיהן",
        "ותינו",
        "ותי",
        "תיים",
    ],
    loose: &[],
};

/// Letters that are written otherwise at the end of a word.
const LAST_LETTERS: [(char, char); 5] = [('ך', 'כ'), ('ם', 'מ'), ('ן', 'נ'), ('ף', 'פ'), ('ץ', 'צ')];

pub(super) fn inflect(word: &str, _written: &str) -> Option<Inflected> {
    if !word.chars().all(|c| ('\u{5d0}'..='\u{5ea}').contains(&c)) {
        return None;
    }
    if let Some(stem) = word.strip_suffix('ה') {
        return inflected(stem, &FEMININE);
    }
    let last = LAST_LETTERS.into_iter().find(|(at_end, _)| word.ends_with(*at_end));
    let stem = last.map_or(Some(word), |(at_end, _)| word.strip_suffix(at_end))?;
    Some(Inflected { stem: stem.to_owned(), endings: Endings { table: &STEM, last } })
}
