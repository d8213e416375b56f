//! The fingerprints of articles, and those that share one. What counts as a copy is for `analysis::copies` to say, what is
//! linked to what for `links`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use url::Url;

use crate::analysis::copies::Imprint;
use crate::model::{CopyKind, Fingerprints};
use crate::text::url::registrable_domain;

use super::columns::{Time, count};
use super::row::ArticleId;
use super::signatures;

/// A headline such as "Weather" may stand over thousands of articles. The latest tell all that can be told of it.
const MAX_SAME_TITLE: u32 = 50;

/// The original of a text that was printed everywhere is among the first of its copies.
const MAX_SAME_TEXT: u32 = 50;

/// Writes the fingerprints of an article over those that stand there; nothing where they are the same.
pub(super) fn write(
    db: &Connection,
    id: ArticleId,
    first_seen: Timestamp,
    prints: &Fingerprints,
) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into fingerprints (article_id, version, text_hash, title_hash)
        values (:id, :version, :text_hash, :title_hash)
        on conflict (article_id) do update set
            version = excluded.version, text_hash = excluded.text_hash, title_hash = excluded.title_hash
            where (version, text_hash, title_hash) is not (excluded.version, excluded.text_hash, excluded.title_hash)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":version": prints.version,
        ":text_hash": prints.text,
        ":title_hash": prints.title,
    })?;
    signatures::write(db, id, first_seen, prints.signature.as_ref())
}

/// How many copies of each kind there are.
pub(super) fn counts(db: &Connection) -> rusqlite::Result<Vec<(CopyKind, u64)>> {
    const SQL: &str = "\
        select copy_kind, count(*) from articles where copy_of is not null group by copy_kind order by copy_kind";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map([], |row| Ok((row.get(0)?, count(row.get(1)?))))?.collect()
}

/// The first articles with the same text and the last ones with the same title, of those with lower numbers: each once, in
/// order of arrival. Most articles share none, so this is two looks into an index and nothing else: as one query it would
/// build tables of its own each time.
pub(super) fn same(db: &Connection, id: ArticleId, prints: &Fingerprints) -> rusqlite::Result<BTreeSet<ArticleId>> {
    const TEXT: &str = "\
        select article_id from fingerprints where text_hash = :hash and article_id < :id
        order by article_id limit :most";
    const TITLE: &str = "\
        select article_id from fingerprints where title_hash = :hash and article_id < :id
        order by article_id desc limit :most";
    let mut same = BTreeSet::new();
    for (sql, hash, most) in [(TEXT, &prints.text, MAX_SAME_TEXT), (TITLE, &prints.title, MAX_SAME_TITLE)] {
        let Some(hash) = hash else { continue };
        let mut statement = db.prepare_cached(sql)?;
        let known = named_params! {":hash": hash, ":id": id, ":most": most};
        for id in statement.query_map(known, |row| row.get::<_, ArticleId>(0))? {
            same.insert(id?);
        }
    }
    Ok(same)
}

/// What equal texts and titles are judged by.
pub(super) fn imprint(db: &Connection, id: ArticleId) -> rusqlite::Result<Imprint> {
    const SQL: &str = "\
        select a.url, a.dated, a.word_count, f.version, f.text_hash, f.title_hash
        from articles a join fingerprints f on f.article_id = a.id where a.id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, read_imprint)
}

fn read_imprint(row: &Row<'_>) -> rusqlite::Result<Imprint> {
    let fingerprints = Fingerprints {
        version: row.get("version")?,
        text: row.get("text_hash")?,
        title: row.get("title_hash")?,
        signature: None,
    };
    Ok(Imprint {
        site: site_of(row.get_ref("url")?.as_str()?),
        dated: row.get::<_, Time>("dated")?.0,
        word_count: row.get("word_count")?,
        fingerprints,
    })
}

fn site_of(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.as_ref().and_then(Url::host_str).map(registrable_domain).unwrap_or_default().to_owned()
}
