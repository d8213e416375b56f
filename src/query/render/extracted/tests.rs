use insta::assert_snapshot;
use jiff::Timestamp;
use url::Url;

use super::*;
use crate::model::DateOrigin;
use crate::read::article::{DateCandidate, JudgedLine, Page, TriedRule, read};

const ADDRESS: &str = "https://www.paper.test/2021/rain";

/// An article with a block of every kind, and words that would act if they could.
fn page() -> Extracted {
    let html = r#"<html lang=en><head><title>Rain & <b>wind</b> | The Paper</title><meta property=og:site_name content="The Paper">
        <meta name=author content="Ann Lee, Bo Ray"><meta property=article:published_time content="2021-11-15T10:00:00Z"></head>
        <article><h1>Rain &amp; &lt;b&gt;wind&lt;/b&gt;</h1></article>"#;
    let url = Url::parse(ADDRESS).expect("valid");
    let fetched_at: Timestamp = "2021-12-01T12:00:00Z".parse().expect("valid");
    let page =
        Page { body: html.as_bytes(), content_type: None, url: Some(&url), fetched_at, listed: None, rules: None };
    let mut page = read(&page).0;
    page.authors = vec!["Ann Lee".to_owned(), "Bo Ray".to_owned()];
    page.language_confidence = Some(0.987);
    page.section = Some("Weather".to_owned());
    page.keywords = vec!["rain".to_owned(), "wind".to_owned()];
    let block = |kind, text: &str| TextBlock { kind, text: text.to_owned() };
    use TextBlockKind as Kind;
    page.blocks = vec![
        block(
            Kind::Paragraph,
            "1. The rain began in the night <script>alert(1)</script> & ended [here](javascript:x).",
        ),
        block(Kind::Heading, "What *now*?"),
        block(Kind::ListItem, "Stay at home \u{202e}drow"),
        block(
            Kind::ListItem,
            "Keep the radio on, since the lines to the upper valley are down and will be for days to come",
        ),
        block(Kind::Quote, "Nobody was hurt, \"so far\""),
        block(Kind::Quote, "قال العمدة إن الجسر مغلق"),
        block(Kind::TableRow, "Place | Rain"),
        block(Kind::TableRow, "Hills | | 12 mm"),
        block(Kind::Caption, "The bridge"),
        block(Kind::Paragraph, "# It stays closed."),
    ];
    page.text = page.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    page
}

