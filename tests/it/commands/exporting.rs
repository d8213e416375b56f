//! Exports that go on, for people, and as archives.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use super::{CONFIGURATION, collection};
use crate::paper::{article, rss};
use crate::program::{Finished, Workspace, source};
use crate::site::{Answer, FakeSite};

/// An article that would act if it could, in Arabic, long after the others.
const HOSTILE: &str = r#"{"id": "h", "source": "south", "url": "https://south.example/h", "title": "<script>alert(1)</script> قمة \u202eجديدة", "text": "<img src=x onerror=alert(1)> بدأت اليوم قمة جديدة في العاصمة بحضور وزراء الخارجية، ويناقش المجتمعون الأوضاع في المنطقة حتى مساء الغد.\n</article></main>**لا شيء**", "published": "2001-01-01T00:00:00Z", "language": "ar"}"#;

fn ids(exported: &Finished) -> Vec<String> {
    assert_eq!(exported.code, 0, "{exported:?}");
    let id = |line: &Value| line["external_id"].as_str().expect("these have one").to_owned();
    exported.json_lines().iter().map(id).collect()
}

fn cursor(exported: &Finished) -> String {
    let told = exported.stderr.lines().find_map(|line| line.strip_prefix("cursor: "));
    told.unwrap_or_else(|| panic!("no cursor: {exported:?}")).to_owned()
}

fn import(workspace: &Workspace, line: &str) {
    assert_eq!(workspace.run_with_input(&["import", "-"], line).code, 0);
}

#[test]
fn an_export_goes_on_behind_its_cursor() {
    let workspace = collection();
    let first = workspace.run(&["export", "--after", "start"]);
    assert_eq!(ids(&first), ["a1", "a2", "a3", "a4", "a5"]);
    let nothing = workspace.run(&["export", "--after", &cursor(&first)]);
    assert_eq!((ids(&nothing).len(), cursor(&nothing)), (0, cursor(&first)));
    import(&workspace, HOSTILE);
    let second = workspace.run(&["export", "--after", &cursor(&first)]);
    assert_eq!(ids(&second), ["h"], "however old it says it is");
    // A choice moves on as well, past what it left out.
    let chosen = workspace.run(&["export", "--after", "start", "--language", "tr"]);
    assert_eq!((ids(&chosen), cursor(&chosen)), (vec!["a3".to_owned()], cursor(&second)));
}

#[test]
fn a_cursor_file_remembers_between_two_runs() {
    let workspace = collection();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let part =
            workspace.run(&["export", "--cursor-file", "night.cursor", "--limit", "2", "--output", "part.jsonl"]);
        assert_eq!((part.code, part.stderr.as_str()), (0, ""));
        let text = std::fs::read_to_string(workspace.path("part.jsonl")).expect("the part is there");
        seen.extend(
            text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["external_id"].to_string()),
        );
    }
    assert_eq!(seen, ["a1", "a2", "a3", "a4", "a5"].map(|id| format!("\"{id}\"")));
    import(&workspace, HOSTILE);
    assert_eq!(ids(&workspace.run(&["export", "--cursor-file", "night.cursor"])), ["h"]);
}

#[test]
fn what_fails_moves_no_cursor() {
    let workspace = collection();
    let failed = workspace.run(&["export", "--cursor-file", "night.cursor", "--output", "no/such/folder.jsonl"]);
    assert_eq!(failed.code, 1, "{failed:?}");
    assert!(!workspace.path("night.cursor").exists());
}

#[test]
fn a_wrong_cursor_is_a_mistake() {
    let workspace = collection();
    let other = Workspace::new(CONFIGURATION);
    import(&other, HOSTILE);
    let foreign = cursor(&other.run(&["export", "--after", "start"]));
    for (text, says) in [("yesterday", "is no cursor"), (foreign.as_str(), "is of another collection")] {
        let finished = workspace.run(&["export", "--after", text]);
        assert!(finished.code == 2 && finished.stderr.contains(says), "{finished:?}");
    }
    assert_eq!(workspace.run(&["export", "--format", "opml", "--after", "start"]).code, 2);
    assert_eq!(workspace.run(&["export", "--title", "x"]).code, 2);
}

