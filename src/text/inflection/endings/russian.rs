//! Endings of Russian nouns and adjectives.
//!
//! Source: the endings of nouns and adjectives of the Russian stemmer of Snowball (Porter, 2007). Those of verbs are
//! left out: `взрыв~` is the explosion, not what explodes.

use super::slavic::{Cut, cut};
use super::{Inflected, Table};

/// For a stem that ends in a consonant.
const STEM: Table = Table {
    attached: &[
        "", "а", "у", "ом", "е", "ы", "и", "о", "ов", "ев", "ей", "ам", "ами", "ах", "я", "ю", "ем", "ям", "ями", "ях",
        "ь", "ью", "ой", "ою", "ею", "й", "ие", "ия", "ию", "ием", "ии", "ий", "ией", "иям", "иями", "иях", "ье", "ья",
        "ью", "ьи", "ьев", "ьям", "ьями", "ьях", "ый", "ого", "его", "ому", "ему", "ым", "им", "ая", "яя", "ую", "юю",
        "ое", "ее", "ые", "ых", "их", "ыми", "ими", "иев",
    ],
    loose: &[],
};

/// For a stem whose й or ь was cut off: it is no word without an ending.
const SOFT: Table = Table {
    attached: &["й", "ь", "я", "ю", "ем", "ей", "е", "и", "ев", "ью", "ям", "ями", "ях"],
    loose: &[],
};

/// For what ends in ой: an adjective (боевой, боевого) or a noun (герой, героя).
const IN_OI: Table = Table {
    attached: &[
        "ой", "ого", "ому", "ым", "им", "ом", "ая", "ую", "ою", "ое", "ые", "ие", "ых", "их", "ыми", "ими", "оя",
        "оем", "ои", "оев", "оям", "оями", "оях",
    ],
    loose: &[],
};

const CUTS: &[Cut] = &[
    ("ый", 3, &STEM),
    ("ий", 3, &STEM),
    ("ой", 3, &IN_OI),
    ("ая", 3, &STEM),
    ("яя", 3, &STEM),
    ("ое", 3, &STEM),
    ("ее", 3, &STEM),
    ("ые", 3, &STEM),
    ("й", 2, &SOFT),
    ("ь", 2, &SOFT),
    ("а", 3, &STEM),
    ("я", 3, &STEM),
    ("о", 3, &STEM),
    ("е", 3, &STEM),
    ("ы", 3, &STEM),
    ("и", 3, &STEM),
];

pub(super) fn inflect(word: &str, _written: &str) -> Option<Inflected> {
    cut(word, CUTS, &STEM)
}
