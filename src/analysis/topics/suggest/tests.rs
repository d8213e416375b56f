use super::*;

fn z(matched: u32, other: u32) -> f64 {
    z_score(Frequency { matched, other }, Sizes { matched: 30, other: 1_000 })
}

#[test]
fn the_score_is_that_of_the_paper() {
    // 15 of 30 and none of 1,000, prior of 15 in 1,030: ln(30/1030) - ln(15/2015) over sqrt(1/30 + 1/15).
    let expected = ((30.0_f64 / 1_030.0).ln() - (15.0_f64 / 2_015.0).ln()) / (1.0_f64 / 30.0 + 1.0 / 15.0).sqrt();
    assert!((z(15, 0) - expected).abs() < 1e-9);
    assert!(z(0, 400) < 0.0);
    assert_eq!(z(0, 0), 0.0);
    assert!(z_score(Frequency { matched: 5, other: 5 }, Sizes { matched: 5, other: 5 }).is_finite());
}

#[test]
fn words_of_the_topic_alone_beat_words_that_others_use_too() {
    assert!(z(15, 0) > z(15, 5));
    assert!(z(15, 5) > z(15, 500));
    assert!(z(25, 0) > z(15, 0));
    assert!(z(30, 1_000) < MIN_Z, "a word of all articles");
}

/// A vocabulary of ten articles of the topic and 500 others.
fn candidates_of(list: &[(&str, u32, u32)]) -> Vec<String> {
    let mut vocabulary = Vocabulary::new(100);
    for &(phrase, matched, other) in list {
        (0..matched).for_each(|article| vocabulary.add_matched(article.into(), [phrase.to_owned()]));
        (0..other).for_each(|_| vocabulary.add_other([phrase]));
    }
    let found = candidates(&vocabulary, Sizes { matched: 40, other: 500 }, 10);
    found.into_iter().map(|candidate| candidate.phrase).collect()
}

#[test]
fn of_phrases_that_hold_one_another_the_stronger_stays() {
    let check = |list: &[(&str, u32, u32)], expected: &[&str]| assert_eq!(candidates_of(list), expected);
    check(&[("fishing", 20, 20), ("fishing rights", 18, 0)], &["fishing rights"]);
    check(&[("fishing", 30, 1), ("fishing rights", 14, 0)], &["fishing"]);
    check(&[("trawler", 20, 0), ("coast guard", 20, 0)], &["coast guard", "trawler"]);
    check(&[("guard", 34, 60), ("coast guard", 18, 0)], &["coast guard", "guard"]);
    check(&[("渔业", 30, 9), ("渔业争端", 28, 0), ("业争", 28, 0)], &["渔业争端"]);
    check(&[("weather", 20, 250)], &[]);
}

#[test]
fn phrases_are_words_pairs_and_runs_of_characters() {
    let check = |title: &str, text: &str, expected: &[&str]| {
        let found = phrases(title, text);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{title} / {text}");
    };
    check("Fishing rights", "", &["fishing", "fishing rights", "rights"]);
    check("One, two", "three", &["one", "three", "two"]);
    check("In 2026 a U-turn", "", &["in", "in 2026", "turn", "u turn"]);
    check("渔业争端", "", &["业争", "业争端", "争端", "渔业", "渔业争", "渔业争端"]);
    check("", "الصيد والصيد", &["الصيد", "الصيد والصيد", "والصيد"]);
}

#[test]
fn what_stands_far_down_is_not_looked_at() {
    let text = format!("{}treasure", "word ".repeat(400));
    assert!(!phrases("", &text).contains("treasure"));
}

#[test]
fn a_full_vocabulary_gives_up_what_is_rare() {
    let mut vocabulary = Vocabulary::new(3);
    for article in 0..5 {
        vocabulary.add_matched(article, ["kept".to_owned(), format!("rare{article}")]);
    }
    assert!(vocabulary.iter().any(|(phrase, frequency)| phrase == "kept" && frequency.matched == 5));
    assert!(vocabulary.floor() > 0);
    assert!(vocabulary.iter().count() <= 3);
    assert_eq!(vocabulary.example("kept"), Some(4));
}
