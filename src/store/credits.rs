//! The agencies that articles are credited to, and who printed one text.

use rusqlite::{Connection, named_params};

use super::columns::Time;
use super::row::{ArticleId, Printing};

/// The credits of an article, in the order in which they stand.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<String>> {
    const SQL: &str = "select agency from article_credits where article_id = :id order by position";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}

/// Writes the credits of an article over those that stand there.
pub(super) fn write(db: &Connection, id: ArticleId, credits: &[String]) -> rusqlite::Result<()> {
    const CLEAR: &str = "delete from article_credits where article_id = :id";
    const SQL: &str = "insert into article_credits (article_id, position, agency) values (:id, :position, :agency)";
    db.prepare_cached(CLEAR)?.execute(named_params! {":id": id})?;
    let mut statement = db.prepare_cached(SQL)?;
    for (position, agency) in (0_u32..).zip(credits) {
        statement.execute(named_params! {":id": id, ":position": position, ":agency": agency})?;
    }
    Ok(())
}

/// An original with its copies, the earliest first; nothing where it has none.
pub(super) fn printings(db: &Connection, original: ArticleId) -> rusqlite::Result<Vec<Printing>> {
    const SQL: &str = "\
        select id, url, site, dated, copy_kind, copy_jaccard, copy_containment from articles where id = :id
        union all
        select id, url, site, dated, copy_kind, copy_jaccard, copy_containment from articles where copy_of = :id
        order by dated, id";
    let mut statement = db.prepare_cached(SQL)?;
    let printings = statement.query_map(named_params! {":id": original}, |row| {
        Ok(Printing {
            id: row.get("id")?,
            url: row.get("url")?,
            site: row.get("site")?,
            dated: row.get::<_, Time>("dated")?.0,
            kind: row.get("copy_kind")?,
            jaccard: row.get("copy_jaccard")?,
            containment: row.get("copy_containment")?,
            credits: Vec::new(),
        })
    })?;
    let mut printings = printings.collect::<rusqlite::Result<Vec<_>>>()?;
    if printings.len() == 1 {
        return Ok(Vec::new());
    }
    for printing in &mut printings {
        printing.credits = of_article(db, printing.id)?;
    }
    Ok(printings)
}
