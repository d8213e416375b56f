use proptest::prelude::*;

use super::*;
use crate::model::{Evidence, Field, LanguageCode, ListId, SourceId, TopicId, TopicMatch};

mod conditions;
mod lists;
mod near;
mod scope;
mod scripts;
mod verdicts;
mod weighing;

/// A rule from lines such as `4 ar مكافحة الإرهاب`; `a ru росси*` and `b any США` name sides.
fn rule(id: &str, threshold: f64, lines: &[&str]) -> TopicRule {
    let mut rule = TopicRule { threshold: Some(threshold), ..TopicRule::new(TopicId::parse(id).expect("an id")) };
    for line in lines {
        let mut parts = line.splitn(3, ' ');
        let (kind, language) = (parts.next().expect("a weight"), parts.next().expect("a language"));
        let text = parts.next().expect("a term").to_owned();
        let language = self::language(language);
        let sides = || Sides { within: 5, weight: 3.0, a: TermGroup::default(), b: TermGroup::default() };
        match kind {
            "a" => rule.sides.get_or_insert_with(sides).a.terms.push(PlainTerm { text, language }),
            "b" => rule.sides.get_or_insert_with(sides).b.terms.push(PlainTerm { text, language }),
            weight => rule.terms.push(Term { text, weight: weight.parse().expect("a weight"), language }),
        }
    }
    rule
}

fn language(code: &str) -> TermLanguage {
    match code {
        "any" => TermLanguage::Any,
        code => TermLanguage::Of(LanguageCode::parse(code).expect("a language")),
    }
}

/// Terms without weight from lines such as `ar الإرهاب`; `uses other` names a list.
fn group(lines: &[&str]) -> TermGroup {
    let mut group = TermGroup::default();
    for line in lines {
        match line.split_once(' ').expect("a language and a term") {
            ("uses", list) => group.uses.push(ListId::parse(list).expect("an id")),
            (language, text) => {
                group.terms.push(PlainTerm { text: text.to_owned(), language: self::language(language) });
            }
        }
    }
    group
}

fn list(id: &str, lines: &[&str]) -> TermList {
    TermList { id: ListId::parse(id).expect("an id"), group: group(lines) }
}

fn set(rules: Vec<TopicRule>) -> TopicSet {
    set_with(rules, Vec::new())
}

fn set_with(rules: Vec<TopicRule>, lists: Vec<TermList>) -> TopicSet {
    let (set, mistakes) = compile(rules, lists);
    assert_eq!(mistakes, []);
    set
}

/// What is wrong, one line each: where, in which term, what.
fn mistakes(rules: Vec<TopicRule>, lists: Vec<TermList>) -> String {
    let (_, mistakes) = compile(rules, lists);
    let line = |m: &RuleMistake| format!("{} {:?}: {}", name(&m.place), m.term.as_deref().unwrap_or(""), m.message);
    mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An article of which nothing but its words is known.
fn subject<'a>(title: &'a str, text: &'a str, language: Option<&'a LanguageCode>) -> Subject<'a> {
    Subject { title, text, language, seen: None }
}

/// The only match of one rule.
fn tag(lines: &[&str], threshold: f64, title: &str, text: &str, language: &str) -> Option<TopicMatch> {
    let language = LanguageCode::parse(language).ok();
    only_match(&set(vec![rule("t", threshold, lines)]), title, text, language.as_ref())
}

fn only_match(set: &TopicSet, title: &str, text: &str, language: Option<&LanguageCode>) -> Option<TopicMatch> {
    let matches = set.tag(&subject(title, text, language));
    assert!(matches.len() <= 1);
    matches.into_iter().next()
}

/// The pieces of the text that one rule's hits cover.
fn found(lines: &[&str], text: &str, language: &str) -> Vec<String> {
    tag(lines, 0.01, "", text, language).map(|found| pieces(&found.evidence, text)).unwrap_or_default()
}

/// The pieces of a text that evidence of it covers.
fn pieces(evidence: &[Evidence], text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    evidence.iter().map(|e| letters[e.start as usize..e.end as usize].iter().collect()).collect()
}

fn evidence(term: &str, field: Field, start: u32, end: u32, weight: f64) -> Evidence {
    Evidence { term: term.to_owned(), field, start, end, weight, side: None }
}

