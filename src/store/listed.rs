//! Articles as exports and searches hand them on: many at a time, with their texts and without what only `rasid show` needs.
//!
//! What stands in other tables is read for all of them at once, since most of the time of a small query goes into its
//! beginning and its end.

use std::collections::HashMap;

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::columns::Json;
use super::read::bare_row;
use super::row::{ArticleId, ListedArticle, TopicScore};
use crate::model::SourceId;

/// The articles of these numbers, in this order; those that are gone are left out.
pub(super) fn read(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<Vec<ListedArticle>> {
    let mut sources = sources(db, ids)?;
    let mut topics = topics(db, ids)?;
    let mut authors = authors(db, ids)?;
    let mut articles = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut article) = article(db, *id)? else { continue };
        article.row.sources = sources.remove(id).unwrap_or_default();
        article.row.topics = topics.remove(id).unwrap_or_default();
        article.authors = authors.remove(id).unwrap_or_default();
        articles.push(article);
    }
    Ok(articles)
}

fn article(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<ListedArticle>> {
    const SQL: &str = "\
        select a.id, a.key, a.external_id, a.url, a.title, a.summary, a.site, a.language,
            a.published, a.published_from, a.published_offset, a.first_seen, a.dated, a.word_count, a.story_id,
            a.copy_of, a.copy_kind, a.copy_jaccard, a.copy_containment, o.key as original_key, o.external_id as original_external_id,
            a.canonical_url, a.language_confidence, a.kind, a.section, a.keywords, a.text
        from articles a left join articles o on o.id = a.copy_of
        where a.id = :id";
    let read = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        Ok(ListedArticle {
            row: bare_row(row)?,
            canonical_url: row.get("canonical_url")?,
            authors: Vec::new(),
            language_confidence: row.get("language_confidence")?,
            kind: row.get("kind")?,
            section: row.get("section")?,
            keywords: row.get::<_, Json<Vec<String>>>("keywords")?.0,
            text: row.get("text")?,
        })
    });
    read.optional()
}

/// Some rows of each article, in the order of the query.
fn gathered<T: FromSql, U>(
    db: &Connection,
    sql: &str,
    ids: &[ArticleId],
    make: impl Fn(T, &rusqlite::Row<'_>) -> rusqlite::Result<U>,
) -> rusqlite::Result<HashMap<ArticleId, Vec<U>>> {
    let mut all: HashMap<ArticleId, Vec<U>> = HashMap::with_capacity(ids.len());
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! {":ids": Json(ids)})?;
    while let Some(row) = rows.next()? {
        all.entry(row.get(0)?).or_default().push(make(row.get(1)?, row)?);
    }
    Ok(all)
}

fn sources(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<HashMap<ArticleId, Vec<SourceId>>> {
    const SQL: &str = "\
        select x.article_id, x.source_id from json_each(:ids) i cross join sightings x on x.article_id = i.value
        order by x.first_seen, x.source_id";
    gathered(db, SQL, ids, |source, _| Ok(source))
}

fn topics(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<HashMap<ArticleId, Vec<TopicScore>>> {
    const SQL: &str = "\
        select x.article_id, x.topic, x.score from json_each(:ids) i cross join article_topics x on x.article_id = i.value
        order by x.score desc, x.topic";
    gathered(db, SQL, ids, |topic, row| Ok(TopicScore { topic, score: row.get(2)? }))
}

fn authors(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<HashMap<ArticleId, Vec<String>>> {
    const SQL: &str = "\
        select x.article_id, x.name from json_each(:ids) i cross join article_authors x on x.article_id = i.value
        order by x.position";
    gathered(db, SQL, ids, |name, _| Ok(name))
}
