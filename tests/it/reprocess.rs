//! Reading kept pages again: by other rules than those of the first time, which here means that the database, or the
//! configuration, was another one in the meantime.

use crate::paper::{article, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

const TITLES: [&str; 3] = ["The harbour opens again", "A bridge for the valley", "The museum is rebuilt"];

/// A site with a feed of three articles.
fn site() -> FakeSite {
    let site = FakeSite::start();
    let items: Vec<(String, &str)> = TITLES.iter().enumerate().map(|(n, title)| (format!("/{n}"), *title)).collect();
    for (path, title) in &items {
        site.route(path, Answer::html(article(title)));
    }
    let items: Vec<(&str, &str)> = items.iter().map(|(path, title)| (path.as_str(), *title)).collect();
    site.route("/feed.xml", Answer::feed(rss(&items)));
    site
}

/// All that a reading decides, and nothing of when it was read.
const CONTENT: &str = "
    select a.id, key, title, text, language, published, word_count, dated, first_seen, content_hash, f.text_hash,
        (select count(*) from articles_fts where articles_fts match 'harbour'),
        (select group_concat(source_id || first_seen || dated) from sightings where article_id = a.id),
        (select group_concat(name) from article_authors where article_id = a.id)
    from articles a join fingerprints f on f.article_id = a.id order by a.id";

/// A collection of which one article has another title, text and date than its page.
fn misread() -> (FakeSite, Workspace, Vec<String>) {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 3);
    let right = workspace.ask(CONTENT);
    workspace.tamper(
        "insert into articles_fts (articles_fts) values ('delete-all');
         update articles set title = 'Cookies', text = 'We value your privacy.' || char(10) || substr(text, 1, instr(text, char(10)) - 1),
            word_count = 4, content_hash = '00112233445566778899aabbccddeeff', language = 'nl'
         where id = 2;
         insert into articles_fts (rowid, title, text) select id, lower(title), lower(text) from articles;
         update fingerprints set text_hash = null where article_id = 2;",
    );
    (site, workspace, right)
}

#[test]
fn nothing_changes_where_the_rules_are_the_same() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    workspace.poll();
    let before = workspace.ask(CONTENT);
    let run = workspace.run(&["reprocess"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.stderr, "3 pages read again: 0 articles changed (0 in their text), 3 as before\n");
    assert_eq!(workspace.ask(CONTENT), before);
    assert_eq!(workspace.number("select count(*) from revisions"), 0);
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let (site, workspace, _) = misread();
    let before = workspace.ask(CONTENT);
    site.forget_requests();
    let run = workspace.run(&["reprocess", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        run.stderr,
        "3 pages read again: 1 articles would change (1 in their text), 2 as before; nothing was written\n"
    );
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], format!("article 2 · paper · {}", site.url("/1")));
    let title = lines.iter().position(|line| line.starts_with("  title")).expect("the title changes");
    assert_eq!(lines[title..title + 2], ["  title       - Cookies", "              + A bridge for the valley"]);
    assert!(lines.contains(&"  text        - We value your privacy."), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("              + The ")).count(), 2, "{lines:#?}");
    assert_eq!(workspace.ask(CONTENT), before);
    assert_eq!(site.requests().len(), 0, "nobody is asked");
}

