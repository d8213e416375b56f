use super::*;
use crate::model::{Hub, SourceId, SubscriptionState as State};

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("a time")
}

fn subscription(state: State) -> Subscription {
    Subscription {
        id: 1,
        source: SourceId::parse("paper").expect("an id"),
        hub: Hub { hub: "https://hub.example/".to_owned(), topic: "https://paper.example/feed".to_owned() },
        state,
        callback: None,
        secret: None,
        asked_until: None,
        failures: 0,
        lease_expires: None,
        next_try: now(),
        last_push: None,
    }
}

fn ask(subscription: Subscription) -> Subscription {
    let secret = |text: &str| Secret::new(text.to_owned());
    asked(subscription, now(), &secret("https://news.example/websub/1"), &secret("key"))
}

fn pause(subscription: &Subscription) -> Duration {
    subscription.next_try.duration_since(now()).try_into().expect("not in the past")
}

#[test]
fn a_question_is_answered_only_where_it_was_asked_for() {
    use Verdict::{Confirmed, Denied, Unknown};
    let topic = "https://paper.example/feed";
    let (pending, leaving) = (ask(subscription(State::Wanted)), ask(subscription(State::Leaving)));
    let active = Subscription { asked_until: None, ..subscription(State::Active) };
    let late = after(now(), Duration::from_secs(2 * 60 * 60));
    for (given, mode, topic, at, expected) in [
        (&pending, "subscribe", topic, now(), Confirmed),
        (&pending, "subscribe", "https://paper.example/other", now(), Unknown),
        (&pending, "subscribe", topic, late, Unknown),
        (&pending, "unsubscribe", topic, now(), Unknown),
        (&pending, "", topic, now(), Unknown),
        (&pending, "denied", topic, late, Denied),
        (&pending, "denied", "", now(), Unknown),
        (&leaving, "unsubscribe", topic, now(), Confirmed),
        (&leaving, "subscribe", topic, now(), Unknown),
        (&active, "subscribe", topic, now(), Unknown),
        (&ask(active.clone()), "subscribe", topic, now(), Confirmed),
        (&active, "denied", topic, now(), Denied),
    ] {
        assert_eq!(judge(given, mode, topic, at), expected, "{mode} {topic} {at} {:?}", given.state);
    }
}

#[test]
fn a_lease_is_renewed_at_four_fifths_of_it() {
    let check = |lease: Option<u64>, expires_s: u64, renewed_s: u64| {
        let granted = confirmed(ask(subscription(State::Wanted)), now(), lease.map(Duration::from_secs));
        let granted = granted.expect("it stays");
        let expires = granted.lease_expires.map(|at| at.duration_since(now()).as_secs());
        assert_eq!((granted.state, granted.failures), (State::Active, 0));
        assert_eq!((expires, pause(&granted).as_secs()), (i64::try_from(expires_s).ok(), renewed_s), "{lease:?}");
    };
    check(Some(1_000), 1_000, 800);
    check(Some(86_400), 86_400, 69_120);
    check(None, 864_000, 691_200);
    check(Some(1), 1, 300);
    check(Some(u64::MAX), 2_592_000, 2_073_600);
}

#[test]
fn a_hub_that_refuses_is_asked_ever_more_rarely() {
    let mut refusing = subscription(State::Wanted);
    let mut days = Vec::new();
    for _ in 0..8 {
        refusing = refused(ask(refusing)).expect("it stays");
        assert_eq!(refusing.state, State::Refused);
        days.push(pause(&refusing).as_secs() / 86_400);
    }
    assert_eq!(days, [1, 2, 4, 8, 16, 32, 32, 32]);
    let denied = denied(ask(subscription(State::Active)), now()).expect("it stays");
    assert_eq!((denied.state, denied.lease_expires, pause(&denied)), (State::Refused, None, DAY));
}

#[test]
fn a_hub_that_cannot_be_had_is_asked_again_soon() {
    let failed = unreached(ask(subscription(State::Wanted)), now(), true);
    assert_eq!((failed.failures, pause(&failed)), (1, HOUR));
    let offline = unreached(ask(subscription(State::Wanted)), now(), false);
    assert_eq!((offline.failures, pause(&offline)), (0, POSTPONED_BY));
    // It may come back to us before it has answered the request.
    let granted = confirmed(ask(subscription(State::Wanted)), now(), None).expect("it stays");
    assert_eq!(unreached(granted.clone(), now(), true), granted);
    assert_eq!(refused(granted.clone()), Some(granted));
}

#[test]
fn a_renewal_that_fails_leaves_what_was_granted() {
    let lease_expires = Some(after(now(), DAY));
    let renewing = ask(Subscription { lease_expires, ..subscription(State::Active) });
    assert_eq!((renewing.state, pause(&renewing)), (State::Active, HOUR));
    let refused = refused(renewing).expect("it stays");
    assert_eq!((refused.state, refused.lease_expires), (State::Active, lease_expires));
}

#[test]
fn a_farewell_ends_when_the_hub_knows_or_does_not_listen() {
    assert_eq!(left(subscription(State::Wanted), now()), None, "the hub never heard of it");
    let mut leaving = left(ask(subscription(State::Wanted)), now()).expect("the hub has to be told");
    assert_eq!((leaving.state, leaving.failures), (State::Leaving, 0));
    assert_eq!(confirmed(ask(leaving.clone()), now(), None), None);
    assert_eq!(denied(ask(leaving.clone()), now()), None);
    assert_eq!(refused(ask(leaving.clone())), None);
    for _ in 0..MAX_FAREWELLS {
        assert!(!is_given_up(&leaving));
        leaving = ask(leaving);
    }
    assert!(is_given_up(&leaving));
}
