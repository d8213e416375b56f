use jiff::Timestamp;
use url::Url;

use crate::model::{Item, Moment};
use crate::read::article::{DateCandidate, Page, explain, read};

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

/// The date of a page that is given whole, fetched on 25 April 2024.
fn date_of(html: &str) -> Option<String> {
    candidates(html).0
}

/// The same with all candidates.
fn candidates(html: &str) -> (Option<String>, Vec<DateCandidate>) {
    let fetched_at: Timestamp = FETCHED.parse().expect("valid");
    let url = Url::parse("https://paper.test/a/1").expect("valid");
    let page =
        Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed: None, rules: None };
    let (extracted, _, explanation) = explain(&page);
    let published = extracted.published.map(|published| format!("{} {}", published.at, published.from));
    (published, explanation.dates)
}

/// Paragraphs long enough for running text.
const TEXT: &str = "<p>The council of the small town met on Monday evening and talked for three hours about the bridge, which had been
    closed since the flood, and about the money that is missing for a new one.</p><p>Nobody could say when the work would begin, because the
    engineers had not yet looked at the pillars, and the river is too high for divers until the summer.</p>";

/// A page in which something stands above the headline, between headline and text, and behind the text.
fn around(above: &str, beside: &str, behind: &str) -> String {
    format!(
        "<html lang=en><head><title>A bridge is closed</title></head><body><div><div><div><div><div>{above}</div></div></div></div></div>
        <div id=page><div class=column><h1>A bridge is closed</h1>{beside}{TEXT}{behind}</div></div></body></html>"
    )
}

