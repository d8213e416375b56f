//! `rasid extract`: for people, for programs, and for those who want to know why.

use super::stages::{batch, column};
use crate::paper::{article, document, prose, rss};
use crate::program::{Finished, Workspace, closed_port};
use crate::site::{Answer, FakeSite};

/// A page with a headline, an author, a date and a text, among other things.
const PAGE: &str = "<html lang=en><head><title>Rain in the hills | The Paper</title>\
    <meta property=og:site_name content='The Paper'><meta property=og:type content=article>\
    <meta name=author content='Ann Lee'><meta property=article:published_time content=2021-11-15T10:00:00Z></head>\
    <body><nav><a href=/>Home</a></nav><article><h1>Rain in the hills</h1>\
    <p>The rain began in the night, and by the morning the lower road was under water, said the council of the valley.</p>\
    <h2>What now?</h2><ul><li>Stay at home until the water is gone from the lower road.</li></ul>\
    <p>Nobody was hurt, said the mayor, who had been on the road since four, and who had not slept since the day before.</p>\
    <div class=story><p>Short.</p></div></article></body></html>";

/// The output in a form, of a command that must not fail.
fn extract(workspace: &Workspace, arguments: &[&str]) -> Finished {
    let answer = workspace.run(&[&["extract"], arguments].concat());
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{arguments:?}: {answer:?}");
    answer
}

#[test]
fn a_file_an_address_and_standard_input_say_the_same() {
    let site = FakeSite::start();
    site.route("/one", Answer::html(article("One")));
    let workspace = Workspace::new("");
    workspace.write("one.html", article("One"));
    let file = extract(&workspace, &["one.html", "--format", "json"]);
    let address = extract(&workspace, &[&site.url("/one"), "--format", "json"]);
    let stdin = workspace.run_with_input(&["extract", "-", "--format", "json"], article("One"));
    for answer in [&file, &address, &stdin] {
        assert!(answer.stdout.ends_with("}\n"), "{}", answer.stdout);
        let said = answer.json();
        assert_eq!((&said["title"], &said["text"]), (&"One".into(), &file.json()["text"]), "{said}");
        assert_eq!(said["blocks"][0]["kind"], "paragraph");
        assert!(said.get("explanation").is_none(), "nobody asked for it");
    }
}

#[test]
fn people_get_text_with_its_facts() {
    let workspace = Workspace::new("");
    workspace.write("rain.html", PAGE);
    let shown = extract(&workspace, &["rain.html", "--url", "https://www.paper.test/rain"]);
    let lines: Vec<&str> = shown.stdout.lines().collect();
    assert_eq!(lines[0], "Rain in the hills");
    for fact in ["published  2021-11-15 10:00 (meta)", "authors    Ann Lee", "address    https://www.paper.test/rain"] {
        assert!(lines.contains(&fact), "{fact} is missing in {}", shown.stdout);
    }
    let rule = lines.iter().position(|line| line.starts_with('─')).expect("a rule");
    assert!(lines[rule + 1].starts_with("The rain began in the night"), "{}", shown.stdout);
    assert!(lines.contains(&"What now?") && lines.iter().any(|line| line.starts_with("• Stay at home")), "{lines:?}");
    assert!(!shown.stdout.contains('\u{1b}'), "a pipe has no colours");
}

#[test]
fn markdown_and_html_keep_the_structure() {
    let workspace = Workspace::new("");
    workspace.write("rain.html", PAGE);
    let markdown = extract(&workspace, &["rain.html", "--format", "markdown"]).stdout;
    assert!(markdown.starts_with("# Rain in the hills\n\nAnn Lee · The Paper · 2021-11-15 10:00"), "{markdown}");
    assert!(markdown.contains("\n## What now?\n\n- Stay at home"), "{markdown}");
    let html = extract(&workspace, &["rain.html", "--format", "html"]).stdout;
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">") && html.contains("<h2>What now?</h2>"), "{html}");
    // What it wrote, it reads again.
    workspace.write("again.html", &html);
    let (first, again) = (
        extract(&workspace, &["rain.html", "--format", "json"]),
        extract(&workspace, &["again.html", "--format", "json"]),
    );
    assert_eq!(first.json()["title"], again.json()["title"]);
}

