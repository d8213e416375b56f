//! Agency credits: who wrote a text first, and who printed it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::paper::{document, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

/// A page of an article with these lines before and behind its text.
fn page(byline: &str, beginning: &str, ending: &str) -> Answer {
    let text: String = prose("The harbour opens").lines().map(|line| format!("<p>{beginning}{line}</p>")).collect();
    let body =
        format!("<article><h1>The harbour opens</h1><p class=\"byline\">{byline}</p>{text}<p>{ending}</p></article>");
    Answer::html(document("The harbour opens", "", &body))
}

fn credits(workspace: &Workspace) -> Vec<String> {
    workspace.ask("select url, agency from article_credits join articles on id = article_id order by url, position")
}

#[test]
fn credits_of_pages_and_feeds_are_stored_and_exported() {
    let site = FakeSite::start();
    site.route(
        "/feed.xml",
        Answer::feed(rss(&[
            ("/byline", "Harbour 1"),
            ("/dateline", "Harbour 2"),
            ("/end", "Harbour 3"),
            ("/none", "Harbour 4"),
        ])),
    );
    site.route("/byline", page("By Jane Doe, Associated Press", "", ""));
    site.route("/dateline", page("", "LONDON (Reuters) - ", ""));
    site.route("/end", page("", "", "Source: AFP/dpa"));
    site.route("/none", page("By Jane Doe", "Reuters reported that the harbour opens. ", "More soon."));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 4);
    let url = |path: &str| site.url(path);
    let expected = [
        format!("{}|AP", url("/byline")),
        format!("{}|Reuters", url("/dateline")),
        format!("{}|AFP", url("/end")),
        format!("{}|dpa", url("/end")),
    ];
    assert_eq!(credits(&workspace), expected);
    let exported = workspace.run(&["export", "--format", "jsonl"]).json_lines();
    let of_end = exported.iter().find(|article| article["url"] == url("/end")).expect("it is exported");
    assert_eq!(of_end["credit"], json!(["AFP", "dpa"]));
    let again = Workspace::new("");
    let imported = again.run_with_input(
        &["import", "-"],
        exported.iter().fold(String::new(), |mut lines, article| {
            let _ = writeln!(lines, "{article}");
            lines
        }),
    );
    assert_eq!((imported.code, credits(&again).len()), (0, expected.len()), "{imported:?}");
}

#[test]
fn reading_again_keeps_credits_current() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "The harbour opens")])));
    site.route("/one", page("", "", "(AFP)"));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    workspace.poll();
    let stored = credits(&workspace);
    assert_eq!(stored.len(), 1);
    // As a version that knew no credits left it.
    workspace.tamper("delete from article_credits");
    let told = workspace.run(&["reprocess", "--format", "json"]);
    assert_eq!((told.code, credits(&workspace)), (0, stored), "{told:?}");
    assert!(told.stdout.contains("\"credit\""), "{}", told.stdout);
}

/// An article that several papers print, each at its own time.
fn line(paper: &str, minute: u32, credit: &str) -> String {
    let text = format!("{credit}{}", prose("The harbour opens"));
    let article = json!({
        "url": format!("https://{paper}/harbour"), "title": "The harbour opens again after the storm", "text": text,
        "source": paper.replace('.', "-"), "site": paper, "published": format!("2026-05-05T10:{minute:02}:00Z"),
    });
    format!("{article}\n")
}

fn shown(workspace: &Workspace, id: &str) -> Value {
    workspace.run(&["show", id, "--format", "json"]).json()[0].clone()
}

