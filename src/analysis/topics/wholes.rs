//! What concerns a rule as a whole: numbers that make no sense, a threshold that nothing can reach.

use std::collections::BTreeSet;

use super::rule::{Condition, Conditions, Sides, TopicRule, Weighing};
use super::terms::CompiledTerm;
use super::weighing::SIDES_CAP;
use super::worth::{NearOperand, Purpose, Worth};

/// Checks the numbers of a rule.
///
/// # Errors
/// What is wrong and how to mend it; the rule cannot be used.
pub(super) fn check(rule: &TopicRule) -> Result<(), String> {
    match rule.threshold {
        None if rule.is_gathering() => return Ok(()),
        None => return Err("missing threshold; say from which sum on an article matches".to_owned()),
        Some(threshold) if !is_positive(threshold) => {
            return Err(format!("threshold {threshold} must be finite and above 0"));
        }
        Some(_) => {}
    }
    weighing(&rule.weighing)?;
    rule.sides.as_ref().map_or(Ok(()), sides)?;
    conditions(&rule.conditions)
}

fn weighing(weighing: &Weighing) -> Result<(), String> {
    let numbers = [("title_boost", weighing.title_boost), ("lead_boost", weighing.lead_boost)];
    let front = weighing.front.map(|front| ("front", front));
    let core = weighing.core.map(|core| ("core", core));
    let enough = weighing.enough.map(|enough| ("enough", enough));
    for (name, number) in numbers.into_iter().chain(front).chain(core).chain(enough) {
        if !number.is_finite() || number < 0.0 {
            return Err(format!("{name} {number} must be finite and 0 or more"));
        }
    }
    if weighing.term_cap == 0 {
        return Err("term_cap must be at least 1".to_owned());
    }
    Ok(())
}

fn sides(sides: &Sides) -> Result<(), String> {
    if sides.within == 0 {
        return Err("`within` of the sides must be at least 1 word".to_owned());
    }
    if !is_positive(sides.weight) {
        return Err(format!("weight {} of the sides must be finite and above 0", sides.weight));
    }
    if sides.a.is_empty() || sides.b.is_empty() {
        return Err("both sides need at least one name".to_owned());
    }
    Ok(())
}

fn conditions(conditions: &Conditions) -> Result<(), String> {
    let Conditions { any, all, none } = conditions;
    for (name, Condition { group, weight }) in [("any", any), ("all", all), ("none", none)]
        .into_iter()
        .flat_map(|(name, list)| list.iter().map(move |c| (name, c)))
    {
        if group.is_empty() {
            return Err(format!("a group of `{name}` has no terms; give it some under `terms` or `uses`"));
        }
        if weight.is_some_and(|weight| !weight.is_finite()) {
            return Err(format!("the weight of a group of `{name}` must be finite"));
        }
    }
    Ok(())
}

/// Whether an article could reach the threshold in which everything of the rule stands as often as it counts.
///
/// # Errors
/// It could not.
pub(super) fn check_reach(rule: &TopicRule, terms: &[CompiledTerm]) -> Result<(), String> {
    let Some(threshold) = rule.threshold else { return Ok(()) };
    if terms.is_empty() {
        return Ok(());
    }
    let Weighing { title_boost, lead_boost, term_cap, .. } = rule.weighing;
    let boost = title_boost.max(lead_boost).max(1.0);
    let mut nears = BTreeSet::new();
    let mut of_term = |term: &CompiledTerm| match term.weighed.worth {
        Worth::Alone(Purpose::Weight(weight)) => weight.max(0.0) * f64::from(term_cap) * boost,
        Worth::Near(NearOperand { near, purpose: Purpose::Weight(weight), .. }) if nears.insert(near) => {
            weight.max(0.0) * f64::from(term_cap) * boost
        }
        Worth::Alone(_) | Worth::Near(_) | Worth::Side(_) => 0.0,
    };
    let of_sides = rule.sides.as_ref().map_or(0.0, |sides| sides.weight * SIDES_CAP as f64 * boost);
    let most = terms.iter().map(&mut of_term).sum::<f64>() + of_sides + rule.conditions.most();
    if most < threshold {
        return Err(format!(
            "threshold {threshold} is out of reach: all terms together come to {most} at most; lower it, or give the \
             terms more weight"
        ));
    }
    Ok(())
}

fn is_positive(number: f64) -> bool {
    number.is_finite() && number > 0.0
}
