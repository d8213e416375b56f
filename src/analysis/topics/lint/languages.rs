//! Languages that a topic lacks and others have.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::LanguageCode;

use super::{Finding, FindingKind};
use crate::analysis::topics::inventory::TermPart;
use crate::analysis::topics::rule::{TermLanguage, TopicRule};
use crate::analysis::topics::set::TopicSet;

/// The languages in which at least half of the topics have terms.
pub(super) fn common(set: &TopicSet) -> BTreeSet<LanguageCode> {
    let rules = set.rules().iter().filter(|rule| !rule.is_gathering());
    let mut n_topics: BTreeMap<LanguageCode, usize> = BTreeMap::new();
    let mut n_rules = 0;
    for rule in rules {
        n_rules += 1;
        for language in spoken(set, rule) {
            *n_topics.entry(language).or_default() += 1;
        }
    }
    n_topics.into_iter().filter(|(_, n)| 2 * n >= n_rules).map(|(language, _)| language).collect()
}

/// The languages in which a topic has terms that can speak for it.
pub(super) fn spoken(set: &TopicSet, rule: &TopicRule) -> BTreeSet<LanguageCode> {
    let speaks = |part: TermPart| match part {
        TermPart::Weight(weight) => weight > 0.0,
        TermPart::Side(_) | TermPart::Any(_) | TermPart::All(_) => true,
        TermPart::None(_) => false,
    };
    let speaking = set.terms_of(&rule.id).filter(|term| speaks(term.part));
    speaking
        .filter_map(|term| match term.language {
            TermLanguage::Of(code) => Some(code.clone()),
            TermLanguage::Any => None,
        })
        .collect()
}

/// A finding for each language that is missing.
pub(super) fn missing(set: &TopicSet, rule: &TopicRule, common: &BTreeSet<LanguageCode>) -> Vec<Finding> {
    let spoken = spoken(set, rule);
    // A topic of names that are spelt alike everywhere needs no language of its own.
    if spoken.is_empty() {
        return Vec::new();
    }
    let in_scope = |code: &&LanguageCode| rule.scope.languages.is_empty() || rule.scope.languages.contains(code);
    let labelled: BTreeSet<LanguageCode> = rule.label.keys().cloned().collect();
    let wanted: BTreeSet<&LanguageCode> = labelled.iter().chain(common).filter(in_scope).collect();
    wanted
        .into_iter()
        .filter(|code| !spoken.contains(*code))
        .map(|code| {
            let why = match labelled.contains(code) {
                true => "it has a label in this language",
                false => "most other topics have terms in this language",
            };
            let says = format!("no terms in `{code}`, though {why}; its articles match by `any` alone");
            Finding::of_topic(rule, FindingKind::NoTerms, Some(code.clone()), says)
        })
        .collect()
}
