//! Sources into the configuration and out of it: `add`, `import` and `export` of OPML.

use std::fs;

use crate::paper::{channel, item, rss};
use crate::program::{Workspace, program};
use crate::site::{Answer, FakeSite};

/// A page of links, with this in its head.
fn front(head: &str) -> String {
    let links: String = (1..=4)
        .map(|n| format!("<li><h3><a href='/2026/story-{n}'>Story number {n} of this small paper</a></h3></li>"))
        .collect();
    format!(
        "<html lang=en><head><title>The Paper</title>{head}</head><body><main><ul>{links}</ul></main></body></html>"
    )
}

fn feed_link(path: &str, title: &str) -> String {
    format!("<link rel=alternate type='application/rss+xml' title='{title}' href='{path}'>")
}

fn dated(titles: &[&str]) -> String {
    let items = titles
        .iter()
        .enumerate()
        .map(|(n, title)| item(&format!("/{n}"), title, "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate>"));
    channel(&items.collect::<String>())
}

fn paths(site: &FakeSite) -> Vec<String> {
    site.requests().into_iter().map(|request| request.path).collect()
}

const NEWS: &str = "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/a/1</loc>\
    <news:news><news:title>First</news:title><news:publication_date>2026-11-24</news:publication_date></news:news></url></urlset>";

