//! The watch over what pages give: a paper changes its layout, and `rasid sources` says so.

use crate::paper::{article, document, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// Publishes articles of these numbers, the newest first, with pages made from their titles.
fn publish(site: &FakeSite, numbers: std::ops::Range<usize>, page: impl Fn(&str) -> String) {
    let items: Vec<(String, String)> =
        numbers.map(|n| (format!("/{n}"), format!("Report {n} of the harbour"))).collect();
    for (path, title) in &items {
        site.route(path, Answer::html(page(title)));
    }
    let items: Vec<(&str, &str)> = items.iter().rev().map(|(path, title)| (path.as_str(), title.as_str())).collect();
    site.route("/feed.xml", Answer::feed(rss(&items)));
}

/// A page whose text only a script would bring.
fn shell(title: &str) -> String {
    document(title, "", &format!("<h1>{title}</h1><div id=\"app\"></div>"))
}

#[test]
fn a_paper_whose_pages_suddenly_give_no_text_is_reported() {
    let site = FakeSite::start();
    publish(&site, 0..40, article);
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 40);
    let well = workspace.run(&["sources", "--failing"]);
    assert_eq!((well.code, well.stdout.as_str()), (0, ""), "{well:?}");

    publish(&site, 40..50, shell);
    assert_eq!(workspace.poll(), 10);
    assert_eq!(workspace.run(&["sources", "--failing"]).code, 0, "ten pages may be chance");

    publish(&site, 50..57, shell);
    assert_eq!(workspace.poll(), 7);
    let poorer = workspace.run(&["sources", "--failing", "--format", "json"]);
    assert_eq!(poorer.code, 5, "{poorer:?}");
    let row = &poorer.json()[0];
    assert_eq!(row["state"], "poorer");
    let advice = row["advice"].as_str().expect("advice");
    assert!(advice.contains("0 of 17 pages have text, 40 of 40 before"), "{advice}");
    assert!(advice.contains("rasid reprocess --source paper"), "{advice}");
    let (quality, decline) = (&row["quality"], &row["quality"]["decline"]);
    assert_eq!((quality["pages"].as_i64(), quality["with_text"].as_i64()), (Some(40), Some(23)));
    assert_eq!((decline["respect"].as_str(), decline["of"].as_i64()), (Some("text"), Some(17)));

    // The paper is read right again, as a newer version would: the articles are mended, and with them the verdict.
    workspace.tamper("update articles set page_words = 300 where page_words = 0");
    assert_eq!(workspace.run(&["sources", "--failing"]).code, 0);
}

#[test]
fn what_the_feed_says_does_not_hide_that_a_page_says_nothing() {
    let site = FakeSite::start();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let feed = |n: usize| {
        let items = (0..n).rev().map(|n| {
            let more = format!("<description>{}</description>", "A teaser of some words. ".repeat(3));
            crate::paper::item(&format!("/{n}"), &format!("Report {n} of the harbour"), &more)
        });
        Answer::feed(crate::paper::channel(&items.collect::<String>()))
    };
    for (numbers, page) in [(0..35, article as fn(&str) -> String), (35..55, shell)] {
        for n in numbers.clone() {
            site.route(&format!("/{n}"), Answer::html(page(&format!("Report {n} of the harbour"))));
        }
        site.route("/feed.xml", feed(numbers.end));
        workspace.poll();
    }
    assert_eq!(workspace.ask("select text_from, count(*) from articles group by 1"), ["feed|20", "page|35"]);
    assert_eq!(workspace.run(&["sources", "--failing"]).code, 5);
}

#[test]
fn pages_that_can_no_longer_be_had_count_as_pages_without_text() {
    let site = FakeSite::start();
    publish(&site, 0..35, article);
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 35);
    publish(&site, 35..55, article);
    for n in 35..55 {
        site.route(&format!("/{n}"), Answer::status(403));
    }
    assert_eq!(workspace.poll(), 20, "what the feed says is kept");
    let poorer = workspace.run(&["sources", "--failing", "--format", "json"]);
    assert_eq!(poorer.code, 5, "{poorer:?}");
    let advice = poorer.json()[0]["advice"].to_string();
    assert!(advice.contains("0 of 20 pages have text, 35 of 35 before"), "{advice}");
}
