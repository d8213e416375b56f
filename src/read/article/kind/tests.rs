use jiff::Timestamp;
use url::Url;

use super::PageKind;
use crate::read::article::{Page, read};

fn read_at(url: &str, html: &str) -> (PageKind, Vec<&'static str>) {
    let url = Url::parse(url).expect("valid");
    let fetched_at = Timestamp::UNIX_EPOCH;
    let page =
        Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed: None, rules: None };
    let (extracted, warnings) = read(&page);
    (extracted.kind, warnings.iter().map(|warning| warning.code).collect())
}

fn check(url: &str, html: &str, expected: PageKind) {
    assert_eq!(read_at(url, html).0, expected, "{url} {html:.300}");
}

const ARTICLE: &str = "https://paper.test/weather/rain-in-may-4711";

fn claim(fields: &str) -> String {
    format!(r#"<script type="application/ld+json">{{"headline":"Rain in May",{fields}}}</script>"#)
}

/// An article of some sentences, so many times.
fn article(head: &str, n_paragraphs: usize) -> String {
    let text = "<p>It rained for the whole month, the harbour was closed for three days, and nobody went to the festival at all.</p>";
    format!(
        "<title>Rain in May</title>{head}<article><h1>Rain in May</h1>{}</article>",
        text.to_owned() + &paragraphs(n_paragraphs)
    )
}

/// Different paragraphs, as a text that repeats itself is cut.
fn paragraphs(n: usize) -> String {
    let one = |n: usize| {
        format!(
            "<p>On day {n} of the month the harbour stayed closed, as number {n} of the gates could not be opened, said the master of the port.</p>"
        )
    };
    (0..n).map(one).collect()
}

/// A list of teasers.
fn teasers(n: usize) -> String {
    let one = |n: usize| {
        format!(
            "<div><h2><a href='/news/{n}'>The headline of article number {n} in the paper</a></h2><p>And one line about it.</p></div>"
        )
    };
    (0..n).map(one).collect()
}

#[test]
fn an_article_is_one_whatever_stands_beside_it() {
    check(ARTICLE, &article("", 6), PageKind::Article);
    check(ARTICLE, &article(&claim(r#""@type":"NewsArticle""#), 0), PageKind::Article);
    check(ARTICLE, &(article("", 6) + &teasers(60)), PageKind::Article);
    check(ARTICLE, &(article(&claim(r#""@type":"NewsArticle""#), 0) + &teasers(60)), PageKind::Article);
    check(
        ARTICLE,
        &(article(&claim(r#""@type":"VideoObject""#), 9) + "<form><input type=password></form>"),
        PageKind::Article,
    );
    check(
        ARTICLE,
        &article("<meta property='og:type' content='article'>", 1)
            .replace("Rain in May", "Page not found: the end of an archive"),
        PageKind::Article,
    );
}

#[test]
fn articles_of_special_kinds_say_so() {
    check(ARTICLE, &article(&claim(r#""@type":"LiveBlogPosting""#), 3), PageKind::LiveBlog);
    check(ARTICLE, &article(&claim(r#""@type":["NewsArticle","OpinionNewsArticle"]"#), 3), PageKind::Opinion);
    check(ARTICLE, &article(&claim(r#""@type":"NewsArticle","articleSection":"Meinung""#), 3), PageKind::Opinion);
    check(ARTICLE, &article("<meta property='article:section' content='آراء'>", 9), PageKind::Opinion);
    check("https://paper.test/opinion/rain-in-may-4711", &article("", 9), PageKind::Opinion);
    check("https://paper.test/opinion-polls/rain-in-may-4711", &article("", 9), PageKind::Article);
    let reports = "<time datetime=2026-05-02T10:00>10:00</time>".repeat(9);
    check("https://paper.test/live/rain-in-may-4711", &article(&reports, 9), PageKind::LiveBlog);
    check("https://paper.test/live/rain-in-may-4711", &article("", 9), PageKind::Article);
}

#[test]
fn fronts_and_sections_are_lists() {
    check("https://paper.test/", &teasers(20), PageKind::Index);
    check("https://paper.test/weather", &teasers(40), PageKind::Index);
    check("https://paper.test/weather/", &(claim(r#""@type":"CollectionPage""#) + &teasers(20)), PageKind::Index);
    check("https://paper.test/weather", &teasers(4), PageKind::Other);
    check("https://paper.test/", &article("", 30), PageKind::Article);
}

#[test]
fn pages_without_a_text_are_told_by_what_they_show() {
    let film = claim(r#""@type":"VideoObject""#);
    check(
        "https://paper.test/video/4711",
        &format!("<title>Rain in May</title>{film}<h1>Rain</h1><p>A film.</p>"),
        PageKind::Video,
    );
    check(
        "https://paper.test/video/4711",
        "<title>Rain</title><meta property='og:type' content='video.other'><p>A film.</p>",
        PageKind::Video,
    );
    check("https://paper.test/x/4711", &claim(r#""@type":"ImageGallery""#), PageKind::Gallery);
    let pictures = "<figure><img src=a.jpg><figcaption>Rain</figcaption></figure>".repeat(8);
    check("https://paper.test/fotostrecke/regen-4711", &pictures, PageKind::Gallery);
    check("https://paper.test/weather/4711", &pictures, PageKind::Other);
}

#[test]
fn error_pages_are_known_in_many_languages() {
    for title in [
        "404",
        "Error 404 - Paper",
        "Page not found | Paper",
        "Seite nicht gefunden",
        "Страница не найдена",
        "الصفحة غير موجودة",
        "صفحه یافت نشد",
        "Sayfa bulunamadı",
        "页面不存在",
        "ページが見つかりません",
        "הדף לא נמצא",
    ] {
        check(ARTICLE, &format!("<title>{title}</title><p>Try the search."), PageKind::Error);
    }
    check(ARTICLE, "<title>404 houses flooded as the river rises in May</title><p>Try the search.", PageKind::Other);
    check(ARTICLE, &article("", 9).replace("Rain in May", "404 houses flooded"), PageKind::Article);
}

#[test]
fn pages_in_the_way_are_told_by_their_build() {
    let login = "<title>Sign in</title><form><input name=user><input type=password></form>";
    assert_eq!(read_at(ARTICLE, login), (PageKind::Login, vec!["no-text", "login-page"]));
    let consent = "<title>Your privacy</title><form class=consent-form><button>Agree</button></form>";
    assert_eq!(read_at(ARTICLE, consent), (PageKind::Consent, vec!["no-text", "consent-page"]));
}

#[test]
fn a_paywall_is_said_by_the_page_or_seen_beside_a_short_text() {
    let warnings = |html: &str| read_at(ARTICLE, html).1;
    assert_eq!(warnings(&article(&claim(r#""@type":"NewsArticle","isAccessibleForFree":"False""#), 9)), ["paywalled"]);
    assert_eq!(warnings(&article(&claim(r#""@type":"NewsArticle","isAccessibleForFree":true"#), 9)), [""; 0]);
    let wall = claim(r#""@type":"NewsArticle""#) + "<div class='c-paywall__offer'>Subscribe</div>";
    assert_eq!(warnings(&article(&wall, 2)), ["paywalled"]);
    assert_eq!(warnings(&article(&wall, 40)), [""; 0]);
}
