//! The threads that read foreign bytes: few, reused, watched, and abandoned when they do not come back.

mod thread_clock;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{SendError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, oneshot, watch};
use tokio::time::timeout;

use super::{Spoiled, message};
use thread_clock::ThreadClock;

/// Parsers recurse into what the web sends; the depth gates of `read` keep that far below this. Only what is used of it
/// takes memory.
const STACK_BYTES: usize = 16 * 1024 * 1024;
/// The shortest pause between two looks at a thread's clock.
const SHORTEST_LOOK: Duration = Duration::from_millis(5);

/// How much may be done at once, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Work at the same time.
    pub(super) threads: usize,
    /// CPU time of one piece of work.
    pub(super) budget: Duration,
    /// Time on the wall of one piece of work, for when CPU time is unknown or does not pass.
    pub(super) wall: Duration,
    /// Abandoned threads beside which new work is begun.
    pub(super) abandoned: usize,
}

impl Limits {
    /// A thread for each core and one more: this is CPU work, and more threads would only take memory.
    pub(super) fn of_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let (budget, wall) = (Duration::from_secs(10), Duration::from_secs(120));
        Self { threads: cores + 1, budget, wall, abandoned: 2 * cores + 2 }
    }
}

/// The pool. Threads are started when there is work for them.
#[derive(Debug)]
pub(super) struct Pool {
    limits: Limits,
    turns: Semaphore,
    shared: Arc<Shared>,
}

/// What the pool shares with its threads.
#[derive(Debug)]
struct Shared {
    max_idle: usize,
    idle: Mutex<Vec<Sender<Job>>>,
    n_abandoned: watch::Sender<usize>,
}

type Job = Box<dyn FnOnce(&Arc<ThreadClock>) + Send>;

impl Pool {
    pub(super) fn new(limits: Limits) -> Self {
        let shared = Shared { max_idle: limits.threads, idle: Mutex::default(), n_abandoned: watch::Sender::default() };
        Self { limits, turns: Semaphore::new(limits.threads), shared: Arc::new(shared) }
    }

    /// See [`super::run`].
    pub(super) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Spoiled> {
        self.wait_for_room().await?;
        // Given back also when the work is abandoned, so that other work goes on beside it.
        let _turn = self.turns.acquire().await.map_err(|error| Spoiled::NoThread(error.to_string()))?;
        let watched = Watched::new(&self.shared);
        let (done, shared) = (Arc::clone(&watched.stage), Arc::clone(&self.shared));
        let (begin, begun) = oneshot::channel();
        let (finish, mut finished) = oneshot::channel();
        let span = tracing::Span::current();
        self.hand_over(Box::new(move |clock| {
            // Sending fails only where nobody waits any more.
            let _ = begin.send((Arc::clone(clock), clock.read()));
            // `AssertUnwindSafe` holds: the closure owns what it touches, and all of it is dropped with the panic.
            let caught = span.in_scope(|| catch_unwind(AssertUnwindSafe(work)));
            if done.swap(DONE, Ordering::SeqCst) == ABANDONED {
                shared.take_back();
                shared.log_abandoned("has ended after it was given up");
            }
            let _ = finish.send(caught.map_err(|payload| Spoiled::Panicked(message(&*payload))));
        }))
        .map_err(|error| Spoiled::NoThread(error.to_string()))?;

        let ended = |_| Spoiled::Panicked("a thread ended before its work".to_owned());
        let (clock, at_begin) = begun.await.map_err(ended)?;
        let began = Instant::now();
        let mut pause = self.limits.budget;
        loop {
            if let Ok(answer) = timeout(pause, &mut finished).await {
                return answer.map_err(ended)?;
            }
            pause = self.time_left(&clock, at_begin, began).ok_or(Spoiled::TooSlow(self.limits.budget))?;
        }
    }

