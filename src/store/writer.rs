//! The one thread that writes, and how it groups commits.
//!
//! A durable commit waits for the disk; a hundred commands in one commit wait once. So the thread takes whatever waits,
//! runs it in one transaction, commits, and only then answers. The queue is bounded: when the disk is slower than the
//! workers, the workers wait.
//!
//! A failing command must not take its neighbours along. Savepoints would do, but the search index writes out all it has
//! gathered at each of them, which loses what grouping wins. Instead the rare group that fails is undone as a whole, and
//! its commands run again, each in a transaction of its own. That is why a command is an `Fn`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::error::StoreError;

/// Commands that may wait before their callers do: more than polls run at the same time, so that these never wait to hand
/// their outcomes in.
const QUEUE_LENGTH: usize = 512;

/// The most commands of one commit: bounds how long the first of them waits for its answer.
const MAX_GROUP: usize = 64;

/// The thread that owns the write connection. Dropping it lets the thread finish what waits, and waits for that.
#[derive(Debug)]
pub(super) struct Writer {
    path: PathBuf,
    commands: Option<SyncSender<Box<dyn Command>>>,
    thread: Option<JoinHandle<()>>,
    tally: Arc<Tally>,
}

/// What was written since the database was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WriteCounts {
    /// Transactions that are on disk.
    pub transactions: u64,
    /// Commands within them: one for each part of a poll, for instance.
    pub commands: u64,
    /// Transactions that were undone; their commands were tried again one by one.
    pub undone: u64,
}

#[derive(Debug, Default)]
struct Tally {
    transactions: AtomicU64,
    commands: AtomicU64,
    undone: AtomicU64,
}

/// The answer to a command that was handed in.
#[derive(Debug)]
pub(super) struct Pending<T>(Receiver<Result<T, StoreError>>);

impl Writer {
    /// Starts the thread.
    ///
    /// `undone` is called on it whenever a transaction is undone, with what its commands remembered outside the database.
    pub(super) fn start(path: &Path, db: Connection, undone: impl Fn() + Send + 'static) -> Result<Self, StoreError> {
        let (commands, queue) = mpsc::sync_channel(QUEUE_LENGTH);
        let owned_path = path.to_owned();
        let tally = Arc::<Tally>::default();
        let counted = Arc::clone(&tally);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(Desk { db, path: owned_path, undone: Box::new(undone), tally: counted }, &queue))
            .map_err(|error| StoreError::from_io(path, error))?;
        Ok(Self { path: path.to_owned(), commands: Some(commands), thread: Some(thread), tally })
    }

    /// What was written so far.
    pub(super) fn counts(&self) -> WriteCounts {
        let Tally { transactions, commands, undone } = &*self.tally;
        let [transactions, commands, undone] = [transactions, commands, undone].map(|n| n.load(Ordering::Relaxed));
        WriteCounts { transactions, commands, undone }
    }

    /// Hands in a command for the next transaction; blocks while the queue is full.
    pub(super) fn submit<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.hand_in(work, false)
    }

    /// Runs a command in a transaction and waits until it is on disk.
    pub(super) fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.submit(work).wait()
    }

    /// Runs what SQLite does not allow inside a transaction.
    pub(super) fn run_alone<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.hand_in(work, true).wait()
    }

    /// Hands in a command for the next transaction; `reply` is called on the writer's thread once it is on disk, or undone.
    pub(super) fn submit_then<T, F, R>(&self, work: F, reply: R)
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
        R: FnOnce(Result<T, StoreError>) + Send + 'static,
    {
        self.send(work, false, reply);
    }

    fn hand_in<T, F>(&self, work: F, is_alone: bool) -> Pending<T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.send(work, is_alone, move |result| {
            // A caller that no longer listens needs no answer.
            let _ = reply.send(result);
        });
        Pending(answer)
    }

    fn send<T, F, R>(&self, work: F, is_alone: bool, reply: R)
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
        R: FnOnce(Result<T, StoreError>) + Send + 'static,
    {
        let command = Box::new(Task { path: self.path.clone(), work, is_alone, result: None, reply });
        if let Some(commands) = &self.commands {
            // Without a thread the command is dropped, its reply with it, and who waits for it is told.
            let _ = commands.send(command);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.commands.take());
        if let Some(thread) = self.thread.take() {
            // Panics of commands are caught; one of the loop itself has already been answered with `Panicked`.
            let _ = thread.join();
        }
    }
}

