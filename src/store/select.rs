//! The one place where SQL is put together at run time: a filter becomes a query for `id` and `dated`, in its order.
//!
//! Every value is bound, every word of SQL stands here or in `select/`. The table to begin with is not left to SQLite's
//! planner: each of the search index, topics, sightings and articles has an index in the order of lists, so that the newest
//! twenty of a million come from the first twenty entries.

mod builder;
mod names;

use rusqlite::Connection;
use rusqlite::types::Value;

use self::builder::Builder;
use super::columns::Time;
use super::filter::{ArticleFilter, ArticleOrder, Condition};
use super::reading::FIRST_KEPT_UNREAD;

/// A query with its values: `?1` is the first.
#[derive(Debug)]
pub(super) struct Select {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Numbers of articles, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) first: i64,
    pub(super) last: i64,
}

/// Writes the query of a filter with words for the articles of some numbers alone.
pub(super) fn compile_within(db: &Connection, filter: &ArticleFilter, numbers: Numbers) -> rusqlite::Result<Select> {
    let (lead, mut builder) = conditions(db, filter, Asked::OfTheIndex)?;
    within(&mut builder, numbers)?;
    Ok(finish(filter, lead, builder))
}

/// Writes the query of how many of the articles of some numbers a filter with words chooses.
pub(super) fn count_within(db: &Connection, filter: &ArticleFilter, numbers: Numbers) -> rusqlite::Result<Select> {
    let (lead, mut builder) = conditions(db, filter, Asked::OfTheIndex)?;
    within(&mut builder, numbers)?;
    let (conditions, values) = builder.finish();
    Ok(Select { sql: format!("select count(*) from {} where {conditions}", lead.tables()), values })
}

/// Writes the query of a filter with words that goes through the articles from the latest on and holds each against them.
pub(super) fn compile_walk(db: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Select> {
    let (_, builder) = conditions(db, filter, Asked::OfEachArticle)?;
    Ok(finish(filter, Lead::Articles, builder))
}

fn within(builder: &mut Builder<'_>, numbers: Numbers) -> rusqlite::Result<()> {
    let (first, last) = (builder.bind(&numbers.first)?, builder.bind(&numbers.last)?);
    builder.require(format!("articles_fts.rowid >= {first} and articles_fts.rowid <= {last}"));
    Ok(())
}

/// Writes the query of a filter. Of several topics or sources, those beyond the leading list are looked up article by
/// article: callers give it one at a time.
pub(super) fn compile(db: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Select> {
    let (lead, builder) = conditions(db, filter, Asked::OfTheIndex)?;
    Ok(finish(filter, lead, builder))
}

/// How the words are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The index is asked which articles have them.
    OfTheIndex,
    /// Each article is looked up in the index.
    OfEachArticle,
}

fn conditions<'d>(db: &'d Connection, filter: &ArticleFilter, asked: Asked) -> rusqlite::Result<(Lead, Builder<'d>)> {
    let mut builder = Builder::new(db);
    let words = filter.words.as_ref().and_then(super::words::Words::to_match);
    let lead = match asked {
        Asked::OfTheIndex => Lead::choose(filter, words.as_deref()),
        Asked::OfEachArticle => Lead::Articles,
    };
    if let Some(words) = &words {
        let words = builder.bind(words)?;
        builder.require(match asked {
            Asked::OfTheIndex => format!("articles_fts match {words}"),
            Asked::OfEachArticle => format!(
                "exists (select 1 from articles_fts where articles_fts match {words} and articles_fts.rowid = a.id)"
            ),
        });
    }
    builder.listed("article_topics", "topic", &filter.topics, lead == Lead::Topic)?;
    builder.listed("sightings", "source_id", &filter.sources, lead == Lead::Source)?;
    builder.countries(&filter.countries)?;
    if !filter.languages.is_empty() {
        let languages = builder.bind_all(&filter.languages)?;
        builder.require(format!("a.language in ({languages})"));
    }
    for (comparison, time) in [(">=", filter.since), ("<", filter.until)] {
        if let Some(time) = time {
            let time = builder.bind(&Time(time))?;
            builder.require(format!("{} {comparison} {time}", lead.dated()));
        }
    }
    for condition in &filter.conditions {
        if let Condition::Unread { from } = condition {
            // What is unread is of late but for a few: the rest need not be walked through.
            let from = builder.bind(from)?;
            builder.require(format!("{} >= min({from}, {FIRST_KEPT_UNREAD})", lead.id()));
        }
        if let (Condition::StoredAfter(last), Lead::Words) = (condition, lead) {
            // The index has a range of numbers too, which SQLite does not see through the join.
            let last = builder.bind(last)?;
            builder.require(format!("articles_fts.rowid > {last}"));
        }
        let condition = builder.condition(condition)?;
        builder.require(condition);
    }
    if !filter.with_copies {
        builder.require("a.copy_of is null".to_owned());
    }
    Ok((lead, builder))
}

