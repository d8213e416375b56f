//! The answers to an assistant: the use cases of the command line, each within a size.

use std::ops::ControlFlow;

use serde_json::{Map, Value, json};

use super::arguments::{Choice, CountArticles, ListStories, QuerySql, ReadArticle, SearchArticles, Sort, Timeline};
use crate::query::cases::paging::{self, Found, Place};
use crate::query::cases::request::ArticleRequest;
use crate::query::cases::stories::{self, StoryRequest};
use crate::query::cases::{saved, schema, search as searching, show, sql as asking, topics as listing_topics};
use crate::query::listing::{Cell, Column, Listing};
use crate::query::plan;
use crate::serve::desk::{Refusal, Sources};
use crate::store::{self, ArticleOrder, Facet, Phrase, StoreError, StoryId, StoryOrder};

/// Characters of a text that one answer holds.
const TEXT_CHARS: usize = 12_000;
/// Articles of a story that one answer holds.
const MOST_MEMBERS: usize = 100;
/// Steps of SQLite's machine that a query may take: some seconds.
const MAX_SQL_STEPS: u64 = 200_000_000;
/// Characters of a cell that a query may give back.
const CELL_CHARS: usize = 2_000;

pub(super) fn search(from: &Sources, asked: &SearchArticles) -> Result<Value, Refusal> {
    refuse_unknown(&asked.unknown)?;
    let order = match asked.sort {
        Sort::Newest => ArticleOrder::Newest,
        Sort::Rank => ArticleOrder::Rank,
    };
    let request = request(from, &asked.choice, order)?;
    let filter = request.filter(from.now)?;
    let phrases: Vec<Phrase> = plan::wanted_phrases(&request.tree()?);
    let place = asked.cursor.as_deref().map(str::parse::<Place>).transpose();
    let place = place.map_err(|error| Refusal::Misunderstood(error.to_string()))?;
    let page = paging::page(&from.store, &filter, &phrases, place, limit(asked.limit, 10, 50))?;
    let articles: Vec<Value> = page.articles.iter().map(found).collect();
    Ok(json!({"articles": articles, "next": page.next.map(|place| place.to_string())}))
}

fn found(found: &Found) -> Value {
    let row = &found.row;
    json!({
        "id": row.id.0,
        "title": row.title,
        "url": row.url,
        "site": row.site,
        "language": row.language.as_ref().map(ToString::to_string),
        "published": row.published.map(|published| published.at.to_string()),
        "first_seen": row.first_seen.to_string(),
        "topics": row.topics.iter().map(|score| score.topic.as_str()).collect::<Vec<_>>(),
        "story": row.story.map(|story| story.0),
        "copy_of": row.copy_of.as_ref().map(|copy| copy.id.0),
        "passage": found.passage.to_string(),
    })
}

pub(super) fn count(from: &Sources, asked: &CountArticles) -> Result<Value, Refusal> {
    refuse_unknown(&asked.unknown)?;
    let facets = asked.by.iter().map(|name| Facet::from_name(name).ok_or_else(|| unknown_facet(name)));
    let facets: Vec<Facet> = facets.collect::<Result<_, _>>()?;
    let filter = request(from, &asked.choice, ArticleOrder::Newest)?.filter(from.now)?;
    let (listing, facets) = searching::facets(&from.store, &filter, &facets, limit(asked.limit, 20, 100))?;
    Ok(json!({"counts": rows(listing), "articles": facets.n_articles, "is_complete": facets.is_complete}))
}

fn unknown_facet(name: &str) -> Refusal {
    let known: Vec<&str> = Facet::ALL.iter().map(|facet| facet.as_str()).collect();
    Refusal::Misunderstood(format!("nothing is counted by `{name}`: write one of {}", known.join(", ")))
}

pub(super) fn timeline(from: &Sources, asked: &Timeline) -> Result<Value, Refusal> {
    refuse_unknown(&asked.unknown)?;
    let since = asked.choice.since.clone().or_else(|| Some("30d".to_owned()));
    let choice = Choice { since, ..asked.choice.clone() };
    let filter = request(from, &choice, ArticleOrder::Newest)?.filter(from.now)?;
    let (_, found) = searching::facets(&from.store, &filter, &[Facet::Day], 1_000)?;
    let days = found.counts.iter().map(|count| json!({"day": count.value, "articles": count.articles}));
    let days: Vec<Value> = days.collect();
    Ok(json!({"days": days, "articles": found.n_articles, "is_complete": found.is_complete}))
}

pub(super) fn article(from: &Sources, asked: &ReadArticle) -> Result<Value, Refusal> {
    let name = show::name(&asked.id).map_err(|error| Refusal::Misunderstood(error.to_string()))?;
    let found = from.store.article(&name)?.ok_or_else(|| Refusal::Missing(format!("no article {}", asked.id)))?;
    let mut answer = rows(show::listing(found)).pop().unwrap_or_default();
    if let Some(fields) = answer.as_object_mut() {
        cut_text(fields, asked.offset);
        // Earlier texts would be most of the answer; that there are some is enough to ask on.
        for revision in fields.get_mut("revisions").and_then(Value::as_array_mut).into_iter().flatten() {
            revision.as_object_mut().and_then(|revision| revision.remove("text"));
        }
    }
    Ok(answer)
}

