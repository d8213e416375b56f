//! What guards the doors: who may ask, under which name, how often, and how much at once.
//!
//! Two circles. Around everything stand a net for panics, compression, and what browsers are told ([`cover`]). Around all that
//! readers ask stands the guard ([`guard`]), which goes by the configuration of the moment: a request passes it by its host, its
//! length, its client's pace and its token, in this order, so that a stranger costs least. `/health` and the door for hubs
//! stand outside of the second circle: the one tells nothing of what was collected, the other has secrets of its own.

mod client;
mod denial;
mod host;
mod pace;
pub(super) mod token;

use std::any::Any;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::desk::Desk;
use denial::Denial;
use pace::Pace;

/// The longest path with its query, in bytes. Readers' programs name articles by the hundred.
const MAX_ADDRESS_BYTES: usize = 16 * 1024;
/// The largest body of a request. Nothing is uploaded; a draft of a topic is the largest there is.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// How long an answer may take, the coming in of the request's body included.
const REQUEST_TIME: Duration = Duration::from_secs(30);

/// What is said to browsers with every answer that says nothing else. Nothing is embedded, guessed, or told to other sites.
const HEADERS: [(header::HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The guard.
#[derive(Debug, Clone)]
struct Gate {
    desk: Desk,
    /// The address that is listened on, whatever the configuration says by now.
    bound: SocketAddr,
    pace: Arc<Pace>,
}

/// Stands guard before what readers ask; `bound` is the address that is listened on.
pub(super) fn guard(rooms: Router, desk: Desk, bound: SocketAddr) -> Router {
    let gate = Gate { desk, bound, pace: Arc::default() };
    // The last layer is the first that a request meets.
    rooms
        .layer(RequestBodyLimitLayer::new(MAX_BODY_BYTES))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(gate, pass))
}

/// Puts around everything what holds for every answer.
pub(super) fn cover(rooms: Router) -> Router {
    rooms
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::map_response(with_headers))
}

async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if let Err(denial) = gate.judge(&request) {
        return denial.answer(&path);
    }
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(answer) => answer,
        Err(_) => Denial::TooLong.answer(&path),
    }
}

impl Gate {
    fn judge(&self, request: &Request) -> Result<(), Denial> {
        let config = self.desk.config();
        let (web, headers) = (&config.web, request.headers());
        host::check(web, self.bound, request.uri(), headers)?;
        if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > MAX_ADDRESS_BYTES) {
            return Err(Denial::LongAddress);
        }
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        self.pace.check(web.requests_per_minute, client::address(web, peer, headers))?;
        token::check(web, self.bound, request.uri(), headers)
    }
}

async fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// A bug of ours costs one answer.
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!("an answer panicked: {}", message.unwrap_or("no message"));
    Denial::Broken.answer("").into_response()
}