fn finish(filter: &ArticleFilter, lead: Lead, builder: Builder<'_>) -> Select {
    let order = match (filter.order, lead) {
        (ArticleOrder::Stored, _) => "a.id".to_owned(),
        (ArticleOrder::Oldest, _) => format!("{}, {}", lead.dated(), lead.id()),
        (ArticleOrder::Rank, Lead::Words) => format!("{RANK}, a.id desc"),
        _ => format!("{} desc, {} desc", lead.dated(), lead.id()),
    };
    let limit = filter.limit.map(|limit| format!(" limit {limit}")).unwrap_or_default();
    let (conditions, values) = builder.finish();
    let sql = format!(
        "select {} as id, {} as dated from {} where {conditions} order by {order}{limit}",
        lead.id(),
        lead.dated(),
        lead.tables()
    );
    Select { sql, values }
}

/// BM25, which is the smaller the better, and the title four times as much. The newest article counts half as much again, one
/// that is 30 days older a quarter, and so on: an old article comes first only where it is clearly the better.
const RANK: &str = "\
    bm25(articles_fts, 4.0, 1.0) \
    * (1.0 + 15.0 / (30.0 + julianday((select max(dated) from articles)) - julianday(a.dated)))";

/// The table that a query begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Words,
    Topic,
    Source,
    Articles,
    /// Articles by their numbers, of which a condition leaves a range.
    Numbers,
}

impl Lead {
    fn choose(filter: &ArticleFilter, words: Option<&str>) -> Self {
        match (words, filter.topics.as_slice(), filter.sources.as_slice()) {
            (Some(_), _, _) => Self::Words,
            // What came last is less than what a topic or a source has.
            _ if filter.conditions.iter().any(|condition| matches!(condition, Condition::StoredAfter(_))) => {
                Self::Numbers
            }
            (_, [_], _) => Self::Topic,
            (_, _, [_]) => Self::Source,
            _ if filter.conditions.iter().any(|condition| matches!(condition, Condition::Unread { .. })) => {
                Self::Numbers
            }
            _ => Self::Articles,
        }
    }

    /// A cross join keeps SQLite from turning the order round. A common word leads to most articles: their dates are
    /// then read from an index that holds them side by side, not from rows of eight kilobytes each.
    fn tables(self) -> &'static str {
        match self {
            Self::Words => "articles_fts cross join articles a indexed by articles_list on a.id = articles_fts.rowid",
            Self::Topic => "article_topics l cross join articles a on a.id = l.article_id",
            Self::Source => "sightings l cross join articles a on a.id = l.article_id",
            Self::Articles => "articles a",
            Self::Numbers => "articles a indexed by articles_list",
        }
    }

    /// The article's id by the index of the leading table.
    fn id(self) -> &'static str {
        match self {
            Self::Words | Self::Articles | Self::Numbers => "a.id",
            Self::Topic | Self::Source => "l.article_id",
        }
    }

    /// The date by the index of the leading table.
    fn dated(self) -> &'static str {
        match self {
            Self::Words | Self::Articles | Self::Numbers => "a.dated",
            Self::Topic | Self::Source => "l.dated",
        }
    }
}
