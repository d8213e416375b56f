use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Extent, Retag, Rules, Tally};
use crate::analysis::topics::{Scope, Term, TermLanguage, TopicRule, TopicSet, compile};
use crate::lab::fixture::{Collection, source};
use crate::lab::pass::PassEnd;
use crate::model::{LanguageCode, Source, SourceId, TopicId};
use crate::store::{ArticleId, MatchChanges, TextChoice, TextsOf};

const ARTICLES: [(&str, &str); 4] = [
    ("Flood in the north", "The river rose and the dam held."),
    ("Dam opened", "A new dam was opened by the minister."),
    ("Concert in the park", "A choir sang and a river of people came."),
    ("Nothing much", "It was quiet."),
];

fn topic(id: &str) -> TopicId {
    TopicId::parse(id).expect("an id")
}

/// A topic that one hit of any of its words makes.
fn rule(id: &str, words: &[&str]) -> TopicRule {
    let term = |word: &&str| Term { text: (*word).to_owned(), weight: 1.0, language: TermLanguage::Any };
    TopicRule { threshold: Some(1.0), terms: words.iter().map(term).collect(), ..TopicRule::new(topic(id)) }
}

fn set(rules: Vec<TopicRule>) -> Arc<TopicSet> {
    let (set, mistakes) = compile(rules, Vec::new());
    assert_eq!(mistakes, []);
    Arc::new(set)
}

fn run(collection: &Collection, topics: &Arc<TopicSet>, extent: &Extent) -> Tally {
    let rules = Rules::new(Arc::clone(topics), &[source()]);
    let plan = Retag::plan(&collection.store, rules, extent).expect("planned");
    let (tally, end) = plan.run(&AtomicBool::new(false), |_| ()).expect("tagged");
    assert_eq!(end, PassEnd::Complete);
    tally
}

fn matching(collection: &Collection, id: &str) -> Vec<i64> {
    collection.store.topic_scores(&topic(id)).expect("read").into_iter().map(|(article, _)| article.0).collect()
}

fn counts(tally: &Tally, id: &str) -> (u64, u64, u64, u64) {
    let changes = tally.changes.by_topic.get(&topic(id)).copied().unwrap_or_default();
    let MatchChanges { added, dropped, changed, confirmed } = changes;
    (added, dropped, changed, confirmed)
}

#[test]
fn rules_reach_the_past_and_only_what_differs_is_written() {
    let collection = Collection::of(&ARTICLES, "old");
    let first = set(vec![rule("water", &["river", "dam"]), rule("music", &["choir"])]);
    let tally = run(&collection, &first, &Extent::stale());
    assert_eq!((tally.n_articles, counts(&tally, "water"), counts(&tally, "music")), (4, (3, 0, 0, 0), (1, 0, 0, 0)));
    assert_eq!((matching(&collection, "water"), matching(&collection, "music")), (vec![1, 2, 3], vec![3]));

    let second = set(vec![rule("water", &["dam", "flood"]), rule("music", &["choir"])]);
    let tally = run(&collection, &second, &Extent::stale());
    assert_eq!((counts(&tally, "water"), counts(&tally, "music")), ((0, 1, 1, 1), (0, 0, 0, 0)));
    assert_eq!(matching(&collection, "water"), [1, 2]);
    let detail = collection.store.article(&crate::store::ArticleName::Id(ArticleId(2))).expect("read").expect("there");
    assert_eq!(Some(detail.matches[0].rules_version.as_str()), second.version_of(&topic("water")));
    assert_eq!(detail.matches[0].evidence.len(), 2, "in headline and text");

    assert_eq!(run(&collection, &second, &Extent::stale()), Tally::default(), "a second run has nothing to do");
}

#[test]
fn a_run_that_was_stopped_goes_on_where_it_was() {
    let titles: Vec<String> = (0..500).map(|n| format!("River {n}")).collect();
    let articles: Vec<(&str, &str)> = titles.iter().map(|title| (title.as_str(), "A river rose.")).collect();
    let collection = Collection::of(&articles, "old");
    let topics = set(vec![rule("water", &["river"])]);
    let plan = || {
        let rules = Rules::new(Arc::clone(&topics), &[source()]);
        Retag::plan(&collection.store, rules, &Extent::stale()).expect("planned").with_threads(NonZero::<usize>::MIN)
    };
    let stop = AtomicBool::new(false);
    let (first, end) = plan().run(&stop, |_| stop.store(true, Ordering::Relaxed)).expect("tagged");
    assert_eq!(end, PassEnd::Stopped);
    assert_eq!(matching(&collection, "water").len(), first.n_articles);
    assert_eq!(plan().n_articles(), 500 - first.n_articles);
    let (second, _) = plan().run(&AtomicBool::new(false), |_| ()).expect("tagged");
    assert_eq!((first.n_articles + second.n_articles, matching(&collection, "water").len()), (500, 500));
}

#[test]
fn one_topic_and_its_parts_leave_the_others_alone_and_the_rest_to_do() {
    let collection = Collection::of(&ARTICLES, "old");
    let part = |id: &str, parent: &str, word: &str| TopicRule { parent: Some(topic(parent)), ..rule(id, &[word]) };
    let topics = set(vec![
        TopicRule::new(topic("nature")),
        part("water", "nature", "river"),
        part("floods", "water", "flood"),
        rule("music", &["choir"]),
    ]);
    let only = Extent { only: vec![topic("nature")], ..Extent::stale() };
    let tally = run(&collection, &topics, &only);
    assert_eq!((matching(&collection, "water"), matching(&collection, "floods")), (vec![1, 3], vec![1]));
    assert_eq!((matching(&collection, "music"), tally.n_articles), (vec![], 4));
    assert!(collection.store.has_articles_of_other_rules(topics.version()).expect("read"));
    assert_eq!(counts(&run(&collection, &topics, &Extent::stale()), "music"), (1, 0, 0, 0));
    assert!(!collection.store.has_articles_of_other_rules(topics.version()).expect("read"));
}

