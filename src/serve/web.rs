//! The HTTP door. It answers on loopback only; the pages and the API of later versions open here too.

use std::io;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::health::Health;
use super::websub::{self, HubDoor};
use crate::clock::Clock;

/// What the handlers see.
#[derive(Debug, Clone)]
struct Door {
    health: watch::Receiver<Health>,
    clock: Clock,
}

/// Answers requests until `stop` turns true; those of hubs only where there is a door for them.
///
/// # Errors
/// The listener broke.
pub async fn serve(
    listener: TcpListener,
    health: watch::Receiver<Health>,
    clock: Clock,
    hubs: Option<HubDoor>,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let app = Router::new().route("/health", get(answer_health)).with_state(Door { health, clock });
    let app = app.merge(hubs.map(websub::routes).unwrap_or_default());
    let stopped = async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stop.wait_for(|is_stopping| *is_stopping).await;
    };
    axum::serve(listener, app).with_graceful_shutdown(stopped).await
}

#[derive(Debug, Serialize)]
struct HealthBody {
    status: &'static str,
    #[serde(flatten)]
    health: Health,
}

/// 200 while the scheduler turns, 503 once it stands still.
async fn answer_health(State(door): State<Door>) -> Response {
    let health = door.health.borrow().clone();
    let (code, status) = match health.is_alive(door.clock.now()) {
        true => (StatusCode::OK, "ok"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "stuck"),
    };
    (code, [(header::CACHE_CONTROL, "no-store")], Json(HealthBody { status, health })).into_response()
}