#[test]
fn programs_get_the_difference_as_values() {
    let (_site, workspace, _) = misread();
    let rows = workspace.run(&["reprocess", "--dry-run", "--format", "json"]).json();
    let [change] = rows.as_array().expect("a list").as_slice() else { panic!("one change: {rows}") };
    assert_eq!((change["id"].as_i64(), change["source"].as_str()), (Some(2), Some("paper")));
    assert_eq!(change["facts"][0], serde_json::json!({"name": "title", "before": "Cookies", "after": TITLES[1]}));
    assert_eq!(change["lines_gone"], serde_json::json!(["We value your privacy."]));
    assert_eq!(change["lines_new"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_run_puts_articles_right_keeps_what_they_said_and_a_second_one_changes_nothing() {
    let (_site, workspace, right) = misread();
    assert_eq!(workspace.run(&["reprocess"]).code, 0);
    assert_eq!(workspace.ask(CONTENT), right);
    assert_eq!(
        workspace.ask("select article_id, why, title, substr(text, 1, 22) from revisions"),
        ["2|reprocess|Cookies|We value your privacy."]
    );
    assert_eq!(workspace.number("select count(*) from articles_fts where articles_fts match 'privacy'"), 0);
    assert_eq!(workspace.number("select count(*) from articles_fts where articles_fts match 'title:bridge'"), 1);
    let shown = workspace.run(&["show", "2", "--format", "json"]).json();
    assert_eq!(shown[0]["revisions"][0]["title"], "Cookies");

    let again = workspace.run(&["reprocess"]);
    assert!(again.stderr.contains("0 articles changed"), "{again:?}");
    assert_eq!(workspace.number("select count(*) from revisions"), 1);
    assert_eq!(workspace.poll(), 0, "and polls know it still");
}

#[test]
fn sources_and_times_narrow_the_run() {
    let (_site, workspace, _) = misread();
    let pages = |arguments: &[&str]| {
        let run = workspace.run(&[&["reprocess", "--dry-run"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.stderr
    };
    assert!(pages(&["--source", "paper", "--since", "1h"]).starts_with("3 pages"));
    assert!(pages(&["--source", "papper"]).starts_with("no source `papper`"));
    workspace.tamper("update snapshots set fetched_at = '2020-01-01T00:00:00Z' where article_id > 1");
    assert!(pages(&["--since", "1h"]).starts_with("1 pages"));
    assert_eq!(workspace.run(&["reprocess", "--since", "soon"]).code, 2);
}

#[test]
fn a_source_that_wants_another_text_is_read_as_it_wants() {
    let site = site();
    let configuration = source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&format!("{configuration}encoding = \"windows-1251\"\n"));
    workspace.poll();
    workspace.configure(&configuration);
    let run = workspace.run(&["reprocess"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.starts_with("3 pages read again: 0 articles"), "plain Latin is the same in both: {run:?}");
    let page = article("Гавань снова открыта");
    site.route("/9", Answer::html(page));
    site.route("/feed.xml", Answer::feed(rss(&[("/9", "Новости")])));
    workspace.configure(&format!("{configuration}encoding = \"windows-1251\"\n"));
    assert_eq!(workspace.poll(), 1);
    let title = "select title from articles where id = 4";
    assert_ne!(workspace.ask(title), ["Гавань снова открыта"]);
    workspace.configure(&configuration);
    workspace.run(&["reprocess"]);
    assert_eq!(workspace.ask(title), ["Гавань снова открыта"]);
}

#[test]
fn a_rule_that_cuts_everything_costs_no_text() {
    let site = site();
    let configuration = source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&configuration);
    workspace.poll();
    let before = workspace.ask(CONTENT);
    workspace.configure(&format!("{configuration}article = {{ remove = \"p\" }}\n"));
    let run = workspace.run(&["reprocess"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("left as it is: its page gives no text by the rules of today"), "{run:?}");
    assert_eq!(workspace.ask(CONTENT), before);
}

#[test]
fn a_damaged_page_costs_one_article() {
    let (_site, workspace, _) = misread();
    workspace.tamper("update snapshots set body = x'00' where article_id = 1");
    let run = workspace.run(&["reprocess"]);
    assert_eq!(run.code, 5, "{run:?}");
    assert!(run.stderr.contains("a kept page cannot be unpacked"), "{run:?}");
    assert!(run.stderr.contains("1 articles changed (1 in their text), 1 as before, 1 could not be read"), "{run:?}");
}

#[test]
fn without_pages_it_says_why() {
    let site = site();
    let workspace = Workspace::new(&format!("{}snapshots = \"off\"\n", source("paper", &site.url("/feed.xml"))));
    workspace.poll();
    let run = workspace.run(&["reprocess"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("`snapshots`"), "{run:?}");
}

#[test]
fn what_changed_is_shown_word_by_word() {
    let (_site, workspace, _right) = misread();
    assert_eq!(workspace.run(&["diff", "1"]).code, 4);
    assert_eq!(workspace.run(&["reprocess"]).code, 0);
    let shown = workspace.run(&["diff", "2"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.stdout.starts_with("version 1 to 2, "), "{}", shown.stdout);
    assert!(shown.stdout.contains("[-Cookies-]"), "{}", shown.stdout);
    assert!(shown.stdout.contains("[-We value your privacy.-]"), "{}", shown.stdout);
    let page = workspace.run(&["diff", "2", "--all", "--format", "html"]);
    assert!(page.stdout.contains("<del>Cookies</del>"), "{}", page.stdout);
    assert_eq!(workspace.run(&["diff", "2", "--format", "json"]).json()[0]["why"], "reprocess");
    let wrong = workspace.run(&["diff", "2", "--from", "2"]);
    assert_eq!((wrong.code, wrong.stderr.contains("versions 1 to 2")), (2, true), "{wrong:?}");
}
