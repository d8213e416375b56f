//! Rules that somebody thinks of: which topics of a changed configuration are new or others than before, and these by
//! themselves.

use crate::analysis::topics::{TopicRule, TopicSet, compile};
use crate::config::{Config, Trial};
use crate::model::TopicId;

/// The topics of a trial that its file holds, and those that a list of the file changes.
#[must_use]
pub fn changed(before: &Config, trial: &Trial) -> Vec<TopicId> {
    let version = |set: &TopicSet, id: &TopicId| set.version_of(id).map(str::to_owned);
    let ids = trial.config.topics.rules().iter().map(|rule| rule.id.clone());
    ids.filter(|id| trial.tried.contains(id) || version(&before.topics, id) != version(&trial.config.topics, id))
        .collect()
}

/// Some topics of a configuration by themselves, so that no other is looked for.
#[must_use]
pub fn alone(config: &Config, topics: &[TopicId]) -> TopicSet {
    let rules = config.topics.rules().iter().filter(|rule| topics.contains(&rule.id));
    // Without the others its parent would be unknown, and matches do not depend on it.
    let rules = rules.map(|rule| TopicRule { parent: None, ..rule.clone() });
    let (set, _checked_before) = compile(rules.collect(), config.lists.to_vec());
    set
}
