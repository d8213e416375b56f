//! What a topic says of an article that it does not take, the tree of topics, and their examples.

use super::*;

#[test]
fn a_verdict_tells_everything_that_is_in_the_way() {
    let mut rule = rule("t", 5.0, &["1 en raid", "-1 en film"]);
    rule.weighing.lead_words = 1;
    rule.scope.languages = vec![LanguageCode::parse("ar").expect("a language")];
    rule.conditions.all = vec![Condition { group: group(&["en siege"]), weight: None }];
    rule.conditions.any = vec![Condition { group: group(&["en army"]), weight: None }];
    rule.conditions.none = vec![Condition { group: group(&["en game"]), weight: None }];
    let english = LanguageCode::parse("en").expect("a language");
    let set = set(vec![rule.clone()]);
    let verdict = set.judge(&subject("", "a raid in a film or game", Some(&english)), &rule.id).expect("the topic");
    let expected = [
        Obstacle::OutOfScope { key: "languages" },
        Obstacle::GroupMissing { group: 0 },
        Obstacle::NoneOfAny,
        Obstacle::Forbidden { by: evidence("game", Field::Text, 20, 24, 0.0) },
        Obstacle::Short { by: 5.0 },
        Obstacle::NotInFront { by: 0.0 },
    ];
    assert_eq!(verdict.obstacles, expected);
    assert_eq!((verdict.score, verdict.evidence.len()), (0.0, 2));
}

#[test]
fn a_topic_judges_what_has_none_of_its_words() {
    let set = set(vec![rule("t", 5.0, &["1 en raid"])]);
    let id = TopicId::parse("t").expect("an id");
    let verdict = set.judge(&subject("Peace", "", None), &id).expect("the topic");
    assert_eq!(verdict.obstacles, [Obstacle::Short { by: 5.0 }, Obstacle::NotInFront { by: 0.0 }]);
    assert!(set.judge(&subject("Peace", "", None), &TopicId::parse("other").expect("an id")).is_none());
}

#[test]
fn a_match_is_what_has_no_obstacle() {
    let set = set(vec![rule("t", 1.0, &["1 en raid"])]);
    let id = TopicId::parse("t").expect("an id");
    for (title, expected) in [("A raid", true), ("Peace", false)] {
        let subject = subject(title, "", None);
        assert_eq!(set.judge(&subject, &id).expect("the topic").is_match(), expected);
        assert_eq!(!set.tag(&subject).is_empty(), expected);
    }
}

fn child(id: &str, parent: &str) -> TopicRule {
    TopicRule { parent: Some(TopicId::parse(parent).expect("an id")), ..rule(id, 1.0, &["1 en raid"]) }
}

#[test]
fn parents_must_be_there_and_above() {
    let gathering = |id: &str| TopicRule::new(TopicId::parse(id).expect("an id"));
    let sound = vec![gathering("all"), child("some", "all"), child("one", "some")];
    assert_eq!(mistakes(sound.clone(), Vec::new()), "");
    // What gathers never matches itself.
    assert_eq!(set(sound).tag(&subject("raid", "", None)).len(), 2);
    let broken = vec![
        gathering("childless"),
        child("orphan", "nobody"),
        child("a", "b"),
        child("b", "a"),
        child("own", "own"),
        rule("bare", 1.0, &[]),
    ];
    insta::assert_snapshot!(mistakes(broken, Vec::new()), @r#"
    childless "": the topic has neither terms nor a topic whose `parent` it is; give it one or the other
    orphan "nobody": unknown parent `nobody`; write a `[[topic]]` with this id, or leave `parent` out
    a "b": the topic is its own parent, by way of the others; leave out one `parent` of them
    b "a": the topic is its own parent, by way of the others; leave out one `parent` of them
    own "own": the topic is its own parent, by way of the others; leave out one `parent` of them
    bare "": the topic has neither terms nor a topic whose `parent` it is; give it one or the other
    "#);
}

#[test]
fn examples_hold_or_fail_with_the_reason() {
    let written = |title: &str, language: Option<&str>| ExampleArticle::Written {
        title: title.to_owned(),
        text: String::new(),
        language: language.map(|code| LanguageCode::parse(code).expect("a language")),
    };
    let example =
        |must_match: bool, article: ExampleArticle| Example { place: "t.toml:1".to_owned(), must_match, article };
    let mut rule = rule("t", 1.0, &["1 en gift"]);
    rule.examples = vec![
        example(true, written("A gift for the children of the town", None)),
        example(false, written("Das Gift im Wasser der Stadt und die Folgen", None)),
        example(true, written("Gift", Some("de"))),
        example(false, written("Gift", Some("en"))),
        example(true, ExampleArticle::Stored(7)),
        example(true, ExampleArticle::Stored(8)),
    ];
    let set = set(vec![rule.clone()]);
    let stored = |id: i64| {
        let (title, text) = ("A gift".to_owned(), String::new());
        Ok::<_, std::convert::Infallible>((id == 7).then_some(StoredExample { title, text, language: None }))
    };
    let results = set.try_examples(&rule.id, stored).expect("no failure");
    let kinds: Vec<&str> = results
        .iter()
        .map(|(_, result)| match result {
            ExampleResult::Holds => "holds",
            ExampleResult::Fails(_) => "fails",
            ExampleResult::Absent(_) => "absent",
        })
        .collect();
    assert_eq!(kinds, ["holds", "holds", "fails", "fails", "holds", "absent"]);
}
