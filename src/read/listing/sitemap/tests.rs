use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::model::LanguageCode;

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
    <n:keywords>حوار, جنيف،  دبلوماسية</n:keywords>
    <n:publication_date>2021-11-15T00:05:00Z</n:publication_date>
    <n:title><![CDATA[اتصالات «روسية &amp; أمريكية»]]></n:title>
  </n:news>
  <lastmod>2021-11-16</lastmod>
  <video:video><video:title>A film</video:title><video:publication_date>2020-01-01</video:publication_date></video:video>
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
    assert_eq!(first.keywords, ["حوار", "جنيف", "دبلوماسية"]);
    assert_eq!(first.language, LanguageCode::from_tag("ar"));
    assert_eq!(first.image.as_deref(), Some("https://example.org/p/1.jpg"));
    assert_eq!(first.published.map(|date| date.to_string()).as_deref(), Some("2021-11-15T00:05:00Z"));
    assert_eq!(first.updated.map(|date| date.to_string()).as_deref(), Some("2021-11-16"));
    assert_eq!(items[1], Item { url: Some("https://example.org/plain".into()), ..Item::default() });
}

#[test]
fn references_are_read_as_in_feeds() {
    let (items, _) = items(
        "<urlset><url><loc>/1?a=1&amp;b=2&c=3</loc><news><title>&beta;&nbsp;&laquo;x&raquo; &#8217;&apos;&none;</title></news></url></urlset>",
    );
    assert_eq!(items[0].title, "β «x» ’'&none;");
    assert_eq!(items[0].url.as_deref(), Some("https://example.org/1?a=1&b=2&c=3"));
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
    check("<urlset><url><loc>/a</loc><!- </url><url><loc>/b</loc></url><url><loc>/c</loc></url></urlset>", 2, true);
    check("<urlset><url><loc>/a</loc><url><loc>/b</loc><url><loc>/c</loc></url></urlset>", 3, false);
    let faults = "<url><loc>/a</loc><!- </url><url><loc>/b</loc></url>".repeat(200);
    check(&format!("<urlset>{faults}</urlset>"), 200, true);
    check("<URLSET><Url><LOC>/a</LOC></Url></URLSET>", 1, false);
    check("<urlset><url><loc>/a\u{1}</loc></url></urlset>", 1, false);
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

#[test]
fn plain_lines_and_feeds_are_sitemaps_too() {
    let urls = |text: &str| items(text).0.into_iter().filter_map(|item| item.url).collect::<Vec<_>>();
    let lines =
        "\u{feff}https://example.org/1\r\n\r\nhttps://example.org/2\n# https://example.org/3\nftp://example.org/4";
    assert_eq!(urls(lines), ["https://example.org/1", "https://example.org/2"]);
    let rss = "<rss version='2.0'><channel><item><title>One</title><link>/1</link></item></channel></rss>";
    assert_eq!(urls(rss), ["https://example.org/1"]);
    assert_eq!(items(rss).0[0].title, "One");
}

#[test]
fn the_newest_come_first_and_those_without_a_date_last() {
    let entry = |path: &str, date: &str| format!("<url><loc>{path}</loc>{date}</url>");
    let xml = [
        "<urlset>",
        &entry("/old", "<lastmod>2024-01-01</lastmod>"),
        &entry("/undated", ""),
        &entry("/new", "<lastmod>2024-03-01</lastmod>"),
        &entry("/soon", "<lastmod>soon</lastmod>"),
        "</urlset>",
    ];
    let paths: Vec<_> = items(&xml.concat()).0.into_iter().filter_map(|item| item.url).collect();
    let expected = ["new", "old", "undated", "soon"].map(|name| format!("https://example.org/{name}"));
    assert_eq!(paths, expected);
}

#[test]
fn entries_of_other_sites_and_the_home_page_are_left_out() {
    let entry = |url: &str| format!("<url><loc>{url}</loc></url>");
    let own = ["https://example.org/", "https://www.example.org/1", "https://news.example.org/2"].map(entry).concat();
    let (found, warnings) = items(&format!("<urlset>{own}{}</urlset>", entry("https://casino.example/1")));
    assert_eq!((found.len(), warnings[0].code), (2, "foreign-entries"));
    // A sitemap on a host for files lists another site as a whole.
    let hosted = ["https://paper.example/1", "https://paper.example/2", "https://casino.example/1"].map(entry).concat();
    assert_eq!(items(&format!("<urlset>{hosted}</urlset>")).0.len(), 2);
}

#[test]
fn of_an_index_what_promises_new_articles_comes_first() {
    let order = |sitemaps: &[(&str, &str)]| {
        let entries = sitemaps.iter().map(|(name, date)| {
            format!("<sitemap><loc>https://example.org/{name}</loc><lastmod>{date}</lastmod></sitemap>")
        });
        let xml = format!("<sitemapindex>{}</sitemapindex>", entries.collect::<String>());
        let Ok((Sitemap::Index(links), _)) = parse(xml.as_bytes(), None, &base()) else { panic!("no index") };
        links.iter().map(|link| link.url.path().trim_start_matches('/').to_owned()).collect::<Vec<_>>()
    };
    let dated = [("a.xml", "2024-01-01"), ("b.xml", "2024-02-01"), ("tags.xml", "2024-03-01"), ("news.xml", "")];
    assert_eq!(order(&dated), ["news.xml", "b.xml", "a.xml", "tags.xml"]);
    let undated = [("posts-9.xml", ""), ("posts-10.xml", ""), ("posts-1.xml", "")];
    assert_eq!(order(&undated), ["posts-10.xml", "posts-9.xml", "posts-1.xml"]);
}

#[test]
fn markup_made_to_cost_much_costs_little() {
    let (found, _) = items(&format!("<urlset><url><loc>/a</loc></url>{}", "<url><!- ".repeat(50_000)));
    assert_eq!(found.len(), 1);
}
