//! Links between copies: which way they lead, and that they do not depend on how they came about.

use super::fixture::{Fixture, id, outcome, published, with_text};
use crate::model::Article;
use crate::store::{Anew, ArticleId, Retention, Store};

/// Words `from..to` of an endless text that begins with `name`.
fn words(name: &str, from: usize, to: usize) -> String {
    (from..to).map(|n| format!("{name}{n}x ")).collect()
}

fn print(paper: &str, number: usize, text: &str, at: &str) -> Article {
    let own = crate::text::hash::content_hash(format!("{paper} {number}").as_bytes());
    let (one, other) = own.as_str().split_at(16);
    let title = format!("{paper} tells of {one} and of {other}");
    published(with_text(&format!("https://{paper}.example/{number}"), &title, text), at)
}

/// Who copies whom, in what way.
fn links(fixture: &Fixture) -> Vec<String> {
    let sql = "select id || coalesce(' ' || copy_kind || ' of ' || copy_of, '') from articles order by id";
    let db = fixture.outside();
    let mut statement = db.prepare(sql).expect("valid");
    let links = statement.query_map([], |row| row.get(0)).expect("read");
    links.collect::<Result<_, _>>().expect("read")
}

fn apply(fixture: &Fixture, articles: Vec<Article>) {
    assert!(fixture.store.apply(outcome("a", articles)).expect("applied").is_current);
}

const MORNING: &str = "2026-11-24T06:00:00Z";
const NOON: &str = "2026-11-24T08:00:00Z";

#[test]
fn a_near_copy_is_linked_with_its_figures() {
    let fixture = Fixture::with_sources(&["a"]);
    apply(&fixture, vec![print("one", 1, &words("w", 0, 200), MORNING), print("two", 2, &words("w", 40, 240), NOON)]);
    assert_eq!(links(&fixture), ["1", "2 near of 1"]);
    assert_eq!(fixture.number("select cast(round(copy_jaccard * 100) as integer) from articles where id = 2"), 66);
    assert_eq!(fixture.number("select cast(round(copy_containment * 100) as integer) from articles where id = 2"), 80);
    assert_eq!(fixture.number("select count(*) from signatures"), 2);
}

#[test]
fn a_late_article_becomes_the_original_of_its_copies() {
    let fixture = Fixture::with_sources(&["a"]);
    let text = words("w", 0, 200);
    apply(&fixture, vec![print("one", 1, &text, NOON), print("two", 2, &(text.clone() + "more of it"), NOON)]);
    assert_eq!(links(&fixture), ["1", "2 near of 1"]);
    apply(&fixture, vec![print("late", 3, &words("w", 0, 190), MORNING)]);
    assert_eq!(links(&fixture), ["1 near of 3", "2 near of 3", "3"]);
}

#[test]
fn the_short_version_is_the_copy_whichever_came_first() {
    let (short, long) = (words("w", 20, 80), words("w", 0, 300));
    for (first, second, expected) in
        [(&short, &long, ["1 contained of 2", "2"]), (&long, &short, ["1", "2 contained of 1"])]
    {
        let fixture = Fixture::with_sources(&["a"]);
        apply(&fixture, vec![print("one", 1, first, MORNING), print("two", 2, second, NOON)]);
        assert_eq!(links(&fixture), expected);
    }
}

#[test]
fn a_digest_joins_nothing() {
    let (one, other) = (words("w", 0, 100), words("v", 0, 100));
    let digest = one.clone() + &other + &words("u", 0, 80);
    let fixture = Fixture::with_sources(&["a"]);
    apply(
        &fixture,
        vec![print("one", 1, &one, MORNING), print("two", 2, &other, MORNING), print("all", 3, &digest, NOON)],
    );
    assert_eq!(links(&fixture), ["1", "2", "3"]);
    let fixture = Fixture::with_sources(&["a"]);
    apply(
        &fixture,
        vec![print("all", 1, &digest, MORNING), print("one", 2, &one, NOON), print("two", 3, &other, NOON)],
    );
    assert_eq!(links(&fixture), ["1", "2 contained of 1", "3"], "the second part shows that it is one");
}

#[test]
fn a_text_that_changes_from_paper_to_paper_is_not_followed_to_its_end() {
    let fixture = Fixture::with_sources(&["a"]);
    let drifting = (0..4_usize).map(|n| print("p", n, &words("w", n * 60, n * 60 + 200), NOON)).collect();
    apply(&fixture, drifting);
    assert_eq!(links(&fixture), ["1", "2 near of 1", "3 near of 1", "4"]);
}

