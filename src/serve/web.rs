//! The HTTP door: all that is answered on the daemon's address, and in which order requests pass through what guards it.

mod connections;

use std::io;
use std::net::SocketAddr;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

use self::connections::Bounds;
use super::desk::Desk;
use super::health::Health;
use super::metrics::{self, Meters};
use super::websub::{self, HubDoor};
use super::{api, feeds, gate, pages, reader};

/// What stands behind the door.
#[derive(Debug)]
pub struct Rooms {
    /// Where readers ask.
    pub desk: Desk,
    /// How the daemon is.
    pub health: watch::Receiver<Health>,
    /// What is counted of both.
    pub meters: Meters,
    /// Where hubs tell of news, if any are subscribed to.
    pub hubs: Option<HubDoor>,
}

/// Answers requests until `stop` turns true.
///
/// # Errors
/// The listener broke.
pub async fn serve(listener: TcpListener, rooms: Rooms, stop: watch::Receiver<bool>) -> io::Result<()> {
    let bound = listener.local_addr()?;
    connections::answer(listener, routes(rooms, bound), Bounds::default(), stop).await;
    Ok(())
}

/// All doors. What readers ask stands behind the guard; what has to be asked without a token does not.
fn routes(rooms: Rooms, bound: SocketAddr) -> Router {
    let Rooms { desk, health, meters, hubs } = rooms;
    let readers = pages::routes(desk.clone(), health.clone()).merge(api::routes(desk.clone(), health.clone()));
    let readers = readers.merge(metrics::routes(desk.clone(), health.clone(), meters.clone()));
    let health = HealthDoor { health, desk: desk.clone() };
    let rooms = readers
        .merge(reader::routes(desk.clone()))
        .layer(middleware::from_fn_with_state(desk.clone(), feeds::intercept));
    let guarded = gate::guard(rooms, desk, bound);
    let open = Router::new()
        .route("/health", get(answer_health))
        .with_state(health)
        .merge(hubs.map(websub::routes).unwrap_or_default());
    metrics::counting(gate::cover(open.merge(guarded)), meters)
}

#[derive(Debug, Clone)]
struct HealthDoor {
    health: watch::Receiver<Health>,
    desk: Desk,
}

#[derive(Debug, Serialize)]
struct HealthBody {
    status: &'static str,
    #[serde(flatten)]
    health: Health,
}

/// 200 while the scheduler turns, 503 once it stands still.
async fn answer_health(State(door): State<HealthDoor>) -> Response {
    let health = door.health.borrow().clone();
    let (code, status) = match health.is_alive(door.desk.now()) {
        true => (StatusCode::OK, "ok"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "stuck"),
    };
    (code, [(header::CACHE_CONTROL, "no-store")], Json(HealthBody { status, health })).into_response()
}