#[test]
fn a_dossier_is_one_page_in_which_nothing_acts() {
    let workspace = collection();
    import(&workspace, HOSTILE);
    let dossier = workspace.run(&["export", "--format", "html"]);
    assert_eq!(dossier.code, 0);
    let html = dossier.stdout;
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\u{202e}'), "{html}");
    assert!(html.contains("default-src 'none'"), "its own policy");
    assert_eq!(html.matches("<article").count(), 5, "a copy is no article of its own");
    assert_eq!(html.matches("</article>").count(), 5, "text ends no element");
    assert!(html.contains("also printed by <bdi>https://wire.example/5</bdi> 2021-11-15 12:00"), "{html}");
    assert_eq!(html.matches("lang=\"ar\" dir=\"rtl\"").count(), 2, "{html}");
    assert!(html.contains("<mark>Terror</mark> trial opens"), "evidence is marked: {html}");
    let newest = html.find("<h2>İstanbul").expect("there");
    assert!(newest < html.find("&lt;script&gt;alert(1)&lt;/script&gt; قمة جديدة</h2>").expect("there"), "newest first");
    assert!(html.contains("<title>The collection</title>") && html.contains("<html lang=\"en\" dir=\"ltr\">"));
    let arabic = workspace.run(&["export", "--format", "html", "--language", "ar"]).stdout;
    assert!(arabic.contains("<html lang=\"en\" dir=\"rtl\">"), "most of it is written from right to left: {arabic}");
}

#[test]
fn a_dossier_is_called_by_what_was_asked_for() {
    let workspace = collection();
    let title = |arguments: &[&str]| {
        let finished = workspace.run(&[&["export", "--format", "html"], arguments].concat());
        let (_, behind) = finished.stdout.split_once("<title>").expect("a title");
        behind.split_once("</title>").expect("its end").0.to_owned()
    };
    assert_eq!(
        title(&["terror", "--language", "en", "--since", "2021-01-01"]),
        "terror · language en · since 2021-01-01"
    );
    assert_eq!(title(&["--title", "For <the> board"]), "For &lt;the&gt; board");
}

#[test]
fn markdown_is_for_reading() {
    let workspace = collection();
    import(&workspace, HOSTILE);
    let text = workspace.run(&["export", "--format", "markdown"]).stdout;
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 5, "{text}");
    assert_eq!(text.lines().filter(|line| *line == "---").count(), 5, "{text}");
    assert!(text.contains("\\*\\*لا شيء\\*\\*") && !text.contains("\n<img"), "words stay words: {text}");
}

#[test]
fn parquet_holds_the_columns_of_the_other_formats() {
    let workspace = collection();
    let finished = workspace.run(&["export", "--format", "parquet", "--output", "all.parquet"]);
    assert_eq!(finished.code, 0, "{finished:?}");
    let bytes = std::fs::read(workspace.path("all.parquet")).expect("written");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Some(Value::Object(line)) = workspace.run(&["export"]).json_lines().into_iter().next() else {
        panic!("a line")
    };
    for name in line.keys() {
        assert!(text.contains(name.as_str()), "no column {name}");
    }
}

#[test]
fn kept_pages_become_a_web_archive() {
    let site = FakeSite::start();
    let (link, page) = (site.url("/one"), article("One"));
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(page.clone()));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    let finished = workspace.run(&["export", "--format", "warc", "--output", "pages.warc.gz"]);
    assert_eq!((finished.code, finished.stderr.as_str()), (0, ""));
    let packed = std::fs::read(workspace.path("pages.warc.gz")).expect("written");
    let mut archive = String::new();
    MultiGzDecoder::new(&packed[..]).read_to_string(&mut archive).expect("gzip");
    assert!(archive.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"), "{archive}");
    assert!(archive.contains(&format!("WARC-Target-URI: {link}\r\n")), "{archive}");
    assert!(archive.contains(&format!("\r\n\r\n{page}\r\n\r\n")), "the page as it came: {archive}");
    workspace.tamper("delete from snapshots");
    let none = workspace.run(&["export", "--format", "warc", "--output", "none.warc.gz"]);
    assert!(none.code == 0 && none.stderr.contains("no page of these articles is kept"), "{none:?}");
}
