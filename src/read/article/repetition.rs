//! What a page shows twice appears once: pull quotes, teasers and standfirsts that repeat the text.
//!
//! Lines are compared by runs of five folded words, so that neither punctuation nor letter forms nor a cut-off end hide
//! a repetition. Of two lines with the same words the one in running text stays; of two in running text the longer one
//! (the other is a teaser of it), then the first.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::text::{fold::fold, tokens::words};

/// Words in a row that make a place in a text.
const RUN_WORDS: usize = 5;
/// The part of a line's runs that must stand elsewhere.
const MIN_REPEATED: f64 = 0.9;

/// A line to be compared.
pub(super) struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it stands in running text, not apart as a quotation or standfirst.
    pub is_running: bool,
}

/// Tells for each line whether it should stay.
pub(super) fn keep_once(lines: &[Line<'_>]) -> Vec<bool> {
    let runs = lines.iter().map(|line| runs(line.text)).collect::<Vec<_>>();
    let mut order = (0..lines.len()).collect::<Vec<_>>();
    // The sort is stable: equal lines stay in document order.
    order.sort_by_key(|&index| {
        let is_running = lines.get(index).is_some_and(|line| line.is_running);
        (!is_running, std::cmp::Reverse(runs.get(index).map_or(0, Vec::len)))
    });
    let mut kept = vec![true; lines.len()];
    let mut said = Said::default();
    for index in order {
        let (Some(runs), Some(kept)) = (runs.get(index), kept.get_mut(index)) else { continue };
        *kept = !said.holds(runs);
        if *kept {
            said.0.extend(runs);
        }
    }
    kept
}

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Said(HashSet<u64>);

impl Said {
    /// What a text says.
    pub(super) fn of(text: &str) -> Self {
        Self(runs(text).into_iter().collect())
    }

    /// Whether a line says nothing else. A line that is too short to tell is taken to say something.
    pub(super) fn repeats(&self, line: &str) -> bool {
        self.holds(&runs(line))
    }

    /// The part of a line that it says already, 0 to 1; `None` for a line that is too short to tell.
    pub(super) fn share(&self, line: &str) -> Option<f64> {
        let runs = runs(line);
        let repeated = runs.iter().filter(|run| self.0.contains(run)).count();
        (!runs.is_empty()).then(|| repeated as f64 / runs.len() as f64)
    }

    fn holds(&self, runs: &[u64]) -> bool {
        let repeated = runs.iter().filter(|run| self.0.contains(run)).count();
        !runs.is_empty() && repeated as f64 >= MIN_REPEATED * runs.len() as f64
    }
}

/// Hashes of the runs of words of a line; none if the line is shorter than one, since short lines may well come twice.
fn runs(text: &str) -> Vec<u64> {
    let folded = fold(text);
    let words = words(&folded).map(|range| folded.get(range).unwrap_or_default()).collect::<Vec<_>>();
    words
        .windows(RUN_WORDS)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[(&str, bool)], expected: &[bool]) {
        let lines = lines.iter().map(|&(text, is_running)| Line { text, is_running }).collect::<Vec<_>>();
        assert_eq!(keep_once(&lines), expected);
    }

    #[test]
    fn what_repeats_the_text_goes_and_the_text_stays() {
        let long = "The ministers met in Geneva on Monday, and they agreed to meet again in spring.";
        check(&[("The ministers met in Geneva on Monday…", false), (long, true)], &[false, true]);
        check(&[("The ministers met in Geneva on Monday", true), (long, true)], &[false, true]);
        check(&[(long, false), (long, true)], &[false, true]);
        check(&[(long, true), (long, true)], &[true, false]);
    }

    #[test]
    fn a_quote_that_stands_nowhere_else_stays() {
        check(
            &[
                ("Nobody will say afterwards that we did not know", false),
                ("They met in Geneva to talk about arms again.", true),
            ],
            &[true, true],
        );
    }

    #[test]
    fn short_lines_may_come_twice() {
        check(&[("No.", true), ("No.", true)], &[true, true]);
    }
}
