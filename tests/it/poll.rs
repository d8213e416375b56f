//! Polls that go well: what a source lists becomes articles, each once, with what its page says.

use std::collections::HashSet;

use crate::paper::{article, channel, document, item, page, prose, rss, sitemap};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// The titles in the collection, in order of their letters.
const TITLES: &str = "select title from articles order by title";
/// How the last poll ended.
const LAST_POLL: &str =
    "select result, status, items_seen, items_new, items_failed from polls order by id desc limit 1";
/// The time at which everything that waits is tried again, without waiting for it.
const PAST: &str = "2020-01-01T00:00:00Z";

/// A workspace whose one source `paper` is this address.
fn watching(url: &str) -> Workspace {
    Workspace::new(&source("paper", url))
}

#[test]
fn a_feed_with_relative_links_becomes_articles() {
    let site = FakeSite::start();
    site.route("/news/feed.xml", Answer::feed(rss(&[("one", "First"), ("/two", "Second")])));
    site.route("/news/one", Answer::html(article("First")));
    site.route("/two", Answer::html(article("Second")));
    let workspace = watching(&site.url("/news/feed.xml"));
    assert_eq!(workspace.poll(), 2);
    let rows = workspace.ask("select url, title, language, text_from, copy_of from articles order by title");
    assert_eq!(
        rows,
        [format!("{}|First|en|page|", site.url("/news/one")), format!("{}|Second|en|page|", site.url("/two"))]
    );
    let text = workspace.ask("select text from articles where title = 'First'").concat();
    assert_eq!(words(&text), words(&prose("First")), "the menu and the foot are left out, nothing else");
    assert_eq!(workspace.ask("select title, homepage from sources"), [format!("The Paper|{}", site.url("/"))]);
    assert_eq!(workspace.ask(LAST_POLL), ["ok|200|2|2|0"]);
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn a_second_poll_asks_with_both_validators_and_stores_nothing() {
    let site = FakeSite::start();
    // Validators belong to the server: weak, full of odd characters, or no date at all, they are sent back as they came.
    let (etag, date) = ("W/\"a,b \\ ü;q=0\"", "yesterday, around noon");
    let feed = Answer::feed(rss(&[("/one", "First")])).with_etag(etag).with_last_modified(date);
    site.route("/feed.xml", feed);
    site.route("/one", Answer::html(article("First")));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    assert!(!site.requests_for("/feed.xml")[0].is_conditional(), "there is nothing to compare with yet");
    site.forget_requests();
    assert_eq!(workspace.poll(), 0);
    let requests = site.requests();
    let [request] = requests.as_slice() else { panic!("one request is enough: {requests:?}") };
    assert_eq!(request.header("if-none-match"), Some(etag));
    assert_eq!(request.header("if-modified-since"), Some(date));
    assert_eq!(workspace.ask(LAST_POLL), ["not-modified|304|0|0|0"]);
    assert_eq!(workspace.number("select count(*) from sightings"), 1);
}

#[test]
fn the_same_bytes_are_not_read_again_where_a_server_knows_no_validators() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "First")])));
    site.route("/one", Answer::html(article("First")));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.poll(), 0);
    assert_eq!(workspace.ask(LAST_POLL), ["not-modified|200|0|0|0"]);
}

#[test]
fn an_added_item_is_one_new_article_and_one_request() {
    let site = FakeSite::start();
    for title in ["First", "Second"] {
        site.route(&format!("/{title}"), Answer::html(article(title)));
    }
    site.route("/feed.xml", Answer::feed(rss(&[("/First", "First")])).with_etag("\"1\""));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    site.forget_requests();
    site.route("/feed.xml", Answer::feed(rss(&[("/Second", "Second"), ("/First", "First")])).with_etag("\"2\""));
    assert_eq!(workspace.poll(), 1);
    let paths: Vec<String> = site.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/feed.xml", "/robots.txt", "/Second"]);
    assert_eq!(workspace.ask(TITLES), ["First", "Second"]);
}

