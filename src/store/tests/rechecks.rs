//! Second looks: what a late or doubled one changes, and that the order of outcomes decides nothing.

use jiff::Timestamp;
use std::time::Duration;

use super::fixture::{Fixture, article, end, id, key, outcome, source, time, with_text};
use crate::model::{Article, Look, PollOutcome, RecheckCause, Seen, Source, Validators};
use crate::store::{Applied, ArticleDetail, ArticleId, ArticleName};
use crate::text::hash;

const URL: &str = "https://a.example/1";

/// A collection of one article, of a source that looks again after an hour and after a day.
fn fixture() -> Fixture {
    let fixture = Fixture::empty();
    let recheck = vec![Duration::from_secs(3600), Duration::from_secs(24 * 3600)];
    let source = Source { recheck, ..source("a") };
    fixture.store.sync_sources(&[source], time(0)).expect("stored");
    fixture.poll("a", vec![article(URL, "Talks")]);
    fixture
}

fn stored(fixture: &Fixture) -> ArticleDetail {
    fixture.store.article(&ArticleName::Id(ArticleId(1))).expect("read").expect("there")
}

/// A look after so many minutes.
fn look(minutes: i64, why: RecheckCause, seen: Seen) -> Look {
    let said = match &seen {
        Seen::Read(article) => article.text.clone(),
        seen => format!("{seen:?}"),
    };
    let body_hash = Some(hash::content_hash(said.as_bytes()));
    Look { of: key(URL), at: time(minutes), why, seen, validators: Validators { body_hash, ..Validators::default() } }
}

fn read(text: &str) -> Seen {
    let before = article(URL, "Talks");
    let text = format!("{}\n{text}", before.text);
    Seen::Read(Box::new(Article { fetched_at: time(500), ..with_text(URL, "Talks", &text) }))
}

fn bringing(fixture: &Fixture, looks: Vec<Look>) -> PollOutcome {
    let job = fixture.store.job(&source("a"), time(0), 0.0).expect("a known source");
    PollOutcome { generation: job.state.generation, looks, ..outcome("a", Vec::new()) }
}

fn apply(fixture: &Fixture, look: Look) -> Applied {
    fixture.store.apply(bringing(fixture, vec![look])).expect("applied")
}

fn due(fixture: &Fixture) -> Option<Timestamp> {
    fixture.store.next_recheck(&id("a")).expect("read")
}

#[test]
fn a_look_that_comes_twice_or_late_changes_nothing_more() {
    let fixture = fixture();
    assert_eq!(due(&fixture), Some(time(60)));
    let later = look(120, RecheckCause::Updated, read("Fifteen people were hurt."));
    let applied = apply(&fixture, later.clone());
    assert_eq!((applied.rechecked, applied.revised, applied.gone), (1, 1, 0));
    assert_eq!(due(&fixture), Some(time(180)), "counted from the change");
    let digest = fixture.digest();
    for stale in [
        later,
        look(90, RecheckCause::Updated, read("Twelve people were hurt.")),
        look(91, RecheckCause::Schedule, Seen::Gone(404)),
        look(92, RecheckCause::Schedule, Seen::Same),
    ] {
        assert_eq!(apply(&fixture, stale).rechecked, 0);
        assert_eq!(fixture.digest(), digest);
    }
}

#[test]
fn what_is_looked_at_by_an_earlier_generation_is_refused() {
    let fixture = fixture();
    let late = bringing(&fixture, vec![look(60, RecheckCause::Schedule, Seen::Gone(410))]);
    fixture.store.apply(PollOutcome { end: Some(end()), ..bringing(&fixture, Vec::new()) }).expect("applied");
    let digest = fixture.digest();
    assert!(!fixture.store.apply(late).expect("refused").is_current);
    assert_eq!(fixture.digest(), digest);
}

