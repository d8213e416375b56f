//! Articles in full, many at once: what exports hand on.
//!
//! One by one an article takes nine statements. Here a handful of statements read some hundreds, a table after the other.

use rusqlite::{Connection, Row, named_params};

use crate::model::SourceId;

use super::columns::Json;
use super::read;
use super::row::{ArticleDetail, ArticleId, ArticleRow, TopicScore};

/// An article in full, without what stands around it (sightings, evidence, earlier versions).
#[derive(Debug, Clone, PartialEq)]
pub struct WholeArticle {
    /// What lists show.
    pub row: ArticleRow,
    /// The address that the page claims.
    pub canonical_url: Option<String>,
    /// The body as plain text, one block a line.
    pub text: String,
    /// People and agencies that wrote it.
    pub authors: Vec<String>,
    /// The agencies that it is credited to.
    pub credits: Vec<String>,
    /// Where the links of its text lead.
    pub links: Vec<String>,
    /// How sure the language is, 0 to 1.
    pub language_confidence: Option<f64>,
    /// What kind of page it was read from.
    pub kind: Option<String>,
    /// The part of the paper that it stands in.
    pub section: Option<String>,
    /// What its page, else its source, says it is about.
    pub keywords: Vec<String>,
}

impl From<ArticleDetail> for WholeArticle {
    fn from(article: ArticleDetail) -> Self {
        Self {
            row: article.row,
            canonical_url: article.canonical_url,
            text: article.text,
            authors: article.authors,
            credits: article.credits,
            links: article.links,
            language_confidence: article.language_confidence,
            kind: article.kind,
            section: article.section,
            keywords: article.keywords,
        }
    }
}

/// Some articles, in the order of their numbers as given; those that are gone are left out.
pub(super) fn read(db: &Connection, ids: &[ArticleId]) -> rusqlite::Result<Vec<WholeArticle>> {
    // The order of the rows is the order of the list: SQLite is not asked to sort texts.
    const SQL: &str = "\
        select j.key as place, a.id, a.key, a.external_id, a.url, a.title, a.summary, a.site, a.language,
            a.published, a.published_from, a.published_offset, a.first_seen, a.dated, a.word_count, a.story_id, a.gone_since, a.gone_status,
            a.copy_of, a.copy_kind, a.copy_jaccard, a.copy_containment,
            o.key as original_key, o.external_id as original_external_id,
            a.canonical_url, a.language_confidence, a.kind, a.section, a.keywords, a.text
        from json_each(:ids) j cross join articles a on a.id = j.value left join articles o on o.id = a.copy_of";
    const AUTHORS: &str = "\
        select j.key as place, x.name as value from json_each(:ids) j cross join article_authors x on x.article_id = j.value
        order by j.key, x.position";
    const CREDITS: &str = "\
        select j.key as place, x.agency as value
        from json_each(:ids) j cross join article_credits x on x.article_id = j.value
        order by j.key, x.position";
    const LINKS: &str = "\
        select j.key as place, x.url as value
        from json_each(:ids) j cross join article_links x on x.article_id = j.value
        order by j.key, x.position";
    const SOURCES: &str = "\
        select j.key as place, x.source_id as value
        from json_each(:ids) j cross join sightings x on x.article_id = j.value
        order by j.key, x.first_seen, x.source_id";
    const TOPICS: &str = "\
        select j.key as place, x.topic, x.score
        from json_each(:ids) j cross join article_topics x on x.article_id = j.value
        order by j.key, x.score desc, x.topic";
    let list = Json(ids);
    let mut articles: Vec<Option<WholeArticle>> = ids.iter().map(|_| None).collect();
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! {":ids": list})?;
    while let Some(row) = rows.next()? {
        put(&mut articles, row, |slot| {
            *slot = Some(whole(row)?);
            Ok(())
        })?;
    }
    each(db, AUTHORS, &list, &mut articles, |article, row| {
        article.authors.push(row.get("value")?);
        Ok(())
    })?;
    each(db, CREDITS, &list, &mut articles, |article, row| {
        article.credits.push(row.get("value")?);
        Ok(())
    })?;
    each(db, LINKS, &list, &mut articles, |article, row| {
        article.links.push(row.get("value")?);
        Ok(())
    })?;
    each(db, SOURCES, &list, &mut articles, |article, row| {
        article.row.sources.push(row.get::<_, SourceId>("value")?);
        Ok(())
    })?;
    each(db, TOPICS, &list, &mut articles, |article, row| {
        article.row.topics.push(TopicScore { topic: row.get("topic")?, score: row.get("score")? });
        Ok(())
    })?;
    Ok(articles.into_iter().flatten().collect())
}

/// Hands each row of a table to its article.
fn each(
    db: &Connection,
    sql: &str,
    ids: &Json<&[ArticleId]>,
    articles: &mut [Option<WholeArticle>],
    take: impl Fn(&mut WholeArticle, &Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! {":ids": ids})?;
    while let Some(row) = rows.next()? {
        put(articles, row, |slot| slot.as_mut().map_or(Ok(()), |article| take(article, row)))?;
    }
    Ok(())
}

/// Finds the place of a row's article.
fn put(
    articles: &mut [Option<WholeArticle>],
    row: &Row<'_>,
    take: impl FnOnce(&mut Option<WholeArticle>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    articles.get_mut(usize::try_from(row.get::<_, i64>("place")?).unwrap_or(usize::MAX)).map_or(Ok(()), take)
}

fn whole(row: &Row<'_>) -> rusqlite::Result<WholeArticle> {
    Ok(WholeArticle {
        row: read::bare_row(row)?,
        canonical_url: row.get("canonical_url")?,
        text: row.get("text")?,
        authors: Vec::new(),
        credits: Vec::new(),
        links: Vec::new(),
        language_confidence: row.get("language_confidence")?,
        kind: row.get("kind")?,
        section: row.get("section")?,
        keywords: row.get::<_, Json<Vec<String>>>("keywords")?.0,
    })
}
