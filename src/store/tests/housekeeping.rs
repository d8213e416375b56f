//! Calendar jobs, pruning and the log.

use super::fixture::{Fixture, article, time};

#[test]
fn runs_of_jobs_are_remembered() {
    let fixture = Fixture::empty();
    assert_eq!(fixture.store.job_last_run("prune").expect("read"), None);
    for minutes in [1, 5] {
        fixture.store.record_job_run("prune", time(minutes)).expect("recorded");
        assert_eq!(fixture.store.job_last_run("prune").expect("read"), Some(time(minutes)));
    }
}

#[test]
fn pruning_keeps_the_last_poll_of_each_source() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    for source in ["a", "a", "a", "b"] {
        fixture.poll(source, Vec::new());
    }
    assert_eq!(fixture.store.prune_polls(time(0)).expect("pruned"), 0, "nothing is older");
    assert_eq!(fixture.store.prune_polls(time(60)).expect("pruned"), 2);
    assert_eq!(fixture.number("select count(*) from polls where source_id = 'a'"), 1);
}

#[test]
fn a_checkpoint_empties_the_log() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let log = fixture.folder.path().join("news.db-wal");
    assert!(std::fs::metadata(&log).expect("a log").len() > 0);
    fixture.store.checkpoint().expect("done");
    assert_eq!(std::fs::metadata(&log).expect("a log").len(), 0);
}

#[test]
fn optimising_leaves_the_content_alone() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    let before = fixture.digest();
    fixture.store.optimize().expect("done");
    assert_eq!(fixture.digest(), before);
    assert_eq!(fixture.number("select count(*) from pragma_foreign_key_check"), 0);
}

#[test]
fn dropping_the_store_closes_the_database() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "First")]);
    drop(fixture.store);
    assert!(!fixture.folder.path().join("news.db-wal").exists(), "the log went into the file");
}
