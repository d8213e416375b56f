//! Requests to the doors, counted by route and status, and how long their answers took.
//!
//! A route is a pattern (`/articles/{name}`), never a path: what clients make up must not become names of figures.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::serve::feeds;

/// Upper ends of the classes of durations, in seconds: from an answer out of memory to one that the gate gives up.
const DURATIONS: [f64; 9] = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Feeds share a route with what they are feeds of.
const FEEDS: &str = "feeds";
/// What leads nowhere.
const NOWHERE: &str = "none";

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

type Durations = Family<Route, Histogram, fn() -> Histogram>;

/// The counters; clones are one.
#[derive(Debug, Clone)]
pub(super) struct Requests {
    answered: Family<Answered, Counter>,
    durations: Durations,
}

impl Default for Requests {
    fn default() -> Self {
        let durations = Durations::new_with_constructor(|| Histogram::new(DURATIONS));
        Self { answered: Family::default(), durations }
    }
}

impl Requests {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("http_requests", "Requests answered, by route and status", self.answered.clone());
        let what = "Time from the head of a request to that of its answer, by route";
        registry.register_with_unit("http_request_duration", what, Unit::Seconds, self.durations.clone());
    }
}

/// Counts a request when it is answered.
pub(super) async fn count(State(requests): State<Requests>, request: Request, next: Next) -> Response {
    let route = match request.extensions().get::<MatchedPath>() {
        _ if feeds::is_feed(request.uri().path()) => FEEDS.to_owned(),
        Some(matched) => matched.as_str().to_owned(),
        None => NOWHERE.to_owned(),
    };
    let began = Instant::now();
    let answer = next.run(request).await;
    requests.durations.get_or_create(&Route { route: route.clone() }).observe(began.elapsed().as_secs_f64());
    requests.answered.get_or_create(&Answered { route, status: answer.status().as_u16() }).inc();
    answer
}
