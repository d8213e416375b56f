//! A pass over stored articles: each is looked at once, on as many threads as there are cores, and what was seen is handed
//! to one receiver, chunk by chunk in a fixed order.
//!
//! Which articles they are is decided at the start; those that are stored meanwhile are not among them. Each thread reads
//! its chunks itself, and a new chunk is begun only when one was received, so the memory is bounded by the number of
//! threads, however slow the receiver is. No view of the database is held for longer than the reading of one chunk: its
//! log does not grow, and who writes is not kept waiting.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::store::{ArticleId, ArticleText, Store, StoreError, TextChoice};

/// Articles that are read at once: a quarter of a megabyte of usual texts.
const CHUNK: usize = 64;

/// Chunks that may be on their way for each thread: one in work, one that waits for an earlier one of another thread,
/// and one to go on with.
const CHUNKS_A_THREAD: usize = 3;

/// Stored articles that are to be read, the newest of the collection first.
#[derive(Debug, Clone)]
pub struct Pass {
    store: Store,
    /// From the lowest.
    ids: Vec<ArticleId>,
    n_threads: NonZero<usize>,
}

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassEnd {
    /// Everything was read and received.
    Complete,
    /// It was told to stop before that.
    Stopped,
}

/// What a thread hands on: the number of a chunk, and what was seen in it.
type Seen<T> = (usize, Result<Vec<T>, Failure>);

enum Failure {
    Store(StoreError),
    /// It was told to stop on the way.
    Stopped,
    /// The look panicked.
    Panic(Box<dyn Any + Send>),
}

impl Pass {
    /// Chooses the articles of a pass on all cores.
    ///
    /// # Errors
    /// The database fails.
    pub fn choose(store: &Store, choice: &TextChoice) -> Result<Self, StoreError> {
        let n_threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        Ok(Self { store: store.clone(), ids: store.choose_texts(choice)?, n_threads })
    }

    /// Chooses the articles with the latest dates, for a pass on all cores.
    ///
    /// # Errors
    /// The database fails.
    pub fn newest(store: &Store, most: u32) -> Result<Self, StoreError> {
        let n_threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        Ok(Self { store: store.clone(), ids: store.newest_articles(most)?, n_threads })
    }

    /// The same pass on so many threads.
    #[must_use]
    pub fn with_threads(self, n_threads: NonZero<usize>) -> Self {
        Self { n_threads, ..self }
    }

    /// How many articles will be read.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.ids.len()
    }

    /// Looks at each article, on several threads, and hands on what was seen: chunk by chunk, the newest first, within a
    /// chunk from the lowest number. Ends early once `stop` is true or the receiver breaks off; what was received before
    /// stays in order and without gaps. An article that has gone meanwhile is passed over.
    ///
    /// # Errors
    /// The database fails.
    ///
    /// # Panics
    /// As `look` does.
    pub fn run<T: Send>(
        &self,
        stop: &AtomicBool,
        look: impl Fn(&ArticleText) -> T + Sync,
        mut receive: impl FnMut(Vec<T>) -> ControlFlow<()>,
    ) -> Result<PassEnd, StoreError> {
        let chunks: Vec<&[ArticleId]> = self.ids.rchunks(CHUNK).collect();
        let (to_do, work) = mpsc::channel();
        let work = Mutex::new(work);
        let (done, seen) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.n_threads.get().min(chunks.len()) {
                let (done, chunks, work, look) = (done.clone(), &chunks, &work, &look);
                scope.spawn(move || look_at_chunks(&self.store, chunks, stop, work, look, &done));
            }
            drop(done);
            // Taken along, so that it is gone when this ends, however it does, and the threads with it.
            let to_do = to_do;
            let n_ahead = self.n_threads.get() * CHUNKS_A_THREAD;
            in_order(chunks.len(), n_ahead, &to_do, &seen, stop, &mut receive)
        })
    }
}

/// Does the chunks that it is given, one after the other, until there are no more or it is told to stop.
fn look_at_chunks<T>(
    store: &Store,
    chunks: &[&[ArticleId]],
    stop: &AtomicBool,
    work: &Mutex<Receiver<usize>>,
    look: &impl Fn(&ArticleText) -> T,
    done: &Sender<Seen<T>>,
) {
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(number) = next else { return };
        let ids = chunks.get(number).copied().unwrap_or_default();
        let seen = catch_unwind(AssertUnwindSafe(|| look_at(store, ids, stop, look)));
        let seen = match seen {
            Ok(Ok(Some(seen))) => Ok(seen),
            Ok(Ok(None)) => Err(Failure::Stopped),
            Ok(Err(error)) => Err(Failure::Store(error)),
            Err(payload) => Err(Failure::Panic(payload)),
        };
        if done.send((number, seen)).is_err() {
            return;
        }
    }
}

/// Looks at one chunk; `None` if it was told to stop.
fn look_at<T>(
    store: &Store,
    ids: &[ArticleId],
    stop: &AtomicBool,
    look: &impl Fn(&ArticleText) -> T,
) -> Result<Option<Vec<T>>, StoreError> {
    let texts = store.texts(ids)?;
    Ok(texts.iter().map(|article| (!stop.load(Ordering::Relaxed)).then(|| look(article))).collect())
}

/// Hands out the chunks, and hands on what was seen in them in their order.
fn in_order<T>(
    n_chunks: usize,
    n_ahead: usize,
    to_do: &Sender<usize>,
    seen: &Receiver<Seen<T>>,
    stop: &AtomicBool,
    receive: &mut impl FnMut(Vec<T>) -> ControlFlow<()>,
) -> Result<PassEnd, StoreError> {
    let mut chunks = 0..n_chunks;
    let hand_out = |chunk: usize| {
        // Threads that are gone have said why, or were told to stop.
        let _ = to_do.send(chunk);
    };
    chunks.by_ref().take(n_ahead).for_each(hand_out);
    let mut early = BTreeMap::new();
    for next in 0..n_chunks {
        let chunk = loop {
            if let Some(chunk) = early.remove(&next) {
                break chunk;
            }
            let (number, chunk) = seen.recv().expect("each chunk that was handed out is answered");
            early.insert(number, chunk);
        };
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(Failure::Stopped) => return Ok(PassEnd::Stopped),
            Err(Failure::Store(error)) => return Err(error),
            Err(Failure::Panic(payload)) => resume_unwind(payload),
        };
        if stop.load(Ordering::Relaxed) || receive(chunk).is_break() {
            return Ok(PassEnd::Stopped);
        }
        chunks.next().into_iter().for_each(hand_out);
    }
    Ok(PassEnd::Complete)
}

#[cfg(test)]
mod tests;
