//! Sources that come, change and go, and when they are due.

use std::time::Duration;

use super::fixture::{Fixture, article, end, id, outcome, source, time};
use crate::model::{
    ErrorKind, Habits, Move, Pacing, PollEnd, PollOutcome, PollResult, Rhythm, Source, SourceKind, SourceState, Tempo,
};
use crate::store::{Applied, Synced};

fn state(fixture: &Fixture, source: &Source) -> SourceState {
    fixture.store.job(source, time(0), 0.0).expect("a job").state
}

#[test]
fn new_sources_are_due_at_once_and_those_never_polled_are_not() {
    let fixture = Fixture::empty();
    let never = Source { rhythm: Rhythm::Never, ..source("b") };
    let synced = fixture.store.sync_sources(&[source("a"), never], time(3)).expect("synced");
    assert_eq!(synced, Synced { added: 2, changed: 0, removed: 0 });
    assert_eq!(fixture.store.due_times().expect("read"), [(id("a"), Some(time(3))), (id("b"), None)]);
    assert_eq!(fixture.store.due(time(2), 10).expect("read"), []);
    assert_eq!(fixture.store.due(time(3), 10).expect("read"), [id("a")]);
    assert_eq!(fixture.store.next_due().expect("read"), Some(time(3)));
}

#[test]
fn the_same_configuration_again_changes_nothing() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    fixture.poll("a", Vec::new());
    let before = fixture.digest();
    let synced = fixture.store.sync_sources(&[source("a"), source("b")], time(9)).expect("synced");
    assert_eq!(synced, Synced::default());
    assert_eq!(fixture.digest(), before);
}

#[test]
fn another_address_begins_anew_and_polls_under_way_are_refused() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let moved = Source { url: "https://a.example/rss".to_owned(), ..source("a") };
    let synced = fixture.store.sync_sources(std::slice::from_ref(&moved), time(9)).expect("synced");
    assert_eq!(synced, Synced { added: 0, changed: 1, removed: 0 });
    let expected = SourceState { generation: 2, next_due: Some(time(9)), ..SourceState::default() };
    assert_eq!(state(&fixture, &moved), expected);
    let under_way = PollOutcome { generation: 1, end: Some(end()), ..outcome("a", Vec::new()) };
    assert_eq!(fixture.store.apply(under_way).expect("answered"), Applied::default());
    assert_eq!(
        fixture.number("select count(*) from sightings where source_id = 'a'"),
        1,
        "its articles are still known"
    );
}

#[test]
fn a_source_that_is_gone_keeps_its_articles_and_may_return() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let synced = fixture.store.sync_sources(&[source("b")], time(1)).expect("synced");
    assert_eq!(synced, Synced { added: 0, changed: 0, removed: 1 });
    fixture.store.set_next_due(vec![(id("a"), Some(time(2)))]).expect("no effect");
    assert_eq!(fixture.store.due(time(60), 10).expect("read"), [id("b")]);
    assert_eq!(fixture.number("select count(*) from articles"), 1);

    let synced = fixture.store.sync_sources(&[source("a"), source("b")], time(5)).expect("synced");
    assert_eq!(synced, Synced { added: 1, changed: 0, removed: 0 });
    let back = state(&fixture, &source("a"));
    assert_eq!((back.next_due, back.validators), (Some(time(5)), end().validators));
}

#[test]
fn a_restart_does_not_wake_what_failed_for_good() {
    let fixture = Fixture::with_sources(&["a"]);
    let error_kind = Some(ErrorKind::Gone);
    let gone = PollEnd { result: PollResult::Failed, failures: 2, error_kind, next_due: None, ..end() };
    fixture.store.apply(PollOutcome { end: Some(gone), ..outcome("a", Vec::new()) }).expect("applied");
    fixture.store.sync_sources(&[source("a")], time(9)).expect("synced");
    assert_eq!(state(&fixture, &source("a")).next_due, None);
}

#[test]
fn a_postponed_poll_changes_the_due_time_alone() {
    let fixture = Fixture::with_sources(&["a"]);
    let error_kind = Some(ErrorKind::NotFound);
    let failed = PollEnd { result: PollResult::Failed, failures: 3, error_kind, ..end() };
    fixture.store.apply(PollOutcome { end: Some(failed), ..outcome("a", Vec::new()) }).expect("applied");
    let before = state(&fixture, &source("a"));
    let error_kind = Some(ErrorKind::Offline);
    let postponed = PollEnd { result: PollResult::Postponed, error_kind, next_due: Some(time(50)), ..end() };
    let second = PollOutcome { generation: 1, end: Some(postponed), ..outcome("a", Vec::new()) };
    assert!(fixture.store.apply(second).expect("applied").is_current);
    let after = state(&fixture, &source("a"));
    assert_eq!(after, SourceState { generation: 2, next_due: Some(time(50)), ..before });
}

