//! Words of scripts that put no spaces between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Search needs no dictionary for them (see [`tokens`]); whoever counts words does, because overlapping
//! pairs of characters make two texts look less alike than they are.

use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::script::{Writing, writing};
use super::tokens;

/// The words of a text as byte ranges: as [`tokens::words`], but where there are no spaces by a dictionary. Characters
/// that it knows no word for are joined, because most of them are the sounds of foreign names.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    thread_local! {
        static SEGMENTER: WordSegmenterBorrowed<'static> =
            WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let close = |run: &mut Option<Range<usize>>, words: &mut Vec<Range<usize>>| {
        let Some(run) = run.take() else { return };
        let Some(part) = text.get(run.clone()) else { return };
        SEGMENTER.with(|segmenter| {
            let mut breaks = segmenter.segment_str(part);
            let mut start = breaks.next().unwrap_or(0);
            for end in breaks {
                words.push(run.start + start..run.start + end);
                start = end;
            }
        });
    };
    for word in tokens::words(text) {
        let is_unspaced =
            text.get(word.clone()).and_then(|word| word.chars().next()).and_then(writing) == Some(Writing::Unspaced);
        match &mut run {
            Some(run) if is_unspaced && run.end == word.start => run.end = word.end,
            _ => {
                close(&mut run, &mut words);
                if is_unspaced {
                    run = Some(word);
                } else {
                    words.push(word);
                }
            }
        }
    }
    close(&mut run, &mut words);
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).filter_map(|word| text.get(word)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_without_spaces_are_those_of_a_dictionary() {
        check("俄美两国外长举行会谈", &["俄", "美", "两国", "外长", "举行", "会谈"]);
        check("在2026年，北京 said so", &["在", "2026", "年", "北京", "said", "so"]);
        check("", &[]);
    }
}
