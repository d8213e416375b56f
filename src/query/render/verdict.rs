//! What a topic makes of an article, in words.

use crate::analysis::topics::{Obstacle, Verdict};

/// Why an article does not match, one reason after the other; empty where it does.
#[must_use]
pub fn reasons(verdict: &Verdict<'_>) -> String {
    verdict.obstacles.iter().map(|obstacle| reason(verdict, obstacle)).collect::<Vec<_>>().join("; ")
}

/// The words that count, with what each adds.
#[must_use]
pub fn sum(verdict: &Verdict<'_>) -> String {
    let term = |hit: &crate::model::Evidence| format!("`{}` {:+}", hit.term, hit.weight);
    verdict.evidence.iter().map(term).collect::<Vec<_>>().join(", ")
}

fn reason(verdict: &Verdict<'_>, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Short { by } => {
            let threshold = verdict.rule.threshold.unwrap_or_default();
            format!("its sum is {}, and {by} short of {threshold}", verdict.score)
        }
        Obstacle::NotInFront { by } if *by > 0.0 => {
            format!("{} of it stand in the headline or the lead, and {by} more are asked for", verdict.front)
        }
        Obstacle::NotInFront { .. } => "nothing that speaks for it stands in the headline or the lead".to_owned(),
        Obstacle::GroupMissing { group } => format!("nothing of group {} of `all` stands in it", group + 1),
        Obstacle::NoneOfAny => "nothing of `any` stands in it".to_owned(),
        Obstacle::Forbidden { by } => format!("`{}` stands in it, which `none` forbids", by.term),
        Obstacle::OutOfScope { key } => format!("it is outside of the rule's `{key}`"),
    }
}
