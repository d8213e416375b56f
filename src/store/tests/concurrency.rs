//! Groups of commands, failures among them, and readers beside them.

use std::sync::Mutex;
use std::sync::mpsc;

use super::fixture::{Fixture, article, end, outcome};
use crate::model::PollOutcome;
use crate::store::writer::{Pending, Writer};
use crate::store::{Applied, ArticleFilter, Store, StoreError, apply};

/// Outcomes of one source, some of them twice, with a copy and a deferral among them.
fn outcomes() -> Vec<PollOutcome> {
    let single = |i: usize| outcome("a", vec![article(&format!("https://a.example/{i}"), &format!("Report {i}"))]);
    let mut all: Vec<PollOutcome> = (0..60).map(|i| single(i % 50)).collect();
    all[7].deferred = vec![super::fixture::deferral("https://a.example/49", None)];
    all.push(PollOutcome { end: Some(end()), ..outcome("a", Vec::new()) });
    all
}

/// Keeps the writer busy until the returned sender is dropped, so that what is handed in meanwhile makes one group.
fn hold(writer: &Writer) -> (Pending<()>, mpsc::Sender<()>) {
    let (gate, opened) = mpsc::channel::<()>();
    let opened = Mutex::new(opened);
    let held = writer.submit(move |_| {
        // The error says that the gate is open.
        let _ = opened.lock().expect("one holder").recv();
        Ok(())
    });
    (held, gate)
}

fn submit(store: &Store, outcome: PollOutcome) -> Pending<Option<Applied>> {
    let recent = store.0.recent.clone();
    let writer = store.writer().expect("open for writing");
    writer.submit(move |db| apply::apply(db, &recent, &outcome.clone().into()))
}

#[test]
fn grouping_does_not_change_what_is_stored() {
    let one_by_one = Fixture::with_sources(&["a"]);
    for outcome in outcomes() {
        one_by_one.store.apply(outcome).expect("applied");
    }
    let grouped = Fixture::with_sources(&["a"]);
    let writer = grouped.store.writer().expect("open for writing");
    let (held, gate) = hold(writer);
    let pending: Vec<_> = outcomes().into_iter().map(|outcome| submit(&grouped.store, outcome)).collect();
    drop(gate);
    held.wait().expect("held");
    for answer in pending {
        answer.wait().expect("applied");
    }
    assert_eq!(grouped.digest(), one_by_one.digest());
}

#[test]
fn a_failing_command_takes_no_other_along() {
    let fixture = Fixture::with_sources(&["a"]);
    let writer = fixture.store.writer().expect("open for writing");
    let (_held, gate) = hold(writer);
    let before = submit(&fixture.store, outcome("a", vec![article("https://a.example/1", "Before")]));
    let failing = writer.submit(|db| db.execute("insert into topics (id) values ('half done')", []));
    let panicking = writer.submit(|db| -> rusqlite::Result<()> {
        db.execute("insert into articles_fts (articles_fts) values ('delete-all')", [])?;
        panic!("a defect of ours")
    });
    let after = submit(&fixture.store, outcome("a", vec![article("https://a.example/2", "After")]));
    drop(gate);
    assert!(before.wait().expect("applied").is_some());
    assert!(matches!(failing.wait(), Err(StoreError::Other { .. })));
    assert!(matches!(panicking.wait(), Err(StoreError::Panicked)));
    assert!(after.wait().expect("applied").is_some());
    assert_eq!(fixture.titles(&ArticleFilter::newest(None)), ["After", "Before"]);
    assert_eq!(
        fixture.titles(&ArticleFilter { words: super::fixture::words("before"), ..ArticleFilter::newest(None) }).len(),
        1
    );
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let before = fixture.digest();
    let writer = fixture.store.writer().expect("open for writing");
    let pages = |limit: i64| {
        writer.run_alone(move |db| db.pragma_update(None, "max_page_count", limit).or(Ok(()))).expect("limited");
    };
    pages(1);
    let large = (0..200).map(|i| article(&format!("https://a.example/large/{i}"), &"long ".repeat(500))).collect();
    let mut ending = outcome("a", large);
    ending.generation = 1;
    ending.end = Some(end());
    let error = fixture.store.apply(ending.clone()).expect_err("no room");
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert_eq!(fixture.digest(), before);
    pages(1_000_000);
    assert_eq!(fixture.store.apply(ending).expect("applied").articles_new, 200);
}

#[test]
fn readers_see_whole_outcomes_while_others_write() {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    let pair = |source: &str, i: usize| {
        let at = |part: &str| article(&format!("https://{source}.example/{i}/{part}"), &format!("{source} {i} {part}"));
        outcome(source, vec![at("one"), at("two")])
    };
    std::thread::scope(|scope| {
        for source in ["a", "b", "c"] {
            let store = fixture.store.clone();
            scope.spawn(move || (0..30).all(|i| store.apply(pair(source, i)).expect("applied").is_current));
        }
        for _ in 0..2 {
            let store = fixture.store.clone();
            scope.spawn(move || {
                for _ in 0..60 {
                    let rows = store.search(&ArticleFilter::newest(None)).expect("searched");
                    assert_eq!(rows.len() % 2, 0, "half an outcome was seen");
                }
            });
        }
    });
    assert_eq!(fixture.number("select count(*) from articles"), 180);
}

#[test]
fn a_lock_of_another_program_is_named() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.store.writer().expect("open").run_alone(|db| db.busy_timeout(std::time::Duration::ZERO)).expect("set");
    let other = fixture.outside();
    other.execute_batch("begin immediate").expect("locked");
    let error = fixture.store.apply(outcome("a", Vec::new())).expect_err("locked");
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    other.execute_batch("rollback").expect("released");
    fixture.store.apply(outcome("a", Vec::new())).expect("applied");
}