fn shown(write: impl FnOnce(&mut Vec<u8>, View<'_>) -> io::Result<()>) -> String {
    let warnings = [Warning::new("multi-page", "only the first page was read")];
    let page = page();
    let mut out = Vec::new();
    write(&mut out, View { address: ADDRESS, page: &page, warnings: &warnings }).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

const TERMINAL: Screen = Screen { width: Some(48), is_terminal: true, has_colors: false };

#[test]
fn a_page_reads_well_on_a_terminal() {
    assert_snapshot!(shown(|out, view| write_text(out, TERMINAL, view, None)), @r#"
    Rain & <b>wind</b>

    published  2021-11-15 10:00 (meta)
    authors    Ann Lee, Bo Ray
    site       The Paper
    section    Weather
    keywords   rain, wind
    language   en (99 % sure)
    kind       other
    words      61
    address    https://www.paper.test/2021/rain
    warning    only the first page was read (multi-page)
    ────────────────────────────────────────────────
    1. The rain began in the night
    <script>alert(1)</script> & ended
    [here](javascript:x).

    What *now*?

    • Stay at home drow
    • Keep the radio on, since the lines to the
      upper valley are down and will be for days to
      come

    │ Nobody was hurt, "so far"
    │ قال العمدة إن الجسر مغلق

      Place | Rain
      Hills | | 12 mm

    ▸ The bridge

    # It stays closed.
    "#);
}

#[test]
fn in_a_file_a_paragraph_is_a_line() {
    let text = shown(|out, view| write_text(out, Screen::file(), view, None));
    assert!(
        text.lines().any(|line| line.starts_with("• Keep the radio on") && line.ends_with("days to come")),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn markdown_has_the_structure_and_nothing_foreign() {
    assert_snapshot!(shown(|out, view| write_markdown(out, view)), @r#"
    # Rain & \<b>wind\</b>

    Ann Lee, Bo Ray · The Paper · 2021-11-15 10:00 · <https://www.paper.test/2021/rain>

    1\. The rain began in the night \<script>alert(1)\</script> & ended \[here\](javascript:x).

    ## What \*now\*?

    - Stay at home drow
    - Keep the radio on, since the lines to the upper valley are down and will be for days to come

    > Nobody was hurt, "so far"
    >
    > قال العمدة إن الجسر مغلق

    | Place | Rain |  |
    | --- | --- | --- |
    | Hills |  | 12 mm |

    *The bridge*

    \# It stays closed.
    "#);
}

#[test]
fn html_has_the_structure_and_nothing_foreign() {
    assert_snapshot!(shown(|out, view| write_html(out, view)), @r#"
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <title>Rain &amp; &lt;b&gt;wind&lt;/b&gt;</title>
    <meta name="author" content="Ann Lee">
    <meta name="author" content="Bo Ray">
    <link rel="canonical" href="https://www.paper.test/2021/rain">
    </head>
    <body>
    <article>
    <h1>Rain &amp; &lt;b&gt;wind&lt;/b&gt;</h1>
    <p>Ann Lee, Bo Ray · The Paper · <time datetime="2021-11-15T10:00:00Z">2021-11-15 10:00</time></p>
    <p>1. The rain began in the night &lt;script&gt;alert(1)&lt;/script&gt; &amp; ended [here](javascript:x).</p>
    <h2>What *now*?</h2>
    <ul>
    <li>Stay at home drow</li>
    <li>Keep the radio on, since the lines to the upper valley are down and will be for days to come</li>
    </ul>
    <blockquote>
    <p>Nobody was hurt, &quot;so far&quot;</p>
    <p>قال العمدة إن الجسر مغلق</p>
    </blockquote>
    <table>
    <tr><td>Place</td><td>Rain</td></tr>
    <tr><td>Hills</td><td></td><td>12 mm</td></tr>
    </table>
    <p><small>The bridge</small></p>
    <p># It stays closed.</p>
    </article>
    </body>
    </html>
    "#);
}

#[test]
fn html_has_the_direction_of_its_letters() {
    let mut page = page();
    let mut direction = |title: &str, text: &str| {
        page.title = Some(title.to_owned());
        page.text = text.to_owned();
        let mut out = Vec::new();
        write_html(&mut out, View { address: "page.html", page: &page, warnings: &[] }).expect("memory takes it");
        let html = String::from_utf8(out).expect("UTF-8");
        assert!(!html.contains("canonical"), "a file has no address");
        html.contains("dir=\"rtl\"")
    };
    assert!(direction("موسكو وواشنطن", "استأنفت NATO المشاورات في جنيف."));
    assert!(!direction("Moscow", "The word سلام means peace."));
    assert!(!direction("", ""));
}

#[test]
fn an_explanation_shows_rules_dates_and_lines() {
    let at = "2021-11-15T10:00:00Z".parse().expect("a date");
    let date = |from, weight, verdict: &str| DateCandidate {
        at,
        from,
        place: "meta article:published_time".to_owned(),
        weight,
        verdict: verdict.to_owned(),
    };
    let line =
        |text: &str, is_kept, reason: &str| JudgedLine { text: text.to_owned(), is_kept, reason: reason.to_owned() };
    let rule = |key, n_elements, is_used| TriedRule {
        key,
        owner: "site `paper.test`".to_owned(),
        written: "div.x".to_owned(),
        n_elements,
        is_used,
    };
    let why = Explanation {
        lines: vec![
            line("Home World Sport", false, "nothing but links"),
            line("It rained all day long in the valley below the hills.", true, "running text"),
        ],
        dates: vec![date(DateOrigin::Meta, 3.25, "chosen"), date(DateOrigin::Text, -1.0, "the day of fetching")],
        rules: vec![rule("select", 2, true), rule("title", 0, false), rule("date", 1, false)],
    };
    let text = shown(|out, view| write_text(out, TERMINAL, view, Some(&why)));
    let (_, behind) = text.split_once("─\n").expect("a rule");
    assert_snapshot!(behind, @r#"
    Rules that were tried
    + select = "div.x" of the site `paper.test`
        2 elements
    - title = "div.x" of the site `paper.test`
        matches nothing
    - date = "div.x" of the site `paper.test`
        1 element, nothing in them can be used

    Dates, the chosen one first
    + 2021-11-15 10:00 (meta) meta
      article:published_time
        +3.25: chosen
    - 2021-11-15 10:00 (text) meta
      article:published_time
        -1.00: the day of fetching

    Lines of the page: 1 of 2 are the text
    - Home World Sport
        nothing but links
    + It rained all day long in the valley below the
      hills.
        running text
    "#);
}
