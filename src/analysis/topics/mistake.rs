//! What is wrong with the rules, and where.

use crate::model::{ListId, TopicId};

/// A mistake in a rule or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMistake {
    /// What has it.
    pub place: RulePlace,
    /// The term, or the name of the list or parent, as written, where the mistake is in one.
    pub term: Option<String>,
    /// What is wrong and how to mend it: a lower-case fragment.
    pub message: String,
}

/// What a mistake is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulePlace {
    /// A topic.
    Topic(TopicId),
    /// A list.
    List(ListId),
}
