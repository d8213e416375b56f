//! Where the feeds and sitemaps of a site may be, and which of what was found is the best.
//!
//! Must not know how anything is fetched: `poll::discovery` asks for what is named here, in this order.

use std::collections::HashSet;

use scraper::{ElementRef, Selector};
use url::Url;

use crate::model::{Item, LanguageCode, SourceKind};
use crate::text;

use super::kind::{self, FeedLink};
use super::{dom, markup};

/// Links to feeds that are taken of one page, of each sort.
const MAX_FEED_LINKS: usize = 5;
/// Links of a page that are looked at.
const MAX_LINKS: usize = 10_000;
/// Sitemaps that are taken of one robots.txt.
const MAX_ROBOTS_SITEMAPS: usize = 5;

/// Where feeds usually are, the likeliest first: WordPress, many others, static sites, Blogger.
const USUAL_FEEDS: &[&str] =
    &["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feeds/posts/default"];
/// The first of them are also tried below the page's own path, where an edition or a blog has a feed of its own.
const N_USUAL_BELOW: usize = 3;
/// Where sitemaps usually are, those of news first.
const USUAL_SITEMAPS: &[&str] = &["/sitemap_news.xml", "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml"];

/// What a page says that leads to its feeds, and of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Its title.
    pub title: Option<String>,
    /// The language that it claims.
    pub language: Option<LanguageCode>,
    /// The feeds that it declares in its head, then those that its links look like.
    pub feeds: Vec<FeedLink>,
}

/// Looks through a page.
#[must_use]
pub fn page_facts(html: &str, address: &Url) -> PageFacts {
    let (page, _) = dom::parse_page(html);
    let base = kind::document_base(&page, address);
    let select = |selector: &'static str| Selector::parse(selector).expect("our own selectors are valid");
    let title = page.select(&select("title")).next().map(|title| markup::collapse(&title.text().collect::<String>()));
    let mut seen = HashSet::new();
    let mut is_new = |link: &FeedLink| seen.insert(link.url.clone());
    let declared = kind::feed_links(html, address);
    let declared: Vec<_> = declared.into_iter().filter(&mut is_new).take(MAX_FEED_LINKS).collect();
    let anchors = select("a[href]");
    let links = page.select(&anchors).take(MAX_LINKS).filter_map(|link| feed_like(link, &base));
    let links: Vec<_> = links.filter(&mut is_new).take(MAX_FEED_LINKS).collect();
    PageFacts {
        title: title.filter(|title| !title.is_empty()),
        language: dom::language(&page),
        feeds: declared.into_iter().chain(links).collect(),
    }
}

/// A link whose address reads like that of a feed, on the page's own site or at a host for feeds.
fn feed_like(link: ElementRef<'_>, base: &Url) -> Option<FeedLink> {
    let url = text::url::resolve(base, link.attr("href")?)?;
    let domain = |url: &Url| url.host_str().map(|host| text::url::registrable_domain(host).to_owned());
    let is_near = domain(&url) == domain(base) || url.host_str().is_some_and(|host| host.starts_with("feeds."));
    let title = Some(markup::line_text(link)).filter(|title| !title.is_empty());
    (is_near && reads_like_a_feed(&url)).then_some(FeedLink { url, title })
}

fn reads_like_a_feed(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let is_name = |name: &str| matches!(name, "rss" | "rss2" | "atom" | "feed" | "feeds" | "rdf");
    let words = || stem.split(['-', '_']);
    is_name(ending)
        || (matches!(ending, "" | "xml" | "php" | "asp" | "aspx" | "json") && words().any(is_name))
        || url.query_pairs().any(|(name, value)| is_name(&name) || name == "format" && is_name(&value))
}

/// Where the feeds of a site usually are: below the page first, then below the site's root.
#[must_use]
pub fn usual_feeds(page: &Url) -> Vec<Url> {
    let folder = page.path().trim_end_matches('/');
    let is_folder = !folder.is_empty() && !folder.rsplit('/').next().unwrap_or_default().contains('.');
    let below = USUAL_FEEDS.iter().take(if is_folder { N_USUAL_BELOW } else { 0 });
    let below = below.filter_map(|path| at(page, &format!("{folder}{path}")));
    below.chain(USUAL_FEEDS.iter().filter_map(|path| at(page, path))).collect()
}

/// Where the sitemaps of a site usually are.
#[must_use]
pub fn usual_sitemaps(page: &Url) -> Vec<Url> {
    USUAL_SITEMAPS.iter().filter_map(|path| at(page, path)).collect()
}

/// A path on the site of a page.
#[must_use]
pub fn at(page: &Url, path: &str) -> Option<Url> {
    let mut url = page.clone();
    url.set_fragment(None);
    url.set_query(None);
    url.set_path(path);
    url.has_host().then_some(url)
}

/// The sitemaps that a robots.txt names, those of news first.
#[must_use]
pub fn robots_sitemaps(robots: &str, address: &Url) -> Vec<Url> {
    let lines = robots.lines().filter_map(|line| line.split_once(':'));
    let named = lines.filter(|(name, _)| name.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case("sitemap"));
    let mut sitemaps: Vec<Url> = named.filter_map(|(_, value)| text::url::resolve(address, value)).collect();
    sitemaps.sort_by_key(|url| !url.path().to_ascii_lowercase().contains("news"));
    sitemaps.truncate(MAX_ROBOTS_SITEMAPS);
    sitemaps
}