#[test]
fn terms_are_found_in_every_script() {
    let check = |term: &str, language: &str, text: &str, expected: &[&str]| {
        let line = format!("1 {language} {term}");
        assert_eq!(found(&[&line], text, language), expected, "{term} in {text}");
    };
    check("al-Qaeda", "en", "An Al Qaeda cell; al\u{2011}qaeda\nand al-Qaedas.", &["Al Qaeda", "al\u{2011}qaeda"]);
    check(
        "state of emergency",
        "en",
        "A state of\nemergency, a State  Of Emergency",
        &["state of\nemergency", "State  Of Emergency"],
    );
    check("انتحار", "ar", "فجّر انتحاري نفسه. إنّه انتحارٌ جماعي", &["انتحارٌ"]);
    check("مكافحة الإرهاب", "ar", "ولمكافحة الإرهاب، مكافحة إرهاب", &["ولمكافحة الإرهاب"]);
    check("عملية إرهابية", "ar", "العمليّة الإرهابية وعملية إرهابية", &["العمليّة الإرهابية", "وعملية إرهابية"]);
    check("ИГИЛ", "ru", "Боевики «ИГИЛ» и игиловцы", &["ИГИЛ"]);
    check("террорист*", "ru", "Террористы и контртеррористы", &["Террористы"]);
    check("об'єднан* націй", "uk", "Рада Об’єднаних Націй", &["Об’єднаних Націй"]);
    check("IŞİD", "tr", "ışid ve IŞİD", &["ışid", "IŞİD"]);
    check("می‌خواهد", "fa", "او می\u{200c}خواهد، می خواهد", &["می\u{200c}خواهد", "می خواهد"]);
    check("תקיפ*", "he", "ובתקיפות נוספות", &["ובתקיפות"]);
    check("恐怖主义", "zh", "打击恐怖主义和恐怖分子", &["恐怖主义"]);
    check("état d'urgence", "fr", "L’ÉTAT D’URGENCE est levé", &["ÉTAT D’URGENCE"]);
    check("großangriff*", "de", "Grossangriffe und GROẞANGRIFF", &["Grossangriffe", "GROẞANGRIFF"]);
    check("2254", "any", "القرار ٢٢٥٤", &["٢٢٥٤"]);
}

#[test]
fn an_exact_term_with_capitals_wants_them() {
    assert_eq!(found(&["1 en =US"], "Give us a hint about the US and the U.S.", "en"), ["US"]);
    assert_eq!(found(&["1 en =U.S."], "Give us a hint about the US and the U.S.", "en"), ["U.S"]);
    assert_eq!(found(&["1 en us"], "Give us a US hint", "en"), ["us", "US"]);
    assert_eq!(found(&["1 en =word"], "Word and word", "en"), ["Word", "word"]);
}

#[test]
fn evidence_counts_characters_of_the_text_as_given() {
    let text = "😀 الإِرْهَــابُ 😀 ＴＥＲＲＯＲ";
    let found = tag(&["1 any إرهاب", "2 any terror"], 3.0, "Te\u{301}rror", text, "ar").expect("a match");
    let expected = [
        evidence("terror", Field::Title, 0, 7, 4.0),
        evidence("إرهاب", Field::Text, 2, 15, 1.0),
        evidence("terror", Field::Text, 18, 24, 2.0),
    ];
    assert_eq!(found.evidence, expected);
    assert_eq!(found.score, 7.0);
}

#[test]
fn of_overlapping_terms_the_longest_counts() {
    let lines = ["1 en terror*", "3 en terror attack", "2 en terrorist*", "-4 en reign of terror"];
    let check = |text: &str, expected: &[(&str, f64)]| {
        let evidence = tag(&lines, 0.5, "terror", text, "en").expect(text).evidence;
        let in_text = evidence.iter().filter(|e| e.field == Field::Text);
        let pairs: Vec<(&str, f64)> = in_text.map(|e| (e.term.as_str(), e.weight)).collect();
        assert_eq!(pairs, expected, "{text}");
    };
    check("a terror attack by terrorists", &[("terror attack", 3.0), ("terrorist*", 2.0)]);
    check("terrorists spread terror", &[("terrorist*", 2.0), ("terror*", 1.0)]);
    // What is taken by one topic's term stays free for another topic.
    let both = set(vec![rule("one", 1.0, &["1 en car bomb"]), rule("two", 1.0, &["1 en bomb"])]);
    assert_eq!(both.tag(&subject("A car bomb", "", None)).len(), 2);
}

#[test]
fn negative_weights_subtract() {
    let lines = ["3 en terror", "-3 en reign of terror"];
    assert!(tag(&lines, 3.0, "", "The terror of the raid", "en").is_some());
    assert!(tag(&lines, 3.0, "", "Robespierre and the reign of terror", "en").is_none());
    assert_eq!(tag(&lines, 1.0, "Terror", "the reign of terror", "en").expect("a match").score, 3.0);
}

#[test]
fn a_term_without_weight_keeps_shorter_ones_from_counting() {
    let lines = ["3 en america", "0 en latin america"];
    assert_eq!(found(&lines, "America and Latin America", "en"), ["America"]);
    let lines = ["a en russia", "b en america", "0 en latin america"];
    assert!(found(&lines, "Russia looks to Latin America", "en").is_empty());
}

