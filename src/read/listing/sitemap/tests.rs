use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

fn base() -> Url {
    Url::parse("https://example.org/sitemaps/news.xml").expect("valid")
}

fn items(xml: &str) -> (Vec<Item>, Vec<Warning>) {
    match parse(xml.as_bytes(), None, &base()).expect(xml) {
        (Sitemap::Items(items), warnings) => (items, warnings),
        (Sitemap::Index(_), _) => panic!("an index: {xml}"),
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

const NEWS: &str = r#"<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="https://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url>
  <loc> https://example.org/ar/1?a=1&amp;b=2&c=3 </loc>
  <n:news>
    <n:publication><n:name>صحيفة</n:name><n:language>ar</n:language></n:publication>
    <n:publication_date>2021-11-15T00:05:00Z</n:publication_date>
    <n:title><![CDATA[اتصالات «روسية &amp; أمريكية»]]></n:title>
  </n:news>
  <lastmod>2021-11-16</lastmod>
  <image:image><image:loc>/p/1.jpg</image:loc><image:title>صورة</image:title></image:image>
  <image:image><image:loc>/p/2.jpg</image:loc></image:image>
</url>
<url><loc>/plain#top</loc></url>
<url><loc>javascript:alert(1)</loc></url>
<url><lastmod>2021-11-16</lastmod></url>
</urlset>"#;

#[test]
fn the_news_extension_is_read() {
    let (items, warnings) = items(NEWS);
    assert_eq!(warnings, []);
    assert_eq!(items.len(), 2);
    let first = &items[0];
    assert_eq!(first.url.as_deref(), Some("https://example.org/ar/1?a=1&b=2&c=3"));
    assert_eq!(first.title, "اتصالات «روسية & أمريكية»");
    assert_eq!(first.language, LanguageCode::from_tag("ar"));
    assert_eq!(first.image.as_deref(), Some("https://example.org/p/1.jpg"));
    assert_eq!(first.published.map(|date| date.to_string()).as_deref(), Some("2021-11-15T00:05:00Z"));
    assert_eq!(first.updated.map(|date| date.to_string()).as_deref(), Some("2021-11-16"));
    assert_eq!(items[1], Item { url: Some("https://example.org/plain".into()), ..Item::default() });
}

#[test]
fn an_index_names_further_sitemaps() {
    let xml = "<sitemapindex><sitemap><loc>a.xml.gz</loc><lastmod>2024-01-02</lastmod></sitemap>
        <sitemap><loc>https://other.example/b.xml</loc></sitemap></sitemapindex>";
    let Ok((Sitemap::Index(links), _)) = parse(xml.as_bytes(), None, &base()) else { panic!("no index") };
    let found: Vec<_> = links.iter().map(|link| (link.url.as_str(), link.modified.is_some())).collect();
    assert_eq!(found, [("https://example.org/sitemaps/a.xml.gz", true), ("https://other.example/b.xml", false)]);
}

#[test]
fn gzip_is_told_by_its_first_bytes() {
    let whole = gzip(NEWS);
    let parsed = |body: &[u8]| parse(body, Some("application/octet-stream"), &base());
    assert_eq!(parsed(&whole).expect("a sitemap").0, Sitemap::Items(items(NEWS).0));
    let (cut, warnings) = parsed(&whole[..whole.len() - 12]).expect("most of it is there");
    assert!(matches!(cut, Sitemap::Items(items) if !items.is_empty()));
    assert!(!warnings.is_empty());
    assert!(matches!(parsed(b"\x1f\x8bnonsense"), Err(SitemapError::Unreadable(_))));
}

#[test]
fn inflating_stops_at_the_limit() {
    let bomb = gzip(&" ".repeat(100_000));
    let mut warnings = Vec::new();
    assert_eq!(inflate(&bomb, 5_000, &mut warnings).expect("it is gzip").len(), 5_000);
    assert_eq!(warnings[0].code, "truncated");
}

#[test]
fn a_broken_sitemap_keeps_what_was_whole() {
    let check = |xml: &str, n_items: usize, has_warning: bool| {
        let (items, warnings) = items(xml);
        assert_eq!((items.len(), !warnings.is_empty()), (n_items, has_warning), "{xml}");
    };
    check("<urlset><url><loc>/a</loc></url><url><loc>/b", 1, true);
    check("<urlset><url><loc>/a</loc></url><url><loc>/b</loc><!-- </url>", 1, true);
    check("<urlset><url><loc>/a</loc><b></url></i><url><loc>/b</loc></url></urlset>", 2, false);
    check("<urlset></urlset>", 0, false);
    check("<s:urlset><s:url><s:loc>/a</s:loc></s:url></s:urlset>", 1, false);
    check(&format!("<urlset><url><loc>/a</loc></url>{}", "<x>".repeat(90_000)), 1, true);
}

#[test]
fn no_more_entries_are_read_than_the_protocol_allows() {
    for (n_entries, n_warnings) in [(MAX_ENTRIES, 0), (MAX_ENTRIES + 1, 1)] {
        let xml = format!("<urlset>{}</urlset>", "<url><loc>/a</loc></url>".repeat(n_entries));
        let (items, warnings) = items(&xml);
        assert_eq!((items.len(), warnings.len()), (MAX_ENTRIES, n_warnings));
    }
}

#[test]
fn what_is_no_sitemap_says_what_to_do() {
    let check = |body: &str, hint: &str| {
        let error = parse(body.as_bytes(), None, &base()).expect_err(body).to_string();
        assert!(error.contains(hint), "{error}");
    };
    check("<rss version='2.0'><channel/></rss>", "kind = \"feed\"");
    check("<!doctype html><p>x", "robots.txt");
    check("", "urlset");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]
    #[test]
    fn any_bytes_give_a_sitemap_or_an_error(body: Vec<u8>) {
        let _ = parse(&body, None, &base());
        let _ = parse(&[b"<urlset><url>", body.as_slice()].concat(), None, &base());
        let _ = parse(&[GZIP_MAGIC, body.as_slice()].concat(), None, &base());
    }
}
