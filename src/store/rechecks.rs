//! When the pages of articles are looked at again, and what came of it.
//!
//! An article has a row from its first sight on where its source looks again by a schedule, and else from the first look.
//! `due` stands in an index of those rows alone that have one, by source: an archive that nobody looks at any more costs
//! nothing, and when a source is to be woken is the first entry of its part of that index.

use std::collections::HashMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::addresses;
use super::columns::{Json, Time, count, integer};
use super::row::ArticleId;
use crate::model::{
    Article, ArticleKey, Claims, Item, KnownItem, Recheck, RecheckCause, SourceId, TextOrigin, Validators,
};

/// What is remembered of the looks at an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct State {
    pub(super) due: Option<Timestamp>,
    pub(super) counted_from: Timestamp,
    pub(super) tried_at: Option<Timestamp>,
    pub(super) looked_at: Option<Timestamp>,
    pub(super) failures: u32,
    pub(super) validators: Validators,
    pub(super) note: Option<String>,
    pub(super) claimed_at: Option<Timestamp>,
    pub(super) claimed_by: Option<SourceId>,
    pub(super) n_vain: u32,
}

/// The first time of a schedule that lies after an instant; `None` once it has ended.
pub(super) fn next(schedule: &[Duration], counted_from: Timestamp, after: Timestamp) -> Option<Timestamp> {
    let times = schedule.iter().filter_map(|wait| counted_from.checked_add(SignedDuration::try_from(*wait).ok()?).ok());
    times.into_iter().find(|time| *time > after)
}

/// The schedule of a source, as it was last configured.
pub(super) fn schedule(db: &Connection, source: &SourceId) -> rusqlite::Result<Vec<Duration>> {
    const SQL: &str = "select recheck from sources where id = :id";
    let seconds = db
        .prepare_cached(SQL)?
        .query_row(named_params! {":id": source}, |row| Ok(row.get::<_, Json<Vec<u64>>>("recheck")?.0));
    Ok(seconds.optional()?.unwrap_or_default().into_iter().map(Duration::from_secs).collect())
}

/// Takes over the schedule of the configuration. Where it is another one than before, it holds for the articles that are
/// young enough for it as well; looks whose time has passed are not made up for.
pub(super) fn sync(db: &Connection, source: &SourceId, schedule: &[Duration], now: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "update sources set recheck = :recheck where id = :id and recheck <> :recheck";
    let seconds: Vec<u64> = schedule.iter().map(Duration::as_secs).collect();
    let n_changed = db.prepare_cached(SQL)?.execute(named_params! {":id": source, ":recheck": Json(seconds)})?;
    if n_changed == 0 {
        return Ok(());
    }
    const END: &str = "update rechecks set due = null where source_id = :source_id and due is not null";
    db.prepare_cached(END)?.execute(named_params! {":source_id": source})?;
    let Some(longest) = schedule.last().and_then(|wait| SignedDuration::try_from(*wait).ok()) else { return Ok(()) };
    add_young(db, source, now.checked_sub(longest).unwrap_or(Timestamp::MIN))?;
    for (id, counted_from) in young(db, source, now.checked_sub(longest).unwrap_or(Timestamp::MIN))? {
        set_due(db, id, next(schedule, counted_from, now))?;
    }
    Ok(())
}

/// Gives a row to each article of a source that came since then by its page.
fn add_young(db: &Connection, source: &SourceId, since: Timestamp) -> rusqlite::Result<()> {
    // Whatever was first seen since then was also last seen since then, of which there is an index.
    const SQL: &str = "\
        insert or ignore into rechecks (article_id, source_id, counted_from)
        select a.id, s.source_id, a.first_seen
        from sightings s join articles a on a.id = s.article_id
        where s.source_id = :source_id and s.last_seen >= :since and a.first_seen >= :since and a.text_from = 'page'
        order by a.id";
    db.prepare_cached(SQL)?.execute(named_params! {":source_id": source, ":since": Time(since)})?;
    Ok(())
}

