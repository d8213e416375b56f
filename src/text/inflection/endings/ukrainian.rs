//! Endings of Ukrainian nouns and adjectives.
//!
//! Source: the tables of declension of the Ukrainian orthography of 2019, sections 82 to 107. Those of verbs are left
//! out, as in Russian.

use super::slavic::{Cut, cut};
use super::{Inflected, Table};

/// For a stem that ends in a consonant.
const STEM: Table = Table {
    attached: &[
        "", "а", "у", "ові", "еві", "ом", "ем", "і", "и", "е", "о", "ів", "ам", "ами", "ах", "я", "ю", "єві", "єм",
        "ям", "ями", "ях", "ь", "ей", "ою", "ею", "єю", "й", "ї", "їв", "ію", "ія", "ії", "ією", "ій", "іям", "іями",
        "іях", "є", "ий", "ого", "ього", "ому", "ьому", "им", "ім", "ої", "ьої", "их", "іх", "ими", "іми", "ій",
    ],
    loose: &[],
};

/// For a stem whose й or ь was cut off: it is no word without an ending.
const SOFT: Table = Table {
    attached: &["й", "ь", "я", "ю", "єві", "еві", "єм", "ем", "є", "ї", "і", "їв", "ів", "ей", "ям", "ями", "ях"],
    loose: &[],
};

const CUTS: &[Cut] = &[
    ("ий", 3, &STEM),
    ("ій", 3, &STEM),
    ("й", 2, &SOFT),
    ("ь", 2, &SOFT),
    ("а", 3, &STEM),
    ("я", 3, &STEM),
    ("о", 3, &STEM),
    ("е", 3, &STEM),
    ("є", 3, &STEM),
    ("и", 3, &STEM),
    ("і", 3, &STEM),
    ("ї", 3, &STEM),
];

pub(super) fn inflect(word: &str, _written: &str) -> Option<Inflected> {
    cut(word, CUTS, &STEM)
}
