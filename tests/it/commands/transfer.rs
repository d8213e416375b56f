//! Articles from files and to files: `import` and `export`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use super::{ARTICLES, CONFIGURATION, collection};
use crate::paper::{article, document, prose};
use crate::program::{Finished, Workspace, source};
use crate::site::{Answer, FakeSite};

/// Everything of the articles that does not depend on when and in which file they are stored.
const CONTENT: &str = "
    select a.key, external_id, a.url, canonical_url, title, summary, site, section, keywords, text, (select json_group_array(url) from article_links where article_id = a.id), published, language, word_count, copy_kind, content_hash,
        (select group_concat(name) from (select name from article_authors where article_id = a.id order by position)),
        (select group_concat(topic || score || evidence) from article_topics where article_id = a.id),
        (select original.external_id from articles as original where original.id = a.copy_of)
    from articles as a order by a.key";

#[test]
fn importing_again_changes_nothing() {
    let workspace = collection();
    let before = workspace.ask(CONTENT);
    workspace.write("articles.jsonl", ARTICLES);
    let again = workspace.run(&["import", "articles.jsonl"]);
    assert_eq!(again.code, 0);
    assert!(again.stderr.contains("0 articles imported") && again.stderr.contains("5 were there already"), "{again:?}");
    assert_eq!(workspace.ask(CONTENT), before);
    assert_eq!(workspace.number("select count(*) from sightings"), 5);
}

#[test]
fn what_was_exported_and_imported_is_the_same() {
    let workspace = collection();
    // Seen at two sources, known by another address, and without an id from outside.
    let more = r#"{"url": "https://south.example/6?page=1", "canonical_url": "https://south.example/6", "title": "Six",
        "summary": "A sixth.", "site": "The South", "section": "World", "keywords": ["one", "two"], "links": ["https://wire.example/a/4711"], "sources": ["south", "wire"]}"#;
    assert_eq!(workspace.run_with_input(&["import", "-"], more.replace('\n', " ")).code, 0);
    let exported = workspace.run(&["export"]);
    assert_eq!((exported.code, exported.json_lines().len()), (0, 6));
    let other = Workspace::new(CONFIGURATION);
    let imported = other.run_with_input(&["import", "-"], &exported.stdout);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert_eq!(other.ask(CONTENT), workspace.ask(CONTENT));
    let seen = "select key, source_id from sightings join articles on id = article_id order by 1, 2";
    assert_eq!(other.ask(seen), workspace.ask(seen));
}

