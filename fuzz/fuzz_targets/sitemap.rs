//! Any bytes are a sitemap or an error, also behind gzip's first bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rasid::read::listing::sitemap;
use url::Url;

fuzz_target!(|body: &[u8]| {
    let base = Url::parse("https://example.org/sitemap.xml").expect("valid");
    let _ = sitemap::parse(body, None, &base);
});