#[test]
fn topics_that_left_keep_their_matches_until_they_are_pruned() {
    let collection = Collection::of(&ARTICLES, "old");
    run(&collection, &set(vec![rule("water", &["dam"]), rule("music", &["choir"])]), &Extent::stale());
    let fewer = set(vec![rule("water", &["dam"])]);
    let tally = run(&collection, &fewer, &Extent::stale());
    assert_eq!((tally.n_articles, tally.changes.by_topic.len(), matching(&collection, "music")), (4, 0, vec![3]));
    let configured = [topic("water")].into();
    assert_eq!(collection.store.orphaned_matches(&configured, None).expect("read"), [(topic("music"), 1)]);
    let later = Some("2026-01-01T00:00:00Z".parse().expect("a time"));
    assert_eq!(collection.store.prune_orphaned_matches(&configured, later).expect("pruned"), 0);
    assert_eq!(collection.store.prune_orphaned_matches(&configured, None).expect("pruned"), 1);
    assert_eq!((matching(&collection, "music"), matching(&collection, "water")), (vec![], vec![1, 2]));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let collection = Collection::of(&ARTICLES, "old");
    run(&collection, &set(vec![rule("water", &["river", "dam"])]), &Extent::stale());
    let topics = set(vec![rule("water", &["dam", "flood"])]);
    let rules = Rules::new(Arc::clone(&topics), &[source()]);
    let plan = Retag::plan(&collection.store, rules, &Extent::stale()).expect("planned").dry();
    let (dry, _) = plan.run(&AtomicBool::new(false), |_| ()).expect("compared");
    assert_eq!(matching(&collection, "water"), [1, 2, 3]);
    assert_eq!(run(&collection, &topics, &Extent::stale()), dry);
}

#[test]
fn what_sources_are_like_today_decides() {
    let collection = Collection::of(&ARTICLES, "old");
    let scope = Scope { countries: vec!["eg".to_owned()], ..Scope::default() };
    let topics = set(vec![TopicRule { scope, ..rule("water", &["river"]) }]);
    let tag = |country: Option<&str>, extent: &Extent| {
        let source = Source { country: country.map(str::to_owned), ..source() };
        let rules = Rules::new(Arc::clone(&topics), &[source]);
        let plan = Retag::plan(&collection.store, rules, extent).expect("planned");
        plan.run(&AtomicBool::new(false), |_| ()).expect("tagged");
        matching(&collection, "water")
    };
    assert_eq!(tag(Some("eg"), &Extent::stale()), [1, 3]);
    assert_eq!(tag(Some("fr"), &Extent::stale()), [1, 3], "the rules are the same, so nothing is read");
    let again = Extent { again: true, ..Extent::stale() };
    assert_eq!(tag(Some("fr"), &again), [0; 0]);
    assert_eq!(tag(None, &again), [0; 0]);
    assert_eq!(tag(Some("eg"), &again), [1, 3]);
}

#[test]
fn the_topics_that_a_source_is_tried_on_decide_too() {
    let collection = Collection::of(&ARTICLES, "old");
    let topics = set(vec![rule("water", &["river"]), rule("music", &["choir"])]);
    let paper = Source { topics: vec![topic("music")], ..source() };
    let other = Source { id: SourceId::parse("other").expect("an id"), ..source() };
    let rules = Rules::new(Arc::clone(&topics), &[paper, other]);
    let plan = Retag::plan(&collection.store, rules, &Extent::stale()).expect("planned");
    plan.run(&AtomicBool::new(false), |_| ()).expect("tagged");
    assert_eq!((matching(&collection, "water"), matching(&collection, "music")), (vec![], vec![3]));
}

#[test]
fn a_tagging_of_words_that_were_replaced_is_void() {
    let collection = Collection::of(&ARTICLES, "old");
    let topics = set(vec![rule("water", &["river"])]);
    let rules = Rules::new(Arc::clone(&topics), &[source()]);
    let ids = collection.store.choose_texts(&TextChoice::ever(TextsOf::All)).expect("chosen");
    let texts = collection.store.texts(&ids).expect("read");
    let tried = Arc::new(crate::store::Tried {
        topics: [topic("water")].into(),
        rules_version: Some(topics.version().to_owned()),
    });
    let other_words =
        crate::store::ArticleText { content_hash: crate::text::hash::content_hash(b"other"), ..texts[0].clone() };
    let other_language = crate::store::ArticleText { language: LanguageCode::from_tag("de"), ..texts[2].clone() };
    let gone = crate::store::ArticleText { id: ArticleId(99), ..texts[2].clone() };
    let taggings = [other_words, other_language, gone].iter().map(|article| rules.tag(article)).collect();
    let retagged = collection.store.retag(&tried, taggings).expect("answered");
    assert_eq!((retagged.void, retagged.by_topic.len(), matching(&collection, "water")), (3, 0, vec![]));
    assert_eq!(Retag::plan(&collection.store, rules, &Extent::stale()).expect("planned").n_articles(), 4);
}

#[test]
fn only_articles_of_late_are_tagged_where_that_is_wanted() {
    let collection = Collection::of(&ARTICLES, "old");
    let topics = set(vec![rule("water", &["river"])]);
    let since = |since: &str| Extent { since: Some(since.parse().expect("a time")), ..Extent::stale() };
    assert_eq!(run(&collection, &topics, &since("2020-01-01T00:00:00Z")).n_articles, 0);
    assert_eq!(run(&collection, &topics, &since("1970-01-01T00:00:00Z")).n_articles, 4);
}
