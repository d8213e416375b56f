//! Subscriptions at WebSub hubs, which tell of a source's news as they come (W3C Recommendation of January 2018).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::article::named_enum;
use super::{Secret, SourceId};

/// Where a source says that its news are told, and by which name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hub {
    /// The address of the hub.
    pub hub: String,
    /// The address by which the hub knows the source.
    pub topic: String,
}

/// A subscription, or what shall become or was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its number in the collection.
    pub id: i64,
    /// The source.
    pub source: SourceId,
    /// What is subscribed to, and where.
    pub hub: Hub,
    /// How far it has come.
    pub state: SubscriptionState,
    /// The address that the hub tells; its end is as good as a password. `None` before the hub was asked.
    pub callback: Option<Secret>,
    /// What the hub signs its messages with.
    pub secret: Option<Secret>,
    /// Until then the hub may ask whether we mean what we asked for.
    pub asked_until: Option<Timestamp>,
    /// Requests in a row that led to nothing; the one under way counts among them.
    pub failures: u32,
    /// The end of what the hub has granted.
    pub lease_expires: Option<Timestamp>,
    /// When the hub is asked next.
    pub next_try: Timestamp,
    /// When the hub last told of news, rightly signed.
    pub last_push: Option<Timestamp>,
}

named_enum!(
    /// How far a subscription has come.
    SubscriptionState {
        /// The hub was not asked yet.
        Wanted = "wanted",
        /// The hub was asked and has not come back to us.
        Pending = "pending",
        /// The hub has made sure that we want it, and tells.
        Active = "active",
        /// The hub does not want to.
        Refused = "refused",
        /// It is no longer wanted, and the hub has to be told.
        Leaving = "leaving",
    }
);
