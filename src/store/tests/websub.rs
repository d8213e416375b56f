//! Subscriptions at hubs: what polls name, what becomes of it, and what ends it.

use jiff::Timestamp;

use super::fixture::{Fixture, end, id, outcome, source, time};
use crate::model::{Hub, PollEnd, PollResult, Secret, Subscription, SubscriptionState};

fn hub(name: &str) -> Hub {
    Hub { hub: format!("https://{name}.example/"), topic: "https://paper.example/feed".to_owned() }
}

/// A poll that was answered like this and found this hub named.
fn poll(fixture: &Fixture, result: PollResult, hub: Option<Hub>) {
    let mut outcome = outcome("a", Vec::new());
    outcome.generation = fixture.store.job(&source("a"), time(0), 0.0).expect("a known source").state.generation;
    outcome.end = Some(PollEnd { result, hub, ..end() });
    assert!(fixture.store.apply(outcome).expect("applied").is_current);
}

fn due(fixture: &Fixture, now: Timestamp) -> Vec<Subscription> {
    fixture.store.due_subscriptions(now, true, 10).expect("read")
}

fn shown(fixture: &Fixture) -> Vec<String> {
    let due = due(fixture, time(1_000_000));
    due.iter().map(|found| format!("{} {}", found.hub.hub, found.state)).collect()
}

/// The hub was asked, and has granted a lease.
fn activate(fixture: &Fixture, until: Timestamp) -> Subscription {
    let [wanted] = due(fixture, time(1_000_000)).try_into().expect("one subscription");
    let active = Subscription {
        state: SubscriptionState::Active,
        callback: Some(Secret::new("https://news.example/websub/token".to_owned())),
        secret: Some(Secret::new("key".to_owned())),
        lease_expires: Some(until),
        next_try: until,
        ..wanted
    };
    let stored = active.clone();
    fixture.store.change_subscription(active.id, move |_| Some(stored.clone())).expect("changed");
    active
}

#[test]
fn a_hub_that_a_source_names_is_wanted_until_it_names_another() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, PollResult::Ok, Some(hub("one")));
    poll(&fixture, PollResult::Ok, Some(hub("one")));
    assert_eq!(shown(&fixture), ["https://one.example/ wanted"]);
    poll(&fixture, PollResult::Ok, Some(hub("two")));
    assert_eq!(shown(&fixture), ["https://two.example/ wanted"], "the first never heard of us");
    let active = activate(&fixture, time(100));
    for result in [PollResult::NotModified, PollResult::Failed] {
        poll(&fixture, result, None);
        assert_eq!(shown(&fixture), ["https://two.example/ active"], "{result} says nothing of hubs");
    }
    let callback = active.callback.as_ref().expect("asked").reveal();
    assert_eq!(fixture.store.subscription(callback).expect("read"), Some(active.clone()));
    poll(&fixture, PollResult::Ok, Some(hub("three")));
    assert_eq!(shown(&fixture), ["https://two.example/ leaving", "https://three.example/ wanted"]);
    poll(&fixture, PollResult::Ok, Some(hub("two")));
    assert_eq!(shown(&fixture), ["https://two.example/ wanted"], "it is wanted again");
    poll(&fixture, PollResult::Ok, None);
    assert_eq!(shown(&fixture), ["https://two.example/ leaving"]);
}

#[test]
fn a_source_that_names_another_hub_at_every_poll_gets_none_of_them_asked() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, PollResult::Ok, Some(hub("one")));
    assert_eq!(due(&fixture, time(0)).len(), 1, "the first is asked at once");
    activate(&fixture, time(100));
    for name in ["two", "three", "four"] {
        poll(&fixture, PollResult::Ok, Some(hub(name)));
        assert_eq!(due(&fixture, time(59)).len(), 1, "the first is left, {name} waits");
    }
    assert_eq!(shown(&fixture), ["https://one.example/ leaving", "https://four.example/ wanted"]);
    assert_eq!(due(&fixture, time(60)).len(), 2, "one that stays is asked");
}

#[test]
fn a_source_that_leaves_or_moves_leaves_its_hub() {
    for sources in [Vec::new(), vec![crate::model::Source { url: "https://other.example/".to_owned(), ..source("a") }]]
    {
        let fixture = Fixture::with_sources(&["a"]);
        poll(&fixture, PollResult::Ok, Some(hub("one")));
        activate(&fixture, time(100));
        fixture.store.sync_sources(&sources, time(5)).expect("stored");
        let left = fixture.store.due_subscriptions(time(5), false, 10).expect("read");
        assert_eq!(left.iter().map(|left| left.state).collect::<Vec<_>>(), [SubscriptionState::Leaving]);
    }
}

#[test]
fn a_source_counts_as_told_of_once_its_hub_has_told() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, PollResult::Ok, Some(hub("one")));
    let active = activate(&fixture, time(100));
    let is_pushed = |now| fixture.store.job(&source("a"), now, 0.0).expect("a job").state.is_pushed;
    assert!(!is_pushed(time(10)));
    fixture.store.note_push(&active, time(11)).expect("noted");
    assert!(is_pushed(time(12)));
    assert_eq!(fixture.store.due_times().expect("read"), [(id("a"), Some(time(11)))]);
    assert!(!is_pushed(time(100)), "the lease has ended");
}

#[test]
fn another_address_to_be_told_at_begins_anew() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, PollResult::Ok, Some(hub("one")));
    activate(&fixture, time(100));
    fixture.store.keep_callbacks(Some("https://news.example/websub/"), time(1)).expect("kept");
    assert_eq!(shown(&fixture), ["https://one.example/ active"]);
    fixture.store.keep_callbacks(Some("https://news.example/hooks/"), time(2)).expect("reset");
    let [anew] = due(&fixture, time(2)).try_into().expect("one is due");
    assert_eq!((anew.state, anew.callback, anew.lease_expires), (SubscriptionState::Wanted, None, None));
    activate(&fixture, time(100));
    fixture.store.leave_hubs(time(3)).expect("left");
    assert_eq!(shown(&fixture), ["https://one.example/ leaving"]);
    fixture.store.keep_callbacks(None, time(4)).expect("forgotten");
    assert_eq!(shown(&fixture), Vec::<String>::new());
}
