//! Later readings of articles: what is written over, and what is kept of what stood there.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde_json::Value;

use crate::model::{Article, Moment, Revision};

use super::articles::{self, dated};
use super::columns::{Json, Time, UtcOffset};
use super::facts::{FactChange, fact_changes};
use super::read;
use super::recent::Recent;
use super::row::{ArticleDetail, ArticleId};
use super::{addresses, citations, credits, recognition, rule_sets, sightings, topics, translations};

/// What became of later readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revised {
    /// Articles that say something else now.
    pub revised: u64,
    /// Articles that say what they said.
    pub unchanged: u64,
    /// Readings of articles that are gone, or have been changed by somebody else since.
    pub void: u64,
}

/// Applies a later reading. The same once more changes nothing.
pub(super) fn apply(
    db: &Connection,
    recent: &Recent,
    revision: &Revision,
    revised: &mut Revised,
) -> rusqlite::Result<()> {
    let Some(id) = find(db, revision)? else {
        revised.void += 1;
        return Ok(());
    };
    let before = read::detail(db, id)?;
    let article = &revision.article;
    let facts = fact_changes(&before, article);
    let has_same_words = before.row.title == article.title && before.text == article.text;
    if facts.is_empty() && has_same_words {
        revised.unchanged += 1;
        return Ok(());
    }
    keep(db, revision, &before, &facts)?;
    if !has_same_words {
        articles::take_out_of_index(db, id)?;
    }
    write(db, id, article)?;
    articles::write_authors(db, id, &article.authors)?;
    credits::write(db, id, &article.credits)?;
    citations::write(db, id, &article.links)?;
    translations::write(db, id, &article.translations)?;
    if !has_same_words {
        articles::index(db, id, article)?;
    }
    if !has_same_words || before.links != article.links {
        recognition::revise(db, recent, id, article)?;
    }
    topics::delete_matches(db, id)?;
    topics::insert_matches(db, id, article)?;
    rule_sets::record(db, id, rule_sets::number(db, &revision.rules_version)?)?;
    sightings::redate(db, id)?;
    addresses::add(db, id, article)?;
    revised.revised += 1;
    Ok(())
}

/// The article that a revision is of, if it still says what the revision was made from.
fn find(db: &Connection, revision: &Revision) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select id from articles where key = :key and content_hash in (:base, :new)";
    let new = articles::words_hash(&revision.article);
    let known = named_params! {":key": revision.of, ":base": revision.base, ":new": new};
    db.prepare_cached(SQL)?.query_row(known, |row| row.get(0)).optional()
}

fn keep(db: &Connection, revision: &Revision, before: &ArticleDetail, facts: &[FactChange]) -> rusqlite::Result<()> {
    const SQL: &str = "\
        insert into revisions (article_id, replaced_at, why, content_hash, title, text, facts)
        values (:article_id, :replaced_at, :why, :content_hash, :title, :text, :facts)";
    let facts: serde_json::Map<String, Value> =
        facts.iter().map(|change| (change.name.clone(), change.before.clone())).collect();
    db.prepare_cached(SQL)?.execute(named_params! {
        ":article_id": before.row.id,
        ":replaced_at": Time(revision.at),
        ":why": revision.why,
        ":content_hash": before.content_hash,
        ":title": Some(&before.row.title).filter(|title| **title != revision.article.title),
        ":text": Some(&before.text).filter(|text| **text != revision.article.text),
        ":facts": Json(facts),
    })?;
    Ok(())
}

/// Writes all that a reading of a page can say over what is stored; the date of lists never lies after the first sight.
fn write(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update articles set
            title = :title, text = :text, text_from = :text_from, content_hash = :content_hash, word_count = :word_count,
            canonical_url = :canonical_url, summary = :summary, language = :language,
            language_confidence = :language_confidence, published = :published, published_from = :published_from,
            published_precision = :published_precision, published_offset = :published_offset, modified = :modified,
            dated = min(:dated, first_seen), site = :site, image = :image, section = :section, keywords = :keywords,
            kind = :kind, page_words = :page_words
        where id = :id";
    let published = article.published.map(|published| published.at);
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":title": article.title,
        ":text": article.text,
        ":text_from": article.text_from,
        ":content_hash": articles::words_hash(article),
        ":word_count": article.word_count,
        ":canonical_url": article.canonical_url,
        ":summary": article.summary,
        ":language": article.language,
        ":language_confidence": article.language_confidence,
        ":published": published,
        ":published_from": article.published.map(|published| published.from),
        ":published_precision": published.map(Moment::precision),
        ":published_offset": published.and_then(Moment::offset).map(UtcOffset),
        ":modified": article.modified,
        ":dated": dated(article),
        ":site": article.site,
        ":image": article.image,
        ":section": article.section,
        ":keywords": Json(&article.keywords),
        ":kind": article.kind,
        ":page_words": article.page_words,
    })?;
    Ok(())
}
