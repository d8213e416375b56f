use jiff::Timestamp;
use url::Url;

use crate::model::{Item, Moment};
use crate::read::article::{Page, read};

const FETCHED: &str = "2024-04-25T12:00:00Z";

/// Puts what should tell the date into a page whose prose, clock and footer tell others.
fn dates(head: &str, header: &str, beside: &str, listed: Option<&Item>, url: &str) -> (Option<String>, Option<String>) {
    let html = format!(
        "<html lang=en><head><title>Rain in May</title>{head}</head><body><header><div class=date>April 25, 2024</div>{header}</header>
        <article><h1>Rain in May</h1>{beside}<p>It rained on the third day, as it had on March 3, 2019, and the council met again to talk
        about resolution 2253 of 2015 and of its costs, which had grown.</p><p>They met before on September 11, 2001.</p></article>
        <aside><time datetime=2023-01-01>1 January 2023</time> Snow in June</aside><footer>© 2010-2024</footer></body></html>"
    );
    let url = Url::parse(url).expect("valid");
    let fetched_at: Timestamp = FETCHED.parse().expect("valid");
    let page = Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed, rules: None };
    let (extracted, _) = read(&page);
    let published = extracted.published.map(|published| format!("{} {}", published.at, published.from));
    (published, extracted.modified.map(|moment| moment.to_string()))
}

fn check(head: &str, beside: &str, expected: Option<&str>) {
    let (published, _) = dates(head, "", beside, None, "https://paper.test/a/1");
    assert_eq!(published.as_deref(), expected, "{head} {beside}");
}

#[test]
fn clocks_footers_prose_and_other_articles_are_no_evidence() {
    check("", "", None);
}

#[test]
fn each_place_tells_the_date() {
    let json_ld = r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-09-14T10:00:00+03:00"}</script>"#;
    check(json_ld, "", Some("2021-09-14T10:00:00+03:00 json-ld"));
    check("<meta property=article:published_time content=2021-09-14T10:00:00Z>", "", Some("2021-09-14T10:00:00Z meta"));
    check("<meta itemprop=datePublished content=2021-09-14>", "", Some("2021-09-14 meta"));
    check("", "<span itemprop=datePublished content=2021-09-14></span>", Some("2021-09-14 time"));
    check("", "<p><time datetime=2021-09-14>last autumn</time></p>", Some("2021-09-14 time"));
    check(
        "",
        "<p>Updated <time datetime=2022-01-02>Sunday</time>, posted <time datetime=2021-09-14>last autumn</time></p>",
        Some("2021-09-14 time"),
    );
    check("", "<div>Published: 14 September 2021</div>", Some("2021-09-14 text"));
    check("", "<p class=info>14 September 2021</p>", Some("2021-09-14 text"));
    check("", "<div><span>By Jane Doe</span> | <span>14 September 2021</span></div>", Some("2021-09-14 text"));
    check("", "<div>نشر: 14 سبتمبر 2021</div>", Some("2021-09-14 text"));
}

#[test]
fn the_address_and_the_feed_tell_it_where_the_page_does_not() {
    let (published, _) = dates("", "", "", None, "https://paper.test/2021/09/14/rain");
    assert_eq!(published.as_deref(), Some("2021-09-14 url"));
    let at = |text: &str| Item { published: Some(text.parse::<Moment>().expect("valid")), ..Item::default() };
    let (published, _) = dates("", "", "", Some(&at("2021-09-14T09:00:00Z")), "https://paper.test/a/1");
    assert_eq!(published.as_deref(), Some("2021-09-14T09:00:00Z feed"));
    let (published, _) = dates("", "", "", Some(&at(FETCHED)), "https://paper.test/a/1");
    assert_eq!(published, None, "a feed that stamps the time of fetching says nothing");
}

#[test]
fn the_day_of_fetching_counts_only_with_a_label() {
    check("", "<div>25 April 2024</div>", None);
    check("", "<div>Published: 25 April 2024</div>", Some("2024-04-25 text"));
    check("", "<div><time datetime=2024-04-25T10:00:00Z>2 hours ago</time></div>", Some("2024-04-25T10:00:00Z time"));
}

#[test]
fn dates_of_the_future_and_of_no_year_are_none() {
    check("<meta property=article:published_time content=2024-05-25>", "", None);
    check("<meta property=article:published_time content=0001-01-01T00:00:00Z>", "", None);
    check("<meta property=article:published_time content=2024>", "", None);
}

#[test]
fn a_more_exact_time_of_the_same_day_is_preferred() {
    let (published, _) = dates(
        "<meta property=article:published_time content=2021-09-14>",
        "",
        "<p><time datetime=2021-09-14T10:30:00Z>14 September</time></p>",
        None,
        "https://paper.test/a/1",
    );
    assert_eq!(published.as_deref(), Some("2021-09-14T10:30:00Z time"));
}

#[test]
fn a_change_is_not_a_publication() {
    let check = |head: &str, beside: &str, published: Option<&str>, modified: Option<&str>| {
        let found = dates(head, "", beside, None, "https://paper.test/a/1");
        assert_eq!((found.0.as_deref(), found.1.as_deref()), (published, modified), "{head} {beside}");
    };
    let changed = "<meta property=article:modified_time content=2022-01-02T10:00:00Z>";
    check(changed, "", None, Some("2022-01-02T10:00:00Z"));
    check(changed, "<div>14 September 2021</div>", Some("2021-09-14 text"), Some("2022-01-02T10:00:00Z"));
    check(changed, "<div>Published: 14 September 2023</div>", Some("2023-09-14 text"), None);
    check("", "<div>14 September 2021 - Updated: 2 January 2022</div>", Some("2021-09-14 text"), Some("2022-01-02"));
}
