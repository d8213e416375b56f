//! Stories, as they are stored: who belongs to one, and what is told of it as a whole.
//!
//! A story has the number of the article that began it, so the same articles give the same numbers. A story whose articles
//! have all gone to another keeps its row, which says to which.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::row::{ArticleId, StoryId};

/// The story of an article.
pub(super) fn of_article(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<StoryId>> {
    const SQL: &str = "select story_id from articles where id = :id";
    let found = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// An article of the same text group with a lower number, or the original: what an article must share its story with.
pub(super) fn partner(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<ArticleId>> {
    const ORIGINAL: &str = "select copy_of from articles where id = :id";
    const COPY: &str = "select id from articles where copy_of = :id and id < :id order by id limit 1";
    let original: Option<ArticleId> =
        db.prepare_cached(ORIGINAL)?.query_row(named_params! {":id": id}, |row| row.get(0))?;
    match original {
        Some(original) => Ok(Some(original)),
        None => db.prepare_cached(COPY)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional(),
    }
}

/// The original that an article repeats; itself if it is one.
pub(super) fn original(db: &Connection, id: ArticleId) -> rusqlite::Result<ArticleId> {
    const SQL: &str = "select coalesce(copy_of, id) from articles where id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0))
}

/// The latest articles of a story that are no copies, the latest first.
pub(super) fn members(db: &Connection, story: StoryId, most: usize) -> rusqlite::Result<Vec<ArticleId>> {
    const SQL: &str = "\
        select id from articles where story_id = :story and copy_of is null order by dated desc, id desc limit :most";
    let mut statement = db.prepare_cached(SQL)?;
    let known = named_params! {":story": story, ":most": u32::try_from(most).unwrap_or(u32::MAX)};
    statement.query_map(known, |row| row.get(0))?.collect()
}

/// Puts an article and what repeats it into a story, or into none.
pub(super) fn put(db: &Connection, id: ArticleId, story: Option<StoryId>) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update articles set story_id = :story where (id = :id or copy_of = :id) and story_id is not :story";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id, ":story": story})?;
    Ok(())
}

/// Moves all articles of a story to another.
pub(super) fn merge(db: &Connection, from: StoryId, into: StoryId) -> rusqlite::Result<()> {
    const MOVE: &str = "update articles set story_id = :into where story_id = :from";
    const TELL: &str = "update stories set merged_into = :into where id = :from or merged_into = :from";
    for sql in [MOVE, TELL] {
        db.prepare_cached(sql)?.execute(named_params! {":from": from, ":into": into})?;
    }
    Ok(())
}

/// The lowest number of the articles, and of those that repeat them, that no story of today has.
pub(super) fn free_number(db: &Connection, articles: &[ArticleId]) -> rusqlite::Result<Option<StoryId>> {
    const SQL: &str = "\
        select min(a.id) from articles a where (a.id = :id or a.copy_of = :id)
            and not exists (select 1 from stories s where s.id = a.id and s.merged_into is null)";
    let mut free = BTreeSet::new();
    for id in articles {
        free.extend(
            db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get::<_, Option<StoryId>>(0))?,
        );
    }
    Ok(free.first().copied())
}

/// Counts a story anew. `lead` is its most central article where that is known; else it stays, as far as it is still one
/// of its articles. A story without articles goes.
pub(super) fn recount(db: &Connection, story: StoryId, lead: Option<ArticleId>) -> rusqlite::Result<()> {
    const LEAD: &str = "\
        select coalesce(
            :lead,
            (select s.lead_article_id from stories s join articles a on a.id = s.lead_article_id
             where s.id = :story and a.story_id = :story and a.copy_of is null),
            (select id from articles where story_id = :story and copy_of is null order by dated, id limit 1))";
    const DELETE: &str = "delete from stories where id = :story";
    const WRITE: &str = "\
        insert into stories (
            id, lead_article_id, title, first_dated, last_dated, article_count, text_count, source_count, languages)
        select
            :story, :lead, (select title from articles where id = :lead), min(dated), max(dated), count(*),
            count(*) filter (where copy_of is null),
            (select count(distinct s.source_id) from articles m join sightings s on s.article_id = m.id
             where m.story_id = :story),
            (select json_group_array(language) from (
                select language from articles where story_id = :story and language is not null
                group by language order by count(*) desc, language))
        from articles where story_id = :story
        on conflict (id) do update set
            lead_article_id = excluded.lead_article_id, title = excluded.title, first_dated = excluded.first_dated,
            last_dated = excluded.last_dated, article_count = excluded.article_count, text_count = excluded.text_count,
            source_count = excluded.source_count, languages = excluded.languages, merged_into = null";
    let known = named_params! {":story": story, ":lead": lead};
    let lead: Option<ArticleId> = db.prepare_cached(LEAD)?.query_row(known, |row| row.get(0))?;
    match lead {
        None => db.prepare_cached(DELETE)?.execute(named_params! {":story": story})?,
        Some(lead) => db.prepare_cached(WRITE)?.execute(named_params! {":story": story, ":lead": lead})?,
    };
    Ok(())
}

/// Counts the sources of an article's story anew, after one more has listed it.
pub(super) fn recount_sources(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update stories set source_count = (
            select count(distinct s.source_id) from articles m join sightings s on s.article_id = m.id
            where m.story_id = stories.id)
        where id = (select story_id from articles where id = :id)";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

/// Forgets the stories of all articles up to a number that have one, some at a time; returns how many there were.
pub(super) fn forget(db: &Connection, most: u32) -> rusqlite::Result<usize> {
    const ARTICLES: &str = "\
        update articles set story_id = null where id in (
            select id from articles where story_id is not null order by story_id, dated limit :most)";
    const STORIES: &str = "\
        delete from stories where not exists (select 1 from articles where story_id = stories.id)";
    let n = db.prepare_cached(ARTICLES)?.execute(named_params! {":most": most})?;
    if n == 0 {
        db.prepare_cached(STORIES)?.execute([])?;
    }
    Ok(n)
}
