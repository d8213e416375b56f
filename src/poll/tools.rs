//! What workers share.

use std::sync::Arc;

use super::complaints::Complaints;
use crate::analysis::topics::TopicSet;
use crate::clock::Clock;
use crate::fetch::Fetcher;
use crate::read::article::rules::RuleSet;
use crate::text::url::AddressRules;

/// What a worker works with. Cheap to clone; the same for all polls between two reloads of the configuration.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Makes the requests, and keeps the limits of hosts.
    pub fetcher: Fetcher,
    /// The compiled rules.
    pub topics: Arc<TopicSet>,
    /// The user's rules for pages.
    pub rules: Arc<RuleSet>,
    /// When two addresses are one article.
    pub addresses: Arc<AddressRules>,
    /// What was said of the rules so far.
    pub complaints: Complaints,
    /// The time at which pages are fetched.
    pub clock: Clock,
}
