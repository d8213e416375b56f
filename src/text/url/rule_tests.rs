//! Rules that a user adds, and what is told of them.

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).expect(text)
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Rules for one domain, or for all if it is empty.
fn rule(domain: &str) -> AddressRule {
    AddressRule { domain: list(&[domain]).into_iter().filter(|d| !d.is_empty()).collect(), ..AddressRule::default() }
}

fn check(rules: &AddressRules, address: &str, expected: &str) {
    assert_eq!(rules.canonical(&url(address)), expected, "{address}");
    assert_eq!(rules.canonical(&url(expected)), expected, "{expected} again");
}

#[test]
fn the_built_in_file_can_be_read_and_names_each_parameter_once() {
    let rules: Vec<AddressRule> = serde_json::from_str(&AddressRules::built_in().to_json()).expect("a list");
    let everywhere = rules.iter().filter(|rule| rule.domain.is_empty());
    let mut names: Vec<&String> =
        everywhere.flat_map(|rule| rule.ignore.iter().chain(&rule.ignore_words).chain(&rule.ignore_sessions)).collect();
    assert!(names.iter().all(|name| **name == name.to_lowercase()));
    let n_written = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), n_written, "a parameter stands twice");
    assert!(n_written > 100);
}

#[test]
fn rules_hold_for_their_domain_and_all_below_it() {
    let rules = AddressRules::with(vec![AddressRule { ignore: list(&["Place", "view=1", "mail_*"]), ..rule("a.org") }]);
    check(&rules, "https://a.org/1?place=2&id=3", "https://a.org/1?id=3");
    check(&rules, "https://www.news.a.org/1?PLACE=2&mail_id=7", "https://news.a.org/1");
    check(&rules, "https://a.org/1?view=1", "https://a.org/1");
    check(&rules, "https://a.org/1?view=2", "https://a.org/1?view=2");
    check(&rules, "https://nota.org/1?place=2", "https://nota.org/1?place=2");
}

#[test]
fn what_is_kept_counts_whatever_else_is_said() {
    let own = vec![
        AddressRule { keep: list(&["ref", "utm_id"]), ..rule("") },
        AddressRule { ignore: list(&["*"]), keep: list(&["id"]), ..rule("a.org") },
    ];
    let rules = AddressRules::with(own);
    check(&rules, "https://b.org/1?ref=tw&utm_id=1&utm_source=2", "https://b.org/1?ref=tw&utm_id=1");
    check(&rules, "https://a.org/1?id=7&whatever=8&ref=9", "https://a.org/1?id=7&ref=9");
}

#[test]
fn values_may_decide() {
    let own = vec![AddressRule { ignore_words: list(&["place"]), ignore_sessions: list(&["s"]), ..rule("") }];
    let rules = AddressRules::with(own);
    check(&rules, "https://a.org/1?place=top&s=0123456789abcdef0123", "https://a.org/1");
    check(&rules, "https://a.org/1?place=top2&s=0123", "https://a.org/1?place=top2&s=0123");
    check(&rules, "https://a.org/1;s=0123456789abcdef0123;v=1", "https://a.org/1;v=1");
}

#[test]
fn paths_and_hosts_have_rules_too() {
    let own = vec![
        AddressRule { strip: list(&["/druck", ".print"]), index: list(&["Home.html"]), ..rule("a.org") },
        AddressRule { labels: list(&["beta"]), mirrors: list(&["c.net"]), ..rule("b.org") },
        AddressRule { ignore: list(&["x"]), ..rule("m.d.org") },
    ];
    let rules = AddressRules::with(own);
    check(&rules, "https://a.org/1/druck", "https://a.org/1");
    check(&rules, "https://a.org/druck/1.print.html", "https://a.org/1.html");
    check(&rules, "https://a.org/world/home.html", "https://a.org/world");
    check(&rules, "https://a.org/druck", "https://a.org/druck");
    check(&rules, "https://e.org/1/druck", "https://e.org/1/druck");
    check(&rules, "https://www.beta.b.org/1", "https://b.org/1");
    check(&rules, "http://www.c.net/1", "https://b.org/1");
    check(&rules, "http://ar.c.net/1", "https://ar.b.org/1");
    check(&rules, "https://beta.c.org/1", "https://beta.c.org/1");
    check(&rules, "https://d.org/1?x=1", "https://d.org/1");
}

#[test]
fn mirrors_do_not_lead_round_in_circles() {
    let mirrored = |domain, mirror| AddressRule { mirrors: list(&[mirror]), ..rule(domain) };
    let rules = AddressRules::with(vec![mirrored("a.org", "b.org"), mirrored("b.org", "a.org")]);
    check(&rules, "https://b.org/1", "https://a.org/1");
    check(&rules, "https://a.org/1", "https://a.org/1");
    let rules = AddressRules::with(vec![mirrored("x.a.org", "a.org"), mirrored("a.org", "x.a.org")]);
    check(&rules, "https://x.a.org/1", "https://a.org/1");
}

#[test]
fn sites_that_are_built_in_have_their_own_habits() {
    let rules = AddressRules::built_in();
    check(rules, "https://www.bbc.co.uk/news/1", "https://bbc.com/news/1");
    check(rules, "https://twitter.com/a/status/1?s=20&t=x", "https://x.com/a/status/1");
    check(rules, "https://telegram.me/s/channel/12?single", "https://t.me/channel/12");
    check(rules, "https://www.rbc.ru/politics/1?from=main_1", "https://rbc.ru/politics/1");
    check(rules, "https://example.org/politics/1?from=main_1", "https://example.org/politics/1?from=main_1");
}

#[test]
fn what_was_left_out_is_told_with_its_rule() {
    let rules = AddressRules::with(vec![
        AddressRule { ignore: list(&["place=*"]), ..rule("a.org") },
        AddressRule { ignore: list(&["place"]), ..rule("a.org") },
    ]);
    let told = |address: &str| {
        let (canonical, removed) = rules.explain(&url(address));
        assert_eq!(canonical, rules.canonical(&url(address)));
        removed.into_iter().map(|r| (r.what, r.rule, r.domain.unwrap_or_default())).collect::<Vec<_>>()
    };
    let line = |what: &str, rule: &str, domain: &str| (what.to_owned(), rule.to_owned(), domain.to_owned());
    assert_eq!(
        told("http://www.a.org:443/amp/1;jsessionid=F?utm_source=x&place=1&id=2#top"),
        [
            line("http:", "scheme", ""),
            line("www.", "labels \"www\"", ""),
            line(":443", "default port", ""),
            line("utm_source=x", "ignore \"utm_*\"", ""),
            line("place=1", "ignore \"place\"", "a.org"),
            line(";jsessionid=F", "ignore \"jsessionid\"", ""),
            line("/amp", "strip \"/amp\"", ""),
            line("#top", "fragment", ""),
        ]
    );
    assert_eq!(told("https://a.org/1?id=2"), []);
    assert_eq!(told("https://www.google.com/amp/s/b.org/1"), [line("www.google.com", "cache of AMP pages", "")]);
}

#[test]
fn rules_are_told_apart_by_their_version_and_survive_being_written() {
    let own = AddressRules::with(vec![AddressRule { ignore: list(&["place"]), ..rule("a.org") }]);
    assert_ne!(own.version(), AddressRules::built_in().version());
    let read = AddressRules::from_json(&own.to_json()).expect("as it was written");
    assert_eq!(read.version(), own.version());
    check(&read, "https://a.org/1?place=2", "https://a.org/1");
    assert!(AddressRules::from_json("7").is_none());
}
