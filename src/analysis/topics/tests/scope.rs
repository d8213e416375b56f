//! Which articles a topic looks at.

use super::*;

fn listing(source: &str, country: Option<&str>, tags: &[&str]) -> Listing {
    Listing {
        source: SourceId::parse(source).expect("an id"),
        country: country.map(str::to_owned),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        topics: Vec::new(),
    }
}

/// The key of the scope that an article is outside of.
fn outside(scope: Scope, language: Option<&str>, seen: Option<&[Listing]>) -> Option<&'static str> {
    let mut rule = rule("t", 1.0, &["1 any raid"]);
    rule.scope = scope;
    let set = set(vec![rule]);
    let language = language.map(|code| LanguageCode::parse(code).expect("a language"));
    let subject = Subject { title: "raid", text: "", language: language.as_ref(), seen };
    let verdict = set.judge(&subject, &TopicId::parse("t").expect("an id")).expect("the topic");
    assert_eq!(set.tag(&subject).is_empty(), !verdict.is_match());
    verdict.obstacles.into_iter().find_map(|obstacle| match obstacle {
        Obstacle::OutOfScope { key } => Some(key),
        _ => None,
    })
}

#[test]
fn a_scope_asks_for_a_language_where_it_is_known() {
    let languages = ["ar", "fa"].map(|code| LanguageCode::parse(code).expect("a language")).to_vec();
    let scope = || Scope { languages: languages.clone(), ..Scope::default() };
    assert_eq!(outside(scope(), Some("fa"), None), None);
    assert_eq!(outside(scope(), Some("en"), None), Some("languages"));
    assert_eq!(outside(scope(), None, None), None);
}

#[test]
fn a_scope_asks_for_sources_countries_and_tags_of_one_that_listed_the_article() {
    let seen = [listing("tass", Some("ru"), &["agency"]), listing("lemonde", Some("fr"), &[])];
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let sources = |name: &str| Scope { sources: vec![SourceId::parse(name).expect("an id")], ..Scope::default() };
    let countries = |own: &[&str]| Scope { countries: names(own), ..Scope::default() };
    let tags = |own: &[&str]| Scope { tags: names(own), ..Scope::default() };
    let check = |scope: Scope, expected: Option<&str>| assert_eq!(outside(scope, None, Some(&seen)), expected);
    check(sources("lemonde"), None);
    check(sources("interfax"), Some("sources"));
    check(countries(&["de", "fr"]), None);
    check(countries(&["de"]), Some("countries"));
    check(tags(&["agency"]), None);
    check(tags(&["paper"]), Some("tags"));
    // Each key asks for itself, of whichever source.
    check(Scope { countries: names(&["fr"]), ..tags(&["agency"]) }, None);
    // Where an article was seen may not matter; seen nowhere it is outside.
    assert_eq!(outside(sources("interfax"), None, None), None);
    assert_eq!(outside(sources("lemonde"), None, Some(&[])), Some("sources"));
    assert_eq!(outside(Scope::default(), None, Some(&[])), None);
}
