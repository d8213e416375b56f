//! What a source, a group and the defaults say of how a source is read, seen from the server and in the collection.

use crate::paper::{article, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// The titles in the collection, in order of their letters.
const TITLES: &str = "select title from articles order by title";

/// A site with a feed of these titles, each with its page.
fn site(titles: &[&str]) -> FakeSite {
    let site = FakeSite::start();
    let paths: Vec<String> = (1..=titles.len()).map(|number| format!("/{number}")).collect();
    let items: Vec<(&str, &str)> = paths.iter().map(String::as_str).zip(titles.iter().copied()).collect();
    site.route("/feed.xml", Answer::feed(rss(&items)));
    for (path, title) in &items {
        site.route(path, Answer::html(article(title)));
    }
    site
}

#[test]
fn patterns_choose_among_the_items() {
    let site = site(&["World news today", "Video: world news", "Sport tonight", "World cup"]);
    let patterns = "include_titles = [\"world\"]\nexclude_titles = [\"^video:\"]\nexclude_links = [\"/4$\"]\n";
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + patterns));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(TITLES), ["World news today"]);
    assert!(site.requests_for("/2").is_empty(), "what is left out is not fetched");
}

#[test]
fn secrets_are_sent_to_the_own_site_and_to_no_other() {
    let own = site(&["First"]);
    let other = FakeSite::start_elsewhere();
    own.route("/feed.xml", Answer::feed(rss(&[("/1", "First"), (&other.url("/2"), "Second")])));
    other.route("/2", Answer::html(article("Second")));
    let secrets = "[[group]]\nid = \"paper\"\nbasic_auth_file = \"login\"\ncookie_file = \"cookie\"\n";
    let workspace = Workspace::new(&format!("{secrets}{}group = \"paper\"\n", source("paper", &own.url("/feed.xml"))));
    workspace.write("login", "reader:open sesame\n");
    workspace.write("cookie", "session=1\n");
    assert_eq!(workspace.poll(), 2);
    for path in ["/feed.xml", "/1"] {
        let request = &own.requests_for(path)[0];
        // "reader:open sesame" in Base64.
        assert_eq!(request.header("authorization"), Some("Basic cmVhZGVyOm9wZW4gc2VzYW1l"), "{path}");
        assert_eq!(request.header("cookie"), Some("session=1"), "{path}");
    }
    let request = &other.requests_for("/2")[0];
    assert_eq!((request.header("authorization"), request.header("cookie")), (None, None));
}

#[test]
fn a_charset_that_the_user_knows_is_read_as_such() {
    let site = FakeSite::start();
    let (title, _, _) = encoding_rs::WINDOWS_1256.encode("خبر");
    let feed = [b"<rss><channel><item><title>".as_slice(), &title, b"</title><link>/1</link></item></channel></rss>"];
    site.route("/feed.xml", Answer::document("text/xml; charset=iso-8859-1", feed.concat()));
    let keys = "encoding = \"windows-1256\"\nfull_text = \"feed\"\n";
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + keys));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(TITLES), ["خبر"]);
}

#[test]
fn an_answer_larger_than_the_source_allows_is_not_read() {
    let site = site(&["First"]);
    let long = rss(&[("/1", "First")]) + &" ".repeat(100_000);
    site.route("/feed.xml", Answer::feed(long));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "max_body = \"64 KiB\"\n"));
    let polled = workspace.run(&["poll", "--all", "--format", "json"]);
    assert_eq!((polled.code, polled.json()[0]["error_kind"].as_str()), (5, Some("too-large")), "{polled:?}");
    workspace.configure(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
}

#[test]
fn a_source_is_reached_by_its_proxy() {
    let proxy = FakeSite::start();
    // The proxy is asked for the whole address.
    proxy.route("http://news.example.org/feed.xml", Answer::feed(rss(&[("/1", "First")])));
    proxy.route("http://news.example.org/1", Answer::html(article("First")));
    proxy.route("http://news.example.org/robots.txt", Answer::status(404));
    let keys = format!("proxy = \"{}\"\n", proxy.url("/"));
    let workspace = Workspace::new(&(source("paper", "http://news.example.org/feed.xml") + &keys));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(TITLES), ["First"]);
}
