//! Work beside the polls, on tasks of its own, by what the configuration wishes at the time.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

/// What such work looks at: `None` until the configuration is taken.
pub(super) type Wished<W> = watch::Receiver<Option<Arc<W>>>;

/// Some work, and what it goes by.
pub(super) struct Beside<W> {
    wishes: watch::Sender<Option<Arc<W>>>,
    working: JoinSet<()>,
}

impl<W: Send + Sync + 'static> Beside<W> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { wishes: watch::channel(None).0, working: JoinSet::new() }
    }

    /// Begins with some work.
    pub(super) fn begin<F: Future<Output = ()> + Send + 'static>(&mut self, work: impl FnOnce(Wished<W>) -> F) {
        self.working.spawn(work(self.wishes.subscribe()));
    }

    /// Takes wishes into account, from now on.
    pub(super) fn take(&self, wishes: W) {
        self.wishes.send_replace(Some(Arc::new(wishes)));
    }

    /// Waits for the end of the work, which only a defect brings about; `None` where there is no work.
    pub(super) async fn broken(&mut self) -> Option<JoinError> {
        self.working.join_next().await?.err()
    }

    /// Ends it at once. What is on its way to somebody then is done again after the next start.
    pub(super) async fn stop(&mut self) {
        self.working.shutdown().await;
    }
}
