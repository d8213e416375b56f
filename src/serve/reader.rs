//! The protocol of Google Reader as FreshRSS speaks it, for feed readers that keep what was read on a server.
//!
//! Readers look for it below `/api/greader.php`; those that speak to other servers of the kind find it at the root as well. It
//! was never written down whole; where its servers differ this one does what FreshRSS does, and answers in JSON whatever
//! `output` says. Topics are folders, see [`crate::query::cases::reading`].
//!
//! **Invariant**: what was read and what is kept is all that is ever written here; subscriptions are made in the configuration.

mod question;

mod stream_name;

mod atom;
mod items;

mod lists;
mod marks;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::json;

use self::question::Question;
use super::base::base;
use super::desk::{Desk, Refusal};
use super::gate::token;
use crate::query::cases::reading::ReadingError;

/// Where readers of FreshRSS look.
const ROOT: &str = "/api/greader.php";

/// Paths below this are the protocol itself.
const API: &str = "/reader/api/0/";

/// The only user there is.
const USER: &str = "rasid";

impl From<ReadingError> for Refusal {
    fn from(error: ReadingError) -> Self {
        match error {
            ReadingError::Missing(_) => Self::Missing(error.to_string()),
            ReadingError::Request(error) => error.into(),
            ReadingError::Store(error) => error.into(),
        }
    }
}

/// The routes of the protocol.
pub(super) fn routes(desk: Desk) -> Router {
    Router::new()
        .route(ROOT, any(|| async { plain(StatusCode::OK, "OK") }))
        .route("/api/greader.php/{*rest}", any(answer))
        .route("/reader/{*rest}", any(answer))
        .route("/accounts/ClientLogin", any(answer))
        .with_state(desk)
}

async fn answer(
    State(desk): State<Desk>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Unanswered> {
    let path = uri.path().strip_prefix(ROOT).unwrap_or(uri.path());
    let question = Question::read(uri.query().unwrap_or_default(), &body);
    if let Some(name) = path.strip_prefix("/reader/atom/") {
        let stream = stream_name::from_path(name)?;
        let address = format!("{}{}", base(&desk.config().web, &headers), uri.path());
        return atom::answer(&desk, stream, question, address).await;
    }
    let Some(call) = path.strip_prefix(API) else { return Ok(outside(&desk, path, &question)) };
    if let Some(name) = call.strip_prefix("stream/contents") {
        // Some name the stream in a parameter.
        let name = Some(name.trim_start_matches('/')).filter(|name| !name.is_empty());
        let stream = name.map_or_else(|| stream_name::asked(&question), stream_name::from_path)?;
        return items::contents(&desk, stream, question).await;
    }
    match (call, &method) {
        ("token", _) => Ok(plain(StatusCode::OK, &format!("{USER:Z<57}\n"))),
        ("user-info", _) => Ok(json(&json!({
            "userId": USER, "userName": USER, "userProfileId": USER, "userEmail": "",
        }))),
        ("tag/list", _) => lists::tags(&desk).await,
        ("subscription/list", _) => {
            let base = base(&desk.config().web, &headers);
            lists::subscriptions(&desk, base).await
        }
        ("unread-count", _) => lists::unread(&desk).await,
        ("preference/list" | "preference/stream/list", _) => Ok(json(&json!({"prefs": [], "streamprefs": {}}))),
        ("stream/items/ids", _) => items::ids(&desk, stream_name::asked(&question)?, question).await,
        ("stream/items/contents", _) => items::of_ids(&desk, question).await,
        ("edit-tag", &Method::POST) => marks::edit(&desk, question).await,
        ("mark-all-as-read", &Method::POST) => marks::all(&desk, stream_name::asked(&question)?, question).await,
        ("edit-tag" | "mark-all-as-read", _) => Ok(plain(StatusCode::METHOD_NOT_ALLOWED, "send it as a form (POST)\n")),
        ("subscription/edit" | "subscription/quickadd" | "subscription/import" | "rename-tag" | "disable-tag", _) => {
            Ok(plain(
                StatusCode::FORBIDDEN,
                "sources and topics are made in the configuration of rasid: `rasid add` adds a source\n",
            ))
        }
        _ => Ok(plain(StatusCode::NOT_FOUND, "this is no part of the readers' protocol\n")),
    }
}

/// What is asked outside of the protocol itself.
fn outside(desk: &Desk, path: &str, question: &Question) -> Response {
    match path {
        "/accounts/ClientLogin" => login(desk, question),
        "/check/compatibility" => plain(StatusCode::OK, "PASS"),
        "/" => plain(StatusCode::OK, "OK"),
        _ => plain(StatusCode::NOT_FOUND, "this is no part of the readers' protocol\n"),
    }
}

/// Takes a name, which may be any, and a password, which is a token of the doors; any where they stand open. What it gives
/// is sent with every request and looked at by the gate.
fn login(desk: &Desk, question: &Question) -> Response {
    let web = &desk.config().web;
    let password = question.last("Passwd").unwrap_or_default();
    if web.tokens.is_empty() || token::is_known(web, password) {
        let key = if web.tokens.is_empty() { "open" } else { password };
        return plain(StatusCode::OK, &format!("SID={USER}/{key}\nLSID=null\nAuth={USER}/{key}\n"));
    }
    tracing::warn!("a feed reader was refused: its password is no token of `token_files`");
    plain(StatusCode::UNAUTHORIZED, "Error=BadAuthentication\n")
}

/// Why a question of a reader has no answer.
#[derive(Debug)]
struct Unanswered(Refusal);

impl<E: Into<Refusal>> From<E> for Unanswered {
    fn from(refusal: E) -> Self {
        Self(refusal.into())
    }
}

impl IntoResponse for Unanswered {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            Refusal::Missing(_) => StatusCode::NOT_FOUND,
            Refusal::Misunderstood(_) => StatusCode::BAD_REQUEST,
            Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Store(_) | Refusal::Panicked(_) => {
                tracing::error!("a feed reader could not be answered: {}", self.0);
                return plain(StatusCode::INTERNAL_SERVER_ERROR, "it could not be answered; the log says why\n");
            }
        };
        plain(status, &format!("{}\n", self.0))
    }
}

fn plain(status: StatusCode, text: &str) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, kind, text.to_owned()).into_response()
}

fn json(value: &serde_json::Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (kind, value.to_string()).into_response()
}
