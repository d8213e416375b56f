//! The alerts of the configuration.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Office;
use super::answers::alert::Alerts;
use super::parameters::{Asked, Nothing};
use super::reply::Reply;
use crate::query::cases::alerts;
use crate::serve::problem::Problem;

/// Alerts
///
/// Who is told of what by the configuration, when that was last done, and what was wrong if it was not heard.
#[utoipa::path(
    get, path = "/alerts", tag = "service", operation_id = "alerts",
    responses((status = 200, description = "The alerts.", body = Alerts)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    office
        .answer(&headers, |from| Ok(Reply::of_all(&alerts::listing(&from.store, &from.config.alerts, from.now)?)))
        .await
}
