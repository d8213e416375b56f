//! Any bytes are a page, with or without a list.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use rasid::read::listing::page;
use rasid::text::charset;
use url::Url;

fuzz_target!(|body: &[u8]| {
    let base = Url::parse("https://example.org/news/").expect("valid");
    let now = Timestamp::from_second(1_795_523_400).expect("in range");
    let decoded = charset::decode_html(body, None, base.host_str());
    let (items, _) = page::items(&decoded.text, &base, None, now);
    for item in items {
        assert!(item.url.is_none_or(|url| url.starts_with("http")));
    }
});
