//! What polls have learnt of a source, beyond its articles.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Pacing, SourceKind};

/// What the polls of a source have learnt of it. Each poll takes it from the job and leaves it, brought up to date, in its
/// end; a source whose address changes in the configuration begins without any.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// What the source turned out to be the last time it was read; `None` before that.
    pub read_as: Option<SourceKind>,
    /// Where the server says it has moved to for good.
    pub moved: Option<Move>,
    /// How often it wants to be asked, in its own words.
    pub pacing: Pacing,
    /// How often it has news.
    pub tempo: Tempo,
}

/// A move for good (301, 308), as a server has announced it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The new address.
    pub to: String,
    /// Polls in a row that were sent there. One may be a mistake of the server; [`Move::BELIEVED`] are believed.
    pub times: u32,
}

impl Move {
    /// From so many announcements on the new address is asked in place of the old one.
    pub const BELIEVED: u32 = 3;

    /// Whether the new address is asked in place of the old one.
    #[must_use]
    pub fn is_believed(&self) -> bool {
        self.times >= Self::BELIEVED
    }
}

/// How often a source has news, as its polls have seen it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tempo {
    /// The usual time between two new items; `None` while too few were seen.
    pub gap: Option<Duration>,
    /// When something new last came: the poll that brought it; after the first poll, the date of its newest item.
    pub last_new: Option<Timestamp>,
    /// The first of the polls in a row that were answered without any item; `None` while it lists some.
    pub empty_since: Option<Timestamp>,
}