fn young(db: &Connection, source: &SourceId, since: Timestamp) -> rusqlite::Result<Vec<(ArticleId, Timestamp)>> {
    const SQL: &str = "\
        select r.article_id, r.counted_from
        from sightings s join rechecks r on r.article_id = s.article_id
        where s.source_id = :source_id and s.last_seen >= :since
          and r.source_id = :source_id and r.counted_from >= :since
        order by r.article_id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(named_params! {":source_id": source, ":since": Time(since)}, |row| {
        Ok((row.get("article_id")?, row.get::<_, Time>("counted_from")?.0))
    });
    rows?.collect()
}

fn set_due(db: &Connection, id: ArticleId, due: Option<Timestamp>) -> rusqlite::Result<()> {
    const SQL: &str = "update rechecks set due = :due where article_id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id, ":due": due.map(Time)})?;
    Ok(())
}

/// Plans the looks at a new article, where its source looks again by a schedule and it was read from its page.
pub(super) fn plan_new(
    db: &Connection,
    id: ArticleId,
    source: &SourceId,
    schedule: &[Duration],
    article: &Article,
) -> rusqlite::Result<()> {
    if article.text_from != TextOrigin::Page {
        return Ok(());
    }
    let Some(due) = next(schedule, article.fetched_at, article.fetched_at) else { return Ok(()) };
    let state = State { due: Some(due), counted_from: article.fetched_at, ..State::default() };
    write(db, id, source, &state)
}

/// When the next article of a source is looked at.
pub(super) fn next_due(db: &Connection, source: &SourceId) -> rusqlite::Result<Option<Timestamp>> {
    const SQL: &str = "select min(due) from rechecks where source_id = :source_id and due is not null";
    let due: Option<Time> =
        db.prepare_cached(SQL)?.query_row(named_params! {":source_id": source}, |row| row.get(0))?;
    Ok(due.map(|time| time.0))
}

/// The same for all configured sources that have one.
pub(super) fn due_times(db: &Connection) -> rusqlite::Result<Vec<(SourceId, Timestamp)>> {
    const SQL: &str = "\
        select id, (select min(due) from rechecks where source_id = sources.id and due is not null) as due
        from sources where is_configured = 1 order by id";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get::<_, Option<Time>>("due")?)))?;
    let all: Vec<(SourceId, Option<Time>)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(all.into_iter().filter_map(|(id, due)| Some((id, due?.0))).collect())
}

/// The articles of a source that are to be looked at by now, the longest due first.
pub(super) fn due(db: &Connection, source: &SourceId, now: Timestamp, limit: u32) -> rusqlite::Result<Vec<Recheck>> {
    const SQL: &str = "\
        select article_id from rechecks
        where source_id = :source_id and due <= :now order by due, article_id limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    let ids = statement
        .query_map(named_params! {":source_id": source, ":now": Time(now), ":limit": limit}, |row| row.get(0))?;
    let ids: Vec<ArticleId> = ids.collect::<rusqlite::Result<_>>()?;
    let rechecks = ids.into_iter().map(|id| recheck(db, id, source, None, RecheckCause::Schedule));
    rechecks.collect()
}

/// What it takes to look at an article again; `listed_as` is the key by which the source lists it, where that is known.
pub(super) fn recheck(
    db: &Connection,
    id: ArticleId,
    source: &SourceId,
    listed_as: Option<ArticleKey>,
    why: RecheckCause,
) -> rusqlite::Result<Recheck> {
    const SQL: &str = "\
        select a.key, a.url, coalesce(s.url, a.url) as listed_url, coalesce(s.last_title, s.title, a.title) as title,
            s.guid, s.published, s.updated
        from articles a left join sightings s on s.article_id = a.id and s.source_id = :source_id
        where a.id = :id";
    let state = find(db, id)?;
    let validators = match state.as_ref().filter(|state| state.tried_at.is_some()) {
        Some(state) => state.validators.clone(),
        None => validators_of_page(db, id)?,
    };
    let failures = state.map_or(0, |state| state.failures);
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id, ":source_id": source}, |row| {
        let url: String = row.get("listed_url")?;
        let of: ArticleKey = row.get("key")?;
        let item = Item {
            title: row.get("title")?,
            guid: row.get("guid")?,
            published: row.get("published")?,
            updated: row.get("updated")?,
            url: Some(url),
            ..Item::default()
        };
        let listed_as = listed_as.unwrap_or_else(|| of.clone());
        Ok(Recheck { of, listed_as, url: row.get("url")?, item, validators, failures, why })
    })
}

