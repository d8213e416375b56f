//! The stories of a time, and one story with all its articles.
//!
//! A list begins with the stories whose latest article is of that time (`stories_last_dated`). What weighs most comes from
//! reckoning few of them: no story can weigh more than its sources would if all had written at its latest time, so those
//! are reckoned first that could weigh most, until no other can reach the list any more.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{CopyKind, LanguageCode, SourceId, TopicId};

use super::columns::{Json, Time, count};
use super::row::{ArticleId, StoryId, StoryLink};
use super::{Store, StoreError, topics};

/// Hours after which what a source wrote weighs half.
const HALF_LIFE_HOURS: f64 = 12.0;

/// A story belongs to a topic if one in so many of its texts does.
const TOPIC_SHARE: u64 = 3;

/// A choice of stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryFilter {
    /// Topics that a third of its texts match, or a part of such a topic; empty: any.
    pub topics: Vec<TopicId>,
    /// Languages that one of its articles is in; empty: any.
    pub languages: Vec<LanguageCode>,
    /// Its latest article is of then or later.
    pub since: Timestamp,
    /// When the question is asked: sources weigh less the longer ago they wrote.
    pub now: Timestamp,
    /// What comes first.
    pub order: StoryOrder,
    /// The most stories.
    pub limit: u32,
}

/// What comes first in a list of stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryOrder {
    /// The greatest weight ([`StoryRow::weight`]).
    Rank,
    /// The latest article.
    Newest,
    /// Most articles.
    Size,
}

/// A story as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryRow {
    /// Its number.
    pub id: StoryId,
    /// Its most central article.
    pub lead: ArticleId,
    /// That article's headline.
    pub title: String,
    /// The date of its earliest article.
    pub first: Timestamp,
    /// The date of its latest article.
    pub last: Timestamp,
    /// Its articles.
    pub articles: u64,
    /// Those that are no copies.
    pub texts: u64,
    /// Sources that list one of them.
    pub sources: u64,
    /// Languages of its articles, the commonest first.
    pub languages: Vec<LanguageCode>,
    /// Topics of its texts, the commonest first, with how many texts match each.
    pub topics: Vec<(TopicId, u64)>,
    /// How widely and how lately it is told: each source that has a text which is no copy adds 1, and half as much for
    /// each twelve hours since its latest. Ten sources of the last hour weigh 10, twenty of yesterday 5. A text that many
    /// reprint counts for the sources that had it first.
    pub weight: f64,
}

impl StoryRow {
    /// The topics that a third of its texts match: those it is found by.
    pub fn topics_of_a_third(&self) -> impl Iterator<Item = &TopicId> {
        self.topics.iter().filter(|(_, n)| n * TOPIC_SHARE >= self.texts).map(|(topic, _)| topic)
    }
}

/// A story with all its articles.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryDetail {
    /// What lists show.
    pub row: StoryRow,
    /// Its sources with the number of its articles that each lists, the first ones first.
    pub sources: Vec<(SourceId, u64)>,
    /// Its articles, the earliest first; copies stand behind what they repeat.
    pub members: Vec<StoryMember>,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryMember {
    /// Its number.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The name of its site.
    pub site: Option<String>,
    /// The language of its text.
    pub language: Option<LanguageCode>,
    /// What lists are ordered by.
    pub dated: Timestamp,
    /// What it repeats, and in what way.
    pub copy_of: Option<(ArticleId, CopyKind)>,
}

/// Stories.
impl Store {
    /// The stories that a filter chooses, in its order.
    ///
    /// # Errors
    /// The database fails.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<StoryRow>, StoreError> {
        self.0.readers.read(|db| list(db, filter))
    }

    /// A story, or the one that has taken its articles in; `None` if there is none of that number.
    ///
    /// # Errors
    /// The database fails.
    pub fn story(&self, id: StoryId, now: Timestamp) -> Result<Option<StoryDetail>, StoreError> {
        self.0.readers.read(|db| current(db, id)?.map(|id| detail(db, id, now)).transpose())
    }
}

/// The number under which a story goes now.
pub(super) fn current(db: &Connection, id: StoryId) -> rusqlite::Result<Option<StoryId>> {
    const SQL: &str = "select coalesce(merged_into, id) from stories where id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()
}

