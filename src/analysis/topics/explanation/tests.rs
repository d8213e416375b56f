use super::*;
use crate::analysis::topics::compile;
use crate::analysis::topics::rule::{Condition, PlainTerm, Sides, Term, TermGroup, TopicRule};
use crate::model::LanguageCode;

fn code(text: &str) -> LanguageCode {
    LanguageCode::parse(text).expect("a code")
}

fn english(text: &str) -> PlainTerm {
    PlainTerm { text: text.to_owned(), language: TermLanguage::Of(code("en")) }
}

fn group(terms: &[&str]) -> TermGroup {
    TermGroup { uses: Vec::new(), terms: terms.iter().map(|text| english(text)).collect() }
}

/// A rule with terms by weight.
fn rule(threshold: f64, terms: &[(f64, &str)]) -> TopicRule {
    let term = |&(weight, text): &(f64, &str)| Term { text: text.to_owned(), weight, language: english("").language };
    let mut rule = TopicRule::new(TopicId::parse("sea").expect("an id"));
    rule.threshold = Some(threshold);
    rule.terms = terms.iter().map(term).collect();
    rule
}

/// Explains a text; what counts as `term weight×boost×length`, what does not as `term: why`, and groups that are met.
fn explained(rule: TopicRule, title: &str, text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (set, mistakes) = compile(vec![rule], Vec::new());
    assert_eq!(mistakes, []);
    let language = code("en");
    let subject = Subject { title, text, language: Some(&language), seen: None };
    let topic = TopicId::parse("sea").expect("an id");
    let explanation = set.explain(&subject, &topic).expect("the topic is there");
    let sum: f64 = explanation.counted.iter().map(|hit| hit.weight * hit.boost * hit.length_factor).sum();
    assert!((sum - explanation.verdict.score).abs() < 0.02, "the parts make the sum: {explanation:?}");
    let counted =
        |hit: &CountedHit<'_>| format!("{} {}×{}×{:.2}", hit.evidence.term, hit.weight, hit.boost, hit.length_factor);
    let uncounted = |hit: &UncountedHit<'_>| format!("{}: {:?}", hit.term.written, hit.why);
    let met = |state: &GroupState| format!("{} {} {}", state.kind, state.group, state.by.as_deref().unwrap_or("-"));
    (
        explanation.counted.iter().map(counted).collect(),
        explanation.uncounted.iter().map(uncounted).collect(),
        explanation.groups.iter().map(met).collect(),
    )
}

#[test]
fn each_hit_is_told_with_its_factors() {
    let long = format!("{}trawler", "word ".repeat(1_199));
    let (counted, _, _) = explained(rule(3.0, &[(2.0, "trawler*")]), "Trawlers", &long);
    assert_eq!(counted, ["trawler* 2×2×1.00", "trawler* 2×1×0.50"]);
}

#[test]
fn hits_that_do_not_count_are_told_with_why() {
    let terms = [(2.0, "trawler"), (3.0, "trawler crew"), (1.0, "net"), (0.0, "net income")];
    let text = "trawler crew, net income, net net net net";
    let (counted, uncounted, _) = explained(rule(3.0, &terms), "", text);
    assert_eq!(counted, ["trawler crew 3×1×1.00", "net 1×1×1.00", "net 1×1×1.00", "net 1×1×1.00"]);
    let mut uncounted = uncounted;
    uncounted.sort();
    assert_eq!(
        uncounted,
        ["net income: Blocks", "net: Capped(3)", "net: Within(\"net income\")", "trawler: Within(\"trawler crew\")"]
    );
}

#[test]
fn names_and_what_stands_near_share_what_they_add() {
    let mut sides = rule(2.0, &[]);
    sides.sides = Some(Sides { within: 3, weight: 4.0, a: group(&["Rome"]), b: group(&["Oslo"]) });
    let (counted, uncounted, _) = explained(sides, "", "Rome and Oslo; much later in this text Rome once more");
    assert_eq!(counted, ["Rome 2×1×1.00", "Oslo 2×1×1.00"]);
    assert_eq!(uncounted, ["Rome: Alone"]);

    let near = rule(2.0, &[(4.0, "oil NEAR/3 sanction*")]);
    let (counted, uncounted, _) = explained(near, "", "sanctions on oil. Then came days without any oil at all");
    assert_eq!(counted, ["oil NEAR/3 sanction* 2×1×1.00", "oil NEAR/3 sanction* 2×1×1.00"]);
    assert_eq!(uncounted, ["oil NEAR/3 sanction*: Apart"]);
}

#[test]
fn groups_are_met_or_not() {
    let condition = |terms: &[&str]| Condition { group: group(terms), weight: None };
    let mut sea = rule(2.0, &[(2.0, "trawler")]);
    sea.conditions.all = vec![condition(&["quota"]), condition(&["oil NEAR/2 price*"])];
    sea.conditions.any = vec![condition(&["harbour", "port"])];
    sea.conditions.none = vec![condition(&["recipe"])];
    let (counted, _, groups) =
        explained(sea, "", "The trawler, the port and its quota. Oil is not what prices are about");
    assert_eq!(groups, ["all 0 quota", "all 1 -", "any 0 port", "none 0 -"]);
    assert_eq!(counted, ["trawler 2×1×1.00", "port 1×1×1.00", "quota 1×1×1.00"]);
}

#[test]
fn other_languages_are_named_where_their_terms_stand() {
    let mut sea = rule(2.0, &[(2.0, "trawler")]);
    sea.terms.push(Term { text: "chalutier".to_owned(), weight: 2.0, language: TermLanguage::Of(code("fr")) });
    let (set, _) = compile(vec![sea], Vec::new());
    let (language, topic) = (code("en"), TopicId::parse("sea").expect("an id"));
    let subject = Subject { title: "", text: "un chalutier", language: Some(&language), seen: None };
    assert_eq!(other_languages(&set, &subject, &topic), [code("fr")]);
}