/// What makes a request conditional, from the page that is kept of an article.
fn validators_of_page(db: &Connection, id: ArticleId) -> rusqlite::Result<Validators> {
    const SQL: &str = "\
        select json_extract(headers, '$.etag') as etag, json_extract(headers, '$.last-modified') as last_modified,
            content_hash
        from snapshots where article_id = :id order by fetched_at desc, id desc limit 1";
    let kept = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        Ok(Validators {
            etag: row.get("etag")?,
            last_modified: row.get("last_modified")?,
            body_hash: row.get("content_hash")?,
        })
    });
    Ok(kept.optional()?.unwrap_or_default())
}

/// Those of some keys that an article is known by, with what the source said of them and when their pages were last seen.
pub(super) fn known_items(db: &Connection, source: &SourceId, keys: &[ArticleKey]) -> rusqlite::Result<Vec<KnownItem>> {
    const SQL: &str = "\
        select a.key as of, coalesce(r.looked_at, a.first_seen) as looked_at,
            coalesce(s.last_title, s.title) as title, s.updated, a.language
        from articles a left join sightings s on s.article_id = a.id and s.source_id = :source_id
            left join rechecks r on r.article_id = a.id
        where a.id = :id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut known = Vec::new();
    for key in keys {
        let Some(id) = addresses::find(db, key)? else { continue };
        let item = statement.query_row(named_params! {":id": id, ":source_id": source}, |row| {
            Ok(KnownItem {
                key: key.clone(),
                of: row.get("of")?,
                title: row.get("title")?,
                updated: row.get("updated")?,
                looked_at: row.get::<_, Time>("looked_at")?.0,
                language: row.get("language")?,
            })
        });
        known.push(item?);
    }
    Ok(known)
}

/// How the last looks ended that were made because a source spoke of a change.
pub(super) fn claims(db: &Connection, source: &SourceId) -> rusqlite::Result<Claims> {
    const SQL: &str = "\
        select n_vain, claimed_at from rechecks where claimed_by = :source_id order by claimed_at desc limit 5";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(named_params! {":source_id": source}, |row| {
        Ok((row.get::<_, u32>("n_vain")?, row.get::<_, Option<Time>>("claimed_at")?))
    })?;
    let latest: Vec<(u32, Option<Time>)> = rows.collect::<rusqlite::Result<_>>()?;
    let n_vain = latest.iter().map(|(n_vain, _)| *n_vain).take_while(|n_vain| *n_vain > 0).sum();
    let last = latest.first().and_then(|(_, at)| at.map(|time| time.0));
    Ok(Claims { n_vain, last })
}

/// What it takes to look at articles of which the source speaks.
pub(super) fn claimed(
    db: &Connection,
    source: &SourceId,
    claims: &[(ArticleKey, RecheckCause)],
) -> rusqlite::Result<Vec<Recheck>> {
    let mut rechecks = Vec::new();
    for (key, why) in claims {
        if let Some(id) = addresses::find(db, key)? {
            rechecks.push(recheck(db, id, source, Some(key.clone()), *why)?);
        }
    }
    Ok(rechecks)
}

