//! The words and phrases of an article that may become terms.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::{fold, tokens};

/// How many words of a text are looked at.
const MAX_WORDS: usize = 300;

/// The longest run of characters that is taken for a word in scripts without spaces.
const MAX_CHARACTERS: usize = 4;

/// Every word, every two words that follow one another, and in scripts without spaces every two to four characters; of
/// the headline and the beginning of the text, folded, each once. Numbers and single letters are left out.
#[must_use]
pub fn phrases(title: &str, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for field in [title, text] {
        let folded = fold::fold(field);
        let mut before: Option<Range<usize>> = None;
        for run in runs(&folded).take(MAX_WORDS) {
            match run.as_slice() {
                [word] => {
                    let phrase = before.filter(|first| is_joint(&folded, first, word));
                    found.extend(phrase.and_then(|first| pair(&folded, &first, word)));
                    found.extend(folded.get(word.clone()).filter(|word| is_word(word)).map(str::to_owned));
                    before = Some(word.clone());
                }
                characters => {
                    found.extend(character_runs(&folded, characters));
                    before = None;
                }
            }
        }
    }
    found
}

/// Words that follow one another without a gap stand together: the characters of a script without spaces.
fn runs(folded: &str) -> impl Iterator<Item = Vec<Range<usize>>> {
    let mut words = tokens::words(folded).peekable();
    std::iter::from_fn(move || {
        let mut run = vec![words.next()?];
        while let Some(next) = words.next_if(|next| run.last().is_some_and(|last| last.end == next.start)) {
            run.push(next);
        }
        Some(run)
    })
}

fn character_runs<'t>(folded: &'t str, characters: &'t [Range<usize>]) -> impl Iterator<Item = String> + 't {
    (2..=MAX_CHARACTERS).flat_map(move |n| {
        characters.windows(n).filter_map(move |window| {
            let (first, last) = (window.first()?, window.last()?);
            folded.get(first.start..last.end).filter(|text| is_word(text)).map(str::to_owned)
        })
    })
}

/// Whether nothing but a space or a hyphen is between two words: a phrase does not reach into the next sentence.
fn is_joint(folded: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let gap = folded.get(first.end..second.start).unwrap_or_default();
    gap.chars().all(|c| c == ' ' || c == '-' || c == '\u{2019}' || c == '\'') && gap.len() < 4
}

fn pair(folded: &str, first: &Range<usize>, second: &Range<usize>) -> Option<String> {
    let (first, second) = (folded.get(first.clone())?, folded.get(second.clone())?);
    (is_word(first) || is_word(second)).then(|| format!("{first} {second}"))
}

fn is_word(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().any(char::is_alphabetic)
}
