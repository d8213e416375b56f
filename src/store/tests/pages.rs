//! Kept pages: with their articles, packed, and gone in time.

use super::fixture::{Fixture, article, end, id, outcome, source, time};
use crate::model::{Article, Dictionary, Item, PollOutcome, PollPart, Snapshot};
use crate::pack::{self, Packer};
use crate::store::{ArticleId, PageRule};
use crate::text::hash;

/// A page of a paper: a frame that all its pages share, around something of its own.
fn page(n: u64) -> Vec<u8> {
    let frame: String =
        (0..2_000_u64).map(|i| format!("<li>{:x}</li>", i.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
    format!("<html>{frame}<p>Page {n}</p></html>").into_bytes()
}

fn snapshot(packer: &Packer, n: u64, minute: i64) -> Snapshot {
    let bytes = page(n);
    Snapshot {
        hash: hash::content_hash(&bytes),
        url: format!("https://a.example/{n}"),
        fetched_at: time(minute),
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        item: Item { title: format!("Title {n}"), ..Item::default() },
        body: packer.pack(&bytes).expect("packed"),
    }
}

/// An article with the page that it was read from, of a minute.
fn with_page(packer: &Packer, n: u64, minute: i64) -> (Article, Snapshot) {
    let snapshot = snapshot(packer, n, minute);
    let article = article(&snapshot.url, &format!("Title {n}"));
    (Article { snapshot: Some(snapshot.hash.clone()), fetched_at: time(minute), ..article }, snapshot)
}

/// Stores articles with pages, fetched a minute apart.
fn poll(fixture: &Fixture, source_id: &str, packer: &Packer, numbers: std::ops::Range<u64>) {
    let minute = |n: u64| i64::try_from(n).expect("small");
    let (articles, snapshots) = numbers.map(|n| with_page(packer, n, minute(n))).unzip();
    let generation = fixture.store.job(&source(source_id), time(0), 0.0).expect("known").state.generation;
    let outcome = PollOutcome { generation, end: Some(end()), ..outcome(source_id, articles) };
    assert!(fixture.store.apply(PollPart { outcome, snapshots }).expect("applied").is_current);
}

fn n_pages(fixture: &Fixture) -> i64 {
    fixture.number("select count(*) from snapshots")
}

#[test]
fn a_page_comes_back_with_all_that_it_takes_to_read_it_again() {
    let fixture = Fixture::with_sources(&["a"]);
    let (article, kept) = with_page(&Packer::default(), 1, 5);
    let part = PollPart { outcome: outcome("a", vec![article]), snapshots: vec![kept.clone()] };
    fixture.store.apply(part.clone()).expect("applied");
    let before = fixture.digest();
    fixture.store.apply(part).expect("applied again");
    assert_eq!(fixture.digest(), before, "twice is once");
    let (page, dictionary) = fixture.store.page(ArticleId(1)).expect("read").expect("kept");
    assert_eq!((page.article, page.source, page.snapshot), (ArticleId(1), id("a"), kept));
    assert_eq!(dictionary, None);
    assert_eq!(fixture.store.page(ArticleId(2)).expect("read"), None);
}

#[test]
fn a_page_that_does_not_come_along_is_not_missed_and_one_that_nobody_names_is_not_kept() {
    let fixture = Fixture::with_sources(&["a"]);
    let (first, _) = with_page(&Packer::default(), 1, 5);
    let (_, second) = with_page(&Packer::default(), 2, 5);
    let part = PollPart { outcome: outcome("a", vec![first]), snapshots: vec![second] };
    assert_eq!(fixture.store.apply(part).expect("applied").articles_new, 1);
    assert_eq!(n_pages(&fixture), 0);
}

#[test]
fn a_page_whose_dictionary_is_gone_is_left_out_and_its_article_stays() {
    let fixture = Fixture::with_sources(&["a"]);
    let gone = Dictionary { id: crate::model::DictionaryId(99), bytes: page(0) };
    let (article, kept) = with_page(&Packer::new(Some(&gone)), 1, 5);
    let part = PollPart { outcome: outcome("a", vec![article]), snapshots: vec![kept] };
    assert_eq!(fixture.store.apply(part).expect("applied").articles_new, 1);
    assert_eq!(n_pages(&fixture), 0);
}

#[test]
fn pages_go_by_the_rule_of_their_source() {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    let packer = Packer::default();
    poll(&fixture, "a", &packer, 0..10);
    poll(&fixture, "b", &packer, 10..20);
    poll(&fixture, "c", &packer, 20..30);
    let rule = |source, before: Option<i64>| PageRule { source: id(source), before: before.map(time) };
    let prune = |rules: &[PageRule], others: Option<i64>| {
        fixture.store.prune_pages(rules, others.map(time), u64::MAX).expect("pruned")
    };
    assert_eq!(prune(&[rule("a", None), rule("b", None), rule("c", None)], Some(1_000)), 0, "kept for ever");
    assert_eq!(prune(&[rule("a", Some(4)), rule("b", None)], None), 4);
    assert_eq!(prune(&[rule("a", None), rule("b", Some(1_000))], Some(25)), 15, "all of b, half of c");
    assert_eq!(n_pages(&fixture), 11);
    assert_eq!(fixture.number("select count(*) from articles"), 30, "articles stay");
}

#[test]
fn the_oldest_pages_go_when_there_is_no_room_for_all() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, "a", &Packer::default(), 0..10);
    let total = fixture.number("select sum(packed_bytes) from snapshots");
    let half = u64::try_from(total / 2).expect("positive");
    let pruned = fixture.store.prune_pages(&[], None, half).expect("pruned");
    assert!((5..=6).contains(&pruned), "{pruned}");
    assert!(fixture.number("select sum(packed_bytes) from snapshots") <= total / 2);
    assert_eq!(fixture.number("select max(article_id) from snapshots"), 10, "the newest stay");
    assert_eq!(fixture.store.prune_pages(&[], None, half).expect("pruned"), 0);
}

