//! What an article must and must not say beside reaching the threshold.

use crate::model::Evidence;

use super::obstacle::Obstacle;
use super::rule::{Condition, TopicRule};
use super::score::{ConditionKind, FieldHits, TopicHit, Worth, evidence};
use super::weighing::CONDITION_WEIGHT;

/// What the conditions of a rule come to.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// For each group that is met and adds or subtracts, its first hit.
    pub(super) evidence: Vec<Evidence>,
    /// What keeps the article from matching.
    pub(super) obstacles: Vec<Obstacle>,
}

/// Looks at each group of a rule.
pub(super) fn meet(rule: &TopicRule, fields: &[FieldHits<'_>]) -> Met {
    let mut met = Met::default();
    let conditions = &rule.conditions;
    for (index, condition) in conditions.all.iter().enumerate() {
        if !met.gain(fields, ConditionKind::All, index, condition) {
            met.obstacles.push(Obstacle::GroupMissing { group: index });
        }
    }
    let n_any = (conditions.any.iter().enumerate())
        .filter(|(index, condition)| met.gain(fields, ConditionKind::Any, *index, condition))
        .count();
    if n_any == 0 && !conditions.any.is_empty() {
        met.obstacles.push(Obstacle::NoneOfAny);
    }
    for (index, condition) in conditions.none.iter().enumerate() {
        met.lose(fields, index, condition);
    }
    met
}

impl Met {
    /// Adds the weight of a group that is met.
    fn gain(&mut self, fields: &[FieldHits<'_>], kind: ConditionKind, index: usize, condition: &Condition) -> bool {
        let found = first(fields, kind, index);
        let weight = condition.weight.unwrap_or(CONDITION_WEIGHT);
        self.evidence.extend(found.map(|(field, hit)| evidence(field, hit, weight)));
        found.is_some()
    }

    /// Subtracts for a group that should not be there, or forbids the article.
    fn lose(&mut self, fields: &[FieldHits<'_>], index: usize, condition: &Condition) {
        let Some((field, hit)) = first(fields, ConditionKind::None, index) else { return };
        let evidence = evidence(field, hit, condition.weight.unwrap_or(0.0));
        match condition.weight {
            Some(_) => self.evidence.push(evidence),
            None => self.obstacles.push(Obstacle::Forbidden { by: evidence }),
        }
    }
}

/// The first hit of a group that no term without weight takes its words from.
fn first<'f, 'a>(
    fields: &'f [FieldHits<'a>],
    kind: ConditionKind,
    index: usize,
) -> Option<(&'f FieldHits<'a>, TopicHit<'a>)> {
    fields.iter().find_map(|field| {
        let wanted = field.hits.iter().filter(|hit| hit.term.worth == Worth::Condition(kind, index));
        let free = wanted.filter(|hit| !is_taken(field, hit));
        Some((field, *free.min_by_key(|hit| hit.words)?))
    })
}

fn is_taken(field: &FieldHits<'_>, hit: &TopicHit<'_>) -> bool {
    let n_words = |words: (usize, usize)| words.1 - words.0;
    field.hits.iter().any(|other| {
        other.term.worth == Worth::Weight(0.0)
            && other.words.0 <= hit.words.0
            && hit.words.1 <= other.words.1
            && n_words(other.words) > n_words(hit.words)
    })
}
