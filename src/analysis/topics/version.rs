//! Short names of rules, for telling matches of these from matches of others.

use crate::text::hash;

use super::rule::{Condition, TopicRule};
use super::terms::{CompiledTerm, Terms};
use super::weighing::METHOD;
use super::worth::{NearOperand, Purpose, Worth};

/// The version of one rule: equal for rules that match alike, whatever they are called and in whatever order their
/// terms stand. The terms are those that were added last.
pub(super) fn of_rule(rule: &TopicRule, terms: &Terms) -> String {
    let mut lines: Vec<String> = terms.of_topic().iter().map(|term| of_term(term, terms)).collect();
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

fn of_term(term: &CompiledTerm, terms: &Terms) -> String {
    let CompiledTerm { weighed, listed, .. } = term;
    let worth = match weighed.worth {
        Worth::Alone(purpose) => of_purpose(purpose),
        Worth::Side(side) => format!("{side:?}"),
        Worth::Near(NearOperand { side, purpose, .. }) => format!("{} {side:?}", of_purpose(purpose)),
    };
    let (language, listed) = (terms.language(term), listed.as_deref().unwrap_or_default());
    format!("{worth} {language} {} {listed}", weighed.written)
}

fn of_purpose(purpose: Purpose) -> String {
    match purpose {
        Purpose::Weight(weight) => format!("{weight}"),
        Purpose::Condition(kind, index) => format!("{kind:?} {index}"),
    }
}

fn short_hash(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.push(format!("method {METHOD}"));
    hash::content_hash(lines.join("\n").as_bytes()).as_str().chars().take(12).collect()
}
