//! How often a source wants to be asked, in its own words.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a feed says of its own rhythm. It is remembered, because it holds after a 304 as well.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pacing {
    /// The longest of RSS `ttl` and the period of the syndication module (`sy:updatePeriod` over `sy:updateFrequency`).
    pub pause: Option<Duration>,
    /// Hours of the day in UTC, 0 to 23, in which the feed is not to be asked (RSS `skipHours`); sorted, each once.
    pub skip_hours: Vec<u8>,
    /// Days of the week, 1 (Monday) to 7, on which the feed is not to be asked (RSS `skipDays`); sorted, each once.
    pub skip_days: Vec<u8>,
}
