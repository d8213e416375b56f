//! The door for WebSub hubs: they ask here whether we mean a subscription, and tell here of news.
//!
//! It stands open to the internet, behind the user's reverse proxy. The address of each subscription ends in a token that
//! nobody can guess, and each message is signed with a key that only we and the hub know.
//!
//! **Invariant**: what is pushed is not read. It says that there are news, and the source is polled for them as ever; so a
//! hub that lies costs a request, and can invent no article.

pub mod lease;
pub mod signature;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use url::{Url, form_urlencoded};

use crate::clock::Clock;
use crate::model::{Secret, SourceId, Subscription, SubscriptionState};
use crate::store::{Store, StoreError};
use lease::Verdict;

/// The largest message of a hub. It holds what is new of a feed.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// The longest wait for a message to come in whole.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// The longest text that a hub may want to hear back.
const MAX_CHALLENGE_BYTES: usize = 4096;
/// The database is not told again so soon that there are news.
const SHORTEST_PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// What the handlers see.
#[derive(Debug, Clone)]
pub struct HubDoor {
    /// Where the subscriptions are.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// The public address of this door.
    pub callback: Url,
    /// Hears which sources have news.
    pub told: mpsc::Sender<SourceId>,
}

/// What the addresses of all subscriptions begin with.
#[must_use]
pub fn base(callback: &Url) -> String {
    format!("{}/", callback.as_str().trim_end_matches('/'))
}

/// The routes of the door: a token below the path of its public address.
pub(super) fn routes(door: HubDoor) -> Router {
    let path = format!("{}/{{token}}", door.callback.path().trim_end_matches('/'));
    Router::new().route(&path, get(verify).post(take_push)).with_state(Arc::new(door))
}

/// The hub asks whether we mean it (WebSub, section 5.3), or says that it does not tell us (section 5.2).
async fn verify(State(door): State<Arc<HubDoor>>, Path(token): Path<String>, uri: Uri) -> Response {
    match door.answer(&token, &Question::read(uri.query().unwrap_or_default())).await {
        Ok(answer) => answer,
        Err(error) => broken(&error),
    }
}

/// The hub tells of news (section 7).
async fn take_push(
    State(door): State<Arc<HubDoor>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match door.push(&token, &headers, body).await {
        Ok(status) => status.into_response(),
        Err(error) => broken(&error),
    }
}

fn broken(error: &StoreError) -> Response {
    tracing::error!("a WebSub hub could not be answered: {error}");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// What a hub asks.
#[derive(Debug, Default)]
struct Question<'a> {
    mode: Cow<'a, str>,
    topic: Cow<'a, str>,
    challenge: Cow<'a, str>,
    lease: Option<Duration>,
    reason: Cow<'a, str>,
}

impl<'a> Question<'a> {
    fn read(query: &'a str) -> Self {
        let mut question = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "hub.mode" => question.mode = value,
                "hub.topic" => question.topic = value,
                "hub.challenge" => question.challenge = value,
                "hub.lease_seconds" => question.lease = value.parse().ok().map(Duration::from_secs),
                "hub.reason" => question.reason = value,
                _ => {}
            }
        }
        question
    }
}

impl HubDoor {
    async fn answer(&self, token: &str, question: &Question<'_>) -> Result<Response, StoreError> {
        let not_found = || StatusCode::NOT_FOUND.into_response();
        let Some(found) = self.find(token).await? else { return Ok(not_found()) };
        let now = self.clock.now();
        let Subscription { source, hub, .. } = &found;
        match lease::judge(&found, &question.mode, &question.topic, now) {
            Verdict::Confirmed if question.challenge.len() <= MAX_CHALLENGE_BYTES => {
                let lease = question.lease;
                self.change(found.id, move |found| lease::confirmed(found, now, lease)).await?;
                tracing::info!(source.id = %source, "{source}: {} at the hub {} is confirmed", question.mode, hub.hub);
                let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), NO_SNIFF];
                Ok((plain, question.challenge.clone().into_owned()).into_response())
            }
            Verdict::Denied => {
                self.change(found.id, move |found| lease::denied(found, now)).await?;
                let reason: String = question.reason.chars().filter(|c| !c.is_control()).take(200).collect();
                tracing::info!(source.id = %source, "{source}: the hub {} does not tell us: {reason}", hub.hub);
                Ok(StatusCode::OK.into_response())
            }
            Verdict::Confirmed | Verdict::Unknown => Ok(not_found()),
        }
    }

    async fn push(&self, token: &str, headers: &HeaderMap, body: Body) -> Result<StatusCode, StoreError> {
        let Some(found) = self.find(token).await? else { return Ok(StatusCode::NOT_FOUND) };
        if found.state == SubscriptionState::Leaving {
            // So the hub learns it as well.
            return Ok(StatusCode::GONE);
        }
        let body = match timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY_BYTES)).await {
            Ok(Ok(body)) => body,
            Ok(Err(_)) => return Ok(StatusCode::PAYLOAD_TOO_LARGE),
            Err(_) => return Ok(StatusCode::REQUEST_TIMEOUT),
        };
        let signature = headers.get("x-hub-signature").and_then(|value| value.to_str().ok());
        let secret = found.secret.as_ref().map(Secret::reveal);
        let is_signed = signature.zip(secret).is_some_and(|(tag, secret)| signature::is_valid(tag, secret, &body));
        let source = &found.source;
        if !is_signed {
            // Who forges it must not learn so from the answer (section 7.1.2).
            tracing::debug!(source.id = %source, "{source}: a message that is not rightly signed is ignored");
            return Ok(StatusCode::ACCEPTED);
        }
        tracing::debug!(source.id = %source, "{source}: the hub {} tells of news", found.hub.hub);
        let (source, now) = (source.clone(), self.clock.now());
        if is_news(&found, now) {
            let store = self.store.clone();
            on_blocking_thread(move || store.note_push(&found, now)).await?;
        }
        // The receiver is gone only when the program is going down; the database knows it then.
        let _ = self.told.send(source).await;
        Ok(StatusCode::ACCEPTED)
    }

    async fn find(&self, token: &str) -> Result<Option<Subscription>, StoreError> {
        let (store, callback) = (self.store.clone(), base(&self.callback) + token);
        on_blocking_thread(move || store.subscription(&callback)).await
    }

    async fn change(
        &self,
        id: i64,
        rule: impl Fn(Subscription) -> Option<Subscription> + Send + 'static,
    ) -> Result<(), StoreError> {
        let store = self.store.clone();
        on_blocking_thread(move || store.change_subscription(id, rule)).await
    }
}

const NO_SNIFF: (header::HeaderName, &str) = (header::X_CONTENT_TYPE_OPTIONS, "nosniff");

fn is_news(told: &Subscription, now: Timestamp) -> bool {
    told.last_push.is_none_or(|last| now.duration_since(last) >= SHORTEST_PAUSE)
}

/// Database work waits for the disk, so it leaves the async threads.
async fn on_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    // Blocking work is never cancelled, so the only error is its panic, which goes on here.
    spawn_blocking(work).await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