/// Leaves of the text what one answer holds, and says where it goes on.
fn cut_text(fields: &mut Map<String, Value>, offset: usize) {
    let text = fields.get("text").and_then(Value::as_str).unwrap_or_default();
    let n_chars = text.chars().count();
    let part: String = text.chars().skip(offset).take(TEXT_CHARS).collect();
    let end = offset.saturating_add(TEXT_CHARS);
    fields.insert("text".to_owned(), part.into());
    fields.insert("text_chars".to_owned(), n_chars.into());
    fields.insert("next_offset".to_owned(), (end < n_chars).then_some(end).into());
}

pub(super) fn stories(from: &Sources, asked: &ListStories) -> Result<Value, Refusal> {
    let request = StoryRequest {
        topics: asked.topics.clone(),
        languages: asked.languages.clone(),
        since: asked.since.clone().unwrap_or_else(|| "24h".to_owned()),
        order: StoryOrder::Rank,
        limit: limit(asked.limit, 20, 50),
    };
    Ok(json!({"stories": rows(stories::stories(&from.store, &request.filter(from.now)?)?)}))
}

pub(super) fn story(from: &Sources, id: i64) -> Result<Value, Refusal> {
    let found = stories::story(&from.store, StoryId(id), from.now)?;
    let mut found = found.ok_or_else(|| Refusal::Missing(format!("no story {id}: list_stories lists them")))?;
    let n_members = found.detail.members.len();
    found.detail.members.truncate(MOST_MEMBERS);
    let mut answer = rows(stories::listing(&found)).pop().unwrap_or_default();
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("left_off".to_owned(), Some(n_members.saturating_sub(MOST_MEMBERS)).filter(|n| *n > 0).into());
    }
    Ok(answer)
}

pub(super) fn topics(from: &Sources) -> Result<Value, Refusal> {
    Ok(json!({"topics": rows(listing_topics::topics(&from.store, &from.config.topics, from.now)?)}))
}

pub(super) fn sql(from: &Sources, asked: &QuerySql) -> Result<Value, Refusal> {
    let most = limit(asked.limit, 100, 500) as usize;
    let (mut found, mut has_more) = (Vec::new(), false);
    let asked = asking::sql_within(&from.store, MAX_SQL_STEPS, &asked.sql, &mut |columns, row| {
        has_more = found.len() == most;
        if has_more {
            return ControlFlow::Break(());
        }
        found.push(object(columns, row.iter().map(shortened).collect()));
        ControlFlow::Continue(())
    });
    let columns = asked.map_err(|error| match error {
        StoreError::BadSql { .. } | StoreError::NotAQuery => Refusal::Misunderstood(error.to_string()),
        other => other.into(),
    })?;
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_ref()).collect();
    Ok(json!({"columns": names, "rows": found, "has_more": has_more}))
}

fn shortened(cell: &Cell) -> Cell {
    match cell {
        Cell::Text(text) => match text.char_indices().nth(CELL_CHARS).and_then(|(at, _)| text.get(..at)) {
            Some(begun) => format!("{begun}…").into(),
            None => cell.clone(),
        },
        other => other.clone(),
    }
}

pub(super) fn tables() -> Value {
    json!({"columns": rows(schema::listing(&store::schema(), None))})
}

/// A slip of the pen must not look as if nothing had been asked.
fn refuse_unknown(unknown: &Map<String, Value>) -> Result<(), Refusal> {
    match unknown.keys().next() {
        Some(name) => Err(Refusal::Misunderstood(format!("there is no argument `{name}`"))),
        None => Ok(()),
    }
}

fn request(from: &Sources, choice: &Choice, order: ArticleOrder) -> Result<ArticleRequest, Refusal> {
    let queries = saved::queries(&from.config.searches, choice.query.as_deref().unwrap_or_default());
    Ok(ArticleRequest {
        queries: queries.map_err(|error| Refusal::Misunderstood(error.to_string()))?,
        topics: choice.topics.clone(),
        sources: Vec::new(),
        languages: choice.languages.clone(),
        countries: Vec::new(),
        since: choice.since.clone(),
        until: choice.until.clone(),
        with_copies: choice.with_copies,
        order,
        limit: None,
    })
}

fn limit(asked: Option<u32>, usual: u32, most: u32) -> u32 {
    asked.unwrap_or(usual).clamp(1, most)
}

fn rows(listing: Listing) -> Vec<Value> {
    listing.rows.into_iter().map(|row| object(&listing.columns, row)).collect()
}

fn object(columns: &[Column], row: Vec<Cell>) -> Value {
    // Cells are plain values: none of them can fail to be written.
    let value = |cell: &Cell| serde_json::to_value(cell).unwrap_or_default();
    Value::Object(columns.iter().zip(&row).map(|(column, cell)| (column.name.to_string(), value(cell))).collect())
}
