//! What tells whether articles say something else than before, read without their texts; and what feeds are called.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{ContentHash, SourceId, TopicId};

use super::columns::{Json, Time};
use super::row::{ArticleId, StoryId, StoryLink};
use super::{Store, StoreError, story_list};

/// The state in which an article is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its number.
    pub id: ArticleId,
    /// Hash of title and text.
    pub content_hash: ContentHash,
    /// When it was first fetched.
    pub first_seen: Timestamp,
    /// When another reading last took the place of an earlier one, whatever the cause.
    pub replaced_at: Option<Timestamp>,
    /// When its page was last seen to say something else.
    pub changed_at: Option<Timestamp>,
    /// The topics that it matches, the strongest first, as one text.
    pub topics: String,
    /// The address of its picture.
    pub image: Option<String>,
}

impl Edition {
    /// When it last became another.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        self.replaced_at.map_or(self.first_seen, |at| at.max(self.first_seen))
    }
}

/// What has been stored after an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The article that was stored last.
    pub last: ArticleId,
    /// The topics that it matches, and those that these are part of.
    pub topics: Vec<TopicId>,
}

/// A source as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceName {
    /// Its name in the configuration.
    pub id: SourceId,
    /// What it calls itself.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub homepage: Option<String>,
    /// Its address.
    pub url: String,
    /// Whether the configuration names it.
    pub is_configured: bool,
}

impl SourceName {
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or(self.id.as_str())
    }
}

/// Names and states.
impl Store {
    /// The states of some articles, in the order given; those that are gone are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn editions(&self, ids: &[ArticleId]) -> Result<Vec<Edition>, StoreError> {
        self.0.readers.read(|db| editions(db, ids))
    }

    /// What has been stored after an article.
    ///
    /// # Errors
    /// The database fails.
    pub fn news_since(&self, last: ArticleId) -> Result<News, StoreError> {
        self.0.readers.read(|db| news_since(db, last))
    }

    /// A source by its name; `None` if there never was one of that name.
    ///
    /// # Errors
    /// The database fails.
    pub fn source_name(&self, id: &SourceId) -> Result<Option<SourceName>, StoreError> {
        const SQL: &str = "select id, title, homepage, url, is_configured from sources where id = :id";
        self.0.readers.read(|db| db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, source_name).optional())
    }

    /// All sources that there are or were, by name.
    ///
    /// # Errors
    /// The database fails.
    pub fn source_names(&self) -> Result<Vec<SourceName>, StoreError> {
        const SQL: &str = "select id, title, homepage, url, is_configured from sources order by id";
        self.0.readers.read(|db| db.prepare_cached(SQL)?.query_map([], source_name)?.collect())
    }

    /// A story, or the one that has taken its articles in, as its articles know it; `None` if there is none of that number.
    ///
    /// # Errors
    /// The database fails.
    pub fn story_name(&self, id: StoryId) -> Result<Option<StoryLink>, StoreError> {
        self.0.readers.read(|db| {
            let current = story_list::current(db, id)?;
            Ok(current.map(|id| story_list::link(db, id)).transpose()?.flatten())
        })
    }
}

fn news_since(db: &Connection, last: ArticleId) -> rusqlite::Result<News> {
    const LAST: &str = "select ifnull(max(id), 0) from articles";
    const TOPICS: &str = "\
        with recursive told (id) as (
            select distinct topic from article_topics where article_id > :last
            union
            select t.parent from told join topics t on t.id = told.id where t.parent is not null
        )
        select id from told order by id";
    let newest = db.prepare_cached(LAST)?.query_row([], |row| row.get(0))?;
    let mut statement = db.prepare_cached(TOPICS)?;
    let topics =
        statement.query_map(named_params! {":last": last}, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(News { last: newest, topics })
}

fn editions(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<Vec<Edition>> {
    const SQL: &str = "\
        select a.id, a.content_hash, a.first_seen, a.image,
            (select max(r.replaced_at) from revisions r where r.article_id = a.id) as replaced_at,
            (select max(r.replaced_at) from revisions r where r.article_id = a.id and r.why = 'changed') as changed_at,
            coalesce((select group_concat(topic, ' ') from (
                select topic from article_topics where article_id = a.id order by score desc, topic
            )), '') as topics
        from json_each(:ids) j cross join articles a on a.id = j.value order by j.key";
    db.prepare_cached(SQL)?.query_map(named_params! {":ids": Json(ids)}, edition)?.collect()
}

fn edition(row: &Row<'_>) -> rusqlite::Result<Edition> {
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(Edition {
        id: row.get("id")?,
        content_hash: row.get("content_hash")?,
        first_seen: row.get::<_, Time>("first_seen")?.0,
        replaced_at: time("replaced_at")?,
        changed_at: time("changed_at")?,
        topics: row.get("topics")?,
        image: row.get("image")?,
    })
}

fn source_name(row: &Row<'_>) -> rusqlite::Result<SourceName> {
    Ok(SourceName {
        id: row.get("id")?,
        title: row.get("title")?,
        homepage: row.get("homepage")?,
        url: row.get("url")?,
        is_configured: row.get("is_configured")?,
    })
}
