//! The profiles of articles, as they are stored: those that the window of stories may still need.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use crate::analysis::stories::{Entry, Profile, Window};
use crate::model::Signature;

use super::columns::Time;
use super::row::ArticleId;

/// Profiles that go when one comes, so that the table stays as small as the window without ever being swept.
const GO_AT_ONCE: u32 = 4;

/// Writes the profile of an article over the one that stands there; without one, none is left.
pub(super) fn write(
    db: &Connection,
    id: ArticleId,
    first_seen: Timestamp,
    profile: Option<&Signature>,
) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into profiles (article_id, first_seen, dated, profile)
        select :id, :first_seen, dated, :profile from articles where id = :id
        on conflict (article_id) do update set profile = excluded.profile, dated = excluded.dated";
    let Some(profile) = profile else { return delete(db, id) };
    db.prepare_cached(SQL)?.execute(named_params! {":id": id, ":first_seen": Time(first_seen), ":profile": profile})?;
    Ok(())
}

/// Deletes the profile of an article.
pub(super) fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    db.prepare_cached("delete from profiles where article_id = :id")?.execute(named_params! {":id": id})?;
    Ok(())
}

/// Deletes some of the profiles that no window needs any more once an article has come.
pub(super) fn let_go(db: &Connection, id: ArticleId, first_seen: Timestamp) -> rusqlite::Result<()> {
    const OLD: &str = "\
        delete from profiles where article_id in (
            select article_id from profiles where first_seen < :begin order by first_seen limit :most)";
    const MANY: &str = "\
        delete from profiles where article_id in (
            select article_id from profiles where article_id < :lowest order by article_id limit :most)";
    // Twice the window's reach: it is read back from what is stored, and must come out the same.
    let begin = Window::begin(Window::begin(first_seen));
    db.prepare_cached(OLD)?.execute(named_params! {":begin": Time(begin), ":most": GO_AT_ONCE})?;
    let lowest = Window::lowest_id(id.0);
    db.prepare_cached(MANY)?.execute(named_params! {":lowest": lowest, ":most": GO_AT_ONCE})?;
    Ok(())
}

/// An article of the window; `None` if it has no profile of today's method.
pub(super) fn entry(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<Entry>> {
    const SQL: &str = "select article_id, first_seen, dated, profile from profiles where article_id = :id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query_map(named_params! {":id": id}, read)?;
    Ok(rows.next().transpose()?.flatten())
}

/// Adds to a window what was stored since its last article, by whomever; to an empty one, all that it may hold.
pub(super) fn catch_up(db: &Connection, window: &mut Window) -> rusqlite::Result<()> {
    const SQL: &str = "\
        select article_id, first_seen, dated, profile from profiles where article_id > :last_id order by article_id";
    let mut statement = db.prepare_cached(SQL)?;
    for entry in statement.query_map(named_params! {":last_id": window.last_id()}, read)? {
        if let Some(entry) = entry? {
            window.add(entry);
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let profile: Signature = row.get("profile")?;
    let (id, first_seen, dated) =
        (row.get("article_id")?, row.get::<_, Time>("first_seen")?.0, row.get::<_, Time>("dated")?.0);
    Ok(Profile::unpack(&profile).map(|profile| Entry { id, first_seen, dated, profile }))
}
