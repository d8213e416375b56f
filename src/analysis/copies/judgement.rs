//! Whether two texts that share much are one text.
//!
//! Shared runs of words alone do not tell: reports of one office on different days share more of them than one report as
//! two newsrooms shortened it. What tells them apart is measured beside it: a copy takes nearly all its *words* from the
//! same text, while a report that was filled in anew brings others; in a *series* (weather, exchange rates, daily counts,
//! batch 2 and batch 3) the same words stand around other numbers, or the headlines differ in one word; and copies are
//! printed within days.

use jiff::{SignedDuration, Timestamp};

use super::comparison::{Figures, compare};
use super::reading::Reading;
use crate::model::CopyKind;
use crate::text::{fold, tokens};

/// The least containment of a copy.
const MIN_CONTAINMENT: f64 = 0.42;

/// The least containment of texts that tell of the same.
const MIN_KINSHIP: f64 = 0.25;

/// The least share of common words under one headline. Texts of one language and nothing else in common have .1 to .25.
const MIN_WORDS_UNDER_HEADLINE: f64 = 0.3;

/// The least sum of containment and shared words.
const MIN_SUM: f64 = 1.3;

/// Texts published further apart than this must be the same almost word by word.
const NEARBY: SignedDuration = SignedDuration::from_hours(4 * 24);

/// The same for texts that lie further apart, whose headlines fill one place differently, or of which the one is less than
/// a third of the other: a long text has much by chance.
const SURE_SUM: f64 = 1.6;

/// A text with less than half of the words of another is a part of it, not a version.
const PART: usize = 2;
/// A third of the words or less is a small part.
const SMALL_PART: usize = 3;

/// So many numbers must differ, and more than agree, to tell of a series: a single one is a correction.
const SERIES_NUMBERS: usize = 2;

/// Two headlines that have so many words in common, in one order around one place, and in that place other ones, at most
/// so many.
const MIN_COMMON_TITLE: usize = 3;
const MAX_OTHER_TITLE: usize = 2;

/// An article as far as it is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The words of the headline, folded.
    title: Vec<String>,
    /// When it was published; when it was first seen where that is not known.
    dated: Timestamp,
    /// Its text.
    text: Reading,
}

impl Print {
    /// Reads an article.
    #[must_use]
    pub fn new(title: &str, text: &str, dated: Timestamp) -> Self {
        let folded = fold::fold(title);
        let title = tokens::words(&folded).filter_map(|range| folded.get(range)).map(str::to_owned).collect();
        Self { title, dated, text: Reading::of(text) }
    }
}

/// What an article is to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relation {
    /// Near, or contained.
    pub kind: CopyKind,
    /// Which of the two repeats the other.
    pub role: Role,
    /// What they share.
    pub figures: Figures,
}

/// Which of two texts repeats the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They are versions of one text; the later repeats the earlier.
    Version,
    /// The article is a part of the other.
    Part,
    /// The other is a part of the article.
    Whole,
}

/// What an article is to another one; `None` if their texts are not the same.
#[must_use]
pub fn judge(article: &Print, other: &Print) -> Option<Relation> {
    let figures = compare(&article.text, &other.text);
    let role = role_by_length(article, other);
    if !is_copy(article, other, &figures) {
        return None;
    }
    let kind = if role == Role::Version { CopyKind::Near } else { CopyKind::Contained };
    Some(Relation { kind, role, figures })
}

/// What two articles share.
#[must_use]
pub fn compare_prints(one: &Print, other: &Print) -> Figures {
    compare(&one.text, &other.text)
}

/// Whether two articles have something to do with one another, though they need not be the same.
#[must_use]
pub fn is_kin(one: &Print, other: &Print) -> bool {
    compare(&one.text, &other.text).containment >= MIN_KINSHIP
}

/// Which of two articles would repeat the other, by how long they are.
#[must_use]
pub fn role_by_length(article: &Print, other: &Print) -> Role {
    role(article.text.n_words, other.text.n_words)
}

fn role(own: usize, other: usize) -> Role {
    if own.saturating_mul(PART) < other {
        Role::Part
    } else if other.saturating_mul(PART) < own {
        Role::Whole
    } else {
        Role::Version
    }
}

fn is_copy(article: &Print, other: &Print, figures: &Figures) -> bool {
    if figures.containment < MIN_CONTAINMENT || figures.containment + figures.words < MIN_SUM {
        return false;
    }
    let headlines = compare_headlines(&article.title, &other.title);
    if headlines == Headlines::OtherNumber || is_series(figures) {
        return false;
    }
    let (own, its) = (article.text.n_words, other.text.n_words);
    let is_small_part = own.min(its).saturating_mul(SMALL_PART) < own.max(its);
    let is_far = article.dated.duration_since(other.dated).abs() > NEARBY;
    let must_be_sure = is_small_part || is_far || headlines == Headlines::OtherWord;
    !must_be_sure || figures.containment + figures.words >= SURE_SUM
}

/// Whether texts under one headline may tell of the same: they are no instances of a series, and the words of the one are
/// to some part those of the other, as they are in two reports of one event. "In brief" stands over anything.
#[must_use]
pub fn may_share_headline(figures: &Figures) -> bool {
    figures.words >= MIN_WORDS_UNDER_HEADLINE && !is_series(figures)
}

/// Whether two texts are instances of a series: the same words around other numbers.
fn is_series(figures: &Figures) -> bool {
    figures.other_numbers >= SERIES_NUMBERS && figures.other_numbers > figures.same_numbers
}

/// How two headlines differ, as far as it tells of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headlines {
    /// In one place, where they say something else.
    OtherWord,
    /// In one place, where they have another number.
    OtherNumber,
    /// Not at all, or in another way.
    Unlike,
}

fn compare_headlines(one: &[String], other: &[String]) -> Headlines {
    let n_before = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(n_before..).unwrap_or_default(), other.get(n_before..).unwrap_or_default());
    let n_behind = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let place = |words: &[String]| words.len() - n_behind;
    let (n_one, n_other) = (place(one), place(other));
    let is_one_place = n_one.min(n_other) > 0 && n_one.max(n_other) <= MAX_OTHER_TITLE;
    if n_before + n_behind < MIN_COMMON_TITLE || !is_one_place {
        return Headlines::Unlike;
    }
    let is_number =
        |words: &[String], n: usize| words.iter().take(n).all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_inflected = n_one == n_other && one.iter().zip(other).take(n_one).all(|(one, other)| is_form(one, other));
    if is_number(one, n_one) && is_number(other, n_other) {
        Headlines::OtherNumber
    } else if is_inflected {
        Headlines::Unlike
    } else {
        Headlines::OtherWord
    }
}

/// Whether two words may be forms of one, with an article, a preposition or an ending at one of them.
fn is_form(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests;
