//! Pages that are looked at again: when, what counts as a change, and what becomes of articles that go or come back.
//!
//! Time passes by being turned back in the database: what was planned becomes due, what was seen becomes old.

use crate::paper::{document, page, prose, rss, sitemap};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

const TITLE: &str = "The harbour opens again";
const SCHEDULE: &str = "recheck = [\"1h\", \"6h\"]\n";
/// When an article is looked at next, in hours after what that is counted from.
const NEXT_LOOK: &str = "select round((julianday(due) - julianday(counted_from)) * 24) from rechecks";

/// A site of one article behind a feed.
fn site(body: &str) -> FakeSite {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/1", TITLE)])));
    site.route("/1", Answer::html(page(TITLE, body)));
    site
}

fn text(more: &str) -> String {
    format!("{}\n{more}", prose(TITLE))
}

fn watching(site: &FakeSite, keys: &str) -> Workspace {
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + keys));
    assert_eq!(workspace.poll(), 1);
    workspace
}

/// Lets so many hours pass for all that is known of articles.
fn pass(workspace: &Workspace, hours: u32) {
    let earlier = |column: &str| format!("{column} = strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-{hours} hours')");
    let columns = ["due", "counted_from", "tried_at", "looked_at", "claimed_at"].map(earlier).join(", ");
    workspace.tamper(&format!("update rechecks set {columns}; update articles set {}", earlier("first_seen")));
}

/// Polls, and tells how many articles were looked at again, changed and gone.
fn look(workspace: &Workspace) -> (u64, u64, u64) {
    let polled = workspace.run(&["poll", "--all", "--format", "json"]);
    assert_eq!(polled.code, 0, "{polled:?}");
    let report = &polled.json()[0];
    let count = |name: &str| report[name].as_u64().unwrap_or_else(|| panic!("{name} in {report}"));
    (count("rechecked"), count("revised"), count("gone"))
}

fn texts(workspace: &Workspace) -> String {
    workspace.ask("select title || char(10) || text from articles").concat()
}

#[test]
fn a_page_is_looked_at_when_the_schedule_says_so_and_in_between_not() {
    let site = site(&text(""));
    let workspace = watching(&site, SCHEDULE);
    assert_eq!(workspace.ask(NEXT_LOOK), ["1"]);
    let mut looks = Vec::new();
    for hours in [0, 1, 1, 4, 1, 100] {
        pass(&workspace, hours);
        site.forget_requests();
        looks.push(look(&workspace).0);
        assert_eq!(site.requests_for("/1").len() as u64, looks[looks.len() - 1], "after {hours} hours more");
    }
    assert_eq!(looks, [0, 1, 0, 1, 0, 0], "after 1 and 6 hours, and never again");
    assert_eq!(workspace.number("select count(*) from rechecks where due is null and looked_at is not null"), 1);
    assert_eq!(workspace.number("select count(*) from revisions"), 0);
    assert_eq!(workspace.number("select sum(items_rechecked) from polls"), 2);
}

#[test]
fn without_a_schedule_no_page_is_looked_at_and_one_that_is_changed_holds_for_what_is_young() {
    let site = site(&text(""));
    let workspace = watching(&site, "");
    assert_eq!(workspace.number("select count(*) from rechecks"), 0);
    let configured = |keys: &str| workspace.configure(&(source("paper", &site.url("/feed.xml")) + keys));
    configured(SCHEDULE);
    pass(&workspace, 2);
    workspace.poll();
    assert_eq!(workspace.ask(NEXT_LOOK), ["6"], "what has passed is not made up for");
    configured("recheck = [\"12h\"]\n");
    workspace.poll();
    assert_eq!(workspace.ask(NEXT_LOOK), ["12"]);
    configured("");
    workspace.poll();
    assert_eq!(workspace.number("select count(*) from rechecks where due is not null"), 0);
    assert_eq!(site.requests_for("/1").len(), 1);
}

#[test]
fn a_page_that_its_server_calls_the_same_is_not_sent_again() {
    let site = site("");
    site.route("/1", Answer::html(page(TITLE, &text(""))).with_etag("\"1\""));
    let workspace = watching(&site, SCHEDULE);
    for hours in [1, 6] {
        pass(&workspace, hours);
        site.forget_requests();
        assert_eq!(look(&workspace), (1, 0, 0));
        let requests = site.requests_for("/1");
        let [request] = requests.as_slice() else { panic!("one request: {requests:?}") };
        assert_eq!((request.status, request.header("if-none-match")), (304, Some("\"1\"")));
    }
}

