//! What stands around every page: its head, where to go from it, and the policy that goes with it; and the pages of errors.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::visit::Visit;
use crate::query::render::plain;
use crate::serve::desk::Refusal;
use crate::serve::speech::Speech;

/// A page that each page leads to.
struct Place {
    address: &'static str,
    /// The message that names it.
    name: &'static str,
    /// The key that leads there, pressed after `g`.
    jump: char,
}

/// Where articles are searched.
const SEARCH: &str = "/search";

const PLACES: [Place; 6] = [
    Place { address: "/", name: "nav-today", jump: 't' },
    Place { address: SEARCH, name: "nav-search", jump: 's' },
    Place { address: "/topics", name: "nav-topics", jump: 'p' },
    Place { address: "/sources", name: "nav-sources", jump: 'q' },
    Place { address: "/rules", name: "nav-rules", jump: 'r' },
    Place { address: "/status", name: "nav-status", jump: 'u' },
];

/// What else `assets/keys.js` does, with the messages that tell it.
const KEYS: [(&[&str], &str); 6] = [
    (&["j"], "key-next"),
    (&["k"], "key-previous"),
    (&["o", "Enter"], "key-open"),
    (&["/"], "key-search"),
    (&["?"], "key-keys"),
    (&["Esc"], "key-leave"),
];

/// Everything is ours, nothing acts but our script, nobody frames us (Content Security Policy Level 3).
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
                      connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page for its reader; `title` is said in their language, or is foreign and cleaned.
pub(super) fn page(visit: &Visit, title: &str, body: Markup) -> Markup {
    page_with(visit, title, &[], body)
}

/// A feed of what a page shows, which readers of feeds find by the page's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alternate {
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Where it is.
    pub(super) address: String,
    /// What it is called, on the page too.
    pub(super) name: &'static str,
}

impl Alternate {
    /// The feeds of something, whose addresses begin all alike.
    pub(super) fn all(address: &str) -> [Self; 3] {
        [
            ("application/rss+xml", "rss", "RSS"),
            ("application/atom+xml", "atom", "Atom"),
            ("application/feed+json", "json", "JSON Feed"),
        ]
        .map(|(media_type, ending, name)| Self { media_type, address: format!("{address}.{ending}"), name })
    }
}

/// A page that is there as feeds as well.
pub(super) fn page_with(visit: &Visit, title: &str, alternates: &[Alternate], body: Markup) -> Markup {
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
                link rel="icon" type="image/svg+xml" href=(assets::icon());
                link rel="stylesheet" href=(assets::style());
                @for Alternate { media_type, address, name } in alternates {
                    link rel="alternate" type=(media_type) href=(address) title={ (title) " (" (name) ")" };
                }
                script defer src=(assets::script()) {}
            }
            body {
                a.skip href="#content" { (speech.say("skip-to-content")) }
                (heading(visit))
                main #content tabindex="-1" { (body) }
                (foot(visit))
                (keys(speech))
            }
        }
    }
}

/// Links to the feeds of a page, for people.
pub(super) fn feeds(speech: Speech, alternates: &[Alternate]) -> Markup {
    html! {
        p.choices {
            span.name { (speech.say("feeds")) }
            @for Alternate { media_type, address, name } in alternates {
                a href=(address) type=(media_type) { (name) }
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
                    @for Place { address, name, jump } in PLACES {
                        li {
                            a href=(address) aria-current=[current(visit, address)] data-jump=(jump) { (speech.say(name)) }
                        }
                    }
                }
            }
            // A page with a search box of its own needs no second one.
            @if visit.uri.path() != SEARCH {
                form.find role="search" action=(SEARCH) {
                    input #query type="search" name="q" aria-label=(speech.say("search-box"))
                        placeholder=(speech.say("search-box")) dir="auto";
                    button { (speech.say("search-button")) }
                }
            }
        }
    }
}

/// How an address of the navigation stands to the page (WAI-ARIA 1.2, `aria-current`): it is the page, or what the page is
/// part of.
fn current(visit: &Visit, address: &str) -> Option<&'static str> {
    let rest = visit.uri.path().strip_prefix(address)?;
    match rest {
        "" => Some("page"),
        _ if address != "/" && rest.starts_with('/') => Some("true"),
        _ => None,
    }
}

fn foot(visit: &Visit) -> Markup {
    let speech = visit.speech;
    html! {
        footer {
            span { (speech.say_with("made-by", [("version", env!("CARGO_PKG_VERSION").into())])) }
            span { (speech.say("times-in-utc")) }
            @for other in Speech::ALL.into_iter().filter(|other| *other != speech) {
                a href=(visit.address_in(other)) lang=(other.code()) hreflang=(other.code()) dir=(other.direction()) {
                    (other.name())
                }
            }
            span.with-keys { button.plain type="button" data-keys { (speech.say("keys-hint")) } }
        }
    }
}

/// What the script can be told by keys. Without the script nobody sees it.
fn keys(speech: Speech) -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { (speech.say("keys-title")) }
            dl.known {
                @for (keys, name) in KEYS {
                    dt { @for key in keys { kbd { (key) } " " } }
                    dd { (speech.say(name)) }
                }
                @for Place { name, jump, .. } in PLACES {
                    dt { kbd { "g" } " " kbd { (jump) } }
                    dd { (speech.say(name)) }
                }
            }
            form method="dialog" { button { (speech.say("keys-close")) } }
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
    let body = html! { h1 { (title) } p.why.lede dir="auto" { (plain::lines(&why)) } };
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
