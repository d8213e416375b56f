//! What an exchange can end in. Plain values: no type of the HTTP library leaves the module.

use std::time::Duration;

use bytes::Bytes;
use url::Url;

use super::links::Links;
use crate::model::{ErrorKind, Validators};
use crate::text::charset;

/// The end of one exchange.
#[derive(Debug, Clone)]
pub enum FetchOutcome {
    /// The server sent a document.
    Fetched(Response),
    /// The server says that what we have is still current (304).
    NotModified(Unchanged),
    /// There is no document, and why.
    Failed(Failure),
}

/// A document with what its server said of it.
#[derive(Debug, Clone)]
pub struct Response {
    /// The address that answered, after redirects; without user name and password.
    pub url: Url,
    /// Whether there were redirects and every one of them said that it is for good (301 or 308) and kept the security of
    /// the connection.
    pub is_moved_permanently: bool,
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The `Content-Type` header as sent.
    pub content_type: Option<String>,
    /// The decompressed body.
    pub body: Bytes,
    /// From this answer alone: an answer without validators clears those of the one before.
    pub validators: Validators,
    /// How long the document stays current.
    pub freshness: Freshness,
    /// Whether the document is a feed of what is new since the validators that were sent, and of nothing else (RFC 3229).
    pub is_delta: bool,
    /// For pages: the headers that say something of the page itself, names in lower case.
    pub kept_headers: Vec<(String, String)>,
    /// Where its headers say that its news are told.
    pub links: Box<Links>,
}

impl Response {
    /// The same answer, read in a charset that the user knows better than the server.
    #[must_use]
    pub fn in_charset(self, label: Option<&str>) -> Self {
        match label {
            Some(label) => Self { body: charset::to_utf8(&self.body, label).into(), ..self },
            None => self,
        }
    }
}

/// What a 304 answer says.
#[derive(Debug, Clone)]
pub struct Unchanged {
    /// Whether every redirect on the way was for good; see [`Response::is_moved_permanently`].
    pub is_moved_permanently: bool,
    /// The address that answered, after redirects; without user name and password.
    pub url: Url,
    /// The old validators, each replaced by that of the 304 where it sends one.
    pub validators: Validators,
    /// How long the document stays current, as this answer says.
    pub freshness: Freshness,
}

/// How long the server wants not to be asked again (RFC 9111, section 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Freshness {
    /// `Cache-Control: max-age` minus `Age`, else `Expires` minus `Date`. `None` where the server says neither, or forbids
    /// caching.
    pub max_age: Option<Duration>,
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind, to count, filter and decide by.
    pub kind: ErrorKind,
    /// The HTTP status, where an answer came at all.
    pub status: Option<u16>,
    /// What went wrong and, where the user can do something, what: a lower-case fragment.
    pub detail: String,
    /// How long the server wants us to stay away (`Retry-After`).
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// Whether nothing was asked of the server, for a reason that is not the address's own: the network is down, or the
    /// host has said that it wants to be left alone.
    #[must_use]
    pub fn was_not_sent(&self) -> bool {
        self.kind == ErrorKind::Offline || (self.kind == ErrorKind::TooManyRequests && self.status.is_none())
    }
}
