//! What counts as a decline, and what does not.

use jiff::SignedDuration;

use super::*;

/// So many pages, each made from its number.
type Run = (usize, fn(usize) -> PageYield);

/// A page an hour.
fn at(n: usize) -> Timestamp {
    let start: Timestamp = "2026-05-01T00:00:00Z".parse().expect("a time");
    start + SignedDuration::from_hours(i64::try_from(n).expect("small"))
}

/// Pages in runs, made by their number.
fn pages(runs: &[Run]) -> Vec<PageYield> {
    let made = runs.iter().flat_map(|(n, make)| (0..*n).map(make));
    made.enumerate().map(|(n, page)| PageYield { seen_at: at(n), ..page }).collect()
}

fn code(language: &str) -> Option<LanguageCode> {
    LanguageCode::from_tag(language)
}

/// 300 to 580 words in Arabic, with a date.
fn usual(n: usize) -> PageYield {
    let words = 300 + u32::try_from(n * 7 % 15).expect("small") * 20;
    PageYield { seen_at: at(0), words, language: code("ar"), has_date: true }
}

fn empty(n: usize) -> PageYield {
    PageYield { words: 0, language: None, ..usual(n) }
}

fn short(n: usize) -> PageYield {
    PageYield { words: usual(n).words / 6, ..usual(n) }
}

fn shorter(n: usize) -> PageYield {
    PageYield { words: usual(n).words * 2 / 3, ..usual(n) }
}

fn english(n: usize) -> PageYield {
    PageYield { language: code("en"), ..usual(n) }
}

fn undated(n: usize) -> PageYield {
    PageYield { has_date: false, ..usual(n) }
}

/// One page in seven without text, as of a paper with videos.
fn mixed(n: usize) -> PageYield {
    if n.is_multiple_of(7) { empty(n) } else { usual(n) }
}

fn bilingual(n: usize) -> PageYield {
    if n.is_multiple_of(2) { english(n) } else { usual(n) }
}

#[test]
fn a_sudden_decline_is_told_with_its_respect_and_its_day() {
    let check = |runs: &[Run], expected: Option<(Respect, usize)>| {
        let found = judge(&pages(runs)).and_then(|quality| quality.decline);
        let expected = expected.map(|(respect, n)| (respect, at(n)));
        assert_eq!(found.map(|decline| (decline.respect, decline.since)), expected, "{runs:?}");
    };
    check(&[(200, usual), (40, empty)], Some((Respect::Text, 200)));
    check(&[(200, usual), (40, short)], Some((Respect::Length, 200)));
    check(&[(200, usual), (40, english)], Some((Respect::Language, 200)));
    check(&[(200, usual), (40, undated)], Some((Respect::Date, 200)));
    check(&[(40, usual), (20, empty)], Some((Respect::Text, 40)));
    check(&[(100, mixed), (25, empty)], Some((Respect::Text, 100)));
    // After a hundred pages a source still has its history.
    check(&[(140, usual), (100, short)], Some((Respect::Length, 140)));

    check(&[(240, usual)], None);
    check(&[(240, mixed)], None);
    check(&[(240, empty)], None);
    check(&[(200, usual), (40, shorter)], None);
    check(&[(200, usual), (10, empty)], None);
    check(&[(20, usual), (40, empty)], None);
    check(&[(200, bilingual), (40, english)], None);
    check(&[(160, usual), (40, empty), (40, usual)], None);
    check(&[(200, short), (40, usual)], None);
}

#[test]
fn a_slow_drift_is_no_decline() {
    let drifting: Vec<PageYield> = (0..240_u32)
        .map(|n| PageYield { words: (600 - 2 * n).max(1) + n * 37 % 100, ..usual(usize::try_from(n).expect("small")) })
        .collect();
    assert_eq!(judge(&drifting).expect("pages").decline, None);
}

#[test]
fn the_figures_are_those_of_the_latest_forty_beside_those_before() {
    let quality = judge(&pages(&[(300, usual), (37, empty), (3, usual)])).expect("pages");
    assert_eq!((quality.pages, quality.with_text, quality.with_date), (40, 3, 40));
    assert_eq!((quality.median_words, quality.usual_words), (Some(440), Some(440)));
    assert_eq!(quality.usual_language, code("ar"));
    let decline = quality.decline.expect("37 in a row");
    assert_eq!((decline.good, decline.of, decline.good_before, decline.of_before), (3, 40, 200, 200));
    assert_eq!(judge(&[]), None);
    let one = judge(&pages(&[(1, usual)])).expect("a page");
    assert_eq!((one.pages, one.median_words, one.usual_words, one.decline), (1, Some(300), None, None));
}