    /// Waits until few enough abandoned threads are running.
    async fn wait_for_room(&self) -> Result<(), Spoiled> {
        let mut n_abandoned = self.shared.n_abandoned.subscribe();
        let room = n_abandoned.wait_for(|n| *n < self.limits.abandoned);
        match timeout(self.limits.budget, room).await {
            Ok(_) => Ok(()),
            Err(_) => Err(Spoiled::Overloaded(*self.shared.n_abandoned.borrow())),
        }
    }

    /// Gives a job to an idle thread, else to a new one.
    fn hand_over(&self, mut job: Job) -> io::Result<()> {
        while let Some(thread) = self.shared.lock_idle().pop() {
            match thread.send(job) {
                Ok(()) => return Ok(()),
                Err(SendError(back)) => job = back,
            }
        }
        let shared = Arc::clone(&self.shared);
        let builder = std::thread::Builder::new().name("rasid-read".to_owned()).stack_size(STACK_BYTES);
        builder.spawn(move || work_through(&shared, job)).map(|_detached| ())
    }

    /// What is left of the budget; `None` when it is used up.
    fn time_left(&self, clock: &ThreadClock, at_begin: Option<Duration>, began: Instant) -> Option<Duration> {
        let left = |limit: Duration, used: Duration| limit.checked_sub(used).filter(|left| !left.is_zero());
        let wall_left = left(self.limits.wall, began.elapsed())?;
        let used = clock.read().zip(at_begin).map(|(now, at_begin)| now.saturating_sub(at_begin));
        let cpu_left = used.map_or(Some(wall_left), |used| left(self.limits.budget, used))?;
        Some(cpu_left.min(wall_left).max(SHORTEST_LOOK))
    }
}

impl Shared {
    fn lock_idle(&self) -> std::sync::MutexGuard<'_, Vec<Sender<Job>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a thread for the next job, unless there are enough: more were started while some were abandoned.
    fn keep(&self, thread: &Sender<Job>) -> bool {
        let mut idle = self.lock_idle();
        let is_wanted = idle.len() < self.max_idle;
        if is_wanted {
            idle.push(thread.clone());
        }
        is_wanted
    }

    fn take_back(&self) {
        self.n_abandoned.send_modify(|n| *n = n.saturating_sub(1));
    }

    fn log_abandoned(&self, what: &str) {
        let n = *self.n_abandoned.borrow();
        tracing::warn!(abandoned = n, "a reading of foreign bytes {what}; {n} that were given up are still running");
    }
}

/// The life of one thread: the first job, then all that it is handed.
fn work_through(shared: &Shared, first: Job) {
    let clock = Arc::new(ThreadClock::of_this_thread());
    let (sender, jobs) = channel();
    first(&clock);
    while shared.keep(&sender) {
        // The sender above keeps the channel open, so this waits until there is a job.
        let Ok(job) = jobs.recv() else { return };
        job(&clock);
    }
}

const RUNNING: u8 = 0;
const DONE: u8 = 1;
const ABANDONED: u8 = 2;

/// Somebody waits for a piece of work. When nobody does any more and it still runs, it counts as abandoned.
struct Watched<'a> {
    stage: Arc<AtomicU8>,
    shared: &'a Shared,
}

impl<'a> Watched<'a> {
    fn new(shared: &'a Shared) -> Self {
        Self { stage: Arc::new(AtomicU8::new(RUNNING)), shared }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        let is_held_by_a_thread = Arc::strong_count(&self.stage) > 1;
        if !is_held_by_a_thread || self.stage.load(Ordering::SeqCst) == DONE {
            return;
        }
        // Counted before it is marked, as the thread takes the count back when it finds the mark.
        self.shared.n_abandoned.send_modify(|n| *n += 1);
        match self.stage.swap(ABANDONED, Ordering::SeqCst) {
            DONE => self.shared.take_back(),
            _ => self.shared.log_abandoned("was given up"),
        }
    }
}

#[cfg(test)]
mod tests;
