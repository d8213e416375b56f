//! The articles themselves, their authors and their place in the search index.

use rusqlite::{Connection, named_params};

use crate::model::{Article, CopyKind, Moment};
use crate::text::{hash, tokens};

use super::addresses;
use super::columns::{Json, Time, UtcOffset};
use super::row::ArticleId;

/// Inserts an article that is not known by any address.
pub(super) fn insert(
    db: &Connection,
    article: &Article,
    original: Option<(ArticleId, CopyKind)>,
) -> rusqlite::Result<ArticleId> {
    const SQL: &str = "\
        insert into articles (
            key, external_id, url, canonical_url, title, summary, language,
            published, published_from, published_precision, published_offset, modified, first_seen, dated,
            word_count, site, image, copy_of, copy_kind, content_hash, text_from, text,
            section, keywords, language_confidence, kind, page_words
        ) values (
            :key, :external_id, :url, :canonical_url, :title, :summary, :language,
            :published, :published_from, :published_precision, :published_offset, :modified, :first_seen, :dated,
            :word_count, :site, :image, :copy_of, :copy_kind, :content_hash, :text_from, :text,
            :section, :keywords, :language_confidence, :kind, :page_words
        )";
    let published = article.published.map(|published| published.at);
    db.prepare_cached(SQL)?.execute(named_params! {
        ":key": addresses::free_key(db, article)?,
        ":external_id": article.external_id,
        ":url": article.url,
        ":canonical_url": article.canonical_url,
        ":title": article.title,
        ":summary": article.summary,
        ":language": article.language,
        ":published": published,
        ":published_from": article.published.map(|published| published.from),
        ":published_precision": published.map(Moment::precision),
        ":published_offset": published.and_then(Moment::offset).map(UtcOffset),
        ":modified": article.modified,
        ":first_seen": Time(article.fetched_at),
        ":dated": dated(article),
        ":word_count": article.word_count,
        ":site": article.site,
        ":image": article.image,
        ":copy_of": original.map(|(id, _)| id),
        ":copy_kind": original.map(|(_, kind)| kind),
        ":content_hash": hash::content_hash(format!("{}\n{}", article.title, article.text).as_bytes()),
        ":text_from": article.text_from,
        ":text": article.text,
        ":section": article.section,
        ":keywords": Json(&article.keywords),
        ":language_confidence": article.language_confidence,
        ":kind": article.kind,
        ":page_words": article.page_words,
    })?;
    let id = ArticleId(db.last_insert_rowid());
    insert_authors(db, id, &article.authors)?;
    index(db, id, article)?;
    Ok(id)
}

/// What lists are ordered by: the date of publication, but never later than we saw it. A date in the future would hold
/// its article at the top of every list.
pub(super) fn dated(article: &Article) -> Time {
    Time(article.published.map_or(article.fetched_at, |published| published.at.timestamp().min(article.fetched_at)))
}

/// The authors in the order of the byline.
pub(super) fn authors(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<String>> {
    const SQL: &str = "select name from article_authors where article_id = :id order by position";
    db.prepare_cached(SQL)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}

fn insert_authors(db: &Connection, id: ArticleId, authors: &[String]) -> rusqlite::Result<()> {
    const SQL: &str = "insert into article_authors (article_id, position, name) values (:id, :position, :name)";
    let mut statement = db.prepare_cached(SQL)?;
    for (position, name) in (0_u32..).zip(authors) {
        statement.execute(named_params! {":id": id, ":position": position, ":name": name})?;
    }
    Ok(())
}

fn index(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const SQL: &str = "insert into articles_fts (rowid, title, text) values (:id, :title, :text)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":title": tokens::index_text(&article.title),
        ":text": tokens::index_text(&article.text),
    })?;
    Ok(())
}