#[test]
fn one_article_behind_many_addresses_is_stored_once() {
    let site = FakeSite::start();
    site.route("/story", Answer::html(article("Story")));
    site.route("/story?utm_source=rss", Answer::html(article("Story")));
    site.route("/short", Answer::redirect(302, "/story"));
    let claiming = format!("<link rel=\"canonical\" href=\"{}\">", site.url("/story"));
    site.route("/print/story", Answer::html(document("Story", &claiming, &format!("<p>{}</p>", prose("Story")))));
    let listings = [
        item("/story", "Story", "<guid isPermaLink=\"false\">1</guid>"),
        item("/story?utm_source=rss&amp;utm_medium=feed", "Story", "<guid isPermaLink=\"false\">1</guid>"),
        item("/story#comments", "Story", "<guid isPermaLink=\"false\">another</guid>"),
        item("/short", "Story", ""),
        item("/print/story", "Story (to print)", ""),
    ];
    let workspace = watching(&site.url("/feed.xml"));
    for (turn, listing) in listings.iter().enumerate() {
        site.route("/feed.xml", Answer::feed(channel(listing)));
        assert_eq!(workspace.poll(), u64::from(turn == 0), "{listing}");
    }
    assert_eq!(workspace.number("select count(*) from articles"), 1);
    assert_eq!(workspace.number("select count(*) from sightings"), 1);
    // All in one feed, at a source of its own, it is the same article once more: seen there too.
    site.route("/all.xml", Answer::feed(channel(&listings.concat())));
    workspace.configure(&(source("paper", &site.url("/feed.xml")) + &source("other", &site.url("/all.xml"))));
    assert_eq!(workspace.poll(), 0);
    assert_eq!(workspace.number("select count(*) from articles"), 1);
    assert_eq!(workspace.ask("select source_id from sightings order by 1"), ["other", "paper"]);
}

#[test]
fn a_list_page_gives_its_articles_and_not_its_menu() {
    let site = FakeSite::start();
    let titles = ["The harbour opens again", "A bridge for the valley", "Winter comes to the island"];
    let links = titles.iter().enumerate().map(|(n, title)| {
        site.route(&format!("/news/{n}.html"), Answer::html(article(title)));
        format!("<div class=\"teaser\"><h2><a href=\"/news/{n}.html\">{title}</a></h2></div>\n")
    });
    let list = document("Front page", "", &links.collect::<String>());
    site.route("/", Answer::html(list));
    let select = "kind = \"list\"\n[source.select]\nitem = \".teaser\"\n";
    let workspace = Workspace::new(&(source("paper", &site.url("/")) + select));
    assert_eq!(workspace.poll(), 3);
    let mut expected = titles;
    expected.sort_unstable();
    assert_eq!(workspace.ask(TITLES), expected);
}

#[test]
fn a_sitemap_and_an_index_of_sitemaps_give_their_articles() {
    let site = FakeSite::start();
    let list = |range: std::ops::Range<u32>| {
        let urls = range.map(|n| {
            site.route(&format!("/{n}"), Answer::html(article(&format!("Report {n}"))));
            site.url(&format!("/{n}"))
        });
        Answer::document("application/xml", sitemap(&urls.collect::<Vec<_>>()))
    };
    site.route("/sitemap.xml", list(0..2));
    site.route("/new.xml", list(2..4));
    site.route("/old.xml", list(4..5));
    let index = format!(
        "<?xml version=\"1.0\"?><sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\
         <sitemap><loc>{}</loc></sitemap><sitemap><loc>{}</loc></sitemap></sitemapindex>",
        site.url("/new.xml"),
        site.url("/old.xml")
    );
    site.route("/index.xml", Answer::document("application/xml", index));
    let workspace =
        Workspace::new(&(source("plain", &site.url("/sitemap.xml")) + &source("index", &site.url("/index.xml"))));
    assert_eq!(workspace.poll(), 5);
    let seen = "select source_id, count(*) from sightings group by 1 order by 1";
    assert_eq!(workspace.ask(seen), ["index|3", "plain|2"]);
}

#[test]
fn of_an_index_only_what_may_have_changed_is_asked_again() {
    let site = FakeSite::start();
    let index = |children: &[(&str, &str)]| {
        let entries = children
            .iter()
            .map(|(path, modified)| format!("<sitemap><loc>{path}</loc><lastmod>{modified}</lastmod></sitemap>"));
        Answer::document("text/xml", format!("<sitemapindex>{}</sitemapindex>", entries.collect::<String>()))
    };
    let child = |path: &str| Answer::document("text/xml", sitemap(&[site.url(path)]));
    site.route(
        "/index.xml",
        index(&[("/inner.xml", "2020-02-01"), ("/old.xml", "2020-01-01"), ("/self.xml", "2020-01-01")]),
    );
    site.route("/inner.xml", index(&[("/new.xml", "2020-02-01")]));
    site.route("/self.xml", index(&[("/index.xml", "2020-01-01"), ("/self.xml", "2020-01-01")]));
    site.route("/old.xml", child("/one"));
    site.route("/new.xml", child("/two"));
    for (path, title) in [("/one", "One"), ("/two", "Two"), ("/three", "Three")] {
        site.route(path, Answer::html(article(title)));
    }
    let workspace = watching(&site.url("/index.xml"));
    assert_eq!(workspace.poll(), 2);
    site.forget_requests();
    assert_eq!(workspace.poll(), 0);
    let asked = || -> Vec<String> {
        let paths = site.requests().into_iter().map(|request| request.path);
        paths.filter(|path| path != "/robots.txt").collect()
    };
    assert_eq!(asked(), ["/index.xml"], "the index has not changed");

    // Without a date nothing tells whether a child has changed, so it is read again although the index is the same.
    site.route("/index.xml", index(&[("/new.xml", ""), ("/old.xml", "2020-01-01")]));
    assert_eq!(workspace.poll(), 0);
    site.route("/new.xml", child("/three"));
    site.forget_requests();
    assert_eq!(workspace.poll(), 1);
    assert_eq!(asked(), ["/index.xml", "/new.xml", "/three"]);
}

