//! Sources that fail: each failure is recorded as what it is, says what to do, and stops no other source.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::paper::{article, document, rss};
use crate::program::{Workspace, closed_port, source};
use crate::site::{Answer, FakeSite};

/// How deep foreign nesting goes in these tests; a recursive reader overflows its stack long before.
const DEEP: usize = 100_000;

/// How the last poll of each source went.
const POLLS: &str = "select source_id, result, status, error_kind from polls order by source_id";

/// Serves a feed of one article, with nothing wrong with either.
fn serve_healthy(site: &FakeSite) {
    site.route("/healthy.xml", Answer::feed(rss(&[("/healthy", "Healthy")])));
    site.route("/healthy", Answer::html(article("Healthy")));
}

/// A source with nothing wrong with it.
fn healthy(site: &FakeSite) -> String {
    serve_healthy(site);
    source("healthy", &site.url("/healthy.xml"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory does not fail");
    encoder.finish().expect("memory does not fail")
}

#[test]
fn every_failure_is_recorded_as_itself_and_stops_no_other_source() {
    let site = FakeSite::start();
    let feed = rss(&[("/healthy", "Healthy")]);
    let huge = vec![b' '; 100_000];
    // Name, answer; status and kind as they are recorded, words of the advice.
    let failing = [
        ("not-found", Answer::status(404), "404|not-found", "check the address"),
        ("gone", Answer::status(410), "410|gone", "remove the source"),
        ("denied", Answer::status(403), "403|denied", "credentials"),
        ("teapot", Answer::status(418), "418|http-client", "HTTP 418"),
        ("broken", Answer::status(500), "500|http-server", "HTTP 500"),
        ("busy", Answer::status(503), "503|http-server", "HTTP 503"),
        ("loop", Answer::redirect(302, "/loop"), "302|redirect", "redirect"),
        ("away", Answer::redirect(301, "ftp://example.org/"), "301|redirect", "ftp"),
        ("silent", Answer::never(), "|timeout", "within 1s"),
        ("huge", Answer::feed(huge.clone()), "200|too-large", "max_body"),
        ("bomb", Answer::feed(gzip(&huge)).with_header("Content-Encoding", "gzip"), "200|too-large", "max_body"),
        ("endless", Answer::feed(feed.clone()).endless(), "200|too-large", "max_body"),
        ("lying", Answer::feed(feed.clone()).with_header("Content-Encoding", "gzip"), "200|protocol", "HTTP"),
        ("cut", Answer::feed(feed.clone()).cut_after(20), "200|protocol", "HTTP"),
        ("no-http", Answer::raw("SSH-2.0-OpenSSH_9.2\r\n"), "|protocol", "rules of HTTP"),
        ("page", Answer::html(document("A page", "", "<p>Nothing to see.</p>")), "200|not-a-feed", "feed"),
        ("empty", Answer::feed(""), "200|not-a-feed", "empty"),
        ("noise", Answer::feed((0..5_000_u32).map(|n| (n * n % 251) as u8).collect::<Vec<_>>()), "200|not-a-feed", ""),
        // The last one, since it sends all sources of its host away.
        ("too-often", Answer::status(429), "429|too-many-requests", "lengthen `every`"),
    ];
    let mut configuration = "[fetch]\nmax_body = \"64 KiB\"\n".to_owned() + &healthy(&site);
    for (name, answer, ..) in &failing {
        let path = format!("/{name}");
        site.route(&path, answer.clone());
        configuration += &(source(name, &site.url(&path)) + "kind = \"feed\"\ntimeout = \"1s\"\n");
    }
    let workspace = Workspace::new(&configuration);
    let polled = workspace.run(&["poll", "--all"]);
    assert_eq!(polled.code, 5, "{polled:?}");

    let rows = workspace.ask("select source_id, status, error_kind from polls where result = 'failed' order by 1");
    let mut expected: Vec<String> = failing.iter().map(|(name, _, what, _)| format!("{name}|{what}")).collect();
    expected.sort();
    assert_eq!(rows, expected);
    for (name, _, _, advice) in &failing {
        let error = workspace.ask(&format!("select error from polls where source_id = '{name}'")).concat();
        assert!(error.contains(advice), "{name}: {error}");
        assert!(polled.stdout.contains(&error), "the table says the same of {name}: {error}");
    }
    assert_eq!(workspace.ask("select title from articles"), ["Healthy"]);
    let remembered = workspace.ask("select source_id from source_state where failures = 1 and last_error is not null");
    assert_eq!(remembered.len(), failing.len());
}

#[test]
fn what_cannot_be_reached_says_why() {
    let site = FakeSite::start();
    let sources = [
        healthy(&site),
        source("no-name", "http://nothing.invalid/feed.xml"),
        source("no-port", &closed_port()),
        source("private", &site.url("/healthy.xml")) + "allow_private = []\n",
    ];
    let workspace = Workspace::new(&sources.concat());
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    assert_eq!(
        workspace.ask(POLLS),
        ["healthy|ok|200|", "no-name|failed||dns", "no-port|failed||connect", "private|failed||forbidden-address"]
    );
    let error = |name: &str| workspace.ask(&format!("select error from polls where source_id = '{name}'")).concat();
    assert!(error("no-name").contains("`nothing.invalid` does not resolve"), "{}", error("no-name"));
    assert!(error("no-port").contains("no connection to `127.0.0.1`"), "{}", error("no-port"));
    assert!(error("private").contains("`allow_private`"), "{}", error("private"));
}

#[test]
fn a_redirect_to_a_private_address_is_refused_too() {
    let (site, inside) = (FakeSite::start(), FakeSite::start());
    site.route("/feed.xml", Answer::redirect(302, &inside.url("/secret").replace("127.0.0.1", "127.0.0.2")));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "allow_private = [\"127.0.0.1/32\"]\n"));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    assert_eq!(workspace.ask("select error_kind from polls"), ["forbidden-address"]);
    assert_eq!(inside.requests(), []);
}

