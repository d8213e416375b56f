//! Stories: who is put together, what is told of a story, and that it does not depend on how it came about.

use super::fixture::{Fixture, id, outcome, published, with_text};
use crate::model::Article;
use crate::store::{Anew, Retention, Store};

/// Events, each with words of its own; people and places among them.
const EVENTS: [&[&str]; 4] = [
    &[
        "Kassala",
        "dam",
        "flooded",
        "Gash",
        "river",
        "governor",
        "Osman",
        "burst",
        "evacuated",
        "engineers",
        "reservoir",
        "rainfall",
        "villages",
        "Khartoum",
        "bridge",
        "spillway",
    ],
    &[
        "Helsinki",
        "summit",
        "Arctic",
        "treaty",
        "Stubb",
        "icebreaker",
        "fisheries",
        "Svalbard",
        "signed",
        "Murmansk",
        "navigation",
        "polar",
        "delegates",
        "Tromso",
        "seabed",
        "accord",
    ],
    &[
        "Valparaiso",
        "wildfire",
        "eucalyptus",
        "firefighters",
        "Boric",
        "hillside",
        "smoke",
        "Quilpue",
        "helicopters",
        "arson",
        "botanical",
        "shelters",
        "emergency",
        "Chile",
        "winds",
        "homes",
    ],
    &[
        "Jakarta",
        "refinery",
        "explosion",
        "Pertamina",
        "tanker",
        "diesel",
        "Plumpang",
        "foam",
        "burns",
        "fuel",
        "depot",
        "investigators",
        "pipeline",
        "Indonesia",
        "residents",
        "valve",
    ],
];

const MORNING: &str = "2026-11-24T06:00:00Z";
const NOON: &str = "2026-11-24T08:00:00Z";

/// A report of an event in words of its own: every report tells other things of it, in another order.
fn report(paper: &str, number: usize, event: usize, at: &str) -> Article {
    let words = EVENTS[event % EVENTS.len()];
    let fact = |n: usize| words[(number * 5 + n * 3) % words.len()];
    let own = |n: usize| {
        format!("{}{paper}", char::from(b'a' + ((number * 13 + n * 7) % 26) as u8).to_string().repeat(1 + number % 4))
    };
    let sentence = |n: usize| format!("{} and {} were {} told of {}. ", fact(n), fact(n + 1), own(n), fact(n + 2));
    let text: String = (0..14).map(sentence).collect();
    let title = format!("{} {} {paper} {number}", fact(0), fact(1));
    published(with_text(&format!("https://{paper}.example/{number}"), &title, &text), at)
}

fn apply(fixture: &Fixture, source: &str, articles: Vec<Article>) {
    assert!(fixture.store.apply(outcome(source, articles)).expect("applied").is_current);
}

/// The story of each article, in order; 0 for none.
fn stories(fixture: &Fixture) -> Vec<i64> {
    let db = fixture.outside();
    let mut statement = db.prepare("select coalesce(story_id, 0) from articles order by id").expect("valid");
    statement.query_map([], |row| row.get(0)).expect("read").collect::<Result<_, _>>().expect("read")
}

fn text(fixture: &Fixture, sql: &str) -> String {
    fixture.outside().query_row(sql, [], |row| row.get(0)).expect(sql)
}

#[test]
fn reports_of_one_event_are_one_story() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    apply(&fixture, "a", vec![report("one", 1, 0, MORNING), report("one", 2, 1, MORNING)]);
    assert_eq!(stories(&fixture), [0, 0], "what nobody else tells of is no story");
    apply(&fixture, "b", vec![report("two", 3, 0, NOON), report("two", 4, 2, NOON), report("two", 5, 1, NOON)]);
    assert_eq!(stories(&fixture), [1, 2, 1, 0, 2], "the number is that of the article that began it");
    let told = "select article_count || ' ' || source_count || ' ' || first_dated || ' ' || last_dated from stories";
    assert_eq!(text(&fixture, &format!("{told} where id = 1")), format!("2 2 {MORNING} {NOON}"));
}

