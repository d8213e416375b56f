//! The kept page of an article. It is foreign HTML: what is shown of it has been cleaned, and stands in a document without
//! rights, which its own policy says to browsers; as it came it is only handed out as a file of text.

use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::super::visit::Visit;
use super::super::{foreign, frame, parts};
use crate::query::cases::snapshot::{Snapshot, SnapshotError, snapshot};
use crate::serve::desk::{Desk, Refusal, Sources};

/// The one style of the document: the sheet of our pages may be loaded by these alone, and this one is of no origin.
const STYLE: &str = "\
    :root { color-scheme: light dark; font: 1rem/1.6 system-ui, \"Noto Sans\", \"Noto Sans Arabic\", sans-serif; } \
    body { max-inline-size: 46rem; margin: 1rem auto; padding-inline: 1rem; overflow-wrap: anywhere; } \
    .facts { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; } \
    .notice { padding: .6rem 1rem; border-inline-start: 4px solid; } \
    .snapshot { border-block-start: 1px solid; }";

/// The document is of no origin, runs, loads and asks nothing, and has that one style (Content Security Policy Level 3,
/// `sandbox` and hashes; HTML, section 7.1.5).
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "sandbox; default-src 'none'; style-src 'sha256-{style}'; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
});

pub(super) async fn answer(visit: Visit, State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    let cleaned = desk.ask(move |from| {
        let found = find(from, &name)?;
        let still = found.still();
        Ok((found, still))
    });
    match cleaned.await {
        Ok((found, still)) => {
            ([(header::CONTENT_SECURITY_POLICY, POLICY.as_str())], document(&visit, &found, still)).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

pub(super) async fn answer_raw(visit: Visit, State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    match desk.ask(move |from| find(from, &name)).await {
        Ok(found) => raw(found),
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

/// A file of text, whatever it is: no browser shows it as a page.
fn raw(found: Snapshot) -> Response {
    let file = format!("attachment; filename=\"article-{}.html.txt\"", found.article);
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, "text/plain".to_owned()),
        (header::CONTENT_DISPOSITION, file),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
    ];
    (headers, found.bytes).into_response()
}

fn find(from: &Sources, name: &str) -> Result<Snapshot, Refusal> {
    let missing = || Refusal::Missing(format!("no page of article {name} is kept"));
    let article = from.store.article(&super::name(name)?)?.ok_or_else(missing)?;
    let found = snapshot(&from.store, &from.config.sources, article.row.id).map_err(|error| match error {
        SnapshotError::Store(error) => Refusal::Store(error),
        SnapshotError::Pack(error) => Refusal::Missing(error.to_string()),
    })?;
    found.ok_or_else(missing)
}

fn document(visit: &Visit, found: &Snapshot, still: Option<String>) -> Markup {
    let speech = visit.speech;
    let title = speech.say("snapshot-title");
    html! {
        (DOCTYPE)
        html lang=(speech.code()) dir=(speech.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " # " (found.article) " · " (speech.say("product")) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p.facts {
                        a href={ "/articles/" (found.article) } { (speech.say("snapshot-back")) }
                        span { (parts::time(found.fetched_at)) }
                        span { (foreign::address(&found.url)) }
                        a href={ "/articles/" (found.article) "/snapshot/raw" } { (speech.say("article-page-raw")) }
                    }
                    p.notice { (speech.say("snapshot-how")) }
                    @match still {
                        // Cleaned by `ammonia`.
                        Some(still) => div.snapshot dir="auto" { (PreEscaped(still)) },
                        None => p.notice.warn { (speech.say("snapshot-too-large")) },
                    }
                }
            }
        }
    }
}