#[test]
fn pages_that_are_due_are_no_reason_to_ask_their_source() {
    let site = site(&text(""));
    let workspace = watching(&site, &(SCHEDULE.to_owned() + "every = \"1d\"\n"));
    site.forget_requests();
    assert!(workspace.run(&["poll"]).stderr.contains("no source is due yet"));
    pass(&workspace, 1);
    let polled = workspace.run(&["poll", "--format", "json"]);
    let report = &polled.json()[0];
    assert_eq!((report["result"].as_str(), report["rechecked"].as_u64()), (Some("rechecked"), Some(1)), "{polled:?}");
    assert_eq!(site.requests_for("/feed.xml").len(), 0);
    assert_eq!(site.requests_for("/1").len(), 1);
    assert_eq!(workspace.number("select count(*) from polls"), 1);

    pass(&workspace, 6);
    site.forget_requests();
    let daemon = workspace.daemon();
    daemon.logged("paper: 1 articles looked at again, 0 changed, 0 gone");
    drop(daemon);
    assert_eq!((site.requests_for("/feed.xml").len(), site.requests_for("/1").len()), (0, 1));
}

#[test]
fn what_changes_is_kept_and_what_merely_runs_is_no_change() {
    let toll = |n: u32, views: &str, ago: &str| {
        let arabic = format!("قال مسؤول إن {n} شخصا قتلوا في انفجار هز الميناء صباح اليوم.\n{ago}\n{views} مشاهدة");
        Answer::html(page(TITLE, &text(&arabic)))
    };
    let site = site("");
    site.route("/1", toll(12, "1,234", "منذ 3 ساعات"));
    let workspace = watching(&site, SCHEDULE);
    let first = texts(&workspace);
    assert!(first.contains("قتلوا"), "{first}");

    site.route("/1", toll(12, "5,678", "منذ 4 ساعات"));
    pass(&workspace, 1);
    assert_eq!(look(&workspace), (1, 0, 0), "{}", texts(&workspace));
    assert_eq!(texts(&workspace), first, "the article stays as it is");

    site.route("/1", toll(15, "9,999", "منذ 9 ساعات"));
    pass(&workspace, 6);
    assert_eq!(look(&workspace), (1, 1, 0));
    assert!(texts(&workspace).contains("إن 15 شخصا"), "{}", texts(&workspace));
    assert_eq!(workspace.ask("select why, title is null, text like '%إن 12 شخصا%' from revisions"), ["changed|1|1"]);
    assert_eq!(workspace.ask(NEXT_LOOK), ["1"], "a change begins the schedule anew");
    assert_eq!(workspace.number("select count(*) from articles_fts where articles_fts match '15'"), 1);
    let shown = workspace.run(&["diff", "1"]);
    assert!(shown.stdout.contains("15"), "{shown:?}");
    let stats = workspace.run(&["stats", "--format", "csv"]).stdout;
    assert!(stats.contains("revised,,1"), "{stats}");

    let again = workspace.run(&["reprocess"]);
    assert!(again.stderr.contains("0 articles changed"), "the page of the new version is kept: {again:?}");
    assert_eq!(workspace.ask("select count(*) from snapshots"), ["2"], "beside that of the earlier one");
}

#[test]
fn a_version_whose_page_is_not_kept_is_not_undone() {
    let site = site(&text("Twelve ships came to the harbour on the first day, as the council said."));
    let workspace = watching(&site, SCHEDULE);
    let configuration = source("paper", &site.url("/feed.xml")) + SCHEDULE;
    workspace.configure(&(configuration + "snapshots = \"off\"\n"));
    site.route(
        "/1",
        Answer::html(page(TITLE, &text("Fifteen ships came to the harbour on the first day, as the council said."))),
    );
    pass(&workspace, 1);
    assert_eq!(look(&workspace), (1, 1, 0));
    workspace.run(&["reprocess"]);
    assert!(texts(&workspace).contains("Fifteen ships"));
}

/// An Atom feed of entries: address, title, date of change.
fn atom(entries: &[(&str, &str, &str)]) -> Answer {
    let entries = entries.iter().map(|(link, title, updated)| {
        format!(
            "<entry><id>{link}</id><title>{title}</title><link href=\"{link}\"/><published>2026-01-01T08:00:00Z</published>\
             <updated>{updated}</updated></entry>"
        )
    });
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Paper</title><id>x</id>";
    Answer::document("application/atom+xml", format!("{feed}{}</feed>", entries.collect::<String>()))
}

/// A site of five articles in an Atom feed, all with one date of change.
fn paper() -> (FakeSite, Vec<(String, String)>) {
    let site = FakeSite::start();
    let entries: Vec<(String, String)> =
        (1..=5).map(|n| (format!("/{n}"), format!("Report {n} of the harbour"))).collect();
    for (path, title) in &entries {
        site.route(path, Answer::html(page(title, &prose(title))));
    }
    (site, entries)
}

fn listing<'e>(
    entries: &'e [(String, String)],
    updated: impl Fn(usize) -> &'e str,
) -> Vec<(&'e str, &'e str, &'e str)> {
    entries.iter().enumerate().map(|(n, (path, title))| (path.as_str(), title.as_str(), updated(n))).collect()
}

