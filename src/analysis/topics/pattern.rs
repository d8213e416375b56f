//! The syntax of a term: from what an author writes to what is compared with the words of an article.
//!
//! | written | finds |
//! | --- | --- |
//! | `extremism`, `state of emergency` | the word, the phrase; letter case, accents and letter forms aside |
//! | `إرهاب` | also with what Arabic writes in front of a word: `والإرهاب`, `بالإرهاب`, `للإرهاب`; never with an ending |
//! | `الدولة الإسلامية` | a word written with its article wants it: not `دولة إسلامية` |
//! | `טרור` | also with the Hebrew prefixes: `הטרור`, `ולטרור` |
//! | `terroris*`, `ядерн* оружи*` | words that begin so |
//! | `=US`, `=قاعدة` | nothing in front; and where the term has a capital letter, capitals as written |
//!
//! A newcomer would question that Arabic gets no stemmer: `انتحاري` (suicide bomber) would then match `انتحار`
//! (suicide). What may follow a word is for the author to say, with a star.

use crate::text::{fold, tokens};

use super::rule::TermLanguage;

/// A shorter beginning matches half of the dictionary, unless other words stand beside it.
const MIN_PREFIX_LETTERS: usize = 3;

/// What an Arabic word may have in front of it, after an optional و or ف, where its article is among it.
const ARABIC_DEFINITE: [&str; 5] = ["ال", "بال", "كال", "لل", "لال"];

/// The same without the article.
const ARABIC_BARE: [&str; 5] = ["", "ب", "ك", "ل", "س"];

/// The Hebrew conjunctions that may stand between ו and a preposition, longest first.
const HEBREW_CONJUNCTIONS: [&str; 4] = ["לכש", "כש", "מש", "ש"];

/// A term that cannot be used, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TermError {
    /// Nothing is left of it once folded.
    #[error("term `{0}` has no letters or digits")]
    NoWords(String),
    /// A star that is not the last character of a word.
    #[error("in term `{0}` a `*` must end a word, as in `terroris*`")]
    MisplacedStar(String),
    /// A beginning that is too short, and no other word beside it.
    #[error("term `{0}` needs at least {MIN_PREFIX_LETTERS} letters before its `*`")]
    ShortPrefix(String),
    /// A `=` that is not the first character of the term.
    #[error("in term `{0}` a `=` must stand at the very beginning; it is for all words of the term")]
    MisplacedEquals(String),
    /// `=` and `*` contradict each other.
    #[error("term `{0}` is exact, so it cannot have a `*`; leave out one of the two")]
    ExactPrefix(String),
    /// A form that is kept for later.
    #[error("term `{0}` must not begin with `/` or hold `NEAR/`, which are reserved")]
    Reserved(String),
}

/// A term, ready to be compared: its words in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    /// At least one.
    pub(super) words: Vec<PatternWord>,
    /// For an exact term with capitals: what must stand in the text, letter for letter.
    pub(super) as_written: Option<String>,
}

/// One word of a term, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PatternWord {
    text: String,
    front: Front,
    is_prefix: bool,
}

/// What may stand in front of a word within the same written word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Front {
    Nothing,
    /// Conjunction, preposition and article, each or none.
    Arabic,
    /// The same, but the article must be there; it is not part of the pattern's text.
    ArabicDefinite,
    /// Conjunctions, a preposition and the article, each or none.
    Hebrew,
}

/// Reads a term.
///
/// # Errors
/// The term breaks the syntax; see [`TermError`].
pub(super) fn parse(term: &str, language: &TermLanguage) -> Result<Pattern, TermError> {
    let written = term.trim();
    if written.starts_with('/') || written.contains("NEAR/") {
        return Err(TermError::Reserved(term.to_owned()));
    }
    let (exact, written) = match written.strip_prefix('=') {
        Some(rest) => (true, rest.trim()),
        None => (false, written),
    };
    if written.contains('=') {
        return Err(TermError::MisplacedEquals(term.to_owned()));
    }
    if exact && written.contains('*') {
        return Err(TermError::ExactPrefix(term.to_owned()));
    }
    let mut words = Vec::new();
    for piece in written.split_whitespace() {
        let (piece, is_prefix) = match piece.strip_suffix('*') {
            Some(beginning) => (beginning, true),
            None => (piece, false),
        };
        if piece.contains('*') {
            return Err(TermError::MisplacedStar(term.to_owned()));
        }
        let n_words_before = words.len();
        push_words(&mut words, piece, |word| front_of(word, language, exact));
        if is_prefix {
            let Some(last) = words.iter_mut().skip(n_words_before).last() else {
                return Err(TermError::MisplacedStar(term.to_owned()));
            };
            last.is_prefix = true;
        }
    }
    if words.is_empty() {
        return Err(TermError::NoWords(term.to_owned()));
    }
    if let [only] = words.as_slice()
        && only.is_prefix
        && only.text.chars().count() < MIN_PREFIX_LETTERS
    {
        return Err(TermError::ShortPrefix(term.to_owned()));
    }
    let has_capitals = written.chars().any(char::is_uppercase);
    Ok(Pattern { words, as_written: (exact && has_capitals).then(|| between_first_and_last_letter(written)) })
}

