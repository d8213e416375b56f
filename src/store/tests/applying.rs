//! What an outcome changes.

use super::fixture::{
    Fixture, article, deferral, end, id, key, matching, outcome, published, sighting, source, time, with_text,
};
use crate::model::{Address, CopyKind, ErrorKind, PollOutcome, PollResult, Validators};
use crate::store::{Applied, ArticleFilter, ArticleId, ArticleName, Store, StoreError};

fn two_articles() -> PollOutcome {
    let first = matching(published(article("https://a.example/1", "Gas flows again"), "2026-11-23"), "energy", 3.5);
    outcome("a", vec![first, article("https://a.example/2", "Talks go on in Vienna")])
}

#[test]
fn an_article_is_read_back_as_it_was_given() {
    let fixture = Fixture::with_sources(&["a"]);
    let mut given = matching(article("https://a.example/1", "Gas flows again"), "energy", 3.5);
    given = published(given, "2021-11-15T00:05:00+04:00");
    given.canonical_url = Some("https://a.example/gas".to_owned());
    given.external_id = Some("ext-7".to_owned());
    given.modified = Some("2021-11-16".parse().expect("valid"));
    given.addresses.push(Address { key: key("https://a.example/gas"), url: "https://a.example/gas".to_owned() });
    fixture.poll("a", vec![given.clone()]);

    let detail = fixture.store.article(&ArticleName::Key(key("https://a.example/gas"))).expect("read").expect("there");
    assert_eq!((&detail.row.title, &detail.text, detail.text_from), (&given.title, &given.text, given.text_from));
    assert_eq!((&detail.authors, &detail.matches, detail.modified), (&given.authors, &given.matches, given.modified));
    assert_eq!(detail.row.published, given.published, "the publisher's offset included");
    assert_eq!(detail.row.dated.to_string(), "2021-11-14T20:05:00Z");
    assert_eq!(detail.row.first_seen, given.fetched_at);
    assert_eq!(detail.row.external_id, given.external_id);
    assert_eq!(detail.row.sources, [id("a")]);
    assert_eq!(detail.addresses.len(), 2);
    assert_eq!(detail.sightings.len(), 1);
    assert_eq!(fixture.store.article(&ArticleName::Id(detail.row.id)).expect("read"), Some(detail));
}

#[test]
fn a_bare_day_stays_a_bare_day() {
    let fixture = Fixture::with_sources(&["a"]);
    let given = published(article("https://a.example/1", "Gas flows again"), "2021-11-15");
    fixture.poll("a", vec![given.clone()]);
    let found = fixture.store.search(&ArticleFilter::newest(None)).expect("searched");
    assert_eq!(found[0].published, given.published);
    assert_eq!(found[0].dated.to_string(), "2021-11-15T00:00:00Z");
}

#[test]
fn a_date_in_the_future_does_not_lead_the_lists() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.poll("a", vec![published(article("https://a.example/1", "Gas flows again"), "2031-01-01")]);
    assert_eq!(fixture.store.search(&ArticleFilter::newest(None)).expect("searched")[0].dated, time(0));
}

#[test]
fn applied_twice_is_applied_once() {
    let fixture = Fixture::with_sources(&["a"]);
    let first = fixture.store.apply(two_articles()).expect("applied");
    assert_eq!(first, Applied { is_current: true, articles_new: 2, copies: 0, sightings_new: 2, ..Applied::default() });
    let before = fixture.digest();
    let again = fixture.store.apply(two_articles()).expect("applied");
    assert_eq!(again, Applied { is_current: true, ..Applied::default() });
    assert_eq!(fixture.digest(), before);
}

#[test]
fn an_outcome_of_another_generation_changes_nothing() {
    let fixture = Fixture::with_sources(&["a"]);
    let mut ending = two_articles();
    ending.end = Some(end());
    fixture.store.apply(ending.clone()).expect("applied");
    let before = fixture.digest();
    let mut late = outcome("a", vec![article("https://a.example/3", "Too late")]);
    late.end = Some(end());
    for stale in [late.clone(), ending, PollOutcome { generation: 7, ..late }] {
        assert_eq!(fixture.store.apply(stale).expect("answered"), Applied::default());
        assert_eq!(fixture.digest(), before);
    }
}

#[test]
fn an_outcome_of_an_unknown_source_is_refused() {
    let fixture = Fixture::empty();
    let refused = fixture.store.apply(two_articles()).expect_err("no such source");
    assert!(matches!(refused, StoreError::UnknownSource(source) if source == id("a")));
}