#[test]
fn a_site_is_added_by_the_feed_that_its_page_names() {
    let site = FakeSite::start();
    let head = feed_link("/comments/feed", "Comments") + &feed_link("/feed", "News");
    site.route("/", Answer::html(front(&head)));
    site.route("/feed", Answer::feed(dated(&["One", "Two"])));
    site.route("/comments/feed", Answer::feed(dated(&["Re: One", "Re: Two", "Re: Three"])));
    let workspace = Workspace::new("# The last word.\n");
    let before = fs::read_to_string(workspace.path("config.toml")).expect("readable");

    let shown = workspace.run(&["add", &site.url("/"), "--id", "paper", "--tag", "agency", "--every", "15m"]);
    assert_eq!(shown.code, 2, "nobody can be asked: {shown:?}");
    assert!(shown.stderr.contains("nothing was written: --yes"), "{shown:?}");
    insta::assert_snapshot!(shown.stdout.replace(&site.url(""), "http://paper.example"), @r#"
    no  kind  title      language  items  newest                url
     1  feed  The Paper  en            2  2026-11-24T10:00:00Z  http://paper.example/feed
     2  list  The Paper  en            4                        http://paper.example/
     3  feed  The Paper  en            3  2026-11-24T10:00:00Z  http://paper.example/comments/feed

    published             title
    2026-11-24T10:00:00Z  One
    2026-11-24T10:00:00Z  Two

    [[source]]
    id = "paper"
    url = "http://paper.example/feed"
    kind = "feed"
    every = "15m"
    language = "en"
    tags = ["agency"]
    "#);
    assert_eq!(fs::read_to_string(workspace.path("config.toml")).expect("readable"), before);
    assert_eq!(paths(&site), ["/", "/comments/feed", "/feed"], "what is named is asked for, and no more");

    let added = workspace.run(&["add", &site.url("/"), "--id", "paper", "--yes"]);
    assert_eq!(added.code, 0, "{added:?}");
    let after = fs::read_to_string(workspace.path("config.toml")).expect("readable");
    assert!(after.starts_with(&before) && after.contains("id = \"paper\""), "{after}");
    let again = workspace.run(&["add", &site.url("/feed"), "--yes"]);
    assert_eq!((again.code, again.stderr.contains("is the source `paper` already")), (2, true), "{again:?}");
    let same_name = workspace.run(&["add", &site.url("/other"), "--id", "paper", "--yes"]);
    assert_eq!((same_name.code, same_name.stderr.contains("choose another --id")), (2, true), "{same_name:?}");
    assert_eq!(workspace.run(&["check"]).code, 0);
}

#[test]
fn what_a_page_does_not_name_is_looked_for_where_it_usually_is() {
    let site = FakeSite::start();
    let workspace = Workspace::new("");
    let best = |arguments: &[&str]| {
        site.forget_requests();
        let address = site.url("/");
        let found = workspace.run(&[&["add", &address, "--dry-run", "--format", "json"], arguments].concat());
        assert_eq!(found.code, 0, "{found:?}");
        let found = found.json();
        assert_eq!(found["written"], false);
        let best = &found["candidates"][0];
        format!("{} {}", best["kind"].as_str().unwrap_or_default(), best["url"].as_str().unwrap_or_default())
            .replace(&site.url(""), "")
    };
    site.route("/", Answer::html(front("")));
    assert_eq!(best(&[]), "list /");
    site.route("/robots.txt", Answer::document("text/plain", "Sitemap: /all.xml\nSitemap: /maps/news.xml\n"));
    site.route("/maps/news.xml", Answer::document("text/xml", NEWS));
    assert_eq!(best(&[]), "sitemap /maps/news.xml");
    assert!(!paths(&site).contains(&"/all.xml".to_owned()), "one was enough");
    assert_eq!(best(&["--kind", "list"]), "list /");
    assert_eq!(paths(&site), ["/"]);
    // A page instead of a feed, and a feed behind a redirect.
    site.route("/feed", Answer::html(front("")));
    site.route("/rss", Answer::redirect(302, "/real-feed"));
    site.route("/real-feed", Answer::feed(rss(&[("/1", "One")])));
    assert_eq!(best(&[]), "feed /rss");
    assert_eq!(paths(&site), ["/", "/feed", "/rss", "/real-feed"]);
    assert_eq!(best(&["--kind", "sitemap"]), "sitemap /maps/news.xml");
}

#[test]
fn a_server_that_asks_to_be_left_alone_is() {
    let site = FakeSite::start();
    site.route("/", Answer::html("<p>Nothing here.</p>"));
    site.route("/feed", Answer::status(429));
    let workspace = Workspace::new("");
    let nothing = workspace.run(&["add", &site.url("/"), "--yes"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
    assert!(
        nothing.stderr.contains("neither feed nor sitemap") && nothing.stderr.contains("[source.select]"),
        "{nothing:?}"
    );
    assert_eq!(paths(&site), ["/", "/feed"]);
}

#[test]
fn a_bare_host_is_tried_with_https_and_then_without() {
    let site = FakeSite::start();
    site.route("/", Answer::feed(dated(&["One"])));
    // The site never answers a handshake, so the wait for one is what this test takes.
    let workspace = Workspace::new("[fetch]\nconnect_timeout = \"1s\"\nfirst_byte_timeout = \"1s\"\n");
    let host = site.url("").replace("http://", "");
    let found = workspace.run(&["add", &host, "--yes", "--format", "json"]);
    assert_eq!(found.code, 0, "{found:?}");
    assert_eq!((found.json()["url"].as_str(), found.json()["written"].as_bool()), (Some(&*site.url("/")), Some(true)));
    let refused = workspace.run(&["add", "ftp://example.org/", "--yes"]);
    assert_eq!((refused.code, refused.stderr.contains("http and https")), (2, true), "{refused:?}");
}

#[test]
fn private_addresses_are_asked_only_by_leave() {
    let site = FakeSite::start();
    site.route("/feed", Answer::feed(dated(&["One"])));
    let workspace = Workspace::new("");
    workspace.write("config.toml", "include = []\n");
    let refused = workspace.run(&["add", &site.url("/feed"), "--yes"]);
    assert_eq!((refused.code, refused.stderr.contains("--allow-private")), (2, true), "{refused:?}");
    assert_eq!(site.requests(), []);
    let added = workspace.run(&["add", &site.url("/feed"), "--yes", "--allow-private"]);
    assert_eq!(added.code, 0, "{added:?}");
    let written = fs::read_to_string(workspace.path("config.toml")).expect("readable");
    assert!(written.contains("allow_private = [\"127.0.0.1/32\"]"), "{written}");
}

#[test]
fn without_a_file_one_is_made_where_it_is_found_again() {
    let site = FakeSite::start();
    site.route("/feed", Answer::feed(dated(&["One"])));
    let home = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| program(home.path(), arguments).output().expect("it runs");
    let file = home.path().join(".config/rasid/config.toml");
    let looked = run(&["add", &site.url("/feed"), "--allow-private", "--dry-run"]);
    assert!(String::from_utf8_lossy(&looked.stderr).contains("built in would not be polled any more"), "{looked:?}");
    assert!(!file.exists());
    let added = run(&["add", &site.url("/feed"), "--allow-private", "--yes"]);
    assert!(added.status.success() && file.exists(), "{added:?}");
    assert!(String::from_utf8_lossy(&added.stderr).contains("not polled any more"), "{added:?}");
    let checked = run(&["check", "--format", "json"]);
    let sources: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    assert_eq!(sources.as_array().map(Vec::len), Some(1));
}

const OPML: &str = "<opml version='1.0'><body><outline text='Agencies'>
    <outline text='North Agency' type='rss' xmlUrl='https://north.example/rss?a=1&b=2'/>
    <outline text='وكالة الجنوب' type='rss' xmlUrl='https://www.south.example/rss'/></outline>
    <outline text='Old one' xmlUrl='https://old.example/feed/'/><outline text='Mail' xmlUrl='mailto:a@b.example'/></body></opml>";

#[test]
fn the_sources_of_another_reader_are_imported_once() {
    let workspace = Workspace::new("# Kept.\n[[source]]\nid = \"old\"\nurl = \"https://old.example/feed\"\n");
    let before = fs::read_to_string(workspace.path("config.toml")).expect("readable");
    workspace.write("feeds.opml", OPML);
    let looked = workspace.run(&["import", "feeds.opml", "--dry-run"]);
    assert_eq!((looked.code, looked.stdout.contains("id = \"north-agency\"")), (0, true), "{looked:?}");
    assert_eq!(fs::read_to_string(workspace.path("config.toml")).expect("readable"), before);
    let imported = workspace.run(&["import", "feeds.opml"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.stderr.contains("2 sources added to config.toml; 1 were there already"), "{imported:?}");
    let after = fs::read_to_string(workspace.path("config.toml")).expect("readable");
    assert!(after.starts_with(&before), "{after}");
    let listed = workspace.run(&["check", "--format", "json"]).json();
    let listed: Vec<String> = listed
        .as_array()
        .into_iter()
        .flatten()
        .map(|source| {
            format!("{} {} {} {}", source["source"], source["kind"], source["url"], source["tags"]).replace('"', "")
        })
        .collect();
    assert_eq!(
        listed,
        [
            "old auto https://old.example/feed []",
            "north-agency feed https://north.example/rss?a=1&b=2 [Agencies]",
            "south.example feed https://www.south.example/rss [Agencies]",
        ]
    );
    let again = workspace.run(&["import", "feeds.opml"]);
    assert!(again.stderr.contains("0 sources added") && again.stderr.contains("3 were there already"), "{again:?}");
    let other = workspace.run(&["import", workspace.write("not.opml", "<rss/>")]);
    assert_eq!((other.code, other.stderr.contains("not an OPML file")), (1, true), "{other:?}");
}

#[test]
fn exported_sources_come_back_as_they_were() {
    let sources = "[[source]]\nid = \"a\"\nurl = \"https://a.example/?x=1&y=2\"\nkind = \"feed\"\nevery = \"90m\"\n\
        language = \"ar\"\ncountry = \"eg\"\ntags = [\"agency\", \"a & b\"]\n\
        [[source]]\nid = \"b\"\nurl = \"https://b.example/\"\nkind = \"list\"\n\
        [[source]]\nid = \"c\"\nurl = \"https://c.example/sitemap.xml\"\nkind = \"sitemap\"\n\
        [[source]]\nid = \"d\"\nurl = \"https://d.example/\"\n";
    let workspace = Workspace::new(sources);
    let exported = workspace.run(&["export", "--format", "opml"]);
    assert_eq!(exported.code, 0, "{exported:?}");
    let other = Workspace::new("");
    other.write("a.opml", &exported.stdout);
    assert_eq!(other.run(&["import", "a.opml"]).code, 0);
    let list = |workspace: &Workspace| workspace.run(&["check", "--format", "json"]).json();
    assert_eq!(list(&other), list(&workspace));
    let chosen = workspace.run(&["export", "--format", "opml", "--source", "a"]);
    assert_eq!(chosen.code, 2, "{chosen:?}");
}
