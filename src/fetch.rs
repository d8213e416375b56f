//! One polite, bounded HTTP exchange: a [`FetchRequest`] in, a [`FetchOutcome`] out, never a panic and never an `Err`.
//!
//! This is the only module that names `reqwest` and `rustls`. It knows nothing of sources, feeds or the store: what an
//! answer says is read elsewhere, and when to ask again is decided in `poll::schedule`.
//!
//! **Invariants**: every wait has a limit; no byte beyond `max_body_bytes` (counted after decoding) is kept; no connection
//! is made to an address that is not public unless the request allows it; no cookie that a server set and no Referer is
//! ever sent.
//!
//! The question a newcomer asks: why are redirects followed here and not by reqwest? Because each hop must be checked
//! against the address guard, wait for its own host's turn, and lose the secrets that belong to the first host.

mod outcome;
mod request;

mod client;
mod exchange;
mod failure;
mod freshness;
mod guard;
mod host;
mod kept;
mod links;
mod network;
mod proxy;
mod redirect;
mod robots;
mod roots;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use guard::names::Names;
pub use links::Links;
pub use outcome::{Failure, FetchOutcome, Freshness, Response, Unchanged};
pub use request::{Accept, Body, FetchRequest, FetchSettings};

/// What is read of the answer to what was posted, which says nothing that we need.
const MAX_POST_ANSWER_BYTES: u64 = 16 * 1024;

/// Whether an address names a host of the internet, which an outage of the network puts out of reach.
#[must_use]
pub fn is_on_internet(url: &Url) -> bool {
    network::is_on_internet(url)
}

/// The HTTP machinery could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum FetchSetupError {
    /// The TLS settings or the HTTP client were refused by their library; a defect of the build, not of the user.
    #[error("set up the HTTP client")]
    Client(#[source] reqwest::Error),
}

/// Fetches. Clones are cheap and share connections and host queues, so a program needs one only.
#[derive(Clone)]
pub struct Fetcher(Arc<exchange::Exchanger>);

impl Fetcher {
    /// Makes a fetcher. It starts without a network and without root certificates: then `https` addresses fail one by one.
    ///
    /// # Errors
    /// The HTTP library refuses its settings.
    pub fn new(settings: FetchSettings) -> Result<Self, FetchSetupError> {
        Self::with_names(settings, Names::System)
    }

    fn with_names(settings: FetchSettings, names: Names) -> Result<Self, FetchSetupError> {
        let exchanger = exchange::Exchanger::new(settings, names).map_err(FetchSetupError::Client)?;
        Ok(Self(Arc::new(exchanger)))
    }

    /// Makes a fetcher with other settings, which still knows what this one has learnt: who wants to be left alone, above all.
    ///
    /// # Errors
    /// The HTTP library refuses its settings.
    pub fn renewed(&self, settings: FetchSettings) -> Result<Self, FetchSetupError> {
        let exchanger = self.0.renewed(settings).map_err(FetchSetupError::Client)?;
        Ok(Self(Arc::new(exchanger)))
    }

    /// How long the domain of an address still wants to be left alone, if it does.
    #[must_use]
    pub fn refusal(&self, url: &Url) -> Option<Duration> {
        self.0.refusal(url)
    }

    /// Whether the network is down as a whole.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.0.network().is_down()
    }

    /// Whether some host of the internet could not be reached since the last one was: the network may be down.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.0.network().is_in_doubt()
    }

    /// Makes one exchange, redirects included, and waits for the host's turn before it.
    ///
    /// The request's timeout counts the time on the wire, not the wait for a turn. Dropping the future ends the exchange
    /// and gives the turn to the next in the queue.
    pub async fn fetch(&self, request: FetchRequest<'_>) -> FetchOutcome {
        self.0.follow(&request).await.unwrap_or_else(FetchOutcome::Failed)
    }

    /// Sends the fields of a form to the address of a request, as [`Fetcher::post`] does.
    ///
    /// # Errors
    /// They were not taken.
    pub async fn post_form(&self, request: FetchRequest<'_>, fields: &[(&str, &str)]) -> Result<(), Failure> {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post(request, Body { content_type: "application/x-www-form-urlencoded", content: &form }).await
    }

    /// Sends something to the address of a request, by the same rules as [`Fetcher::fetch`], and asks for no more than
    /// whether it was taken. Only redirects that keep what is sent (307, 308) are followed.
    ///
    /// # Errors
    /// It was not.
    pub async fn post(&self, request: FetchRequest<'_>, body: Body<'_>) -> Result<(), Failure> {
        let request = FetchRequest {
            accept: Accept::Nothing,
            body: Some(body),
            max_body_bytes: Some(MAX_POST_ANSWER_BYTES),
            ..request
        };
        match self.0.follow(&request).await? {
            FetchOutcome::Failed(failure) => Err(failure),
            FetchOutcome::Fetched(_) | FetchOutcome::NotModified(_) => Ok(()),
        }
    }
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetcher").finish_non_exhaustive()
    }
}
