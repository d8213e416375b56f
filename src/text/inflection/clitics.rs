//! What Arabic and Hebrew write in front of a word, within the same written word.
//!
//! The chains are those of the grammars: in Arabic a conjunction, a preposition or the future particle, the article; in
//! Hebrew conjunctions, a preposition, the article.

/// What an Arabic word may have in front of it, after an optional و or ف, where its article is among it.
pub(super) const ARABIC_DEFINITE: [&str; 5] = ["ال", "بال", "كال", "لل", "لال"];

/// The same without the article.
pub(super) const ARABIC_BARE: [&str; 5] = ["", "ب", "ك", "ل", "س"];

/// The Hebrew conjunctions that may stand between ו and a preposition, longest first.
const HEBREW_CONJUNCTIONS: [&str; 4] = ["לכש", "כש", "מש", "ש"];

/// What may stand in front of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clitics {
    /// Conjunction, preposition and article, each or none.
    Arabic,
    /// The same, but the article must be there; it is not part of the word's text.
    ArabicDefinite,
    /// Conjunctions, a preposition and the article, each or none.
    Hebrew,
}

impl Clitics {
    /// What a folded word of a term may have in front, and the word without its article.
    ///
    /// Decides by the language, and by the script where that may be any: Persian and Urdu share the letters
    /// of Arabic, but write nothing in front of a word.
    #[must_use]
    pub fn of<'w>(word: &'w str, language: Option<&str>) -> Option<(Self, &'w str)> {
        let may_be = |code: &str| language.is_none_or(|own| own == code);
        let first = word.chars().next()?;
        if ('\u{620}'..='\u{64a}').contains(&first) && may_be("ar") {
            // Shorter words, such as الف (thousand), are not an article and a rest.
            let bare = word.strip_prefix("ال").filter(|_| word.chars().count() > 4);
            Some(bare.map_or((Self::Arabic, word), |bare| (Self::ArabicDefinite, bare)))
        } else if ('\u{5d0}'..='\u{5ea}').contains(&first) && may_be("he") {
            Some((Self::Hebrew, word))
        } else {
            None
        }
    }

    /// Whether letters in front of `word` are such as its language writes together with it.
    #[must_use]
    pub fn allow(self, before: &str, word: &str) -> bool {
        match self {
            Self::Arabic => {
                let rest = before.strip_prefix(['و', 'ف']).unwrap_or(before);
                ARABIC_BARE.contains(&rest) || ARABIC_DEFINITE.contains(&rest)
            }
            Self::ArabicDefinite => {
                let rest = before.strip_prefix(['و', 'ف']).unwrap_or(before);
                // Of three lams in a row one is not written: ل and اللجنة are للجنة.
                ARABIC_DEFINITE.contains(&rest) || (rest == "ل" && word.starts_with('ل'))
            }
            Self::Hebrew => {
                let rest = before.strip_prefix('ו').unwrap_or(before);
                let rest = HEBREW_CONJUNCTIONS.iter().find_map(|c| rest.strip_prefix(c)).unwrap_or(rest);
                let rest = rest.strip_prefix(['ב', 'כ', 'ל', 'מ']).unwrap_or(rest);
                rest.is_empty() || rest == "ה"
            }
        }
    }
}