#[test]
fn the_latest_look_decides_in_whatever_order_they_come() {
    let looks = || {
        vec![
            look(60, RecheckCause::Schedule, Seen::Gone(404)),
            look(70, RecheckCause::Schedule, read("Fifteen people were hurt.")),
        ]
    };
    let state = |fixture: &Fixture| {
        let article = stored(fixture);
        (article.text, article.row.gone, article.recheck.map(|recheck| recheck.looked_at))
    };
    let (one, other) = (fixture(), fixture());
    for look in looks() {
        apply(&one, look);
    }
    for look in looks().into_iter().rev() {
        apply(&other, look);
    }
    assert_eq!(state(&one), state(&other));
    assert_eq!(state(&one).1, None);
}

#[test]
fn a_clock_that_was_set_back_leaves_nothing_due_for_ever() {
    let fixture = fixture();
    apply(&fixture, look(600, RecheckCause::Schedule, Seen::Same));
    fixture.outside().execute("update rechecks set due = '2020-01-01T00:00:00Z'", []).expect("one row");
    apply(&fixture, look(300, RecheckCause::Schedule, Seen::Same));
    assert_eq!(due(&fixture), Some(time(24 * 60)));
}

#[test]
fn a_word_in_vain_is_counted_once_and_one_that_was_right_ends_the_count() {
    let fixture = fixture();
    let n_vain = |fixture: &Fixture| fixture.store.claims(&id("a")).expect("read").n_vain;
    for minutes in [70, 80, 80, 90] {
        apply(&fixture, look(minutes, RecheckCause::Updated, Seen::Same));
    }
    assert_eq!(n_vain(&fixture), 3);
    apply(&fixture, look(95, RecheckCause::Schedule, Seen::Same));
    assert_eq!(n_vain(&fixture), 3, "what was not claimed does not count");
    apply(&fixture, look(100, RecheckCause::Updated, read("Fifteen people were hurt.")));
    assert_eq!(n_vain(&fixture), 0);
}

#[test]
fn what_a_page_does_not_say_any_more_is_not_taken_back() {
    let fixture = fixture();
    let before = stored(&fixture);
    let Seen::Read(article) = read("Fifteen people were hurt.") else { panic!("a reading") };
    let bare = Article { summary: None, authors: Vec::new(), keywords: Vec::new(), ..*article };
    apply(&fixture, look(60, RecheckCause::Schedule, Seen::Read(Box::new(bare))));
    let after = stored(&fixture);
    assert_eq!(
        (after.row.summary, after.authors, after.keywords),
        (before.row.summary, before.authors, before.keywords)
    );
    assert_eq!((after.row.first_seen, after.row.dated), (before.row.first_seen, before.row.dated));
    assert_eq!(after.revisions.len(), 1);
}

#[test]
fn a_page_that_leads_to_another_article_is_not_taken() {
    let fixture = fixture();
    let elsewhere = "https://a.example/2";
    fixture.poll("a", vec![article(elsewhere, "Talks fail")]);
    let lead = Seen::Read(Box::new(article(elsewhere, "Talks fail")));
    let applied = apply(&fixture, look(60, RecheckCause::Schedule, lead));
    assert_eq!(applied.revised, 0);
    let note = stored(&fixture).recheck.and_then(|recheck| recheck.note);
    assert_eq!(note.as_deref(), Some("it leads to article 2"));
}

#[test]
fn an_article_that_goes_takes_its_looks_along() {
    let fixture = fixture();
    apply(&fixture, look(60, RecheckCause::Schedule, Seen::Same));
    // The last article stays, so that its number is not given to another.
    fixture.poll("a", vec![article("https://a.example/2", "Floods")]);
    let old = crate::store::Retention { source: id("a"), before: time(10_000) };
    let unlisted = "update sightings set last_seen = '2020-01-01T00:00:00Z'";
    fixture.outside().execute(unlisted, []).expect("one row");
    assert_eq!(fixture.store.prune_articles(&[old]).expect("pruned"), 1);
    assert_eq!(fixture.number("select count(*) from rechecks where article_id = 1"), 0);
}