#[test]
fn a_redirect_is_followed_to_the_feed() {
    let site = FakeSite::start();
    serve_healthy(&site);
    site.route("/moved.xml", Answer::redirect(301, "/healthy.xml"));
    let workspace = Workspace::new(&source("paper", &site.url("/moved.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(POLLS), ["paper|ok|200|"]);
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::status(429).with_header("Retry-After", "7200"));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "every = \"10m\"\n"));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    let wait = "select unixepoch(next_due) - unixepoch(started_at) from source_state, polls";
    let wait_seconds = workspace.number(wait);
    assert!((7_200..=7_921).contains(&wait_seconds), "two hours and up to a tenth: {wait_seconds} s");
}

#[test]
fn a_source_that_goes_on_failing_is_asked_less_and_less_until_it_answers() {
    let site = FakeSite::start();
    site.route("/healthy.xml", Answer::status(500));
    let workspace = Workspace::new(&(source("paper", &site.url("/healthy.xml")) + "every = \"10m\"\n"));
    let state = "select failures, (unixepoch(next_due) - unixepoch(last_error_at)) / 600 from source_state";
    for expected in ["1|1", "2|2", "3|4", "4|8"] {
        assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
        assert_eq!(workspace.ask(state), [expected]);
    }
    serve_healthy(&site);
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask("select failures, last_error, last_error_kind from source_state"), ["0||"]);
}

#[test]
fn a_failure_forgets_no_validator() {
    let site = FakeSite::start();
    let good = Answer::feed(rss(&[("/healthy", "Healthy")])).with_etag("\"1\"");
    site.route("/healthy", Answer::html(article("Healthy")));
    site.route("/feed.xml", good.clone());
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    site.route("/feed.xml", Answer::status(502));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    site.route("/feed.xml", good);
    assert_eq!(workspace.poll(), 0);
    assert_eq!(site.requests().last().map(|request| request.status), Some(304));
}

#[test]
fn an_answer_that_could_not_be_read_is_not_taken_for_unchanged() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::html(document("Down", "", "<p>Back soon.</p>")).with_etag("\"1\""));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "kind = \"feed\"\n"));
    for _turn in 0..2 {
        assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    }
    assert!(site.requests().iter().all(|request| request.status == 200), "it is asked for the whole again");
}