#[test]
fn blogs_and_old_templates_are_understood() {
    for (html, expected) in [
        (around("", "<abbr class=published title='2019-05-03T08:15:00+02:00'>a while ago</abbr>", ""), "2019-05-03T08:15:00+02:00 time"),
        (around("", "<span property='dc:date dc:created' content='2019-05-03T08:15:00+02:00'>May</span>", ""), "2019-05-03T08:15:00+02:00 time"),
        (around("", "", "<div class=post-footer>Posted on May 3, 2019 by Ann</div>"), "2019-05-03 text"),
        (around("", "", "<p>Entry date: 3 May 2019</p>"), "2019-05-03 text"),
        (around("", "<ul><li>May 3, 2019</li><li><a href=/c>Comments (7)</a></li></ul>", ""), "2019-05-03 text"),
        (around("", "<h4>May 3, 2019</h4>", ""), "2019-05-03 text"),
        (around("", "<span class=date>3 May 2019</span>", ""), "2019-05-03 text"),
        (around("", "<div class=share-bar><time datetime=2019-05-03>May</time></div>", ""), "2019-05-03 time"),
        (around("", "<p>OSLO, 3 May 2019 (NPA) - The mayor said on Monday that a bridge in the town would be closed for at least
            one more year, since the money for a new one is missing in the town's budget.</p>", ""), "2019-05-03 text"),
    ] {
        assert_eq!(date_of(&html).as_deref(), Some(expected), "{html}");
    }
}

#[test]
fn every_spelling_of_a_meta_name_is_understood() {
    for (name, content) in [
        ("article:published_time", "2019-05-03"),
        ("DC.date.issued", "2019-05-03"),
        ("dcterms.created", "2019-05-03"),
        ("sailthru.date", "2019-05-03"),
        ("parsely-pub-date", "2019-05-03"),
        ("OriginalPublicationDate", "2019/05/03"),
        ("cXenseParse:recs:publishtime", "2019-05-03"),
        ("date", "03 May 2019"),
    ] {
        let html = around("", "", "").replace("<head>", &format!("<head><meta name='{name}' content='{content}'>"));
        assert_eq!(date_of(&html).as_deref(), Some("2019-05-03 meta"), "{name}");
    }
}

#[test]
fn comments_other_articles_and_programmes_do_not_win() {
    for html in [
        around("", "", "<div id=comments><div class=comment><span class=date>4 May 2019</span> First!</div></div>"),
        around(
            "",
            "",
            "<div class=related><article><a href=/b>Another</a> <time datetime=2019-05-04>4 May</time></article></div>",
        ),
        around(
            "",
            "",
            "<div><a href=/b>One</a> <span class=date>4 May 2019</span></div><div><a href=/c>Two</a> <span class=date>5 May 2019</span></div>",
        ),
        around("", "<p>On 4 May 2019 the town will vote, said the mayor.</p>", ""),
        around("<nav><span class=date>4 May 2019</span></nav>", "", "<footer><p>Posted on 4 May 2019</p></footer>"),
        around("<div class=date>4 May 2019</div><div>News</div><div>Sport</div><div>Culture</div>", "", ""),
        around("", "<figure><img><figcaption>Published: 4 May 2019</figcaption></figure>", ""),
    ] {
        assert_eq!(date_of(&html), None, "{html}");
    }
    let html = around(
        "",
        "<p>3 May 2019</p>",
        "<section class=comments><p>Posted on 5 May 2019</p><p>Posted on 6 May 2019</p></section>",
    );
    assert_eq!(date_of(&html).as_deref(), Some("2019-05-03 text"));
}

#[test]
fn a_clock_is_known_by_the_day_of_fetching_in_any_calendar() {
    for clock in ["24 April 2024", "25 April 2024", "26 April 2024", "Thursday, April 25, 2024"] {
        assert_eq!(date_of(&around(&format!("<div class=date>{clock}</div>"), "", "")), None, "{clock}");
    }
    let arabic = |above: &str, beside: &str| {
        let text = "اجتمع مجلس البلدة مساء الاثنين وتحدث ثلاث ساعات عن الجسر المغلق منذ الفيضان وعن المال الذي ينقص لبناء جسر جديد. ".repeat(3);
        format!(
            "<html lang=ar><title>إغلاق الجسر</title><body><div class=date>{above}</div><h1>إغلاق الجسر</h1>{beside}<p>{text}</p><p>{text}</p></html>"
        )
    };
    assert_eq!(date_of(&arabic("الخميس ١٦ شوال ١٤٤٥هـ", "")), None);
    assert_eq!(date_of(&arabic("الخميس ١٥ شوال ١٤٤٥هـ", "")), None);
    let page = arabic("الخميس ١٦ شوال ١٤٤٥هـ", "<p>الأربعاء ٣ رمضان ١٤٤٥هـ الموافق 13 مارس 2024م</p>");
    assert_eq!(date_of(&page).as_deref(), Some("2024-03-13 text"));
}

#[test]
fn a_distance_from_now_counts_beside_the_headline_alone() {
    assert_eq!(date_of(&around("", "<span>2 days ago</span>", "")).as_deref(), Some("2024-04-23 text"));
    assert_eq!(
        date_of(&around("", "<span>By Ann Lee, 20 minutes ago</span>", "")).as_deref(),
        Some("2024-04-25T11:40:00Z text")
    );
    assert_eq!(date_of(&around("", "<span>Updated 2 days ago</span>", "")), None);
    assert_eq!(date_of(&around("", "<span>3 weeks ago</span>", "")), None);
    assert_eq!(date_of(&around("", "", "<div><a href=/b>Another one</a> 2 days ago</div>")), None);
}

#[test]
fn data_of_scripts_are_weak_evidence() {
    let with =
        |state: &str, beside: &str| date_of(&around("", beside, &format!("<script>window.state={state}</script>")));
    let one = r#"{"article":{"publishedAt":"2019-05-03T06:00:00Z","updatedAt":"2019-06-01T06:00:00Z"}}"#;
    assert_eq!(with(one, "").as_deref(), Some("2019-05-03T06:00:00Z script"));
    assert_eq!(with(one, "<p>4 April 2018</p>").as_deref(), Some("2018-04-04 text"));
    let several = r#"[{"publishedAt":"2019-05-03T06:00:00Z"},{"publishedAt":"2019-05-01T06:00:00Z"}]"#;
    assert_eq!(with(several, ""), None);
    assert_eq!(with(several, "<p>3 May 2019</p>").as_deref(), Some("2019-05-03 text"));
}

/// A claim in the head for a day.
fn claimed(published: &str, changed: &str) -> String {
    format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"{published}\",\"dateModified\":\"{changed}\"}}</script>"
    )
}

#[test]
fn several_places_outvote_one_and_a_draw_is_no_date() {
    let page = |head: &str, beside: &str| dates(head, "", beside, None, "https://paper.test/a/1").0;
    let claim = claimed("2021-09-14T10:00:00Z", "");
    let meta = "<meta property=article:published_time content=2021-11-20T08:00:00Z>";
    assert_eq!(page(&claim, "<div class=date>20 November 2021</div>"), None, "two strong places, two days");
    let head = format!("{claim}{meta}");
    assert_eq!(page(&head, "<div class=date>20 November 2021</div>").as_deref(), Some("2021-11-20T08:00:00Z meta"));
}

#[test]
fn what_stood_there_before_the_change_was_published_then() {
    let head = format!(
        "{}<meta property=article:published_time content=2021-11-20T08:00:00Z>",
        claimed("2021-09-14T10:00:00Z", "2021-11-20T08:00:00Z")
    );
    let (published, modified) = dates(&head, "", "", None, "https://paper.test/a/1");
    assert_eq!(published.as_deref(), Some("2021-09-14T10:00:00Z json-ld"));
    assert_eq!(modified.as_deref(), Some("2021-11-20T08:00:00Z"));
}

#[test]
fn a_change_before_the_publication_is_none() {
    let modified =
        |published: &str, changed: &str| dates(&claimed(published, changed), "", "", None, "https://paper.test/a/1").1;
    assert_eq!(modified("2021-09-14T10:00:00Z", "2021-09-14T09:00:00Z"), None);
    assert_eq!(modified("2021-09-14", "2021-09-14T09:00:00Z").as_deref(), Some("2021-09-14T09:00:00Z"));
    assert_eq!(modified("2021-09-14T10:00:00+03:00", "2021-09-14T08:00:00Z").as_deref(), Some("2021-09-14T08:00:00Z"));
}

#[test]
fn days_that_a_zone_parts_are_one_day() {
    let page = |head: &str, beside: &str| dates(head, "", beside, None, "https://paper.test/a/1").0;
    let late = claimed("2021-09-14T22:30:00Z", "");
    assert_eq!(page(&late, "<div class=date>15 September 2021</div>").as_deref(), Some("2021-09-15 text"));
    let head = format!("{late}<meta property=article:published_time content=2021-09-15T00:30:00+02:00>");
    assert_eq!(page(&head, "").as_deref(), Some("2021-09-15T00:30:00+02:00 meta"));
}

#[test]
fn the_issue_of_the_next_day_is_put_out_in_the_evening() {
    let page = |published: &str| {
        let head = format!("{}<meta name=date content=2021-09-15>", claimed(published, ""));
        dates(&head, "", "<div>15 September 2021</div>", None, "https://paper.test/a/1").0
    };
    assert_eq!(page("2021-09-14T19:30:00+02:00").as_deref(), Some("2021-09-14T19:30:00+02:00 json-ld"));
    assert_eq!(page("2021-09-14T09:30:00+02:00").as_deref(), Some("2021-09-15 text"));
}

#[test]
fn the_address_of_the_page_names_days_and_months() {
    let at = |path: &str, beside: &str| dates("", "", beside, None, &format!("https://paper.test{path}")).0;
    assert_eq!(at("/2021/sep/14/rain", "").as_deref(), Some("2021-09-14 url"));
    assert_eq!(at("/2021/09/rain", ""), None);
    let two = "<p class=date>14 September 2021</p><ul class=date><li>2 March 2020</li></ul>";
    assert_eq!(at("/2021/09/rain", two).as_deref(), Some("2021-09-14 text"));
}

#[test]
fn every_candidate_is_told_the_chosen_one_first() {
    let html = around("<div class=date>25 April 2024</div>", "<p>3 May 2019</p>", "<p class=date>1 June 2018</p>")
        .replace(
            "<head>",
            "<head><meta name=date content=2031-01-01><meta property=article:modified_time content=2019-05-07>",
        );
    let (published, candidates) = candidates(&html);
    assert_eq!(published.as_deref(), Some("2019-05-03 text"));
    let told =
        candidates.iter().map(|candidate| format!("{}, {}: {}", candidate.at, candidate.place, candidate.verdict));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @"
    2019-05-03, text beside the headline: chosen
    2018-06-01, text called a date, the only one: names another day
    2024-04-25, far above the headline: is the day of fetching, without a label
    2031-01-01, meta date: is of the future, or of no year of news
    2019-05-07, meta, date of change: tells of a change: what is later was not published then
    ");
    assert!(candidates.first().is_some_and(|candidate| candidate.weight > 0.0));
}
