//! The way from the first address to the one that answers.

use reqwest::StatusCode;
use reqwest::header::{self, HeaderMap};
use url::Url;

use super::failure;
use super::outcome::Failure;
use crate::model::ErrorKind;

/// Where an exchange is, and how it came there.
#[derive(Debug)]
pub(super) struct Trail {
    /// Every address so far, the first one first and the present one last; never empty.
    visited: Vec<Url>,
    here: Url,
    max_redirects: usize,
    is_for_good: bool,
}

/// Whether a status sends the client elsewhere.
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

impl Trail {
    /// Begins at an address.
    ///
    /// # Errors
    /// It is neither `http` nor `https`.
    pub(super) fn start(url: &Url, max_redirects: usize) -> Result<Self, Failure> {
        if !is_http(url) {
            let detail =
                format!("`{}` cannot be fetched: the address must begin with http:// or https://", url.scheme());
            return Err(failure::without_answer(ErrorKind::Protocol, detail));
        }
        let here = without_fragment(url.clone());
        Ok(Self { visited: vec![here.clone()], here, max_redirects, is_for_good: true })
    }

    /// The present address.
    pub(super) fn here(&self) -> &Url {
        &self.here
    }

    /// The present address as it may be shown and stored.
    pub(super) fn here_without_credentials(&self) -> Url {
        without_credentials(self.here.clone())
    }

    /// Whether the headers that were meant for the first address may be sent to the present one: the same host, by the
    /// same way or a safer one.
    pub(super) fn is_at_origin(&self) -> bool {
        let Some(first) = self.visited.first() else { return true };
        let is_upgrade = first.scheme() == "http"
            && self.here.scheme() == "https"
            && first.host() == self.here.host()
            && first.port().is_none()
            && self.here.port().is_none();
        first.origin() == self.here.origin() || is_upgrade
    }

    /// Whether the first address has moved to the present one for good.
    pub(super) fn is_moved_permanently(&self) -> bool {
        self.visited.len() > 1 && self.is_for_good
    }

    /// Goes where an answer sends us.
    ///
    /// A step down from `https` to `http` is taken, since some feeds live behind one, but never counts as a move for good.
    ///
    /// # Errors
    /// The answer names no address, or one that is not `http` or `https`, that was visited before, or is one too many.
    pub(super) fn follow(&mut self, status: StatusCode, headers: &HeaderMap) -> Result<(), Failure> {
        let refuse = |detail: String| Err(failure::of_answer(ErrorKind::Redirect, status, detail));
        let location = headers.get(header::LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let Some(next) = location.and_then(|location| self.here.join(location.trim()).ok()) else {
            return refuse("the server redirects without saying where to".to_owned());
        };
        let next = without_fragment(next);
        if !is_http(&next) {
            return refuse(format!("the server redirects to a `{}` address", next.scheme()));
        }
        if self.visited.contains(&next) {
            return refuse(format!("the redirects go in a circle through `{}`", without_credentials(next)));
        }
        if self.visited.len() > self.max_redirects {
            let next = without_credentials(next);
            return refuse(format!("more than {} redirects; the next would be `{next}`", self.max_redirects));
        }
        let is_downgrade = self.here.scheme() == "https" && next.scheme() == "http";
        self.is_for_good &= matches!(status.as_u16(), 301 | 308) && !is_downgrade;
        self.visited.push(next.clone());
        self.here = next;
        Ok(())
    }
}

fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

fn without_credentials(mut url: Url) -> Url {
    // Both fail only for addresses without a host, which http and https ones have.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

#[cfg(test)]
mod tests;