#[test]
fn a_feed_that_breaks_off_gives_the_items_that_came() {
    let site = FakeSite::start();
    let whole = rss(&[("/healthy", "Healthy"), ("/lost", "Lost")]);
    let (kept, _) = whole.split_once("<title>Lost").expect("the item is in the feed");
    site.route("/feed.xml", Answer::feed(kept));
    serve_healthy(&site);
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask("select title from articles"), ["Healthy"]);
}

#[test]
fn bad_bytes_in_a_feed_and_a_page_cost_those_bytes_alone() {
    let site = FakeSite::start();
    let mut feed = rss(&[("/healthy", "Heal@thy")]).into_bytes();
    feed.iter_mut().filter(|byte| **byte == b'@').for_each(|byte| *byte = 0xFF);
    site.route("/feed.xml", Answer::feed(feed));
    let mut html = article("Healthy@").into_bytes();
    html.iter_mut().filter(|byte| **byte == b'@').for_each(|byte| *byte = 0xFE);
    site.route("/healthy", Answer::html(html));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert!(workspace.ask("select title from articles").concat().starts_with("Healthy"));
}

#[test]
fn endless_nesting_breaks_neither_feeds_nor_pages() {
    let site = FakeSite::start();
    let items = rss(&[("/deep", "Deep"), ("/healthy", "Healthy")]);
    serve_healthy(&site);
    let deep_page = format!("<html><body><h1>Deep</h1>{}<p>At the bottom.</p></body></html>", "<div>".repeat(DEEP));
    site.route("/deep", Answer::html(deep_page));
    site.route("/feed.xml", Answer::feed(items.clone()));
    let nested = "<x>".repeat(DEEP) + &"</x>".repeat(DEEP);
    site.route("/deep.xml", Answer::feed(items.replace("<description>News", &format!("<description>{nested}"))));
    site.route("/deep-list", Answer::html("<ul><li>".repeat(DEEP)));
    let sources = [
        source("deep-feed", &site.url("/deep.xml")),
        source("deep-list", &site.url("/deep-list")) + "kind = \"list\"\n",
        source("deep-page", &site.url("/feed.xml")),
    ];
    let workspace = Workspace::new(&sources.concat());
    let polled = workspace.run(&["poll", "--all"]);
    assert!(polled.code == 5 || polled.code == 0, "{polled:?}");
    assert_eq!(workspace.number("select count(*) from polls where error_kind = 'panic'"), 0);
    assert_eq!(workspace.ask("select result from polls where source_id = 'deep-page'"), ["ok"]);
    assert_eq!(workspace.ask("select title from articles order by title"), ["Deep", "Healthy"]);
}

#[test]
fn broken_pages_keep_no_healthy_page_of_the_same_feed_away() {
    let site = FakeSite::start();
    let pages = [
        ("/huge", Answer::html(vec![b' '; 100_000])),
        ("/cut", Answer::html(article("Cut")).cut_after(10)),
        ("/silent", Answer::never()),
        ("/raw", Answer::raw("SSH-2.0\r\n")),
        ("/loop", Answer::redirect(302, "/loop")),
        ("/inside", Answer::redirect(302, "http://10.0.0.1/")),
    ];
    let mut items: Vec<(&str, &str)> = pages.iter().map(|(path, _)| (*path, *path)).collect();
    items.push(("/healthy", "Healthy"));
    serve_healthy(&site);
    for (path, answer) in &pages {
        site.route(path, answer.clone());
    }
    site.route("/feed.xml", Answer::feed(rss(&items)));
    let configuration = "[fetch]\nmax_body = \"64 KiB\"\n".to_owned() + &source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&(configuration + "timeout = \"1s\"\n"));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 0, "the source itself answered");
    // What will not change is taken from the feed at once; the rest waits for another try.
    let from_feed = "select title from articles where text_from = 'feed' order by title";
    assert_eq!(workspace.ask(from_feed), ["/huge", "/inside"]);
    assert_eq!(workspace.ask("select title from articles where text_from = 'page'"), ["Healthy"]);
    let waiting = "select item ->> 'title' from deferrals where next_try is not null order by 1";
    assert_eq!(workspace.ask(waiting), ["/cut", "/loop", "/raw", "/silent"]);
}
