//! The signatures of articles, as they are stored.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use crate::analysis::copies::{Entry, Sketch, Window};
use crate::model::Signature;

use super::columns::Time;
use super::row::ArticleId;

/// Writes the signature of an article over the one that stands there; without one, none is left.
pub(super) fn write(
    db: &Connection,
    id: ArticleId,
    first_seen: Timestamp,
    signature: Option<&Signature>,
) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into signatures (article_id, first_seen, signature) values (:id, :first_seen, :signature)
        on conflict (article_id) do update set signature = excluded.signature
            where signature <> excluded.signature";
    let Some(signature) = signature else { return delete(db, id) };
    db.prepare_cached(SQL)?
        .execute(named_params! {":id": id, ":first_seen": Time(first_seen), ":signature": signature})?;
    Ok(())
}

/// Deletes the signature of an article.
pub(super) fn delete(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    db.prepare_cached("delete from signatures where article_id = :id")?.execute(named_params! {":id": id})?;
    Ok(())
}

/// An article of the window; `None` if it has no signature of today's method.
pub(super) fn entry(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<Entry>> {
    const SQL: &str = "select article_id, first_seen, signature from signatures where article_id = :id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query_map(named_params! {":id": id}, read)?;
    Ok(rows.next().transpose()?.flatten())
}

/// Adds all of the window of today to one that is empty.
pub(super) fn load(db: &Connection, window: &mut Window) -> rusqlite::Result<()> {
    const BOUNDS: &str = "\
        select (select max(first_seen) from signatures) as newest, (select max(article_id) from signatures) as last_id";
    // By their numbers, so that the window is the same as if they had come one by one; the index tells them alone.
    const SQL: &str = "\
        select article_id, first_seen, signature from signatures
        where article_id in (select article_id from signatures where first_seen >= :begin) and article_id >= :lowest
        order by article_id";
    let bounds = db
        .prepare_cached(BOUNDS)?
        .query_row([], |row| Ok((row.get::<_, Option<Time>>("newest")?, row.get::<_, Option<i64>>("last_id")?)))?;
    let (Some(Time(newest)), Some(last_id)) = bounds else { return Ok(()) };
    let of_today = named_params! {":begin": Time(Window::begin(newest)), ":lowest": Window::lowest_id(last_id)};
    add(db, window, SQL, of_today)?;
    window.read_to(last_id);
    Ok(())
}

/// Adds what was stored since the last article of a window, by whomever.
pub(super) fn catch_up(db: &Connection, window: &mut Window) -> rusqlite::Result<()> {
    const SQL: &str = "\
        select article_id, first_seen, signature from signatures where article_id > :last_id order by article_id";
    let last_id = window.last_id();
    add(db, window, SQL, named_params! {":last_id": last_id})
}

fn add(
    db: &Connection,
    window: &mut Window,
    sql: &str,
    params: &[(&str, &dyn rusqlite::ToSql)],
) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    for entry in statement.query_map(params, read)? {
        entry?.iter().for_each(|entry| window.add(entry));
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let signature: Signature = row.get("signature")?;
    let (id, first_seen) = (row.get("article_id")?, row.get::<_, Time>("first_seen")?.0);
    Ok(Sketch::unpack(&signature).map(|sketch| Entry { id, first_seen, sketch }))
}
