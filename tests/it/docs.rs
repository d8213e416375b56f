//! What the documents say is so: their commands are run, their tables compared with the program, their links followed.
//!
//! README's lines run as a reader would type them, in the folder of a finished `rasid demo`. Nothing here needs the
//! internet: lines that would ask it are only checked for names that exist.

mod markdown;
mod reader;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use markdown::{blocks, commands, links, table_cells};
use reader::Reader;

/// The documents beside the code; the others are the chapters of docs/.
const DOCUMENTS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn readme_lines_do_what_they_say() {
    let reader = Reader::after_the_demo();
    let mut n_run = 0;
    for line in commands(&document("README.md"), "sh") {
        match line.split(' ').next() {
            Some("rasid") => drop(reader.expect_success(&line)),
            Some("sqlite3") if !reader.has("sqlite3") => reader::note(&format!("skipped, no sqlite3 here: {line}")),
            Some("sqlite3") => assert!(!reader.expect_success(&line).is_empty(), "found nothing: {line}"),
            Some("cargo") => continue,
            _ => panic!("README has a line that is not tested: {line}"),
        };
        n_run += 1;
    }
    assert!(n_run > 15, "only {n_run} lines were found");
}

#[test]
fn readme_builds_and_tests_as_ci_does() {
    let ci = document(".ci/run");
    let lines: Vec<String> = commands(&document("README.md"), "sh").filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(lines.len(), 2, "two commands: {lines:?}");
    for (name, line) in ["RUN_COMMAND", "TEST_COMMAND"].iter().zip(&lines) {
        assert!(ci.lines().any(|ours| ours == format!("{name}=({line})")), "{name} of .ci/run is not `{line}`");
    }
}

#[test]
fn readme_configuration_is_valid() {
    let reader = Reader::in_an_empty_folder();
    for block in blocks(&document("README.md"), "toml") {
        reader.write("config.toml", &block);
        reader.expect_success("rasid check");
    }
}

#[test]
fn the_default_configuration_is_valid_and_as_large_as_readme_says() {
    let reader = Reader::in_an_empty_folder();
    let ours = root().join("config.toml");
    let list = |arguments: &str| {
        let listed = reader.expect_success(&format!("rasid {arguments} check --format json"));
        serde_json::from_str::<Vec<serde_json::Value>>(&listed).expect("an array of sources")
    };
    let sources = list(&format!("-c '{}'", ours.display()));
    assert_eq!(sources, list(""), "the built-in configuration is this file");
    let languages: BTreeSet<&str> = sources.iter().filter_map(|source| source["language"].as_str()).collect();
    assert_eq!(languages.len(), 9, "{languages:?}");
    let said = format!("{} public sources in nine languages", sources.len());
    assert!(document("README.md").contains(&said), "README should say: {said}");
}

#[test]
fn readme_help_and_code_name_the_same_commands() {
    let named = reader::command_names();
    let files: BTreeSet<String> = fs::read_dir(root().join("src/cli"))
        .expect("the folder is readable")
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.is_file() && is_command(&fs::read_to_string(path).unwrap_or_default()))
        .map(|path| path.file_stem().expect("files have names").to_string_lossy().into_owned())
        .collect();
    assert_eq!(*named, files, "commands of `rasid --help`, and files of src/cli");
    let readme = document("README.md");
    for name in named {
        assert!(readme.contains(&format!("rasid {name}")), "README does not mention `rasid {name}`");
    }
    // `cargo run -- demo` aside, what README calls a command is one.
    for line in commands(&readme, "sh").filter(|line| line.starts_with("rasid ")) {
        let name = line.split(' ').nth(1).unwrap_or_default();
        assert!(named.contains(name), "no such command: {line}");
    }
}

fn is_command(code: &str) -> bool {
    code.contains("#[command(after_help") && code.contains("fn execute(self")
}

#[test]
fn examples_in_help_name_commands_and_flags_that_exist() {
    let mut n_examples = 0;
    for (place, example) in reader::help_examples() {
        let mut words = example.split(' ').skip_while(|word| *word != "rasid").skip(1).peekable();
        let mut before = Vec::new();
        while words.peek().is_some_and(|word| word.starts_with('-')) {
            before.push(words.next().unwrap_or_default());
            words.next();
        }
        let name = words.next().unwrap_or_default();
        assert!(reader::command_names().contains(name), "rasid {place} --help: no such command: {example}");
        // Where a command has commands of its own, the next word is one.
        let below = reader::names_below(name);
        let name = match words.peek().filter(|_| !below.is_empty()) {
            Some(next) => {
                assert!(below.contains(*next), "rasid {place} --help: no such command: {example}");
                format!("{name} {next}")
            }
            None => name.to_owned(),
        };
        let help = reader::help(&name);
        for flag in before.into_iter().chain(words).filter(|word| word.starts_with('-') && word.len() > 1) {
            assert!(
                help.contains(&format!("{flag} "))
                    || help.contains(&format!("{flag},"))
                    || help.contains(&format!("{flag}\n")),
                "rasid {place} --help: no flag {flag}: {example}"
            );
        }
        n_examples += 1;
    }
    assert!(n_examples > 30, "only {n_examples} examples were found");
}

