//! The pages that people read in a browser.
//!
//! Made on the server, whole and readable without any script; the little there is of it adds keys to press. A page is a use
//! case's answer put into the [`frame`]; its words come from [`speech`](super::speech). Foreign text is escaped by maud, cleaned of what turns
//! the text around it, and stands in its own direction ([`parts`]). Nothing is loaded from elsewhere, and the policy that
//! goes with each page forbids it to browsers.

mod visit;

mod assets;
mod parts;

mod foreign;
mod frame;

mod chart;
mod entries;
mod memory;

mod article;
mod rules;
mod search;
mod sources;
mod status;
mod story;
mod today;
mod topic;
mod topics;

use axum::middleware;
use axum::response::Redirect;
use axum::routing::get;
use axum::{Extension, Router};
use tokio::sync::watch;

use super::desk::Desk;
use super::health::Health;

/// What search engines may read of a collection that somebody has opened to the world: nothing, for the texts are those of
/// others (RFC 9309).
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";

/// The routes of all pages. Who shortens the address of a story or an article comes to where they are listed.
pub(super) fn routes(desk: Desk, health: watch::Receiver<Health>) -> Router {
    let memory = memory::Memory::default();
    topics::prepare(&desk, &memory);
    Router::new()
        .route("/", get(today::answer))
        .route("/topics", get(topics::answer))
        .route("/topics/{id}", get(topic::answer))
        .route("/stories", get(|| async { Redirect::to("/") }))
        .route("/stories/{id}", get(story::answer))
        .route("/articles", get(|| async { Redirect::to("/search") }))
        .merge(article::routes())
        .merge(search::routes())
        .merge(sources::routes())
        .merge(rules::routes(desk.clone()))
        .merge(status::routes(desk.clone(), health))
        .layer(Extension(memory))
        .fallback(frame::nothing_here)
        .layer(middleware::from_fn(visit::remember_language))
        .layer(middleware::map_response(frame::with_policy))
        .route("/robots.txt", get(|| async { ROBOTS }))
        .merge(assets::routes())
        .with_state(desk)
}
