//! The newest articles that match words, without a look at all that match.
//!
//! The search index gives its articles in the order of their numbers, that is, as they were stored; lists are ordered by
//! date. Most articles are stored soon after they are published, so the newest of a window of numbers are nearly the newest
//! of all, and the index of dates tells which articles outside of the window are as new: these few are looked at one by
//! one. Where they are many (an archive was imported), the window grows, in the end to all numbers; or the dates are walked
//! from the latest on and each article is held against the words, where that is less to do.
//!
//! **Invariant**: the result is the same as that of one query over everything.

use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};

use super::columns::Time;
use super::filter::{ArticleFilter, Condition};
use super::row::ArticleId;
use super::select::{self, Numbers};

/// Numbers that are looked at first.
const FIRST_WINDOW: i64 = 2_048;

/// How many times as many come next.
const GROWTH: i64 = 6;

/// Articles that are looked at one by one.
const MOST_PROBES: usize = 64;

/// Dates before the end of the time asked for that show where its articles stand.
const SAMPLE: i64 = 500;

/// To look at one article by itself takes about as long as to go through so many that match.
const PROBE_COST: f64 = 40.0;

/// An article with what lists are ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// As stored: times sort as text.
    pub(super) dated: String,
    pub(super) id: ArticleId,
}

/// The newest articles of a filter that has words and a limit.
pub(super) fn newest(db: &Connection, filter: &ArticleFilter, limit: u32) -> rusqlite::Result<Vec<Entry>> {
    let last = last_number(db)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let start = match filter.until {
        Some(until) => number_before(db, &Time(until).to_string())?.unwrap_or(last),
        None => last,
    };
    let mut size = FIRST_WINDOW.max(i64::from(limit).saturating_mul(2));
    let mut seen = Numbers { first: start.saturating_sub(size) + 1, last: start };
    let mut found = read(db, filter, seen)?;
    let mut may_walk = true;
    loop {
        sort(&mut found, wanted);
        if seen.first <= 1 && seen.last >= last {
            return Ok(found);
        }
        let is_full = found.len() >= wanted;
        let bound = if is_full { found.last().map(|entry| entry.dated.clone()) } else { since(filter) };
        if let Some(bound) = bound {
            let others = outside(db, filter, &bound, seen)?;
            if others.len() <= MOST_PROBES {
                for id in others {
                    found.extend(read(db, filter, Numbers { first: id.0, last: id.0 })?);
                }
                sort(&mut found, wanted);
                return Ok(found);
            }
            if is_full && may_walk && is_less_to_walk(db, filter, seen, wanted, last)? {
                return walk(db, filter);
            }
            may_walk = false;
        }
        size = size.saturating_mul(GROWTH);
        let next = Numbers { first: start.saturating_sub(size) + 1, last: (start.saturating_add(size)).min(last) };
        let next = if filter.until.is_some() { next } else { Numbers { last, ..next } };
        if next.first < seen.first && seen.first > 1 {
            found.extend(read(db, filter, Numbers { first: next.first, last: seen.first - 1 })?);
        }
        if next.last > seen.last {
            found.extend(read(db, filter, Numbers { first: seen.last + 1, last: next.last })?);
        }
        seen = Numbers { first: next.first.min(seen.first), last: next.last.max(seen.last) };
    }
}

/// The numbers among which at least so many articles match, the highest that there are, or all. Where only those that were
/// stored until some article are asked for, they begin there, whatever came in meanwhile.
pub(super) fn window_of(db: &Connection, filter: &ArticleFilter, n_matching: i64) -> rusqlite::Result<Numbers> {
    let until = filter.conditions.iter().find_map(|condition| match condition {
        Condition::StoredUntil(id) => Some(id.0),
        _ => None,
    });
    let last = until.map_or_else(|| last_number(db), Ok)?;
    let (mut size, mut end, mut n_found) = (n_matching, last, 0_i64);
    loop {
        let first = last.saturating_sub(size) + 1;
        let select = select::count_within(db, filter, Numbers { first, last: end })?;
        n_found +=
            db.prepare_cached(&select.sql)?.query_row(params_from_iter(&select.values), |row| row.get::<_, i64>(0))?;
        if n_found >= n_matching || first <= 1 {
            return Ok(Numbers { first, last });
        }
        end = first - 1;
        size = size.saturating_mul(2);
    }
}

fn sort(entries: &mut Vec<Entry>, most: usize) {
    entries.sort_by(|a, b| (&b.dated, b.id).cmp(&(&a.dated, a.id)));
    entries.truncate(most);
}

fn since(filter: &ArticleFilter) -> Option<String> {
    filter.since.map(|since| Time(since).to_string())
}

fn read(db: &Connection, filter: &ArticleFilter, numbers: Numbers) -> rusqlite::Result<Vec<Entry>> {
    entries(db, &select::compile_within(db, filter, numbers)?)
}

/// The entries that a query gives.
pub(super) fn entries(db: &Connection, select: &select::Select) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = db.prepare_cached(&select.sql)?;
    let rows = statement.query_map(params_from_iter(&select.values), |row| {
        Ok(Entry { dated: row.get("dated")?, id: row.get("id")? })
    })?;
    rows.collect()
}

fn last_number(db: &Connection) -> rusqlite::Result<i64> {
    const SQL: &str = "select ifnull(max(id), 0) from articles";
    db.prepare_cached(SQL)?.query_row([], |row| row.get(0))
}

/// The highest number among the latest articles before a time.
fn number_before(db: &Connection, until: &str) -> rusqlite::Result<Option<i64>> {
    const SQL: &str = "\
        select max(id) from (
            select id from articles indexed by articles_dated where dated < :until order by dated desc limit :sample
        )";
    db.prepare_cached(SQL)?
        .query_row(named_params! {":until": until, ":sample": SAMPLE}, |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// Articles outside of a window that are as new as the bound, or newer; some, if they are too many.
fn outside(db: &Connection, filter: &ArticleFilter, bound: &str, seen: Numbers) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "\
        select id from articles indexed by articles_dated
        where dated >= :bound and dated < :until and (id < :first or id > :last) limit :most";
    // Times sort as text, before the tilde.
    let until = filter.until.map_or_else(|| "~".to_owned(), |until| Time(until).to_string());
    let mut statement = db.prepare_cached(SQL)?;
    let parameters = named_params! {
        ":bound": bound, ":until": until, ":first": seen.first, ":last": seen.last, ":most": MOST_PROBES as i64 + 1,
    };
    statement.query_map(parameters, |row| row.get(0))?.collect()
}

/// Whether the wanted ones come sooner when all articles are walked from the latest on than when all that match are read.
fn is_less_to_walk(
    db: &Connection,
    filter: &ArticleFilter,
    seen: Numbers,
    wanted: usize,
    last: i64,
) -> rusqlite::Result<bool> {
    let select = select::count_within(db, filter, seen)?;
    let n_matching: i64 =
        db.prepare_cached(&select.sql)?.query_row(params_from_iter(&select.values), |row| row.get(0))?;
    let share = (n_matching.max(1)) as f64 / (seen.last - seen.first.max(1) + 1) as f64;
    Ok(wanted as f64 / share * PROBE_COST < share * last as f64)
}

fn walk(db: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Vec<Entry>> {
    entries(db, &select::compile_walk(db, filter)?)
}
