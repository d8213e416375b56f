//! Words in a row, each with what may stand around its letters.

use crate::analysis::topics::rule::TermLanguage;
use crate::text::inflection::clitics::Clitics;
use crate::text::inflection::endings::Endings;
use crate::text::{fold, tokens};

use super::fault::{MIN_LETTERS, TermFault};
use super::word::{After, Before, PatternWord};

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::analysis::topics) struct Phrase {
    /// At least one.
    pub(super) words: Box<[PatternWord]>,
    /// For an exact term with capitals: what must stand in the text, letter for letter.
    as_written: Option<String>,
}

impl Phrase {
    /// Reads a phrase: `state of emergency`, `=US`, `terroris*`, `*terror*`, `взрыв~`.
    ///
    /// # Errors
    /// It breaks the syntax.
    pub(super) fn parse(written: &str, language: &TermLanguage) -> Result<Self, TermFault> {
        let (is_exact, rest) = match written.trim().strip_prefix('=') {
            Some(rest) => (true, rest.trim()),
            None => (false, written.trim()),
        };
        if rest.contains('=') {
            return Err(TermFault::MisplacedEquals(written.to_owned()));
        }
        if is_exact && rest.contains(['*', '~']) {
            return Err(TermFault::ExactPart(written.to_owned()));
        }
        let mut words = Vec::new();
        for piece in rest.split_whitespace() {
            Piece::parse(piece, written)?.push_words(&mut words, (!is_exact).then_some(language), written)?;
        }
        match words.as_slice() {
            [] => return Err(TermFault::NoWords(written.to_owned())),
            [only] if only.is_too_short() => return Err(TermFault::TooShort(written.to_owned())),
            _ => {}
        }
        let has_capitals = rest.chars().any(char::is_uppercase);
        Ok(Self {
            words: words.into(),
            as_written: (is_exact && has_capitals).then(|| between_first_and_last_letter(rest)),
        })
    }

    /// The number of letters that it spells out.
    pub(in crate::analysis::topics) fn n_letters(&self) -> usize {
        self.words.iter().map(|word| word.text.chars().count()).sum()
    }

    /// The index after the last word, if the phrase stands at the word `first` of an article. `word` gives the
    /// article's words by their index, folded.
    pub(in crate::analysis::topics) fn end_of_match<'w>(
        &self,
        word: impl Fn(usize) -> Option<&'w str>,
        first: usize,
    ) -> Option<usize> {
        let mut index = first;
        for expected in &*self.words {
            if !expected.matches(word(index)?) {
                return None;
            }
            index += 1;
            if expected.may_have_loose_ending() && word(index).is_some_and(|next| expected.has_loose_ending(next)) {
                index += 1;
            }
        }
        Some(index)
    }

    /// What must stand in the text letter for letter, if that matters.
    pub(in crate::analysis::topics) fn as_written(&self) -> Option<&str> {
        self.as_written.as_deref()
    }
}

/// What a match of the term covers in a text: no signs around it.
fn between_first_and_last_letter(written: &str) -> String {
    written.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// What stands between two spaces of a term.
struct Piece<'t> {
    text: &'t str,
    has_star_before: bool,
    has_star_after: bool,
    has_tilde: bool,
}

impl<'t> Piece<'t> {
    fn parse(piece: &'t str, term: &str) -> Result<Self, TermFault> {
        let (text, has_star_before) = strip(piece, piece.strip_prefix('*'));
        let (text, has_star_after) = strip(text, text.strip_suffix('*'));
        let (text, has_tilde) = strip(text, text.strip_suffix('~'));
        if text.contains('*') || text.is_empty() || (has_tilde && has_star_after) {
            return Err(TermFault::MisplacedStar(term.to_owned()));
        }
        if text.contains('~') {
            return Err(TermFault::MisplacedTilde(term.to_owned()));
        }
        if text.starts_with('@') {
            return Err(TermFault::NoListName(term.to_owned()));
        }
        Ok(Self { text, has_star_before, has_star_after, has_tilde })
    }

    /// Folds and splits the piece: `al-Qaeda` is two words. What is written around it belongs to the first and the last.
    /// Without a language nothing may stand around the words.
    fn push_words(
        &self,
        words: &mut Vec<PatternWord>,
        language: Option<&TermLanguage>,
        term: &str,
    ) -> Result<(), TermFault> {
        let folded = fold::fold(self.text);
        let n_words_before = words.len();
        for text in tokens::words(&folded).filter_map(|range| folded.get(range)) {
            let (before, text) = match language.and_then(|language| Clitics::of(text, code(language))) {
                Some((clitics, bare)) => (Before::Clitics(clitics), bare),
                None => (Before::Nothing, text),
            };
            words.push(PatternWord { text: text.into(), before, after: After::Nothing });
        }
        let own = words.get_mut(n_words_before..).unwrap_or_default();
        if own.is_empty() && (self.has_star_before || self.has_star_after || self.has_tilde) {
            return Err(TermFault::NoWords(term.to_owned()));
        }
        if let (Some(first), true) = (own.first_mut(), self.has_star_before) {
            first.before = Before::Anything;
        }
        let Some(last) = own.last_mut() else { return Ok(()) };
        if self.has_star_after {
            last.after = After::Anything;
        }
        match language {
            Some(language) if self.has_tilde => self.add_endings(last, language, term),
            _ => Ok(()),
        }
    }

    fn add_endings(&self, word: &mut PatternWord, language: &TermLanguage, term: &str) -> Result<(), TermFault> {
        let code = code(language).unwrap_or("any");
        let no_endings = || TermFault::NoEndings { term: term.to_owned(), language: code.to_owned() };
        let inflect = Endings::of_language(code).ok_or_else(no_endings)?;
        if word.text.chars().count() < MIN_LETTERS {
            return Err(TermFault::TooShort(term.to_owned()));
        }
        let inflected = inflect(&word.text, self.text).ok_or_else(|| TermFault::ForeignEndings(term.to_owned()))?;
        word.text = inflected.stem.into();
        word.after = After::Endings(inflected.endings);
        Ok(())
    }
}

fn strip<'t>(text: &'t str, stripped: Option<&'t str>) -> (&'t str, bool) {
    stripped.map_or((text, false), |rest| (rest, true))
}

/// The code of a language, if it is one.
fn code(language: &TermLanguage) -> Option<&str> {
    match language {
        TermLanguage::Of(code) => Some(code.as_str()),
        TermLanguage::Any => None,
    }
}

impl PatternWord {
    /// Whether it is a part of a word that stands in too many others. Endings were looked at before they were added.
    fn is_too_short(&self) -> bool {
        let has_star = self.before == Before::Anything || self.after == After::Anything;
        // A syllable of Korean has two letters or three.
        let n_letters: usize = self.text.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum();
        has_star && n_letters < MIN_LETTERS
    }
}
