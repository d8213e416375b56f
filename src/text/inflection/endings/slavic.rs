//! Cutting Russian and Ukrainian words as dictionaries have them.

use super::{Inflected, Table, inflected};

/// An ending of the dictionary's form, the fewest letters that must be left without it, and the endings that take its
/// place.
pub(super) type Cut = (&'static str, usize, &'static Table);

/// Cuts the first ending that fits; a word without one is its own stem.
pub(super) fn cut(word: &str, cuts: &[Cut], stem_table: &'static Table) -> Option<Inflected> {
    if !word.chars().all(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
        return None;
    }
    let cut = cuts.iter().find_map(|(ending, least, table)| {
        word.strip_suffix(ending).filter(|stem| stem.chars().count() >= *least).map(|stem| (stem, *table))
    });
    let (stem, table) = cut.unwrap_or((word, stem_table));
    inflected(stem, table)
}
