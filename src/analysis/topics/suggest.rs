//! Words that set the articles of a topic apart from all others.
//!
//! The measure is the log-odds ratio with an informative prior of Monroe, Colaresi and Quinn ("Fightin' Words",
//! Political Analysis 16, 2008), divided by its standard error. Two things are ours. An article counts a word once,
//! however often it says it, so the Dirichlet of the paper is, for each word, its marginal: a Beta. And the prior is the
//! whole collection of the language, at its full weight: a word that only the topic's articles use then beats one that
//! many others use too, which is what the author of a rule looks for.
//!
//! A newcomer would question that only the first words of an article are looked at. What it is about stands there, and
//! the articles of a topic are often longer than others: every common word would look like theirs.

mod phrases;
mod vocabulary;

use serde::Serialize;

pub use phrases::phrases;
pub use vocabulary::{Frequency, Vocabulary};

/// Below this a phrase may well stand where it stands by chance. Of thousands of phrases some reach it by chance, too; they
/// come last, and a person looks at them.
pub const MIN_Z: f64 = 2.0;

/// How many articles of two kinds there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Those of the topic.
    pub matched: u64,
    /// All others.
    pub other: u64,
}

/// A phrase that sets a topic's articles apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Folded.
    pub phrase: String,
    /// In how many articles it stands.
    pub frequency: Frequency,
    /// How many standard errors its log-odds ratio is from 0.
    pub z: f64,
}

/// The log-odds ratio of a word between two kinds of articles, in standard errors; above 0 where the first has it more
/// often.
#[must_use]
pub fn z_score(frequency: Frequency, sizes: Sizes) -> f64 {
    let (ours, theirs) = (f64::from(frequency.matched), f64::from(frequency.other));
    let (n_ours, n_theirs) = (sizes.matched as f64, sizes.other as f64);
    let (prior, n_prior) = (ours + theirs, n_ours + n_theirs);
    if prior == 0.0 {
        return 0.0;
    }
    // A word that every article has leaves nothing to divide by; half an article is the usual way out.
    let odds = |n: f64, of: f64| (n + prior) / (of + n_prior - n - prior).max(0.5);
    let ratio = odds(ours, n_ours).ln() - odds(theirs, n_theirs).ln();
    let variance = 1.0 / (ours + prior) + 1.0 / (theirs + prior);
    ratio / variance.sqrt()
}

/// The phrases of a vocabulary that set the topic's articles apart, the strongest first.
///
/// Of phrases that are parts of one another the stronger stays; a word beside a phrase that holds it stays only where
/// it is in clearly more of the topic's articles.
#[must_use]
pub fn candidates(vocabulary: &Vocabulary, sizes: Sizes, at_most: usize) -> Vec<Candidate> {
    let scored = vocabulary.iter().map(|(phrase, frequency)| Candidate {
        phrase: phrase.to_owned(),
        frequency,
        z: z_score(frequency, sizes),
    });
    let mut scored: Vec<Candidate> = scored.filter(|candidate| candidate.z >= MIN_Z).collect();
    // What is always said together is best said whole.
    let length = |candidate: &Candidate| candidate.phrase.chars().count();
    scored.sort_by(|a, b| b.z.total_cmp(&a.z).then(length(b).cmp(&length(a))).then_with(|| a.phrase.cmp(&b.phrase)));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in scored {
        if kept.len() == at_most {
            break;
        }
        if kept.iter().all(|stronger| says_more(&candidate, stronger)) {
            kept.push(candidate);
        }
    }
    kept
}

/// Whether a weaker candidate says something that a stronger one does not.
fn says_more(weaker: &Candidate, stronger: &Candidate) -> bool {
    if contains(&weaker.phrase, &stronger.phrase) {
        return false;
    }
    if !contains(&stronger.phrase, &weaker.phrase) {
        return true;
    }
    let is_spaced = stronger.phrase.contains(' ');
    is_spaced && f64::from(weaker.frequency.matched) >= 1.5 * f64::from(stronger.frequency.matched)
}

/// Whether one phrase is part of another, in whole words where there are such.
fn contains(whole: &str, part: &str) -> bool {
    let is_ascii_like = whole.contains(' ') || part.chars().all(|c| (c as u32) < 0xE00);
    if is_ascii_like { format!(" {whole} ").contains(&format!(" {part} ")) } else { whole.contains(part) }
}

#[cfg(test)]
mod tests;
