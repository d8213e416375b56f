//! List pages and articles that make work, and little else.

use crate::paper::{channel, document, item, page, prose};

use super::site::Expect::{Articles, Ends};
use super::site::{Case, Visit, case, many};

/// How deep nesting goes.
const DEEP: usize = 100_000;

/// Cases of pages: as lists, then as articles.
pub(super) fn cases() -> Vec<Case> {
    let lists = nested().into_iter().map(|(name, html)| {
        case(name, Ends, move |v| v.document("Content-Type: text/html\r\n", &html))
            .with_keys("kind = \"list\"\nfull_text = \"feed\"\n")
    });
    let articles = articles().into_iter().map(|(name, html)| article(name, html));
    lists.chain(articles).chain(served()).collect()
}

/// Elements within elements, of each kind that the parser treats in a way of its own.
fn nested() -> Vec<(&'static str, String)> {
    let kinds = [
        ("list-div", "<div>"),
        ("list-ul", "<ul><li>"),
        ("list-li", "<li>"),
        ("list-dl", "<dl><dd>"),
        ("list-table", "<table><tr><td>"),
        ("list-table-bare", "<table>"),
        ("list-tbody", "<table><tbody>"),
        ("list-a", "<a href=x>"),
        ("list-a-in-p", "<p><a href=x>"),
        ("list-b", "<b>"),
        ("list-b-i", "<b><i><p>"),
        ("list-font", "<font size=1>"),
        ("list-nobr", "<nobr>"),
        ("list-span", "<span>"),
        ("list-p", "<p>"),
        ("list-blockquote", "<blockquote>"),
        ("list-button", "<button>"),
        ("list-form", "<form>"),
        ("list-select", "<select><option>"),
        ("list-svg", "<svg>"),
        ("list-svg-html", "<svg><desc>"),
        ("list-math", "<math><mi>"),
        ("list-template", "<template>"),
        ("list-heading", "<h1><h2>"),
        ("list-ruby", "<ruby><rt>"),
        ("list-iframe", "<iframe>"),
        ("list-noscript", "<noscript>"),
        ("list-frameset", "<frameset>"),
        ("list-object", "<object><applet><marquee>"),
        ("list-misnested", "<b><p></b></p>"),
        ("list-closing", "</p></br>"),
        ("list-body", "<body a=b><html c=d>"),
        ("list-links", "<p><a href=/x/y>A headline of some words</a></p>"),
        ("list-unclosed-tag", "<a href='"),
        ("list-comment", "<!--"),
        ("list-script", "<script>"),
        ("list-doctype", "<!DOCTYPE html>"),
        ("list-entities", "&amp"),
        ("list-nul", "\0<\0"),
    ];
    kinds.map(|(name, html)| (name, html.repeat(many(DEEP)))).into()
}

/// A feed of one article whose page is this.
fn article(name: &'static str, html: String) -> Case {
    case(name, Articles(1), move |v| match v.rest.is_empty() {
        true => v.document("", listing(name)),
        false => v.document("Content-Type: text/html\r\n", &html),
    })
    .with_keys("kind = \"feed\"\n")
}

fn listing(name: &str) -> String {
    let text = format!("<description>{}</description>", prose(name));
    channel(&item(&format!("/{name}/one"), &format!("The page of {name}"), &text))
}

