//! Answers that take long to put together, remembered: how all topics grow is reckoned from all that came in within weeks.
//!
//! What was quickly told is told anew each time. What took longer is good for a minute; later it is given once more, while a
//! new answer is put together beside it, so that only who comes after a long pause, or first of all, waits.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::desk::{Desk, Refusal, Sources};

/// What takes no longer is not remembered: small collections are shown as they are.
const QUICK: Duration = Duration::from_millis(40);

/// How long an answer is as good as a new one.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// How long it is better than to wait.
const USEFUL: SignedDuration = SignedDuration::from_mins(15);

/// Answers that are kept; the oldest go first.
const MOST: usize = 64;

/// Answers to one kind of question, by what was asked.
#[derive(Debug)]
pub(super) struct Remembered<T>(Arc<Shelf<T>>);

#[derive(Debug)]
struct Shelf<T> {
    answers: Mutex<BTreeMap<String, Answer<T>>>,
    /// Whether the latest answer took long.
    is_slow: AtomicBool,
    /// Held while an answer is put together that takes long, so that all who wait for one wait for the same.
    asking: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug)]
struct Answer<T> {
    at: Timestamp,
    value: Arc<T>,
    is_being_renewed: bool,
}

/// An answer, and when it was given.
#[derive(Debug)]
pub(super) struct Known<T> {
    pub(super) at: Timestamp,
    pub(super) value: Arc<T>,
}

impl<T> Clone for Remembered<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        let (answers, asking) = (Mutex::default(), Arc::default());
        Self(Arc::new(Shelf { answers, is_slow: AtomicBool::new(true), asking }))
    }
}

impl<T: Send + Sync + 'static> Remembered<T> {
    /// The answer to a question, which goes by a name; what is asked of other rules is another question.
    pub(super) async fn ask(
        &self,
        desk: &Desk,
        name: &str,
        question: impl Fn(&Sources) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<Known<T>, Refusal> {
        let (full_name, now) = (full_name(desk, name), desk.now());
        if let Some(known) = self.known(&full_name, now) {
            if now.duration_since(known.at) > FRESH && !self.mark_being_renewed(&full_name, true) {
                self.prepare(desk, name, question);
            }
            return Ok(known);
        }
        let _turn = match self.0.is_slow.load(Ordering::Relaxed) {
            true => Some(self.0.asking.lock().await),
            false => None,
        };
        if let Some(known) = self.known(&full_name, now) {
            return Ok(known);
        }
        let memory = self.clone();
        desk.ask(move |from| memory.tell(full_name, from.now, || question(from))).await
    }

    /// Puts an answer together before somebody waits for it.
    pub(super) fn prepare(
        &self,
        desk: &Desk,
        name: &str,
        question: impl Fn(&Sources) -> Result<T, Refusal> + Send + 'static,
    ) {
        let (memory, full_name) = (self.clone(), full_name(desk, name));
        let known = full_name.clone();
        let turn = Arc::clone(&self.0.asking).try_lock_owned();
        let is_asked = desk.ask_aside(move |from| {
            let _turn = turn;
            if let Err(error) = memory.tell(full_name.clone(), from.now, || question(from)) {
                tracing::warn!("an answer was not renewed: {error}");
                memory.mark_being_renewed(&full_name, false);
            }
        });
        if !is_asked {
            self.mark_being_renewed(&known, false);
        }
    }

    /// Asks, and remembers the answer if it took long.
    fn tell(
        &self,
        name: String,
        now: Timestamp,
        find_out: impl FnOnce() -> Result<T, Refusal>,
    ) -> Result<Known<T>, Refusal> {
        let began = Instant::now();
        let value = find_out()?;
        Ok(self.keep(name, now, value, began.elapsed()))
    }

    /// Remembers an answer that took so long, if that is long.
    fn keep(&self, name: String, now: Timestamp, value: T, took: Duration) -> Known<T> {
        let value = Arc::new(value);
        let is_slow = took > QUICK;
        self.0.is_slow.store(is_slow, Ordering::Relaxed);
        let mut answers = self.answers();
        if is_slow {
            answers.insert(name, Answer { at: now, value: Arc::clone(&value), is_being_renewed: false });
        } else {
            answers.remove(&name);
        }
        while answers.len() > MOST {
            let oldest = answers.iter().min_by_key(|(_, answer)| answer.at).map(|(name, _)| name.clone());
            let Some(oldest) = oldest else { break };
            answers.remove(&oldest);
        }
        Known { at: now, value }
    }

    fn known(&self, name: &str, now: Timestamp) -> Option<Known<T>> {
        let answers = self.answers();
        let answer = answers.get(name).filter(|answer| now.duration_since(answer.at) <= USEFUL)?;
        Some(Known { at: answer.at, value: Arc::clone(&answer.value) })
    }

    /// Notes whether somebody puts a new answer together, and gives back what was noted before.
    fn mark_being_renewed(&self, name: &str, now: bool) -> bool {
        let mut answers = self.answers();
        answers.get_mut(name).is_some_and(|answer| std::mem::replace(&mut answer.is_being_renewed, now))
    }

    fn answers(&self) -> MutexGuard<'_, BTreeMap<String, Answer<T>>> {
        // The list is whole even if somebody panicked while holding it.
        self.0.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of a question that is asked of the rules of the moment.
fn full_name(desk: &Desk, name: &str) -> String {
    format!("{} {name}", desk.config().topics.version())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    const LONG: Duration = Duration::from_millis(41);

    #[test]
    fn what_took_long_is_remembered_for_a_while_and_what_was_quick_is_not() {
        let memory = Remembered::default();
        assert_eq!(*memory.keep("a".to_owned(), at(0), 1, QUICK).value, 1);
        assert!(memory.known("a", at(0)).is_none(), "it is told anew");
        memory.keep("a".to_owned(), at(0), 2, LONG);
        assert_eq!(memory.known("a", at(900)).map(|known| *known.value), Some(2));
        assert!(memory.known("a", at(901)).is_none() && memory.known("b", at(0)).is_none());
        assert!(!memory.mark_being_renewed("a", true) && memory.mark_being_renewed("a", true), "by one reader alone");
        assert!(memory.tell("a".to_owned(), at(1000), || Err(Refusal::Busy)).is_err());
        assert_eq!(memory.known("a", at(60)).map(|known| *known.value), Some(2), "what failed leaves what was known");
    }

    #[test]
    fn the_oldest_answer_goes_first() {
        let memory = Remembered::default();
        let most = i64::try_from(MOST).expect("small");
        for n in 0..=most {
            let answer = Answer { at: at(n), value: Arc::new(0), is_being_renewed: false };
            memory.answers().insert(n.to_string(), answer);
        }
        memory.keep("new".to_owned(), at(most + 1), 1, LONG);
        assert_eq!(memory.answers().len(), MOST);
        assert!(memory.known("0", at(0)).is_none() && memory.known("1", at(1)).is_none());
        assert!(memory.known("new", at(most + 1)).is_some());
    }
}
