//! Pages that are kept: what comes back of them, for how long, and that they change nothing else.

use crate::paper::{article, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// A site with a feed of one article, whose page has a few headers.
fn site() -> FakeSite {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/1", "The harbour opens again")])));
    let page = Answer::html(article("The harbour opens again"))
        .with_header("Content-Language", "en")
        .with_header("Set-Cookie", "session=secret")
        .with_etag("\"page\"");
    site.route("/1", page);
    site
}

#[test]
fn a_page_is_kept_as_it_came() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    let page = workspace.run(&["show", "1", "--page"]);
    assert_eq!((page.code, page.stdout), (0, article("The harbour opens again")));
    let headers = workspace.ask("select headers from snapshots");
    assert_eq!(
        headers,
        [r#"{"content-language":"en","content-type":"text/html; charset=utf-8","etag":"\"page\""}"#],
        "what is of the page, and nothing of the visitor"
    );
    assert_eq!(workspace.ask("select json_extract(item, '$.title') from snapshots"), ["The harbour opens again"]);
    let shown = workspace.run(&["show", "1", "--format", "json"]).json();
    assert_eq!(shown[0]["page"]["size_bytes"], article("The harbour opens again").len());
    assert_eq!(workspace.poll(), 0, "and the next poll finds nothing new");
    assert_eq!(workspace.number("select count(*) from snapshots"), 1);
}

#[test]
fn no_page_is_kept_where_none_is_wanted_or_none_was_read() {
    let site = site();
    let off = format!("{}snapshots = \"off\"\n", source("paper", &site.url("/feed.xml")));
    let feed = format!("{}full_text = \"feed\"\n", source("paper", &site.url("/feed.xml")));
    for configuration in [off, feed] {
        let workspace = Workspace::new(&configuration);
        assert_eq!(workspace.poll(), 1);
        assert_eq!(workspace.number("select count(*) from snapshots"), 0, "{configuration}");
        let page = workspace.run(&["show", "1", "--page"]);
        assert_eq!((page.code, page.stdout.as_str()), (4, ""), "{page:?}");
        assert!(page.stderr.contains("is not kept"), "{page:?}");
    }
}

#[test]
fn a_page_in_another_charset_is_kept_in_that_charset() {
    let site = site();
    let bytes = [
        b"<html><body><article><h1>The harbour opens again</h1><p>" as &[u8],
        &[0xC7, 0xE1].repeat(200),
        b"</p></article>",
    ];
    site.route("/1", Answer::document("text/html", bytes.concat()));
    let workspace =
        Workspace::new(&format!("{}encoding = \"windows-1256\"\n", source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(
        workspace.number("select size_bytes from snapshots"),
        i64::try_from(bytes.concat().len()).expect("small")
    );
    assert_eq!(workspace.number("select text like '%ال%' from articles"), 1);
}

#[test]
fn polls_by_hand_let_old_pages_go_once_a_day() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    workspace.poll();
    workspace.tamper("update snapshots set fetched_at = '2020-01-01T00:00:00Z'");
    workspace.poll();
    assert_eq!(workspace.number("select count(*) from snapshots"), 1, "not again today");
    workspace.tamper("update jobs set last_run = '2020-01-01T00:00:00Z'");
    workspace.poll();
    assert_eq!(workspace.number("select count(*) from snapshots"), 0);
    assert_eq!(workspace.number("select count(*) from articles"), 1);
}
