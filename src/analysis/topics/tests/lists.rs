//! Lists: what their terms do in topics, and what is wrong with them.

use super::*;

fn russia() -> TermList {
    list("actors/russia", &["en Russia", "en Kremlin", "ar روسيا", "any =RF"])
}

/// What a topic with these terms finds in a text, given the list.
fn found_with(lines: &[&str], lists: Vec<TermList>, text: &str, language: &str) -> Vec<String> {
    let set = set_with(vec![rule("t", 0.01, lines)], lists);
    let language = LanguageCode::parse(language).ok();
    only_match(&set, "", text, language.as_ref()).map(|m| pieces(&m.evidence, text)).unwrap_or_default()
}

#[test]
fn a_list_as_a_term_is_each_of_its_terms() {
    let check = |line: &str, text: &str, language: &str, expected: &[&str]| {
        assert_eq!(found_with(&[line], vec![russia()], text, language), expected, "{line} in {text}");
    };
    check("2 any @actors/russia", "Russia, روسيا", "en", &["Russia"]);
    check("2 any @actors/russia", "Russia, روسيا", "ar", &["روسيا"]);
    check("2 any @actors/russia", "Russia, روسيا, RF", "", &["Russia", "روسيا", "RF"]);
    // Under a language those of it, and those of any.
    check("2 ar @actors/russia", "Russia, روسيا, RF", "", &["روسيا", "RF"]);
    check("2 ar @actors/russia", "RF", "en", &[]);
}

#[test]
fn a_list_stands_beside_near() {
    let check = |line: &str, text: &str, language: &str, expected: &[&str]| {
        assert_eq!(found_with(&[line], vec![russia()], text, language), expected, "{line} in {text}");
    };
    check("1 en gas NEAR/3 @actors/russia", "Gas from Russia", "en", &["Gas", "Russia"]);
    check("1 any @actors/russia|Moscow NEAR/3 gas|الغاز", "غاز روسيا، الغاز من روسيا", "ar", &["روسيا", "الغاز"]);
    check("1 en gas NEAR/3 @actors/russia", "Gas from روسيا", "en", &[]);
}

#[test]
fn evidence_names_the_term_that_the_list_has() {
    let set = set_with(vec![rule("t", 1.0, &["2 any @actors/russia"])], vec![russia()]);
    let found = only_match(&set, "", "The Kremlin", None).expect("a match");
    assert_eq!(found.evidence, [evidence("Kremlin", Field::Text, 4, 11, 2.0)]);
}

#[test]
fn lists_use_lists() {
    let lists = vec![russia(), list("actors/all", &["uses actors/russia", "en China"])];
    assert_eq!(found_with(&["1 any @actors/all"], lists, "China and Russia", "en"), ["China", "Russia"]);
}

#[test]
fn of_a_term_and_the_same_in_a_list_the_topics_own_counts() {
    let score = |lines: &[&str]| {
        let mut rule = rule("t", 0.01, lines);
        rule.uses.push((ListId::parse("actors/russia").expect("an id"), 1.0));
        let set = set_with(vec![rule], vec![russia()]);
        only_match(&set, "", "Russia and the Kremlin", None).map(|m| m.score)
    };
    assert_eq!(score(&[]), Some(2.0));
    assert_eq!(score(&["5 en russia"]), Some(6.0));
    assert_eq!(score(&["0 en russia", "0 en kremlin", "1 en war"]), None);
    // Another language is another term; both hold where the language is not known, and one of them counts.
    assert_eq!(score(&["5 de russia"]), Some(6.0));
}

#[test]
fn the_version_follows_the_lists() {
    let version =
        |lines: &[&str], list: TermList| set_with(vec![rule("t", 1.0, lines)], vec![list]).version().to_owned();
    let longer = || list("actors/russia", &["en Russia", "en Kremlin", "ar روسيا", "any =RF", "en Putin"]);
    for line in ["1 any @actors/russia", "1 en gas NEAR/3 @actors/russia"] {
        assert_eq!(version(&[line], russia()), version(&[line], russia()));
        assert_ne!(version(&[line], russia()), version(&[line], longer()), "{line}");
    }
    assert_eq!(version(&["1 en gas"], russia()), version(&["1 en gas"], longer()));
}

