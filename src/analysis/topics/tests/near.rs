//! `NEAR`, regular expressions, endings: what they find in an article, and what it is worth.

use super::*;

#[test]
fn one_thing_near_another_counts_in_either_order() {
    let check = |term: &str, text: &str, expected: &[&str]| {
        assert_eq!(found(&[&format!("1 en {term}")], text, "en"), expected, "{term} in {text}");
    };
    check("oil NEAR/3 sanction*", "Sanctions on Russian oil", &["Sanctions", "oil"]);
    check("oil NEAR/3 sanction*", "Oil under new sanctions", &["Oil", "sanctions"]);
    check("oil NEAR/3 sanction*", "Oil under new and old sanctions", &[]);
    check("oil NEAR/1 sanction*", "oil sanctions", &["oil", "sanctions"]);
    check("oil|natural gas NEAR/2 sanction*|=EU", "Natural gas, says EU", &["Natural gas", "EU"]);
    // The distance is that between the nearest words of the two.
    check(
        "exclusive economic zone NEAR/1 fish*",
        "the exclusive economic zone fishers",
        &["exclusive economic zone", "fishers"],
    );
    // A word cannot be near itself.
    check("attack* NEAR/5 attack*", "an attack", &[]);
    check("attack* NEAR/5 attack*", "an attack after an attack", &["attack", "attack"]);
    check("oil NEAR/3 oil sanctions", "oil sanctions", &[]);
}

#[test]
fn each_word_meets_once_and_the_nearest_first() {
    let lines = ["1 en oil NEAR/9 sanction*"];
    assert_eq!(found(&lines, "oil, more oil, sanctions", "en"), ["oil", "sanctions"]);
    assert_eq!(found(&lines, "oil, sanctions, oil", "en"), ["oil", "sanctions"]);
    assert_eq!(found(&lines, "oil, sanctions, oil, sanctions", "en").len(), 4);
}

#[test]
fn what_is_near_shares_the_weight_and_its_cap() {
    let weights = |title: &str, text: &str| {
        let found = tag(&["3 en oil NEAR/3 sanctions"], 1.0, title, text, "en").expect("a match");
        assert_eq!(found.evidence.iter().map(|e| e.weight).sum::<f64>(), found.score);
        assert!(found.evidence.iter().all(|e| e.term == "oil NEAR/3 sanctions" && e.side.is_none()));
        found.evidence.iter().map(|e| e.weight).collect::<Vec<_>>()
    };
    assert_eq!(weights("", "oil sanctions"), [1.5, 1.5]);
    assert_eq!(weights("Oil sanctions", "oil sanctions"), [3.0, 3.0, 1.5, 1.5]);
    assert_eq!(weights("", &"oil sanctions . ".repeat(9)).len(), 6);
    // A word of the headline does not meet one of the text.
    assert!(tag(&["3 en oil NEAR/3 sanctions"], 0.1, "Oil", "Sanctions", "en").is_none());
}

#[test]
fn a_word_near_another_may_be_a_term_as_well() {
    let found = tag(&["3 en oil NEAR/3 sanctions", "1 en oil", "2 en oil sanctions"], 1.0, "", "oil sanctions", "en");
    let found = found.expect("a match");
    assert_eq!(found.score, 5.0);
    assert_eq!(found.evidence.len(), 3);
    // But not what a longer term without weight takes.
    let lines = ["3 en oil NEAR/3 sanctions", "0 en olive oil"];
    assert!(tag(&lines, 1.0, "", "olive oil sanctions", "en").is_none());
    let negative = ["3 en oil", "-2 en oil NEAR/3 olive*"];
    assert_eq!(tag(&negative, 0.5, "", "oil of olives", "en").expect("a match").score, 1.0);
}

#[test]
fn operands_have_the_language_of_their_term() {
    let check = |language: &str, expected: usize| {
        let text = "взрыва нет, взрыв в метро";
        assert_eq!(found(&["1 ru взрыв~ NEAR/3 метро"], text, language).len(), expected, "{language}");
    };
    check("ru", 2);
    check("", 2);
    check("uk", 0);
}

#[test]
fn expressions_see_the_text_as_given() {
    let check = |expression: &str, text: &str, expected: &[&str]| {
        assert_eq!(found(&[&format!("1 any {expression}")], text, "en"), expected, "{expression} in {text}");
    };
    check(r"/\bS-?[34]00\b/", "S-300s, s400; S‑300, S-400!", &["s400", "S-400"]);
    check(r"/\$\s?\d+ (mil|bil)lion/", "for $ 30 million and $4 billion", &["$ 30 million", "$4 billion"]);
    check("/é/", "e é É", &["é", "É"]);
    check("/☢/", "a ☢ sign", &["☢"]);
    check("/☢/", "☢", &["☢"]);
    check("/[٠-٩]{4}/", "القرار ٢٢٥٤", &["٢٢٥٤"]);
}

#[test]
fn expressions_and_words_contend_for_the_same_place() {
    let terms = |lines: &[&str], text: &str| {
        let found = tag(lines, 0.1, "", text, "en").expect("a match");
        found.evidence.into_iter().map(|e| e.term).collect::<Vec<_>>()
    };
    assert_eq!(terms(&["1 en missile*", r"2 en /missile S-\d00/"], "the missile S-400"), [r"/missile S-\d00/"]);
    assert_eq!(terms(&["1 en missile strike", "2 en /missile/"], "a missile strike"), ["missile strike"]);
    // Signs between words take no word from anybody.
    assert_eq!(terms(&["1 en us", "1 en /☢/"], "☢ us ☢"), ["/☢/", "us", "/☢/"]);
}

#[test]
fn a_loose_ending_is_part_of_what_is_found() {
    let text = "شلیک موشک\u{200c}های بالستیک";
    assert_eq!(found(&["1 fa موشک~ بالستیک"], text, "fa"), ["موشک\u{200c}های بالستیک"]);
    assert_eq!(found(&["1 fa موشک~"], text, "fa"), ["موشک\u{200c}های"]);
}

proptest! {
    /// Whatever is written as a term is understood or complained of, and whatever it finds lies within the text.
    #[test]
    fn no_term_is_too_odd(
        term in r"(NEAR/2|[a-c]{3}|[*~=|/@.\\(+ ]|[اهانת恐взрыв]{1,4}){0,8}",
        language in "ar|fa|he|ru|any|en",
        text in "[a-cاهانת恐взрыв .()-]{0,40}",
    ) {
        let (set, _) = compile(vec![rule("t", 0.1, &[&format!("1 {language} {term}"), "-1 any abc"])], Vec::new());
        for found in set.tag(&subject(&text, &text, None)) {
            for item in found.evidence {
                prop_assert!(item.start < item.end && item.end as usize <= text.chars().count());
            }
        }
    }
}