#[test]
fn a_source_gets_a_dictionary_once_it_has_pages_enough() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let renew = |minute| fixture.store.renew_dictionaries(time(minute)).expect("renewed");
    poll(&fixture, "a", &Packer::default(), 0..11);
    assert_eq!(renew(20), 0, "too few pages");
    poll(&fixture, "a", &Packer::default(), 11..13);
    assert_eq!(renew(20), 1);
    assert_eq!(fixture.store.dictionary_of(&id("b")).expect("read"), None);
    let dictionary = fixture.store.dictionary_of(&id("a")).expect("read").expect("chosen");
    poll(&fixture, "a", &Packer::new(Some(&dictionary)), 13..30);
    assert_eq!(renew(40), 0, "it fits");
    let taken = |condition| fixture.number(&format!("select max(packed_bytes) from snapshots where {condition}"));
    assert!(taken("dictionary_id is not null") * 10 < taken("dictionary_id is null"));
    for n in [1, 14] {
        let (kept, dictionary) = fixture.store.page(ArticleId(n)).expect("read").expect("kept");
        let bytes = pack::unpack(&kept.snapshot.body, dictionary.as_ref()).expect("sound");
        assert_eq!(bytes, page(u64::try_from(n - 1).expect("positive")), "with and without a dictionary");
    }
}

#[test]
fn dictionaries_go_when_no_page_needs_them() {
    let fixture = Fixture::with_sources(&["a"]);
    poll(&fixture, "a", &Packer::default(), 0..12);
    let day = 24 * 60;
    fixture.store.renew_dictionaries(time(20)).expect("renewed");
    let n_dictionaries = || fixture.number("select count(*) from dictionaries");
    fixture.store.renew_dictionaries(time(3 * day)).expect("renewed");
    assert_eq!(n_dictionaries(), 1, "its source has pages");
    fixture.store.prune_pages(&[], Some(time(day)), u64::MAX).expect("pruned");
    fixture.store.renew_dictionaries(time(60)).expect("renewed");
    assert_eq!(n_dictionaries(), 1, "a poll may pack with it");
    fixture.store.renew_dictionaries(time(3 * day)).expect("renewed");
    assert_eq!(n_dictionaries(), 0);
}
