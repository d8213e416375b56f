//! The articles themselves, their authors and their place in the search index.

use rusqlite::{Connection, named_params};

use crate::model::{Article, ContentHash, Moment};
use crate::text::{hash, tokens};

use super::columns::{Json, Time, UtcOffset};
use super::row::ArticleId;
use super::{addresses, citations, credits, translations};

/// Inserts an article that is not known by any address, as an original.
pub(super) fn insert(db: &Connection, article: &Article) -> rusqlite::Result<ArticleId> {
    const SQL: &str = "\
        insert into articles (
            key, external_id, url, canonical_url, title, summary, language,
            published, published_from, published_precision, published_offset, modified, first_seen, dated,
            word_count, site, image, content_hash, text_from, text,
            section, keywords, language_confidence, kind, page_words
        ) values (
            :key, :external_id, :url, :canonical_url, :title, :summary, :language,
            :published, :published_from, :published_precision, :published_offset, :modified, :first_seen, :dated,
            :word_count, :site, :image, :content_hash, :text_from, :text,
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
        ":content_hash": words_hash(article),
        ":text_from": article.text_from,
        ":text": article.text,
        ":section": article.section,
        ":keywords": Json(&article.keywords),
        ":language_confidence": article.language_confidence,
        ":kind": article.kind,
        ":page_words": article.page_words,
    })?;
    let id = ArticleId(db.last_insert_rowid());
    write_authors(db, id, &article.authors)?;
    credits::write(db, id, &article.credits)?;
    citations::write(db, id, &article.links)?;
    translations::write(db, id, &article.translations)?;
    index(db, id, article)?;
    Ok(id)
}

/// The hash of an article's title and text.
pub(super) fn words_hash(article: &Article) -> ContentHash {
    hash::content_hash(format!("{}\n{}", article.title, article.text).as_bytes())
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

/// Writes the authors of an article over those that stand there.
pub(super) fn write_authors(db: &Connection, id: ArticleId, authors: &[String]) -> rusqlite::Result<()> {
    const CLEAR: &str = "delete from article_authors where article_id = :id";
    const SQL: &str = "insert into article_authors (article_id, position, name) values (:id, :position, :name)";
    db.prepare_cached(CLEAR)?.execute(named_params! {":id": id})?;
    let mut statement = db.prepare_cached(SQL)?;
    for (position, name) in (0_u32..).zip(authors) {
        statement.execute(named_params! {":id": id, ":position": position, ":name": name})?;
    }
    Ok(())
}

/// Puts an article into the search index, which must not hold it yet.
pub(super) fn index(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const SQL: &str = "insert into articles_fts (rowid, title, text) values (:id, :title, :text)";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":title": tokens::index_text(&article.title),
        ":text": tokens::index_text(&article.text),
    })?;
    Ok(())
}

/// Takes an article out of the search index, while its words still stand in its row: the index has no content, so it must
/// be given the words that it forgets.
pub(super) fn take_out_of_index(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const FIND: &str = "select title, text from articles where id = :id";
    const FORGET: &str = "\
        insert into articles_fts (articles_fts, rowid, title, text) values ('delete', :id, :title, :text)";
    let texts = db.prepare_cached(FIND)?.query_row(named_params! {":id": id}, |row| {
        Ok((row.get::<_, String>("title")?, row.get::<_, String>("text")?))
    });
    let (title, text) = texts?;
    db.prepare_cached(FORGET)?.execute(named_params! {
        ":id": id,
        ":title": tokens::index_text(&title),
        ":text": tokens::index_text(&text),
    })?;
    Ok(())
}
