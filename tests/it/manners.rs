//! The manners of a guest: what moved is asked where it is, what is gone is left alone, and who asks for quiet has it.

use crate::paper::{article, rss};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

fn feed() -> Answer {
    Answer::feed(rss(&[("/one", "One")])).with_etag("\"1\"")
}

fn watching(url: &str) -> Workspace {
    Workspace::new(&(source("paper", url) + "full_text = \"feed\"\n"))
}

fn poll_all(workspace: &Workspace, times: usize) {
    for _ in 0..times {
        workspace.run(&["poll", "--all"]);
    }
}

#[test]
fn a_move_for_good_is_followed_once_it_was_announced_three_times_and_undone_when_it_leads_nowhere() {
    for status in [301, 308] {
        let site = FakeSite::start();
        site.route("/old", Answer::redirect(status, "/new"));
        site.route("/new", feed());
        let workspace = watching(&site.url("/old"));
        poll_all(&workspace, 5);
        assert_eq!(site.requests_for("/old").len(), 3, "{status}");
        let new = site.requests_for("/new");
        assert_eq!(new.len(), 5);
        assert!(new.iter().skip(1).all(|request| request.header("if-none-match") == Some("\"1\"")), "{new:?}");
        assert_eq!(workspace.ask("select moved_to, moved_times from source_state"), [site.url("/new") + "|3"]);

        site.route("/new", Answer::status(404));
        site.route("/old", feed());
        poll_all(&workspace, 2);
        assert_eq!(site.requests_for("/old").len(), 4, "asked again after the new address was lost");
        assert_eq!(workspace.ask("select failures, moved_to from source_state"), ["0|"]);
    }
}

#[test]
fn a_move_for_a_while_is_no_move() {
    let site = FakeSite::start();
    site.route("/old", Answer::redirect(302, "/elsewhere"));
    site.route("/elsewhere", feed());
    let workspace = watching(&site.url("/old"));
    poll_all(&workspace, 5);
    assert_eq!(site.requests_for("/old").len(), 5);
}

#[test]
fn what_is_gone_twice_is_asked_by_name_only() {
    let site = FakeSite::start();
    site.route("/feed", Answer::status(410));
    let workspace = watching(&site.url("/feed"));
    poll_all(&workspace, 2);
    assert_eq!(workspace.ask("select next_due, last_error_kind from source_state"), ["|gone"]);
    let error = workspace.ask("select last_error from source_state").concat();
    assert!(error.contains("rasid poll paper"), "{error}");
    site.route("/feed", feed());
    assert_eq!(workspace.run(&["poll"]).code, 0);
    assert_eq!(site.requests_for("/feed").len(), 2, "it is never due");
    workspace.run(&["poll", "paper"]);
    assert_eq!(workspace.number("select count(*) from source_state where next_due is not null"), 1, "it is back");
}

#[test]
fn what_a_feed_asks_for_holds_after_a_304_too() {
    let site = FakeSite::start();
    let body = rss(&[("/one", "One")]).replacen("<item>", "<ttl>300</ttl><item>", 1);
    site.route("/feed", Answer::feed(body).with_etag("\"1\""));
    site.route("/one", Answer::html(article("One")));
    let workspace = watching(&site.url("/feed"));
    poll_all(&workspace, 2);
    let sql = "select p.result, (julianday(t.next_due) - julianday(p.started_at)) * 24 > 4.9
        from source_state t, polls p order by p.id desc limit 1";
    assert_eq!(workspace.ask(sql), ["not-modified|1"]);
}

#[test]
fn who_says_429_is_left_alone_with_all_its_sources_and_pages_until_the_named_time() {
    let site = FakeSite::start();
    site.route("/busy", Answer::status(429).with_header("Retry-After", "3000"));
    site.route("/feed", feed());
    // The sources of one host are polled in turn, in the order in which they are due.
    let workspace = Workspace::new(&(source("a-busy", &site.url("/busy")) + &source("b-feed", &site.url("/feed"))));
    let daemon = workspace.daemon();
    daemon.logged("wants to be left alone");
    let is_put_off = "select count(*) from source_state
        where source_id = 'b-feed' and next_due > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+2900 seconds')";
    until("the other source is put off in the database", || (workspace.number(is_put_off) == 1).then_some(()));
    drop(daemon);
    let n_before = site.requests().len();
    let daemon = workspace.daemon();
    daemon.logged("watching 2 sources");
    assert_eq!(site.requests().len(), n_before, "a restart asks neither");
    assert_eq!(site.requests_for("/feed"), []);

    let polled = workspace.run(&["poll", "--all", "--format", "json"]);
    assert_eq!(polled.code, 6, "the daemon polls");
}

#[test]
fn a_single_turn_puts_off_the_other_sources_of_a_host_that_says_429() {
    let site = FakeSite::start();
    site.route("/busy", Answer::status(429).with_header("Retry-After", "3000"));
    site.route("/feed", feed());
    let workspace = Workspace::new(&(source("a-busy", &site.url("/busy")) + &source("b-feed", &site.url("/feed"))));
    let polled = workspace.run(&["poll", "--all", "--format", "json"]);
    assert_eq!(polled.code, 5);
    assert_eq!(site.requests_for("/feed"), []);
    let sql = "select t.failures, p.result, p.error_kind, p.status from source_state t join polls p using (source_id)
        order by source_id";
    assert_eq!(workspace.ask(sql), ["1|failed|too-many-requests|429", "0|postponed|too-many-requests|"]);
}

#[test]
fn robots_txt_is_obeyed_for_pages_and_not_for_feeds() {
    let site = FakeSite::start();
    site.route("/robots.txt", Answer::document("text/plain", "User-agent: *\nDisallow: /one\nDisallow: /feed\n"));
    site.route("/feed", Answer::feed(rss(&[("/one", "One"), ("/two", "Two")])));
    site.route("/one", Answer::html(article("One")));
    site.route("/two", Answer::html(article("Two")));
    let workspace = Workspace::new(&source("paper", &site.url("/feed")));
    assert_eq!(workspace.poll(), 2);
    assert_eq!(workspace.ask("select title, text_from from articles order by title"), ["One|feed", "Two|page"]);
    assert_eq!((site.requests_for("/one").len(), site.requests_for("/robots.txt").len()), (0, 1));
}

#[test]
fn a_list_page_that_robots_txt_forbids_is_left_alone_unless_its_source_says_otherwise() {
    let site = FakeSite::start();
    site.route("/robots.txt", Answer::document("text/plain", "User-agent: rasid\nDisallow: /\n"));
    site.route("/list", feed());
    let list = source("paper", &site.url("/list")) + "kind = \"sitemap\"\n";
    let workspace = Workspace::new(&list);
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    assert_eq!(workspace.ask("select last_error_kind from source_state"), ["robots"]);
    assert_eq!(site.requests_for("/list"), []);
    workspace.configure(&(list + "obey_robots = false\n"));
    workspace.run(&["poll", "--all"]);
    assert_eq!(site.requests_for("/list").len(), 1);
}