/// A story as its articles know it.
pub(super) fn link(db: &Connection, id: StoryId) -> rusqlite::Result<Option<StoryLink>> {
    const SQL: &str = "select title, article_count, source_count, languages from stories where id = :id";
    let read = |row: &Row<'_>| {
        Ok(StoryLink {
            id,
            title: row.get("title")?,
            articles: count(row.get("article_count")?),
            sources: count(row.get("source_count")?),
            languages: row.get::<_, Json<Vec<LanguageCode>>>("languages")?.0,
        })
    };
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, read).optional()
}

/// A story that may come into a list.
struct Candidate {
    id: StoryId,
    last: Timestamp,
    articles: u64,
    /// What it weighs at most.
    most: f64,
}

fn list(db: &Connection, filter: &StoryFilter) -> rusqlite::Result<Vec<StoryRow>> {
    let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    let wanted = topics::with_descendants(db, &filter.topics)?;
    let mut found: Vec<(f64, StoryId)> = Vec::new();
    for candidate in candidates(db, filter)? {
        if found.len() >= limit {
            let least = found.get(limit.saturating_sub(1)).map_or(f64::INFINITY, |(weight, _)| *weight);
            // Whoever comes later weighs no more than this one can.
            if filter.order != StoryOrder::Rank || least >= candidate.most {
                break;
            }
        }
        if !wanted.is_empty() && !is_of_topics(db, candidate.id, &wanted)? {
            continue;
        }
        let weight = weight(db, candidate.id, filter.now)?;
        let at = match filter.order {
            StoryOrder::Rank => found.partition_point(|(other, _)| *other >= weight),
            StoryOrder::Newest | StoryOrder::Size => found.len(),
        };
        found.insert(at, (weight, candidate.id));
        found.truncate(limit);
    }
    found.into_iter().map(|(weight, id)| row(db, id, weight)).collect()
}

/// The stories of the time, those first that may come first.
fn candidates(db: &Connection, filter: &StoryFilter) -> rusqlite::Result<Vec<Candidate>> {
    const SQL: &str = "\
        select id, last_dated, article_count, source_count from stories
        where merged_into is null and last_dated >= :since
            and (:any_language or exists (
                select 1 from json_each(stories.languages) l where l.value in (select value from json_each(:languages))))
        order by last_dated desc, id desc";
    let languages: Vec<&str> = filter.languages.iter().map(LanguageCode::as_str).collect();
    let known = named_params! {
        ":since": Time(filter.since), ":any_language": languages.is_empty(), ":languages": Json(languages),
    };
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(known, |row| {
        let last = row.get::<_, Time>("last_dated")?.0;
        let most = f64::from(row.get::<_, u32>("source_count")?) * recency(last, filter.now);
        Ok(Candidate { id: row.get("id")?, last, articles: count(row.get("article_count")?), most })
    })?;
    let mut candidates: Vec<Candidate> = rows.collect::<rusqlite::Result<_>>()?;
    candidates.sort_by(|a, b| {
        let first = match filter.order {
            StoryOrder::Rank => b.most.total_cmp(&a.most),
            StoryOrder::Newest => std::cmp::Ordering::Equal,
            StoryOrder::Size => b.articles.cmp(&a.articles),
        };
        first.then(b.last.cmp(&a.last)).then(b.id.cmp(&a.id))
    });
    Ok(candidates)
}

/// How much a source counts that wrote at a time.
fn recency(at: Timestamp, now: Timestamp) -> f64 {
    let hours = (now.as_second() - at.as_second()).max(0) as f64 / 3600.0;
    (-hours / HALF_LIFE_HOURS).exp2()
}

/// See [`StoryRow::weight`].
fn weight(db: &Connection, story: StoryId, now: Timestamp) -> rusqlite::Result<f64> {
    const SQL: &str = "\
        select max(m.dated)
        from articles m indexed by articles_story cross join articles a indexed by articles_list on a.id = m.id
            cross join sightings s on s.article_id = m.id
        where m.story_id = :story and a.copy_of is null group by s.source_id";
    let mut statement = db.prepare_cached(SQL)?;
    let times = statement.query_map(named_params! {":story": story}, |row| row.get::<_, Time>(0))?;
    times.map(|time| time.map(|Time(at)| recency(at, now))).sum()
}

