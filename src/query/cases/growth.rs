//! What grows beyond its habit at a time: topics, with all that is part of them, and stories.
//!
//! The counts come from the store, the verdict from [`crate::analysis::burst`]; here they meet, for lists of topics and
//! stories, and for whoever wants to be told.

use jiff::Timestamp;

use crate::analysis::burst::{self, Counts, Growth, HABIT_HOURS, Mark, STORY_HOURS, TOPIC_HOURS};
use crate::model::TopicId;
use crate::query::listing::Cell;
use crate::store::{Store, StoreError, StoryId};

/// What the whole collection brought, hour by hour, before a time.
#[derive(Debug)]
pub struct Pulse<'s> {
    store: &'s Store,
    now: Timestamp,
    all: Vec<u32>,
}

/// How topics grow.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicGrowth {
    /// Articles of the last 24 hours, copies not among them.
    pub last_day: u32,
    /// Each span of hours beside the habit; none where there is no habit yet.
    pub spans: Vec<Growth>,
}

/// How a story grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryGrowth {
    /// Texts of the last [`STORY_HOURS`].
    pub latest: u32,
    /// These beside the habit; `None` where there is none yet.
    pub beside_habit: Option<Growth>,
}

impl TopicGrowth {
    /// What the last 24 hours would bring by habit.
    #[must_use]
    pub fn usual_day(&self) -> Option<f64> {
        self.spans.iter().find(|span| span.hours == 24).map(|span| span.expected)
    }

    /// How far they grow beyond it.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        burst::strongest(&self.spans).and_then(|span| span.mark)
    }
}

impl<'s> Pulse<'s> {
    /// What is known before `now`.
    ///
    /// # Errors
    /// The database fails.
    pub fn new(store: &'s Store, now: Timestamp) -> Result<Self, StoreError> {
        Ok(Self { store, now, all: store.hourly_articles(now, HABIT_HOURS)? })
    }

    /// The collection.
    pub(super) fn store(&self) -> &'s Store {
        self.store
    }

    /// How some topics grow together: a topic and those below it.
    ///
    /// # Errors
    /// The database fails.
    pub fn of_topics(&self, topics: &[TopicId]) -> Result<TopicGrowth, StoreError> {
        let own = self.store.hourly_of_topics(topics, self.now, HABIT_HOURS)?;
        let counts = Counts { own: &own.counts, all: &self.all, age_hours: own.age_hours };
        Ok(TopicGrowth {
            last_day: own.counts.iter().take(24).sum(),
            spans: TOPIC_HOURS.iter().filter_map(|&hours| burst::of_topic(counts, hours)).collect(),
        })
    }

    /// How a story grows in the last [`STORY_HOURS`].
    ///
    /// # Errors
    /// The database fails.
    pub fn of_story(&self, story: StoryId) -> Result<StoryGrowth, StoreError> {
        let own = self.store.hourly_of_story(story, self.now, HABIT_HOURS)?;
        Ok(StoryGrowth {
            latest: own.counts.iter().take(STORY_HOURS).sum(),
            beside_habit: burst::of_story(Counts { own: &own.counts, all: &self.all, age_hours: own.age_hours }),
        })
    }
}

/// A span of hours beside the habit, for programs.
pub(super) fn cell(growth: &Growth) -> Cell {
    Cell::record([
        ("hours", Cell::count(growth.hours as u64)),
        ("observed", growth.observed.into()),
        ("expected", growth.expected.into()),
        ("probability", growth.probability.into()),
        ("mark", growth.mark.map(Mark::as_str).into()),
    ])
}
