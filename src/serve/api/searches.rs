//! The searches that have a name.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Office;
use super::answers::figures::SavedSearches;
use super::parameters::{Asked, Nothing};
use super::reply::Reply;
use crate::query::cases::saved;
use crate::serve::problem::Problem;

/// Saved searches
///
/// The searches that have a name in the configuration: `q=@name` asks for one.
#[utoipa::path(
    get, path = "/searches", tag = "articles", operation_id = "searches",
    responses((status = 200, description = "The searches.", body = SavedSearches)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    office.answer(&headers, |from| Ok(Reply::of_all(&saved::listing(&from.config.searches)))).await
}
