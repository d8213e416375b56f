//! How the daemon is.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Office;
use super::answers::figures::Status;
use super::parameters::{Asked, Nothing};
use super::reply::Reply;
use crate::serve::problem::Problem;

/// Status
///
/// How the daemon is, as `/health` tells without a token.
#[utoipa::path(
    get, path = "/status", tag = "service", operation_id = "status",
    responses((status = 200, description = "How it is.", body = Status)),
)]
pub(super) async fn one(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    let health = office.health.borrow().clone();
    office.answer(&headers, move |from| Ok(Reply::of(&Status::new(&health, from.now)))).await
}
