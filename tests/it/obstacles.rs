//! Pages in the way: logins, checks for robots and portals that answer 200 in place of a feed or an article.

use crate::paper::{article, document, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

const LOGIN: &str = "<html><head><title>تسجيل الدخول</title></head><body><h1>تسجيل الدخول</h1>\
     <form method=post action=/session><input name=user><input type=password name=pass><button>دخول</button></form>";
const BOT_CHECK: &str = "<html><head><title>...</title></head><body><h1>Un momento</h1>\
     <script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script></body></html>";
const PORTAL: &str = "<html><head><meta http-equiv=refresh content='0; url=http://10.1.1.1/start'></head></html>";

/// A page of links, as a list page is.
fn front_page() -> String {
    let stories: String = (1..12)
        .map(|n| format!("<li><h3><a href=/story-{n}-of-today>The story of number {n} of today</a></h3></li>"))
        .collect();
    document("Home", "", &format!("<ul>{stories}</ul>"))
}

#[test]
fn a_page_in_place_of_a_feed_changes_nothing_and_forgets_no_validator() {
    for kind in ["auto", "feed"] {
        let site = FakeSite::start();
        let feed = Answer::feed(rss(&[("/one", "One")])).with_etag("\"1\"");
        site.route("/one", Answer::html(article("One")));
        site.route("/feed.xml", feed.clone());
        let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + &format!("kind = \"{kind}\"\n")));
        assert_eq!(workspace.poll(), 1);
        for (page, words) in [
            (LOGIN.to_owned(), "a login page"),
            (BOT_CHECK.to_owned(), "a check for robots"),
            (PORTAL.to_owned(), "a network's portal"),
            (front_page(), "an HTML page stands where the feed was"),
            (document("Sorry", "", "<p>Back soon.</p>"), "an HTML page stands where the feed was"),
        ] {
            site.route("/feed.xml", Answer::html(page).with_etag("\"other\""));
            assert_eq!(workspace.run(&["poll", "--all"]).code, 5, "{kind} {words}");
            let last = "select error_kind, error from polls order by id desc limit 1";
            let last = workspace.ask(last).concat();
            assert!(last.starts_with("interstitial|") && last.contains(words), "{kind} {words}: {last}");
        }
        assert_eq!(workspace.ask("select title from articles"), ["One"]);
        site.route("/feed.xml", feed);
        assert_eq!(workspace.poll(), 0);
        assert_eq!(site.requests().last().map(|request| request.status), Some(304), "{kind}: asked as before");
    }
}

#[test]
fn a_list_page_is_read_where_no_feed_was() {
    let site = FakeSite::start();
    site.route("/", Answer::html(front_page()));
    let workspace = Workspace::new(&(source("paper", &site.url("/")) + "full_text = \"feed\"\n"));
    for _turn in 0..2 {
        assert_eq!(workspace.run(&["poll", "--all"]).code, 0);
    }
    assert_eq!(workspace.number("select count(*) from articles"), 11);
    site.route("/", Answer::html(LOGIN));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    assert_eq!(workspace.ask("select error_kind from polls order by id desc limit 1"), ["interstitial"]);
    assert_eq!(workspace.number("select count(*) from articles"), 11);
}

#[test]
fn a_page_in_place_of_an_article_is_no_article_and_is_asked_for_again() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "The bridge is open"), ("/two", "The river is high")])));
    site.route("/one", Answer::html(BOT_CHECK));
    site.route("/two", Answer::html(article("The river is high").replace("<nav>", &format!("<nav>{LOGIN}"))));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(
        workspace.ask("select title from articles"),
        ["The river is high"],
        "a login in its head is no obstacle"
    );
    let waiting = workspace.ask("select item ->> 'title', error from deferrals where next_try is not null").concat();
    assert!(waiting.starts_with("The bridge is open|a check for robots"), "{waiting}");
}
