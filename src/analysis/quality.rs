//! Do the pages of a source give less than they did?
//!
//! Papers change their layout, and what read them well yesterday finds nothing today. So the latest pages of a source are
//! compared with those before them, in four respects: whether they gave text, whether it is at least half as long as
//! usual, whether it is in the usual language, whether there is a date. Each makes a row of yes and no, in the order of
//! arrival.
//!
//! Where in such a row the share of yes fell is told by the likelihood ratio of the best two-part model against one share
//! for all (D. V. Hinkley and E. A. Hinkley, "Inference about the change-point in a sequence of binomial variables",
//! Biometrika 57, 1970). Three rules beside it keep the watch quiet: there must be enough pages on both sides; the fall
//! must be large; and it must be sudden, that is, be as large between the pages just before and just after it. What is
//! usual is a median or the most frequent value of the earlier pages, so that a few odd ones decide nothing.

mod change_point;

use jiff::Timestamp;

use crate::model::LanguageCode;
use crate::model::article::named_enum;
use serde::{Deserialize, Serialize};

use change_point::Fall;

/// Pages that are looked at, the latest ones.
pub const WINDOW: usize = 240;
/// Of these the latest stand for today.
const RECENT: usize = 40;
/// Shorter texts say little of their language.
const MIN_WORDS_OF_LANGUAGE: u32 = 30;
/// A source is watched for a language that this share of its texts is in.
const USUAL_SHARE: f64 = 0.8;

/// What a page gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageYield {
    /// When it was fetched.
    pub seen_at: Timestamp,
    /// Words of its text.
    pub words: u32,
    /// The language of the article.
    pub language: Option<LanguageCode>,
    /// Whether the article has a date.
    pub has_date: bool,
}

/// How the pages of a source fare.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    /// The latest pages, at most forty.
    pub pages: usize,
    /// Of these, how many gave text.
    pub with_text: usize,
    /// How many have a date.
    pub with_date: usize,
    /// Words of the text in the middle, of those that gave text; `None` if none did.
    pub median_words: Option<u32>,
    /// The same of the pages before them; `None` where these are too few.
    pub usual_words: Option<u32>,
    /// The language that most of the earlier texts are in.
    pub usual_language: Option<LanguageCode>,
    /// In what they give suddenly less.
    pub decline: Option<Decline>,
}

/// A sudden fall of what pages give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    /// In what.
    pub respect: Respect,
    /// When the first of the poorer pages was fetched.
    pub since: Timestamp,
    /// Of the latest pages since then (at most forty), how many are as they should be.
    pub good: usize,
    /// How many these are.
    pub of: usize,
    /// Of the pages before that, how many were as they should be.
    pub good_before: usize,
    /// How many these are.
    pub of_before: usize,
}

named_enum!(
    /// What pages give more or less of.
    Respect {
        /// Text at all.
        Text = "text",
        /// Text of the usual length.
        Length = "length",
        /// Text in the usual language.
        Language = "language",
        /// A date.
        Date = "date",
    }
);

/// Judges the pages of a source, in the order of their arrival; `None` if there are none.
#[must_use]
pub fn judge(pages: &[PageYield]) -> Option<Quality> {
    let pages = pages.split_at_checked(pages.len().saturating_sub(WINDOW)).map_or(pages, |(_, latest)| latest);
    let (earlier, _) = pages.split_at_checked(pages.len().saturating_sub(RECENT.min(pages.len() / 2)))?;
    let (_, recent) = pages.split_at_checked(pages.len().saturating_sub(RECENT))?;
    let usual_words = median_words(earlier).filter(|_| earlier.len() >= change_point::MIN_BEFORE);
    let usual_language = usual_language(earlier);
    (!pages.is_empty()).then(|| Quality {
        pages: recent.len(),
        with_text: recent.iter().filter(|page| page.words > 0).count(),
        with_date: recent.iter().filter(|page| page.has_date).count(),
        median_words: median_words(recent),
        usual_words,
        decline: decline(pages, usual_words, usual_language.as_ref()),
        usual_language,
    })
}

/// The first respect in which pages give suddenly less; what comes first explains what comes after.
fn decline(pages: &[PageYield], usual_words: Option<u32>, usual: Option<&LanguageCode>) -> Option<Decline> {
    let all: Vec<&PageYield> = pages.iter().collect();
    let with_text: Vec<&PageYield> = pages.iter().filter(|page| page.words > 0).collect();
    let tells_language = |page: &&PageYield| page.words >= MIN_WORDS_OF_LANGUAGE && page.language.is_some();
    let telling: Vec<&PageYield> = pages.iter().filter(tells_language).collect();
    let is_long = |page: &PageYield| usual_words.is_none_or(|usual| page.words.saturating_mul(2) >= usual);
    let is_usual = |page: &PageYield| usual.is_none() || page.language.as_ref() == usual;
    find(Respect::Text, &all, |page| page.words > 0)
        .or_else(|| find(Respect::Length, &with_text, is_long))
        .or_else(|| find(Respect::Language, &telling, is_usual))
        .or_else(|| find(Respect::Date, &all, |page| page.has_date))
}

fn find(respect: Respect, pages: &[&PageYield], is_good: impl Fn(&PageYield) -> bool) -> Option<Decline> {
    let good: Vec<bool> = pages.iter().map(|page| is_good(page)).collect();
    let Fall { at, .. } = change_point::find(&good)?;
    if respect == Respect::Length && !is_step(pages, at) {
        return None;
    }
    let (before, after) = good.split_at_checked(at)?;
    let (_, latest) = after.split_at_checked(after.len().saturating_sub(RECENT))?;
    let n_good = |row: &[bool]| row.iter().filter(|is_good| **is_good).count();
    Some(Decline {
        respect,
        since: pages.get(at)?.seen_at,
        good: n_good(latest),
        of: latest.len(),
        good_before: n_good(before),
        of_before: before.len(),
    })
}

/// Whether texts halved from one page to the next. Where they grow shorter by and by, one after the other falls below half
/// of what was usual long before.
fn is_step(pages: &[&PageYield], at: usize) -> bool {
    let near = change_point::NEAR;
    let median = |range| pages.get(range).and_then(|pages: &[&PageYield]| median_words(pages.iter().copied()));
    let (before, after) = (median(at.saturating_sub(near)..at), median(at..pages.len().min(at + near)));
    before.zip(after).is_some_and(|(before, after)| after.saturating_mul(2) <= before)
}

fn median_words<'p>(pages: impl IntoIterator<Item = &'p PageYield>) -> Option<u32> {
    let mut words: Vec<u32> = pages.into_iter().map(|page| page.words).filter(|words| *words > 0).collect();
    words.sort_unstable();
    words.get(words.len() / 2).copied()
}

/// The language that most of the texts are in, if it is most of them by far.
fn usual_language(pages: &[PageYield]) -> Option<LanguageCode> {
    let mut languages: Vec<&LanguageCode> = pages.iter().filter_map(|page| page.language.as_ref()).collect();
    languages.sort_unstable();
    let most = languages.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    let is_usual = most.len() as f64 >= languages.len() as f64 * USUAL_SHARE;
    most.first().filter(|_| is_usual).map(|language| (*language).clone())
}

#[cfg(test)]
mod tests;
