//! The one place where SQL is put together at run time: a filter becomes a query for `id` and `dated`, in its order.
//!
//! Every value is bound, every word of SQL stands here. The table to begin with is not left to SQLite's planner: each of
//! the search index, topics, sightings and articles has an index in the order of lists, so that the newest twenty of a
//! million come from the first twenty entries.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value};

use super::columns::Time;
use super::filter::{ArticleFilter, ArticleOrder};
use super::words::{Match, Words};

/// A query with its values: `?1` is the first.
#[derive(Debug)]
pub(super) struct Select {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Writes the query of a filter. Of several topics or sources, those beyond the leading list are looked up article by
/// article: callers give it one at a time.
pub(super) fn compile(filter: &ArticleFilter) -> rusqlite::Result<Select> {
    let mut builder = Builder::default();
    let words = filter.words.as_ref().map_or(Match::Everything, Words::to_match);
    let lead = Lead::choose(filter, &words);
    builder.words(&words)?;
    builder.listed("article_topics", "topic", &filter.topics, lead == Lead::Topic)?;
    builder.listed("sightings", "source_id", &filter.sources, lead == Lead::Source)?;
    builder.countries(&filter.countries)?;
    if !filter.languages.is_empty() {
        let languages = builder.bind_all(&filter.languages)?;
        builder.conditions.push(format!("a.language in ({languages})"));
    }
    if let Some(story) = filter.story {
        let story = builder.bind(&story)?;
        builder.conditions.push(format!("a.story_id = {story}"));
    }
    for (comparison, time) in [(">=", filter.since), ("<", filter.until)] {
        if let Some(time) = time {
            let time = builder.bind(&Time(time))?;
            builder.conditions.push(format!("{} {comparison} {time}", lead.dated()));
        }
    }
    if !filter.with_copies {
        builder.conditions.push("a.copy_of is null".to_owned());
    }
    let order = match (filter.order, lead) {
        (ArticleOrder::Stored, _) => "a.id".to_owned(),
        (ArticleOrder::Rank, Lead::Words) => "bm25(articles_fts, 4.0, 1.0), a.id desc".to_owned(),
        _ => format!("{} desc, {} desc", lead.dated(), lead.id()),
    };
    let limit = filter.limit.map(|limit| format!(" limit {limit}")).unwrap_or_default();
    let conditions = if builder.conditions.is_empty() { "true".to_owned() } else { builder.conditions.join(" and ") };
    let sql = format!(
        "select {} as id, {} as dated from {} where {conditions} order by {order}{limit}",
        lead.id(),
        lead.dated(),
        lead.tables()
    );
    Ok(Select { sql, values: builder.values })
}

/// The table that a query begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Words,
    Topic,
    Source,
    Articles,
}

impl Lead {
    fn choose(filter: &ArticleFilter, words: &Match) -> Self {
        match (words, filter.topics.as_slice(), filter.sources.as_slice()) {
            (Match::Those(_), _, _) => Self::Words,
            (_, [_], _) => Self::Topic,
            (_, _, [_]) => Self::Source,
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
        }
    }

    /// The article's id by the index of the leading table.
    fn id(self) -> &'static str {
        match self {
            Self::Words | Self::Articles => "a.id",
            Self::Topic | Self::Source => "l.article_id",
        }
    }

    /// The date by the index of the leading table.
    fn dated(self) -> &'static str {
        match self {
            Self::Words | Self::Articles => "a.dated",
            Self::Topic | Self::Source => "l.dated",
        }
    }
}

/// Conditions with their values, as they are gathered.
#[derive(Debug, Default)]
struct Builder {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Builder {
    fn words(&mut self, words: &Match) -> rusqlite::Result<()> {
        match words {
            Match::Everything => {}
            Match::Those(text) => {
                let text = self.bind(text)?;
                self.conditions.push(format!("articles_fts match {text}"));
            }
            Match::AllBut(text) => {
                let text = self.bind(text)?;
                let matching = format!("select rowid from articles_fts where articles_fts match {text}");
                self.conditions.push(format!("a.id not in ({matching})"));
            }
        }
        Ok(())
    }

    /// A condition on a table that lists articles: on its row where it leads, on any row of the article elsewhere.
    fn listed<T: ToSql>(&mut self, table: &str, column: &str, wanted: &[T], is_lead: bool) -> rusqlite::Result<()> {
        if wanted.is_empty() {
            return Ok(());
        }
        let wanted = self.bind_all(wanted)?;
        self.conditions.push(if is_lead {
            format!("l.{column} = {wanted}")
        } else {
            format!("exists (select 1 from {table} x where x.article_id = a.id and x.{column} in ({wanted}))")
        });
        Ok(())
    }

    fn countries(&mut self, countries: &[String]) -> rusqlite::Result<()> {
        if !countries.is_empty() {
            let countries = self.bind_all(countries)?;
            self.conditions.push(format!(
                "exists (select 1 from sightings x join sources o on o.id = x.source_id \
                 where x.article_id = a.id and o.country in ({countries}))"
            ));
        }
        Ok(())
    }

    fn bind_all<T: ToSql>(&mut self, values: &[T]) -> rusqlite::Result<String> {
        let names: Vec<String> = values.iter().map(|value| self.bind(value)).collect::<rusqlite::Result<_>>()?;
        Ok(names.join(", "))
    }

    /// Keeps a value and returns its name in the query.
    fn bind(&mut self, value: &impl ToSql) -> rusqlite::Result<String> {
        self.values.push(match value.to_sql()? {
            ToSqlOutput::Owned(value) => value,
            ToSqlOutput::Borrowed(value) => value
                .try_into()
                .map_err(|e: rusqlite::types::FromSqlError| rusqlite::Error::ToSqlConversionFailure(e.into()))?,
            _ => unreachable!("filters hold texts, times and numbers alone"),
        });
        Ok(format!("?{}", self.values.len()))
    }
}
