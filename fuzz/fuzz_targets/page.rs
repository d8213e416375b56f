//! Any bytes are a page, whatever its address, its HTTP header and its feed say; what is read of it can be stored.
//!
//! The whole input is the body, so that real pages are seeds; its last bytes choose what is said of it from outside.
#![no_main]

use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;
use rasid::model::{Item, LanguageCode, Moment};
use rasid::read::article::{self, Extracted, Page};
use url::Url;

/// How many of the last bytes may stand in the header, the address and the headline of the feed.
const TAIL: usize = 60;

fuzz_target!(|body: &[u8]| {
    let fetched_at = Timestamp::from_second(1_795_523_400).expect("in range");
    let (choice, tail) = match body.split_last() {
        Some((last, rest)) => (*last, String::from_utf8_lossy(&rest[rest.len().saturating_sub(TAIL)..])),
        None => (0, String::new().into()),
    };
    let content_type = match choice % 4 {
        0 => None,
        1 => Some("text/html; charset=windows-1256".to_owned()),
        2 => Some("text/html".to_owned()),
        _ => Some(format!("text/html; charset={tail}")),
    };
    let base = Url::parse("https://www.example.org/news/2026/11/20/rain").expect("valid");
    let url = match choice / 4 % 3 {
        0 => None,
        1 => Some(base),
        _ => base.join(&tail).ok(),
    };
    let item = Item {
        title: tail.lines().next().unwrap_or_default().to_owned(),
        published: Some(Moment::utc(fetched_at - SignedDuration::from_hours(i64::from(choice)))),
        language: LanguageCode::from_tag("ar"),
        ..Item::default()
    };
    let listed = (choice / 12 % 2 == 1).then_some(&item);
    let page = Page { body, content_type: content_type.as_deref(), url: url.as_ref(), fetched_at, listed, rules: None };
    let (extracted, warnings) = article::read(&page);
    check(&extracted, fetched_at);
    if choice / 24 % 4 == 3 {
        let (explained, same_warnings, _) = article::explain(&page);
        assert_eq!((explained, same_warnings), (extracted, warnings), "to be asked why changes nothing");
    }
});

fn check(extracted: &Extracted, fetched_at: Timestamp) {
    let blocks: Vec<&str> = extracted.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(extracted.text, blocks.join("\n"), "the text is its blocks, one a line");
    assert!(blocks.iter().all(|line| is_one_clean_line(line)), "{blocks:?}");
    assert!(extracted.title.as_deref().is_none_or(is_one_clean_line), "{:?}", extracted.title);
    assert!(extracted.authors.iter().all(|name| is_one_clean_line(name)), "{:?}", extracted.authors);
    for address in [&extracted.canonical_url, &extracted.image].into_iter().flatten() {
        assert!(address.starts_with("http"), "{address}");
    }
    assert!(extracted.next_page.as_ref().is_none_or(|url| url.scheme().starts_with("http")));
    let latest = fetched_at + SignedDuration::from_hours(48);
    let dates = [extracted.published.map(|published| published.at), extracted.modified];
    assert!(dates.into_iter().flatten().all(|moment| moment.timestamp() <= latest), "{dates:?}");
    assert!(extracted.language_confidence.is_none_or(|share| (0.0..=1.0).contains(&share)));
}

fn is_one_clean_line(line: &str) -> bool {
    !line.is_empty() && line.trim() == line && !line.contains(['\n', '\r', '\t'])
}
