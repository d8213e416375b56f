//! Whether an article that was read again says something else than before.
//!
//! Two readings are compared by their words, folded and in order: white space, punctuation, the form of quotes, letter case
//! and marks make no difference. What runs by itself is left out before (`words`): lines, and parts of lines between bars
//! or dots, that are nothing but numbers, times and the words that belong to them ("1,234 views", "آخر تحديث: 12:45"), lines
//! that lead to other articles ("Read also: …"), and how long ago something was, wherever it stands. **Any other number is
//! news**: a headline or sentence whose death toll rose from 12 to 15 has changed, and so has a line in words that the table
//! of such words (`furniture.tsv`) does not know. A version kept in vain costs little, one that was missed is lost.
//!
//! A page that took the article's place is no version of it: see [`Judgement::Alien`].

mod furniture;
mod words;

use super::copies::{Reading, compare};
use crate::model::LanguageCode;
use crate::text::{fold, tokens};

/// What is compared of a reading.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The headline.
    pub title: &'a str,
    /// The text, one block a line.
    pub text: &'a str,
    /// The kind of its page.
    pub kind: Option<&'a str>,
    /// The language of the text.
    pub language: Option<&'a LanguageCode>,
}

/// What a later reading is to the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It says the same.
    Same,
    /// It says something else: a version of its own.
    Changed,
    /// It is not the article: the page of an error, a login, or of something else, or most of the text is missing. The
    /// reason is for a person.
    Alien(String),
}

/// Kinds of pages that may stand in the place of an article.
const OTHER_PAGES: [&str; 4] = ["error", "login", "consent", "index"];

/// A reading of less than one in so many of the words of the one before has lost them: to a paywall, an error, a change of
/// the site. An article that was really cut so far is rarer by far.
const FAR_SHORTER: usize = 3;
/// Texts of fewer words may become shorter by any part.
const MIN_LONG: usize = 60;
/// The words of a beginning that stand in front of the whole text as well, of all its words.
const MIN_COMMON_BEGINNING: f64 = 0.85;
/// Headlines that share a smaller part of their words have nothing to do with one another.
const MIN_SHARED_TITLE: f64 = 1.0 / 3.0;
/// Texts that share a smaller part of their words neither: what has only its language in common has .1 to .25.
const MIN_SHARED_WORDS: f64 = 0.3;

/// Judges a later reading.
#[must_use]
pub fn judge(before: &Version<'_>, after: &Version<'_>) -> Judgement {
    let is_same = before.title == after.title && before.text == after.text;
    if is_same || (has_same_title(before.title, after.title, before.language) && has_same_text(before, after)) {
        return Judgement::Same;
    }
    match alien(before, after) {
        Some(reason) => Judgement::Alien(reason),
        None => Judgement::Changed,
    }
}

/// Whether two headlines say the same.
#[must_use]
pub fn has_same_title(one: &str, other: &str, language: Option<&LanguageCode>) -> bool {
    one == other || words::of_title(one, language) == words::of_title(other, language)
}

fn has_same_text(before: &Version<'_>, after: &Version<'_>) -> bool {
    before.text == after.text
        || words::of_text(before.text, before.language) == words::of_text(after.text, before.language)
}

/// Why a reading is none of the article.
fn alien(before: &Version<'_>, after: &Version<'_>) -> Option<String> {
    if let Some(kind) = after.kind.filter(|kind| OTHER_PAGES.contains(kind) && before.kind != Some(*kind)) {
        return Some(format!("a page of the kind `{kind}` stands in its place"));
    }
    let (one, other) = (Reading::of(before.text), Reading::of(after.text));
    let (n_before, n_after) = (one.n_words(), other.n_words());
    if n_after == 0 && n_before > 0 {
        return Some("its page gives no text any more".to_owned());
    }
    if n_before >= MIN_LONG && n_after * FAR_SHORTER < n_before {
        return Some(format!("its page gives far less text: {n_after} words of {n_before}"));
    }
    if n_before >= MIN_LONG && is_beginning(before, after) {
        return Some("its page gives the beginning of the text alone".to_owned());
    }
    let shares_title = shared(before.title, after.title) >= MIN_SHARED_TITLE;
    let speaks_of_else = !shares_title && compare(&one, &other).words < MIN_SHARED_WORDS;
    speaks_of_else.then(|| "its page speaks of something else".to_owned())
}

/// Whether a text is little more than the first part of another: what a paywall leaves, with its own words behind it.
fn is_beginning(before: &Version<'_>, after: &Version<'_>) -> bool {
    let whole = words::of_text(before.text, before.language);
    let part = words::of_text(after.text, before.language);
    let n_common = whole.iter().zip(&part).take_while(|(one, other)| one == other).count();
    part.len() * 3 < whole.len() * 2 && n_common as f64 >= part.len() as f64 * MIN_COMMON_BEGINNING
}

/// The part of the words of the shorter headline that the other has too.
fn shared(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let folded = fold::fold(text);
        tokens::words(&folded).filter_map(|range| folded.get(range)).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() {
        return 0.0;
    }
    short.iter().filter(|word| long.contains(word)).count() as f64 / short.len() as f64
}

#[cfg(test)]
mod tests;