#[test]
fn a_term_is_tried_on_its_own_language_alone() {
    let lines = ["1 de gift", "1 any NATO"];
    let check = |language: &str, expected: &[&str]| {
        assert_eq!(found(&lines, "A gift for NATO", language), expected, "{language}");
    };
    check("en", &["NATO"]);
    check("de", &["gift", "NATO"]);
    check("", &["gift", "NATO"]);
}

#[test]
fn a_term_counts_three_times_the_title_first() {
    let found = tag(&["1 en raid"], 1.0, "Raid after raid", "raid raid raid", "en").expect("a match");
    let weights: Vec<f64> = found.evidence.iter().map(|e| e.weight).collect();
    assert_eq!(weights, [2.0, 2.0, 1.0]);
}

#[test]
fn a_match_needs_a_hit_in_the_title_or_the_lead() {
    let lines = ["5 en raid", "-1 en film"];
    let check = |title: &str, n_words_before: usize, expected: bool| {
        let text = format!("{} raid", "word ".repeat(n_words_before));
        assert_eq!(tag(&lines, 1.0, title, &text, "en").is_some(), expected, "{title} {n_words_before}");
    };
    check("", 149, true);
    check("", 150, false);
    check("A raid", 150, true);
    // What speaks against the topic makes no article prominent.
    check("A film", 150, false);
    // In Chinese two characters make a word.
    let lead = |n: usize| tag(&["5 zh 突袭"], 1.0, "", &format!("{}突袭", "字".repeat(n)), "zh").is_some();
    assert!(lead(298));
    assert!(!lead(300));
}

#[test]
fn long_texts_need_more() {
    let score = |n_words: usize| {
        let text = format!("raid {}", "word ".repeat(n_words - 1));
        tag(&["4 en raid"], 0.1, "", &text, "en").expect("a match").score
    };
    assert_eq!(score(300), 4.0);
    assert_eq!(score(1_200), 2.0);
    assert_eq!(score(30_000), 0.4);
}

#[test]
fn sides_count_where_they_meet() {
    let lines = ["a ru росси*", "a ru москв*", "b ru сша", "b ru вашингтон*"];
    let check = |text: &str, expected: &[&str]| assert_eq!(found(&lines, text, "ru"), expected, "{text}");
    check("Россия и США", &["Россия", "США"]);
    check("США обвинили Россию", &["США", "Россию"]);
    check("Россия раз два три четыре США", &["Россия", "США"]);
    check("Россия раз два три четыре пять США", &[]);
    check("Москва осудила Россию", &[]);
    // Each name meets once, the nearest neighbour first.
    check("Москва, Россия и США", &["Россия", "США"]);
    check("Россия, США, Россия", &["Россия", "США"]);
    check("Россия и США, Москва и Вашингтон", &["Россия", "США", "Москва", "Вашингтон"]);
}

#[test]
fn a_meeting_is_shared_by_its_two_names_and_taken_up_by_longer_terms() {
    let lines = ["a en russia*", "b en =US", "4 en russia-us"];
    let found = |title: &str, text: &str| {
        let found = tag(&lines, 1.0, title, text, "en").expect("a match");
        let weights: Vec<f64> = found.evidence.iter().map(|e| e.weight).collect();
        assert_eq!(weights.iter().sum::<f64>(), found.score);
        weights
    };
    assert_eq!(found("", "Russia meets the US"), [1.5, 1.5]);
    assert_eq!(found("Russia meets the US", ""), [3.0, 3.0]);
    assert_eq!(found("", "A Russia-US summit"), [4.0]);
    assert_eq!(found("", &"Russia meets the US. ".repeat(9)).len(), 10);
}

#[test]
fn sides_in_scripts_without_spaces_meet_within_twice_the_characters() {
    let lines = ["a zh 俄", "b zh 美国"];
    assert_eq!(found(&lines, "俄和美国", "zh"), ["俄", "美国"]);
    assert_eq!(found(&lines, "俄一二三四五六七八九美国", "zh"), ["俄", "美国"]);
    assert!(found(&lines, "俄一二三四五六七八九十美国", "zh").is_empty());
}

