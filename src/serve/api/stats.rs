//! Figures of the whole collection.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Office;
use super::answers::figures::Stats;
use super::parameters::{Asked, Nothing};
use super::reply::Reply;
use crate::query::cases::stats;
use crate::serve::problem::Problem;

/// Figures
///
/// What is in the collection: totals first, then articles by language, topic and day.
#[utoipa::path(
    get, path = "/stats", tag = "service", operation_id = "stats",
    responses((status = 200, description = "The figures.", body = Stats)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    office.answer(&headers, |from| Ok(Reply::of_all(&stats::stats(&from.store, from.now)?))).await
}
