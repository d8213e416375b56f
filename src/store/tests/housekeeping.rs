//! Calendar jobs, pruning and the log.

use super::fixture::{Fixture, article, end, id, outcome, time, with_text};
use crate::model::{PollEnd, PollOutcome};
use crate::store::{ArticleId, ReaderMark, Retention};

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

/// What keeps the articles of these sources for none of the time.
fn keep_nothing(sources: &[&str]) -> Vec<Retention> {
    sources.iter().map(|source| Retention { source: id(source), before: time(100_000) }).collect()
}

/// A poll that lists what the source no longer did before: nothing.
fn poll_later(fixture: &Fixture, source: &str) {
    let generation = fixture.store.job(&super::fixture::source(source), time(0), 0.0).expect("known").state.generation;
    let end = PollEnd { started_at: time(600), ..end() };
    let outcome = PollOutcome { generation, end: Some(end), ..outcome(source, Vec::new()) };
    assert!(fixture.store.apply(outcome).expect("applied").is_current);
}

#[test]
fn articles_go_when_no_source_keeps_or_lists_them() {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    fixture.poll("a", vec![article("https://a.example/1", "Floods in the north")]);
    fixture.poll("b", vec![article("https://a.example/1", "Floods in the north")]);
    fixture.poll("c", vec![article("https://c.example/2", "Elections in the south")]);
    let articles = || fixture.number("select count(*) from articles");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a", "b"])).expect("pruned"), 0, "still listed");
    poll_later(&fixture, "a");
    poll_later(&fixture, "b");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a"])).expect("pruned"), 0, "kept for the other source");
    let star = |is_starred: bool| {
        let mark = ReaderMark { is_read: None, is_starred: Some(is_starred) };
        fixture.store.mark(vec![ArticleId(1)], mark, time(0)).expect("marked");
    };
    star(true);
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a", "b"])).expect("pruned"), 0, "somebody keeps it");
    star(false);
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a", "b"])).expect("pruned"), 1);
    assert_eq!(articles(), 1);
    for table in [
        "article_addresses",
        "article_credits",
        "article_links",
        "article_translations",
        "article_authors",
        "article_topics",
        "article_rules",
        "judgements",
        "reader_states",
        "sightings",
        "fingerprints",
        "signatures",
        "profiles",
        "snapshots",
        "revisions",
    ] {
        assert_eq!(fixture.number(&format!("select count(*) from {table} where article_id = 1")), 0, "{table}");
    }
    assert_eq!(fixture.number("select count(*) from articles_fts where articles_fts match 'floods'"), 0);
    assert_eq!(fixture.number("select count(*) from pragma_foreign_key_check"), 0);
}

#[test]
fn an_article_that_resembles_one_that_is_gone_is_stored() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let report =
        |n: u32| format!("The mayor opened the bridge in the morning and many people came to see it. {n}").repeat(9);
    fixture.poll("a", vec![with_text("https://a.example/1", "The bridge is open", &report(1))]);
    fixture.poll("b", vec![article("https://b.example/2", "Something else")]);
    poll_later(&fixture, "a");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a"])).expect("pruned"), 1);
    fixture.poll("b", vec![with_text("https://b.example/3", "People come to the bridge", &report(2))]);
    assert_eq!(fixture.number("select count(*) from articles where copy_of is null"), 2);
}

#[test]
fn the_article_with_the_highest_number_stays_so_that_no_number_is_given_twice() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1", "One"), article("https://a.example/2", "Two")]);
    poll_later(&fixture, "a");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a"])).expect("pruned"), 1);
    assert_eq!(fixture.number("select id from articles"), 2);
    fixture.poll("a", vec![article("https://a.example/3", "Three")]);
    poll_later(&fixture, "a");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a"])).expect("pruned"), 1);
    assert_eq!(fixture.number("select id from articles"), 3);
}

#[test]
fn the_earliest_copy_takes_the_place_of_an_original_that_goes() {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    for source in ["a", "b", "c"] {
        let url = format!("https://{source}.example/1");
        let text = "One report of the news. ".repeat(9);
        fixture.poll(source, vec![with_text(&url, "The same news in three papers", &text)]);
    }
    assert_eq!(fixture.number("select count(*) from articles where copy_of = 1"), 2);
    poll_later(&fixture, "a");
    assert_eq!(fixture.store.prune_articles(&keep_nothing(&["a"])).expect("pruned"), 1);
    assert_eq!(fixture.number("select count(*) from articles where copy_of is null and id = 2"), 1);
    assert_eq!(fixture.number("select count(*) from articles where copy_of = 2 and id = 3"), 1);
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
