//! What the configuration says of single sites, and articles on several pages, in whole polls.

use crate::paper::{article, document, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// A paper with one article, which is shown as a page of another paper would be.
fn paper(page: &str) -> FakeSite {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(page));
    site
}

/// The lines of a text that depends on the seed alone.
fn lines(seed: &str) -> Vec<String> {
    prose(seed).lines().map(|line| line.trim().to_owned()).collect()
}

/// A page of an article with these lines, and a link to the next one.
fn part(title: &str, lines: &[String], next: &str) -> Answer {
    let paragraphs: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
    let next =
        if next.is_empty() { String::new() } else { format!("<a rel=\"next\" class=\"on\" href=\"{next}\">2</a>") };
    let head = "<meta property=\"og:type\" content=\"article\">";
    Answer::html(document(title, head, &format!("<article><h1>{title}</h1>{paragraphs}{next}</article>")))
}

fn text(workspace: &Workspace) -> String {
    workspace.ask("select text from articles").join("\n")
}

#[test]
fn a_rule_wins_in_a_poll_and_that_of_the_source_before_that_of_the_domain() {
    let page = document(
        "One",
        "",
        "<article><h1>One</h1><h2>Two</h2><h3>Three</h3><div class=\"story\"><p>A short word.</p></div></article>",
    );
    let site = paper(&page);
    let of_domain = "[[site]]\ndomain = \"127.0.0.1\"\ntitle = \"h2\"\nselect = \".story\"\n";
    let with_rules = |rules: &str| {
        let workspace = Workspace::new(&format!(
            "{of_domain}{}full_text = \"page\"\n{rules}",
            source("paper", &site.url("/feed.xml"))
        ));
        assert_eq!(workspace.poll(), 1);
        workspace.ask("select title, text from articles")
    };
    assert_eq!(with_rules(""), ["Two|A short word."]);
    assert_eq!(with_rules("[source.article]\ntitle = \"h3\"\n"), ["Three|A short word."]);
    assert_eq!(with_rules("[source.article]\ntitle = \"h4\"\n"), ["Two|A short word."]);
}

#[test]
fn a_rule_that_finds_nothing_is_told_once_and_costs_no_article() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One"), ("/two", "Two")])));
    site.route("/one", Answer::html(article("One")));
    site.route("/two", Answer::html(article("Two")));
    let rules = "[source.article]\nselect = \"div.story\"\n";
    let workspace = Workspace::new(&format!("{}{rules}", source("paper", &site.url("/feed.xml"))));
    let polled = workspace.run(&["--log", "warn", "poll", "--all"]);
    assert_eq!(polled.code, 0, "{polled:?}");
    let complaint = "`select = \"div.story\"` of the source `paper` matches nothing on the page";
    assert_eq!(polled.stderr.matches(complaint).count(), 1, "{}", polled.stderr);
    assert_eq!(workspace.number("select count(*) from articles where word_count > 100"), 2);
}

#[test]
fn the_pages_of_an_article_become_one_text_at_the_address_of_the_first() {
    let site = FakeSite::start();
    let lines = lines("One");
    let repeated = [lines[0].clone(), lines[1].clone()];
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", part("One", &lines[..1], "/one?page=2"));
    site.route("/one?page=2", part("One", &repeated, "/one?page=3"));
    site.route("/one?page=3", part("One", &lines[2..], "/one"));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(text(&workspace), lines.join("\n"));
    assert_eq!(workspace.ask("select url from articles"), [site.url("/one")]);
    let n_bytes = workspace.number("select size_bytes from polls order by id desc limit 1");
    assert!(n_bytes > 1_500, "the later pages count: {n_bytes}");
    assert_eq!(site.requests_for("/one").len(), 1, "a link back is not followed");
}

#[test]
fn a_later_page_that_fails_loses_nothing() {
    for answer in [
        Answer::status(500),
        Answer::redirect(302, "/one"),
        Answer::redirect(302, "http://127.0.0.2/two"),
        part("Another story", &lines("Another"), ""),
        Answer::html([0xFF_u8; 300]),
    ] {
        let site = FakeSite::start();
        let lines = lines("One");
        site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
        site.route("/one", part("One", &lines, "/one?page=2"));
        site.route("/one?page=2", answer.clone());
        let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
        assert_eq!(workspace.poll(), 1, "{answer:?}");
        assert_eq!(text(&workspace), lines.join("\n"), "{answer:?}");
    }
}

#[test]
fn an_article_without_end_is_cut_after_ten_pages() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", part("One", &lines("page 1"), "/one?page=2"));
    for n in 2..20 {
        site.route(
            &format!("/one?page={n}"),
            part("One", &lines(&format!("page {n}")), &format!("/one?page={}", n + 1)),
        );
    }
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(text(&workspace).lines().count(), 30);
    assert_eq!(site.requests_for("/one?page=10").len() + site.requests_for("/one?page=11").len(), 1);
}

#[test]
fn a_rule_leads_to_the_next_page_where_the_page_does_not_say_it() {
    let site = FakeSite::start();
    let lines = lines("One");
    let page = |lines: &[String], next: &str| {
        let paragraphs: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
        Answer::html(document(
            "One",
            "",
            &format!("<h1>One</h1>{paragraphs}<span class=\"on\"><a href=\"{next}\">on</a></span>"),
        ))
    };
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", page(&lines[..2], "/second-half"));
    site.route("/second-half", page(&lines[2..], "/one"));
    let rules = "[[site]]\ndomain = \"127.0.0.1\"\nnext_page = \".on\"\n";
    let workspace = Workspace::new(&format!("{rules}{}", source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(text(&workspace), lines.join("\n"));
}

#[test]
fn saved_pages_are_imported_by_the_rules_of_the_site_that_they_name() {
    let workspace = Workspace::new("[[site]]\ndomain = \"paper.test\"\ntitle = \"h2\"\n");
    let claim = "<link rel=\"canonical\" href=\"https://www.paper.test/one\">";
    let body = format!("<article><h1>One</h1><h2>Two</h2><p>{}</p></article>", prose("One"));
    workspace.write("one.html", document("One", claim, &body));
    assert_eq!(workspace.run(&["import", "one.html"]).code, 0);
    assert_eq!(workspace.ask("select title from articles"), ["Two"]);
}

#[test]
fn kept_pages_are_read_again_by_the_rules_of_today() {
    let site =
        paper(&document("One", "", &format!("<article><h1>One</h1><h2>Two</h2><p>{}</p></article>", prose("One"))));
    let sources = source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&sources);
    assert_eq!(workspace.poll(), 1);
    workspace.configure(&format!("{sources}[source.article]\ntitle = \"h2\"\n"));
    assert_eq!(workspace.run(&["reprocess"]).code, 0);
    assert_eq!(workspace.ask("select title from articles"), ["Two"]);
}

#[test]
fn the_text_of_several_pages_survives_that_only_the_first_is_kept() {
    let site = FakeSite::start();
    let lines = lines("One");
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", part("One", &lines[..1], "/one?page=2"));
    site.route("/one?page=2", part("One", &lines[1..], ""));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(workspace.run(&["reprocess"]).code, 0);
    assert_eq!(text(&workspace), lines.join("\n"));
    assert_eq!(workspace.number("select count(*) from revisions"), 0);
}
