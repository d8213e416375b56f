//! Articles as far as topics look at them, for whoever reads a large part of the collection.
//!
//! Which articles is decided first, by narrow indexes that hold no texts; eight bytes each are then all that has to be
//! kept of a million.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::{ContentHash, LanguageCode, SourceId, TopicId};

use super::columns::{Json, Time};
use super::row::ArticleId;
use super::{rule_sets, sightings};

/// An article as far as topics look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleText {
    /// Its number in this database.
    pub id: ArticleId,
    /// The headline.
    pub title: String,
    /// The body.
    pub text: String,
    /// The language of the text.
    pub language: Option<LanguageCode>,
    /// The date that lists are ordered by.
    pub dated: Timestamp,
    /// The sources that listed it, the first one first.
    pub sources: Vec<SourceId>,
    /// Hash of title and text: another one means that the article was read again.
    pub content_hash: ContentHash,
}

/// Which articles are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChoice {
    /// Of these.
    pub of: TextsOf,
    /// The earliest date, included.
    pub since: Option<Timestamp>,
    /// The latest date, not included.
    pub until: Option<Timestamp>,
}

/// Which articles, whatever their date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextsOf {
    /// All of the collection.
    All,
    /// Those that match one of these topics by what is stored, descendants not included.
    Topics(Vec<TopicId>),
    /// Those that were last tagged by another set of rules than that of this version.
    OtherRules(String),
}

impl TextChoice {
    /// These articles, of any date.
    #[must_use]
    pub fn ever(of: TextsOf) -> Self {
        Self { of, since: None, until: None }
    }
}

/// The numbers of the articles that are chosen, from the lowest.
pub(super) fn choose(db: &Connection, choice: &TextChoice) -> rusqlite::Result<Vec<ArticleId>> {
    const ALL: &str = "select id from articles where dated >= :since and dated < :until";
    const TOPICS: &str = "\
        select distinct article_id from article_topics
        where topic in (select value from json_each(:topics)) and dated >= :since and dated < :until";
    // Dates are looked up only where they matter, since that takes longer than all the rest.
    const OTHER_RULES: &str = "\
        select article_id from article_rules r
        where rule_set not in (select id from rule_sets where version = :version)
            and ((:since = '' and :until = '~') or exists (
                select 1 from articles a indexed by articles_list
                where a.id = r.article_id and a.dated >= :since and a.dated < :until
            ))";
    if let TextsOf::OtherRules(version) = &choice.of
        && !rule_sets::has_others(db, version)?
    {
        return Ok(Vec::new());
    }
    // Times sort as text, before the tilde.
    let since = choice.since.map_or_else(String::new, |since| Time(since).to_string());
    let until = choice.until.map_or_else(|| "~".to_owned(), |until| Time(until).to_string());
    let mut ids: Vec<ArticleId> = match &choice.of {
        TextsOf::All => db
            .prepare_cached(ALL)?
            .query_map(named_params! {":since": since, ":until": until}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        TextsOf::Topics(topics) => db
            .prepare_cached(TOPICS)?
            .query_map(named_params! {":topics": Json(topics), ":since": since, ":until": until}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        TextsOf::OtherRules(version) => db
            .prepare_cached(OTHER_RULES)?
            .query_map(named_params! {":version": version, ":since": since, ":until": until}, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
    };
    ids.sort_unstable();
    Ok(ids)
}

/// The numbers of the articles with the latest dates, from the lowest.
pub(super) fn newest(db: &Connection, most: u32) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "select id from articles indexed by articles_dated order by dated desc limit :most";
    let mut statement = db.prepare_cached(SQL)?;
    let mut ids: Vec<ArticleId> =
        statement.query_map(named_params! {":most": most}, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    ids.sort_unstable();
    Ok(ids)
}

/// The highest number.
pub(super) fn last(db: &Connection) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select id from articles order by id desc limit 1";
    db.prepare_cached(SQL)?.query_row([], |row| row.get(0)).optional()
}

/// Some articles, in the order of their numbers as given; those that are gone are left out.
pub(super) fn read(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<Vec<ArticleText>> {
    ids.iter().filter_map(|id| one(db, *id).transpose()).collect()
}

fn one(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<ArticleText>> {
    const SQL: &str = "select title, text, language, dated, content_hash from articles where id = :id";
    let sources = sightings::sources(db, id)?;
    let read = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        Ok(ArticleText {
            id,
            title: row.get("title")?,
            text: row.get("text")?,
            language: row.get("language")?,
            dated: row.get::<_, Time>("dated")?.0,
            sources,
            content_hash: row.get("content_hash")?,
        })
    });
    read.optional()
}
