use jiff::Timestamp;
use url::Url;

use super::*;

fn extract_from(html: &str) -> Extracted {
    let url = Url::parse("https://www.paper.test/world/1").expect("valid");
    let fetched_at: Timestamp = "2024-04-25T12:00:00Z".parse().expect("valid");
    let page =
        Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed: None, rules: None };
    read(&page).0
}

/// The text of a page's body, with the blocks that are wanted marked by a leading `+` in the fixture.
fn check(name: &str, html: &str) {
    let wanted = html
        .lines()
        .filter_map(|line| line.split_once("<!--+-->"))
        .map(|(_, rest)| crate::read::markup::html_to_text(rest));
    let wanted = wanted.collect::<Vec<_>>().join("\n");
    assert!(!wanted.is_empty(), "{name} marks no wanted line");
    assert_eq!(extract_from(html).text, wanted, "{name}");
}

/// Each file is a page of ours that shows one way in which texts are misread; lines with `<!--+-->` are the text.
#[test]
fn each_class_of_failure_is_read_right() {
    for (name, html) in [
        ("ar/pull_quotes", include_str!("../../../tests/corpus/ar/pull_quotes.html")),
        ("en/related_and_comments", include_str!("../../../tests/corpus/en/related_and_comments.html")),
        ("ru/breaks_in_a_table", include_str!("../../../tests/corpus/ru/breaks_in_a_table.html")),
        ("zh/no_spaces", include_str!("../../../tests/corpus/zh/no_spaces.html")),
        ("de/standfirst_apart", include_str!("../../../tests/corpus/de/standfirst_apart.html")),
        ("fr/misleading_names", include_str!("../../../tests/corpus/fr/misleading_names.html")),
        ("th/loose_text", include_str!("../../../tests/corpus/th/loose_text.html")),
    ] {
        check(name, html);
    }
}

#[test]
fn other_languages_are_those_of_the_same_site_at_other_addresses() {
    let read = extract_from(
        "<link rel=canonical href=/world/1>
         <link rel=alternate hreflang=en href=/world/1>
         <link rel=alternate hreflang=x-default href=/>
         <link rel=alternate hreflang=ar-EG href='https://www.paper.test/ar/world/1'>
         <link rel=alternate hreflang=fr href='/fr/monde/1'>
         <link rel=alternate hreflang=fr-CA href='/fr/monde/1'>
         <link rel=alternate hreflang=ru href='https://elsewhere.test/1'>
         <link rel=alternate hreflang=de href='javascript:alert(1)'>
         <link rel=alternate type='application/rss+xml' href=/feed>",
    );
    let found: Vec<String> = read.translations.iter().map(|(language, url)| format!("{language} {url}")).collect();
    assert_eq!(found, ["ar https://www.paper.test/ar/world/1", "fr https://www.paper.test/fr/monde/1"]);
}

