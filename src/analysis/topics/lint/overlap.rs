//! Terms that do the work of others: within a topic, and in its lists once more.
//!
//! Whether one term finds all that another finds is tried out: the longer is written as a text, with letters of our own
//! for each `*`, and the rules are run over it. So nothing here needs to know how terms are matched.

use crate::model::ListId;
use crate::text::fold::fold;

use super::{Finding, FindingKind};
use crate::analysis::topics::inventory::{KnownTerm, TermPart};
use crate::analysis::topics::rule::{PlainTerm, TermGroup, TermLanguage, TermList, TopicRule};
use crate::analysis::topics::set::TopicSet;
use crate::analysis::topics::subject::Subject;

/// Letters that stand for whatever a `*` lets through; no word of any language has them.
const ANYTHING: &str = "qzqx";

/// Terms with weights that a shorter one makes needless, or that count less than it.
pub(super) fn within_topic(set: &TopicSet, rule: &TopicRule) -> Vec<Finding> {
    let weighed = set.terms_of(&rule.id).filter(|term| matches!(term.part, TermPart::Weight(weight) if weight != 0.0));
    weighed.filter_map(|term| of_term(set, term)).collect()
}

fn of_term(set: &TopicSet, term: KnownTerm<'_>) -> Option<Finding> {
    let weight = weight_of(term)?;
    let probe = probe(term.written)?;
    let language = match term.language {
        TermLanguage::Of(code) => Some(code),
        TermLanguage::Any => None,
    };
    let subject = Subject { title: "", text: &probe, language, seen: None };
    let places = set.places(&subject, term.topic);
    let others = places.iter().filter(|hit| hit.term != term.index).filter_map(|hit| set.term(hit.term));
    let (by, by_weight) = others
        .filter(|other| covers(*other, term))
        .filter_map(|other| Some((other, weight_of(other)?)))
        .filter(|(_, other)| other.signum() == weight.signum() && other.abs() >= weight.abs())
        .max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()))?;
    let (kind, says) = if by_weight.abs() > weight.abs() {
        let says = format!(
            "counts {weight}, and `{}` within it would count {by_weight}: the longer one wins; raise its weight, or leave \
             it out, unless it is there to weaken",
            by.written
        );
        (FindingKind::Weaker, says)
    } else {
        let says = format!(
            "finds nothing that `{}` does not find for the same weight; leave it out, unless it is to count on where that \
             has counted often enough",
            by.written
        );
        (FindingKind::Redundant, says)
    };
    let (topic, language, term) = (term.topic.clone(), term.language.clone(), term.written.to_owned());
    Some(Finding { topic, kind, language: Some(language), term: Some(term), by: Some(by.written.to_owned()), says })
}

fn weight_of(term: KnownTerm<'_>) -> Option<f64> {
    match term.part {
        TermPart::Weight(weight) => Some(weight),
        _ => None,
    }
}

/// Whether a term that stands in the probe of another finds all that this other finds.
fn covers(by: KnownTerm<'_>, term: KnownTerm<'_>) -> bool {
    let is_exact = |term: KnownTerm<'_>| term.written.trim_start().starts_with('=');
    let is_open = |term: KnownTerm<'_>, signs: &[char]| term.written.contains(signs);
    let has_language = by.language == term.language || *by.language == TermLanguage::Any;
    let is_simple = !by.is_near && !is_special(by.written);
    let has_endings = !is_open(term, &['~']) || is_open(by, &['~', '*']);
    has_language && is_simple && has_endings && (!is_exact(by) || is_exact(term))
}

/// Whether a term is more than words: a regular expression, two that stand near each other, a list.
fn is_special(written: &str) -> bool {
    let written = written.trim();
    written.starts_with('/') || written.contains("NEAR/") || written.contains(['@', '|'])
}

/// A text in which a term stands and as little else as possible.
fn probe(written: &str) -> Option<String> {
    if is_special(written) {
        return None;
    }
    let written = written.trim().trim_start_matches('=');
    Some(written.replace('*', ANYTHING).replace('~', ""))
}

/// Terms of a topic that one of its lists has too.
pub(super) fn with_lists(rule: &TopicRule, lists: &[TermList]) -> Vec<Finding> {
    let own: Vec<PlainTerm> =
        rule.terms.iter().map(|term| PlainTerm { text: term.text.clone(), language: term.language.clone() }).collect();
    let used: Vec<&ListId> = rule.uses.iter().map(|(id, _)| id).collect();
    let mut findings = in_lists(rule, &own, &used, lists);
    let conditions = [&rule.conditions.any, &rule.conditions.all, &rule.conditions.none];
    let of_conditions = conditions.into_iter().flatten().map(|condition| &condition.group);
    let of_sides = rule.sides.iter().flat_map(|sides| [&sides.a, &sides.b]);
    for TermGroup { uses, terms } in of_conditions.chain(of_sides) {
        findings.extend(in_lists(rule, terms, &uses.iter().collect::<Vec<_>>(), lists));
    }
    findings
}

fn in_lists(rule: &TopicRule, own: &[PlainTerm], used: &[&ListId], lists: &[TermList]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for term in own {
        let is_same = |other: &PlainTerm| other.language == term.language && fold(&other.text) == fold(&term.text);
        let holder = all_used(used, lists).into_iter().find(|list| list.group.terms.iter().any(is_same));
        findings.extend(holder.map(|list| Finding {
            topic: rule.id.clone(),
            kind: FindingKind::ListedTwice,
            language: Some(term.language.clone()),
            term: Some(term.text.clone()),
            by: Some(list.id.to_string()),
            says: format!("`{}` has it too; leave it out of the topic, unless its weight here is meant", list.id),
        }));
    }
    findings
}

/// The lists named, and those that these use.
fn all_used<'l>(named: &[&ListId], lists: &'l [TermList]) -> Vec<&'l TermList> {
    let find = |id: &ListId| lists.iter().find(|list| list.id == *id);
    let mut found: Vec<&TermList> = Vec::new();
    let mut waiting: Vec<&TermList> = named.iter().filter_map(|id| find(id)).collect();
    while let Some(list) = waiting.pop() {
        if found.iter().all(|known| known.id != list.id) {
            found.push(list);
            waiting.extend(list.group.uses.iter().filter_map(find));
        }
    }
    found
}