/// The Markdown files of docs/, by their paths from the root.
fn chapters() -> BTreeSet<String> {
    let files = fs::read_dir(root().join("docs")).expect("the folder is readable");
    let names = files.map(|file| file.expect("the entry is readable").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")).collect()
}

#[test]
fn every_document_is_a_chapter_of_the_book() {
    let summary = "docs/SUMMARY.md".to_owned();
    let listed: Vec<String> = links(&document(&summary)).map(|link| format!("docs/{link}")).collect();
    let all: BTreeSet<String> = listed.iter().cloned().chain([summary]).collect();
    assert_eq!(all, chapters(), "chapters in docs/SUMMARY.md, and files of docs/");
    assert_eq!(listed.len() + 1, all.len(), "each stands there once: {listed:?}");
}

#[test]
fn linked_files_exist() {
    for path in DOCUMENTS.map(str::to_owned).into_iter().chain(chapters()) {
        let path = path.as_str();
        let folder = root().join(path).parent().expect("documents are in folders").to_owned();
        for link in links(&document(path)).filter(|link| !link.starts_with("https://")) {
            assert!(folder.join(&link).exists(), "{path} links to {link}, which does not exist");
        }
    }
}

#[test]
fn architecture_names_every_module() {
    let architecture = document("ARCHITECTURE.md");
    let told: BTreeSet<String> = table_cells(&architecture, "| rank |", 1).collect();
    let mut declared: BTreeSet<String> = document("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    declared.insert("main.rs".to_owned());
    assert_eq!(told, declared, "modules in ARCHITECTURE.md and in src/lib.rs");
    for place in table_cells(&architecture, "| to change |", 1) {
        let exists = root().join("src").join(&place).exists() || root().join(&place).exists();
        assert!(exists, "ARCHITECTURE.md sends to {place}, which does not exist");
    }
}

/// Documents that the program writes, each with the format of `rasid schema` that does.
const WRITTEN: [(&str, &str); 3] =
    [("docs/schema.md", "page"), ("docs/datasette.yaml", "datasette"), ("docs/openapi.json", "openapi")];

#[test]
fn schema_documents_are_what_the_program_writes() {
    let reader = Reader::in_an_empty_folder();
    for (path, format) in WRITTEN {
        let written = reader.expect_success(&format!("rasid schema --format {format}"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(root().join(path), &written).expect("the document can be written");
        }
        assert!(document(path) == written, "{path} is out of date: UPDATE=1 cargo test --test it -- docs::schema");
    }
}

#[test]
fn questions_of_the_schema_document_find_something() {
    let reader = Reader::after_the_demo();
    let blocks = blocks(&document("docs/schema.md"), "sql");
    let questions: Vec<&str> = blocks.iter().flat_map(|block| block.split_inclusive(";\n")).collect();
    assert!(questions.len() >= 10, "only {} questions", questions.len());
    for question in questions {
        reader.write("question.sql", question);
        let found = reader.expect_success("rasid sql - --format jsonl < question.sql");
        // In the demo nothing fails, nothing is silent, and nobody names an agency or links to anything.
        let may_be_empty = ["Sources that", "agencies", "link to"].iter().any(|part| question.contains(part));
        assert!(!found.is_empty() || may_be_empty, "found nothing: {question}");
    }
}

#[test]
fn chapters_show_lines_that_work() {
    let reader = Reader::after_the_demo();
    for chapter in ["docs/file.md", "docs/exports.md"] {
        let lines: Vec<String> = commands(&document(chapter), "sh").collect();
        for line in &lines {
            match line.split(' ').next() {
                Some("rasid") => drop(reader.expect_success(line)),
                Some("sqlite3") if !reader.has("sqlite3") => reader::note(&format!("skipped, no sqlite3 here: {line}")),
                Some("sqlite3") => assert!(!reader.expect_success(line).is_empty(), "found nothing: {line}"),
                // `.ci/tools.py` runs these, with what else the chapters show.
                Some("datasette" | "sqlite-utils") => {}
                _ => panic!("{chapter} has a line that is not tested: {line}"),
            }
        }
        assert!(lines.len() > 5, "{chapter}: only {} lines were found", lines.len());
    }
}
