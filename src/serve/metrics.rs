//! Figures for whoever watches over the daemon, in the text format that Prometheus reads (OpenMetrics).
//!
//! What happens is counted where it happens and kept here (`tallies`, `requests`); how sources and collection stand is read
//! when it is asked for (`state`), in a time that does not grow with the articles. Names, meanings and units stand in
//! `docs/metrics.md`, which a test holds against what is answered.
//!
//! Nothing is told twice: the whole of a figure that is told by source is its sum, which Prometheus takes by itself.

mod requests;
mod state;
mod tallies;

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};
use prometheus_client::encoding::text;
use prometheus_client::registry::Registry;
use tokio::sync::watch;

use self::requests::Requests;
use self::state::Standing;
use self::tallies::Tallies;
use super::desk::{Desk, Refusal};
use super::health::Health;
use super::problem::Problem;
use super::remembered::Remembered;
use crate::model::SourceId;
use crate::store::Totals;

pub use tallies::PollFigures;

/// What is counted as it happens. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Meters {
    polls: Tallies,
    requests: Requests,
}

impl Meters {
    /// A poll has ended; `None` where it could not be stored.
    pub fn poll_ended(&self, source: &SourceId, figures: Option<PollFigures>) {
        self.polls.add(source, figures);
    }

    /// Forgets all other sources.
    pub fn keep_only<'s>(&self, sources: impl Iterator<Item = &'s SourceId>) {
        self.polls.keep_only(&sources.collect::<BTreeSet<_>>());
    }
}

#[derive(Debug, Clone)]
struct Room {
    desk: Desk,
    health: watch::Receiver<Health>,
    meters: Meters,
    totals: Remembered<Totals>,
}

pub(super) fn routes(desk: Desk, health: watch::Receiver<Health>, meters: Meters) -> Router {
    let room = Room { desk, health, meters, totals: Remembered::default() };
    Router::new().route("/metrics", get(answer)).with_state(room)
}

/// Counts all requests to some routes.
pub(super) fn counting(doors: Router, meters: Meters) -> Router {
    doors.layer(middleware::from_fn_with_state(meters.requests, requests::count))
}

/// The type of the text; Prometheus asks for it, and reads it without asking.
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

async fn answer(State(room): State<Room>) -> Response {
    match written(&room).await {
        Ok(text) => ([(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")], text).into_response(),
        Err(refusal) => {
            tracing::warn!("figures could not be given: {refusal}");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, refusal.to_string()).into_response()
        }
    }
}

async fn written(room: &Room) -> Result<String, Refusal> {
    let totals = room.totals.ask(&room.desk, "", |from| Ok(from.store.totals()?)).await?;
    let (health, polls) = (room.health.borrow().clone(), room.meters.polls.clone());
    let requests = room.meters.requests.clone();
    let asked = room.desk.ask(move |from| {
        let mut registry = Registry::default();
        let own = registry.sub_registry_with_prefix("rasid");
        requests.register(own);
        let (sources, writes) = (from.store.pulse()?, from.store.write_counts());
        let standing = Standing { health, now: from.now, sources, polls: polls.all(), totals: *totals.value, writes };
        own.register_collector(Box::new(standing.clone()));
        registry.register_collector(Box::new(state::Process(standing.health.started_at)));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = text::encode(&mut text, &registry);
        Ok(text)
    });
    asked.await
}