#[test]
fn mistakes_of_lists_are_reported_once_and_at_the_list() {
    let lists = vec![
        list("empty", &[]),
        list("circle", &["uses round"]),
        list("round", &["uses circle", "en a-word"]),
        list("twice", &["en word"]),
        list("twice", &["en other"]),
        list(
            "faulty",
            &["en te*st", "en word", "en Word", "any @twice", "en oil NEAR/3 @twise", "ar كلمة~", "de wort~"],
        ),
        list("near", &["en oil NEAR/3 gas", "en oil NEAR/3 @near"]),
        list("uses-unknown", &["uses twicee"]),
    ];
    let rules = vec![rule("a", 1.0, &["1 any @faulty"]), rule("b", 1.0, &["1 any @faulty"])];
    insta::assert_snapshot!(mistakes(rules, lists), @r#"
    empty "": the list has no terms; give it some under `terms` or `uses`
    twice "": another list has this id; ids must be unique
    faulty "te*st": in term `te*st` a `*` must begin or end a word, as in `terroris*`, `*terror` or `*terror*`
    faulty "Word": term `Word` (en) finds the same as `word`; leave out one of them
    faulty "@twice": a list names another under its `uses`, not among its terms: uses = ["twice"]
    faulty "wort~": term `wort~`: the endings of `de` are not known, only those of ar, fa, he, ru and uk; write `*` for whatever may follow, or each form as a term of its own
    circle "": the list uses itself, by way of its `uses`; leave out one of them
    faulty "oil NEAR/3 @twise": unknown list `twise`; did you mean `twice`?
    near "oil NEAR/3 @near": list `near` holds `oil NEAR/3 gas`, and a NEAR cannot stand beside another; name a list without
    round "": the list uses itself, by way of its `uses`; leave out one of them
    uses-unknown "twicee": unknown list `twicee`; did you mean `twice`?
    "#);
}

#[test]
fn mistakes_of_lists_in_terms_are_found() {
    let lines = [
        "1 any @actors/rusia",
        "1 de @actors/russia",
        "1 en oil NEAR/3 @actors/rusia",
        "1 en oil NEAR/3 @near",
        "0 en oil NEAR/3 gas",
        "a en oil NEAR/3 gas",
        "a any @near",
        "b any @nobody",
        "1 es oil NEAR/3 @near|@english",
        "1 es oil NEAR/3 @english",
    ];
    let lists = vec![russia(), list("near", &["en oil NEAR/3 gas"]), list("english", &["en word"])];
    insta::assert_snapshot!(mistakes(vec![rule("t", 1.0, &lines)], lists), @r#"
    t "@actors/rusia": unknown list `actors/rusia`; did you mean `actors/russia`?
    t "oil NEAR/3 @actors/rusia": unknown list `actors/rusia`; did you mean `actors/russia`?
    t "oil NEAR/3 @near": list `near` holds `oil NEAR/3 gas`, and a NEAR cannot stand beside another; name a list without
    t "oil NEAR/3 gas": `oil NEAR/3 gas` with weight 0 does nothing; give it a weight, or write a phrase
    t "oil NEAR/3 @near|@english": list `near` holds `oil NEAR/3 gas`, and a NEAR cannot stand beside another; name a list without
    t "oil NEAR/3 @english": list `english` has no terms in `es`; write them there, or `@english` under `any`
    t "oil NEAR/3 gas": a side has names, not `oil NEAR/3 gas`; write it under `terms` of the topic, with a weight
    t "@nobody": unknown list `nobody`; write a `[[list]]` with this id
    "#);
}
