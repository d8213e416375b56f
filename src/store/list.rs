//! The ids of the articles that a filter chooses, in its order. Who asks for a topic asks for all that are part of it.
//!
//! A list of one topic or one source comes from the front of an index, whatever else is asked. A list of several is
//! therefore read as several lists of one, of which the first entries of each are merged. To leave that to one query
//! means either to sort all that any of them holds, or to look through the whole collection for a topic that nobody has
//! written about: at 200,000 articles that took a second from memory and two minutes from a disk.

use rusqlite::{Connection, named_params};

use crate::model::SourceId;

use super::columns::Json;
use super::expansion::spelled_out;
use super::filter::{ArticleFilter, ArticleOrder, Condition};
use super::newest::{self, Entry, newest};
use super::row::ArticleId;
use super::select::{self, compile};
use super::topics;
use super::words::Words;

/// Of a search that finds more, about so many of the newest are put in the order of rank: to look how often each word stands
/// in each of a hundred thousand articles takes seconds.
pub const MOST_RANKED: u32 = 10_000;

/// The ids of the articles that a filter chooses, in its order.
pub(super) fn ids(db: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Vec<ArticleId>> {
    let mut entries = Vec::new();
    // What belongs most to a topic matches it itself.
    let is_of_own = filter.conditions.iter().any(|condition| matches!(condition, Condition::StrongestTopic(Some(_))));
    let topics = if is_of_own { filter.topics.clone() } else { topics::with_descendants(db, &filter.topics)? };
    let words = filter.words.as_ref().map(|words| spelled_out(db, words)).transpose()?;
    let filter = &ArticleFilter { topics, words, ..filter.clone() };
    let parts = parts(db, filter)?;
    for part in &parts {
        entries.extend(match (part.order, part.limit) {
            (ArticleOrder::Newest, Some(limit)) if is_led_by_words(part) => newest(db, part, limit)?,
            (ArticleOrder::Rank, Some(_)) if is_led_by_words(part) => {
                let numbers = newest::window_of(db, part, i64::from(MOST_RANKED))?;
                newest::entries(db, &select::compile_within(db, part, numbers)?)?
            }
            _ => newest::entries(db, &compile(db, part)?)?,
        });
    }
    if parts.len() > 1 {
        merge(&mut entries, filter);
    }
    Ok(entries.into_iter().map(|entry| entry.id).collect())
}

/// Filters that each begin with one list, and together choose what this one does.
fn parts(db: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Vec<ArticleFilter>> {
    if is_led_by_words(filter) || filter.topics.len() == 1 {
        return Ok(vec![filter.clone()]);
    }
    if !filter.topics.is_empty() {
        let topics = filter.topics.iter();
        return Ok(topics.map(|topic| ArticleFilter { topics: vec![topic.clone()], ..filter.clone() }).collect());
    }
    let mut filter = filter.clone();
    if filter.sources.is_empty() && !filter.countries.is_empty() {
        filter.sources = sources_of(db, &filter.countries)?;
        if filter.sources.is_empty() {
            return Ok(Vec::new());
        }
        filter.countries.clear();
    }
    if filter.sources.len() <= 1 {
        return Ok(vec![filter]);
    }
    let sources = filter.sources.iter();
    Ok(sources.map(|source| ArticleFilter { sources: vec![source.clone()], ..filter.clone() }).collect())
}

fn is_led_by_words(filter: &ArticleFilter) -> bool {
    filter.words.as_ref().and_then(Words::to_match).is_some()
}

/// Puts several lists in the order of one: an article that stands on two of them counts once.
fn merge(entries: &mut Vec<Entry>, filter: &ArticleFilter) {
    match filter.order {
        ArticleOrder::Stored => entries.sort_by_key(|entry| entry.id),
        ArticleOrder::Oldest => entries.sort_by(|a, b| (&a.dated, a.id).cmp(&(&b.dated, b.id))),
        // There are no words to rank by, or there would be one list.
        ArticleOrder::Newest | ArticleOrder::Rank => {
            entries.sort_by(|a, b| (&b.dated, b.id).cmp(&(&a.dated, a.id)));
        }
    }
    entries.dedup();
    if let Some(limit) = filter.limit {
        entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
}

fn sources_of(db: &Connection, countries: &[String]) -> rusqlite::Result<Vec<SourceId>> {
    const SQL: &str = "select id from sources where country in (select value from json_each(:countries)) order by id";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":countries": Json(countries)}, |row| row.get(0))?.collect()
}
