//! `any`, `all` and `none`: what they ask for, add and forbid.

use super::*;

fn condition(weight: Option<f64>, lines: &[&str]) -> Condition {
    Condition { group: group(lines), weight }
}

fn protests() -> TopicRule {
    let mut rule = rule("t", 3.0, &["2 en protest*"]);
    rule.conditions.all = vec![condition(None, &["en police", "en riot squad"])];
    rule
}

fn obstacles(rule: &TopicRule, title: &str, text: &str) -> Vec<Obstacle> {
    let set = set(vec![rule.clone()]);
    set.judge(&subject(title, text, None), &rule.id).expect("the topic").obstacles
}

#[test]
fn each_group_of_all_must_be_met_and_adds_its_weight_once() {
    let mut rule = protests();
    assert_eq!(obstacles(&rule, "Protest: police, police", ""), []);
    assert_eq!(obstacles(&rule, "Protest", "a protest"), [Obstacle::GroupMissing { group: 0 }]);
    // The headline counts double, the group once.
    let judged = set(vec![rule.clone()]);
    let found = judged.judge(&subject("Protest", "police and the riot squad, police", None), &rule.id);
    let found = found.expect("the topic");
    let expected = [evidence("protest*", Field::Title, 0, 7, 4.0), evidence("police", Field::Text, 0, 6, 1.0)];
    assert_eq!(found.evidence, expected);
    rule.conditions.all.push(condition(Some(0.5), &["en arrest*"]));
    assert_eq!(obstacles(&rule, "Protest", "police"), [Obstacle::GroupMissing { group: 1 }]);
    assert_eq!(obstacles(&rule, "Protest", "police arrested"), []);
}

#[test]
fn one_group_of_any_is_enough() {
    let mut rule = rule("t", 2.5, &["1 en protest*"]);
    rule.conditions.any = vec![condition(None, &["en injur*"]), condition(Some(1.5), &["en arrest*"])];
    assert_eq!(obstacles(&rule, "", "protest protest protest"), [Obstacle::NoneOfAny]);
    assert_eq!(obstacles(&rule, "", "protest, arrest"), []);
    assert_eq!(obstacles(&rule, "", "protest, injured"), [Obstacle::Short { by: 0.5 }]);
    // Both together add both.
    assert_eq!(obstacles(&rule, "", "protest, injured, injured, arrest"), []);
}

#[test]
fn none_forbids_or_subtracts_once() {
    let mut rule = rule("t", 2.0, &["2 en protest*"]);
    rule.conditions.none = vec![condition(None, &["en film"])];
    assert_eq!(obstacles(&rule, "", "protest"), []);
    let by = evidence("film", Field::Text, 16, 20, 0.0);
    assert_eq!(obstacles(&rule, "", "protest in this film and film"), [Obstacle::Forbidden { by }]);
    rule.conditions.none = vec![condition(Some(-1.5), &["en film"])];
    assert_eq!(obstacles(&rule, "", "protest film film"), [Obstacle::Short { by: 1.5 }]);
    assert_eq!(obstacles(&rule, "", "protest protest film film"), []);
}

#[test]
fn what_a_longer_term_without_weight_covers_meets_no_condition() {
    let mut rule = rule("t", 2.0, &["2 en protest*", "0 en film director"]);
    rule.conditions.none = vec![condition(None, &["en film"])];
    assert_eq!(obstacles(&rule, "", "the film director's protest"), []);
    assert_eq!(obstacles(&rule, "", "the film director's film, a protest").len(), 1);
    rule.conditions.none = Vec::new();
    rule.conditions.all = vec![condition(None, &["en film"])];
    assert_eq!(obstacles(&rule, "", "the film director's protest"), [Obstacle::GroupMissing { group: 0 }]);
}

#[test]
fn a_word_may_be_a_term_and_meet_conditions() {
    let mut rule = rule("t", 4.0, &["2 en police"]);
    rule.conditions.all = vec![condition(None, &["en police"]), condition(None, &["any polic*"])];
    let judged = set(vec![rule.clone()]);
    let found = judged.judge(&subject("", "police", None), &rule.id).expect("the topic");
    assert!(found.is_match(), "{found:?}");
    assert_eq!(found.score, 4.0);
}

#[test]
fn near_meets_a_condition_with_half_of_the_weight_for_each() {
    let mut rule = rule("t", 3.0, &["2 en protest*"]);
    rule.conditions.all = vec![condition(None, &["en police NEAR/3 clash*"])];
    assert_eq!(obstacles(&rule, "", "protest and protest: police"), [Obstacle::GroupMissing { group: 0 }]);
    let judged = set(vec![rule.clone()]);
    let found = judged.judge(&subject("", "protest, police clash, police clash", None), &rule.id).expect("the topic");
    let weights: Vec<f64> = found.evidence.iter().map(|e| e.weight).collect();
    assert_eq!(weights, [2.0, 0.5, 0.5]);
    rule.conditions.none = vec![condition(None, &["en police NEAR/1 academy"])];
    let by = Obstacle::Forbidden { by: evidence("police NEAR/1 academy", Field::Title, 0, 6, 0.0) };
    assert!(obstacles(&rule, "Police academy", "protest, police clash").contains(&by));
}

#[test]
fn conditions_alone_make_a_topic() {
    let mut rule = rule("t", 2.0, &[]);
    rule.conditions.all = vec![condition(None, &["en oil"]), condition(None, &["en gas"])];
    assert_eq!(obstacles(&rule, "", "oil and gas"), []);
    // Nothing has to stand in front then, unless the rule says so.
    let far = format!("{} oil and gas", "word ".repeat(400));
    assert_eq!(obstacles(&rule, "", &far), []);
    rule.weighing.front = Some(1.0);
    assert_eq!(obstacles(&rule, "", &far), [Obstacle::NotInFront { by: 1.0 }]);
}

#[test]
fn conditions_take_lists_and_complain() {
    let lists = || vec![list("police", &["en police"])];
    let mut rule = rule("t", 2.0, &["2 en protest"]);
    rule.conditions.any = vec![condition(None, &["uses police"])];
    let set = set_with(vec![rule.clone()], lists());
    assert_eq!(only_match(&set, "", "police protest", None).expect("a match").score, 3.0);
    rule.conditions.any = vec![condition(None, &["uses polise", "en a*"]), condition(None, &["en word", "en Word"])];
    rule.conditions.none = vec![condition(Some(f64::NAN), &["en word"])];
    let mut empty = super::rule("empty", 2.0, &["2 en protest"]);
    empty.conditions.all = vec![condition(None, &[])];
    insta::assert_snapshot!(mistakes(vec![rule.clone(), empty], lists()), @r#"
    t "": the weight of a group of `none` must be finite
    empty "": a group of `all` has no terms; give it some under `terms` or `uses`
    "#);
    rule.conditions.none.clear();
    insta::assert_snapshot!(mistakes(vec![rule], lists()), @r#"
    t "a*": term `a*` needs at least 3 letters beside its `*` or `~`; write out the words that are meant
    t "polise": unknown list `polise`; did you mean `police`?
    t "Word": term `Word` (en) finds the same as `word`; leave out one of them
    "#);
}