#[test]
fn what_a_feed_says_is_updated_is_looked_at_at_once_and_what_stamps_all_is_not_believed() {
    let (site, entries) = paper();
    site.route("/feed.xml", atom(&listing(&entries, |_| "2026-01-01T08:00:00Z")));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 5);

    site.forget_requests();
    let second = &entries[1];
    site.route(&second.0, Answer::html(page(&second.1, &(prose(&second.1) + "Fifteen people were hurt."))));
    site.route(
        "/feed.xml",
        atom(&listing(&entries, |n| if n == 1 { "2026-01-02T09:00:00Z" } else { "2026-01-01T08:00:00Z" })),
    );
    assert_eq!(look(&workspace), (1, 1, 0));
    let asked: Vec<String> = site.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(asked, ["/feed.xml", "/robots.txt", "/2"]);
    assert_eq!(workspace.number("select count(*) from articles where text like '%Fifteen people%'"), 1);

    site.forget_requests();
    site.route("/feed.xml", atom(&listing(&entries, |_| "2026-01-03T09:00:00Z")));
    assert_eq!(look(&workspace), (0, 0, 0), "who stamps all items tells nothing");
    assert_eq!(site.requests().len(), 1);

    site.forget_requests();
    let mut renamed = entries.clone();
    renamed[4].1 = "Report 5 of the harbour: twelve ships leave".to_owned();
    site.route("/feed.xml", atom(&listing(&renamed, |_| "2026-01-04T09:00:00Z")));
    assert_eq!(look(&workspace), (1, 0, 0), "another headline is believed all the same");
    assert_eq!(site.requests_for("/5").len(), 1);
    assert_eq!(look(&workspace), (0, 0, 0), "once");
}

#[test]
fn a_short_feed_that_stamps_its_item_is_found_out() {
    let (site, entries) = paper();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let mut n_looks = 0;
    for day in 10..30 {
        let updated = format!("2026-01-{day}T09:00:00Z");
        site.route("/feed.xml", atom(&listing(&entries[..1], |_| updated.as_str())));
        n_looks += look(&workspace).0;
        workspace.tamper("update rechecks set tried_at = strftime('%Y-%m-%dT%H:%M:%SZ', tried_at, '-1 minute')");
    }
    assert_eq!(n_looks, 5);
}

#[test]
fn a_feed_that_holds_the_texts_itself_is_compared_without_a_request() {
    let site = FakeSite::start();
    let route = |updated: &str, toll: u32| {
        let entry = format!(
            "<entry><id>1</id><title>{TITLE}</title><link href=\"/1\"/><updated>{updated}</updated>\
             <content type=\"text\">{} At least {toll} people were hurt.</content></entry>",
            prose(TITLE)
        );
        let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Paper</title><id>x</id>";
        site.route("/feed.xml", Answer::document("application/atom+xml", format!("{feed}{entry}</feed>")));
    };
    route("2026-01-01T08:00:00Z", 12);
    let workspace = watching(&site, "full_text = \"feed\"\nrecheck = [\"1h\"]\n");
    route("2026-01-02T08:00:00Z", 15);
    assert_eq!(look(&workspace), (1, 1, 0));
    assert!(texts(&workspace).contains("At least 15"), "{}", texts(&workspace));
    assert_eq!(site.requests_for("/1").len(), 0);
    let health = workspace.run(&["sources", "--format", "json"]).json();
    assert_eq!((health[0]["revised"].as_u64(), health[0]["gone"].as_u64()), (Some(1), Some(0)));
}

#[test]
fn a_sitemap_tells_of_changes_too() {
    let (site, entries) = paper();
    let route = |changed: &str| {
        let urls: Vec<String> = entries.iter().map(|(path, _)| site.url(path)).collect();
        let dated = sitemap(&urls).replace("</loc>", "</loc><lastmod>2026-01-01</lastmod>");
        let second = format!("{}</loc><lastmod>2026-01-01", site.url("/2"));
        let dated = dated.replace(&second, &format!("{}</loc><lastmod>{changed}", site.url("/2")));
        site.route("/sitemap.xml", Answer::document("application/xml", dated));
    };
    route("2026-01-01");
    let workspace = Workspace::new(&source("paper", &site.url("/sitemap.xml")));
    assert_eq!(workspace.poll(), 5);
    site.forget_requests();
    route("2026-01-02");
    assert_eq!(look(&workspace), (1, 0, 0));
    assert_eq!(site.requests_for("/2").len(), 1);
}

