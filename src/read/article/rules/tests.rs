use jiff::Timestamp;
use url::Url;

use super::*;
use crate::model::{DateOrigin, Warning};
use crate::read::article::{Explanation, Extracted, Page, explain};

const PAGE: &str = r#"<html><head><title>Rain in the hills | The Paper</title></head><body>
<h1>Rain in the hills</h1><h2 class=kicker>Flood warning</h2>
<p class=by>By <a>Ann Lee</a> and <a>Bo Ray</a></p><span class=day data-day="2021-11-15T10:00:00Z">some time ago</span>
<div class=story><p>The rain began in the night, and by the morning the lower road was under water.</p>
<p>Nobody was hurt,<sup>1</sup> said the mayor, who had been on the road since four.</p>
<div class=promo><p>Read our newsletter, which tells you every morning what matters in the valley.</p></div>
<p hidden>This line is only there for machines that read what nobody sees, and not for us.</p><script>var x = 1;</script></div>
<div class=more><p>The rain began in the night, and by the morning the lower road was under water.</p><p>The bridge stays closed.</p></div>
<p>Our house rules: be kind to one another, and write nothing that you would not say aloud to a guest.</p></body></html>"#;

fn part(written: &str) -> Option<Part> {
    Some(Part::parse(written).expect(written))
}

fn parts(written: &[&str]) -> Vec<Part> {
    written.iter().filter_map(|written| part(written)).collect()
}

fn of_domain(domain: &str, rule: SiteRule) -> RuleSet {
    RuleSet::new([], [(domain.to_owned(), Arc::new(rule))])
}

fn read_by(set: &RuleSet, source: Option<&SourceId>, html: &str) -> (Extracted, Vec<Warning>, Explanation) {
    let url = Url::parse("https://news.paper.test/rain").expect("valid");
    let fetched_at: Timestamp = "2021-12-01T12:00:00Z".parse().expect("valid");
    let rules = Some(Rules { set, source });
    explain(&Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed: None, rules })
}

/// What the rule of a domain makes of the page, with the details of `rule-unmatched`.
fn read(rule: SiteRule) -> (Extracted, Vec<String>) {
    let (extracted, warnings, _) = read_by(&of_domain("paper.test", rule), None, PAGE);
    let unmatched = warnings.into_iter().filter(|warning| warning.code == "rule-unmatched");
    (extracted, unmatched.map(|warning| warning.detail).collect())
}

#[test]
fn each_rule_wins_over_what_is_found_without_it() {
    let rule = SiteRule {
        select: part("div.story, div.more"),
        remove: parts(&[".promo", "sup", ".no-such-thing"]),
        title: part("h2.kicker"),
        authors: part(".by a"),
        date: part("span.day @data-day"),
        next_page: part("a.on"),
    };
    let (extracted, unmatched) = read(rule);
    assert_eq!(
        extracted.text,
        "The rain began in the night, and by the morning the lower road was under water.\n\
         Nobody was hurt, said the mayor, who had been on the road since four.\nThe bridge stays closed."
    );
    assert_eq!(extracted.title.as_deref(), Some("Flood warning"));
    assert_eq!(extracted.authors, ["Ann Lee", "Bo Ray"]);
    let published = extracted.published.expect("a date");
    assert_eq!((published.at.to_string().as_str(), published.from), ("2021-11-15T10:00:00Z", DateOrigin::Rule));
    assert_eq!(unmatched, [""; 0], "what is removed and a next page may be absent");
}