#[test]
fn a_sitemap_that_could_not_be_had_is_asked_again_although_its_index_is_the_same() {
    let site = FakeSite::start();
    let index = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>";
    site.route("/index.xml", Answer::document("text/xml", index).with_etag("\"1\""));
    site.route("/a.xml", Answer::status(503));
    site.route("/one", Answer::html(article("One")));
    let workspace = watching(&site.url("/index.xml"));
    let nothing = workspace.run(&["poll", "--all"]);
    assert_eq!((nothing.code, nothing.stdout.contains("none of the sitemaps")), (5, true), "{nothing:?}");
    site.route("/a.xml", Answer::document("text/xml", sitemap(&[site.url("/one")])));
    site.route("/b.xml", Answer::status(503));
    let two = index.replace("</sitemapindex>", "<sitemap><loc>/b.xml</loc><lastmod>2020-01-01</lastmod></sitemap>");
    site.route("/index.xml", Answer::document("text/xml", two).with_etag("\"2\""));
    assert_eq!(workspace.poll(), 1);
    site.route("/b.xml", Answer::document("text/xml", sitemap(&[site.url("/two")])));
    site.route("/two", Answer::html(article("Two")));
    assert_eq!(workspace.poll(), 1);
}

#[test]
fn the_feeds_own_text_is_taken_where_the_page_is_gone() {
    let site = FakeSite::start();
    let more = "<description>The harbour was closed for the winter.</description><pubDate>Mon, 22 Nov 2021 08:00:00 GMT</pubDate>";
    site.route("/feed.xml", Answer::feed(channel(&item("/gone", "Harbour closed", more))));
    site.route("/gone", Answer::status(410));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    let rows = workspace.ask("select title, text, text_from, published, published_from from articles");
    assert_eq!(rows, ["Harbour closed|The harbour was closed for the winter.|feed|2021-11-22T08:00:00Z|feed"]);
    assert_eq!(workspace.number("select count(*) from deferrals"), 0);
}

#[test]
fn no_page_is_asked_for_where_the_feed_holds_the_text() {
    let site = FakeSite::start();
    let more = format!("<description>{}</description>", prose("Whole"));
    site.route("/feed.xml", Answer::feed(channel(&item("/whole", "Whole", &more))));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "full_text = \"feed\"\n"));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(site.requests_for("/whole"), []);
    assert_eq!(workspace.ask("select text_from from articles"), ["feed"]);
}

#[test]
fn a_page_that_fails_is_tried_later_although_its_feed_does_not_change() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/good", "Good"), ("/bad", "Bad")])).with_etag("\"1\""));
    site.route("/good", Answer::html(article("Good")));
    site.route("/bad", Answer::status(500));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(LAST_POLL), ["ok|200|2|1|1"]);
    let waiting = "select url, attempts, error from deferrals where next_try > (select max(started_at) from polls)";
    assert_eq!(
        workspace.ask(waiting),
        [format!("{}|1|the server has a fault of its own (HTTP 500)", site.url("/bad"))]
    );

    site.forget_requests();
    assert_eq!(workspace.poll(), 0);
    assert_eq!(site.requests_for("/bad"), [], "its time has not come");

    site.route("/bad", Answer::html(article("Bad")));
    let_time_pass(&workspace);
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask(LAST_POLL), ["not-modified|304|0|1|0"]);
    assert_eq!(workspace.ask(TITLES), ["Bad", "Good"]);
    assert_eq!(workspace.number("select count(*) from deferrals"), 0);
    assert_eq!(workspace.ask("select title from sightings order by title"), ["Bad", "Good"]);
}

