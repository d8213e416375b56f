//! What exports hand on, and where they go on.

use std::ops::ControlFlow;

use super::fixture::{Fixture, article, matching, published, with_text};
use crate::store::{ArticleFilter, ArticleId, ArticleName, ArticleOrder, ExportMark, Portion, Store, WholeArticle};

fn all() -> ArticleFilter {
    ArticleFilter { with_copies: true, order: ArticleOrder::Stored, ..ArticleFilter::newest(None) }
}

fn whole(store: &Store, ids: &[ArticleId]) -> Vec<WholeArticle> {
    let mut found = Vec::new();
    let receive = |article| {
        found.push(article);
        ControlFlow::Continue(())
    };
    store.for_each_whole(ids, receive).expect("read");
    found
}

fn numbers(portion: &Portion) -> Vec<i64> {
    portion.ids.iter().map(|id| id.0).collect()
}

/// Two sources; a copy, a match, several authors, a date.
fn collection() -> Fixture {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let text = "One report of the news in several words. ".repeat(9);
    let mut first = with_text("https://a.example/1", "The same news in two papers", &text);
    first.authors = vec!["Ann Lee".to_owned(), "Bo Ray".to_owned()];
    first.keywords = vec!["news".to_owned()];
    let second = matching(published(article("https://a.example/2", "Second"), "2026-11-20T10:00:00+03:00"), "t", 4.5);
    fixture.poll("a", vec![first, second]);
    fixture.poll("b", vec![with_text("https://b.example/1", "The same news in two papers", &text)]);
    fixture.poll("b", vec![article("https://a.example/2", "Second")]);
    fixture
}

#[test]
fn many_at_once_are_the_same_as_one_by_one() {
    let fixture = collection();
    let ids = fixture.store.chosen(&all()).expect("read");
    let one_by_one: Vec<WholeArticle> = ids
        .iter()
        .map(|id| fixture.store.article(&ArticleName::Id(*id)).expect("read").expect("there").into())
        .collect();
    assert_eq!(one_by_one.len(), 3);
    assert!(one_by_one.iter().any(|article| article.row.copy_of.is_some()), "a copy is among them");
    assert_eq!(whole(&fixture.store, &ids), one_by_one);
    let backwards: Vec<ArticleId> = ids.iter().rev().copied().collect();
    assert!(whole(&fixture.store, &backwards).iter().rev().eq(&one_by_one), "in the order that was asked for");
}

#[test]
fn articles_that_are_gone_are_left_out() {
    let fixture = collection();
    let ids = [ArticleId(1), ArticleId(99), ArticleId(2)];
    assert_eq!(whole(&fixture.store, &ids).iter().map(|article| article.row.id.0).collect::<Vec<_>>(), [1, 2]);
    let mut n_details = 0;
    let receive = |_| {
        n_details += 1;
        ControlFlow::Continue(())
    };
    fixture.store.for_each_detail(&ids, receive).expect("read");
    assert_eq!(n_details, 2);
}

#[test]
fn a_receiver_that_has_enough_ends_the_reading() {
    let fixture = collection();
    let ids = fixture.store.chosen(&all()).expect("read");
    let mut n_received = 0;
    let receive = |_| {
        n_received += 1;
        ControlFlow::Break(())
    };
    fixture.store.for_each_whole(&ids, receive).expect("read");
    assert_eq!(n_received, 1);
}

#[test]
fn a_portion_begins_where_the_last_one_ended() {
    let fixture = collection();
    let portion = |filter: &ArticleFilter, after: Option<&ExportMark>| {
        fixture.store.portion(filter, after).expect("read").expect("of this collection")
    };
    let first = portion(&all(), None);
    assert_eq!(numbers(&first), [1, 2, 3]);
    let nothing = portion(&all(), first.end.as_ref());
    assert_eq!((numbers(&nothing), &nothing.end), (Vec::new(), &first.end), "nothing new, and the same end");
    // An article that is dated long before the others is new all the same.
    fixture.poll("a", vec![published(article("https://a.example/4", "Fourth"), "2001-01-01T00:00:00Z")]);
    assert_eq!(numbers(&portion(&all(), first.end.as_ref())), [4]);
}

#[test]
fn a_portion_with_a_limit_is_followed_by_the_rest() {
    let fixture = collection();
    let (mut after, mut seen) = (None, Vec::new());
    for _ in 0..3 {
        let two = ArticleFilter { limit: Some(2), ..all() };
        let portion = fixture.store.portion(&two, after.as_ref()).expect("read").expect("of this collection");
        seen.extend(numbers(&portion));
        after = portion.end;
    }
    assert_eq!(seen, [1, 2, 3]);
}

#[test]
fn the_end_of_a_narrow_choice_lies_behind_all_that_was_looked_at() {
    let fixture = collection();
    let nobody = ArticleFilter { sources: vec![super::fixture::id("nobody")], ..all() };
    let portion = fixture.store.portion(&nobody, None).expect("read").expect("of this collection");
    assert_eq!((portion.ids.len(), portion.end.map(|mark| mark.id)), (0, Some(ArticleId(3))));
}

#[test]
fn a_mark_of_another_collection_is_known() {
    let (fixture, other) = (collection(), Fixture::with_sources(&["a"]));
    other.poll("a", vec![article("https://other.example/1", "Elsewhere")]);
    let end = |store: &Store| store.portion(&all(), None).expect("read").expect("begins anew").end;
    let (ours, theirs) = (end(&fixture.store), end(&other.store));
    assert_eq!(fixture.store.portion(&all(), theirs.as_ref()).expect("read"), None, "another key");
    assert_eq!(other.store.portion(&all(), ours.as_ref()).expect("read"), None, "a number that is still to come");
}

#[test]
fn a_mark_is_read_as_it_is_written() {
    let fixture = collection();
    let end = fixture.store.portion(&all(), None).expect("read").expect("begins anew").end.expect("there are articles");
    assert_eq!(ExportMark::parse(&format!(" {end}\n")), Some(end));
    for text in ["", "3", "3-", "-3-00112233445566778899aabbccddeeff", "x-00112233445566778899aabbccddeeff", "3-abc"] {
        assert_eq!(ExportMark::parse(text), None, "{text}");
    }
}
