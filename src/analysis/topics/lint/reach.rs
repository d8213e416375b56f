//! Thresholds that nothing of a language can reach, or that anything reaches.

use crate::model::{LanguageCode, Side};

use super::{Finding, FindingKind, languages};
use crate::analysis::topics::inventory::{KnownTerm, TermPart};
use crate::analysis::topics::rule::{TermLanguage, TopicRule};
use crate::analysis::topics::set::TopicSet;
use crate::analysis::topics::weighing::{CONDITION_WEIGHT, SIDES_CAP};

/// What is odd about the threshold of a topic, and about groups that no article of a language can meet.
pub(super) fn thresholds(set: &TopicSet, rule: &TopicRule) -> Vec<Finding> {
    let Some(threshold) = rule.threshold else { return Vec::new() };
    let mut findings: Vec<Finding> = always_reached(set, rule, threshold).into_iter().collect();
    for language in languages::spoken(set, rule) {
        let terms: Vec<KnownTerm<'_>> =
            set.terms_of(&rule.id).filter(|term| covers(term.language, &language)).collect();
        if let Some(group) = (0..rule.conditions.all.len()).find(|&group| !has(&terms, TermPart::All(group))) {
            let says = format!(
                "group {} of `all` has no term in `{language}`, so no article in it can match; give it one, or leave \
                 the language out",
                group + 1
            );
            findings.push(Finding::of_topic(rule, FindingKind::OutOfReach, Some(language), says));
            continue;
        }
        let most = most(rule, &terms);
        if most < threshold {
            let says = format!(
                "its terms in `{language}` come to {most} at most, and the threshold is {threshold}; give them more \
                 weight, or add some"
            );
            findings.push(Finding::of_topic(rule, FindingKind::OutOfReach, Some(language), says));
        }
    }
    findings
}

fn covers(language: &TermLanguage, code: &LanguageCode) -> bool {
    language.covers(Some(code))
}

fn has(terms: &[KnownTerm<'_>], part: TermPart) -> bool {
    terms.iter().any(|term| term.part == part)
}

/// What an article comes to in which all of these stand as often as they count.
fn most(rule: &TopicRule, terms: &[KnownTerm<'_>]) -> f64 {
    let weighing = &rule.weighing;
    let boost = weighing.title_boost.max(weighing.lead_boost).max(1.0);
    let of_terms: f64 = terms.iter().map(|term| positive_weight(*term).unwrap_or_default()).sum();
    let both = has(terms, TermPart::Side(Side::A)) && has(terms, TermPart::Side(Side::B));
    let of_sides = rule.sides.as_ref().filter(|_| both).map_or(0.0, |sides| sides.weight * SIDES_CAP as f64);
    let conditions = &rule.conditions;
    let any = conditions.any.iter().enumerate().filter(|(group, _)| has(terms, TermPart::Any(*group)));
    let all = conditions.all.iter().enumerate();
    let of_conditions: f64 =
        any.chain(all).map(|(_, condition)| condition.weight.unwrap_or(CONDITION_WEIGHT).max(0.0)).sum();
    (of_terms * f64::from(weighing.term_cap) + of_sides) * boost + of_conditions
}

fn positive_weight(term: KnownTerm<'_>) -> Option<f64> {
    match term.part {
        TermPart::Weight(weight) if weight > 0.0 => Some(weight),
        _ => None,
    }
}

/// Weights that differ, though the least of them reaches the threshold.
fn always_reached(set: &TopicSet, rule: &TopicRule, threshold: f64) -> Option<Finding> {
    let weights: Vec<f64> = set.terms_of(&rule.id).filter_map(positive_weight).collect();
    let least = weights.iter().copied().reduce(f64::min)?;
    let greatest = weights.iter().copied().reduce(f64::max)?;
    if least < threshold || least >= greatest {
        return None;
    }
    let says = format!(
        "any one hit reaches the threshold of {threshold}: the least weight is {least}; raise the threshold, or give all \
         terms the same weight"
    );
    Some(Finding::of_topic(rule, FindingKind::AlwaysReached, None, says))
}