/// What is remembered of the looks at an article.
pub(super) fn find(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<State>> {
    const SQL: &str = "\
        select due, counted_from, tried_at, looked_at, failures, etag, last_modified, body_hash, note, claimed_at,
            claimed_by, n_vain
        from rechecks where article_id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, state).optional()
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(State {
        due: time("due")?,
        counted_from: row.get::<_, Time>("counted_from")?.0,
        tried_at: time("tried_at")?,
        looked_at: time("looked_at")?,
        failures: row.get("failures")?,
        validators: Validators {
            etag: row.get("etag")?,
            last_modified: row.get("last_modified")?,
            body_hash: row.get("body_hash")?,
        },
        note: row.get("note")?,
        claimed_at: time("claimed_at")?,
        claimed_by: row.get("claimed_by")?,
        n_vain: row.get("n_vain")?,
    })
}

/// Remembers; a row that is there stays with its source.
pub(super) fn write(db: &Connection, id: ArticleId, source: &SourceId, state: &State) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into rechecks (
            article_id, source_id, counted_from, due, tried_at, looked_at, failures, etag, last_modified, body_hash, note,
            claimed_at, claimed_by, n_vain
        ) values (
            :id, :source_id, :counted_from, :due, :tried_at, :looked_at, :failures, :etag, :last_modified, :body_hash, :note,
            :claimed_at, :claimed_by, :n_vain
        )
        on conflict (article_id) do update set
            counted_from = excluded.counted_from, due = excluded.due, tried_at = excluded.tried_at,
            looked_at = excluded.looked_at, failures = excluded.failures, etag = excluded.etag,
            last_modified = excluded.last_modified, body_hash = excluded.body_hash, note = excluded.note,
            claimed_at = excluded.claimed_at, claimed_by = excluded.claimed_by, n_vain = excluded.n_vain";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":source_id": source,
        ":counted_from": Time(state.counted_from),
        ":due": state.due.map(Time),
        ":tried_at": state.tried_at.map(Time),
        ":looked_at": state.looked_at.map(Time),
        ":failures": integer(state.failures.into()),
        ":etag": state.validators.etag,
        ":last_modified": state.validators.last_modified,
        ":body_hash": state.validators.body_hash,
        ":note": state.note,
        ":claimed_at": state.claimed_at.map(Time),
        ":claimed_by": state.claimed_by,
        ":n_vain": state.n_vain,
    })?;
    Ok(())
}

/// The source by whose polls an article is looked at; `None` if it has no row.
pub(super) fn source_of(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<SourceId>> {
    const SQL: &str = "select source_id from rechecks where article_id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()
}

/// How many articles of each source have changed since they came.
pub(super) fn count_revised(db: &Connection) -> rusqlite::Result<HashMap<SourceId, u64>> {
    const SQL: &str = "\
        select r.source_id, count(distinct v.article_id) as n
        from revisions v join rechecks r on r.article_id = v.article_id
        where v.why = 'changed' group by r.source_id";
    by_source(db, SQL)
}

/// How many articles of each source are gone.
pub(super) fn count_gone(db: &Connection) -> rusqlite::Result<HashMap<SourceId, u64>> {
    const SQL: &str = "\
        select r.source_id, count(*) as n
        from articles a join rechecks r on r.article_id = a.id
        where a.gone_since is not null group by r.source_id";
    by_source(db, SQL)
}

fn by_source(db: &Connection, sql: &str) -> rusqlite::Result<HashMap<SourceId, u64>> {
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map([], |row| Ok((row.get("source_id")?, count(row.get("n")?))))?.collect()
}

/// Forgets the looks at an article that goes.
pub(super) fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "delete from rechecks where article_id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_look_is_the_first_time_that_has_not_passed() {
        let hour = Duration::from_secs(3600);
        let schedule = [hour, hour * 6, hour * 24];
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let next = |after: i64| super::next(&schedule, at(0), at(after));
        assert_eq!(
            [next(0), next(1), next(5), next(6), next(24)],
            [Some(at(1)), Some(at(6)), Some(at(6)), Some(at(24)), None]
        );
        assert_eq!(super::next(&[], at(0), at(0)), None);
        assert_eq!(super::next(&[Duration::MAX], Timestamp::MAX, at(0)), None, "the end of time is no panic");
    }
}
