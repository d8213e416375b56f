//! Answers that take long to put together, remembered: how all topics grow is reckoned from all that came in within weeks.
//!
//! An answer is good for a minute. Later it is given once more, while a new one is put together beside it; only who comes
//! after a long pause, or first of all, waits for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::query::cases::topic::TopicSight;
use crate::query::cases::topics::TopicOverview;
use crate::serve::desk::{Desk, Refusal, Sources};

/// How long an answer is as good as a new one.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// How long it is better than to wait.
const USEFUL: SignedDuration = SignedDuration::from_mins(15);

/// Answers that are kept; the oldest go first.
const MOST: usize = 64;

/// What the pages remember.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// All topics.
    pub(super) topics: Remembered<Vec<TopicOverview>>,
    /// What the pages of topics show, by topic.
    pub(super) sights: Remembered<TopicSight>,
}

/// Answers to one kind of question, by what was asked.
#[derive(Debug)]
pub(super) struct Remembered<T> {
    answers: Arc<Mutex<BTreeMap<String, Answer<T>>>>,
    /// Held while somebody waits for a new answer, so that all others wait for the same.
    asking: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug)]
struct Answer<T> {
    at: Timestamp,
    value: Arc<T>,
    is_renewed: bool,
}

/// An answer, and when it was given.
#[derive(Debug)]
pub(super) struct Known<T> {
    pub(super) at: Timestamp,
    pub(super) value: Arc<T>,
}

impl<T> Clone for Remembered<T> {
    fn clone(&self) -> Self {
        Self { answers: Arc::clone(&self.answers), asking: Arc::clone(&self.asking) }
    }
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { answers: Arc::default(), asking: Arc::default() }
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
        let name = format!("{} {name}", desk.config().topics.version());
        let now = desk.now();
        if let Some(known) = self.known(&name, now) {
            if now.duration_since(known.at) > FRESH && self.is_to_renew(&name) {
                let (memory, name) = (self.clone(), name);
                desk.ask_aside(move |from| match question(from) {
                    Ok(value) => drop(memory.keep(name, from.now, value)),
                    Err(error) => tracing::warn!("an answer was not renewed: {error}"),
                });
            }
            return Ok(known);
        }
        let _turn = self.asking.lock().await;
        if let Some(known) = self.known(&name, now) {
            return Ok(known);
        }
        let value = desk.ask(move |from| question(from)).await?;
        Ok(self.keep(name, now, value))
    }

    fn known(&self, name: &str, now: Timestamp) -> Option<Known<T>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.get(name).filter(|answer| now.duration_since(answer.at) <= USEFUL)?;
        Some(Known { at: answer.at, value: Arc::clone(&answer.value) })
    }

    /// Whether nobody puts a new answer together yet.
    fn is_to_renew(&self, name: &str) -> bool {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get_mut(name).is_some_and(|answer| !std::mem::replace(&mut answer.is_renewed, true))
    }

    fn keep(&self, name: String, at: Timestamp, value: T) -> Known<T> {
        let value = Arc::new(value);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(name, Answer { at, value: Arc::clone(&value), is_renewed: false });
        while answers.len() > MOST {
            let oldest = answers.iter().min_by_key(|(_, answer)| answer.at).map(|(name, _)| name.clone());
            let Some(oldest) = oldest else { break };
            answers.remove(&oldest);
        }
        Known { at, value }
    }
}