#[test]
fn only_the_named_topics_are_tried() {
    let rules = vec![rule("a", 1.0, &["1 en raid"]), rule("b", 1.0, &["1 en raid"])];
    let topics = |only: &[&str]| {
        let topics = only.iter().map(|id| TopicId::parse(id).expect("an id")).collect();
        let seen = [Listing { source: SourceId::parse("s").expect("an id"), country: None, tags: Vec::new(), topics }];
        let matches = set(rules.clone()).tag(&Subject { seen: Some(&seen), ..subject("raid", "", None) });
        matches.iter().map(|found| found.topic.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(topics(&[]), ["a", "b"]);
    assert_eq!(topics(&["b"]), ["b"]);
    assert!(topics(&["c"]).is_empty());
}

#[test]
fn no_rules_match_nothing() {
    let none = TopicSet::default();
    assert_eq!(none.version(), "0");
    assert!(none.tag(&subject("Title", "Text", None)).is_empty());
    assert!(set(vec![rule("a", 1.0, &["1 en raid"])]).tag(&subject("", "", None)).is_empty());
}

#[test]
fn the_version_follows_what_matches_and_nothing_else() {
    let version = |rules: &[TopicRule]| set(rules.to_vec()).version().to_owned();
    let a = rule("a", 1.0, &["1 en raid", "2 en siege"]);
    let b = rule("b", 1.0, &["a en east", "b en west"]);
    let both = version(&[a.clone(), b.clone()]);
    assert_eq!(both.len(), 12);
    assert_eq!(version(&[b.clone(), rule("a", 1.0, &["2 en siege", "1 en raid"])]), both);
    let labelled = TopicRule { description: "Raids.".to_owned(), ..a.clone() };
    assert_eq!(version(&[labelled, b.clone()]), both);
    let changed = [
        rule("a", 2.0, &["1 en raid", "2 en siege"]),
        rule("a", 1.0, &["1 en raid", "1 en siege"]),
        rule("a", 1.0, &["1 en raid", "2 fr siege"]),
        rule("c", 1.0, &["1 en raid", "2 en siege"]),
    ];
    for other in changed {
        assert_ne!(version(&[other, b.clone()]), both);
    }
    assert_ne!(version(&[a, rule("b", 1.0, &["b en east", "a en west"])]), both);
}

#[test]
fn mistakes_are_reported_and_the_rest_works() {
    let mut bad_sides = rule("sides", 1.0, &["a en east", "b en west"]);
    let sides = bad_sides.sides.as_mut().expect("sides");
    sides.within = 0;
    let rules = vec![
        rule("good", 1.0, &["1 en raid", "1 en te*st", "2 en RAID"]),
        rule("good", 1.0, &["1 en other"]),
        rule("low", 0.0, &["1 en raid"]),
        rule("one-sided", 1.0, &["a en east"]),
        bad_sides,
        rule("empty", 1.0, &[]),
        rule("nan", f64::NAN, &["1 en raid"]),
        rule("infinite", 1.0, &["inf en raid"]),
    ];
    let (set, _) = compile(rules.clone(), Vec::new());
    insta::assert_snapshot!(mistakes(rules, Vec::new()), @r#"
    good "te*st": in term `te*st` a `*` must begin or end a word, as in `terroris*`, `*terror` or `*terror*`
    good "RAID": term `RAID` (en) finds the same as `raid`; leave out one of them
    good "": another topic has this id; ids must be unique
    low "": threshold 0 must be finite and above 0
    one-sided "": both sides need at least one name
    sides "": `within` of the sides must be at least 1 word
    nan "": threshold NaN must be finite and above 0
    infinite "raid": weight inf of term `raid` must be finite
    infinite "": the topic has no term that can be used; give it some under `terms`, `uses` or `sides`
    empty "": the topic has neither terms nor a topic whose `parent` it is; give it one or the other
    "#);
    assert_eq!(set.tag(&subject("raid", "", None)).len(), 1);
}

fn name(place: &RulePlace) -> &str {
    match place {
        RulePlace::Topic(id) => id.as_str(),
        RulePlace::List(id) => id.as_str(),
    }
}

proptest! {
    #[test]
    fn evidence_lies_within_the_text_in_order_and_adds_up(
        title in "[a-cé ا-جـ\u{200c}俄美😀-]{0,20}",
        text in "[a-cß ا-جُـ\u{200c}俄美😀-]{0,60}",
    ) {
        let lines = ["1 any a", "2 any a b", "-1 any abc*", "1 ar اب", "2 any 俄美", "a any c", "b any b", "3 any ss"];
        for found in set(vec![rule("t", 0.01, &lines)]).tag(&subject(&title, &text, None)) {
            let mut before = (Field::Title, 0);
            for item in &found.evidence {
                let length = if item.field == Field::Title { title.chars().count() } else { text.chars().count() };
                prop_assert!(before <= (item.field, item.start) && item.start < item.end);
                prop_assert!(item.end as usize <= length);
                before = (item.field, item.end);
            }
            let sum: f64 = found.evidence.iter().map(|item| item.weight).sum();
            prop_assert!((sum - found.score).abs() < 1e-9);
        }
    }
}
