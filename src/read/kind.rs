//! What a source's answer is, told from its first tags rather than from its declared type, which is often wrong.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::model::SourceKind;
use crate::text;

use super::{dom, markup};

/// How far into a document its kind is looked for: PHP's complaints and comments may stand before the first telling tag.
const SNIFF_BYTES: usize = 64 * 1024;
/// The media types by which pages link to their feeds.
const FEED_TYPES: &[&str] =
    &["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];
/// What a gzip file begins with.
pub(crate) const GZIP_MAGIC: &[u8] = &[0x1f, 0x8b];

/// A feed that a page links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// Its absolute address.
    pub url: Url,
    /// What the page calls it.
    pub title: Option<String>,
}

/// The form of a decoded document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// RSS, RDF or Atom, whose root begins at this byte.
    XmlFeed(usize),
    /// JSON that says it is a JSON Feed.
    JsonFeed,
    /// Other JSON.
    Json,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// A page, or a piece of one.
    Html,
    /// Other XML, with the name of its root.
    Xml(String),
    /// Addresses, one a line: a sitemap as plain text.
    AddressLines,
    /// Nothing that is known.
    Unknown,
}

/// Tells a feed, a sitemap and a page apart, for sources of kind `auto`; `None` for anything else.
#[must_use]
pub fn sniff(body: &[u8], content_type: Option<&str>) -> Option<SourceKind> {
    if body.starts_with(GZIP_MAGIC) {
        return Some(SourceKind::Sitemap);
    }
    let head = body.get(..SNIFF_BYTES).unwrap_or(body);
    match form(&text::charset::decode_xml(head, content_type).text) {
        Form::XmlFeed(_) | Form::JsonFeed => Some(SourceKind::Feed),
        Form::Sitemap | Form::AddressLines => Some(SourceKind::Sitemap),
        Form::Html => Some(SourceKind::List),
        Form::Json | Form::Xml(_) | Form::Unknown => None,
    }
}

/// The feeds that a page links to, in its order.
#[must_use]
pub fn feed_links(html: &str, base: &Url) -> Vec<FeedLink> {
    let (page, _) = dom::parse_page(html);
    let base = document_base(&page, base);
    let link = Selector::parse("link[rel~=alternate i][href][type]").expect("a valid selector");
    page.select(&link).filter_map(|element| feed_link(element, &base)).collect()
}

/// The address that a page's relative links start from: its `base` element's, else its own.
#[must_use]
pub fn document_base(page: &Html, address: &Url) -> Url {
    let base = Selector::parse("base[href]").expect("a valid selector");
    page.select(&base)
        .next()
        .and_then(|element| text::url::resolve(address, element.attr("href")?))
        .unwrap_or_else(|| address.clone())
}

fn feed_link(element: ElementRef<'_>, base: &Url) -> Option<FeedLink> {
    let media_type = element.attr("type")?.split(';').next()?.trim().to_ascii_lowercase();
    if !FEED_TYPES.contains(&media_type.as_str()) {
        return None;
    }
    let url = text::url::resolve(base, element.attr("href")?)?;
    let title = element.attr("title").map(markup::collapse).filter(|title| !title.is_empty());
    Some(FeedLink { url, title })
}

/// The form of a document, by the first tag or character that tells.
pub(crate) fn form(text: &str) -> Form {
    let text_head = text.get(..text.floor_char_boundary(SNIFF_BYTES)).unwrap_or(text);
    let begin = text_head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begin.starts_with('{') {
        // The version may stand behind all items, so the whole text is searched.
        return if text.contains("jsonfeed.org/version") { Form::JsonFeed } else { Form::Json };
    }
    if begin.starts_with('[') {
        return Form::Json;
    }
    let mut first: Option<String> = None;
    let mut is_declared_html = false;
    for (at, name) in tags(text_head) {
        let local = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
        match local.as_str() {
            "rss" | "rdf" | "feed" => return Form::XmlFeed(at),
            "entry" | "channel" if first.is_none() => return Form::XmlFeed(at),
            "urlset" | "sitemapindex" => return Form::Sitemap,
            // Some feeds stand behind the document type of a page.
            _ if is_declared_html => return Form::Html,
            "!doctype" => is_declared_html = is_html_doctype(text_head, at),
            "html" | "head" | "body" if first.as_deref().is_none_or(is_html_name) => return Form::Html,
            _ => first = first.or(Some(local)),
        }
    }
    match first {
        _ if is_declared_html => Form::Html,
        Some(name) if is_html_name(&name) => Form::Html,
        Some(name) => Form::Xml(name),
        None if begins_with_an_address(begin) => Form::AddressLines,
        None => Form::Unknown,
    }
}

/// Whether the first line is an address and nothing else.
fn begins_with_an_address(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim();
    let is_web = line.starts_with("http://") || line.starts_with("https://");
    is_web && !line.contains(char::is_whitespace) && Url::parse(line).is_ok()
}