#[test]
fn facts_are_read_and_absent_ones_are_none() {
    let extracted = extract_from(include_str!("../../../tests/corpus/en/related_and_comments.html"));
    assert_eq!(extracted.title.as_deref(), Some("Harbour reopens after the storm"));
    assert_eq!(extracted.site.as_deref(), Some("The Harbour Paper"));
    assert_eq!(extracted.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(extracted.canonical_url.as_deref(), Some("https://www.paper.test/world/harbour"));
    assert_eq!(extracted.image.as_deref(), Some("https://www.paper.test/img/harbour.jpg"));
    assert_eq!(extracted.kind, PageKind::Article);
    let empty = extract_from("");
    assert_eq!((empty.title, empty.text.as_str(), empty.authors.len(), empty.published), (None, "", 0, None));
    assert_eq!((empty.language, empty.site, empty.kind), (None, None, PageKind::Other));
}

#[test]
fn the_text_tells_its_language_and_the_tag_only_helps_out() {
    let russian = "<html lang=en><title>Дождь в мае</title><p>Дождь шёл весь день, и город остановился: не ходили ни трамваи, ни автобусы.</p>";
    assert_eq!(extract_from(russian).language, LanguageCode::from_tag("ru"));
    assert_eq!(extract_from("<html lang=fr-CA><p>12").language, LanguageCode::from_tag("fr"));
}

#[test]
fn the_text_of_structured_data_rescues_a_page_that_shows_none() {
    let body = "The storm passed in the night, and the harbour opened again in the morning. ".repeat(8);
    let html = format!(
        r#"<title>Rain</title><script type="application/ld+json">{{"@type":"Article","headline":"Rain","articleBody":"{body}"}}</script><div id=app></div>"#
    );
    assert_eq!(extract_from(&html).text, body.trim());
}

#[test]
fn the_cells_of_a_row_stay_apart() {
    let row = |cells: &str| format!("<tr>{cells}</tr>");
    let rows = [row("<th><th>2023<th>2024"), row("<td><b>Ships</b>, all<td>12<td>15"), row("<td>Trains<td> <td>4<td>")];
    let html = format!(
        "<title>x</title><article><p>{}</p><table>{}</table></article>",
        "The harbour counted its ships again this year, and there were more of them. ".repeat(4),
        rows.concat()
    );
    let extracted = extract_from(&html);
    let rows = extracted.blocks.iter().filter(|block| block.kind == TextBlockKind::TableRow);
    let rows = rows.map(|row| (row.text.as_str(), row.cells().collect::<Vec<_>>())).collect::<Vec<_>>();
    assert_eq!(
        rows,
        [
            ("2023 | 2024", vec!["2023", "2024"]),
            ("Ships, all | 12 | 15", vec!["Ships, all", "12", "15"]),
            ("Trains | | 4", vec!["Trains", "", "4"]),
        ]
    );
}

#[test]
fn the_text_of_structured_data_stands_for_a_page_that_shows_an_offer_in_its_place() {
    let body = "The storm passed in the night, and the harbour opened again in the morning. ".repeat(8);
    let offer = "<p>Read on for one coin a month, wherever you are, and cancel whenever you like.</p>".repeat(3);
    let html = format!(
        r#"<title>Rain</title><script type="application/ld+json">{{"@type":"Article","headline":"Rain","articleBody":"{body}"}}</script><h1>Rain</h1>{offer}"#
    );
    assert_eq!(extract_from(&html).text, body.trim());
}

#[test]
fn an_explanation_keeps_the_lines_of_the_text_and_no_others() {
    let url = Url::parse("https://www.paper.test/world/1").expect("valid");
    let html = include_str!("../../../tests/corpus/en/related_and_comments.html");
    let fetched_at = Timestamp::UNIX_EPOCH;
    let body = html.as_bytes();
    let page = Page { body, content_type: None, url: Some(&url), fetched_at, listed: None, rules: None };
    let (extracted, _, explanation) = explain(&page);
    let kept = explanation.lines.iter().filter(|line| line.is_kept).map(|line| line.text.as_str());
    assert_eq!(kept.collect::<Vec<_>>().join("\n"), extracted.text);
    let left_out = explanation.lines.iter().find(|line| line.text.starts_with("Read more: Storm"));
    assert!(left_out.is_some_and(|line| line.reason.starts_with("link; ")), "{left_out:?}");
}

#[test]
fn soft_hyphens_and_zero_width_characters_go() {
    let html = "<title>x</title><p>Trump plant Helikopter\u{ad}landeplatz, während sein\u{200b} Ballsaal-Projekt&shy; stockt.</p>";
    assert_eq!(extract_from(html).text, "Trump plant Helikopterlandeplatz, während sein Ballsaal-Projekt stockt.");
}

#[test]
fn hostile_pages_end_soon() {
    for html in [
        "<div>".repeat(50_000),
        "<p><b>x".repeat(20_000),
        "<a href=x>".repeat(20_000),
        "<table><tr><td>".repeat(10_000),
        "<p>a, b, c. ".repeat(50_000),
        format!("<div class=\"{}\">x", "share-".repeat(50_000)),
        format!("<h1>{}</h1>", "x".repeat(500_000)),
        "<div class=author>".repeat(400),
        "<div class=author><a>x</a></div>".repeat(20_000),
        format!(
            "<meta name=author content=paper.test>{}{}",
            "<div class=author>".repeat(500),
            "<p>word".repeat(20_000)
        ),
        "<div rel=author>x".repeat(20_000),
        "<time>".repeat(20_000),
    ] {
        let _ = extract_from(&html);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(150))]
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let page = Page { body: &bytes, content_type: None, url: None, fetched_at: Timestamp::UNIX_EPOCH, listed: None, rules: None };
        let _ = read(&page);
    }

    #[test]
    fn mangled_pages_give_clean_lines(cuts in proptest::collection::vec((0_usize..4000, 0_usize..60), 0..12)) {
        let mut html = include_str!("../../../tests/corpus/en/related_and_comments.html").to_owned();
        for (at, length) in cuts {
            let start = html.floor_char_boundary(at);
            let end = html.floor_char_boundary((start + length).min(html.len()));
            html.replace_range(start..end, "");
        }
        let text = extract_from(&html).text;
        proptest::prop_assert!(text.is_empty() || text.lines().all(|line| !line.is_empty() && line.trim() == line && !line.contains("  ")));
    }
}
