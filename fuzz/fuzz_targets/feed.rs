//! Any bytes are a feed or an error; what is read of them can be fetched and shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rasid::read::feed;
use url::Url;

fuzz_target!(|body: &[u8]| {
    let base = Url::parse("https://example.org/feed.xml").expect("valid");
    if let Ok((feed, _)) = feed::parse(body, None, Some(&base)) {
        for item in feed.items() {
            assert!(!item.title.contains('\n'));
            assert!(item.url.is_none_or(|url| url.starts_with("http")));
        }
        for text in feed.entries.iter().filter_map(|entry| entry.content.as_ref()).filter(|text| text.is_html) {
            assert!(!text.value.to_ascii_lowercase().contains("<script"));
        }
    }
});
