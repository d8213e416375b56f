//! What holds now and was not told yet; what was told and holds no longer.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::super::sources::Judged;
use super::{News, is_to_be_told};
use crate::analysis::burst::Mark;
use crate::store::{Store, StoreError, StoryId, Told};

/// What stopped growing and grows again within this time is not told again: it goes up and down about a limit.
const REST: SignedDuration = SignedDuration::from_hours(24);

/// Of what grows, what was not told yet, or as less; and what has been told once that is.
pub(super) fn growing<T>(
    found: Vec<T>,
    named: impl Fn(&T) -> Option<(String, Mark)>,
    told: &BTreeMap<String, Told>,
    now: Timestamp,
) -> (Vec<T>, BTreeMap<String, Told>) {
    let mut after: BTreeMap<String, Told> =
        told.iter().filter(|(_, told)| now.duration_since(told.at) < REST).map(owned).collect();
    let mut fresh = Vec::new();
    for thing in found {
        let Some((name, mark)) = named(&thing) else { continue };
        match told.get(&name) {
            Some(known) if Mark::from_name(&known.word) >= Some(mark) => {
                after.insert(name, known.clone());
            }
            _ => {
                after.insert(name, Told { word: mark.to_string(), at: now });
                fresh.push(thing);
            }
        }
    }
    (fresh, after)
}

/// Of the sources those of which nobody was told how they are, and those that are well again.
pub(super) fn sources(
    judged: Vec<Judged>,
    failing_for: Duration,
    told: &BTreeMap<String, Told>,
    now: Timestamp,
) -> (Option<News>, BTreeMap<String, Told>) {
    let (mut ill, mut well, mut after) = (Vec::new(), Vec::new(), BTreeMap::new());
    for source in judged {
        let name = source.health.id.to_string();
        let known = told.get(&name);
        if is_to_be_told(&source, failing_for, now) {
            let word = source.condition.to_string();
            match known.filter(|known| known.word == word) {
                Some(known) => {
                    after.insert(name, known.clone());
                }
                None => {
                    after.insert(name, Told { word, at: now });
                    ill.push(source);
                }
            }
        } else if known.is_some() {
            match source.condition.is_failing() {
                // It fails anew, and may yet come to: nobody is told that it is well.
                true => after.extend(known.map(|known| (name, known.clone()))),
                false => well.push(source),
            }
        }
    }
    let has_news = !ill.is_empty() || !well.is_empty();
    (has_news.then_some(News::Sources { ill, well }), after)
}

/// What was told of stories, by the numbers that these have now: one may have gone into another.
pub(super) fn under_present_names(
    store: &Store,
    told: &BTreeMap<String, Told>,
) -> Result<BTreeMap<String, Told>, StoreError> {
    let mut present: BTreeMap<String, Told> = BTreeMap::new();
    for (name, told) in told {
        let story = name.parse().ok().map(|number| store.story_name(StoryId(number))).transpose()?.flatten();
        let name = story.map_or_else(|| name.clone(), |story| story.id.to_string());
        let stronger = present.get(&name).filter(|known| Mark::from_name(&known.word) >= Mark::from_name(&told.word));
        if stronger.is_none() {
            present.insert(name, told.clone());
        }
    }
    Ok(present)
}

fn owned((name, told): (&String, &Told)) -> (String, Told) {
    (name.clone(), told.clone())
}