#[test]
fn the_rules_of_the_configuration_are_followed_and_explained() {
    let rules = "[[site]]\ndomain = \"paper.test\"\nselect = \".story\"\ndate = \".nowhere\"\n\
                 [[source]]\nid = \"paper\"\nurl = \"https://paper.test/feed\"\nenabled = false\n[source.article]\ntitle = \"h2\"\n";
    let workspace = Workspace::new(rules);
    workspace.write("rain.html", PAGE);
    let said = |more: &[&str]| extract(&workspace, &[&["rain.html", "--format", "json"], more].concat()).json();
    let url = ["--url", "https://www.paper.test/rain"];
    assert_ne!(said(&[])["text"], "Short.", "without its address no rule is known");
    let ruled = said(&url);
    assert_eq!((&ruled["text"], &ruled["title"]), (&"Short.".into(), &"Rain in the hills".into()));
    assert_eq!(ruled["published_from"], "meta", "the rule for the date matches nothing");
    assert!(ruled["warnings"].to_string().contains("rule-unmatched"), "{ruled}");
    assert_eq!(said(&["--source", "paper"])["title"], "What now?");
    let why = said(&["--explain", url[0], url[1]]);
    assert_eq!(why["explanation"]["rules"][0]["key"], "select");
    let shown = extract(&workspace, &["rain.html", "--explain", url[0], url[1]]).stdout;
    assert!(shown.contains("- date = \".nowhere\" of the site `paper.test`\n    matches nothing"), "{shown}");
    let unknown = workspace.run(&["extract", "rain.html", "--source", "papper"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("no source `papper`"), "{}", unknown.stderr);
}

#[test]
fn an_address_is_followed_to_the_further_pages() {
    let site = FakeSite::start();
    let lines: Vec<String> = prose("One").lines().map(|line| line.trim().to_owned()).collect();
    let part = |line: &str, next: &str| {
        let head = "<meta property=\"og:type\" content=\"article\">";
        let next = format!("<a rel=\"next\" href=\"{next}\">on</a>");
        Answer::html(document("One", head, &format!("<article><h1>One</h1><p>{line}</p>{next}</article>")))
    };
    site.route("/one", part(&lines[0], "/one/2"));
    site.route("/one/2", part(&lines[1], "/one/3"));
    let workspace = Workspace::new("");
    let said = extract(&workspace, &[&site.url("/one"), "--format", "json"]).json();
    assert_eq!(said["text"], lines[..2].join("\n"));
    let warning = &said["warnings"][0];
    assert_eq!(warning["code"], "multi-page");
    let detail = warning["detail"].as_str().expect("text");
    assert!(detail.starts_with("2 pages were joined; ") && detail.contains("HTTP 404"), "{detail}");
    assert_eq!(said["next_page"], site.url("/one/3"));
}

#[test]
fn mistakes_say_what_to_do() {
    let site = FakeSite::start();
    let workspace = Workspace::new("");
    workspace.write("one.html", article("One"));
    workspace.write("empty.html", "<title>Nothing</title>");
    let check = |arguments: &[&str], code: i32, words: &str| {
        let answer = workspace.run(&[&["extract"], arguments].concat());
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
        assert!(answer.stderr.contains(words), "{arguments:?}: {}", answer.stderr);
    };
    check(&[&site.url("/gone")], 1, "check the address (HTTP 404)");
    check(&[&closed_port()], 1, "failed to fetch");
    check(&["nowhere.html"], 1, "failed to read nowhere.html");
    check(&["example.org/news/1"], 1, "for the address write https://example.org/news/1");
    check(&[], 2, "<PAGE>");
    check(&["one.html", "--batch"], 2, "cannot be used");
    check(&["one.html", "--format", "yaml"], 2, "possible values: text, markdown, html, json");
    check(&["one.html", "--explain", "--format", "html"], 2, "add --format json");
    check(&["--batch", "--format", "html"], 2, "a batch is answered in JSON");
    check(&["empty.html", "--exit-code"], 4, "");
    check(&["empty.html"], 0, "");
    check(&[workspace.write("feed.xml", rss(&[("/one", "One")]))], 0, "feed.xml is a feed");
    check(&["one.html", "--exit-code"], 0, "");
}

#[test]
fn a_batch_of_pages_is_answered_line_by_line() {
    let workspace = Workspace::new("[[site]]\ndomain = \"example.org\"\ntitle = \"p\"\n");
    workspace.write("one.html", article("One"));
    workspace.write("deep.html", "<div>".repeat(100_000));
    workspace.write("noise.html", (0..=255).collect::<Vec<u8>>());
    let lines = "one.html\thttps://example.net/2021/11/15/one\ttext/html\t2021-11-15T12:00:00Z\n\
                 nowhere.html\ndeep.html\nnoise.html\n\t\t\none.html\tno address\none.html\thttps://example.org/\n";
    let answer = batch(&workspace, "extract", lines.as_bytes());
    assert_eq!(column(&answer, "ok"), ["true", "false", "true", "true", "false", "true", "true"]);
    assert_eq!(column(&answer, "title")[0], "\"One\"");
    assert_ne!(column(&answer, "title")[6], "\"One\"", "the rules hold in a batch, too");
    let fields: Vec<String> = answer.json_lines()[0].as_object().expect("an object").keys().cloned().collect();
    insta::assert_snapshot!(fields.join(" "), @"authors canonical_url credit encoding error file image keywords kind language language_confidence links modified next_page ok published published_from section site summary text title warnings");
    let why = workspace.run_with_input(&["extract", "--batch", "--explain"], "one.html\n");
    assert!(why.json()["explanation"].is_object(), "{why:?}");
}