#[test]
fn a_rule_that_matches_nothing_is_named_and_the_page_is_read_without_it() {
    let (plain, none) = read(SiteRule::default());
    let rule = SiteRule {
        select: part("div.body"),
        title: part("h1.headline"),
        authors: part(".kicker"),
        date: part("h1"),
        ..SiteRule::default()
    };
    let (extracted, unmatched) = read(SiteRule { authors: part(".author"), ..rule });
    assert_eq!(extracted, plain);
    assert_eq!(none, [""; 0]);
    insta::assert_snapshot!(unmatched.join("\n"), @r#"
    `title = "h1.headline"` of the site `paper.test` matches nothing on the page
    `select = "div.body"` of the site `paper.test` matches nothing on the page
    `date = "h1"` of the site `paper.test` matches nothing that can be used on the page
    `authors = ".author"` of the site `paper.test` matches nothing on the page
    "#);
}

#[test]
fn the_nearest_rule_comes_first_and_the_others_step_in() {
    let source = SourceId::parse("paper").expect("an id");
    let titled = |title: &str| Arc::new(SiteRule { title: part(title), ..SiteRule::default() });
    let of_source = |title: &str| [(source.clone(), titled(title))];
    let of_domains = |rules: &[(&str, &str)]| {
        rules.iter().map(|(domain, title)| ((*domain).to_owned(), titled(title))).collect::<Vec<_>>()
    };
    let check = |set: RuleSet, source: Option<&SourceId>, title: &str, unmatched: usize| {
        let (extracted, warnings, _) = read_by(&set, source, PAGE);
        let n_unmatched = warnings.iter().filter(|warning| warning.code == "rule-unmatched").count();
        assert_eq!((extracted.title.as_deref(), n_unmatched), (Some(title), unmatched));
    };
    let both = || of_domains(&[("paper.test", "h1"), ("news.paper.test", ".kicker")]);
    check(RuleSet::new(of_source(".by"), both()), Some(&source), "By Ann Lee and Bo Ray", 0);
    check(RuleSet::new(of_source(".by"), both()), None, "Flood warning", 0);
    check(RuleSet::new(of_source(".nowhere"), both()), Some(&source), "Flood warning", 1);
    check(RuleSet::new([], of_domains(&[("test", ".kicker")])), None, "Flood warning", 0);
    check(RuleSet::new([], of_domains(&[("other.test", ".kicker")])), None, "Rain in the hills", 0);
    check(RuleSet::new([], of_domains(&[("paper.test", ".kicker"), ("paper.test", "h1")])), None, "Flood warning", 0);
}

#[test]
fn what_is_removed_leaves_the_rest_to_the_general_way() {
    let (extracted, _) = read(SiteRule { remove: parts(&[".story p:first-child", "sup"]), ..SiteRule::default() });
    assert!(!extracted.text.contains("hurt,1"), "{}", extracted.text);
    assert!(extracted.text.contains("Nobody was hurt, said the mayor"), "{}", extracted.text);
}

#[test]
fn a_headline_loses_the_name_of_the_site_by_a_rule_as_well() {
    let html = format!("<meta property=og:site_name content='The Paper'>{PAGE}");
    let set = of_domain("paper.test", SiteRule { title: part("title"), ..SiteRule::default() });
    assert_eq!(read_by(&set, None, &html).0.title.as_deref(), Some("Rain in the hills"));
}

#[test]
fn a_date_of_the_future_is_none_even_by_a_rule() {
    let html = "<h1>Rain</h1><time datetime=2031-01-01>soon</time><p>It rained all day in the hills above the town.";
    let set = of_domain("paper.test", SiteRule { date: part("time"), ..SiteRule::default() });
    let (extracted, warnings, _) = read_by(&set, None, html);
    assert_eq!(extracted.published, None);
    assert!(warnings.iter().any(|warning| warning.code == "rule-unmatched"), "{warnings:?}");
}

#[test]
fn a_saved_page_is_known_by_its_canonical_link() {
    let html = format!("<link rel=canonical href=https://www.paper.test/rain>{PAGE}");
    let set = of_domain("paper.test", SiteRule { title: part(".kicker"), ..SiteRule::default() });
    let rules = Some(Rules { set: &set, source: None });
    let fetched_at = Timestamp::UNIX_EPOCH;
    let page = Page { body: html.as_bytes(), content_type: None, url: None, fetched_at, listed: None, rules };
    assert_eq!(explain(&page).0.title.as_deref(), Some("Flood warning"));
}

#[test]
fn what_was_tried_is_told() {
    let set = of_domain(
        "paper.test",
        SiteRule { remove: parts(&["p"]), date: part(".day @data-day"), ..SiteRule::default() },
    );
    let (_, _, explanation) = read_by(&set, None, PAGE);
    let tried = explanation.rules.iter().map(|rule| (rule.key, rule.n_elements, rule.is_used)).collect::<Vec<_>>();
    assert_eq!(tried, [("remove", 8, true), ("date", 1, true)]);
    assert_eq!(explanation.dates.first().map(|date| date.from), Some(DateOrigin::Rule));
}

#[test]
fn the_lines_of_a_selected_text_are_judged_by_what_selected_it() {
    let set = of_domain(
        "paper.test",
        SiteRule { select: part(".story, h2"), remove: parts(&["sup"]), ..SiteRule::default() },
    );
    let (extracted, _, explanation) = read_by(&set, None, PAGE);
    let kept = explanation.lines.iter().filter(|line| line.is_kept).map(|line| line.text.as_str()).collect::<Vec<_>>();
    assert!(kept.iter().all(|line| extracted.text.contains(line)) && kept.len() == 3, "{kept:?}");
    assert!(explanation.lines.iter().any(|line| line.reason.starts_with("outside of what `select` names")));
}

#[test]
fn hostile_pages_cost_no_more_with_rules() {
    let rule = SiteRule { select: part("div"), remove: parts(&["div div div", "p:has(b)"]), ..SiteRule::default() };
    let set = of_domain("paper.test", rule);
    for html in ["<div>".repeat(50_000), "<div><p>x".repeat(20_000), "<p hidden><b>x".repeat(20_000)] {
        let _ = read_by(&set, None, &html);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(150))]
    #[test]
    fn any_page_is_read_by_any_rule(
        html in "(<(div|p|table|tr|td|span|h1|a rel=next href=/2|time datetime=2021|template|body hidden)( class=(a|b))?>|</(div|p|table|span)>|[a-z .]{1,9}){0,40}",
        css in proptest::sample::select(vec!["*", "div", ".a", "div .b", "p:first-child", "table td, .a", "html", "body > *", ":has(.b)", "a @href"]),
    ) {
        let rule = SiteRule {
            select: part(css), remove: parts(&["span", ".b *"]), title: part(css), authors: part(css), date: part(css), next_page: part(css),
        };
        let (extracted, _, _) = read_by(&of_domain("paper.test", rule), None, &html);
        proptest::prop_assert!(extracted.text.lines().all(|line| !line.is_empty() && line.trim() == line));
    }
}
