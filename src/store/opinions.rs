//! Second opinions: what a model of the user's thinks of matches. Nothing here touches a match.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::TopicId;

use super::Store;
use super::columns::{Json, Time};
use super::error::StoreError;
use super::row::ArticleId;

/// An opinion on a match.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredOpinion {
    /// The article.
    pub article: ArticleId,
    /// The topic.
    pub topic: TopicId,
    /// How likely the article belongs there: 0 to 1.
    pub probability: f64,
    /// Why, in a few words.
    pub note: Option<String>,
    /// Whose it is.
    pub given_by: String,
    /// The hash of the article that was judged; it may have changed since.
    pub content_hash: String,
    /// When it was given, to the second.
    pub at: Timestamp,
}

/// Matches of which an opinion is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionChoice {
    /// Of these topics; none stands for all.
    pub topics: Vec<TopicId>,
    /// Of articles dated from then on.
    pub since: Option<Timestamp>,
    /// The most of them.
    pub limit: u32,
}

/// Second opinions.
impl Store {
    /// The matches on which somebody has not given an opinion, or gave one on an earlier text, the newest first. Copies
    /// are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn without_opinion(
        &self,
        given_by: &str,
        choice: &OpinionChoice,
    ) -> Result<Vec<(ArticleId, TopicId)>, StoreError> {
        self.0.readers.read(|db| without(db, given_by, choice))
    }

    /// Keeps an opinion, in place of an earlier one on the same match.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_opinion(&self, opinion: &StoredOpinion) -> Result<(), StoreError> {
        let opinion = opinion.clone();
        self.writer()?.run(move |db| set(db, &opinion))
    }

    /// The opinions on the matches of a choice, the least likely first. Those on texts that have changed, or on what is
    /// no match any more, are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn opinions(&self, choice: &OpinionChoice) -> Result<Vec<StoredOpinion>, StoreError> {
        self.0.readers.read(|db| all(db, choice))
    }

    /// The opinion on one match, if it is of the article's text of today.
    ///
    /// # Errors
    /// The database fails.
    pub fn opinion(&self, article: ArticleId, topic: &TopicId) -> Result<Option<StoredOpinion>, StoreError> {
        self.0.readers.read(|db| one(db, article, topic))
    }
}

fn without(db: &Connection, given_by: &str, choice: &OpinionChoice) -> rusqlite::Result<Vec<(ArticleId, TopicId)>> {
    const SQL: &str = "\
        select m.article_id, m.topic from article_topics m join articles a on a.id = m.article_id
        where a.copy_of is null
            and (:topics = '[]' or m.topic in (select value from json_each(:topics)))
            and (:since is null or m.dated >= :since)
            and not exists (select 1 from opinions o where o.article_id = m.article_id and o.topic = m.topic
                and o.given_by = :given_by and o.content_hash = a.content_hash)
        order by m.dated desc, m.article_id desc, m.topic limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(
        named_params! {
            ":topics": Json(&choice.topics),
            ":since": choice.since.map(Time),
            ":given_by": given_by,
            ":limit": choice.limit,
        },
        |row| Ok((row.get("article_id")?, row.get("topic")?)),
    )?;
    rows.collect()
}

fn set(db: &Connection, opinion: &StoredOpinion) -> rusqlite::Result<()> {
    // Of an article that went meanwhile nothing is kept.
    const SQL: &str = "\
        insert into opinions (article_id, topic, probability, note, given_by, content_hash, at)
        select id, :topic, :probability, :note, :given_by, :content_hash, :at from articles where id = :id
        on conflict (article_id, topic) do update set
            probability = excluded.probability, note = excluded.note, given_by = excluded.given_by,
            content_hash = excluded.content_hash, at = excluded.at";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": opinion.article,
        ":topic": opinion.topic,
        ":probability": opinion.probability,
        ":note": opinion.note,
        ":given_by": opinion.given_by,
        ":content_hash": opinion.content_hash,
        ":at": Time(opinion.at),
    })?;
    Ok(())
}

fn all(db: &Connection, choice: &OpinionChoice) -> rusqlite::Result<Vec<StoredOpinion>> {
    const SQL: &str = "\
        select o.* from opinions o
            join articles a on a.id = o.article_id and a.content_hash = o.content_hash
            join article_topics m on m.article_id = o.article_id and m.topic = o.topic
        where (:topics = '[]' or o.topic in (select value from json_each(:topics)))
            and (:since is null or m.dated >= :since)
        order by o.probability, o.article_id desc, o.topic limit :limit";
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(
        named_params! {
            ":topics": Json(&choice.topics),
            ":since": choice.since.map(Time),
            ":limit": choice.limit,
        },
        stored,
    )?;
    rows.collect()
}

fn one(db: &Connection, article: ArticleId, topic: &TopicId) -> rusqlite::Result<Option<StoredOpinion>> {
    const SQL: &str = "\
        select o.* from opinions o join articles a on a.id = o.article_id and a.content_hash = o.content_hash
        where o.article_id = :id and o.topic = :topic";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": article, ":topic": topic}, stored).optional()
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredOpinion> {
    Ok(StoredOpinion {
        article: row.get("article_id")?,
        topic: row.get("topic")?,
        probability: row.get("probability")?,
        note: row.get("note")?,
        given_by: row.get("given_by")?,
        content_hash: row.get("content_hash")?,
        at: row.get::<_, Time>("at")?.0,
    })
}
