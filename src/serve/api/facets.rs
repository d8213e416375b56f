//! How the articles of a search fall apart.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::Office;
use super::answers::{facet as facet_name, figures::Facets};
use super::parameters::{Asked, Bounded, Choice};
use super::reply::Reply;
use crate::query::cases::search;
use crate::query::listing::Listing;
use crate::serve::problem::Problem;
use crate::store::{ArticleOrder, Facet};

/// What is counted where nothing is said.
const USUAL: [Facet; 4] = [Facet::Topic, Facet::Source, Facet::Language, Facet::Day];

/// What is counted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Counted {
    /// What to count by; without any: topics, sources, languages and days.
    #[param(schema_with = facet_names)]
    facet: Vec<Facet>,
    /// The most values of each.
    #[param(value_type = u32, minimum = 1, maximum = 500, default = 20)]
    limit: Bounded<500>,
}

impl Default for Counted {
    fn default() -> Self {
        Self { facet: Vec::new(), limit: Bounded(20) }
    }
}

fn facet_names() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new().items(facet_name()).max_items(Some(Facet::ALL.len())).build()
}

#[derive(Serialize)]
struct Found<'l> {
    items: &'l Listing,
    n_articles: u64,
    is_complete: bool,
}

/// Counts of a search
///
/// How many of the articles of a search fall under each topic, source, language, country, site, day or month. Of more than
/// 20,000 articles the newest are counted.
#[utoipa::path(
    get, path = "/facets", tag = "articles", operation_id = "facets",
    params(Choice, Counted),
    responses((status = 200, description = "The counts.", body = Facets)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(choice, counted): Asked<Choice, Counted>,
) -> Result<Response, Problem> {
    let config = office.desk.config();
    let filter = choice.request(&config, ArticleOrder::Newest)?.filter(office.desk.now())?;
    let mut facets = counted.facet;
    if facets.len() > Facet::ALL.len() {
        return Err(super::refusal::bad(format!("there are only {} facets", Facet::ALL.len())));
    }
    if facets.is_empty() {
        facets.extend(USUAL);
    }
    office
        .answer(&headers, move |from| {
            let (listing, found) = search::facets(&from.store, &filter, &facets, counted.limit.0)?;
            let found = Found { items: &listing, n_articles: found.n_articles, is_complete: found.is_complete };
            Ok(Reply::of(&found))
        })
        .await
}
