use super::*;
use crate::analysis::topics::{Term, TopicRule, compile};
use crate::lab::fixture::Collection;
use crate::store::Judgement;

/// Ten articles of the sea, judged so, among forty others.
fn collection(topic: &TopicId) -> Collection {
    let sea =
        |n: usize| (format!("Report {n} of the coast"), format!("The trawler crew of port {n} met the coast guard."));
    let land = |n: usize| (format!("Report {n} of the town"), format!("The council of town {n} met the mayor."));
    let articles: Vec<(String, String)> = (0..10).map(sea).chain((10..50).map(land)).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
    let collection = Collection::of(&articles, "rules-1");
    for id in 1..=10 {
        let judgement =
            Judgement { article: ArticleId(id), topic: topic.clone(), belongs: true, at: Timestamp::UNIX_EPOCH };
        assert!(collection.store.set_judgement(&judgement).expect("stored"));
    }
    collection
}

#[test]
fn words_of_the_topics_articles_are_suggested_and_terms_of_others_flagged() {
    let topic = TopicId::parse("sea").expect("an id");
    let collection = collection(&topic);
    let term = |weight, text: &str| Term { text: text.to_owned(), weight, language: TermLanguage::Any };
    let mut rule = TopicRule::new(topic.clone());
    rule.threshold = Some(2.0);
    rule.terms = vec![term(2.0, "trawler*"), term(1.0, "mayor")];
    let (rules, mistakes) = compile(vec![rule], Vec::new());
    assert_eq!(mistakes, []);
    let question = Question {
        rules: &rules,
        topic: &topic,
        since: None,
        language: None,
        at_most: 10,
        with_known: true,
        max_phrases: 1_000,
    };
    let mut n_done = 0;
    let found = run(&collection.store, &question, |n, of| {
        n_done += n;
        assert_eq!(of, 100);
    })
    .expect("read");
    assert_eq!(n_done, 100);
    let english = LanguageCode::from_tag("en").expect("a code");
    let english = &found.languages[&english];
    assert_eq!(english.sizes, Sizes { matched: 10, other: 40 });
    let phrases: Vec<(&str, Option<&str>)> = english
        .suggestions
        .iter()
        .map(|suggestion| (suggestion.candidate.phrase.as_str(), suggestion.known_as.as_deref()))
        .collect();
    assert!(phrases.contains(&("trawler crew", Some("trawler*"))), "{phrases:?}");
    assert!(phrases.contains(&("coast guard", None)) || phrases.contains(&("the coast", None)), "{phrases:?}");
    assert!(phrases.iter().all(|(phrase, _)| !phrase.contains("mayor") && *phrase != "report"), "{phrases:?}");
    let noise: Vec<&str> = found.noise.iter().map(|noisy| noisy.term.as_str()).collect();
    assert_eq!(noise, ["mayor"]);
}