#[test]
fn validators_wait_for_the_last_outcome() {
    let fixture = Fixture::with_sources(&["a"]);
    fixture.store.apply(two_articles()).expect("applied");
    let half_way = fixture.store.job(&source("a"), time(1), 0.5).expect("a job");
    assert_eq!((half_way.state.generation, half_way.state.validators), (0, Validators::default()));
    let keys: Vec<_> = two_articles().articles.into_iter().map(|article| article.key).collect();
    assert_eq!(fixture.store.known(&keys).expect("read"), keys);

    let ending = PollOutcome { end: Some(end()), ..outcome("a", Vec::new()) };
    fixture.store.apply(ending).expect("applied");
    let done = fixture.store.job(&source("a"), time(1), 0.5).expect("a job");
    assert_eq!(done.state.generation, 1);
    assert_eq!(done.state.validators, end().validators);
    assert_eq!(done.state.next_due, Some(time(15)));
    assert_eq!(fixture.number("select count(*) from polls"), 1);
}

#[test]
fn a_poll_that_was_killed_half_way_is_made_good_by_the_next() {
    let ending = || PollOutcome { end: Some(end()), ..outcome("a", vec![article("https://a.example/3", "Third")]) };
    let whole = Fixture::with_sources(&["a"]);
    whole.store.apply(two_articles()).expect("applied");
    whole.store.apply(ending()).expect("applied");

    let killed = Fixture::with_sources(&["a"]);
    killed.store.apply(two_articles()).expect("applied");
    let path = killed.store.path().to_owned();
    let folder = killed.folder;
    drop(killed.store);
    let killed = Fixture { store: Store::open(&path).expect("opens again"), folder };
    killed.store.apply(two_articles()).expect("applied");
    killed.store.apply(ending()).expect("applied");
    assert_eq!(killed.digest(), whole.digest());
}

#[test]
fn an_article_met_under_another_address_is_one_article() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let mut first = article("https://a.example/1", "Gas flows again");
    first.addresses.push(Address { key: key("https://a.example/gas"), url: "https://a.example/gas".to_owned() });
    fixture.poll("a", vec![first]);
    let mut again = article("https://a.example/gas", "Gas flows, again");
    again.addresses.push(Address { key: key("https://b.example/x"), url: "https://b.example/x".to_owned() });
    fixture.poll("b", vec![again]);

    assert_eq!(fixture.number("select count(*) from articles"), 1);
    assert_eq!(fixture.number("select count(*) from sightings"), 2);
    assert_eq!(fixture.number("select count(*) from article_addresses"), 3);
    assert_eq!(fixture.titles(&ArticleFilter::newest(None)), ["Gas flows again"]);
}

#[test]
fn one_canonical_address_on_all_pages_does_not_make_them_one_article() {
    let fixture = Fixture::with_sources(&["a"]);
    let home = Address { key: key("https://a.example/news"), url: "https://a.example/news".to_owned() };
    let claiming = |url: &str, title: &str, text: &str| {
        let mut claimed = with_text(url, title, text);
        claimed.canonical_url = Some(home.url.clone());
        claimed.key = home.key.clone();
        claimed.addresses.push(home.clone());
        claimed
    };
    fixture.poll("a", vec![claiming("https://a.example/1", "Gas flows again", "Gas flows through the pipe again.")]);
    fixture.poll("a", vec![claiming("https://a.example/2", "Talks go on", "Talks go on in Vienna without a pause.")]);
    assert_eq!(fixture.number("select count(*) from articles"), 2);
    let moved = claiming("https://a.example/moved", "Gas flows again", "Gas flows through the pipe once more.");
    fixture.poll("a", vec![moved]);
    assert_eq!(fixture.number("select count(*) from articles"), 2, "the words agree, so the claim is believed");
}

#[test]
fn a_sighting_again_moves_its_last_time_alone() {
    let fixture = Fixture::with_sources(&["a"]);
    let given = article("https://a.example/1", "Gas flows again");
    fixture.poll("a", vec![given.clone()]);
    for (minutes, title) in [(30, "Changed by the feed"), (10, "An older poll")] {
        let mut again = outcome("a", Vec::new());
        again.generation = 1;
        again.sightings = vec![sighting(&given)];
        again.sightings[0].seen_at = time(minutes);
        again.sightings[0].title = title.to_owned();
        assert_eq!(fixture.store.apply(again).expect("applied").sightings_new, 0);
    }
    let detail = fixture.store.article(&ArticleName::Key(given.key)).expect("read").expect("there");
    assert_eq!((detail.sightings[0].first_seen, detail.sightings[0].last_seen), (time(0), time(30)));
    assert_eq!(detail.sightings[0].title, "Gas flows again");
}

#[test]
fn a_sighting_without_its_article_is_left_out() {
    let fixture = Fixture::with_sources(&["a"]);
    let mut given = outcome("a", Vec::new());
    given.sightings = vec![sighting(&article("https://a.example/1", "Never came"))];
    assert_eq!(fixture.store.apply(given).expect("applied").sightings_new, 0);
}

