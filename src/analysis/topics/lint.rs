//! What is odd in rules that are valid: terms that do nothing, languages without terms, thresholds that mean nothing.
//!
//! [`of_rules`] needs nothing but the rules, [`of_use`] also how often each term stands in the articles of a collection.
//! A finding is advice and not a mistake: an author may have meant it so.

mod languages;
mod overlap;
mod reach;
mod use_counts;

use crate::model::article::named_enum;
use crate::model::{LanguageCode, TopicId};
use serde::{Deserialize, Serialize};

use super::rule::{TermLanguage, TermList, TopicRule};
use super::set::TopicSet;

pub use use_counts::{Limits, UseCounts, of_use};

named_enum!(
    /// What is odd.
    FindingKind {
        /// A term that stands in no article.
        Dead = "dead",
        /// A term that finds nothing which a shorter one does not find already, for the same weight.
        Redundant = "redundant",
        /// A term that counts less than a shorter one within it would.
        Weaker = "weaker",
        /// A term that a list of the topic has as well.
        ListedTwice = "listed-twice",
        /// A term that stands in too many articles to tell anything.
        Frequent = "frequent",
        /// A language that the topic cannot be found in.
        NoTerms = "no-terms",
        /// A threshold that no article of a language can reach.
        OutOfReach = "out-of-reach",
        /// A threshold that any one hit reaches, whatever its weight.
        AlwaysReached = "always-reached",
        /// A topic whose examples prove less than they could.
        NoExamples = "no-examples",
    }
);

/// Something odd.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// In which topic.
    pub topic: TopicId,
    /// What it is.
    pub kind: FindingKind,
    /// In which language; `None` where that does not matter.
    pub language: Option<TermLanguage>,
    /// The term, as written.
    pub term: Option<String>,
    /// The term that makes it so, where another does.
    pub by: Option<String>,
    /// What is odd and what to do, in words.
    pub says: String,
}

impl Finding {
    fn of_topic(rule: &TopicRule, kind: FindingKind, language: Option<LanguageCode>, says: String) -> Self {
        Self { topic: rule.id.clone(), kind, language: language.map(TermLanguage::Of), term: None, by: None, says }
    }
}

/// What is odd in the rules themselves, topic by topic.
#[must_use]
pub fn of_rules(set: &TopicSet, lists: &[TermList]) -> Vec<Finding> {
    let common = languages::common(set);
    let mut findings = Vec::new();
    for rule in set.rules().iter().filter(|rule| !rule.is_gathering()) {
        findings.extend(overlap::within_topic(set, rule));
        findings.extend(overlap::with_lists(rule, lists));
        findings.extend(languages::missing(set, rule, &common));
        findings.extend(reach::thresholds(set, rule));
        findings.extend(examples(rule));
    }
    findings
}

fn examples(rule: &TopicRule) -> Option<Finding> {
    let n_must = rule.examples.iter().filter(|example| example.must_match).count();
    let says = match (n_must, rule.examples.len() - n_must) {
        (0, 0) => {
            "no examples: add a `[[topic.example]]` that must match and one that must not, and `rasid check` tries them"
        }
        (0, _) => "no example that must match: a rule that finds nothing would pass",
        (_, 0) => "no example that must not match: a rule that finds everything would pass",
        _ => return None,
    };
    Some(Finding::of_topic(rule, FindingKind::NoExamples, None, says.to_owned()))
}

#[cfg(test)]
mod tests;