/// Elements that pages without `html` and `body` begin with.
const HTML_NAMES: &[&str] = &[
    "a", "article", "b", "br", "center", "div", "font", "h1", "h2", "iframe", "img", "link", "main", "meta", "nav",
    "noscript", "p", "script", "section", "span", "style", "table", "title", "ul",
];

fn is_html_name(name: &str) -> bool {
    HTML_NAMES.contains(&name)
}

fn is_html_doctype(text: &str, at: usize) -> bool {
    let declaration = text.get(at..).unwrap_or_default().chars().take("<!doctype html".len() + 10).collect::<String>();
    declaration.to_ascii_lowercase().split_whitespace().nth(1).is_some_and(|root| root.starts_with("html"))
}

/// The start tags and document types with their offsets; comments, instructions and CDATA are skipped.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('<')?;
            let after = text.get(start + 1..)?;
            let skip_to = |end: &str| after.find(end).map_or(text.len(), |found| start + 1 + found + end.len());
            if after.starts_with("!--") {
                at = skip_to("-->");
            } else if after.starts_with("![CDATA[") {
                at = skip_to("]]>");
            } else if after.starts_with('?') {
                at = skip_to(">");
            } else {
                at = start + 1;
                let is_name = |c: char| c.is_alphanumeric() || "!:_-.".contains(c);
                let length = after.find(|c| !is_name(c)).unwrap_or(after.len());
                let name = after.get(..length).unwrap_or_default();
                if !name.is_empty() {
                    return Some((start, name));
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_telling_tag_decides() {
        let check = |text: &str, expected: Form| assert_eq!(form(text), expected, "{text}");
        check("<?xml version='1.0'?><rss version='2.0'>", Form::XmlFeed(21));
        check("\u{feff}\n<!-- <html> --><feed xmlns='http://www.w3.org/2005/Atom'>", Form::XmlFeed(19));
        check("<br />\n<b>Warning</b>: in /var/www on line 3<br />\n<rdf:RDF>", Form::XmlFeed(51));
        check("<a:feed xmlns:a='x'>", Form::XmlFeed(0));
        check("<entry><title>x</title></entry>", Form::XmlFeed(0));
        check("<?xml?><!DOCTYPE rss SYSTEM 'x'><rss>", Form::XmlFeed(32));
        check("<!DOCTYPE html><rss>", Form::XmlFeed(15));
        check("<!DOCTYPE html><p><rss>", Form::Html);
        check("<!doctype HTML public 'x'>", Form::Html);
        check("<HTML><body><rss>", Form::Html);
        check("<div><p>x</p></div>", Form::Html);
        check("<urlset><url>", Form::Sitemap);
        check("<sm:sitemapindex>", Form::Sitemap);
        check("<opml version='1.0'><head/><body>", Form::Xml("opml".into()));
        check("<note><to>x</to></note>", Form::Xml("note".into()));
        check(" {\"version\": \"https://jsonfeed.org/version/1.1\"}", Form::JsonFeed);
        check("{\"error\": 1}", Form::Json);
        check("[1]", Form::Json);
        check("", Form::Unknown);
        check("nothing < here >", Form::Unknown);
        check("\u{feff}https://example.org/1\nhttps://example.org/2", Form::AddressLines);
        check("https://example.org/ is down", Form::Unknown);
    }

    #[test]
    fn the_declared_type_does_not_count() {
        let check = |body: &[u8], expected| assert_eq!(sniff(body, Some("text/html; charset=utf-8")), expected);
        check(b"<rss version='2.0'/>", Some(SourceKind::Feed));
        check(b"\xef\xbb\xbf{\"version\":\"https://jsonfeed.org/version/1\"}", Some(SourceKind::Feed));
        check(b"<urlset/>", Some(SourceKind::Sitemap));
        check(b"\x1f\x8b\x08", Some(SourceKind::Sitemap));
        check(b"<html>", Some(SourceKind::List));
        check(b"plain", None);
        check(b"", None);
    }

    #[test]
    fn pages_name_their_feeds() {
        let html = "<head><base href='https://example.org/ar/'>
            <link rel=stylesheet type='text/css' href=x.css>
            <link rel='Alternate' type='application/rss+xml; charset=utf-8' title=' كل  الأخبار ' href='feed.xml#top'>
            <link rel='alternate' type='application/json' href='/wp-json/'>
            <link rel='alternate' type='application/atom+xml' href='javascript:alert(1)'>
            <link rel='alternate home' type='application/feed+json' href='//cdn.example.org/feed.json'>";
        let base = Url::parse("https://example.org/").expect("valid");
        let links = feed_links(html, &base);
        let found: Vec<_> = links.iter().map(|link| (link.url.as_str(), link.title.as_deref())).collect();
        assert_eq!(
            found,
            [("https://example.org/ar/feed.xml", Some("كل الأخبار")), ("https://cdn.example.org/feed.json", None)]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_have_a_kind_or_none(body: Vec<u8>) {
            let _ = sniff(&body, None);
        }
    }
}
