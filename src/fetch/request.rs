//! What is asked, by which settings, and the headers that ask it.

use std::time::Duration;

use base64::Engine as _;
use ipnet::IpNet;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::outcome::Failure;
use crate::model::{ErrorKind, Validators};

/// What holds for every exchange of one [`super::Fetcher`].
#[derive(Debug, Clone)]
pub struct FetchSettings {
    /// The `User-Agent` of requests that bring none of their own; it should name a contact address.
    pub user_agent: String,
    /// The largest answer that is read, in bytes after decompression.
    pub max_body_bytes: u64,
    /// The longest wait for a connection: name, TCP and TLS together.
    pub connect_timeout: Duration,
    /// The longest wait for the head of an answer once there is a connection.
    pub first_byte_timeout: Duration,
    /// The longest wait between two pieces of a body.
    pub idle_timeout: Duration,
    /// The most redirects that are followed in one exchange.
    pub max_redirects: usize,
    /// The pause between the end of one exchange with a registrable domain and the start of the next. Hosts in the
    /// user's own network (reached by `allow_private`) are asked one at a time too, but without a pause.
    pub host_delay: Duration,
}

/// One thing to fetch.
#[derive(Debug, Clone, Copy)]
pub struct FetchRequest<'a> {
    /// Where: `http` or `https`.
    pub url: &'a Url,
    /// What the last answer from this address gave; makes the request conditional, at every hop of a redirect.
    pub validators: Option<&'a Validators>,
    /// What kind of document is expected.
    pub accept: Accept,
    /// Replaces the `User-Agent` of the settings.
    pub user_agent: Option<&'a str>,
    /// Further headers for this host alone: after a redirect to another one they are left out. They win over ours.
    pub headers: &'a [(String, String)],
    /// The longest time on the wire, redirects and body included.
    pub timeout: Duration,
    /// Networks that may be reached although they are not public.
    pub allow_private: &'a [IpNet],
    /// The proxy to go through: an `http`, `https`, `socks5` or `socks5h` address, with its credentials if it wants any.
    /// Whether names are looked up here or there, see `fetch::proxy`.
    pub proxy: Option<&'a str>,
    /// Whether HTTP/2 is not to be spoken, for servers that speak it badly.
    pub http1_only: bool,
    /// Replaces the largest answer of the settings.
    pub max_body_bytes: Option<u64>,
    /// `user:password` for this host alone, as `headers` are.
    pub basic_auth: Option<&'a str>,
    /// A `Cookie` header for this host alone, as `headers` are. What servers set is never kept.
    pub cookie: Option<&'a str>,
    /// Whether robots.txt is asked first, at each hop of a redirect.
    pub obeys_robots: bool,
    /// Whether a feed may be answered by its new items alone (RFC 3229), where the request is conditional.
    pub takes_delta: bool,
    /// What to send; see [`super::Fetcher::post`].
    pub body: Option<Body<'a>>,
}

/// What is sent along with a request.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// All of it.
    pub content: &'a str,
}

impl<'a> FetchRequest<'a> {
    /// A plain request, without any wishes.
    #[must_use]
    pub fn new(url: &'a Url, accept: Accept, timeout: Duration) -> Self {
        Self {
            url,
            validators: None,
            accept,
            user_agent: None,
            headers: &[],
            timeout,
            allow_private: &[],
            proxy: None,
            http1_only: false,
            max_body_bytes: None,
            basic_auth: None,
            cookie: None,
            obeys_robots: false,
            takes_delta: false,
            body: None,
        }
    }

    /// The validators that make this request conditional, if any does.
    pub(super) fn conditions(&self) -> Option<&'a Validators> {
        self.validators.filter(|known| known.etag.is_some() || known.last_modified.is_some())
    }
}

/// What kind of document is expected. Servers that choose by it are rare, but some send a feed only to who asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// A feed, sitemap or list page.
    Feed,
    /// An article's page.
    Page,
    /// A robots.txt. What is beyond its size limit is left out.
    Robots,
    /// Nothing: the status says it all. What is beyond the size limit is left out.
    Nothing,
}

impl Accept {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, \
                 application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.7, */*;q=0.5"
            }
            Self::Page => "text/html, application/xhtml+xml, */*;q=0.5",
            Self::Robots => "text/plain, */*;q=0.5",
            Self::Nothing => "*/*",
        })
    }
}

/// The headers of a request. `is_at_origin` says whether the request's own headers may go along.
///
/// # Errors
/// A header or the user agent holds characters that no header can.
pub(super) fn headers(
    settings: &FetchSettings,
    request: &FetchRequest<'_>,
    is_at_origin: bool,
) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, request.accept.header());
    headers.insert(header::USER_AGENT, value("user-agent", request.user_agent.unwrap_or(&settings.user_agent))?);
    if let Some(body) = &request.body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(body.content_type));
    }
    if let Some(validators) = request.conditions() {
        insert_opaque(&mut headers, header::IF_NONE_MATCH, validators.etag.as_deref());
        insert_opaque(&mut headers, header::IF_MODIFIED_SINCE, validators.last_modified.as_deref());
        if request.takes_delta && validators.etag.is_some() {
            headers.insert(HeaderName::from_static("a-im"), HeaderValue::from_static("feed"));
        }
    }
    if is_at_origin {
        if let Some(credentials) = request.basic_auth {
            let encoded = base64::engine::general_purpose::STANDARD.encode(credentials);
            headers.insert(header::AUTHORIZATION, secret("authorization", &format!("Basic {encoded}"))?);
        }
        if let Some(cookie) = request.cookie {
            headers.insert(header::COOKIE, secret("cookie", cookie)?);
        }
        for (name, text) in request.headers {
            let header_name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable(name))?;
            headers.insert(header_name, value(name, text)?);
        }
    }
    Ok(headers)
}

fn value(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_str(text).map_err(|_| unsendable(name))
}

/// Marked, so that HTTP/2 keeps it out of its tables and nothing shows it.
fn secret(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    let mut value = value(name, text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// A validator that cannot be sent is left out: the answer is then whole, never wrong.
fn insert_opaque(headers: &mut HeaderMap, name: HeaderName, text: Option<&str>) {
    if let Some(value) = text.and_then(|text| HeaderValue::from_bytes(text.as_bytes()).ok()) {
        headers.insert(name, value);
    }
}

fn unsendable(name: &str) -> Failure {
    Failure {
        kind: ErrorKind::Protocol,
        status: None,
        detail: format!("the configured header `{name}` holds characters that a header cannot: correct it"),
        retry_after: None,
    }
}
