//! What stands around every page: its head, where to go from it, and the policy that goes with it; and the pages of errors.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::speech::Speech;
use super::visit::Visit;
use crate::serve::desk::Refusal;

/// The pages that each page leads to, with the messages that name them.
const PLACES: [(&str, &str); 6] = [
    ("/", "nav-today"),
    ("/search", "nav-search"),
    ("/topics", "nav-topics"),
    ("/sources", "nav-sources"),
    ("/rules", "nav-rules"),
    ("/status", "nav-status"),
];

/// Everything is ours, nothing acts but our script, nobody frames us (Content Security Policy Level 3).
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
                      connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page for its reader; `title` is said in their language, or is foreign and cleaned.
pub(super) fn page(visit: &Visit, title: &str, body: Markup) -> Markup {
    let speech = visit.speech;
    html! {
        (DOCTYPE)
        html lang=(speech.code()) dir=(speech.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " · " (speech.say("product")) }
                link rel="stylesheet" href=(assets::style());
                script defer src=(assets::script()) {}
            }
            body {
                a.skip href="#content" { (speech.say("skip-to-content")) }
                (heading(visit))
                main #content tabindex="-1" { (body) }
                (foot(visit))
            }
        }
    }
}

fn heading(visit: &Visit) -> Markup {
    let speech = visit.speech;
    html! {
        header.top {
            a.brand href="/" { (speech.say("product")) }
            nav aria-label=(speech.say("main-navigation")) {
                ul {
                    @for (address, name) in PLACES {
                        li {
                            @let is_here = visit.uri.path() == address;
                            a href=(address) aria-current=[is_here.then_some("page")] { (speech.say(name)) }
                        }
                    }
                }
            }
            form.find role="search" action="/search" {
                input #query type="search" name="q" aria-label=(speech.say("search-box"))
                    placeholder=(speech.say("search-box")) dir="auto";
                button { (speech.say("search-button")) }
            }
        }
    }
}

fn foot(visit: &Visit) -> Markup {
    let speech = visit.speech;
    html! {
        footer {
            span { (speech.say_with("made-by", [("version", env!("CARGO_PKG_VERSION").into())])) }
            @for other in Speech::ALL.into_iter().filter(|other| *other != speech) {
                a href=(visit.address_in(other)) lang=(other.code()) hreflang=(other.code()) dir=(other.direction()) {
                    (other.name())
                }
            }
            span.keys { (speech.say("keys-hint")) }
        }
    }
}

/// Why a page has no answer, as a page.
pub(super) fn refused(visit: &Visit, refusal: &Refusal) -> Response {
    let speech = visit.speech;
    let (status, title, why) = match refusal {
        Refusal::Missing(_) => (StatusCode::NOT_FOUND, "not-found-title", speech.say("not-found")),
        Refusal::Misunderstood(why) => (StatusCode::BAD_REQUEST, "misunderstood-title", why.clone().into()),
        Refusal::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy-title", speech.say("busy")),
        Refusal::Store(_) | Refusal::Panicked(_) => {
            tracing::error!("a page could not be made: {refusal}");
            (StatusCode::INTERNAL_SERVER_ERROR, "broken-title", speech.say("broken"))
        }
    };
    let title = speech.say(title);
    let body = html! { h1 { (title) } pre.why dir="auto" { (why) } };
    (status, page(visit, &title, body)).into_response()
}

/// What is answered where no page is.
pub(super) async fn nothing_here(visit: Visit) -> Response {
    refused(&visit, &Refusal::Missing("a page".to_owned()))
}

/// Adds what every page says to browsers beside its text.
pub(super) async fn with_policy(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::VARY, "Accept-Language, Cookie"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}
