//! Fingerprints, and the stored articles that a new one may repeat. What counts as a copy is for `analysis::copies` to say.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, named_params};
use url::Url;

use crate::analysis::copies::{Imprint, verdict};
use crate::model::{Article, CopyKind, Fingerprints};
use crate::text::url::registrable_domain;

use super::articles;
use super::columns::Time;
use super::row::ArticleId;

/// A headline such as "Weather" may stand over thousands of articles. The latest tell all that can be told of it.
const MAX_SAME_TITLE: u32 = 50;

/// The original of a text that was printed everywhere is among the first of its copies.
const MAX_SAME_TEXT: u32 = 50;

/// A stored article that shares a fingerprint, with the original it leads to.
struct Candidate {
    id: ArticleId,
    root: ArticleId,
    imprint: Imprint,
}

/// Finds the article that this new one repeats: always an original, never itself a copy.
pub(super) fn find_original(db: &Connection, article: &Article) -> rusqlite::Result<Option<(ArticleId, CopyKind)>> {
    Ok(choose(article, candidates(db, &article.fingerprints)?))
}

/// Takes over the fingerprints of an article that was read again, and with them what it repeats: as when it came, among
/// those that were there before it. Who has copies of its own stays their original.
pub(super) fn revise(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const CLEAR: &str = "delete from fingerprints where article_id = :id";
    const SQL: &str = "\
        update articles set copy_of = :original, copy_kind = :kind
        where id = :id and not exists (select 1 from articles where copy_of = :id)";
    let mut earlier = candidates(db, &article.fingerprints)?;
    earlier.retain(|candidate| candidate.id < id && candidate.root < id);
    let original = choose(article, earlier);
    db.prepare_cached(CLEAR)?.execute(named_params! {":id": id})?;
    insert_fingerprints(db, id, &article.fingerprints)?;
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":original": original.map(|(original, _)| original),
        ":kind": original.map(|(_, kind)| kind),
    })?;
    Ok(())
}

fn choose(article: &Article, candidates: Vec<Candidate>) -> Option<(ArticleId, CopyKind)> {
    let (roots, imprints): (Vec<_>, Vec<_>) = candidates.into_iter().map(|c| (c.root, c.imprint)).unzip();
    let own = Imprint {
        site: site_of(&article.url),
        dated: articles::dated(article).0,
        word_count: article.word_count,
        fingerprints: article.fingerprints.clone(),
    };
    let found = verdict(&own, &imprints);
    found.and_then(|(index, kind)| roots.get(index).map(|&root| (root, kind)))
}

/// Keeps the fingerprints of a new article.
pub(super) fn insert_fingerprints(db: &Connection, id: ArticleId, prints: &Fingerprints) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into fingerprints (article_id, version, text_hash, title_hash)
        values (:id, :version, :text_hash, :title_hash)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":version": prints.version,
        ":text_hash": prints.text,
        ":title_hash": prints.title,
    })?;
    Ok(())
}

/// The articles that are linked to this one as its copies, oldest first.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "select id from articles where copy_of = :id order by dated, id";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}

/// The first articles with the same text and the last ones with the same title, each once, in order of arrival.
fn candidates(db: &Connection, prints: &Fingerprints) -> rusqlite::Result<Vec<Candidate>> {
    const SQL: &str = "\
        select a.id, coalesce(a.copy_of, a.id) as root, a.url, a.dated, a.word_count, f.version, f.text_hash, f.title_hash
        from articles a join fingerprints f on f.article_id = a.id where a.id = :id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut candidates = Vec::new();
    for id in same(db, prints)? {
        candidates.push(statement.query_row(named_params! {":id": id}, candidate)?);
    }
    Ok(candidates)
}

/// The articles that share a hash. Most articles share none, so this is two looks into an index and nothing else: as one
/// query it would build tables of its own each time.
fn same(db: &Connection, prints: &Fingerprints) -> rusqlite::Result<BTreeSet<ArticleId>> {
    const TEXT: &str = "\
        select article_id from fingerprints where text_hash = :hash order by article_id limit :most";
    const TITLE: &str = "\
        select article_id from fingerprints where title_hash = :hash order by article_id desc limit :most";
    let mut same = BTreeSet::new();
    for (sql, hash, most) in [(TEXT, &prints.text, MAX_SAME_TEXT), (TITLE, &prints.title, MAX_SAME_TITLE)] {
        let Some(hash) = hash else { continue };
        let mut statement = db.prepare_cached(sql)?;
        let ids =
            statement.query_map(named_params! {":hash": hash, ":most": most}, |row| row.get::<_, ArticleId>(0))?;
        for id in ids {
            same.insert(id?);
        }
    }
    Ok(same)
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    let fingerprints =
        Fingerprints { version: row.get("version")?, text: row.get("text_hash")?, title: row.get("title_hash")? };
    let imprint = Imprint {
        site: site_of(row.get_ref("url")?.as_str()?),
        dated: row.get::<_, Time>("dated")?.0,
        word_count: row.get("word_count")?,
        fingerprints,
    };
    Ok(Candidate { id: row.get("id")?, root: row.get("root")?, imprint })
}

fn site_of(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.as_ref().and_then(Url::host_str).map(registrable_domain).unwrap_or_default().to_owned()
}
