//! Later readings: what they change, what they keep, and what they leave alone.

use super::fixture::{Fixture, article, language, matching, published, time, topic, with_text, words};
use crate::model::{Article, CopyKind, Revision, RevisionCause};
use crate::store::{ArticleDetail, ArticleFilter, ArticleId, ArticleName, Revised};

const URL: &str = "https://a.example/1";

fn stored(fixture: &Fixture, id: i64) -> ArticleDetail {
    fixture.store.article(&ArticleName::Id(ArticleId(id))).expect("read").expect("there")
}

/// A new reading of what is stored under a number.
fn revision(fixture: &Fixture, id: i64, article: Article) -> Revision {
    let before = stored(fixture, id);
    Revision {
        of: before.row.key,
        base: before.content_hash,
        at: time(60),
        why: RevisionCause::Reprocess,
        rules_version: "rules-2".to_owned(),
        article,
    }
}

fn revise(fixture: &Fixture, revision: Revision) -> Revised {
    fixture.store.revise(vec![revision]).expect("revised")
}

const REVISED: Revised = Revised { revised: 1, unchanged: 0, void: 0 };
const UNCHANGED: Revised = Revised { revised: 0, unchanged: 1, void: 0 };
const VOID: Revised = Revised { revised: 0, unchanged: 0, void: 1 };

/// A collection of one article of which everything was read wrong, and the right reading.
fn misread() -> (Fixture, Article) {
    let fixture = Fixture::with_sources(&["a"]);
    let wrong = published(matching(with_text(URL, "Cookies", "We value your privacy."), "energy", 2.0), "2026-11-20");
    fixture.poll("a", vec![wrong]);
    let right = matching(with_text(URL, "Floods in the north", "The river rose.\nIt fell."), "water", 5.0);
    let right = Article { language: Some(language("de")), authors: vec!["C. Writer".to_owned()], ..right };
    (fixture, published(right, "2026-11-18T10:00:00+02:00"))
}

#[test]
fn everything_follows_the_new_reading_and_identity_stays() {
    let (fixture, right) = misread();
    let before = stored(&fixture, 1);
    assert_eq!(revise(&fixture, revision(&fixture, 1, right.clone())), REVISED);
    let after = stored(&fixture, 1);
    assert_eq!((after.row.title.as_str(), after.text), ("Floods in the north", right.text.clone()));
    assert_eq!((after.authors, after.row.language), (right.authors, right.language));
    assert_eq!(after.row.published, right.published);
    assert_eq!(after.row.word_count, right.word_count);
    assert_eq!(
        (after.row.id, after.row.key, after.row.first_seen),
        (before.row.id, before.row.key, before.row.first_seen)
    );
    assert_eq!(after.sightings, before.sightings);

    let found = |word: &str| fixture.titles(&ArticleFilter { words: words(word), ..ArticleFilter::newest(None) });
    assert_eq!((found("privacy").len(), found("river").len()), (0, 1), "the index follows");
    let by_topic = |id: &str| ArticleFilter { topics: vec![topic(id)], ..ArticleFilter::newest(None) };
    assert_eq!(fixture.titles(&by_topic("energy")).len(), 0, "so do the topics");
    assert_eq!(fixture.titles(&by_topic("water")).len(), 1);
    let dates = "select count(distinct dated) from (select dated from articles union all select dated from sightings
        union all select dated from article_topics)";
    assert_eq!(fixture.number(dates), 1, "and the date by which lists are ordered, wherever it stands");
    assert_eq!(fixture.number("select count(*) from pragma_foreign_key_check"), 0);
}

#[test]
fn what_was_said_before_is_kept() {
    let (fixture, right) = misread();
    let before = stored(&fixture, 1);
    revise(&fixture, revision(&fixture, 1, right.clone()));
    let [first] = stored(&fixture, 1).revisions.try_into().expect("one");
    assert_eq!((first.title.as_deref(), first.text.as_deref()), (Some("Cookies"), Some("We value your privacy.")));
    assert_eq!(
        (first.why, first.replaced_at, first.content_hash),
        (RevisionCause::Reprocess, time(60), before.content_hash)
    );
    assert_eq!(first.facts["published"], "2026-11-20");
    assert_eq!(first.facts["authors"].as_array().map(Vec::len), Some(2));
    assert_eq!(first.facts.get("site"), None, "what stayed is not repeated");

    let another = Article { section: Some("Weather".to_owned()), ..right };
    revise(&fixture, revision(&fixture, 1, another));
    let latest = stored(&fixture, 1).revisions.remove(0);
    assert_eq!((latest.title, latest.text), (None, None), "nor are the words");
    assert_eq!(latest.facts, serde_json::json!({"section": "World"}));
}

#[test]
fn the_same_reading_again_changes_nothing() {
    let (fixture, right) = misread();
    let revision = revision(&fixture, 1, right);
    assert_eq!(revise(&fixture, revision.clone()), REVISED);
    let before = fixture.digest();
    assert_eq!(revise(&fixture, revision), UNCHANGED);
    assert_eq!(fixture.digest(), before);
}

#[test]
fn a_reading_of_what_stands_there_no_longer_is_void() {
    let (fixture, right) = misread();
    let late = revision(&fixture, 1, with_text(URL, "Late", "Too late."));
    revise(&fixture, revision(&fixture, 1, right));
    assert_eq!(revise(&fixture, late.clone()), VOID);
    let gone = Revision { of: super::fixture::key("https://a.example/gone"), ..late };
    assert_eq!(revise(&fixture, gone), VOID);
    assert_eq!(stored(&fixture, 1).row.title, "Floods in the north");
}

#[test]
fn a_date_after_the_first_sight_orders_no_list() {
    let (fixture, right) = misread();
    let future = published(right, "2026-12-24T10:00:00Z");
    let later = Article { fetched_at: time(10_000), ..future };
    revise(&fixture, revision(&fixture, 1, later));
    let row = stored(&fixture, 1).row;
    assert_eq!(row.dated, row.first_seen);
}

#[test]
fn copies_are_told_anew() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let story = |url: &str| with_text(url, "The same in two papers", &"A long report on the same event. ".repeat(20));
    fixture.poll("a", vec![story(URL)]);
    fixture.poll("b", vec![article("https://b.example/2", "Misread")]);
    revise(&fixture, revision(&fixture, 2, story("https://b.example/2")));
    let copy = stored(&fixture, 2).row.copy_of.expect("a copy");
    assert_eq!((copy.id, copy.kind), (ArticleId(1), CopyKind::Exact));
    revise(&fixture, revision(&fixture, 1, article(URL, "Another text")));
    assert!(stored(&fixture, 1).row.copy_of.is_none(), "an original stays one");
    revise(&fixture, revision(&fixture, 2, article("https://b.example/2", "Something else")));
    assert!(stored(&fixture, 2).row.copy_of.is_none(), "what repeats nothing is no copy");
}

#[test]
fn earlier_versions_go_with_their_article() {
    let (fixture, right) = misread();
    revise(&fixture, revision(&fixture, 1, right));
    fixture.poll("a", vec![article("https://a.example/9", "Later")]);
    let rule = crate::store::Retention { source: super::fixture::id("a"), before: time(100_000) };
    fixture.outside().execute_batch("update polls set started_at = '2027-01-01T00:00:00Z'").expect("changed");
    assert_eq!(fixture.store.prune_articles(&[rule]).expect("pruned"), 1);
    assert_eq!(fixture.number("select count(*) from revisions"), 0);
    assert_eq!(fixture.number("select count(*) from articles_fts where articles_fts match 'river'"), 0);
}
