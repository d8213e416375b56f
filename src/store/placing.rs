//! Which story an article is put into: what repeats another, or is said to be the same in another language, belongs to its
//! story, all else to the story that it has most in common with.
//!
//! **Invariant**: depends on the articles of lower numbers and on the window alone, so that stories made anew from the
//! stored articles (`rebuild`) come out the same.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::analysis::stories::{Entry, MOST_MEMBERS, Window, central, choose, division, fit};

use super::row::{ArticleId, StoryId};
use super::{profiles, stories, translations};

/// Neighbours whose stories are looked at.
const MOST_NEIGHBOURS: usize = 12;

/// What a neighbour must have in common with an article for its story to be looked at; 1 makes a story by itself.
const LEAST_LIKENESS: f64 = 0.7;

/// What an article may be put together with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A story.
    In(StoryId),
    /// An article that has none yet.
    With(ArticleId),
}

/// Puts a stored article into a story, if there is one for it.
pub(super) fn place(db: &Connection, window: &Window, id: ArticleId) -> rusqlite::Result<()> {
    if let Some(partner) = stories::partner(db, id)? {
        return unite(db, window, id, partner);
    }
    if let Some(other) = translations::earlier(db, id)? {
        let place = stories::of_article(db, other)?.map_or(Place::With(other), Place::In);
        return match join(db, id, place)? {
            Some(story) => settle(db, window, story),
            None => Ok(()),
        };
    }
    let Some(own) = profiles::entry(db, id)? else { return Ok(()) };
    let (places, likeness): (Vec<Place>, Vec<Vec<f64>>) = candidates(db, window, &own)?.into_iter().unzip();
    let choice = choose(&likeness);
    let Some(best) = choice.best.and_then(|index| places.get(index)) else { return Ok(()) };
    let Some(mut story) = join(db, id, *best)? else { return Ok(()) };
    for other in choice.others.into_iter().filter_map(|index| places.get(index)) {
        story = merge(db, window, story, *other)?;
    }
    settle(db, window, story)
}

/// Places an article that was read again: it stays in its story, which is counted anew, unless it repeats another now.
pub(super) fn replace(db: &Connection, window: &Window, id: ArticleId) -> rusqlite::Result<()> {
    let before = stories::of_article(db, id)?;
    if before.is_none() || stories::partner(db, id)?.is_some() {
        place(db, window, id)?;
    }
    match before {
        Some(before) => stories::recount(db, before, None),
        None => Ok(()),
    }
}

/// Puts an article that repeats another, or is repeated by it, into that one's story.
fn unite(db: &Connection, window: &Window, id: ArticleId, partner: ArticleId) -> rusqlite::Result<()> {
    let original = stories::original(db, id)?;
    let story = match stories::of_article(db, partner)? {
        Some(story) => Some(story),
        None => stories::free_number(db, &[original])?,
    };
    let Some(story) = story else { return Ok(()) };
    stories::put(db, original, Some(story))?;
    settle(db, window, story)
}

/// The stories of the nearest articles, and those of them that have none, with what the article has in common with each
/// of their articles.
fn candidates(db: &Connection, window: &Window, own: &Entry) -> rusqlite::Result<Vec<(Place, Vec<f64>)>> {
    let mut candidates: Vec<(Place, Vec<f64>)> = Vec::new();
    let near = window.neighbours(own).into_iter().filter(|neighbour| neighbour.likeness >= LEAST_LIKENESS);
    for neighbour in near.take(MOST_NEIGHBOURS) {
        let id = ArticleId(neighbour.id);
        let story = stories::of_article(db, id)?;
        let place = story.map_or(Place::With(id), Place::In);
        if candidates.iter().all(|(known, _)| *known != place) {
            let members = match story {
                Some(story) => stories::members(db, story, MOST_MEMBERS)?,
                None => vec![id],
            };
            candidates.push((place, members.iter().filter_map(|member| window.likeness(own, member.0)).collect()));
        }
    }
    Ok(candidates)
}

/// Puts an article into a story, or begins one with an article that has none yet; `None` if there is no number for it.
fn join(db: &Connection, id: ArticleId, place: Place) -> rusqlite::Result<Option<StoryId>> {
    let story = match place {
        Place::In(story) => story,
        Place::With(other) => {
            let Some(story) = stories::free_number(db, &[other, id])? else { return Ok(None) };
            stories::put(db, other, Some(story))?;
            story
        }
    };
    stories::put(db, id, Some(story))?;
    Ok(Some(story))
}

/// Makes one of two stories, if they have as much in common as an article must have with a story. The older one stays.
fn merge(db: &Connection, window: &Window, story: StoryId, place: Place) -> rusqlite::Result<StoryId> {
    let ours = stories::members(db, story, MOST_MEMBERS)?;
    let theirs = match place {
        Place::In(other) => stories::members(db, other, MOST_MEMBERS)?,
        Place::With(other) => vec![other],
    };
    let likeness: Vec<f64> = ours
        .iter()
        .filter_map(|id| window.get(id.0))
        .flat_map(|one| theirs.iter().filter_map(|id| window.likeness(one, id.0)))
        .collect();
    if fit(&likeness) < 1.0 {
        return Ok(story);
    }
    match place {
        Place::With(other) => {
            stories::put(db, other, Some(story))?;
            Ok(story)
        }
        Place::In(other) => {
            let (from, into) = (story.max(other), story.min(other));
            stories::merge(db, from, into)?;
            Ok(into)
        }
    }
}

/// After an article came to a story: which of its articles is the central one, whether it is still one story, how many
/// there are.
fn settle(db: &Connection, window: &Window, story: StoryId) -> rusqlite::Result<()> {
    let members = stories::members(db, story, MOST_MEMBERS)?;
    // The larger a story, the less one article more can change.
    if members.len() > 8 && !members.len().is_power_of_two() && members.len() < MOST_MEMBERS {
        return stories::recount(db, story, None);
    }
    let entries: Vec<&Entry> = members.iter().filter_map(|id| window.get(id.0)).collect();
    let mut known: HashMap<(usize, usize), f64> = HashMap::new();
    for (one, entry) in entries.iter().enumerate() {
        for (other, their) in entries.iter().enumerate().skip(one + 1) {
            let likeness = window.likeness(entry, their.id).unwrap_or_default();
            known.insert((one, other), likeness);
            known.insert((other, one), likeness);
        }
    }
    let likeness = |one: usize, other: usize| known.get(&(one, other)).copied().unwrap_or_default();
    let number = |index: usize| entries.get(index).map(|entry| ArticleId(entry.id));
    if let Some(parting) = division(entries.len(), likeness) {
        let parting: Vec<ArticleId> = parting.into_iter().filter_map(number).collect();
        return split(db, story, &parting);
    }
    stories::recount(db, story, central(entries.len(), likeness).and_then(number))
}

/// Makes a story of its own of some articles of a story. Where the one that began it is among them, the others go.
fn split(db: &Connection, story: StoryId, parting: &[ArticleId]) -> rusqlite::Result<()> {
    let all = stories::members(db, story, usize::MAX)?;
    let founder = stories::original(db, ArticleId(story.0));
    let has_founder = founder.is_ok_and(|founder| parting.contains(&founder));
    let leaving: Vec<ArticleId> = all.into_iter().filter(|id| parting.contains(id) != has_founder).collect();
    let Some(new) = stories::free_number(db, &leaving)? else { return stories::recount(db, story, None) };
    for id in leaving {
        stories::put(db, id, Some(new))?;
    }
    stories::recount(db, story, None)?;
    stories::recount(db, new, None)
}
