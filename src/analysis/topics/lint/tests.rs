use super::*;
use crate::analysis::topics::compile;
use crate::analysis::topics::rule::{Condition, Example, ExampleArticle, PlainTerm, Term, TermGroup};
use crate::model::ListId;
use std::collections::BTreeSet;

fn code(text: &str) -> LanguageCode {
    LanguageCode::parse(text).expect("a code")
}

fn language(text: &str) -> TermLanguage {
    if text == "any" { TermLanguage::Any } else { TermLanguage::Of(code(text)) }
}

fn example(must_match: bool) -> Example {
    let article = ExampleArticle::Written { title: String::new(), text: String::new(), language: None };
    Example { place: String::new(), must_match, article }
}

/// A rule with terms as `(language, weight, text)`, and both kinds of examples.
fn rule(id: &str, threshold: f64, terms: &[(&str, f64, &str)]) -> TopicRule {
    let terms =
        terms.iter().map(|&(lang, weight, text)| Term { text: text.to_owned(), weight, language: language(lang) });
    TopicRule {
        threshold: Some(threshold),
        terms: terms.collect(),
        examples: vec![example(true), example(false)],
        ..TopicRule::new(TopicId::parse(id).expect("an id"))
    }
}

fn found(rules: Vec<TopicRule>, lists: Vec<TermList>) -> Vec<String> {
    let (set, mistakes) = compile(rules, lists.clone());
    assert_eq!(mistakes, []);
    of_rules(&set, &lists).iter().map(brief).collect()
}

fn brief(finding: &Finding) -> String {
    let language = finding.language.as_ref().map(ToString::to_string).unwrap_or_default();
    let term = finding.term.as_deref().unwrap_or_default();
    format!("{} {language} {term}", finding.kind).trim_end().to_owned()
}

#[test]
fn a_term_within_which_a_shorter_one_stands_is_needless() {
    let check = |terms: &[(&str, f64, &str)], expected: &[&str]| {
        assert_eq!(found(vec![rule("sea", 6.0, terms)], Vec::new()), expected, "{terms:?}");
    };
    check(
        &[("en", 3.0, "fisher*"), ("en", 3.0, "fishermen*"), ("en", 4.0, "fisher rights")],
        &["redundant en fishermen*"],
    );
    check(&[("en", 3.0, "fishing"), ("en", 3.0, "fishing fleet*")], &["redundant en fishing fleet*"]);
    check(&[("en", 3.0, "fishing"), ("en", 1.0, "fishing fleet*")], &["weaker en fishing fleet*"]);
    check(&[("en", 3.0, "fishing"), ("en", 0.0, "fishing for compliments")], &[]);
    check(&[("en", 3.0, "fleet"), ("en", 3.0, "fishing fleet*")], &[]);
    check(&[("any", 3.0, "trawl*"), ("en", 3.0, "trawler*")], &["redundant en trawler*"]);
    check(&[("en", 3.0, "trawl*"), ("any", 3.0, "trawler*")], &[]);
    check(&[("en", 3.0, "=EEZ"), ("en", 3.0, "EEZ line")], &[]);
    check(&[("en", -3.0, "recipe*"), ("en", 6.0, "recipe for war")], &[]);
}

#[test]
fn a_term_that_a_list_has_too_is_named() {
    let id = ListId::parse("boats").expect("an id");
    let plain = PlainTerm { text: "Trawler".to_owned(), language: language("en") };
    let list = TermList { id: id.clone(), group: TermGroup { uses: Vec::new(), terms: vec![plain] } };
    let rule = TopicRule { uses: vec![(id, 2.0)], ..rule("sea", 3.0, &[("en", 3.0, "trawler"), ("en", 3.0, "net")]) };
    assert_eq!(found(vec![rule], vec![list]), ["listed-twice en trawler"]);
}

#[test]
fn a_language_with_a_label_and_no_terms_is_named() {
    let mut sea = rule("sea", 3.0, &[("en", 3.0, "trawler")]);
    sea.label.insert(code("ar"), "البحر".to_owned());
    assert_eq!(found(vec![sea.clone()], Vec::new()), ["no-terms ar"]);
    let air = rule("air", 3.0, &[("en", 3.0, "airline"), ("fr", 3.0, "avion")]);
    assert_eq!(found(vec![sea.clone(), air], Vec::new()), ["no-terms ar", "no-terms fr"]);
    sea.scope.languages.push(code("en"));
    assert_eq!(found(vec![sea], Vec::new()), Vec::<String>::new());
}

#[test]
fn thresholds_are_tried_by_language() {
    let terms = [("en", 3.0, "trawler"), ("fr", 0.5, "chalutier")];
    assert_eq!(found(vec![rule("sea", 6.0, &terms)], Vec::new()), ["out-of-reach fr"]);
    let group =
        TermGroup { uses: Vec::new(), terms: vec![PlainTerm { text: "quota".to_owned(), language: language("en") }] };
    let mut sea = rule("sea", 3.0, &[("en", 3.0, "trawler"), ("fr", 3.0, "chalutier")]);
    sea.conditions.all.push(Condition { group, weight: None });
    assert_eq!(found(vec![sea], Vec::new()), ["out-of-reach fr"]);
    assert_eq!(
        found(vec![rule("sea", 2.0, &[("en", 3.0, "trawler"), ("en", 2.0, "net")])], Vec::new()),
        ["always-reached"]
    );
    assert_eq!(
        found(vec![rule("sea", 2.0, &[("en", 2.0, "trawler"), ("en", 2.0, "net")])], Vec::new()),
        Vec::<String>::new()
    );
}

#[test]
fn examples_of_one_kind_prove_little() {
    for (examples, n) in [(vec![], 1), (vec![example(true)], 1), (vec![example(false)], 1)] {
        let sea = TopicRule { examples, ..rule("sea", 3.0, &[("en", 3.0, "trawler")]) };
        assert_eq!(found(vec![sea], Vec::new()), vec!["no-examples"; n]);
    }
}

#[test]
fn terms_are_dead_or_too_common_by_the_articles_of_their_language() {
    let (set, _) =
        compile(vec![rule("sea", 3.0, &[("en", 3.0, "trawler"), ("en", 1.0, "sea"), ("fr", 3.0, "mer")])], Vec::new());
    let mut counts = UseCounts::default();
    let english = code("en");
    for n in 0..10 {
        let terms: BTreeSet<usize> = if n < 4 { [1].into() } else { BTreeSet::new() };
        counts.add(Some(&english), &terms);
    }
    let brief_of = |often, least_articles| -> Vec<String> {
        of_use(&set, &counts, Limits { often, least_articles }).iter().map(brief).collect()
    };
    assert_eq!(counts.n_articles(), 10);
    assert_eq!(brief_of(0.3, 1), ["dead en trawler", "frequent en sea"]);
    assert_eq!(brief_of(0.4, 1), ["dead en trawler"]);
    assert_eq!(brief_of(0.3, 11), Vec::<String>::new());
}
