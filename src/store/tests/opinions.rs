//! Second opinions on matches.

use super::fixture::{Fixture, article, matching, published, time, topic};
use crate::store::{ArticleId, ArticleName, OpinionChoice, StoredOpinion};

fn fixture() -> Fixture {
    let fixture = Fixture::with_sources(&["a"]);
    let dated =
        |n: u32, title: &str| published(article(&format!("https://a.example/{n}"), title), &format!("2026-11-1{n}"));
    fixture.poll(
        "a",
        vec![
            matching(matching(dated(1, "Older"), "gas", 3.0), "oil", 5.0),
            matching(dated(2, "Newer"), "gas", 3.0),
            dated(3, "None"),
        ],
    );
    fixture
}

fn choice(topics: &[&str]) -> OpinionChoice {
    OpinionChoice { topics: topics.iter().map(|id| topic(id)).collect(), since: None, limit: 10 }
}

fn opinion(fixture: &Fixture, id: i64, topic_id: &str, probability: f64) -> StoredOpinion {
    let detail = fixture.store.article(&ArticleName::Id(ArticleId(id))).expect("read").expect("there");
    StoredOpinion {
        article: ArticleId(id),
        topic: topic(topic_id),
        probability,
        note: Some("because".to_owned()),
        given_by: "model".to_owned(),
        content_hash: detail.content_hash.to_string(),
        at: time(60),
    }
}

#[test]
fn what_has_no_opinion_is_asked_about_newest_first() {
    let fixture = fixture();
    let wanted = |by: &str, topics: &[&str]| {
        let wanted = fixture.store.without_opinion(by, &choice(topics)).expect("read");
        wanted.into_iter().map(|(id, topic)| format!("{} {topic}", id.0)).collect::<Vec<_>>()
    };
    assert_eq!(wanted("model", &[]), ["2 gas", "1 gas", "1 oil"]);
    assert_eq!(wanted("model", &["oil"]), ["1 oil"]);
    fixture.store.set_opinion(&opinion(&fixture, 2, "gas", 0.9)).expect("kept");
    assert_eq!(wanted("model", &[]), ["1 gas", "1 oil"]);
    assert_eq!(wanted("other model", &[]), ["2 gas", "1 gas", "1 oil"]);
    let earlier = StoredOpinion { content_hash: "0".repeat(32), ..opinion(&fixture, 1, "gas", 0.9) };
    fixture.store.set_opinion(&earlier).expect("kept");
    assert_eq!(wanted("model", &[]), ["1 gas", "1 oil"]);
}

#[test]
fn opinions_are_listed_least_likely_first_and_change_no_match() {
    let fixture = fixture();
    let before = fixture.store.article(&ArticleName::Id(ArticleId(1))).expect("read");
    let given = [
        opinion(&fixture, 2, "gas", 0.9),
        opinion(&fixture, 1, "gas", 0.2),
        opinion(&fixture, 1, "oil", 0.4),
        opinion(&fixture, 3, "gas", 0.0),
        StoredOpinion { article: ArticleId(99), ..opinion(&fixture, 3, "gas", 0.0) },
    ];
    for opinion in &given {
        fixture.store.set_opinion(opinion).expect("kept");
    }
    let listed = fixture.store.opinions(&choice(&[])).expect("read");
    assert_eq!(listed, [given[1].clone(), given[2].clone(), given[0].clone()]);
    assert_eq!(fixture.store.opinions(&choice(&["oil"])).expect("read"), [given[2].clone()]);
    assert_eq!(fixture.store.opinion(ArticleId(1), &topic("gas")).expect("read"), Some(given[1].clone()));
    assert_eq!(fixture.store.opinion(ArticleId(2), &topic("oil")).expect("read"), None);
    assert_eq!(fixture.store.article(&ArticleName::Id(ArticleId(1))).expect("read"), before);
}
