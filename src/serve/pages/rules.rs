//! *Rules*: the lab where the rule of a topic is changed and tried on what is stored. Nothing is written: who likes what came
//! of it copies the rule into the configuration.

mod draft;
mod editor;
mod outcome;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::frame;
use super::visit::Visit;
use crate::config;
use crate::model::TopicId;
use crate::serve::desk::{Desk, Refusal};

/// The largest form. The longest rule that comes along has 125 kB, and an address writes a letter of Arabic as six.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// What stands behind the pages.
#[derive(Debug, Clone)]
struct Lab {
    desk: Desk,
    /// A trial keeps all cores busy, so there is one at a time.
    seat: Arc<Semaphore>,
}

/// What the form holds.
#[derive(Debug, Deserialize)]
struct Sent {
    rule: String,
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>(desk: Desk) -> Router<S> {
    Router::new()
        .route("/rules", get(list).post(try_new))
        .route("/rules/{topic}", get(one).post(try_one))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(Lab { desk, seat: Arc::new(Semaphore::new(1)) })
}

async fn list(visit: Visit, State(lab): State<Lab>) -> Response {
    let body = editor::list(&visit, &lab.desk.config());
    frame::page(&visit, &visit.speech.say("rules-title"), body).into_response()
}

async fn one(visit: Visit, State(lab): State<Lab>, Path(topic): Path<String>) -> Response {
    let config = lab.desk.config();
    let Some(rule) = TopicId::parse(&topic).ok().and_then(|id| config.topics.rule(&id).cloned()) else {
        return frame::refused(&visit, &Refusal::Missing(format!("no topic {topic}")));
    };
    let id = rule.id.clone();
    let written = lab.desk.ask(move |from| {
        Ok(config::written_topic(&from.config.files, &config::environment(), &id).unwrap_or_default())
    });
    match written.await {
        Ok(written) => {
            let body = html! {
                (editor::heading(&visit, &config, Some(&rule)))
                (editor::form(&visit, Some(&rule.id), &written))
            };
            frame::page(&visit, &editor::title(&visit, Some(&rule)), body).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

async fn try_new(
    visit: Visit,
    State(lab): State<Lab>,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    tried(visit, lab, None, &headers, sent).await
}

async fn try_one(
    visit: Visit,
    State(lab): State<Lab>,
    Path(topic): Path<String>,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    tried(visit, lab, TopicId::parse(&topic).ok(), &headers, sent).await
}

async fn tried(
    visit: Visit,
    lab: Lab,
    topic: Option<TopicId>,
    headers: &HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    if !is_from_here(headers) {
        let title = visit.speech.say("rules-foreign-title");
        let body = html! { h1 { (title) } p.notice.bad { (visit.speech.say("rules-foreign")) } };
        return (StatusCode::FORBIDDEN, frame::page(&visit, &title, body)).into_response();
    }
    let Ok(Form(Sent { rule: text })) = sent else {
        return frame::refused(&visit, &Refusal::Misunderstood(visit.speech.say("rules-too-long").into_owned()));
    };
    // A browser sends line ends as CR LF (HTML, section 4.10.21.8).
    let text = text.replace("\r\n", "\n");
    let Ok(_seat) = lab.seat.acquire().await else { return frame::refused(&visit, &Refusal::Busy) };
    let draft = text.clone();
    match lab.desk.ask(move |from| draft::try_out(from, &draft)).await {
        Ok(came) => {
            let config = lab.desk.config();
            let rule = topic.as_ref().and_then(|id| config.topics.rule(id));
            let body = html! {
                (editor::heading(&visit, &config, rule))
                (outcome::outcome(&visit, &came))
                (editor::form(&visit, rule.map(|rule| &rule.id), &text))
            };
            frame::page(&visit, &editor::title(&visit, rule), body).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

/// Whether a form was sent by a page of ours. Another site could make a reader's browser send one: browsers say so (Fetch
/// Metadata, `Sec-Fetch-Site`; Fetch, `Origin`). What says neither is no browser.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    match text("origin") {
        Some(origin) => origin.split_once("://").is_some_and(|(_, sender)| Some(sender) == host),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_other_sites_are_refused() {
        let check = |headers: &[(&'static str, &str)], expected: bool| {
            let map = headers
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().expect("a value")));
            assert_eq!(is_from_here(&map.collect()), expected, "{headers:?}");
        };
        let host = ("host", "127.0.0.1:8377");
        check(&[host], true);
        check(&[host, ("sec-fetch-site", "same-origin")], true);
        check(&[host, ("sec-fetch-site", "none")], true);
        check(&[host, ("sec-fetch-site", "same-site")], false);
        check(&[host, ("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8377")], false);
        check(&[host, ("origin", "http://127.0.0.1:8377")], true);
        check(&[host, ("origin", "http://127.0.0.1:1")], false);
        check(&[host, ("origin", "null")], false);
        check(&[("origin", "null")], false);
    }
}
