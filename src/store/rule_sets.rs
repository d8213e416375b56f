//! By which set of rules each article was last tagged as a whole.
//!
//! So what the rules of today have not seen yet is a query, whoever was killed in between. The version of a set is kept
//! once, since a million articles name the same.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::row::ArticleId;

/// The number of a set of rules; a new one is given a number.
pub(super) fn number(db: &Connection, version: &str) -> rusqlite::Result<i64> {
    const INSERT: &str = "insert into rule_sets (version) values (:version)";
    if let Some(number) = find(db, version)? {
        return Ok(number);
    }
    db.prepare_cached(INSERT)?.execute(named_params! {":version": version})?;
    Ok(db.last_insert_rowid())
}

/// Records that an article was tagged by a set of rules.
pub(super) fn record(db: &Connection, id: ArticleId, number: i64) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into article_rules (article_id, rule_set) values (:id, :number)
        on conflict (article_id) do update set rule_set = excluded.rule_set where rule_set <> excluded.rule_set";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id, ":number": number})?;
    Ok(())
}

/// Whether there are articles that were last tagged by another set of rules.
pub(super) fn has_others(db: &Connection, version: &str) -> rusqlite::Result<bool> {
    // Two looks into the index, where `<>` would read all of it.
    const SQL: &str = "\
        select exists (select 1 from article_rules where rule_set < :number)
            or exists (select 1 from article_rules where rule_set > :number)";
    let number = find(db, version)?.unwrap_or(0);
    db.prepare_cached(SQL)?.query_row(named_params! {":number": number}, |row| row.get(0))
}

fn find(db: &Connection, version: &str) -> rusqlite::Result<Option<i64>> {
    const SQL: &str = "select id from rule_sets where version = :version";
    db.prepare_cached(SQL)?.query_row(named_params! {":version": version}, |row| row.get(0)).optional()
}
