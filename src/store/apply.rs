//! What an outcome changes, in which order: the only way that polled and imported articles enter the collection.
//!
//! **Invariant**: reads the outcome and the database, nothing else: no clock, no configuration, no randomness. Applied
//! twice, or again after a poll that was killed half-way, an outcome changes nothing more.

use std::time::Duration;

use rusqlite::Connection;

use crate::model::{Article, PollPart, PollResult};

use super::looks::Tally;
use super::recent::Recent;
use super::{
    addresses, articles, deferrals, looks, polls, rechecks, recognition, rule_sets, sightings, snapshots, source_state,
    sources, stories, topics, websub,
};

/// What an outcome changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    /// Whether the outcome belongs to the source's current generation; if not, nothing changed.
    pub is_current: bool,
    /// Articles that were not known by any of their addresses.
    pub articles_new: u32,
    /// New articles that repeat another.
    pub copies: u32,
    /// Articles that the source had not listed before.
    pub sightings_new: u32,
    /// Articles whose pages were looked at again, and answered.
    pub rechecked: u32,
    /// Of these, that say something else now.
    pub revised: u32,
    /// Of these, that are gone and were not before.
    pub gone: u32,
}

/// Applies an outcome; `None` if its source was never synchronised.
pub(super) fn apply(db: &Connection, recent: &Recent, part: &PollPart) -> rusqlite::Result<Option<Applied>> {
    let outcome = &part.outcome;
    let Some(generation) = source_state::generation(db, &outcome.source)? else {
        return Ok(None);
    };
    if generation != outcome.generation {
        return Ok(Some(Applied::default()));
    }
    let mut applied = Applied { is_current: true, ..Applied::default() };
    let schedule = match outcome.articles.is_empty() {
        true => Vec::new(),
        false => rechecks::schedule(db, &outcome.source)?,
    };
    deferrals::record(db, &outcome.source, &outcome.deferred)?;
    for article in &outcome.articles {
        store_article(db, recent, part, article, &schedule, &mut applied)?;
    }
    let mut looks = Tally::default();
    for look in &outcome.looks {
        looks::apply(db, recent, part, look, &mut looks)?;
    }
    let Tally { rechecked, revised, gone } = looks;
    applied = Applied { rechecked, revised, gone, ..applied };
    for sighting in &outcome.sightings {
        // A sighting whose article failed to come is left out: its deferral brings it back.
        if let Some(article) = addresses::find(db, &sighting.key)?
            && sightings::record(db, article, &outcome.source, sighting)?
        {
            stories::recount_sources(db, article)?;
            applied.sightings_new += 1;
        }
    }
    if let Some(end) = &outcome.end {
        polls::insert(db, &outcome.source, end)?;
        sources::learn(db, &outcome.source, &end.facts)?;
        source_state::finish_poll(db, &outcome.source, end)?;
        // What was not read says nothing of hubs, not even that there is none.
        if end.result == PollResult::Ok {
            websub::record(db, &outcome.source, end.hub.as_ref(), end.started_at)?;
        }
    }
    Ok(Some(applied))
}

fn store_article(
    db: &Connection,
    recent: &Recent,
    part: &PollPart,
    article: &Article,
    schedule: &[Duration],
    applied: &mut Applied,
) -> rusqlite::Result<()> {
    let known = addresses::find_article(db, article)?;
    let id = match known {
        Some(id) => id,
        None => {
            let id = articles::insert(db, article)?;
            // By its addresses others may have named it before it came.
            addresses::add(db, id, article)?;
            let is_copy = recognition::insert(db, recent, id, article)?;
            topics::insert_matches(db, id, article)?;
            rule_sets::record(db, id, rule_sets::number(db, &part.outcome.rules_version)?)?;
            snapshots::insert(db, id, &part.outcome.source, article, &part.snapshots)?;
            rechecks::plan_new(db, id, &part.outcome.source, schedule, article)?;
            applied.articles_new += 1;
            applied.copies += u32::from(is_copy);
            id
        }
    };
    addresses::add(db, id, article)?;
    deferrals::clear(db, article)
}
