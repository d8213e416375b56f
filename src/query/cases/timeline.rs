//! What came of a topic, day by day or hour by hour.

use jiff::Timestamp;

use crate::model::TopicId;
use crate::query::listing::{Cell, Column, Listing};
use crate::store::{Store, StoreError, TimelineStep};

/// The most days or hours of one timeline.
pub const MOST_STEPS: usize = 1_000;

/// A time that has no timeline.
#[derive(Debug, thiserror::Error)]
pub enum TimelineError {
    /// It is too long.
    #[error("the time asked for has more than {MOST_STEPS} {step}s: ask for less of it, or by day")]
    TooLong {
        /// How it was to be divided.
        step: TimelineStep,
    },
    /// It ends before it begins.
    #[error("the time to begin with lies after the one to end with: exchange them")]
    Backwards,
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The articles of a topic and of what is part of it, copies left out, by day or hour from the one of `since` on and before
/// `until`; also of those that brought nothing.
///
/// # Errors
/// The time is too long, or the database fails.
pub fn timeline(
    store: &Store,
    topic: &TopicId,
    since: Timestamp,
    until: Timestamp,
    step: TimelineStep,
) -> Result<Listing, TimelineError> {
    if since > until {
        return Err(TimelineError::Backwards);
    }
    let since = step.floor(since);
    let begins = std::iter::successors(Some(since), |at| step.next(*at)).take_while(|at| *at < until);
    let begins: Vec<Timestamp> = begins.take(MOST_STEPS + 1).collect();
    if begins.len() > MOST_STEPS {
        return Err(TimelineError::TooLong { step });
    }
    let counts = store.topic_timeline(topic, since, until, step)?;
    let rows = begins.into_iter().map(|at| {
        let n = counts.binary_search_by_key(&at, |(at, _)| *at).ok().and_then(|place| counts.get(place));
        vec![at.into(), Cell::count(n.map_or(0, |(_, n)| *n))]
    });
    Ok(Listing { columns: vec![Column::whole("at"), Column::whole("articles")], rows: rows.collect() })
}
