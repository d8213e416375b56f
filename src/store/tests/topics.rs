//! The tree of topics, the rules that articles were tagged by, and judgements.

use super::fixture::{Fixture, article, entry, matching, outcome, published, time, topic};
use crate::model::PollOutcome;
use crate::store::{ArticleFilter, ArticleId, Judgement, TextChoice, TextsOf};

/// Security with terrorism and its branch below, cyber beside; health apart.
fn tree() -> Fixture {
    let fixture = Fixture::with_sources(&["a"]);
    let topics = vec![
        entry("security", "Security", None),
        entry("terrorism", "Terrorism", Some("security")),
        entry("branches", "Branches", Some("terrorism")),
        entry("cyber", "Cyber", Some("security")),
        entry("health", "Health", None),
    ];
    fixture.store.register_topics(topics).expect("registered");
    let dated =
        |n: u32, title: &str| published(article(&format!("https://a.example/{n}"), title), &format!("2026-11-1{n}"));
    fixture.poll(
        "a",
        vec![
            matching(matching(dated(1, "Both"), "branches", 3.0), "cyber", 5.0),
            matching(dated(2, "Health"), "health", 3.0),
            matching(dated(3, "Terrorism"), "terrorism", 3.0),
            matching(dated(4, "Security"), "security", 3.0),
        ],
    );
    fixture
}

fn of_topics(ids: &[&str], limit: Option<u32>) -> ArticleFilter {
    ArticleFilter { topics: ids.iter().map(|id| topic(id)).collect(), ..ArticleFilter::newest(limit) }
}

#[test]
fn who_asks_for_a_topic_gets_what_is_part_of_it_once_and_in_order() {
    let fixture = tree();
    assert_eq!(fixture.titles(&of_topics(&["security"], None)), ["Security", "Terrorism", "Both"]);
    assert_eq!(fixture.titles(&of_topics(&["security"], Some(2))), ["Security", "Terrorism"]);
    assert_eq!(fixture.titles(&of_topics(&["terrorism"], None)), ["Terrorism", "Both"]);
    assert_eq!(fixture.titles(&of_topics(&["terrorism", "health"], None)), ["Terrorism", "Health", "Both"]);
    assert_eq!(fixture.titles(&of_topics(&["unknown"], None)), [""; 0]);
    let both = ArticleFilter { words: super::fixture::words("both"), ..of_topics(&["security"], None) };
    assert_eq!(fixture.titles(&both), ["Both"]);
}

#[test]
fn a_tree_that_is_a_circle_ends() {
    let fixture = tree();
    let circle = vec![entry("security", "Security", Some("branches")), entry("cyber", "Cyber", None)];
    fixture.store.register_topics(circle).expect("registered");
    assert_eq!(fixture.titles(&of_topics(&["branches"], None)), ["Security", "Terrorism", "Both"]);
}

#[test]
fn topics_are_known_by_what_the_configuration_says_of_them() {
    let fixture = tree();
    fixture.store.register_topics(vec![entry("cyber", "Attacks on networks", Some("security"))]).expect("registered");
    let counts = fixture.store.topic_counts().expect("read");
    let cyber = counts.iter().find(|count| count.topic == topic("cyber")).expect("known");
    assert_eq!((cyber.label.as_str(), cyber.parent.as_ref()), ("Attacks on networks", Some(&topic("security"))));
    assert_eq!((cyber.description.as_str(), cyber.articles), ("What is said of Attacks on networks.", 1));
    let configured: Vec<&str> =
        counts.iter().filter(|count| count.is_configured).map(|count| count.topic.as_str()).collect();
    assert_eq!(configured, ["cyber"]);
    assert_eq!(fixture.number("select count(*) from topics where rules_version = 'rule of cyber'"), 1);
}

fn chosen(fixture: &Fixture, choice: &TextChoice) -> Vec<i64> {
    fixture.store.choose_texts(choice).expect("chosen").into_iter().map(|id| id.0).collect()
}

