//! From a bad status or an error of the HTTP library to a [`Failure`] that a person can act on.

use std::error::Error;
use std::fmt::Display;
use std::io;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use url::Url;

use super::freshness;
use super::guard::ForbiddenAddress;
use super::outcome::Failure;
use super::roots::Roots;
use crate::model::ErrorKind;

/// A failure without an answer.
pub(super) fn without_answer(kind: ErrorKind, detail: String) -> Failure {
    Failure { kind, status: None, detail, retry_after: None }
}

/// A failure because of what an answer holds, whatever its status says.
pub(super) fn of_answer(kind: ErrorKind, status: StatusCode, detail: String) -> Failure {
    Failure { kind, status: Some(status.as_u16()), detail, retry_after: None }
}

/// The address guard said no.
pub(super) fn of_forbidden(error: &ForbiddenAddress) -> Failure {
    without_answer(ErrorKind::ForbiddenAddress, error.to_string())
}

/// The host wants to be left alone for so long, so it was not asked.
pub(super) fn of_refusal(host: &str, wait: Duration) -> Failure {
    let seconds = wait.as_secs().saturating_add(1);
    let detail = format!("`{host}` wants to be left alone for another {seconds} s, so it was not asked");
    Failure { retry_after: Some(wait), ..without_answer(ErrorKind::TooManyRequests, detail) }
}

/// The limit on a wait was reached; `what` did not come.
pub(super) fn of_timeout(url: &Url, what: &str, limit: Duration) -> Failure {
    let host = url.host_str().unwrap_or_default();
    without_answer(ErrorKind::Timeout, format!("no {what} from `{host}` within {limit:?}"))
}

/// A status that is neither success, redirect nor 304.
pub(super) fn of_status(status: StatusCode, headers: &HeaderMap) -> Failure {
    let (kind, meaning) = match status.as_u16() {
        401 | 403 => (
            ErrorKind::Denied,
            "the server refuses: it may want credentials in `headers`, or another `user_agent` for this source",
        ),
        407 => (
            ErrorKind::Denied,
            "the proxy wants credentials: write them into its address, as in http://user:password@proxy.example:3128",
        ),
        404 => (ErrorKind::NotFound, "the server has nothing there: check the address"),
        410 => (ErrorKind::Gone, "gone for good: remove the source, or find its new address"),
        429 => (ErrorKind::TooManyRequests, "the server wants to be asked less often: lengthen `every`"),
        500..=599 => (ErrorKind::Server, "the server has a fault of its own"),
        _ => (ErrorKind::Client, "the server does not accept the request"),
    };
    Failure {
        kind,
        status: Some(status.as_u16()),
        detail: format!("{meaning} (HTTP {})", status.as_u16()),
        retry_after: freshness::retry_after(headers),
    }
}

/// An error of the HTTP library, before or within an answer.
pub(super) fn of_error(error: &reqwest::Error, url: &Url, roots: Roots) -> Failure {
    let host = url.host_str().unwrap_or_default();
    if let Some(forbidden) = find::<ForbiddenAddress>(error) {
        return of_forbidden(forbidden);
    }
    let cause = root_cause(error);
    let (kind, detail) = match classify(error) {
        kind @ ErrorKind::Dns => (kind, format!("the name `{host}` does not resolve: {cause}")),
        kind @ ErrorKind::Tls => (kind, format!("no secure connection to `{host}`: {cause}{}", tls_hint(roots))),
        kind @ ErrorKind::Timeout => (kind, format!("no connection to `{host}` in time")),
        kind @ ErrorKind::Connect => (kind, format!("no connection to `{host}`: {cause}")),
        kind => (kind, format!("`{host}` breaks the rules of HTTP: {cause}")),
    };
    without_answer(kind, detail)
}

/// Whether a request was sent on a connection and no answer came back on it.
pub(super) fn is_cut_off(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_connect() && !error.is_timeout()
}

fn classify(error: &reqwest::Error) -> ErrorKind {
    if error.is_dns() {
        ErrorKind::Dns
    } else if find::<rustls::Error>(error).is_some() {
        ErrorKind::Tls
    } else if error.is_timeout() {
        ErrorKind::Timeout
    } else if error.is_connect() || find::<io::Error>(error).is_some_and(|error| error.raw_os_error().is_some()) {
        // Errors of the operating system mean the connection; the decoders' have no number.
        ErrorKind::Connect
    } else {
        ErrorKind::Protocol
    }
}

fn tls_hint(roots: Roots) -> &'static str {
    match roots {
        Roots::System => "",
        Roots::Missing => "; this machine has no root certificates: install its `ca-certificates` package",
    }
}

/// The first error of a type among an error and its causes.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    causes(error).find_map(|cause| cause.downcast_ref::<E>())
}

fn root_cause(error: &(dyn Error + 'static)) -> impl Display {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

/// An error and its causes.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| next_cause(error))
}

/// An `io::Error` passes over the error that it wraps when asked for its source, so that one is taken out by hand.
fn next_cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
