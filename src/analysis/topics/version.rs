//! Short names of rules, for telling matches of these from matches of others.

use crate::text::hash;

use super::rule::{Condition, TopicRule};
use super::score::Worth;
use super::set::CompiledTerm;
use super::weighing::METHOD;

/// The version of one rule: equal for rules that match alike, whatever they are called and in whatever order their
/// terms stand.
pub(super) fn of_rule(rule: &TopicRule, terms: &[CompiledTerm]) -> String {
    let mut lines: Vec<String> = terms.iter().map(of_term).collect();
    lines.push(format!("threshold {:?}", rule.threshold));
    lines.push(format!("weighing {:?}", rule.weighing));
    lines.push(format!("scope {:?}", rule.scope));
    lines.extend(rule.sides.iter().map(|sides| format!("sides {} {}", sides.within, sides.weight)));
    let conditions = &rule.conditions;
    for (kind, list) in [("any", &conditions.any), ("all", &conditions.all), ("none", &conditions.none)] {
        let weights = list.iter().enumerate();
        lines.extend(weights.map(|(index, Condition { weight, .. })| format!("{kind} {index} weight {weight:?}")));
    }
    short_hash(lines)
}

/// The version of a set: `0` for none.
pub(super) fn of_set(rules: &[TopicRule], versions: &[String]) -> String {
    if rules.is_empty() {
        return "0".to_owned();
    }
    short_hash(rules.iter().zip(versions).map(|(rule, version)| format!("{} {version}", rule.id)).collect())
}

fn of_term(term: &CompiledTerm) -> String {
    let weighed = &term.weighed;
    let worth = match weighed.worth {
        Worth::Weight(weight) => format!("{weight}"),
        Worth::Side(side) => format!("{side:?}"),
        Worth::Condition(kind, index) => format!("{kind:?} {index}"),
    };
    format!("{worth} {} {}", term.language, weighed.written)
}

fn short_hash(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.push(format!("method {METHOD}"));
    hash::content_hash(lines.join("\n").as_bytes()).as_str().chars().take(12).collect()
}
