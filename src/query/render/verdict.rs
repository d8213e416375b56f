//! What a topic makes of an article, in words.

use crate::analysis::topics::{Obstacle, Verdict};

/// What an obstacle is measured by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The sum.
    pub score: f64,
    /// What of it stands in the headline or the lead.
    pub front: f64,
    /// The sum that is asked for.
    pub threshold: Option<f64>,
}

/// Why an article does not match, one reason after the other; empty where it does.
#[must_use]
pub fn reasons(verdict: &Verdict<'_>) -> String {
    verdict.obstacles.iter().map(|obstacle| of_verdict(verdict, obstacle)).collect::<Vec<_>>().join("; ")
}

/// The words that count, with what each adds.
#[must_use]
pub fn sum(verdict: &Verdict<'_>) -> String {
    let term = |hit: &crate::model::Evidence| format!("`{}` {:+}", hit.term, hit.weight);
    verdict.evidence.iter().map(term).collect::<Vec<_>>().join(", ")
}

/// One reason of a verdict.
#[must_use]
pub fn of_verdict(verdict: &Verdict<'_>, obstacle: &Obstacle) -> String {
    let standing = Standing { score: verdict.score, front: verdict.front, threshold: verdict.rule.threshold };
    reason(standing, obstacle)
}

/// One reason.
#[must_use]
pub fn reason(standing: Standing, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Short { by } => match standing.threshold {
            Some(threshold) => format!("its sum is {}, and {by} short of {threshold}", standing.score),
            None => "the topic has no rule of its own: it gathers those whose parent it is".to_owned(),
        },
        Obstacle::NotInFront { by } if *by > 0.0 => {
            format!("{} of it stand in the headline or the lead, and {by} more are asked for", standing.front)
        }
        Obstacle::NotInFront { .. } => "nothing that speaks for it stands in the headline or the lead".to_owned(),
        Obstacle::InPassing { words } => {
            format!("all that speaks for it stands within {words} words of its text, and nothing in the headline")
        }
        Obstacle::NoCore { core } => format!("no term that weighs {core} or more counts in it, which `core` asks for"),
        Obstacle::GroupMissing { group } => format!("nothing of group {} of `all` stands in it", group + 1),
        Obstacle::NoneOfAny => "nothing of `any` stands in it".to_owned(),
        Obstacle::Forbidden { by } => format!("`{}` stands in it, which `none` forbids", by.term),
        Obstacle::OutOfScope { key } => format!("it is outside of the rule's `{key}`"),
    }
}