/// Folds and splits one piece between spaces: `al-Qaeda` is two words.
fn push_words(words: &mut Vec<PatternWord>, piece: &str, front_of: impl Fn(&str) -> Front) {
    let folded = fold::fold(piece);
    for text in tokens::words(&folded).filter_map(|range| folded.get(range)) {
        let front = front_of(text);
        let text = match front {
            Front::ArabicDefinite => text.strip_prefix("ال").unwrap_or(text),
            Front::Nothing | Front::Arabic | Front::Hebrew => text,
        };
        words.push(PatternWord { text: text.to_owned(), front, is_prefix: false });
    }
}

/// Decides by the term's language, and by the script for terms of any language: Persian and Urdu share the letters of
/// Arabic, but write nothing in front of a word.
fn front_of(word: &str, language: &TermLanguage, exact: bool) -> Front {
    let may_be = |code: &str| match language {
        TermLanguage::Any => true,
        TermLanguage::Of(own) => own.as_str() == code,
    };
    let first = word.chars().next();
    let is_arabic = first.is_some_and(|c| ('\u{620}'..='\u{64a}').contains(&c));
    let is_hebrew = first.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
    if exact {
        Front::Nothing
    } else if is_arabic && may_be("ar") {
        // Shorter words, such as الف (thousand), are not an article and a rest.
        let has_article = word.starts_with("ال") && word.chars().count() > 4;
        if has_article { Front::ArabicDefinite } else { Front::Arabic }
    } else if is_hebrew && may_be("he") {
        Front::Hebrew
    } else {
        Front::Nothing
    }
}

/// What a match of the term covers in a text: no signs around it.
fn between_first_and_last_letter(written: &str) -> String {
    written.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

impl Pattern {
    /// A piece of the words' text, joined and framed by single spaces, that is in every match, and in few other places.
    pub(super) fn anchor(&self) -> String {
        let mut anchor = String::new();
        for (index, word) in self.words.iter().enumerate() {
            if word.front == Front::Nothing {
                anchor.push(' ');
            } else if index > 0 {
                // The word before is complete here, and this one may have something in front.
                break;
            }
            anchor.push_str(&word.text);
            if word.is_prefix {
                return anchor;
            }
        }
        anchor.push(' ');
        anchor
    }

    /// The number of letters that it spells out.
    pub(super) fn n_letters(&self) -> usize {
        self.words.iter().map(|word| word.text.chars().count()).sum()
    }
}

impl PatternWord {
    /// Whether a folded word of an article is this one.
    pub(super) fn matches(&self, word: &str) -> bool {
        match (self.front, self.is_prefix) {
            (Front::Nothing, false) => word == self.text,
            (Front::Nothing, true) => word.starts_with(&self.text),
            (_, false) => word.strip_suffix(self.text.as_str()).is_some_and(|before| self.may_follow(before)),
            (_, true) => word
                .match_indices(self.text.as_str())
                .any(|(at, _)| word.get(..at).is_some_and(|before| self.may_follow(before))),
        }
    }

    /// Whether letters in front of it are such as its language writes together with a word.
    fn may_follow(&self, before: &str) -> bool {
        match self.front {
            Front::Nothing => before.is_empty(),
            Front::Arabic => {
                let rest = before.strip_prefix(['و', 'ف']).unwrap_or(before);
                ARABIC_BARE.contains(&rest) || ARABIC_DEFINITE.contains(&rest)
            }
            Front::ArabicDefinite => {
                let rest = before.strip_prefix(['و', 'ف']).unwrap_or(before);
                // Of three lams in a row one is not written: ل and اللجنة are للجنة.
                ARABIC_DEFINITE.contains(&rest) || (rest == "ل" && self.text.starts_with('ل'))
            }
            Front::Hebrew => {
                let rest = before.strip_prefix('ו').unwrap_or(before);
                let rest = HEBREW_CONJUNCTIONS.iter().find_map(|c| rest.strip_prefix(c)).unwrap_or(rest);
                let rest = rest.strip_prefix(['ב', 'כ', 'ל', 'מ']).unwrap_or(rest);
                rest.is_empty() || rest == "ה"
            }
        }
    }
}

#[cfg(test)]
mod tests;
