//! Articles read back: as rows of lists and in full.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{Moment, Precision, Published};

use super::columns::{Json, Time, UtcOffset};
use super::rechecks::State;
use super::row::{ArticleDetail, ArticleId, ArticleName, ArticleRow, CopyLink, Gone, StoredRecheck};
use super::{
    addresses, articles, citations, credits, rechecks, rekeying, sightings, snapshots, story_list, topics,
    translations, versions,
};

/// The number of the article that a user named.
pub(super) fn find(db: &Connection, name: &ArticleName) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select id from articles where id = :id";
    const BY_KEY: &str = "select id from articles where key = :key";
    match name {
        ArticleName::Id(id) => {
            db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()
        }
        ArticleName::Address(url) => addresses::find(db, &rekeying::rules(db)?.key(url)),
        ArticleName::Key(key) => match addresses::find(db, key)? {
            Some(id) => Ok(Some(id)),
            // The key stays, also where its address has got another.
            None => db.prepare_cached(BY_KEY)?.query_row(named_params! {":key": key}, |row| row.get(0)).optional(),
        },
    }
}

/// An article as lists show it.
pub(super) fn row(db: &Connection, id: ArticleId) -> rusqlite::Result<ArticleRow> {
    const SQL: &str = "\
        select a.id, a.key, a.external_id, a.url, a.title, a.summary, a.site, a.language,
            a.published, a.published_from, a.published_offset, a.first_seen, a.dated, a.word_count, a.story_id,
            a.gone_since, a.gone_status, a.copy_of, a.copy_kind, a.copy_jaccard, a.copy_containment, o.key as original_key, o.external_id as original_external_id
        from articles a left join articles o on o.id = a.copy_of
        where a.id = :id";
    let mut row = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, bare_row)?;
    row.sources = sightings::sources(db, id)?;
    row.topics = topics::scores(db, id)?;
    Ok(row)
}

/// All that is known of an article.
pub(super) fn detail(db: &Connection, id: ArticleId) -> rusqlite::Result<ArticleDetail> {
    const SQL: &str = "\
        select canonical_url, text, text_from, modified, image, content_hash,
            section, keywords, language_confidence, kind, page_words
        from articles where id = :id";
    let list_row = row(db, id)?;
    let authors = articles::authors(db, id)?;
    let credits = credits::of_article(db, id)?;
    let links = citations::of_article(db, id)?;
    let original = list_row.copy_of.as_ref().map_or(id, |copy| copy.id);
    let printings = credits::printings(db, original)?;
    let translations = translations::of_article(db, id)?;
    let addresses = addresses::of_article(db, id)?;
    let sightings = sightings::of_article(db, id)?;
    let matches = topics::matches(db, id)?;
    let page = snapshots::facts(db, id)?;
    let story = list_row.story.map(|story| story_list::link(db, story)).transpose()?.flatten();
    let recheck = rechecks::find(db, id)?.map(stored_recheck);
    let revisions = versions::of_article(db, id)?;
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        Ok(ArticleDetail {
            row: list_row,
            canonical_url: row.get("canonical_url")?,
            text: row.get("text")?,
            text_from: row.get("text_from")?,
            authors,
            credits,
            links,
            printings,
            translations,
            modified: row.get("modified")?,
            image: row.get("image")?,
            section: row.get("section")?,
            keywords: row.get::<_, Json<Vec<String>>>("keywords")?.0,
            language_confidence: row.get("language_confidence")?,
            kind: row.get("kind")?,
            page_words: row.get("page_words")?,
            page,
            recheck,
            revisions,
            content_hash: row.get("content_hash")?,
            addresses,
            sightings,
            matches,
            story,
        })
    })
}

/// The columns of an article's own row, without its sources and topics.
pub(super) fn bare_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get("id")?,
        key: row.get("key")?,
        external_id: row.get("external_id")?,
        url: row.get("url")?,
        title: row.get("title")?,
        summary: row.get("summary")?,
        site: row.get("site")?,
        language: row.get("language")?,
        published: published(row)?,
        first_seen: row.get::<_, Time>("first_seen")?.0,
        dated: row.get::<_, Time>("dated")?.0,
        word_count: row.get("word_count")?,
        copy_of: copy_link(row)?,
        gone: gone(row)?,
        story: row.get("story_id")?,
        sources: Vec::new(),
        topics: Vec::new(),
    })
}

fn published(row: &Row<'_>) -> rusqlite::Result<Option<Published>> {
    let Some(at) = row.get::<_, Option<Moment>>("published")? else {
        return Ok(None);
    };
    let at = match row.get::<_, Option<UtcOffset>>("published_offset")? {
        Some(UtcOffset(offset)) if at.precision() == Precision::Time => Moment::with_offset(at.timestamp(), offset),
        _ => at,
    };
    Ok(Some(Published { at, from: row.get("published_from")? }))
}

fn gone(row: &Row<'_>) -> rusqlite::Result<Option<Gone>> {
    let since: Option<Time> = row.get("gone_since")?;
    let status: Option<u16> = row.get("gone_status")?;
    Ok(since.zip(status).map(|(since, status)| Gone { since: since.0, status }))
}

fn stored_recheck(state: State) -> StoredRecheck {
    StoredRecheck { looked_at: state.looked_at, due: state.due, note: state.note }
}

fn copy_link(row: &Row<'_>) -> rusqlite::Result<Option<CopyLink>> {
    let Some(id) = row.get::<_, Option<ArticleId>>("copy_of")? else {
        return Ok(None);
    };
    Ok(Some(CopyLink {
        id,
        key: row.get("original_key")?,
        external_id: row.get("original_external_id")?,
        kind: row.get("copy_kind")?,
        jaccard: row.get("copy_jaccard")?,
        containment: row.get("copy_containment")?,
    }))
}