/// How good a source of articles something is: the lowest is the best.
///
/// Comments are no articles. A feed is made to be polled; a news sitemap has titles and dates of everything new; a list page
/// is read by guessing; a sitemap without titles lists pages that are no articles, too.
#[must_use]
pub fn rank(kind: SourceKind, url: &Url, title: Option<&str>, items: &[Item]) -> impl Ord + use<> {
    let has_titles = items.iter().any(|item| !item.title.is_empty());
    let has_dates = items.iter().any(|item| item.published.or(item.updated).is_some());
    let of_kind = match kind {
        SourceKind::Sitemap if has_titles => 1,
        SourceKind::Sitemap => 3,
        SourceKind::List => 2,
        SourceKind::Feed | SourceKind::Auto | SourceKind::Import => 0,
    };
    (is_of_comments(url, title), items.is_empty(), of_kind, !has_dates, is_of_a_section(url))
}

fn is_of_comments(url: &Url, title: Option<&str>) -> bool {
    let path = url.path().to_ascii_lowercase();
    let title = title.unwrap_or_default().to_lowercase();
    path.split(['/', '-', '_', '.']).any(|part| part == "comments" || part == "comment")
        // What WordPress calls them, in the languages it is used in most here.
        || ["comments on ", "comments for ", "comments feed", "تعليقات", "комментари", "kommentar", "commentaires",
            "comentarios", "yorumlar", "دیدگاه", "评论"]
            .iter()
            .any(|words| title.contains(words))
}

fn is_of_a_section(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    path.split('/').any(|part| {
        matches!(part, "author" | "category" | "section" | "sections" | "tag" | "tags" | "topic" | "topics" | "user")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).expect("valid")
    }

    #[test]
    fn a_page_leads_to_its_feeds() {
        let html = "<html lang=ar><head><title> صحيفة </title>
            <link rel=alternate type=application/rss+xml title='الأخبار' href=/feed/></head><body>
            <a href=/feed/>RSS</a> <a href='/world/rss.xml'>العالم</a> <a href='/feedback'>راسلنا</a>
            <a href='https://feeds.example.net/paper'>x</a> <a href='https://other.example/rss'>y</a>
            <a href='/?feed=rss2'>z</a> <a href='/rss-feeds'>all</a> <a href='/story/rss-is-not-dead.html'>story</a>";
        let facts = page_facts(html, &url("https://paper.example/"));
        assert_eq!(facts.title.as_deref(), Some("صحيفة"));
        assert_eq!(facts.language, LanguageCode::from_tag("ar"));
        let found: Vec<_> = facts.feeds.iter().map(|feed| feed.url.as_str()).collect();
        let expected =
            ["feed/", "world/rss.xml", "?feed=rss2", "rss-feeds"].map(|path| format!("https://paper.example/{path}"));
        assert_eq!(found, expected);
    }

    #[test]
    fn usual_addresses_are_few_and_begin_below_the_page() {
        let paths =
            |address: &str| usual_feeds(&url(address)).iter().map(|url| url.path().to_owned()).collect::<Vec<_>>();
        assert_eq!(paths("https://a.example/?x#y").first().map(String::as_str), Some("/feed"));
        assert_eq!(paths("https://a.example/ar/").first().map(String::as_str), Some("/ar/feed"));
        assert_eq!(paths("https://a.example/index.html").len(), USUAL_FEEDS.len());
    }

    #[test]
    fn robots_txt_names_sitemaps() {
        let robots =
            "User-agent: *\nDisallow: /\nsitemap: https://a.example/all.xml\n Sitemap : /news.xml # news\nSitemap:\n";
        let found = robots_sitemaps(&robots.replace(" # news", ""), &url("https://a.example/robots.txt"));
        let paths: Vec<_> = found.iter().map(Url::path).collect();
        assert_eq!(paths[..2], ["/news.xml", "/all.xml"]);
    }

    #[test]
    fn a_full_feed_is_the_best_and_comments_are_the_last() {
        let item = |title: &str, date: Option<&str>| Item {
            title: title.into(),
            published: date.map(|date| date.parse().expect("a date")),
            ..Item::default()
        };
        let (dated, undated) = ([item("x", Some("2026-11-01"))], [item("x", None)]);
        let order = [
            (SourceKind::Feed, "https://a.example/feed", "News", &dated[..]),
            (SourceKind::Feed, "https://a.example/category/x/feed", "X", &dated[..]),
            (SourceKind::Feed, "https://a.example/rss", "News", &undated[..]),
            (SourceKind::Sitemap, "https://a.example/news.xml", "", &dated[..]),
            (SourceKind::List, "https://a.example/", "", &undated[..]),
            (SourceKind::Sitemap, "https://a.example/sitemap.xml", "", &[item("", None)][..]),
            (SourceKind::Feed, "https://a.example/old-feed", "", &[][..]),
            (SourceKind::Feed, "https://a.example/comments/feed", "", &dated[..]),
        ];
        for pair in order.windows(2) {
            let [a, b] = pair else { panic!("two") };
            assert!(rank(a.0, &url(a.1), Some(a.2), a.3) < rank(b.0, &url(b.1), Some(b.2), b.3), "{} {}", a.1, b.1);
        }
    }
}
