//! Rules for addresses that change.

use std::sync::Arc;

use url::Url;

use super::fixture::{Fixture, article, deferral, id, key, outcome, sighting, source, time};
use crate::model::{Address, Article, Sighting};
use crate::store::{ArticleId, ArticleName};
use crate::text::hash;
use crate::text::url::{AddressRule, AddressRules};

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn rules(ignore: &str, keep: &str) -> Arc<AddressRules> {
    let list = |name: &str| [name.to_owned()].into_iter().filter(|name| !name.is_empty()).collect();
    Arc::new(AddressRules::with(vec![AddressRule { ignore: list(ignore), keep: list(keep), ..AddressRule::default() }]))
}

fn found(fixture: &Fixture, address: &str) -> Option<i64> {
    let name = ArticleName::Address(url(address));
    fixture.store.article(&name).expect("read").map(|article| article.row.id.0)
}

fn change(fixture: &Fixture, rules: &Arc<AddressRules>) -> u64 {
    fixture.store.compare_addresses_by(rules).expect("compared")
}

#[test]
fn what_is_known_by_earlier_rules_is_known_by_those_of_today() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![article("https://a.example/1?place=top", "Gas"), article("https://a.example/2", "Oil")]);
    assert_eq!(change(&fixture, &Arc::new(AddressRules::built_in().clone())), 0);
    let today = rules("place", "");
    assert_eq!(change(&fixture, &today), 1);
    let keys = [today.key(&url("https://a.example/1")), today.key(&url("https://a.example/2?place=left"))];
    assert_eq!(fixture.store.known(&keys).expect("read"), keys);
    assert_eq!(found(&fixture, "https://a.example/1?place=other"), Some(1));
    assert_eq!(change(&fixture, &today), 0, "a second time there is nothing to do");
    assert_eq!(change(&fixture, &Arc::new(AddressRules::built_in().clone())), 1, "and back");
    assert_eq!(found(&fixture, "https://a.example/1?place=top"), Some(1));
    assert_eq!(found(&fixture, "https://a.example/1"), None);
}

#[test]
fn an_article_keeps_the_key_that_people_hold() {
    let fixture = Fixture::with_sources(&["a"]);
    let given = article("https://a.example/1?place=top", "Gas");
    fixture.poll("a", vec![given.clone()]);
    change(&fixture, &rules("place", ""));
    let detail = fixture.store.article(&ArticleName::Key(given.key.clone())).expect("read").expect("there");
    assert_eq!((detail.row.id, detail.row.key), (ArticleId(1), given.key));
}

#[test]
fn two_articles_that_become_one_both_stay_and_the_address_leads_to_the_earlier() {
    let fixture = Fixture::with_sources(&["a"]);
    let addresses = ["https://a.example/1?place=top", "https://a.example/1?place=left", "https://a.example/1"];
    fixture.poll("a", addresses.iter().map(|address| article(address, address)).collect());
    let today = rules("place", "");
    change(&fixture, &today);
    assert!(addresses.iter().all(|address| found(&fixture, address) == Some(1)));
    assert_eq!(fixture.number("select count(*) from articles"), 3);
    assert_eq!(fixture.number("select count(*) from sightings"), 3);
    assert_eq!(fixture.number("select count(*) from article_addresses"), 1);
    // What comes next is a sighting of the earlier one.
    let key = today.key(&url("https://a.example/1?place=right"));
    let seen = Sighting { key, seen_at: time(60), ..sighting(&article("https://a.example/1", "x")) };
    let mut next = outcome("a", Vec::new());
    next.generation = 1;
    next.sightings = vec![seen];
    fixture.store.apply(next).expect("applied");
    assert_eq!(fixture.number("select article_id from sightings where last_seen > first_seen"), 1);
}

#[test]
fn an_address_in_the_way_that_moves_itself_is_no_article_in_common() {
    let fixture = Fixture::with_sources(&["a"]);
    // By the first rules `id` makes no article, and `place` does; by the second ones it is the other way round.
    let (first, second) = (rules("id", ""), rules("place", ""));
    change(&fixture, &first);
    let with_keys = |address: &str, title: &str| {
        let key = first.key(&url(address));
        let addresses = vec![Address { key: key.clone(), url: address.to_owned() }];
        Article { key, addresses, ..article(address, title) }
    };
    let addresses = ["https://a.example/1?place=top", "https://a.example/1?id=5", "https://a.example/2?id=7"];
    fixture.poll("a", addresses.iter().map(|address| with_keys(address, address)).collect());
    assert_eq!(change(&fixture, &second), 3);
    let lookup = ["https://a.example/1", "https://a.example/1?id=5&place=x", "https://a.example/2?id=7"];
    assert_eq!(lookup.map(|address| found(&fixture, address)), [Some(1), Some(2), Some(3)]);
    // The keys that the articles themselves have kept are no obstacle to an article of today.
    let key = second.key(&url("https://a.example/2"));
    let address = Address { key: key.clone(), url: "https://a.example/2".to_owned() };
    fixture.poll("a", vec![Article { key, addresses: vec![address], ..article("https://a.example/2", "New") }]);
    assert_eq!(found(&fixture, "https://a.example/2"), Some(4));
}

#[test]
fn the_names_of_items_without_address_are_no_addresses() {
    let fixture = Fixture::with_sources(&["a"]);
    let feed = source("a").url;
    let name = hash::named_key(&id("a"), "guid 1");
    let given = Article {
        key: name.clone(),
        addresses: vec![Address { key: name.clone(), url: feed.clone() }],
        ..article(&feed, "Gas")
    };
    let mut outcome = outcome("a", vec![given.clone()]);
    outcome.sightings = vec![Sighting { guid: Some("guid 1".to_owned()), url: String::new(), ..sighting(&given) }];
    fixture.store.apply(outcome).expect("applied");
    assert_eq!(change(&fixture, &rules("place", "")), 0);
    assert_eq!(fixture.store.known(std::slice::from_ref(&name)).expect("read"), [name]);
}

#[test]
fn what_waits_is_recognised_as_well() {
    let fixture = Fixture::with_sources(&["a"]);
    let address = "https://a.example/1?place=top";
    let mut outcome = outcome("a", Vec::new());
    outcome.deferred = vec![deferral(address, Some(time(5)))];
    fixture.store.apply(outcome).expect("applied");
    let today = rules("place", "");
    change(&fixture, &today);
    let job = fixture.store.job(&source("a"), time(0), 0.0).expect("a job");
    let keys: Vec<_> = job.deferred.iter().map(|deferral| &deferral.key).collect();
    assert_eq!(keys, [&today.key(&url(address))]);
    assert_ne!(keys, [&key(address)]);
}
