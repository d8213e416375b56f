//! `check`, where the configuration is found, and what commands say to names that it does not hold.

use super::CONFIGURATION;
use crate::program::{Workspace, program, source};

#[test]
fn check_prints_what_would_run() {
    let workspace = Workspace::new(
        &(CONFIGURATION.to_owned() + "\n[[source]]\nid = \"off\"\nurl = \"http://127.0.0.1:9/\"\nenabled = false\n"),
    );
    let checked = workspace.run(&["check"]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""));
    let stdout = checked.stdout.replace(env!("CARGO_PKG_VERSION"), "[version]");
    insta::assert_snapshot!(stdout, @"
    Configuration  config.toml
    Database       rasid.db
    User-Agent     rasid/[version]  (please set `contact` in [fetch])
    Health         off
    Topic          terror, 2 terms
    Job            prune-polls at `0 30 3 * * *` UTC: prune polls older than 90 days
    Job            prune-articles at `0 45 3 * * *` UTC: prune articles and pages that their sources no longer keep
    Job            optimize at `0 0 4 * * SUN` UTC: optimise the database
    Disabled       off
    Examples       0 hold
    Sources        1

    source  kind  polled           language  country  url
    north   auto  every 10m to 6h  en        gb       http://127.0.0.1:9/feed.xml
    ");
    assert!(!workspace.path("rasid.db").exists(), "checking makes nothing");
}

#[test]
fn check_names_the_sites_with_rules() {
    let rules = "title = \"h1\"\n";
    let workspace = Workspace::new(&format!(
        "[[site]]\ndomain = [\"paper.example\", \"news.example\"]\n{rules}{}[source.article]\n{rules}",
        source("a", "https://a.example/feed")
    ));
    let checked = workspace.run(&["check"]);
    let lines: Vec<&str> = checked.stdout.lines().filter(|line| line.starts_with("Site rules")).collect();
    let expected =
        ["Site rules     news.example", "Site rules     paper.example", "Site rules     1 source has its own"];
    assert_eq!(lines, expected, "{checked:?}");
}

#[test]
fn all_mistakes_are_reported_at_once_with_their_lines() {
    let workspace = Workspace::new(
        "[daemon]\nwokers = 3\n[[source]]\nid = \"a\"\nurl = \"gopher://a.example/\"\nevery = \"1s\"\n\
         [[source]]\nid = \"a\"\nurl = \"https://b.example/\"\n",
    );
    let checked = workspace.run(&["check"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (3, ""));
    insta::assert_snapshot!(checked.stderr, @r#"
    error: unknown key `wokers`
     --> config.toml:9:1
      |
    9 | wokers = 3
      | ^^^^^^
      |
      = help: did you mean `workers`?

    error: an address with the scheme `gopher`
      --> config.toml:12:7
       |
    12 | url = "gopher://a.example/"
       |       ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: sources are read over http and https

    error: `1s` is not between 10s and 30d
      --> config.toml:13:9
       |
    13 | every = "1s"
       |         ^^^^

    error: another source is called `a`
      --> config.toml:15:6
       |
    11 | id = "a"
       |      --- first used here
    ...
    15 | id = "a"
       |      ^^^
       |
       = help: give each a name of its own

    4 mistakes in the configuration
    "#);
    for command in [&["poll"][..], &["run"], &["search"], &["import", "-"]] {
        let answer = workspace.run(command);
        assert_eq!(answer.code, 3, "{command:?}");
        assert_eq!(answer.stderr, checked.stderr, "{command:?}");
    }
}

#[test]
fn a_file_that_is_named_and_missing_is_a_mistake() {
    let workspace = Workspace::new("");
    let checked = workspace.run(&["-c", "nowhere.toml", "check"]);
    assert_eq!(checked.code, 3);
    assert!(checked.stderr.contains("`nowhere.toml` does not exist"), "{}", checked.stderr);
}

#[test]
fn the_built_in_configuration_is_used_where_there_is_no_other() {
    let folder = tempfile::TempDir::new().expect("there is room for a folder");
    let output = program(folder.path(), &["check"]).output().expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success() && text.starts_with("Configuration  the one that is built in\n"), "{text}");
    for expected in ["Topic          counter-terrorism", "Topic          russia-us-relations", "un-news-ar", "le-monde"]
    {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn variables_win_over_the_file() {
    let workspace = Workspace::new(CONFIGURATION);
    let mut command = workspace.command(&["check"]);
    let output = command.env("RASID_STORE_DATABASE", "/elsewhere/other.db").output().expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("Database       /elsewhere/other.db\n"), "{text}");
}

#[test]
fn poll_knows_the_names_of_its_sources() {
    let workspace = Workspace::new(&source("paper", "http://127.0.0.1:9/"));
    let unknown = workspace.run(&["poll", "papre"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("no source `papre` in the configuration"), "{}", unknown.stderr);
    assert_eq!(workspace.run(&["poll", "paper", "--all"]).code, 2);
    assert_eq!(workspace.run(&["poll", "paper"]).code, 5);
    let idle = workspace.run(&["poll"]);
    assert_eq!((idle.code, idle.stdout.as_str()), (0, ""));
    assert!(idle.stderr.contains("no source is due yet"), "{}", idle.stderr);
    let nothing = Workspace::new("").run(&["poll"]);
    assert!(nothing.stderr.contains("add a [[source]]"), "{}", nothing.stderr);
}

#[test]
fn help_is_there_for_every_command() {
    let workspace = Workspace::new("");
    let help = workspace.run(&["--help"]).stdout;
    let (_, commands) = help.split_once("Commands:\n").expect("a list of commands");
    let names = commands.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() >= 16, "{names:?}");
    for name in names {
        let answer = workspace.run(&[name, "--help"]);
        assert_eq!(answer.code, 0, "{name}");
        assert!(answer.stdout.contains("Examples:\n  rasid "), "{name} shows how it is used: {}", answer.stdout);
    }
    assert_eq!(workspace.run(&[]).code, 2);
    assert_eq!(workspace.run(&["serach"]).code, 2);
}