#[test]
fn a_login_page_behind_a_redirect_is_no_article() {
    let site = FakeSite::start();
    let first = item("/one", "The first headline of the day", "<description>What is known.</description>");
    let second = item("/two", "Another headline of the day", "<description>What else is known.</description>");
    site.route("/feed.xml", Answer::feed(channel(&(first + &second))));
    site.route("/one", Answer::redirect(302, "/login?next=one"));
    site.route("/two", Answer::redirect(302, "/login?next=two"));
    site.route("/login", Answer::html(page("Log in", "<p>Enter your address and your password to go on.</p>")));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 2);
    let rows = workspace.ask("select title, text, text_from from articles order by id");
    assert_eq!(
        rows,
        ["The first headline of the day|What is known.|feed", "Another headline of the day|What else is known.|feed"]
    );
}

/// Makes everything that waits for a later time due now.
fn let_time_pass(workspace: &Workspace) {
    #[expect(clippy::disallowed_methods, reason = "no command changes the collection's times, so the test does")]
    let database = rusqlite::Connection::open(workspace.path("rasid.db")).expect("the database opens");
    let changed = database.execute("update deferrals set next_try = ?1 where next_try is not null", [PAST]);
    assert!(changed.is_ok_and(|n_rows| n_rows > 0), "nothing waits");
}

#[test]
fn a_page_that_never_comes_is_given_up_for_the_feeds_own_text() {
    let site = FakeSite::start();
    let more = "<description>All that is known.</description>";
    site.route("/feed.xml", Answer::feed(channel(&item("/bad", "Bad", more))).with_etag("\"1\""));
    site.route("/bad", Answer::status(503));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 0);
    let_time_pass(&workspace);
    assert_eq!(workspace.poll(), 0);
    let_time_pass(&workspace);
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask("select title, text, text_from from articles"), ["Bad|All that is known.|feed"]);
    assert_eq!(site.requests_for("/bad").len(), 3);
}

#[test]
fn what_is_too_much_for_one_poll_comes_with_the_next_ones() {
    let site = FakeSite::start();
    let paths: Vec<String> = (0..7).map(|n| format!("/{n}")).collect();
    let items: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), path.as_str())).collect();
    for path in &paths {
        site.route(path, Answer::html(article(path)));
    }
    site.route("/feed.xml", Answer::feed(rss(&items)).with_etag("\"1\""));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "max_new = 3\n"));
    assert_eq!(workspace.poll(), 3);
    assert_eq!(workspace.number("select count(*) from deferrals"), 4);
    assert_eq!(workspace.poll(), 3);
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.poll(), 0);
    assert_eq!(workspace.ask(TITLES), paths);
    assert!(paths.iter().all(|path| site.requests_for(path).len() == 1), "each page is asked for once");
}

#[test]
fn copies_name_their_original() {
    let site = FakeSite::start();
    let text = prose("agency");
    site.route("/a/1", Answer::html(page("Envoys meet in Geneva", &text)));
    site.route("/b/7", Answer::html(page("Geneva: envoys meet", &text)));
    site.route("/b/8", Answer::html(article("Something else")));
    site.route("/a.xml", Answer::feed(rss(&[("/a/1", "Envoys meet in Geneva")])));
    site.route("/b.xml", Answer::feed(rss(&[("/b/7", "Geneva: envoys meet"), ("/b/8", "Something else")])));
    let workspace = Workspace::new(&source("a", &site.url("/a.xml")));
    assert_eq!(workspace.poll(), 1);
    workspace.configure(&(source("a", &site.url("/a.xml")) + &source("b", &site.url("/b.xml"))));
    assert_eq!(workspace.poll(), 2);
    let copies = "select copy.title, original.title, copy.copy_kind from articles as copy \
                  join articles as original on original.id = copy.copy_of";
    assert_eq!(workspace.ask(copies), ["Geneva: envoys meet|Envoys meet in Geneva|exact"]);
}

