//! Endings of Arabic nouns and adjectives.
//!
//! Source: the suffixes that light10 removes (ها ان ات ون ين يه ية ه ة ي; Larkey, Ballesteros and Connell, Light Stemming
//! for Arabic Information Retrieval, 2007), written out with what grammars let follow one another: the ي of relation,
//! gender and number, the pronouns ه ها هم هما هن نا. Added are the accusative ا and the و and ي of a plural before a
//! genitive. The pronouns of the second person are left out: reports do not address their readers.

use super::{Inflected, Table, inflected, is_arabic_script};

/// For a stem, also that of a relation: انتحاري and what follows it.
pub(super) const STEM: Table = Table {
    attached: &[
        "",
        "ه",
        "ا",
        "ي",
        "و",
        "ان",
        "ين",
        "ون",
        "ات",
        "تا",
        "تي",
        "تان",
        "تين",
        "يه",
        "يا",
        "يو",
        "يي",
        "يان",
        "يين",
        "يون",
        "يات",
        "يتا",
        "يتي",
        "يتان",
        "يتين",
        "ها",
        "هم",
        "هما",
        "هن",
        "نا",
        "ته",
        "تها",
        "تهم",
        "تهما",
        "تهن",
        "تنا",
        "اته",
        "اتها",
        "اتهم",
        "اتهما",
        "اتهن",
        "اتنا",
        "وه",
        "وها",
        "وهم",
        "ونا",
        "يها",
        "يهم",
        "يهما",
        "يهن",
        "ينا",
        "يته",
        "يتها",
        "يتهم",
        "يتنا",
        "ياته",
        "ياتها",
        "ياتهم",
        "ياتنا",
    ],
    loose: &[],
};

/// For what is left of a word that ends in ة: the ة itself, and what its place is taken by.
const FEMININE: Table = Table {
    attached: &[
        "ه",
        "ات",
        "تا",
        "تي",
        "تان",
        "تين",
        "ته",
        "تها",
        "تهم",
        "تهما",
        "تهن",
        "تنا",
        "اته",
        "اتها",
        "اتهم",
        "اتهما",
        "اتهن",
        "اتنا",
    ],
    loose: &[],
};

pub(super) fn inflect(word: &str, written: &str) -> Option<Inflected> {
    if !word.chars().all(is_arabic_script) {
        return None;
    }
    match word.strip_suffix('ه') {
        Some(stem) if written.chars().rfind(|c| c.is_alphabetic()) == Some('ة') => inflected(stem, &FEMININE),
        _ => inflected(word, &STEM),
    }
}
