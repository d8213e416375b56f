//! Boosts, caps, the lead, the front, length, and thresholds that nothing reaches.

use super::*;

fn raid(change: impl FnOnce(&mut Weighing)) -> TopicRule {
    let mut rule = rule("t", 1.0, &["1 en raid", "2 en siege"]);
    change(&mut rule.weighing);
    rule
}

fn judged(rule: &TopicRule, title: &str, text: &str) -> (f64, f64, Vec<Obstacle>) {
    let set = set(vec![rule.clone()]);
    let verdict = set.judge(&subject(title, text, None), &rule.id).expect("the topic");
    (verdict.score, verdict.front, verdict.obstacles)
}

#[test]
fn a_hit_counts_by_where_it_stands() {
    let check = |title_boost: f64, lead_boost: f64, expected: f64| {
        let rule = raid(|w| (w.title_boost, w.lead_boost, w.lead_words) = (title_boost, lead_boost, 2));
        assert_eq!(judged(&rule, "raid", "a raid and a siege").0, expected);
    };
    check(2.0, 1.0, 5.0);
    check(3.0, 1.5, 6.5);
    check(0.0, 1.0, 3.0);
    check(0.0, 0.0, 2.0);
}

#[test]
fn a_term_counts_so_often() {
    let check = |term_cap: u32, expected: f64| {
        assert_eq!(judged(&raid(|w| w.term_cap = term_cap), "raid", "raid raid raid raid").0, expected);
    };
    check(1, 2.0);
    check(3, 4.0);
    check(9, 6.0);
    // Each term has its own cap.
    assert_eq!(judged(&raid(|w| w.term_cap = 1), "", "raid raid siege siege").0, 3.0);
}

#[test]
fn so_much_must_stand_in_front() {
    let obstacles = |front: Option<f64>, lead_words: u32| {
        judged(&raid(|w| (w.front, w.lead_words) = (front, lead_words)), "", "a raid and a siege").2
    };
    assert_eq!(obstacles(None, 2), []);
    assert_eq!(obstacles(None, 1), [Obstacle::NotInFront { by: 0.0 }]);
    assert_eq!(obstacles(Some(1.0), 2), []);
    assert_eq!(obstacles(Some(3.0), 2), [Obstacle::NotInFront { by: 2.0 }]);
    assert_eq!(obstacles(Some(3.0), 5), []);
    assert_eq!(judged(&raid(|w| w.lead_words = 2), "siege", "a raid and a siege").1, 5.0);
}

#[test]
fn a_sum_far_above_the_threshold_needs_less_in_front() {
    // 2 in front; the rest stands behind the lead, and each term has its own cap.
    let text = |n_behind: usize| format!("siege and quiet. {}", "raid one, raid two, raid three. ".repeat(n_behind));
    let missing = |enough: Option<f64>, term_cap: u32| {
        let change =
            |w: &mut Weighing| (w.front, w.enough, w.lead_words, w.term_cap) = (Some(4.0), enough, 3, term_cap);
        judged(&raid(change), "", &text(2)).2
    };
    // A sum of 5 where 1 is the threshold: half of the way to 9, so half of `front`.
    assert_eq!(missing(None, 3), [Obstacle::NotInFront { by: 2.0 }]);
    assert_eq!(missing(Some(9.0), 3), []);
    assert_eq!(missing(Some(17.0), 3), [Obstacle::NotInFront { by: 1.0 }]);
    assert_eq!(missing(Some(5.0), 3), []);
    assert_eq!(missing(Some(8.0), 1), [Obstacle::NotInFront { by: 0.86 }]);
    // One hit must stand there all the same.
    let rule = raid(|w| (w.front, w.enough, w.lead_words) = (Some(4.0), Some(2.0), 1));
    assert_eq!(judged(&rule, "", "quiet, then siege, siege and raid").2, [Obstacle::NotInFront { by: 0.0 }]);
}

#[test]
fn a_long_text_must_not_say_it_in_one_passage() {
    let far = |n_between: usize, n_after: usize| {
        format!("A raid {} and a siege. {}", "word ".repeat(n_between), "word ".repeat(n_after))
    };
    let obstacles =
        |title: &str, text: &str, passage_words: u32| judged(&raid(|w| w.passage_words = passage_words), title, text).2;
    let in_passing = [Obstacle::InPassing { words: 40 }];
    assert_eq!(obstacles("Quiet", &far(5, 150), 40), in_passing);
    // Short, spread, in the headline, or not to be told for want of a headline.
    assert_eq!(obstacles("Quiet", &far(5, 100), 40), []);
    assert_eq!(obstacles("Quiet", &far(45, 150), 40), []);
    assert_eq!(obstacles("A siege", &far(5, 150), 40), []);
    assert_eq!(obstacles("", &far(5, 150), 40), []);
    assert_eq!(obstacles("Quiet", &far(5, 150), 0), []);
    // What speaks against it does not spread it.
    let mut rule = rule("t", 1.0, &["2 en raid", "-1 en film"]);
    rule.weighing.passage_words = 40;
    let text = format!("A raid. {} A film.", "word ".repeat(150));
    assert_eq!(judged(&rule, "Quiet", &text).2, in_passing);
    // Conditions alone have nothing that could be spread.
    rule.terms = Vec::new();
    rule.conditions.all = vec![Condition { group: group(&["en raid"]), weight: Some(2.0) }];
    assert_eq!(judged(&rule, "Quiet", &text).2, []);
}