#[test]
fn an_article_that_is_gone_is_marked_and_stays_and_comes_back() {
    for status in [404_u16, 410] {
        let site = site(&text(""));
        let workspace = watching(&site, SCHEDULE);
        let before = texts(&workspace);
        site.route("/1", Answer::status(status));
        pass(&workspace, 1);
        assert_eq!(look(&workspace), (1, 0, 1));
        assert_eq!(texts(&workspace), before);
        let search = workspace.run(&["search", "--format", "json", "is:gone"]).json();
        assert_eq!(search[0]["gone_status"].as_u64(), Some(u64::from(status)), "{search}");
        let exported = workspace.run(&["export"]).json_lines();
        assert!(exported[0]["gone_since"].is_string(), "{exported:?}");
        let shown = workspace.run(&["show", "1"]);
        assert!(shown.stdout.contains(&format!("(HTTP {status})")), "{shown:?}");
        assert!(workspace.run(&["stats", "--format", "csv"]).stdout.contains("gone,,1"));
        assert_eq!(workspace.ask(NEXT_LOOK), ["6"], "it may come back");

        site.route("/1", Answer::html(page(TITLE, &text(""))));
        pass(&workspace, 6);
        assert_eq!(look(&workspace), (1, 0, 0));
        assert_eq!(workspace.run(&["search", "--exit-code", "is:gone"]).code, 4);
        assert_eq!(workspace.number("select count(*) from revisions"), 0);
    }
}

#[test]
fn what_stands_in_place_of_an_article_never_replaces_it() {
    let missing =
        document("Page not found", "", "<h1>Page not found</h1><p>Sorry, there is nothing here any more.</p>");
    let strangers = "Bakers knead dough before sunrise while flour dust floats under yellow lamps. Nobody else walks these streets.\n\
                     Two brothers sell warm rolls, sweet buns and dark loaves from one narrow counter, six mornings every week.";
    let other = page("How two brothers bake bread", strangers);
    let cases = [
        ("the home page", Answer::redirect(302, "/")),
        ("an error that answers 200", Answer::html(missing)),
        ("another article", Answer::html(other)),
        ("a beginning", Answer::html(page(TITLE, "Subscribe to read on."))),
    ];
    for (what, answer) in cases {
        let site = site(&text(""));
        site.route("/", Answer::html(document("The Paper", "", "<h1>The Paper</h1><p>News of the day.</p>")));
        let workspace = watching(&site, SCHEDULE);
        let before = texts(&workspace);
        site.route("/1", answer);
        pass(&workspace, 1);
        assert_eq!(look(&workspace), (1, 0, 0), "{what}");
        assert_eq!(texts(&workspace), before, "{what}");
        let shown = workspace.run(&["show", "1", "--format", "json"]).json();
        assert!(shown[0]["recheck"]["note"].is_string(), "{what}: {}", shown[0]["recheck"]);

        site.route("/1", Answer::html(page(TITLE, &text(""))));
        pass(&workspace, 6);
        assert_eq!(look(&workspace), (1, 0, 0), "{what}");
        assert_eq!(workspace.number("select count(*) from rechecks where note is null"), 1, "{what}");
    }
}

#[test]
fn a_server_that_fails_is_asked_again_soon_and_not_for_ever() {
    let site = site(&text(""));
    let workspace = watching(&site, SCHEDULE);
    site.route("/1", Answer::status(500));
    let mut n_requests = Vec::new();
    for hours in [1, 1, 1, 1, 2, 20, 20] {
        pass(&workspace, hours);
        site.forget_requests();
        assert_eq!(look(&workspace), (0, 0, 0));
        n_requests.push(site.requests_for("/1").len());
    }
    assert_eq!(n_requests, [1, 1, 1, 0, 1, 1, 1], "three tries for each look of the schedule");
    pass(&workspace, 100);
    assert_eq!(look(&workspace), (0, 0, 0));
    assert_eq!(workspace.number("select count(*) from rechecks where due is null"), 1);
    assert_eq!(workspace.number("select count(*) from articles where gone_since is not null"), 0);
}

#[test]
fn a_poll_that_is_killed_forgets_no_change() {
    let (site, entries) = paper();
    site.route("/feed.xml", atom(&listing(&entries, |_| "2026-01-01T08:00:00Z")));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    workspace.poll();
    site.route("/2", Answer::never());
    site.route(
        "/feed.xml",
        atom(&listing(&entries, |n| if n == 1 { "2026-01-02T09:00:00Z" } else { "2026-01-01T08:00:00Z" })),
    );
    site.forget_requests();
    let mut poll = workspace.command(&["poll", "--all"]).spawn().expect("the program starts");
    until("the page is asked for", || (!site.requests_for("/2").is_empty()).then_some(()));
    poll.kill().expect("it runs");
    poll.wait().expect("it ends");
    site.route("/2", Answer::html(page(&entries[1].1, &(prose(&entries[1].1) + "Fifteen people were hurt."))));
    assert_eq!(look(&workspace), (1, 1, 0));
}