/// A tangle of versions, parts, late articles and equal texts.
fn tangle() -> Vec<Article> {
    let mut articles = Vec::new();
    for n in 0..60 {
        let (name, from) = (["w", "v", "u"][n % 3], (n * 7) % 50);
        let to = if n % 5 == 0 { from + 60 } else { from + 150 + n };
        let at = if n % 4 == 0 { MORNING } else { NOON };
        articles.push(print("p", n, &words(name, from, to), at));
        if n % 9 == 0 {
            articles.push(print("q", n, &words(name, from, to), NOON));
        }
    }
    articles
}

#[test]
fn links_made_anew_are_those_that_came_about_by_polling() {
    let fixture = Fixture::with_sources(&["a"]);
    for articles in tangle().chunks(7) {
        apply(&fixture, articles.to_vec());
    }
    let (polled, before) = (links(&fixture), fixture.digest());
    assert!(polled.iter().filter(|link| link.contains(" of ")).count() > 30, "{polled:?}");
    assert!(polled.iter().any(|link| link.contains("contained")), "{polled:?}");
    let anew = Anew { copies: true, stories: true };
    let relink = || fixture.store.relate_anew(anew, |_, _| std::ops::ControlFlow::Continue(())).expect("done");
    relink();
    assert_eq!(fixture.digest(), before, "nothing was wrong");
    let forget = "update articles set copy_of = null, copy_kind = null, copy_jaccard = null, copy_containment = null;
        delete from signatures;";
    fixture.outside().execute_batch(forget).expect("forgotten");
    relink();
    assert_eq!(links(&fixture), polled);
    assert_eq!(fixture.digest(), before);
}

#[test]
fn links_do_not_depend_on_grouping_doubling_or_restarts() {
    let digest = |at_once: usize| {
        let mut fixture = Fixture::with_sources(&["a"]);
        for articles in tangle().chunks(at_once) {
            apply(&fixture, articles.to_vec());
            apply(&fixture, articles.to_vec());
            fixture.store = Store::open(fixture.store.path()).expect("opened again");
        }
        fixture.digest()
    };
    assert_eq!(digest(1), digest(13));
}

#[test]
fn two_processes_see_what_the_other_stored() {
    let fixture = Fixture::with_sources(&["a"]);
    let other = Store::open(fixture.store.path()).expect("opened");
    apply(&fixture, vec![print("one", 1, &words("w", 0, 200), MORNING)]);
    other.apply(outcome("a", vec![print("two", 2, &words("w", 20, 220), NOON)])).expect("applied");
    apply(&fixture, vec![print("three", 3, &words("w", 40, 240), NOON)]);
    assert_eq!(links(&fixture), ["1", "2 near of 1", "3 near of 1"]);
}

#[test]
fn what_was_undone_is_not_remembered() {
    let fixture = Fixture::with_sources(&["a"]);
    apply(&fixture, vec![print("one", 1, &words("v", 0, 200), MORNING)]);
    // The sixth article cannot be stored, and with it the five before it.
    let guard = "create trigger guard before insert on articles when new.url like '%/5'
        begin select raise(abort, 'not this one'); end;";
    fixture.outside().execute_batch(guard).expect("set");
    let undone: Vec<Article> = (0..6).map(|n| print("p", n, &words(&format!("w{n}"), 0, 200), NOON)).collect();
    fixture.store.apply(outcome("a", undone)).expect_err("the guard");
    // Their numbers are given to others, of which they must say nothing.
    apply(&fixture, vec![print("two", 2, &words("u", 0, 200), NOON)]);
    apply(&fixture, vec![print("three", 3, &words("w0", 0, 200), NOON), print("four", 4, &words("u", 30, 230), NOON)]);
    assert_eq!(links(&fixture), ["1", "2", "3", "4 near of 2"]);
}

#[test]
fn parts_stand_for_themselves_when_their_whole_goes() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let long = words("w", 0, 300);
    fixture.poll("a", vec![print("one", 1, &long, MORNING)]);
    fixture.poll("b", vec![print("two", 2, &words("w", 20, 80), NOON), print("three", 3, &words("w", 200, 270), NOON)]);
    assert_eq!(links(&fixture), ["1", "2 contained of 1", "3"]);
    let later = "update polls set started_at = '2027-01-01T00:00:00Z'";
    fixture.outside().execute_batch(later).expect("changed");
    let rule = Retention { source: id("a"), before: super::fixture::time(100_000) };
    assert_eq!(fixture.store.prune_articles(&[rule]).expect("pruned"), 1);
    assert_eq!(links(&fixture), ["2", "3"]);
    assert!(fixture.store.article(&crate::store::ArticleName::Id(ArticleId(2))).expect("read").is_some());
}
