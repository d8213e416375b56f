//! One article, many sightings: whatever address, guid or title an article comes under, it is stored once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::paper::{article, channel, document, item, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// Polls a feed of these links after one another, each in a poll of its own, and returns how many articles there are.
fn polled_one_by_one(site: &FakeSite, workspace: &Workspace, links: &[&str]) -> u64 {
    for (n, link) in links.iter().enumerate() {
        let guid = format!("<guid isPermaLink=\"false\">version {n}</guid>");
        site.route("/feed.xml", Answer::feed(channel(&item(link, &format!("Headline {n}"), &guid))));
        workspace.poll();
    }
    workspace.number("select count(*) from articles").try_into().expect("a count")
}

/// A site that serves one article at each of these addresses.
fn site_with(paths: &[&str]) -> FakeSite {
    let site = FakeSite::start();
    for path in paths {
        site.route(path, Answer::html(article("The harbour opens")));
    }
    site
}

fn workspace(site: &FakeSite, rules: &str) -> Workspace {
    Workspace::new(&format!("{}{rules}", source("paper", &site.url("/feed.xml"))))
}

#[test]
fn another_guid_title_or_dress_of_the_address_is_a_sighting() {
    let listed = [
        "/news/harbour-1?id=7",
        "/news/harbour-1?utm_source=rss&amp;id=7&amp;fbclid=x",
        "/news/harbour-1/?id=7#comments",
        "/news/./harbour-1?id=7&amp;PHPSESSID=0123456789",
        "/news/harbour-1;jsessionid=0F?id=7",
        "/amp/news/harbour-1?id=7",
        "/news/harbour-1/amp?id=7&amp;amp=1",
        "/news/h%61rbour%2D1?id=7",
    ];
    let site = site_with(&["/news/harbour-1?id=7"]);
    let workspace = workspace(&site, "");
    assert_eq!(polled_one_by_one(&site, &workspace, &listed), 1);
    // Another headline is a reason to look again, at the address that is known.
    let asked: BTreeSet<String> = site.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(asked, ["/feed.xml", "/news/harbour-1?id=7", "/robots.txt"].map(str::to_owned).into());
    assert_eq!(workspace.ask("select count(*), min(title), min(guid) from sightings"), ["1|Headline 0|version 0"]);
    let seen = workspace.run(&["show", &site.url("/amp/news/harbour-1?id=7&ref=front")]);
    assert_eq!(seen.code, 0, "{seen:?}");
}

#[test]
fn what_tells_articles_apart_is_not_left_out() {
    let listed = ["/news?id=7", "/news?id=8", "/news?id=07", "/news/7", "/News/7"];
    let site = FakeSite::start();
    for (n, path) in listed.iter().enumerate() {
        site.route(path, Answer::html(article(&format!("Article {n}"))));
    }
    assert_eq!(polled_one_by_one(&site, &workspace(&site, ""), &listed), 5);
}

