//! Feeds: whatever can be asked for, for those who want to hear of it as it comes, as RSS 2.0, Atom (RFC 4287) or JSON Feed
//! 1.1; and lists of them all for readers (OPML).
//!
//! A feed has an address beside the page of its subject (`/topics/energy`, `/topics/energy.rss`), so requests are looked at
//! before the pages get them (`intercept`). An article has one id for ever, made of its key, and never of its number,
//! address or headline.
//!
//! **Invariant**: whatever an article holds, a feed is well-formed; foreign words are text in it.

mod address;
mod conditions;
pub(super) mod parameters;

pub(super) mod wording;

pub(super) mod entry;

pub(super) mod in_atom;
mod in_json;
mod in_rss;

mod lists;

use std::ops::ControlFlow;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use self::address::{Form, Place};
use self::conditions::Validators;
use self::entry::{Entry, Head};
use self::parameters::Wanted;
use super::base::base;
use super::desk::{Desk, Refusal, Sources};
use crate::model::TopicId;
use crate::query::cases::feed::{FollowError, Subject, follow};

/// How long a reader may go without asking, in seconds.
const FRESH_S: u32 = 60;

impl From<FollowError> for Refusal {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Missing(what) => Self::Missing(what),
            FollowError::Search(error) => Self::Missing(error.to_string()),
            FollowError::Request(error) => error.into(),
            FollowError::Store(error) => error.into(),
        }
    }
}

/// What a reader asks of a feed.
#[derive(Debug, Clone)]
struct Asked {
    subject: Subject,
    form: Form,
    uri: Uri,
    headers: HeaderMap,
}

/// What it is answered.
enum Answer {
    /// The reader has it already.
    Same(Validators),
    /// All of it.
    Whole(Validators, Head, String),
}

/// Whether a path is that of a feed, or of a list of feeds.
pub(super) fn is_feed(path: &str) -> bool {
    Place::read(path).is_some()
}

/// Answers what is asked of feeds, and lets all else through.
pub(super) async fn intercept(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let Some(place) = Place::read(request.uri().path()) else { return next.run(request).await };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let is_head = request.method() == Method::HEAD;
    let (parts, _) = request.into_parts();
    let answer = match place {
        Place::Feed(subject, form) => {
            let uri = address::without_token(&parts.uri);
            let asked = Asked { subject, form, uri, headers: parts.headers };
            desk.ask(move |from| feed(from, &asked).map(|answer| (answer, asked.form))).await.map(answered)
        }
        Place::Feeds => lists::feeds(&desk, base(&desk.config().web, &parts.headers)).await,
        Place::Sources => lists::sources(&desk).await,
    };
    let answer = answer.unwrap_or_else(|refusal| refused(&refusal));
    if is_head { without_body(answer) } else { answer }
}

fn feed(from: &Sources, asked: &Asked) -> Result<Answer, Refusal> {
    let wanted = Wanted::read(asked.uri.query().unwrap_or_default(), &from.config)?;
    let followed = follow(&from.store, &from.config, &asked.subject, wanted.request, from.now)?;
    let ids = from.store.chosen(&followed.filter)?;
    let editions = from.store.editions(&ids)?;
    let root = base(&from.config.web, &asked.headers);
    let hub = is_told_of(asked).then_some(from.config.websub.hub.as_ref()).flatten();
    let head = Head::new(&followed, &editions, &root, asked, hub.map(|hub| hub.url.to_string()));
    let validators = Validators::new(&head, wanted.extent, &editions, from.now);
    if validators.are_known_by(&asked.headers) {
        return Ok(Answer::Same(validators));
    }
    let mut entries = Vec::with_capacity(ids.len());
    from.store.for_each_whole(&ids, |article| {
        let edition = editions.iter().find(|edition| edition.id == article.row.id);
        entries.push(Entry::new(article, edition, wanted.extent, &from.config));
        ControlFlow::Continue(())
    })?;
    let body = match asked.form {
        Form::Rss => in_rss::write(&head, &entries),
        Form::Atom => in_atom::write(&head, &entries),
        Form::Json => in_json::write(&head, &entries),
    };
    Ok(Answer::Whole(validators, head, body))
}

/// Whether hubs are told of news in a feed: of topics, and of everything, whole.
fn is_told_of(asked: &Asked) -> bool {
    asked.uri.query().is_none() && matches!(asked.subject, Subject::Everything | Subject::Topic(_))
}

/// The addresses of the feeds in which there are news, in all forms, that hubs are told of.
#[must_use]
pub fn with_news(base: &str, topics: &[TopicId]) -> Vec<String> {
    let topics = topics.iter().map(|topic| Subject::Topic(topic.to_string()));
    let subjects = topics.chain([Subject::Everything]);
    subjects.flat_map(|subject| Form::ALL.map(|form| format!("{base}{}", address::feed(&subject, form)))).collect()
}

fn answered((answer, form): (Answer, Form)) -> Response {
    let (validators, mut response) = match answer {
        Answer::Same(validators) => (validators, StatusCode::NOT_MODIFIED.into_response()),
        Answer::Whole(validators, head, body) => {
            let kind = [(header::CONTENT_TYPE, form.media_type()), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
            let mut response = (kind, body).into_response();
            if let Ok(links) = HeaderValue::from_str(&head.links()) {
                response.headers_mut().insert(header::LINK, links);
            }
            (validators, response)
        }
    };
    validators.write(response.headers_mut());
    let kept = format!("private, max-age={FRESH_S}");
    response.headers_mut().extend(HeaderValue::from_str(&kept).ok().map(|kept| (header::CACHE_CONTROL, kept)));
    response
}

/// Why there is no feed, for the one who typed its address.
pub(super) fn refused(refusal: &Refusal) -> Response {
    let status = match refusal {
        Refusal::Missing(_) => StatusCode::NOT_FOUND,
        Refusal::Misunderstood(_) => StatusCode::BAD_REQUEST,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Store(_) | Refusal::Panicked(_) => {
            tracing::error!("a feed could not be made: {refusal}");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    let text = match refusal {
        Refusal::Store(_) | Refusal::Panicked(_) => "the feed could not be made; the log says why\n".to_owned(),
        told => format!("{told}\n"),
    };
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, plain, [(header::X_CONTENT_TYPE_OPTIONS, "nosniff")], text).into_response()
}

/// The same answer as its head alone, with the length that the body would have.
fn without_body(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    if let Some(length) = axum::body::HttpBody::size_hint(&body).exact().filter(|length| *length > 0) {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, axum::body::Body::empty())
}