fn articles() -> Vec<(&'static str, String)> {
    const MILLION: usize = 1_000_000;
    let with = |name: &str, more: &str| {
        document(name, "", &format!("<article><h1>{name}</h1><p>{}</p>{more}</article>", prose(name)))
    };
    let with_head = |name: &str, head: &str| {
        document(name, head, &format!("<article><h1>{name}</h1><p>{}</p></article>", prose(name)))
    };
    let json_ld = |json: &str| format!("<script type=\"application/ld+json\">{json}</script>");
    let attributes: String = (0..many(80_000)).map(|n| format!(" a{n}=v")).collect();
    vec![
        ("page-nested", with("page-nested", &"<div>".repeat(many(DEEP)))),
        ("page-formatting", with("page-formatting", &"<b><i><u><a>".repeat(many(DEEP / 4)))),
        ("page-paragraphs", with("page-paragraphs", &"<p>One more.".repeat(many(DEEP)))),
        ("page-breaks", with("page-breaks", &"<br>x".repeat(many(DEEP)))),
        ("page-headings", with("page-headings", &"<h2>Again</h2>".repeat(many(DEEP / 2)))),
        ("page-word", with("page-word", &"x".repeat(many(MILLION)))),
        ("page-spaces", with("page-spaces", &"\u{a0}\n ".repeat(many(MILLION / 4)))),
        ("page-ideographs", with("page-ideographs", &"\u{65b0}\u{805e}".repeat(many(MILLION / 6)))),
        ("page-attribute", with("page-attribute", &format!("<p class=\"{}\">x</p>", "a ".repeat(many(MILLION / 2))))),
        ("page-attributes", with("page-attributes", &format!("<p{attributes}>x</p>"))),
        ("page-classes", with("page-classes", &"<p class='a b c d comment share'>x</p>".repeat(many(DEEP / 2)))),
        ("page-dates", with("page-dates", &"<time datetime=2020-01-01>1 January 2020</time> ".repeat(many(20_000)))),
        ("page-numbers", with("page-numbers", &"12.10.2020 ".repeat(many(DEEP)))),
        ("page-links", with("page-links", &"<a href=/x>One of many</a> ".repeat(many(DEEP / 2)))),
        ("page-emoji", with("page-emoji", &"\u{1f468}\u{200d}\u{1f469}".repeat(many(DEEP)))),
        (
            "page-metas",
            with_head("page-metas", &"<meta property='article:author' content='A Name'>".repeat(many(30_000))),
        ),
        ("page-title", page(&"word ".repeat(many(MILLION / 5)), &prose("page-title"))),
        ("page-json-ld-deep", with_head("page-json-ld-deep", &json_ld(&"[".repeat(many(DEEP))))),
        ("page-json-ld-graph", with_head("page-json-ld-graph", &json_ld(&"{\"@graph\":".repeat(many(DEEP))))),
        (
            "page-json-ld-wide",
            with_head(
                "page-json-ld-wide",
                &json_ld(&format!(
                    "[{}0]",
                    "{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"A Name\"}},".repeat(many(15_000))
                )),
            ),
        ),
        (
            "page-json-ld-many",
            with_head("page-json-ld-many", &json_ld("{\"@type\":\"NewsArticle\"}").repeat(many(15_000))),
        ),
        ("page-base", with_head("page-base", &format!("<base href=\"http://{}/\">", "a.".repeat(many(100_000))))),
        ("page-charset", with_head("page-charset", "<meta charset=utf-16><meta charset=x-user-defined>")),
        ("page-canonical", with_head("page-canonical", "<link rel=canonical href=\"http://10.0.0.1/\">")),
        ("page-empty", String::new()),
        ("page-script", format!("<script>{}", "var a = '<p>';".repeat(many(50_000)))),
    ]
}

/// Articles whose pages misbehave on the way.
fn served() -> Vec<Case> {
    let visit = |name: &'static str, serve: fn(&mut Visit<'_>) -> std::io::Result<()>| {
        case(name, Articles(1), move |v| if v.rest.is_empty() { v.document("", listing(name)) } else { serve(v) })
            .with_keys("kind = \"feed\"\n")
    };
    vec![
        visit("page-endless", |v| v.head("Content-Type: text/html\r\n").and_then(|()| v.for_ever("<p>More."))),
        visit("page-inside", |v| {
            v.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://10.0.0.1/\r\n\r\n")
        }),
        visit("page-gone", |v| v.send("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")),
    ]
}
