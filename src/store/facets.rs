//! How the articles of a search fall apart: by topic, source, language and the like.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::columns::{Json, count as counted};
use super::filter::{ArticleFilter, ArticleOrder};
use super::list;
use crate::model::article::named_enum;

/// At most so many articles are counted, the newest: the answer to a search of half the collection shall not take
/// seconds, and shares of twenty thousand are those of all.
const MAX_COUNTED: u32 = 20_000;

named_enum!(
    /// What articles are counted by.
    Facet {
        /// The topics that they match.
        Topic = "topic",
        /// The sources that listed them.
        Source = "source",
        /// The language of the text.
        Language = "lang",
        /// The countries of the sources.
        Country = "country",
        /// The agencies that they are credited to.
        Credit = "credit",
        /// The name of the site.
        Site = "site",
        /// The day, UTC.
        Day = "day",
        /// The month, UTC.
        Month = "month",
    }
);

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// Of each facet, in the order asked for, the values with the most articles; days and months from the latest.
    pub counts: Vec<FacetCount>,
    /// How many articles were looked at.
    pub n_articles: u64,
    /// Whether these were all.
    pub is_complete: bool,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The facet.
    pub facet: Facet,
    /// The value; `None`: not known.
    pub value: Option<String>,
    /// How many articles have it.
    pub articles: u64,
}

/// How much is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetBounds {
    /// The most values of each facet.
    pub values: u32,
    /// The most articles that are looked at, the newest; 20,000 whatever is asked.
    pub articles: u32,
}

impl FacetBounds {
    /// So many values of as many articles as are ever counted.
    #[must_use]
    pub fn of_values(values: u32) -> Self {
        Self { values, articles: MAX_COUNTED }
    }
}

/// Counts the articles of a filter.
pub(super) fn count(
    db: &Connection,
    filter: &ArticleFilter,
    facets: &[Facet],
    bounds: FacetBounds,
) -> rusqlite::Result<Facets> {
    let (most, counted_at_most) = (bounds.values, bounds.articles.min(MAX_COUNTED));
    let filter = ArticleFilter { order: ArticleOrder::Newest, limit: Some(counted_at_most + 1), ..filter.clone() };
    let mut ids = list::ids(db, &filter)?;
    let is_complete = ids.len() <= counted_at_most as usize;
    ids.truncate(counted_at_most as usize);
    // In the order of the tables, which are then read from the front to the back.
    ids.sort_unstable();
    let chosen = Json(&ids);
    let mut counts = Vec::new();
    for facet in facets {
        let mut statement = db.prepare_cached(sql(*facet))?;
        let rows = statement.query_map(named_params! {":ids": chosen, ":most": most}, |row| {
            Ok(FacetCount { facet: *facet, value: row.get("value")?, articles: row.get("n").map(counted)? })
        })?;
        counts.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(Facets { counts, n_articles: ids.len() as u64, is_complete })
}

fn sql(facet: Facet) -> &'static str {
    match facet {
        Facet::Topic => {
            "select x.topic as value, count(*) as n \
             from json_each(:ids) i cross join article_topics x on x.article_id = i.value \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Source => {
            "select x.source_id as value, count(*) as n \
             from json_each(:ids) i cross join sightings x on x.article_id = i.value \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Country => {
            "select o.country as value, count(distinct i.value) as n \
             from json_each(:ids) i cross join sightings x on x.article_id = i.value join sources o on o.id = x.source_id \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Language => {
            "select a.language as value, count(*) as n \
             from json_each(:ids) i cross join articles a indexed by articles_list on a.id = i.value \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Credit => {
            "select x.agency as value, count(*) as n \
             from json_each(:ids) i cross join article_credits x on x.article_id = i.value \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Site => {
            "select a.site as value, count(*) as n \
             from json_each(:ids) i cross join articles a on a.id = i.value \
             group by 1 order by n desc, 1 limit :most"
        }
        Facet::Day => {
            "select substr(a.dated, 1, 10) as value, count(*) as n \
             from json_each(:ids) i cross join articles a indexed by articles_list on a.id = i.value \
             group by 1 order by 1 desc limit :most"
        }
        Facet::Month => {
            "select substr(a.dated, 1, 7) as value, count(*) as n \
             from json_each(:ids) i cross join articles a indexed by articles_list on a.id = i.value \
             group by 1 order by 1 desc limit :most"
        }
    }
}