#[test]
fn the_rules_that_an_article_was_tagged_by_are_known() {
    let fixture = tree();
    let others = |version: &str| {
        let ids = chosen(&fixture, &TextChoice::ever(TextsOf::OtherRules(version.to_owned())));
        assert_eq!(fixture.store.has_articles_of_other_rules(version).expect("read"), !ids.is_empty());
        ids
    };
    assert_eq!((others("rules-1"), others("rules-2")), (vec![], vec![1, 2, 3, 4]));
    let later = article("https://a.example/5", "Later");
    let outcome = PollOutcome { rules_version: "rules-2".to_owned(), generation: 1, ..outcome("a", vec![later]) };
    fixture.store.apply(outcome).expect("applied");
    assert_eq!((others("rules-1"), others("rules-2")), (vec![5], vec![1, 2, 3, 4]));
    assert_eq!(others("never seen"), [1, 2, 3, 4, 5]);
}

#[test]
fn an_empty_collection_has_nothing_of_other_rules() {
    let fixture = Fixture::empty();
    assert!(!fixture.store.has_articles_of_other_rules("rules-1").expect("read"));
    assert_eq!(fixture.number("select count(*) from rule_sets"), 0);
}

#[test]
fn articles_are_chosen_by_date_and_topic() {
    let fixture = tree();
    let day = |day: &str| Some(format!("{day}T00:00:00Z").parse().expect("a time"));
    let all = TextChoice::ever(TextsOf::All);
    assert_eq!(chosen(&fixture, &all), [1, 2, 3, 4]);
    let middle = TextChoice { since: day("2026-11-12"), until: day("2026-11-14"), ..all };
    assert_eq!(chosen(&fixture, &middle), [2, 3]);
    let of = TextsOf::Topics(vec![topic("security"), topic("cyber"), topic("branches")]);
    assert_eq!(chosen(&fixture, &TextChoice::ever(of.clone())), [1, 4]);
    assert_eq!(chosen(&fixture, &TextChoice { since: day("2026-11-12"), ..TextChoice::ever(of) }), [4]);
    let others = TextsOf::OtherRules("rules-2".to_owned());
    assert_eq!(chosen(&fixture, &TextChoice { until: day("2026-11-13"), ..TextChoice::ever(others) }), [1, 2]);
}

#[test]
fn texts_come_as_they_are_stored_and_without_those_that_are_gone() {
    let fixture = tree();
    let texts = fixture.store.texts(&[ArticleId(3), ArticleId(99), ArticleId(1)]).expect("read");
    let titles: Vec<&str> = texts.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["Terrorism", "Both"]);
    assert_eq!(texts[0].text, article("https://a.example/3", "Terrorism").text);
    assert_eq!(texts[0].sources, [super::fixture::id("a")]);
    assert_eq!(texts[0].dated.to_string(), "2026-11-13T00:00:00Z");
}

#[test]
fn scores_of_a_topic_are_its_own() {
    let fixture = tree();
    assert_eq!(fixture.store.topic_scores(&topic("cyber")).expect("read"), [(ArticleId(1), 5.0)]);
    assert_eq!(fixture.store.topic_scores(&topic("terrorism")).expect("read"), [(ArticleId(3), 3.0)]);
}

#[test]
fn the_last_judgement_counts_until_it_is_taken_back() {
    let fixture = tree();
    let judgement = |article: i64, belongs: bool, minutes: i64| Judgement {
        article: ArticleId(article),
        topic: topic("cyber"),
        belongs,
        at: time(minutes),
    };
    for said in [judgement(2, true, 1), judgement(1, true, 2), judgement(2, false, 3)] {
        assert!(fixture.store.set_judgement(&said).expect("kept"));
    }
    assert!(!fixture.store.set_judgement(&judgement(99, true, 4)).expect("answered"), "no such article");
    let stored = || fixture.store.judgements(&topic("cyber")).expect("read");
    assert_eq!(stored(), [judgement(1, true, 2), judgement(2, false, 3)]);
    assert_eq!(fixture.store.judgements(&topic("health")).expect("read"), []);
    assert!(fixture.store.delete_judgement(ArticleId(1), &topic("cyber")).expect("taken back"));
    assert!(!fixture.store.delete_judgement(ArticleId(1), &topic("cyber")).expect("answered"));
    assert_eq!(stored(), [judgement(2, false, 3)]);
}

#[test]
fn a_topic_that_nobody_registered_can_be_judged() {
    let fixture = tree();
    let said = Judgement { article: ArticleId(1), topic: topic("new"), belongs: true, at: time(1) };
    assert!(fixture.store.set_judgement(&said).expect("kept"));
    assert_eq!(fixture.store.judgements(&topic("new")).expect("read"), [said]);
}
