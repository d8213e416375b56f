//! Words, in scripts with and without spaces: what is counted, what the index holds, what a query looks for.
//!
//! Index and query cannot diverge, because [`index_text`] and [`query_tokens`] cut with the same function. Scripts
//! without spaces are cut into overlapping pairs of characters instead of words: that finds everything, needs no
//! dictionary, and was measured to beat the tokenizers that bring one. A run of them ends with its last character
//! alone, so that a single character is found as the beginning of a token wherever it stands.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::fold::fold;
use super::script::{Writing, is_ignorable, is_mark, writing};

/// The words of a text as byte ranges: runs of letters, digits and the marks on them; an apostrophe parts them. In
/// Chinese, Japanese, Thai and other scripts without spaces each character is one.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs(text).flat_map(move |run| {
        let is_unspaced = run.writing == Writing::Unspaced;
        let whole = (!is_unspaced).then(|| run.range.clone());
        whole.into_iter().chain(is_unspaced.then(|| characters(text, run.range)).into_iter().flatten())
    })
}

/// The number of [`words`].
#[must_use]
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// Whether a word is of a script without spaces, that is, a single character.
#[must_use]
pub fn is_unspaced(word: &str) -> bool {
    word.chars().next().and_then(writing) == Some(Writing::Unspaced)
}

/// What the search index holds of a text: folded words separated by one space, scripts without spaces (and Korean) as
/// overlapping pairs of characters.
///
/// Made for the FTS5 tokenizer `unicode61 remove_diacritics 0 categories 'L* M* N* Co'`. Without `M*` it would take the
/// vowel signs of Indic scripts and the tone marks of Thai for separators.
#[must_use]
pub fn index_text(text: &str) -> String {
    let folded = fold(text);
    let mut index = String::with_capacity(folded.len());
    for token in index_tokens(&folded) {
        if !index.is_empty() {
            index.push(' ');
        }
        index.push_str(token.text);
    }
    index
}

/// Where the tokens of [`index_text`] stand in a folded text.
#[must_use]
pub fn index_ranges(folded: &str) -> Vec<Range<usize>> {
    index_tokens(folded).into_iter().map(|token| token.range).collect()
}

/// The index tokens that must follow one another where a text holds this word or phrase; none for a query without
/// letters and digits.
///
/// A query that is one character of a script without spaces gives this character, which stands in the index as the
/// beginning of a token: [`super::inflection::spellings`] say so.
#[must_use]
pub fn query_tokens(query: &str) -> Vec<String> {
    let folded = fold(query);
    let mut tokens = index_tokens(&folded);
    // The text may go on where the query ends, so the last character alone need not be there.
    if tokens.last().is_some_and(|token| token.closes_pairs) {
        tokens.pop();
    }
    tokens.into_iter().map(|token| token.text.to_owned()).collect()
}

/// One token of the index.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    range: Range<usize>,
    /// Whether it is the last character of a run that gave pairs before.
    closes_pairs: bool,
}

fn index_tokens(folded: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut add = |range: Range<usize>, closes_pairs| {
        tokens.extend(folded.get(range.clone()).map(|text| Token { text, range, closes_pairs }));
    };
    for run in runs(folded) {
        if run.writing == Writing::Spaced {
            add(run.range, false);
            continue;
        }
        let mut characters = characters(folded, run.range).peekable();
        let mut has_pairs = false;
        while let Some(character) = characters.next() {
            let next = characters.peek();
            add(character.start..next.unwrap_or(&character).end, has_pairs && next.is_none());
            has_pairs = true;
        }
    }
    tokens
}

/// Letters, digits and their marks in one kind of writing, with nothing else between them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    writing: Writing,
    range: Range<usize>,
}

struct Runs<'a> {
    chars: Peekable<CharIndices<'a>>,
}

fn runs(text: &str) -> Runs<'_> {
    Runs { chars: text.char_indices().peekable() }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let (writing, mut range) = self.chars.by_ref().find_map(|(i, c)| {
            let kind = writing(c).filter(|_| !is_ignorable(c))?;
            Some((kind, i..i + c.len_utf8()))
        })?;
        while let Some(&(i, c)) = self.chars.peek() {
            if is_mark(c) || (!is_ignorable(c) && self::writing(c) == Some(writing)) {
                range.end = i + c.len_utf8();
            } else if !is_ignorable(c) {
                break;
            }
            self.chars.next();
        }
        Some(Run { writing, range })
    }
}

/// The characters of a run, each with its marks.
fn characters(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.get(run.clone()).unwrap_or_default().char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        while let Some((i, c)) = chars.next_if(|&(_, c)| is_mark(c) || is_ignorable(c)) {
            end = i + c.len_utf8();
        }
        Some(run.start + start..run.start + end)
    })
}

#[cfg(test)]
mod tests;
