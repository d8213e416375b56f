//! How often each term stands in the articles of a collection, and which of them do so never or too often.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::LanguageCode;

use super::{Finding, FindingKind};
use crate::analysis::topics::inventory::{KnownTerm, TermPart};
use crate::analysis::topics::rule::TermLanguage;
use crate::analysis::topics::set::TopicSet;

/// In how many articles each term stands.
#[derive(Debug, Clone, Default)]
pub struct UseCounts {
    by_language: BTreeMap<Option<LanguageCode>, u64>,
    by_term: HashMap<usize, u64>,
}

/// From when on a term's use is odd.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The share of articles, 0 to 1, above which a term says nothing.
    pub often: f64,
    /// With fewer articles of a term's language nothing is said of its use.
    pub least_articles: u64,
}

impl UseCounts {
    /// Counts an article with the terms that stand in it.
    pub fn add(&mut self, language: Option<&LanguageCode>, terms: &BTreeSet<usize>) {
        *self.by_language.entry(language.cloned()).or_default() += 1;
        for &term in terms {
            *self.by_term.entry(term).or_default() += 1;
        }
    }

    /// How many articles were counted.
    #[must_use]
    pub fn n_articles(&self) -> u64 {
        self.by_language.values().sum()
    }

    /// How many articles a term of this language is tried on.
    fn n_tried(&self, language: &TermLanguage) -> u64 {
        let tried = self.by_language.iter().filter(|(code, _)| language.covers(code.as_ref()));
        tried.map(|(_, n)| n).sum()
    }
}

/// Terms that stand in no article, or in too many.
#[must_use]
pub fn of_use(set: &TopicSet, counts: &UseCounts, limits: Limits) -> Vec<Finding> {
    set.terms().filter_map(|term| of_term(term, counts, limits)).collect()
}

fn of_term(term: KnownTerm<'_>, counts: &UseCounts, limits: Limits) -> Option<Finding> {
    let n_tried = counts.n_tried(term.language);
    if n_tried < limits.least_articles.max(1) {
        return None;
    }
    let n = counts.by_term.get(&term.index).copied().unwrap_or_default();
    let share = n as f64 / n_tried as f64;
    let (kind, says) = if n == 0 {
        (FindingKind::Dead, format!("in none of {n_tried} articles; is it spelt as papers spell it?"))
    } else if share > limits.often && speaks(term.part) {
        let percent = 100.0 * share;
        let says = format!("in {n} of {n_tried} articles ({percent:.1} %): too common to tell the topic");
        (FindingKind::Frequent, says)
    } else {
        return None;
    };
    let (topic, language, term) = (term.topic.clone(), term.language.clone(), term.written.to_owned());
    Some(Finding { topic, kind, language: Some(language), term: Some(term), by: None, says })
}

/// Whether a hit of a term counts by itself. Names of sides and of groups may be as common as they like.
fn speaks(part: TermPart) -> bool {
    matches!(part, TermPart::Weight(weight) if weight > 0.0)
}