#[test]
fn a_copy_belongs_to_the_story_and_counts_once() {
    let fixture = Fixture::with_sources(&["a"]);
    let first = report("one", 1, 0, MORNING);
    let mut copy = first.clone();
    (copy.url, copy.title) = ("https://two.example/1".to_owned(), "Printed again elsewhere today".to_owned());
    let copy = published(with_text(&copy.url, &copy.title, &copy.text), NOON);
    apply(&fixture, "a", vec![first, copy, report("three", 3, 0, NOON)]);
    assert_eq!(stories(&fixture), [1, 1, 1]);
    assert_eq!(text(&fixture, "select article_count || ' ' || text_count from stories"), "3 2");
}

#[test]
fn another_source_of_a_known_article_counts() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let articles = vec![report("one", 1, 0, MORNING), report("two", 2, 0, NOON)];
    apply(&fixture, "a", articles.clone());
    assert_eq!(text(&fixture, "select source_count || '' from stories"), "1");
    apply(&fixture, "b", articles);
    assert_eq!(text(&fixture, "select source_count || '' from stories"), "2");
}

#[test]
fn what_is_told_a_fortnight_later_is_another_story() {
    let fixture = Fixture::with_sources(&["a"]);
    apply(&fixture, "a", vec![report("one", 1, 0, "2026-11-08T06:00:00Z"), report("two", 2, 0, NOON)]);
    assert_eq!(stories(&fixture), [0, 0]);
}

#[test]
fn a_story_outlives_the_article_that_began_it() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", (1..4).map(|n| report("p", n, 0, if n == 1 { MORNING } else { NOON })).collect());
    assert_eq!(stories(&fixture), [1, 1, 1]);
    fixture
        .outside()
        .execute("update sightings set last_seen = '2000-01-01T00:00:00Z', dated = '2000-01-01T00:00:00Z' where article_id = 1", [])
        .expect("aged");
    let rule = Retention { source: id("a"), before: "2026-11-24T07:00:00Z".parse().expect("a time") };
    assert_eq!(fixture.store.prune_articles(&[rule]).expect("pruned"), 1);
    assert_eq!(stories(&fixture), [1, 1]);
    assert_eq!(text(&fixture, "select article_count || '' from stories where id = 1"), "2");
}

/// Four events in turn, told by three papers, with copies among them.
fn news() -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for n in 0..48 {
        let at = format!("2026-11-24T{:02}:00:00Z", n % 9);
        articles.push(report(["one", "two", "three"][n % 3], n, n % 4, &at));
        if n % 7 == 0 {
            let text = articles[n / 2].text.clone();
            articles.push(published(
                with_text(&format!("https://copy.example/{n}"), &format!("Copy number {n} of it"), &text),
                NOON,
            ));
        }
    }
    articles
}

#[test]
fn stories_made_anew_are_those_that_came_about_by_polling() {
    let fixture = Fixture::with_sources(&["a"]);
    for articles in news().chunks(5) {
        apply(&fixture, "a", articles.to_vec());
    }
    let (polled, before) = (stories(&fixture), fixture.digest());
    let mut distinct = polled.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert!((4..8).contains(&distinct.len()), "{polled:?}");
    let relate = |copies| {
        let anew = Anew { copies, stories: true };
        fixture.store.relate_anew(anew, |_, _| std::ops::ControlFlow::Continue(())).expect("done");
    };
    relate(true);
    assert_eq!(stories(&fixture), polled);
    assert_eq!(fixture.digest(), before, "nothing was wrong");
    fixture
        .outside()
        .execute_batch("update articles set story_id = 7; delete from stories; delete from profiles;")
        .expect("forgotten");
    relate(true);
    assert_eq!(fixture.digest(), before);
}

#[test]
fn stories_do_not_depend_on_grouping_doubling_or_restarts() {
    let digest = |at_once: usize| {
        let mut fixture = Fixture::with_sources(&["a"]);
        for articles in news().chunks(at_once) {
            apply(&fixture, "a", articles.to_vec());
            apply(&fixture, "a", articles.to_vec());
            fixture.store = Store::open(fixture.store.path()).expect("opened again");
        }
        stories(&fixture)
    };
    assert_eq!(digest(1), digest(53));
    assert_eq!(digest(7), digest(20));
}
