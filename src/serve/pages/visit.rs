//! A reader's request for a page: in which language, from where.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use url::form_urlencoded;

use crate::serve::speech::Speech;

/// The cookie, and the parameter of an address, that hold the language of the interface.
const LANGUAGE: &str = "ui";

/// For how long it is remembered, in seconds: a year.
const REMEMBERED_S: u32 = 365 * 24 * 60 * 60;

/// What each page wants to know of the request.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// The language of the interface.
    pub(super) speech: Speech,
    /// The address that was asked for, path and query.
    pub(super) uri: Uri,
}

impl Visit {
    /// The same address in another language.
    pub(super) fn address_in(&self, speech: Speech) -> String {
        let query = self.uri.query().unwrap_or_default().as_bytes();
        let kept = form_urlencoded::parse(query).filter(|(name, _)| name != LANGUAGE);
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair(LANGUAGE, speech.code())
            .finish();
        format!("{}?{query}", self.uri.path())
    }
}

/// What the address asks.
impl Visit {
    /// The first value of a parameter; `None` where there is none, or nothing in it, as forms send what was not chosen.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.uri.query().unwrap_or_default().as_bytes());
        pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { speech: speech(&parts.uri, &parts.headers), uri: parts.uri.clone() })
    }
}

/// What the address says, else what was chosen before, else what the browser likes best.
fn speech(uri: &Uri, headers: &HeaderMap) -> Speech {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let remembered = || {
        let cookies = text(header::COOKIE).split(';').filter_map(|cookie| cookie.trim().split_once('='));
        cookies.filter(|(name, _)| *name == LANGUAGE).find_map(|(_, code)| Speech::from_code(code))
    };
    named(uri).or_else(remembered).unwrap_or_else(|| Speech::accepted(text(header::ACCEPT_LANGUAGE)))
}

fn named(uri: &Uri) -> Option<Speech> {
    let mut pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs.find(|(name, _)| name == LANGUAGE).and_then(|(_, code)| Speech::from_code(&code))
}

/// Has the browser remember a language that the address names.
pub(super) async fn remember_language(request: Request, next: Next) -> Response {
    let named = named(request.uri());
    let mut answer = next.run(request).await;
    if let Some(speech) = named {
        let cookie = format!("{LANGUAGE}={}; Path=/; Max-Age={REMEMBERED_S}; SameSite=Lax", speech.code());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(uri: &str, headers: &[(header::HeaderName, &str)]) -> Speech {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().expect("a header"))).collect();
        speech(&uri.parse().expect("an address"), &headers)
    }

    #[test]
    fn the_address_wins_over_the_cookie_and_that_over_the_browser() {
        let browser = (header::ACCEPT_LANGUAGE, "ar");
        let cookie = (header::COOKIE, "a=b; ui=en");
        assert_eq!(asked("/", std::slice::from_ref(&browser)), Speech::Arabic);
        assert_eq!(asked("/", &[browser.clone(), cookie.clone()]), Speech::English);
        assert_eq!(asked("/?q=x&ui=ar", &[browser.clone(), cookie.clone()]), Speech::Arabic);
        assert_eq!(asked("/?ui=xx", &[browser, cookie]), Speech::English);
    }

    #[test]
    fn the_same_page_is_offered_in_another_language() {
        let visit = Visit { speech: Speech::English, uri: "/search?q=a%26b&ui=en".parse().expect("an address") };
        assert_eq!(visit.address_in(Speech::Arabic), "/search?q=a%26b&ui=ar");
        assert_eq!(visit.parameter("q").as_deref(), Some("a&b"));
        assert_eq!(visit.parameter("topic"), None);
    }
}