#[test]
fn topics_carry_the_words_that_earned_them() {
    let topic = "
        [[topic]]
        id = \"harbours\"
        threshold = 4
        [topic.terms.en]
        3 = [\"container port*\"]
        1 = [\"ship*\"]
        [topic.terms.ar]
        4 = [\"ميناء\"]
    ";
    let site = FakeSite::start();
    let english = page("Container ports fill up", "Ships wait outside the container port, and one more shipment came.");
    let arabic = page("الميناء مغلق", "أغلقت السلطات المِيناء يوم الثلاثاء بسبب العاصفة التي ضربت الساحل الشمالي.");
    site.route("/1", Answer::html(english));
    site.route("/2", Answer::html(arabic));
    site.route("/3", Answer::html(page("Ship", "A single ship is not enough for this topic to be found in a text.")));
    site.route("/feed.xml", Answer::feed(rss(&[("/1", "Ports"), ("/2", "الميناء مغلق"), ("/3", "Ship")])));
    let workspace = Workspace::new(&(topic.to_owned() + &source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 3);
    let found = "
        select language, e.value ->> 'field', substr(
            case e.value ->> 'field' when 'title' then title else text end,
            1 + (e.value ->> 'start'), (e.value ->> 'end') - (e.value ->> 'start'))
        from articles as a join article_topics on article_id = a.id, json_each(evidence) as e
        where topic = 'harbours' order by language, 2 desc, e.value ->> 'start'";
    let rows = workspace.ask(found);
    insta::assert_snapshot!(rows.join("\n"), @r"
    ar|title|الميناء
    ar|text|المِيناء
    en|title|Container ports
    en|text|Ships
    en|text|container port
    en|text|shipment
    ");
}

#[test]
fn a_page_in_another_charset_with_an_arabic_month_is_read() {
    let site = FakeSite::start();
    let text =
        "أعلنت الوزارة افتتاح الجسر الجديد على النهر بعد ثلاث سنوات من العمل المتواصل، وقالت إن الحركة ستبدأ غداً.";
    let html = format!(
        "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"windows-1256\"><title>افتتاح الجسر</title></head>\
         <body><article><h1>افتتاح الجسر</h1><div class=\"date\">الأربعاء 17 تشرين الثاني 2021</div><p>{text}</p><p>{text}</p></article></body></html>"
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&html);
    site.route("/1", Answer::document("text/html", bytes.into_owned()));
    site.route("/feed.xml", Answer::feed(rss(&[("/1", "افتتاح الجسر")])));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    let row = "select title, language, published, published_precision from articles";
    assert_eq!(workspace.ask(row), ["افتتاح الجسر|ar|2021-11-17|day"]);
    assert!(workspace.ask("select text from articles").concat().starts_with("أعلنت الوزارة افتتاح الجسر الجديد"));
}

#[test]
fn the_running_clock_is_no_date_and_a_pull_quote_no_second_paragraph() {
    let site = FakeSite::start();
    let quote = "The bridge will carry twice as many trains as the old one did in its best years.";
    let body = format!(
        "<div class=\"clock\">Thursday, 25 April 2024</div><article><h1>A new bridge</h1>\
         <p>{}</p><p>At the opening the engineer took her time. {quote} Nobody disagreed with her.</p>\
         <blockquote class=\"pullquote\">{quote}</blockquote><p>{}</p></article>",
        prose("before"),
        prose("after"),
    );
    site.route("/bridge", Answer::html(document("A new bridge", "", &body)));
    site.route("/feed.xml", Answer::feed(rss(&[("/bridge", "A new bridge")])));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.ask("select published, published_from from articles"), ["|"]);
    let text = workspace.ask("select text from articles").concat();
    assert_eq!(text.matches(quote).count(), 1, "{text}");
    assert!(
        text.contains("Nobody disagreed") && text.contains(prose("after").lines().last().unwrap().trim()),
        "{text}"
    );
}

#[test]
fn a_source_is_polled_when_it_is_due_and_not_before() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "First")])));
    site.route("/one", Answer::html(article("First")));
    let workspace = watching(&site.url("/feed.xml"));
    assert_eq!(workspace.run(&["poll"]).code, 0);
    assert_eq!(workspace.number("select count(*) from articles"), 1);
    site.forget_requests();
    assert_eq!(workspace.run(&["poll"]).code, 0);
    assert_eq!(site.requests(), [], "it is due in half an hour");
    assert_eq!(workspace.run(&["poll", "paper"]).code, 0);
    assert_eq!(site.requests().len(), 1, "who names a source wants it now");
}

#[test]
fn the_server_is_told_who_asks_and_secrets_stay_at_home() {
    let site = FakeSite::start();
    let other = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/here", "Here"), (&other.url("/there"), "There")])));
    site.route("/here", Answer::html(article("Here")));
    other.route("/there", Answer::html(article("There")));
    let keys = "user_agent = \"newsroom/1.0\"\nheaders = { X-Key = \"secret\" }\n";
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + keys));
    assert_eq!(workspace.poll(), 2);
    let all: HashSet<_> = site.requests().into_iter().chain(other.requests()).map(|request| request.path).collect();
    assert_eq!(all, HashSet::from(["/feed.xml", "/here", "/there", "/robots.txt"].map(str::to_owned)));
    for request in site.requests().iter().chain(&other.requests()) {
        assert_eq!(request.header("user-agent"), Some("newsroom/1.0"), "{request:?}");
    }
    assert_eq!(site.requests_for("/feed.xml")[0].header("x-key"), Some("secret"));
}
