//! An answer on its way: JSON with a validator, and nothing at all for who has it already.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Office;
use crate::query::listing::{Listing, Record};
use crate::query::render;
use crate::serve::desk::{Refusal, Sources};
use crate::serve::problem::Problem;
use crate::text::hash::content_hash;

/// Asked for anew each time; who has it already is told so.
const KEPT: &str = "private, no-cache";

/// An answer as it is written.
#[derive(Debug)]
pub(super) struct Reply {
    body: Vec<u8>,
    /// Weak: it may be packed on its way (RFC 9110, section 8.8.1).
    tag: String,
    /// Where the list goes on.
    next: Option<String>,
}

/// All of a list.
#[derive(Debug, Serialize)]
pub(super) struct Items<'l> {
    pub(super) items: &'l Listing,
}

impl Reply {
    /// Writes a value so that people can read it, too.
    pub(super) fn of(value: &impl Serialize) -> Self {
        let mut body = Vec::new();
        // A buffer in memory takes everything, and rows have no keys that JSON lacks.
        if let Err(error) = render::write_json(&mut body, value) {
            tracing::error!("an answer could not be written: {error}");
        }
        let tag = format!("W/\"{}\"", content_hash(&body));
        Self { body, tag, next: None }
    }

    /// The same, where the list goes on there.
    pub(super) fn followed_by(self, next: Option<String>) -> Self {
        Self { next, ..self }
    }

    /// All of a list.
    pub(super) fn of_all(items: &Listing) -> Self {
        Self::of(&Items { items })
    }

    /// The one row of a list; nothing where there is none.
    pub(super) fn of_one(listing: &Listing) -> Option<Self> {
        listing.records().next().map(|record: Record<'_>| Self::of(&record))
    }

    /// The answer to a request with these headers.
    fn answer(self, headers: &HeaderMap) -> Response {
        let validators = [(header::ETAG, self.tag.clone()), (header::CACHE_CONTROL, KEPT.to_owned())];
        if is_known(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, validators).into_response();
        }
        let mut answer = (validators, [(header::CONTENT_TYPE, "application/json")], self.body).into_response();
        let next = self.next.map(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")));
        if let Some(Ok(next)) = next {
            answer.headers_mut().insert(header::LINK, next);
        }
        answer
    }
}

impl Office {
    /// Asks the collection and answers a request with these headers.
    pub(super) async fn answer(
        &self,
        headers: &HeaderMap,
        question: impl FnOnce(&Sources) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<Response, Problem> {
        Ok(self.desk.ask(question).await?.answer(headers))
    }
}

/// Whether the client says that it has this (RFC 9110, section 13.1.2: weak comparison).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let told = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    told.flat_map(|list| list.split(',')).any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_has_the_answer_is_told_so() {
        let check = |told: &str, expected: bool| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, told.parse().expect("a header"))]);
            assert_eq!(is_known(&headers, "W/\"a\""), expected, "{told}");
        };
        for known in ["W/\"a\"", "\"a\"", "\"b\", W/\"a\"", "*"] {
            check(known, true);
        }
        for other in ["W/\"b\"", "a", "\"\"", ""] {
            check(other, false);
        }
    }
}
