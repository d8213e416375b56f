//! Parents: which topics are part of which.

use crate::model::TopicId;

use super::rule::TopicRule;

/// What is wrong with the parents of some rules, by topic, with the parent's name where the rule has one.
pub(super) fn faults(rules: &[TopicRule]) -> Vec<(TopicId, Option<TopicId>, String)> {
    rules.iter().filter_map(|rule| Some((rule.id.clone(), rule.parent.clone(), fault(rules, rule)?))).collect()
}

fn fault(rules: &[TopicRule], rule: &TopicRule) -> Option<String> {
    let is_parent = |id: &TopicId| rules.iter().any(|other| other.parent.as_ref() == Some(id));
    if rule.is_gathering() && !is_parent(&rule.id) {
        return Some(
            "the topic has neither terms nor a topic whose `parent` it is; give it one or the other".to_owned(),
        );
    }
    let parent = rule.parent.as_ref()?;
    if !rules.iter().any(|other| other.id == *parent) {
        return Some(format!("unknown parent `{parent}`; write a `[[topic]]` with this id, or leave `parent` out"));
    }
    let is_own_ancestor = ancestors(rules, rule).any(|id| *id == rule.id);
    is_own_ancestor
        .then(|| "the topic is its own parent, by way of the others; leave out one `parent` of them".to_owned())
}

/// The parent of a rule, its parent, and so on; of a circle each topic once.
fn ancestors<'a>(rules: &'a [TopicRule], rule: &'a TopicRule) -> impl Iterator<Item = &'a TopicId> {
    let parent_of = move |id: &TopicId| rules.iter().find(|other| other.id == *id)?.parent.as_ref();
    std::iter::successors(rule.parent.as_ref(), move |id| parent_of(id)).take(rules.len())
}
