use jiff::Timestamp;
use url::Url;

use crate::read::article::{Page, read};

fn authors(html: &str) -> Vec<String> {
    let url = Url::parse("https://www.harbourpaper.test/world/1").expect("valid");
    let page = Page {
        body: html.as_bytes(),
        content_type: None,
        url: Some(&url),
        fetched_at: Timestamp::UNIX_EPOCH,
        listed: None,
        rules: None,
    };
    read(&page).0.authors
}

fn page(head: &str, byline: &str) -> String {
    format!(
        "<head><title>Rain in May</title><meta property='og:site_name' content='The Harbour Paper'>{head}</head>
        <article><h1>Rain in May</h1>{byline}<p>It rained for the whole month, and the harbour was closed for three days.</article>"
    )
}

fn check(head: &str, byline: &str, expected: &[&str]) {
    assert_eq!(authors(&page(head, byline)), expected, "{head} {byline}");
}

fn claim(author: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Rain in May","author":{author}}}</script>"#
    )
}

#[test]
fn people_are_named_without_the_agency_and_the_newsroom() {
    check(&claim(r#"["Jane Doe","Reuters"]"#), "", &["Jane Doe"]);
    check(&claim(r#"[{"@type":"Person","name":"Jane Doe"},{"name":"Harbour Paper staff"}]"#), "", &["Jane Doe"]);
    check("<meta name=author content='Анна Белова, ТАСС'>", "", &["Анна Белова"]);
}

#[test]
fn an_agency_or_the_paper_is_named_where_nobody_else_is() {
    check(&claim(r#""dpa""#), "", &["dpa"]);
    check(&claim(r#"{"@type":"Organization","name":"The Harbour Paper"}"#), "", &["The Harbour Paper"]);
    check(&claim(r#""harbourpaper.test""#), "", &["harbourpaper.test"]);
    check("", "", &[]);
}

#[test]
fn a_person_who_is_shown_wins_over_the_paper_that_is_claimed() {
    let paper = claim(r#"{"@type":"Organization","name":"The Harbour Paper"}"#);
    check(&paper, "<p>By Jane Doe</p>", &["Jane Doe"]);
    check(
        &paper,
        "<p>12 May 2026 <a href='/authors/jane-doe'>Jane Doe</a>, <a href='/authors/john-roe'>John Roe</a></p>",
        &["Jane Doe", "John Roe"],
    );
    check(&paper, "<div class=author>Latest news</div>", &["The Harbour Paper"]);
}

#[test]
fn bylines_are_found_in_many_forms() {
    for byline in [
        "<span itemprop=author><span itemprop=name>Jane Doe</span></span>",
        "<a rel=author href=/x>Jane Doe</a>",
        "<p>By Jane Doe</p>",
        "<p>Written by</p><p>Jane Doe</p>",
        "<p>12 May 2026 by Jane Doe</p>",
        "<p><a href='/contributors/jane-doe?x=1'>Jane Doe</a></p>",
        "<div class=byline>Jane Doe, reporter</div>",
    ] {
        check("", byline, &["Jane Doe"]);
    }
    check("", "<p>بقلم: كاتب المثال</p>", &["كاتب المثال"]);
    check("", "<p>نویسنده: علی رضایی</p>", &["علی رضایی"]);
    check("", "<p>记者：张三</p>", &["张三"]);
}

#[test]
fn metadata_names_people_in_many_forms() {
    check(
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane Doe'>",
        "",
        &["Jane Doe"],
    );
    check(
        "<meta name='twitter:label1' content='Est. reading time'><meta name='twitter:data1' content='7 minutes'>",
        "",
        &[],
    );
    check(
        "<meta name=citation_author content='Doe, Jane'><meta name=citation_author content='Roe, John'>",
        "",
        &["Jane Doe", "John Roe"],
    );
    check("<meta property='article:author' content='https://www.facebook.com/harbourpaper'>", "", &[]);
    let address = "<meta property='article:author' content='https://www.harbourpaper.test/team/jane'>";
    check(address, "<footer><a href='/team/jane'>Jane Doe</a></footer>", &["Jane Doe"]);
    check(&claim(r#""Jane Doe""#).replace("NewsArticle", "WebPage"), "", &["Jane Doe"]);
    let both = format!("{}<meta name=author content='Jane Doe, John Roe'>", claim(r#""Jane Doe""#));
    check(&both, "", &["Jane Doe", "John Roe"]);
}

#[test]
fn those_of_other_articles_are_not_taken() {
    let others = "<p>It rained.</p>".repeat(30) + "<p>By John Roe</p><a href='/authors/john-roe'>John Roe</a>";
    check("", &others, &[]);
}
