//! Articles with an equal text or an equal title: which of them are copies.
//!
//! The store looks up the articles that share a fingerprint, of any age, and [`verdict`] decides.

use jiff::{SignedDuration, Timestamp};

use crate::model::{CopyKind, Fingerprints};

/// An equal headline means the same article only if the two are at most this many days apart.
pub const TITLE_WINDOW_DAYS: i64 = 3;

/// A text shorter than this that one site prints under different headlines is its paywall or consent notice.
const NOTICE_WORDS: u32 = 100;

/// Under an equal headline, a text more than this many times as long is another article: a report beside its news flash.
const MAX_LENGTH_RATIO: u32 = 2;

/// A headline that one site uses again after this time over another text is the name of a series. Less than a day,
/// because a daily column comes some minutes early on every second day; more than the hours in which a paper
/// publishes one report again in a longer form.
const SERIES_GAP: SignedDuration = SignedDuration::from_hours(20);

/// What the rules need to know of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// The registrable domain of its address.
    pub site: String,
    /// When it was published; when it was first seen where that is not known.
    pub dated: Timestamp,
    /// Words in the text; in scripts without spaces, characters.
    pub word_count: u32,
    /// Its fingerprints.
    pub fingerprints: Fingerprints,
}

impl Imprint {
    /// Whether two articles have an equal text.
    #[must_use]
    pub fn has_text_of(&self, other: &Self) -> bool {
        same_text(self, other)
    }
}

/// Finds the article that this one repeats: the index of the earliest such candidate, and in what way.
///
/// `candidates` are the stored articles that share the text's or the title's fingerprint, whatever their age: a
/// headline is recognised as the name of a series by its earlier uses. Where the earliest is a copy itself, the
/// caller goes on to what that one repeats.
#[must_use]
pub fn verdict(article: &Imprint, candidates: &[Imprint]) -> Option<(usize, CopyKind)> {
    let is_series = names_a_series(article, candidates);
    let kind_of = |candidate: &Imprint| {
        if repeats_text(article, candidate) {
            Some(CopyKind::Exact)
        } else if !is_series && repeats_title(article, candidate) {
            Some(CopyKind::Title)
        } else {
            None
        }
    };
    let copies = candidates.iter().enumerate().filter_map(|(index, candidate)| Some((index, kind_of(candidate)?)));
    copies.min_by_key(|&(index, _)| candidates.get(index).map(|candidate| candidate.dated))
}

/// The same text at any time, unless it looks like a notice that the site prints in place of its articles.
fn repeats_text(article: &Imprint, candidate: &Imprint) -> bool {
    let is_notice =
        article.site == candidate.site && article.word_count < NOTICE_WORDS && !same_title(article, candidate);
    same_text(article, candidate) && !is_notice
}

/// The same headline in another paper, within days, over a text of similar length. Within one paper an equal headline
/// is a column or a longer version, never proof of a copy. Numbers and dates in a headline need no rule of their own:
/// they are part of the fingerprint, so "batch 2" and "batch 3" differ.
fn repeats_title(article: &Imprint, candidate: &Imprint) -> bool {
    let distance = article.dated.duration_since(candidate.dated).abs();
    let (shorter, longer) = if article.word_count < candidate.word_count {
        (article.word_count, candidate.word_count)
    } else {
        (candidate.word_count, article.word_count)
    };
    same_title(article, candidate)
        && article.site != candidate.site
        && distance <= SignedDuration::from_hours(24 * TITLE_WINDOW_DAYS)
        && longer <= shorter.saturating_mul(MAX_LENGTH_RATIO)
}

/// Whether some site, be it the article's own, has used the headline for different texts at different times.
fn names_a_series(article: &Imprint, candidates: &[Imprint]) -> bool {
    let uses: Vec<&Imprint> = candidates.iter().filter(|candidate| same_title(article, candidate)).collect();
    let repeats = |one: &Imprint, other: &Imprint| {
        one.site == other.site && !same_text(one, other) && one.dated.duration_since(other.dated).abs() >= SERIES_GAP
    };
    uses.iter()
        .enumerate()
        .any(|(index, one)| repeats(one, article) || uses.iter().skip(index + 1).any(|other| repeats(one, other)))
}

fn same_text(one: &Imprint, other: &Imprint) -> bool {
    one.fingerprints.version == other.fingerprints.version
        && one.fingerprints.text.is_some()
        && one.fingerprints.text == other.fingerprints.text
}

fn same_title(one: &Imprint, other: &Imprint) -> bool {
    one.fingerprints.version == other.fingerprints.version
        && one.fingerprints.title.is_some()
        && one.fingerprints.title == other.fingerprints.title
}

#[cfg(test)]
mod tests;
