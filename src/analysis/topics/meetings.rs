//! Where two things stand near each other: the sides of a relation, what is written around a `NEAR`.

use crate::model::Side;

use super::hits::{FieldHits, TopicHit};
use super::words::Words;
use super::worth::{NearOperand, Purpose, Worth};

/// Two hits of different sides, the first one first.
pub(super) type Meeting<'a> = [TopicHit<'a>; 2];

/// The pairs of neighbouring hits of different sides that are near enough. Each meets once.
///
/// The distance is that from the last word of the one to the first of the other; a word cannot meet itself.
pub(super) fn meetings<'a>(
    hits: impl IntoIterator<Item = (TopicHit<'a>, Side)>,
    words: &Words<'_>,
    within: u32,
) -> Vec<Meeting<'a>> {
    let mut in_order: Vec<(TopicHit<'a>, Side)> = hits.into_iter().collect();
    in_order.sort_by_key(|(hit, side)| (hit.words, *side));
    let mut found = Vec::new();
    let mut waiting: Option<(TopicHit<'a>, Side)> = None;
    for (hit, side) in in_order {
        waiting = match waiting {
            Some((before, other)) if other != side && is_near(before, hit, words, within) => {
                found.push([before, hit]);
                None
            }
            _ => Some((hit, side)),
        };
    }
    found
}

fn is_near(before: TopicHit<'_>, hit: TopicHit<'_>, words: &Words<'_>, within: u32) -> bool {
    let last = before.words.1.saturating_sub(1).max(before.words.0);
    before.words.1 <= hit.words.0 && words.distance(last, hit.words.0) <= within
}

/// The meetings of each `NEAR` that has a purpose, with what it is for.
pub(super) fn of_nears<'a>(
    field: &FieldHits<'a>,
    is_wanted: impl Fn(Purpose) -> bool,
) -> Vec<(NearOperand, Vec<Meeting<'a>>)> {
    let operand = |hit: &TopicHit<'a>| match hit.term.worth {
        Worth::Near(operand) if is_wanted(operand.purpose) && field.is_free(hit) => Some((*hit, operand)),
        Worth::Near(_) | Worth::Alone(_) | Worth::Side(_) => None,
    };
    let mut operands: Vec<(TopicHit<'a>, NearOperand)> = field.hits.iter().filter_map(operand).collect();
    operands.sort_by_key(|(_, operand)| operand.near);
    let of_one = |hits: &[(TopicHit<'a>, NearOperand)]| {
        let (_, first) = hits.first()?;
        let sides = hits.iter().map(|(hit, operand)| (*hit, operand.side));
        Some((*first, meetings(sides, field.words, first.within)))
    };
    operands.chunk_by(|(_, one), (_, other)| one.near == other.near).filter_map(of_one).collect()
}
