//! What an article must and must not say beside reaching the threshold.

use crate::model::Evidence;

use super::hits::{FieldHits, TopicHit};
use super::meetings::of_nears;
use super::obstacle::Obstacle;
use super::rule::{Condition, TopicRule};
use super::weighing::CONDITION_WEIGHT;
use super::worth::{ConditionKind, Purpose, Worth};

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
        if !met.gain(fields, Purpose::Condition(ConditionKind::All, index), condition) {
            met.obstacles.push(Obstacle::GroupMissing { group: index });
        }
    }
    let n_any = (conditions.any.iter().enumerate())
        .filter(|(index, condition)| met.gain(fields, Purpose::Condition(ConditionKind::Any, *index), condition))
        .count();
    if n_any == 0 && !conditions.any.is_empty() {
        met.obstacles.push(Obstacle::NoneOfAny);
    }
    for (index, condition) in conditions.none.iter().enumerate() {
        met.lose(fields, Purpose::Condition(ConditionKind::None, index), condition);
    }
    met
}

impl Met {
    /// Adds the weight of a group that is met.
    fn gain(&mut self, fields: &[FieldHits<'_>], group: Purpose, condition: &Condition) -> bool {
        let found = first(fields, group, condition.weight.unwrap_or(CONDITION_WEIGHT));
        let is_met = !found.is_empty();
        self.evidence.extend(found);
        is_met
    }

    /// Subtracts for a group that should not be there, or forbids the article.
    fn lose(&mut self, fields: &[FieldHits<'_>], group: Purpose, condition: &Condition) {
        let found = first(fields, group, condition.weight.unwrap_or(0.0));
        match condition.weight {
            Some(_) => self.evidence.extend(found),
            None => self.obstacles.extend(found.into_iter().next().map(|by| Obstacle::Forbidden { by })),
        }
    }
}

/// The first hit of a group, with its weight: one place, or the two of a `NEAR` with half of it each. What a longer
/// term without weight covers does not count.
fn first(fields: &[FieldHits<'_>], group: Purpose, weight: f64) -> Vec<Evidence> {
    let found = fields.iter().find_map(|field| Some((field, first_in_field(field, group)?)));
    let Some((field, hits)) = found else { return Vec::new() };
    let share = weight / hits.len() as f64;
    hits.into_iter().map(|hit| field.evidence(hit, share)).collect()
}

fn first_in_field<'a>(field: &FieldHits<'a>, group: Purpose) -> Option<Vec<TopicHit<'a>>> {
    let alone = field.hits.iter().filter(|hit| hit.term.worth == Worth::Alone(group) && field.is_free(hit));
    let near = of_nears(field, |purpose| purpose == group).into_iter().flat_map(|(_, found)| found);
    let all = alone.map(|hit| vec![*hit]).chain(near.map(Vec::from));
    all.min_by_key(|hits| hits.first().map(|hit| hit.words))
}