#[test]
fn deferrals_wait_until_their_article_comes() {
    let fixture = Fixture::with_sources(&["a", "b"]);
    let mut first = outcome("a", Vec::new());
    let given_up = deferral("https://a.example/dead", None);
    let later = deferral("https://a.example/1", Some(time(30)));
    let sooner = deferral("https://a.example/2", Some(time(5)));
    first.deferred = vec![given_up.clone(), later.clone(), sooner.clone()];
    fixture.store.apply(first).expect("applied");
    let job = fixture.store.job(&source("a"), time(1), 0.0).expect("a job");
    assert_eq!(job.deferred, [sooner.clone(), later, given_up.clone()]);

    let mut second = outcome("a", Vec::new());
    second.deferred = vec![crate::model::Deferral { attempts: 2, ..sooner }];
    fixture.store.apply(second).expect("applied");
    assert_eq!(fixture.store.job(&source("a"), time(1), 0.0).expect("a job").deferred[0].attempts, 2);

    // Another source brings the article, and a late deferral of it does not come back.
    fixture.poll("b", vec![article("https://a.example/2", "Second"), article("https://a.example/1", "First")]);
    let mut third = outcome("a", Vec::new());
    third.deferred = vec![deferral("https://a.example/1", Some(time(60)))];
    fixture.store.apply(third).expect("applied");
    assert_eq!(fixture.store.job(&source("a"), time(1), 0.0).expect("a job").deferred, [given_up]);
}

#[test]
fn a_failed_poll_is_recorded_and_a_good_one_clears_it() {
    let fixture = Fixture::with_sources(&["a"]);
    let health = || fixture.store.source_health(time(0)).expect("read").remove(0);
    let mut failed = outcome("a", Vec::new());
    failed.end = Some(crate::model::PollEnd {
        result: PollResult::Failed,
        status: Some(503),
        error_kind: Some(ErrorKind::Server),
        error: Some("the server answered 503".to_owned()),
        failures: 3,
        ..end()
    });
    fixture.store.apply(failed).expect("applied");
    let broken = health();
    assert_eq!((broken.failures, broken.last_error_kind), (3, Some(ErrorKind::Server)));
    assert_eq!((broken.last_ok, broken.last_error_at), (None, Some(time(0))));
    assert_eq!(broken.last_result, Some(PollResult::Failed));

    fixture.poll("a", vec![article("https://a.example/1", "Gas flows again")]);
    let well = health();
    assert_eq!((well.failures, &well.last_error, well.last_ok), (0, &None, Some(time(0))));
    assert_eq!((well.title.as_deref(), well.language.expect("configured").as_str()), (Some("Example News"), "en"));
    assert_eq!((well.articles, well.articles_last_7_days), (1, 1));
}

#[test]
fn copies_lead_to_the_original_whatever_comes_between() {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    let text = "The ministers agreed late on Tuesday to reopen the border crossing for lorries and to meet again in \
        spring, a spokeswoman said, adding that the details of the plan would be published within the week.";
    let printed = |source: &str, title: &str, day: &str| {
        published(with_text(&format!("https://{source}.example/border"), title, text), day)
    };
    fixture.poll("a", vec![printed("a", "Border crossing to reopen soon", "2026-11-20")]);
    fixture.poll("b", vec![printed("b", "Ministers agree on the border", "2026-11-21")]);
    fixture.poll("c", vec![printed("c", "Lorries may cross again soon", "2026-11-22")]);

    let all = ArticleFilter { with_copies: true, ..ArticleFilter::newest(None) };
    let rows = fixture.store.search(&all).expect("searched");
    let original = rows.last().expect("three rows").clone();
    assert_eq!(original.copy_of, None);
    for copy in &rows[..2] {
        let link = copy.copy_of.as_ref().expect("a copy");
        assert_eq!((link.id, &link.key, link.kind), (original.id, &original.key, CopyKind::Exact));
    }
    assert_eq!(fixture.titles(&ArticleFilter::newest(None)), ["Border crossing to reopen soon"]);
    let detail = fixture.store.article(&ArticleName::Id(original.id)).expect("read").expect("there");
    let copies: Vec<ArticleId> = detail.copies().map(|copy| copy.id).collect();
    assert_eq!(copies, [rows[1].id, rows[0].id]);
}

#[test]
fn copies_within_one_outcome_are_found_too() {
    let fixture = Fixture::with_sources(&["a"]);
    let text = "word ".repeat(150);
    let twice =
        ["https://a.example/1", "https://b.example/2"].map(|url| with_text(url, "One and the same text", &text));
    let applied = fixture.store.apply(outcome("a", twice.to_vec())).expect("applied");
    assert_eq!((applied.articles_new, applied.copies), (2, 1));
}
