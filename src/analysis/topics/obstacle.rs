//! What keeps an article from a topic.

use crate::model::Evidence;

/// Why an article does not match.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
    /// Its sum is below the threshold by so much.
    Short {
        /// How much is missing.
        by: f64,
    },
    /// No term that weighs so much counts in it.
    NoCore {
        /// How much is asked for.
        core: f64,
    },
    /// Too little stands in the headline or the lead.
    NotInFront {
        /// How much is missing there; 0 where anything would do.
        by: f64,
    },
    /// All that speaks for it stands within so many words of its text.
    InPassing {
        /// How many words a passage has.
        words: u32,
    },
    /// Nothing of a group of `all` stands in it.
    GroupMissing {
        /// Which group, from 0.
        group: usize,
    },
    /// Nothing of any group of `any` stands in it.
    NoneOfAny,
    /// Something stands in it that must not.
    Forbidden {
        /// What.
        by: Evidence,
    },
    /// The topic does not look at such articles.
    OutOfScope {
        /// What it asks for that the article has not: a key of the rule, such as `languages`.
        key: &'static str,
    },
}