#[test]
fn length_matters_unless_it_shall_not() {
    let check = |full_words: u32, expected: f64| {
        let text = format!("siege {}", "word ".repeat(1_199));
        assert_eq!(judged(&raid(|w| w.full_words = full_words), "", &text).0, expected);
    };
    check(300, 1.0);
    check(1_200, 2.0);
    check(0, 2.0);
    // Headlines are never long.
    let text = "word ".repeat(1_200);
    assert_eq!(judged(&raid(|_| {}), "siege", &text).0, 4.0);
}

#[test]
fn a_threshold_that_nothing_reaches_is_a_mistake() {
    let of = |rule: TopicRule| mistakes(vec![rule], Vec::new());
    let reach = |threshold: f64, change: fn(&mut TopicRule)| {
        let mut rule = rule("t", threshold, &["1 en raid", "2 en siege", "-3 en film"]);
        change(&mut rule);
        of(rule)
    };
    // Each term three times in the headline: (1 + 2) · 3 · 2.
    assert_eq!(reach(18.0, |_| {}), "");
    insta::assert_snapshot!(reach(18.5, |_| {}), @r#"t "": threshold 18.5 is out of reach: all terms together come to 18 at most; lower it, or give the terms more weight"#);
    assert_eq!(reach(30.0, |rule| rule.weighing.term_cap = 5), "");
    assert_eq!(reach(18.5, |rule| rule.weighing.title_boost = 3.0), "");
    // A NEAR counts as one term, whatever stands beside it.
    assert_ne!(of(rule("t", 6.5, &["1 en a|b|c NEAR/5 d|e"])), "");
    assert_eq!(of(rule("t", 6.0, &["1 en a|b|c NEAR/5 d|e"])), "");
    // Five meetings of the sides in the headline.
    assert_eq!(of(rule("t", 30.0, &["a en east", "b en west"])), "");
    assert_ne!(of(rule("t", 30.5, &["a en east", "b en west"])), "");
    // What conditions add counts as well, 1 where they do not say.
    let with_group = |threshold: f64| {
        let mut rule = rule("t", threshold, &["1 en raid"]);
        rule.conditions.any = vec![Condition { group: group(&["en siege"]), weight: None }];
        of(rule)
    };
    assert_eq!(with_group(7.0), "");
    assert_ne!(with_group(7.5), "");
}

#[test]
fn numbers_that_make_no_sense_are_mistakes() {
    let of = |change: fn(&mut Weighing)| mistakes(vec![raid(change)], Vec::new());
    let all = [
        of(|w| w.title_boost = -1.0),
        of(|w| w.lead_boost = f64::NAN),
        of(|w| w.front = Some(f64::INFINITY)),
        of(|w| w.enough = Some(-2.0)),
        of(|w| w.term_cap = 0),
    ];
    insta::assert_snapshot!(all.join("\n"), @r#"
    t "": title_boost -1 must be finite and 0 or more
    t "": lead_boost NaN must be finite and 0 or more
    t "": front inf must be finite and 0 or more
    t "": enough -2 must be finite and 0 or more
    t "": term_cap must be at least 1
    "#);
}

#[test]
fn words_of_general_use_are_not_yet_the_subject() {
    let mut rule =
        rule("t", 3.0, &["1 en launch", "1 en mission", "3 en rocket", "4 en oil NEAR/3 ban", "-5 en party"]);
    rule.weighing.core = Some(3.0);
    let obstacles = |text: &str| judged(&rule, "", text).2;
    assert_eq!(obstacles("launch, mission, launch"), [Obstacle::NoCore { core: 3.0 }]);
    assert_eq!(obstacles("a rocket"), []);
    assert_eq!(obstacles("oil under a ban"), []);
    rule.weighing.core = Some(-1.0);
    let (_, mistakes) = compile(vec![rule], Vec::new());
    assert_eq!(mistakes[0].message, "core -1 must be finite and 0 or more");
}