impl<T> Pending<T> {
    /// Waits until the command is on disk, or undone.
    pub(super) fn wait(self) -> Result<T, StoreError> {
        self.0.recv().unwrap_or(Err(StoreError::Panicked))
    }
}

/// A unit of work whose answer waits for the commit.
trait Command: Send {
    fn is_alone(&self) -> bool;
    /// Runs the work and keeps its result; may be called again after the transaction was undone.
    fn run(&mut self, db: &Connection) -> Result<(), StoreError>;
    /// Gives the caller the kept result, or the reason why there is none.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Task<T, F, R> {
    path: PathBuf,
    work: F,
    is_alone: bool,
    result: Option<T>,
    reply: R,
}

impl<T, F, R> Command for Task<T, F, R>
where
    T: Send,
    F: Fn(&Connection) -> rusqlite::Result<T> + Send,
    R: FnOnce(Result<T, StoreError>) + Send,
{
    fn is_alone(&self) -> bool {
        self.is_alone
    }

    fn run(&mut self, db: &Connection) -> Result<(), StoreError> {
        let worked = catch_unwind(AssertUnwindSafe(|| (self.work)(db))).map_err(|_| StoreError::Panicked)?;
        self.result = Some(worked.map_err(|error| StoreError::from_sqlite(&self.path, error))?);
        Ok(())
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self { result, reply, .. } = *self;
        reply(committed.and_then(|()| result.ok_or(StoreError::Panicked)));
    }
}

/// What the thread works with.
struct Desk {
    db: Connection,
    path: PathBuf,
    undone: Box<dyn Fn() + Send>,
    tally: Arc<Tally>,
}

fn serve(mut desk: Desk, queue: &Receiver<Box<dyn Command>>) {
    while let Ok(first) = queue.recv() {
        let mut group = Vec::new();
        for mut command in std::iter::once(first).chain(queue.try_iter().take(MAX_GROUP - 1)) {
            if command.is_alone() {
                desk.commit(std::mem::take(&mut group));
                let done = command.run(&desk.db);
                command.answer(done);
            } else {
                group.push(command);
            }
        }
        desk.commit(group);
    }
}

impl Desk {
    /// Commits a group, or else each of its commands that can be.
    fn commit(&mut self, mut group: Vec<Box<dyn Command>>) {
        if group.is_empty() {
            return;
        }
        match self.run_together(&mut group) {
            Ok(()) => group.into_iter().for_each(|command| command.answer(Ok(()))),
            // No command is at fault, and each would wait for the lock once more.
            Err(error @ StoreError::Locked { .. }) => {
                group.into_iter().for_each(|command| command.answer(Err(error.clone())));
            }
            Err(error) if group.len() == 1 => group.into_iter().for_each(|command| command.answer(Err(error.clone()))),
            Err(_) => group.into_iter().for_each(|command| self.commit(vec![command])),
        }
    }

    fn run_together(&mut self, group: &mut [Box<dyn Command>]) -> Result<(), StoreError> {
        let failed = |error| StoreError::from_sqlite(&self.path, error);
        // Dropped without a commit, the transaction is undone.
        let transaction = self.db.transaction().map_err(failed)?;
        let ran = group.iter_mut().try_for_each(|command| command.run(&transaction));
        let committed = ran.and_then(|()| transaction.commit().map_err(failed));
        if committed.is_ok() {
            self.tally.transactions.fetch_add(1, Ordering::Relaxed);
            self.tally.commands.fetch_add(group.len() as u64, Ordering::Relaxed);
        } else {
            self.tally.undone.fetch_add(1, Ordering::Relaxed);
            (self.undone)();
        }
        committed
    }
}
