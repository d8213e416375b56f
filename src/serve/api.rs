//! The door for programs: what the command line asks, over HTTP with JSON.
//!
//! An answer is a row of a use case written as it is, so its names and values are those of `rasid … --format json`. The types
//! in [`answers`] only describe these rows, for the description of the whole (OpenAPI, [`description`]); that they describe
//! them truly is tested. Typed answers beside the rows would be a second truth: every column would have to be added twice.
//!
//! **Invariant**: nothing here changes anything; each answer has a validator, is bounded, and refuses parameters that it does
//! not know.

mod parameters;
mod refusal;
mod reply;

mod alerts;
pub mod answers;

mod articles;
mod facets;
mod searches;
mod sources;
mod stats;
mod status;
mod stories;
mod topics;

pub mod description;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch;

use super::desk::Desk;
use super::health::Health;
use super::problem::{PROGRAMS, Problem};

/// Where programs ask.
#[derive(Debug, Clone)]
struct Office {
    desk: Desk,
    health: watch::Receiver<Health>,
}

/// The routes of all resources.
pub(super) fn routes(desk: Desk, health: watch::Receiver<Health>) -> Router {
    let resources = Router::new()
        .route("/articles", get(articles::list))
        .route("/articles/{id}", get(articles::one))
        .route("/articles/{id}/revisions", get(articles::revisions))
        .route("/articles/{id}/snapshot", get(articles::snapshot))
        .route("/facets", get(facets::list))
        .route("/stories", get(stories::list))
        .route("/stories/{id}", get(stories::one))
        .route("/topics", get(topics::list))
        .route("/topics/{id}", get(topics::one))
        .route("/topics/{id}/timeline", get(topics::timeline))
        .route("/sources", get(sources::list))
        .route("/sources/{id}", get(sources::one))
        .route("/searches", get(searches::list))
        .route("/alerts", get(alerts::list))
        .route("/stats", get(stats::list))
        .route("/status", get(status::one))
        .route("/openapi.json", get(described))
        .fallback(nothing_here)
        .method_not_allowed_fallback(only_get)
        .with_state(Office { desk, health });
    Router::new().nest(PROGRAMS, resources)
}

async fn described(State(office): State<Office>) -> Response {
    let text = match office.desk.config().web.tokens.is_empty() {
        true => description::open_text(),
        false => description::text(),
    };
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "private, no-cache")], text).into_response()
}

async fn nothing_here() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, format!("nothing is here: {PROGRAMS}/openapi.json tells what there is"))
}

async fn only_get() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "everything here is for reading: use GET")
}