#[test]
fn who_wrote_first_and_who_printed_it() {
    let workspace = Workspace::new("");
    let lines = [
        line("first.example", 0, ""),
        line("second.example", 5, "LONDON (Reuters) - "),
        line("third.example", 9, "LONDON (Reuters) - "),
    ];
    let imported = workspace.run_with_input(&["import", "-"], lines.concat());
    assert_eq!(imported.code, 0, "{imported:?}");
    for id in ["1", "2"] {
        let article = shown(&workspace, id);
        assert_eq!(article["written_by"], json!({"name": "Reuters", "is_agency": true, "id": null}));
        let printed = article["printed_by"].as_array().cloned().unwrap_or_default();
        let printed: Vec<_> = printed.iter().map(|one| (one["site"].clone(), one["credit"].clone())).collect();
        let expected = [
            (json!("first.example"), json!([])),
            (json!("second.example"), json!(["Reuters"])),
            (json!("third.example"), json!(["Reuters"])),
        ];
        assert_eq!(printed, expected, "article {id}");
    }
    let told = workspace.run(&["show", "2"]).stdout;
    for line in [
        "credit     Reuters",
        "written by Reuters (credited 2 ×)",
        "printed by article 1 (original), first.example, 2026-05-05 10:00",
        "second.example, 2026-05-05 10:05, credit Reuters",
    ] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
}

#[test]
fn what_is_credited_to_an_agency_is_found_by_any_of_its_names() {
    let workspace = Workspace::new("");
    let credits = ["LONDON (Reuters) - ", "القاهرة - وكالات: ", "BEIRUT (AFP) - ", ""];
    let lines = credits.into_iter().zip(0..).map(|(credit, n)| {
        let article = json!({
            "id": format!("a{n}"), "url": format!("https://paper.example/{n}"), "title": format!("Report {n}"),
            "text": format!("{credit}{}", prose(&format!("The harbour number {n} opens"))),
            "source": "paper", "published": format!("2026-05-0{}T10:00:00Z", n + 1),
        });
        format!("{article}\n")
    });
    let imported = workspace.run_with_input(&["import", "-"], lines.collect::<String>());
    assert_eq!(imported.code, 0, "{imported:?}");
    let check = |query: &str, expected: &[&str]| {
        let found = workspace.run(&["search", "--copies", "--format", "jsonl", query]);
        assert!(found.code == 0 || expected.is_empty(), "{query}: {found:?}");
        let ids: Vec<_> = found.json_lines().iter().map(|row| row["external_id"].clone()).collect();
        assert_eq!(ids, expected, "{query}");
    };
    for query in ["credit:reuters", "credit:رويترز", "credit:\"Thomson Reuters\"", "CREDIT:ロイター"] {
        check(query, &["a0"]);
    }
    check("credit:وكالات", &["a1"]);
    check("credit:agencies", &["a1"]);
    check("credit:(reuters OR afp)", &["a2", "a0"]);
    check("since:2026-01-01 NOT credit:(reuters OR afp)", &["a3", "a1"]);
    check("credit:nobody", &[]);
    let counted = workspace.run(&["search", "--copies", "--facets", "credit", "--format", "json", "since:2026-01-01"]);
    let values: Vec<_> = counted.json().as_array().into_iter().flatten().map(|row| row["value"].clone()).collect();
    assert_eq!(values, ["AFP", "Reuters", "agencies"], "{counted:?}");
}

#[test]
fn an_agency_that_is_a_source_itself_wrote_it_whoever_came_first() {
    let workspace = Workspace::new("");
    let lines = [line("first.example", 0, ""), line("tass.com", 5, ""), line("third.example", 9, "")];
    assert_eq!(workspace.run_with_input(&["import", "-"], lines.concat()).code, 0);
    assert_eq!(shown(&workspace, "1")["written_by"], json!({"name": "TASS", "is_agency": true, "id": 2}));
    assert_eq!(shown(&workspace, "2")["credit"], json!(["TASS"]), "on its own site it is its own");
    let nobody = Workspace::new("");
    let lines = [line("first.example", 0, ""), line("second.example", 5, "")];
    assert_eq!(nobody.run_with_input(&["import", "-"], lines.concat()).code, 0);
    assert_eq!(shown(&nobody, "2")["written_by"], json!({"name": "first.example", "is_agency": false, "id": 1}));
}
