use jiff::ToSpan;

use super::*;
use crate::analysis::copies::{VERSION, fingerprints};

const TITLE: &str = "Talks on the river dam resume in the capital";

/// An article of `word_count` words that begin with `word`, printed `hours` after the first.
fn print(site: &str, hours: i64, title: &str, word: &str, word_count: u32) -> Imprint {
    let text = format!("{word} ").repeat(word_count as usize);
    let start: Timestamp = "2026-03-01T08:00:00Z".parse().expect("valid");
    Imprint {
        site: site.to_owned(),
        dated: start + hours.hours(),
        word_count,
        fingerprints: fingerprints(title, &text),
    }
}

fn kind(article: &Imprint, candidate: &Imprint) -> Option<CopyKind> {
    verdict(article, std::slice::from_ref(candidate)).map(|(_, kind)| kind)
}

#[test]
fn equal_texts_are_copies_at_any_time() {
    let first = print("a.example", 0, TITLE, "dam", 300);
    let later = print("b.example", 24 * 400, "Another headline for the same report", "dam", 300);
    assert_eq!(kind(&later, &first), Some(CopyKind::Exact));
}

#[test]
fn a_paywall_notice_does_not_make_copies_of_a_site() {
    let notice = |site, title| print(site, 0, title, "subscribe", 30);
    let one = notice("a.example", "Minister resigns after a long debate");
    let other = notice("a.example", "Storm closes schools in the south");
    assert_eq!(kind(&other, &one), None);
    assert_eq!(kind(&notice("b.example", "Storm closes schools in the south"), &one), Some(CopyKind::Exact));
    assert_eq!(kind(&one, &one), Some(CopyKind::Exact));
}

#[test]
fn an_equal_headline_counts_in_another_paper_within_days_and_at_a_similar_length() {
    let first = print("a.example", 0, TITLE, "dam", 200);
    let check = |other: Imprint, expected| assert_eq!(kind(&other, &first), expected, "{other:?}");
    check(print("b.example", 10, TITLE, "water", 200), Some(CopyKind::Title));
    check(print("b.example", -10, TITLE, "water", 100), Some(CopyKind::Title));
    check(print("b.example", 72, TITLE, "water", 400), Some(CopyKind::Title));
    check(print("b.example", 73, TITLE, "water", 200), None);
    check(print("b.example", 10, TITLE, "water", 99), None);
    check(print("b.example", 10, TITLE, "water", 401), None);
    check(print("a.example", 10, TITLE, "water", 200), None);
    check(print("b.example", 10, "Aid trucks reach the town: batch 3", "water", 200), None);
}

#[test]
fn a_headline_that_returns_day_by_day_is_a_series() {
    let daily = "Gold prices in the local market today";
    let monday = print("a.example", 0, daily, "up", 120);
    let tuesday = print("a.example", 24, daily, "down", 120);
    let elsewhere = print("b.example", 25, daily, "flat", 120);
    assert_eq!(verdict(&elsewhere, &[monday.clone(), tuesday.clone()]), None);
    // The same paper's second use is the article itself.
    let printed_monday = print("b.example", 1, daily, "steady", 120);
    assert_eq!(verdict(&elsewhere, &[monday.clone(), printed_monday]), None);
    // A longer version after an hour makes no series.
    let longer = print("a.example", 1, daily, "down", 130);
    assert_eq!(verdict(&elsewhere, &[monday.clone(), longer]), Some((0, CopyKind::Title)));
    // A series can still be copied word by word.
    let reprint = print("b.example", 26, "Gold", "down", 120);
    assert_eq!(verdict(&reprint, &[monday, tuesday]), Some((1, CopyKind::Exact)));
}

#[test]
fn the_earliest_wins_and_the_first_of_equals() {
    let article = print("c.example", 30, TITLE, "dam", 200);
    let by_title = print("a.example", 5, TITLE, "water", 200);
    let by_text = print("b.example", 9, TITLE, "dam", 200);
    assert_eq!(verdict(&article, &[by_text.clone(), by_title]), Some((1, CopyKind::Title)));
    assert_eq!(verdict(&article, &[by_text.clone(), by_text]), Some((0, CopyKind::Exact)));
    assert_eq!(verdict(&article, &[]), None);
}

#[test]
fn fingerprints_of_different_versions_are_not_compared() {
    let article = print("a.example", 0, TITLE, "dam", 200);
    let mut old = article.clone();
    old.fingerprints.version = VERSION - 1;
    assert_eq!(kind(&article, &old), None);
}

#[test]
fn articles_without_fingerprints_are_no_copies_of_one_another() {
    let empty = print("a.example", 0, "", "", 0);
    assert_eq!(kind(&print("b.example", 0, "", "", 0), &empty), None);
}
