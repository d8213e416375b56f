//! The life of a subscription: what follows from asking a hub, and from what the hub says. Pure.

use std::time::Duration;

use jiff::Timestamp;

use crate::model::{Secret, Subscription, SubscriptionState};
use crate::poll::schedule::after;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The lease that hubs are asked for.
pub const WANTED_LEASE: Duration = Duration::from_secs(10 * 24 * 60 * 60);
/// The longest lease that is believed: a hub that has lost us does not say so.
const LONGEST_LEASE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// A hub is not asked more often than this, however short its leases are.
const SHORTEST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// The longest pause between two tries at a hub that does not want to.
const LONGEST_PAUSE: Duration = Duration::from_secs(32 * 24 * 60 * 60);
/// How long a hub may take to ask whether we mean it.
const ANSWER_TIME: Duration = HOUR;
/// A hub that could not be asked, for a reason that is not its own, is tried again after this time.
const POSTPONED_BY: Duration = Duration::from_secs(10 * 60);
/// A hub is told so often that it is over. Then it may run into our closed door until its lease ends.
const MAX_FAREWELLS: u32 = 3;

/// What a hub's question is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is what we asked for.
    Confirmed,
    /// The hub says that it does not tell us.
    Denied,
    /// We did not ask for it.
    Unknown,
}

/// Judges a question by its mode and topic.
#[must_use]
pub fn judge(subscription: &Subscription, mode: &str, topic: &str, now: Timestamp) -> Verdict {
    use SubscriptionState as State;
    if topic != subscription.hub.topic {
        return Verdict::Unknown;
    }
    let is_awaited = subscription.asked_until.is_some_and(|until| now <= until);
    match (mode, subscription.state) {
        ("denied", _) => Verdict::Denied,
        ("subscribe", State::Pending | State::Active) if is_awaited => Verdict::Confirmed,
        ("unsubscribe", State::Leaving) if is_awaited => Verdict::Confirmed,
        _ => Verdict::Unknown,
    }
}

/// The hub is asked now. Until it comes back to us that counts as a failure, so that a crash changes nothing.
#[must_use]
pub fn asked(subscription: Subscription, now: Timestamp, callback: &Secret, secret: &Secret) -> Subscription {
    let failures = subscription.failures.saturating_add(1);
    let (state, first_pause) = match subscription.state {
        // What runs out is worth some tries, and who is told that it is over has no reason to refuse.
        state @ (SubscriptionState::Active | SubscriptionState::Leaving) => (state, HOUR),
        _ => (SubscriptionState::Pending, DAY),
    };
    Subscription {
        state,
        failures,
        asked_until: Some(after(now, ANSWER_TIME)),
        next_try: after(now, doubled(first_pause, failures)),
        callback: subscription.callback.or_else(|| Some(callback.clone())),
        secret: subscription.secret.or_else(|| Some(secret.clone())),
        ..subscription
    }
}

/// The hub could not be had. One that was not even asked (the network is down, its host wants to be left alone) has not
/// failed.
#[must_use]
pub fn unreached(subscription: Subscription, now: Timestamp, was_sent: bool) -> Subscription {
    // It has come back to us already, or something else has happened.
    if subscription.failures == 0 {
        return subscription;
    }
    let failures = subscription.failures - u32::from(!was_sent);
    let pause = if was_sent { doubled(HOUR, failures).min(DAY) } else { POSTPONED_BY };
    Subscription { failures, next_try: after(now, pause), ..subscription }
}

/// The hub does not take the request. `None`: nothing is left to be done.
#[must_use]
pub fn refused(subscription: Subscription) -> Option<Subscription> {
    match subscription.state {
        _ if subscription.failures == 0 => Some(subscription),
        SubscriptionState::Leaving => None,
        // What it granted before still holds.
        SubscriptionState::Active => Some(subscription),
        _ => Some(Subscription { state: SubscriptionState::Refused, ..subscription }),
    }
}

/// The hub has made sure that we mean it, and grants a lease. `None`: it was told that it is over, and knows now.
#[must_use]
pub fn confirmed(subscription: Subscription, now: Timestamp, lease: Option<Duration>) -> Option<Subscription> {
    if subscription.state == SubscriptionState::Leaving {
        return None;
    }
    let lease = lease.unwrap_or(WANTED_LEASE).min(LONGEST_LEASE);
    // In good time before it ends.
    let renewal = (lease / 5 * 4).max(SHORTEST_PAUSE);
    Some(Subscription {
        state: SubscriptionState::Active,
        failures: 0,
        lease_expires: Some(after(now, lease)),
        next_try: after(now, renewal),
        ..subscription
    })
}

/// The hub says that it does not tell us, or no longer. `None`: that was wanted.
#[must_use]
pub fn denied(subscription: Subscription, now: Timestamp) -> Option<Subscription> {
    if subscription.state == SubscriptionState::Leaving {
        return None;
    }
    let failures = subscription.failures.max(1);
    Some(Subscription {
        state: SubscriptionState::Refused,
        failures,
        asked_until: None,
        lease_expires: None,
        next_try: after(now, doubled(DAY, failures)),
        ..subscription
    })
}

/// The subscription is no longer wanted. `None`: the hub never heard of it.
#[must_use]
pub fn left(subscription: Subscription, now: Timestamp) -> Option<Subscription> {
    subscription.callback.as_ref()?;
    let state = SubscriptionState::Leaving;
    Some(Subscription { state, failures: 0, asked_until: None, next_try: now, ..subscription })
}

/// Whether the hub need not be told any more that it is over.
#[must_use]
pub fn is_given_up(subscription: &Subscription) -> bool {
    subscription.state == SubscriptionState::Leaving
        && (subscription.callback.is_none() || subscription.failures >= MAX_FAREWELLS)
}

fn doubled(first: Duration, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
