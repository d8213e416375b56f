//! How much two texts share, counted and not estimated.

use std::cmp::Ordering;

use super::reading::{Figure, Reading};

/// What two texts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// Runs of words that both have, of all runs of both: Jaccard similarity, 0 to 1.
    pub jaccard: f64,
    /// Runs of the one with fewer that the other has too, of all its runs, 0 to 1.
    pub containment: f64,
    /// Words of the one with fewer that the other has too, of all its words, each word once, 0 to 1.
    pub words: f64,
    /// Places in both texts, words around a number, where the number is the same.
    pub same_numbers: usize,
    /// Places where it is not.
    pub other_numbers: usize,
}

/// Compares two texts.
#[must_use]
pub fn compare(one: &Reading, other: &Reading) -> Figures {
    let n_shared = n_shared(&one.runs, &other.runs);
    let n_all = one.runs.len() + other.runs.len() - n_shared;
    let (same_numbers, other_numbers) = numbers(&one.figures, &other.figures);
    Figures {
        jaccard: share(n_shared, n_all),
        containment: share(n_shared, one.runs.len().min(other.runs.len())),
        words: share(self::n_shared(&one.words, &other.words), one.words.len().min(other.words.len())),
        same_numbers,
        other_numbers,
    }
}

fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

/// How many values two sorted lists have in common.
fn n_shared(one: &[u64], other: &[u64]) -> usize {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut n = 0;
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            Ordering::Less => drop(one.next()),
            Ordering::Greater => drop(other.next()),
            Ordering::Equal => {
                n += 1;
                one.next();
                other.next();
            }
        }
    }
    n
}

/// Of the places that two texts share, those with a number in common and those without.
fn numbers(one: &[Figure], other: &[Figure]) -> (usize, usize) {
    let mut counts = (0, 0);
    for here in one.chunk_by(|a, b| a.place == b.place) {
        let Some(place) = here.first().map(|figure| figure.place) else { continue };
        let start = other.partition_point(|figure| figure.place < place);
        let there = other.iter().skip(start).take_while(|figure| figure.place == place);
        let mut is_shared = false;
        let mut agrees = false;
        for figure in there {
            is_shared = true;
            agrees |= here.iter().any(|own| own.number == figure.number);
        }
        counts.0 += usize::from(agrees);
        counts.1 += usize::from(is_shared && !agrees);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(one: &str, other: &str) -> Figures {
        let (one, other) = (Reading::of(one), Reading::of(other));
        let figures = compare(&one, &other);
        assert_eq!(figures, compare(&other, &one), "both ways");
        figures
    }

    #[test]
    fn a_part_is_contained_and_little_similar() {
        let found = figures("a b c d e f g h i j k l", "c d e f");
        assert_eq!((found.jaccard, found.containment, found.words), (0.2, 1.0, 1.0));
        let nothing = figures("a b c d", "e f g h");
        assert_eq!((nothing.jaccard, nothing.containment, nothing.words), (0.0, 0.0, 0.0));
        assert_eq!(figures("", "a b c"), Figures::default());
    }

    #[test]
    fn numbers_are_compared_where_the_same_words_stand_around_them() {
        let monday = "The dollar stood at 3.75 riyals and the euro at 4.10 riyals on day 12 of the month";
        let tuesday = "The dollar stood at 3.81 riyals and the euro at 4.10 riyals on day 13 of the month";
        let found = figures(monday, tuesday);
        // "at … riyals" stands twice in each, with one number in common.
        assert_eq!((found.same_numbers, found.other_numbers), (1, 1));
        let elsewhere = figures(monday, "The wind blew with 40 kilometres");
        assert_eq!((elsewhere.same_numbers, elsewhere.other_numbers), (0, 0));
    }
}