#[test]
fn what_could_not_be_reached_in_an_outage_is_forgiven() {
    let fixture = Fixture::with_sources(&["a"]);
    let fail = |generation: u64, kind: ErrorKind| {
        let failures = u32::try_from(generation).expect("few") + 1;
        let error_kind = Some(kind);
        let failed = PollEnd { result: PollResult::Failed, failures, error_kind, error: Some("no".into()), ..end() };
        fixture
            .store
            .apply(PollOutcome { generation, end: Some(failed), ..outcome("a", Vec::new()) })
            .expect("applied");
    };
    let known = || {
        let health = fixture.store.source_health(time(9)).expect("read").remove(0);
        (health.failures, health.last_error_kind, health.next_due)
    };
    fail(0, ErrorKind::Connect);
    fixture.store.forgive(vec![id("a")], time(7)).expect("forgiven");
    assert_eq!(known(), (0, None, Some(time(7))));
    fixture.store.forgive(vec![id("a")], time(8)).expect("nothing is left to forgive");
    assert_eq!(known(), (0, None, Some(time(7))));
    fail(1, ErrorKind::NotFound);
    fixture.store.forgive(vec![id("a")], time(8)).expect("not of the network");
    assert_eq!(known().0, 2);
}

#[test]
fn a_restart_does_not_wake_what_the_calendar_makes_due() {
    let fixture = Fixture::empty();
    let nightly = Source { rhythm: Rhythm::Schedule("0 0 3 * * *".to_owned()), ..source("a") };
    fixture.store.sync_sources(std::slice::from_ref(&nightly), time(0)).expect("synced");
    assert_eq!(state(&fixture, &nightly).next_due, Some(time(0)), "a new source is polled once to begin with");
    let polled = PollEnd { next_due: None, ..end() };
    fixture.store.apply(PollOutcome { end: Some(polled), ..outcome("a", Vec::new()) }).expect("applied");
    fixture.store.sync_sources(std::slice::from_ref(&nightly), time(9)).expect("synced");
    assert_eq!(state(&fixture, &nightly).next_due, None);
}

#[test]
fn due_times_can_be_spread() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    fixture.store.set_next_due(vec![(id("a"), Some(time(2))), (id("b"), Some(time(1)))]).expect("set");
    assert_eq!(fixture.store.due(time(5), 10).expect("read"), [id("b"), id("a")]);
    assert_eq!(fixture.store.due(time(5), 1).expect("read"), [id("b")]);
}

#[test]
fn imports_hang_on_a_source_of_their_own() {
    let fixture = Fixture::with_sources(&["a"]);
    let import = Source { rhythm: Rhythm::Never, ..source("import") };
    fixture.store.ensure_source(&import).expect("added");
    fixture.store.ensure_source(&source("a")).expect("there already");
    fixture.poll("import", vec![article("https://x.example/1", "Imported")]);
    let synced = fixture.store.sync_sources(&[source("a")], time(1)).expect("synced");
    assert_eq!(synced, Synced::default());
    assert_eq!(fixture.store.due_times().expect("read").len(), 1);
}

#[test]
fn an_article_is_known_whichever_source_listed_it() {
    let fixture = Fixture::with_sources(&["front"]);
    let listed = article("https://example.com/1", "First");
    fixture.store.apply(outcome("front", vec![listed.clone()])).expect("applied");
    let new = article("https://example.com/2", "Second");
    let known = fixture.store.known(&[new.key, listed.key.clone()]).expect("read");
    assert_eq!(known, [listed.key]);
}

#[test]
fn what_polls_learn_of_a_source_comes_back_with_its_next_job() {
    let fixture = Fixture::with_sources(&["a"]);
    let habits = Habits {
        read_as: Some(SourceKind::Feed),
        moved: Some(Move { to: "https://a.example/new".to_owned(), times: 2 }),
        pacing: Pacing { pause: Some(Duration::from_mins(60)), skip_hours: vec![0, 23], skip_days: vec![7] },
        tempo: Tempo { gap: Some(Duration::from_secs(90)), last_new: Some(time(3)), empty_since: Some(time(4)) },
    };
    let polled = PollEnd { habits: habits.clone(), ..end() };
    fixture.store.apply(PollOutcome { end: Some(polled), ..outcome("a", Vec::new()) }).expect("applied");
    assert_eq!(state(&fixture, &source("a")).habits, habits);
    let elsewhere = Source { url: "https://b.example/rss".to_owned(), ..source("a") };
    fixture.store.sync_sources(std::slice::from_ref(&elsewhere), time(9)).expect("synchronised");
    assert_eq!(state(&fixture, &elsewhere).habits, Habits::default(), "another address begins anew");
}

#[test]
fn a_row_of_failures_remembers_its_beginning() {
    let fixture = Fixture::with_sources(&["a"]);
    let poll = |generation, minutes, failures| {
        let result = if failures > 0 { PollResult::Failed } else { PollResult::Ok };
        let end = PollEnd { started_at: time(minutes), result, failures, ..end() };
        let outcome = PollOutcome { generation, end: Some(end), ..outcome("a", Vec::new()) };
        fixture.store.apply(outcome).expect("applied");
        let sql = "select coalesce(failing_since, 'well') from source_state";
        fixture.outside().query_row(sql, [], |row| row.get::<_, String>(0)).expect("one row")
    };
    assert_eq!(poll(0, 0, 0), "well");
    let first = poll(1, 5, 1);
    assert_eq!(first, time(5).to_string());
    assert_eq!(poll(2, 10, 2), first);
    assert_eq!(poll(3, 15, 0), "well");
}