#[test]
fn hosts_in_all_their_forms_are_one() {
    let workspace = Workspace::new("");
    let spellings = [
        "http://example.org/1",
        "https://www.example.org:443/1",
        "http://m.example.org:80/1/",
        "https://mobile.example.org./1",
        "https://amp.example.org/1",
        "https://www.google.com/amp/s/example.org/1",
        "https://example-org.cdn.ampproject.org/c/s/example.org/1",
    ];
    let punycode = ["https://مثال.إختبار/أخبار", "http://xn--mgbh0fb.xn--kgbechtv/%d8%a3%D8%AE%D8%A8%D8%A7%D8%B1"];
    let mut lines = String::new();
    for (n, url) in spellings.iter().chain(&punycode).enumerate() {
        let text = prose(&format!("{n}")).replace('\n', " ");
        let _ = writeln!(lines, r#"{{"url":"{url}","title":"Version {n}","text":"{text}"}}"#);
    }
    let imported = workspace.run_with_input(&["import", "-"], lines);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert_eq!(workspace.number("select count(*) from articles"), 2);
}

#[test]
fn a_redirect_leads_to_the_article_that_is_known() {
    let site = site_with(&["/news/harbour-1"]);
    site.route("/short/1", Answer::redirect(302, "/go/1"));
    site.route("/go/1", Answer::redirect(301, "/news/harbour-1?utm_source=short"));
    site.route("/news/harbour-1?utm_source=short", Answer::html(article("The harbour opens")));
    let workspace = workspace(&site, "");
    assert_eq!(polled_one_by_one(&site, &workspace, &["/news/harbour-1", "/short/1", "/short/1"]), 1);
    assert_eq!(site.requests_for("/short/1").len(), 1, "its address is known from then on");
}

#[test]
fn a_canonical_address_is_believed_where_it_agrees() {
    let page = |title: &str, canonical: &str| {
        let head = format!("<link rel=\"canonical\" href=\"{canonical}\">");
        let text: String = prose(title).lines().map(|line| format!("<p>{line}</p>")).collect();
        Answer::html(document(title, &head, &format!("<article><h1>{title}</h1>{text}</article>")))
    };
    let site = FakeSite::start();
    // The same article at two addresses, which both name a third one.
    site.route("/a/1", page("The harbour opens", "/news/harbour-opens"));
    site.route("/b/1", page("The harbour opens", "/news/harbour-opens"));
    // A template that names one address on all pages: of articles with other words it is not believed.
    site.route("/c/2", page("The bridge is closed", "/news/harbour-opens"));
    site.route("/c/3", page("The market moves", "/"));
    site.route("/c/4", page("The winter comes", "https://elsewhere.example/news/winter"));
    let workspace = workspace(&site, "");
    assert_eq!(polled_one_by_one(&site, &workspace, &["/a/1", "/b/1", "/c/2", "/c/3", "/c/4"]), 4);
    let claims = workspace.ask("select count(canonical_url) from articles where url like '%/c/3' or url like '%/c/4'");
    assert_eq!(claims, ["0"]);
}

#[test]
fn rules_of_the_user_hold_and_what_is_known_stays_known_when_they_change() {
    let listed = ["/news/1?place=top", "/news/1/druck?place=left2"];
    let site = site_with(&listed);
    let rules = "[[address]]\ndomain = \"127.0.0.1\"\nignore = [\"place\"]\nstrip = [\"/druck\"]\n";
    let with_rules = workspace(&site, rules);
    assert_eq!(polled_one_by_one(&site, &with_rules, &listed), 1);
    let why = with_rules.run(&["key", "--explain", "http://127.0.0.1/news/1/druck?place=7"]).json();
    assert_eq!(why["canonical"], "https://127.0.0.1/news/1");
    assert_eq!(
        why["removed"][1],
        serde_json::json!({"what": "place=7", "rule": "ignore \"place\"", "domain": "127.0.0.1"})
    );
    // Another workspace gets the rules only after its first polls.
    let later = workspace(&site, "");
    assert_eq!(polled_one_by_one(&site, &later, &listed[..1]), 1);
    let feed = source("paper", &site.url("/feed.xml"));
    later.configure(&format!("{feed}{rules}"));
    assert_eq!(polled_one_by_one(&site, &later, &["/news/1?place=9", listed[1]]), 1);
    assert_eq!(later.number("select count(*) from sightings"), 1);
}

#[test]
fn an_item_without_address_is_known_by_its_name_also_when_the_rules_change() {
    let site = FakeSite::start();
    let no_address = "<item><title>Notice</title><guid isPermaLink=\"false\">n1</guid><description>The harbour is closed \
                      for a day, and the bridge as well.</description></item>";
    site.route("/feed.xml", Answer::feed(channel(no_address)));
    let workspace = workspace(&site, "");
    workspace.poll();
    workspace.configure(&format!("{}[[address]]\nignore = [\"place\"]\n", source("paper", &site.url("/feed.xml"))));
    site.route("/feed.xml", Answer::feed(channel(&format!("{no_address}{no_address}"))));
    workspace.poll();
    assert_eq!(workspace.number("select count(*) from articles"), 1);
}

#[test]
fn one_article_of_two_sources_has_two_sightings() {
    let site = site_with(&["/news/1?from=feed", "/news/1"]);
    site.route("/a.xml", Answer::feed(rss(&[("/news/1?from=feed", "The harbour opens")])));
    site.route("/b.xml", Answer::feed(rss(&[("/news/1", "Harbour: open again")])));
    let workspace =
        Workspace::new(&format!("{}{}", source("a", &site.url("/a.xml")), source("b", &site.url("/b.xml"))));
    workspace.poll();
    assert_eq!(workspace.ask("select count(*) from articles"), ["1"]);
    let titles = workspace.ask("select title from sightings order by source_id");
    assert_eq!(titles, ["The harbour opens", "Harbour: open again"]);
}
