//! What the pages remember of answers that take long.

use std::collections::HashMap;

use crate::model::AlertId;
use crate::query::cases::sources::Judged;
use crate::query::cases::topic::TopicSight;
use crate::query::cases::topics::TopicOverview;
pub(super) use crate::serve::remembered::Known;
use crate::serve::remembered::Remembered;
use crate::store::{AlertState, Stats};

/// What the pages remember.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// All topics.
    pub(super) topics: Remembered<Vec<TopicOverview>>,
    /// What the pages of topics show, by topic.
    pub(super) sights: Remembered<TopicSight>,
    /// How the sources fare.
    pub(super) sources: Remembered<Vec<Judged>>,
    /// What the whole collection holds.
    pub(super) figures: Remembered<Figures>,
}

/// What takes long to count in a large collection.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) stats: Stats,
    /// Sources that someone should look after.
    pub(super) failing: Vec<Judged>,
    /// Where alerts stand; none has an entry that was never looked at.
    pub(super) alerts: HashMap<AlertId, AlertState>,
}