fn is_of_topics(db: &Connection, story: StoryId, wanted: &[TopicId]) -> rusqlite::Result<bool> {
    const SQL: &str = "\
        select count(*) as n, count(*) filter (where exists (
            select 1 from json_each(:topics) j join article_topics t on t.article_id = m.id and t.topic = j.value)) as n_of
        from articles m indexed by articles_story cross join articles a indexed by articles_list on a.id = m.id
        where m.story_id = :story and a.copy_of is null";
    db.prepare_cached(SQL)?.query_row(named_params! {":story": story, ":topics": Json(wanted)}, |row| {
        let (n, n_of) = (count(row.get("n")?), count(row.get("n_of")?));
        Ok(n_of > 0 && n_of * TOPIC_SHARE >= n)
    })
}

fn row(db: &Connection, story: StoryId, weight: f64) -> rusqlite::Result<StoryRow> {
    const SQL: &str = "\
        select lead_article_id, title, first_dated, last_dated, article_count, text_count, source_count, languages
        from stories where id = :story";
    let topics = shares(db, story)?;
    let read = |row: &Row<'_>| {
        Ok(StoryRow {
            id: story,
            lead: row.get("lead_article_id")?,
            title: row.get("title")?,
            first: row.get::<_, Time>("first_dated")?.0,
            last: row.get::<_, Time>("last_dated")?.0,
            articles: count(row.get("article_count")?),
            texts: count(row.get("text_count")?),
            sources: count(row.get("source_count")?),
            languages: row.get::<_, Json<Vec<LanguageCode>>>("languages")?.0,
            topics,
            weight,
        })
    };
    db.prepare_cached(SQL)?.query_row(named_params! {":story": story}, read)
}

fn shares(db: &Connection, story: StoryId) -> rusqlite::Result<Vec<(TopicId, u64)>> {
    const SQL: &str = "\
        select t.topic, count(*) as n
        from articles m indexed by articles_story cross join articles a indexed by articles_list on a.id = m.id
            cross join article_topics t on t.article_id = m.id
        where m.story_id = :story and a.copy_of is null group by t.topic order by n desc, t.topic";
    let mut statement = db.prepare_cached(SQL)?;
    statement.query_map(named_params! {":story": story}, |row| Ok((row.get(0)?, count(row.get(1)?))))?.collect()
}

fn detail(db: &Connection, story: StoryId, now: Timestamp) -> rusqlite::Result<StoryDetail> {
    const SOURCES: &str = "\
        select s.source_id, count(*) as n from articles m join sightings s on s.article_id = m.id
        where m.story_id = :story group by s.source_id order by min(m.dated), s.source_id";
    const MEMBERS: &str = "\
        select m.id, m.title, m.url, m.site, m.language, m.dated, m.copy_of, m.copy_kind
        from articles m left join articles o on o.id = m.copy_of
        where m.story_id = :story
        order by coalesce(o.dated, m.dated), coalesce(o.id, m.id), m.copy_of is not null, m.dated, m.id";
    let row = row(db, story, weight(db, story, now)?)?;
    let mut statement = db.prepare_cached(SOURCES)?;
    let sources = statement.query_map(named_params! {":story": story}, |row| Ok((row.get(0)?, count(row.get(1)?))))?;
    let sources = sources.collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(MEMBERS)?;
    let members = statement.query_map(named_params! {":story": story}, member)?.collect::<rusqlite::Result<_>>()?;
    Ok(StoryDetail { row, sources, members })
}

fn member(row: &Row<'_>) -> rusqlite::Result<StoryMember> {
    let original: Option<ArticleId> = row.get("copy_of")?;
    Ok(StoryMember {
        id: row.get("id")?,
        title: row.get("title")?,
        url: row.get("url")?,
        site: row.get("site")?,
        language: row.get("language")?,
        dated: row.get::<_, Time>("dated")?.0,
        copy_of: original.map(|original| Ok::<_, rusqlite::Error>((original, row.get("copy_kind")?))).transpose()?,
    })
}
