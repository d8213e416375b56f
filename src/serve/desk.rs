//! What every door asks: the collection, by the configuration of the moment, at the time of the question.
//!
//! Questions block, so they run on threads made for that, a few at a time: a crowd of readers waits in line, and polling goes on.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Semaphore, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::query::cases::paging::PageError;
use crate::query::cases::request::RequestError;
use crate::store::{Store, StoreError};

/// Questions that are answered at the same time: as many as the store keeps connections for.
const SEATS: usize = 4;

/// How long a question waits for its turn before the reader is asked to come again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where questions are taken; clones share one line.
#[derive(Debug, Clone)]
pub struct Desk {
    store: Store,
    clock: Clock,
    config: watch::Receiver<Arc<Config>>,
    seats: Arc<Semaphore>,
}

/// What a question is answered from.
#[derive(Debug)]
pub struct Sources {
    /// The collection.
    pub store: Store,
    /// The configuration as it was last loaded.
    pub config: Arc<Config>,
    /// When the question was asked.
    pub now: Timestamp,
}

/// Why a question has no answer. Each door says it in its own form.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was asked for is not there.
    #[error("{0}")]
    Missing(String),
    /// The question cannot be understood; the message says how to mend it.
    #[error("{0}")]
    Misunderstood(String),
    /// Too many ask at once.
    #[error("too many questions at once: ask again in a moment")]
    Busy,
    /// The collection could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A bug of ours.
    #[error("the answer could not be put together")]
    Panicked(#[source] tokio::task::JoinError),
}

impl From<RequestError> for Refusal {
    fn from(error: RequestError) -> Self {
        Self::Misunderstood(error.to_string())
    }
}

impl From<PageError> for Refusal {
    fn from(error: PageError) -> Self {
        match error {
            PageError::Place(error) => Self::Misunderstood(error.to_string()),
            PageError::Store(error) => Self::Store(error),
        }
    }
}

impl Desk {
    /// A desk in front of a collection; `config` is what was loaded last.
    #[must_use]
    pub fn new(store: Store, clock: Clock, config: watch::Receiver<Arc<Config>>) -> Self {
        Self { store, clock, config, seats: Arc::new(Semaphore::new(SEATS)) }
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The configuration as it was last loaded.
    #[must_use]
    pub fn config(&self) -> Arc<Config> {
        Arc::clone(&self.config.borrow())
    }

    /// Answers a question on a thread that may block.
    ///
    /// # Errors
    /// What the question is refused for, or that too many ask at once.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Sources) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let seat = tokio::time::timeout(PATIENCE, Arc::clone(&self.seats).acquire_owned()).await;
        let seat = seat.map_err(|_| Refusal::Busy)?.map_err(|_| Refusal::Busy)?;
        let sources = Sources { store: self.store.clone(), config: self.config(), now: self.now() };
        let answered = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            question(&sources)
        });
        answered.await.map_err(Refusal::Panicked)?
    }

    /// Answers a question that nobody waits for, if there is room now. Gives back whether there was.
    pub fn ask_aside(&self, question: impl FnOnce(&Sources) + Send + 'static) -> bool {
        let Ok(seat) = Arc::clone(&self.seats).try_acquire_owned() else { return false };
        let sources = Sources { store: self.store.clone(), config: self.config(), now: self.now() };
        tokio::task::spawn_blocking(move || {
            let _seat = seat;
            question(&sources);
        });
        true
    }
}