#[test]
fn of_two_lines_with_one_text_the_first_is_the_original_whatever_their_sources() {
    let workspace = Workspace::new("");
    let line = |n: u32, source: &str, text: &str| {
        format!(
            "{{\"url\":\"https://example.org/{n}\",\"title\":\"Title {n}\",\"source\":\"{source}\",\"text\":\"{text}\"}}\n"
        )
    };
    let text = prose("shared").replace('\n', " ");
    let lines = [line(1, "b", "Something else."), line(2, "a", &text), line(3, "b", &text), line(4, "a", &text)];
    assert_eq!(workspace.run_with_input(&["import", "-"], lines.concat()).code, 0);
    let copies =
        "select title, (select title from articles as o where o.id = a.copy_of) from articles as a order by title";
    assert_eq!(workspace.ask(copies), ["Title 1|", "Title 2|", "Title 3|Title 2", "Title 4|Title 2"]);
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_are_imported() {
    let workspace = Workspace::new("");
    let lines = "{\"url\":\"https://example.org/1\",\"title\":\"Good\"}\n\
                 not json\n\
                 {\"title\":\"No address\"}\n\
                 {\"url\":\"https://example.org/2\",\"published\":\"soon\"}\n\
                 {\"url\":\"https://example.org/3\",\"source\":\"A B\"}\n\n\
                 {\"url\":\"https://example.org/4\",\"title\":\"Last\"}";
    let imported = workspace.run(&["import", workspace.write("a.jsonl", lines)]);
    assert_eq!(imported.code, 5, "{imported:?}");
    assert_eq!(workspace.ask("select title from articles order by id"), ["Good", "Last"]);
    insta::assert_snapshot!(imported.stderr, @r"
    a.jsonl:2: not an article in JSON: expected ident at line 1 column 2
    a.jsonl:3: not an article in JSON: missing field `url` at line 1 column 22
    a.jsonl:4: published `soon` is no date
    a.jsonl:5: id `A B` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and begin with a letter or digit
    2 articles imported, 0 of them copies; 0 were there already; 4 could not be read
    ");
}

#[test]
fn saved_pages_are_imported_by_the_address_they_claim() {
    let workspace = Workspace::new("");
    let claim = "<link rel=\"canonical\" href=\"https://example.org/bridge\">";
    let body = format!("<article><h1>The bridge</h1><p>{}</p></article>", prose("bridge"));
    workspace.write("bridge.html", document("The bridge", claim, &body));
    workspace.write("harbour.htm", article("The harbour"));
    workspace.write("empty.html", "");
    let import = || workspace.run(&["import", "bridge.html", "harbour.htm", "empty.html", "--source", "saved"]);
    let first = import();
    assert_eq!(first.code, 5, "{first:?}");
    assert!(first.stderr.contains("empty.html: no article on the page"), "{}", first.stderr);
    assert_eq!(import().code, 5);
    let rows =
        workspace.ask("select title, iif(url like 'file:%', 'file', url), text_from from articles order by title");
    assert_eq!(rows, ["The bridge|https://example.org/bridge|import", "The harbour|file|import"]);
    assert_eq!(workspace.ask("select distinct source_id from sightings"), ["saved"]);
}

#[test]
fn files_that_cannot_be_imported_say_why() {
    let workspace = Workspace::new("");
    let check = |arguments: &[&str], code: i32, expected: &str| {
        let answer = workspace.run(arguments);
        assert_eq!(answer.code, code, "{answer:?}");
        assert!(answer.stderr.contains(expected), "{arguments:?}: {}", answer.stderr);
    };
    check(&["import"], 2, "<FILE>");
    check(&["import", "nowhere.jsonl"], 1, "nowhere.jsonl");
    check(&["import", workspace.write("notes.txt", "")], 2, "--kind");
    check(&["import", "x.jsonl", "--source", "A B"], 2, "A B");
}

#[test]
fn an_import_goes_on_while_its_source_is_polled() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(crate::paper::rss(&[("/one", "One")])));
    site.route("/one", Answer::html(article("One")));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    workspace.poll();
    let mut command = workspace.command(&["import", "-", "--source", "paper"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("stdin is piped");
    let mut complaints = BufReader::new(child.stderr.take().expect("stderr is piped"));
    writeln!(input, "{{\"url\":\"https://example.org/1\",\"title\":\"Imported\"}}\nnot json").expect("sent");
    let mut line = String::new();
    // The complaint about the second line says that the first was taken.
    complaints.read_line(&mut line).expect("a complaint");
    assert!(line.starts_with("-:2:"), "{line}");
    workspace.poll();
    drop(input);
    assert_eq!(child.wait().expect("the import ends").code(), Some(5));
    assert_eq!(workspace.ask("select title from articles order by title"), ["Imported", "One"]);
}

#[test]
fn a_spreadsheet_takes_no_cell_for_a_formula() {
    let workspace = collection();
    let exported = workspace.run(&["export", "--format", "csv", "--source", "south", "--language", "en"]);
    let mut reader = csv::Reader::from_reader(exported.stdout.as_bytes());
    let row: std::collections::HashMap<String, String> = reader.deserialize().next().expect("a row").expect("CSV");
    assert_eq!(row["title"], "'=SUM(A1:A9)");
    assert!(row["text"].starts_with("'@home"), "{}", row["text"]);
}

#[test]
fn an_export_is_chosen_as_a_search_is() {
    let workspace = collection();
    let ids = |answer: &Finished| -> Vec<String> {
        answer.json_lines().iter().map(|row| row["external_id"].as_str().unwrap_or("?").to_owned()).collect()
    };
    let check = |arguments: &[&str], expected: &[&str]| {
        assert_eq!(ids(&workspace.run(&[&["export"], arguments].concat())), expected, "{arguments:?}");
    };
    check(&[], &["a1", "a2", "a3", "a4", "a5"]);
    check(&["--limit", "2"], &["a4", "a3"]);
    check(&["--no-copies", "trial"], &["a1"]);
    check(&["--topic", "terror", "--limit", "1"], &["a2"]);
    let copy = workspace.run(&["export", "--source", "wire"]);
    insta::assert_snapshot!(copy.stdout.replace(first_seen(&copy), "[time]"), @r#"{"id":5,"key":"a5d17a7e38d98d51fb147875a543ffc9","external_id":"a5","url":"https://wire.example/5","canonical_url":null,"published":"2021-11-15T12:00:00Z","published_from":"import","published_precision":"time","first_seen":"[time]","language":"en","site":null,"title":"Four men on trial","summary":null,"authors":[],"credit":[],"word_count":33,"sources":["wire"],"topics":[],"copy_of":1,"copy_kind":"exact","copy_jaccard":1.0,"copy_containment":1.0,"gone_since":null,"gone_status":null,"story_id":1,"language_confidence":null,"kind":null,"section":null,"keywords":[],"links":[],"text":"The trial of four men began in the capital on Monday. The court heard that the group had planned its attack for months and that two of them had confessed to the police."}"#);

    let to_file = workspace.run(&["export", "--output", "all.jsonl"]);
    assert_eq!((to_file.code, to_file.stdout.as_str()), (0, ""));
    let written = std::fs::read_to_string(workspace.path("all.jsonl")).expect("the file is there");
    assert_eq!(written.lines().count(), 5);
    let nowhere = workspace.run(&["export", "--output", "no/such/folder.jsonl"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.stderr.contains("no/such/folder.jsonl"), "{}", nowhere.stderr);
}

/// When the article on the first line was first seen.
fn first_seen(exported: &Finished) -> &str {
    let (_, rest) = exported.stdout.split_once("\"first_seen\":\"").expect("it was seen");
    rest.split('"').next().unwrap_or_default()
}
