//! The rule lab, as an analyst uses it: `topics list`, `explain`, `test`, `suggest`, `lint`, `mark`, `score`, `judgements`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::program::{Finished, Workspace};

/// A topic of the sea below a topic that gathers it, and a list for whoever tries something.
const RULES: &str = r#"
[[list]]
id = "boats"
[list.terms]
en = ["trawler*"]

[[topic]]
id = "world"
label = { en = "World" }

[[topic]]
id = "sea"
label = { en = "The sea" }
parent = "world"
threshold = 4
uses = { 2 = ["boats"] }
[topic.terms.en]
3 = ["fishing rights", "harbour*"]
2 = ["mayor", "coast guard station"]
[topic.none]
terms.en = ["recipe*"]

[[topic.example]]
match = true
title = "Trawlers and fishing rights"
"#;

/// Twelve articles of the sea, thirty of the town; the first is number 1.
fn articles() -> String {
    let mut lines = String::new();
    for n in 1..=12 {
        let text = format!("The trawler crew of port {n} spoke of fishing rights. The coast guard watched the lagoon.");
        line(&mut lines, n, "Trawlers leave", &text);
    }
    for n in 13..=42 {
        let text = format!("The mayor of town {n} opened a market. People came from all streets and were glad.");
        line(&mut lines, n, "Market day", &text);
    }
    lines
}

fn line(lines: &mut String, n: u32, title: &str, text: &str) {
    let day = n % 28 + 1;
    writeln!(
        lines,
        "{{\"id\": \"a{n}\", \"source\": \"paper\", \"url\": \"https://paper.example/{n}\", \"title\": \"{title} {n}\", \
         \"text\": \"{text}\", \"language\": \"en\", \"published\": \"2026-03-{day:02}T10:00:00Z\"}}"
    )
    .expect("memory takes it");
}

fn lab() -> Workspace {
    let workspace = Workspace::new(RULES);
    let imported = workspace.run_with_input(&["import", "-"], articles());
    assert!(imported.stderr.contains("42 articles imported"), "{imported:?}");
    workspace
}

fn only_row(answer: &Finished) -> Value {
    let rows = answer.json();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{answer:?}");
    rows[0].clone()
}

/// Values of a key in a list of objects.
fn each<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().into_iter().flatten().filter_map(|entry| entry[key].as_str()).collect()
}

#[test]
fn topics_are_listed_as_a_tree() {
    let workspace = lab();
    let table = workspace.run(&["topics", "list"]).stdout;
    let names: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(names, ["world", "└ sea"], "{table}");
    let rows = workspace.run(&["topics", "list", "--format", "json"]).json();
    assert_eq!(each(&rows, "topic"), ["world", "sea"]);
    assert_eq!((&rows[0]["articles"], &rows[0]["own_articles"]), (&Value::from(12), &Value::from(0)));
    assert_eq!((&rows[1]["parent"], &rows[1]["of_other_rules"]), (&Value::from("world"), &Value::from(0)));
    workspace.configure(&RULES.replace("threshold = 4", "threshold = 5"));
    let rows = workspace.run(&["topics", "list", "--format", "json"]).json();
    assert_eq!(rows[1]["of_other_rules"], 12, "the rule is another now");
}

#[test]
fn an_article_is_explained_hit_by_hit_whether_it_matches_or_not() {
    let workspace = lab();
    let explained = only_row(&workspace.run(&["topics", "explain", "sea", "1", "--format", "json"]));
    assert_eq!(explained["is_match"], true);
    assert_eq!(each(&explained["evidence"], "term"), ["trawler*", "trawler*", "fishing rights"]);
    let title = &explained["evidence"][0];
    assert_eq!((&title["weight"], &title["boost"], &title["adds"]), (&2.0.into(), &2.0.into(), &4.0.into()));
    assert!(title["around"].as_str().is_some_and(|around| around.starts_with("[Trawlers] leave")), "{title}");
    assert_eq!(explained["stored_score"], explained["score"]);

    let missed =
        only_row(&workspace.run(&["topics", "explain", "sea", "https://paper.example/20", "--format", "json"]));
    assert_eq!((&missed["is_match"], &missed["score"]), (&Value::from(false), &2.0.into()));
    assert_eq!(missed["obstacles"][0], "its sum is 2, and 2 short of 4");

    let text = "Harbour recipes\nA recipe from the harbour, and a trawler.";
    let file = workspace.run_with_input(&["topics", "explain", "sea", "--file", "-"], text).stdout;
    for expected in ["does not match", "`recipe*` stands in it, which `none` forbids", "none 1", "[Harbour] recipes"] {
        assert!(file.contains(expected), "{expected}: {file}");
    }
    assert!(!file.contains('\u{1b}'), "no colours in a file: {file}");
}

#[test]
fn names_that_nobody_knows_are_answered_with_advice() {
    let workspace = lab();
    let check = |arguments: &[&str], code: i32, expected: &str| {
        let answer = workspace.run(arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
        assert!(answer.stderr.contains(expected), "{arguments:?}: {}", answer.stderr);
    };
    check(&["topics", "explain", "see", "1"], 2, "unknown topic `see`; did you mean `sea`?");
    check(&["topics", "suggest", "elections"], 2, "`rasid topics list` lists them");
    check(&["topics", "explain", "sea", "99"], 4, "no article 99");
    check(&["topics", "mark", "99", "sea", "yes"], 4, "no article 99");
    check(&["topics", "mark", "1", "sea", "maybe"], 2, "yes");
    check(&["topics", "test", "nowhere.toml"], 3, "nowhere.toml");
    check(&["topics", "test", "sea", "--since", "1h"], 0, "no articles of that time");
    let empty = Workspace::new(RULES);
    assert!(empty.run_with_input(&["import", "-"], "").stderr.contains("0 articles"));
    let nothing = empty.run(&["topics", "test", "sea"]);
    assert!(nothing.stderr.contains("no articles yet"), "{nothing:?}");
}

#[test]
fn changed_rules_are_tried_without_writing() {
    let workspace = lab();
    // `harbour*` and the list are the configuration's; `sea` is replaced, `town` is new.
    let file = r#"
[[topic]]
id = "sea"
parent = "world"
threshold = 20
uses = { 2 = ["boats"] }
[topic.terms.en]
3 = ["fishing rights"]
[[topic.example]]
match = true
title = "Trawlers"

[[topic]]
id = "town"
threshold = 2
[topic.terms.en]
2 = ["market*"]
"#;
    workspace.write("changed.toml", file);
    let tried = workspace.run(&["topics", "test", "changed.toml", "--sample", "3", "--format", "json"]);
    assert_eq!(tried.code, 0, "{tried:?}");
    assert!(tried.stderr.contains("tried on 42 articles"), "{}", tried.stderr);
    assert!(tried.stderr.contains("changed.toml:9: must match sea"), "{}", tried.stderr);
    let rows = tried.json();
    assert_eq!(each(&rows, "topic"), ["sea", "town"]);
    let (sea, town) = (&rows[0], &rows[1]);
    for (key, n) in [("before", 12), ("after", 0), ("added", 0), ("dropped", 12)] {
        assert_eq!(sea[key], n, "{key}: {sea}");
    }
    assert_eq!(sea["dropped_for"][0]["name"], "below the threshold");
    assert_eq!(sea["dropped_sample"].as_array().map(Vec::len), Some(3));
    assert_eq!((&town["added"], &town["by_source"][0]["source"]), (&Value::from(30), &Value::from("paper")));
    assert_eq!(town["added_by"][0]["name"], "market*");
    assert_eq!(workspace.run(&["topics", "test", "changed.toml", "--exit-code"]).code, 5, "an example fails");
    assert_eq!(workspace.number("select count(*) from article_topics"), 12, "nothing was written");

    let table = workspace.run(&["topics", "test", "changed.toml", "--sample", "2"]).stdout;
    for expected in ["sea: 12 before, 0 after", "would be dropped: 2 of 12", "`market*` 30", "Market day"] {
        assert!(table.contains(expected), "{expected}: {table}");
    }
    workspace
        .write("strict.toml", file.replace("fishing rights", "lagoon").replace("threshold = 20", "threshold = 30"));
    let why = workspace.run(&["topics", "test", "strict.toml", "--format", "json"]).json();
    assert_eq!(why[0]["dropped_sample"][0]["gone"][0], "fishing rights");
    // Nothing of the configuration differs from what is stored.
    let same = workspace.run(&["topics", "test", "sea", "--format", "json"]).json();
    assert_eq!((&same[0]["added"], &same[0]["dropped"]), (&Value::from(0), &Value::from(0)));
}

#[test]
fn a_list_that_is_tried_changes_the_topics_that_use_it() {
    let workspace = lab();
    workspace.write("lists.toml", "[[list]]\nid = \"boats\"\n[list.terms]\nen = [\"ferry*\"]\n");
    let rows = workspace.run(&["topics", "test", "lists.toml", "--format", "json"]).json();
    assert_eq!(each(&rows, "topic"), ["sea"]);
    assert_eq!(rows[0]["dropped"], 12);
    workspace.write("wrong.toml", "[[topic]]\nid = \"sea\"\nthreshhold = 1\n[store]\ndatabase = \"x\"\n");
    let wrong = workspace.run(&["topics", "test", "wrong.toml"]);
    assert_eq!(wrong.code, 3, "{wrong:?}");
    for expected in ["wrong.toml:3", "did you mean `threshold`?", "`store` in a file of rules"] {
        assert!(wrong.stderr.contains(expected), "{expected}: {}", wrong.stderr);
    }
}

#[test]
fn words_that_a_rule_lacks_are_suggested_and_noise_is_named() {
    let workspace = lab();
    let rows = workspace.run(&["topics", "suggest", "sea", "--format", "json"]).json();
    let suggestions: Vec<&Value> =
        rows.as_array().into_iter().flatten().filter(|row| row["kind"] == "suggestion").collect();
    let phrases: Vec<&str> = suggestions.iter().filter_map(|row| row["phrase"].as_str()).collect();
    assert!(phrases.iter().any(|phrase| phrase.contains("lagoon") || phrase.contains("coast")), "{phrases:?}");
    assert!(phrases.iter().all(|phrase| !phrase.contains("Market")), "{phrases:?}");
    let known = suggestions.iter().find(|row| row["in_rule"] == "fishing rights" || row["in_rule"] == "trawler*");
    assert!(known.is_some_and(|row| row["example"].as_str().is_some_and(|text| text.contains('['))), "{rows}");
    let noise: Vec<&Value> = rows.as_array().into_iter().flatten().filter(|row| row["kind"] == "noise").collect();
    assert_eq!(noise.len(), 1, "{noise:?}");
    assert_eq!((&noise[0]["phrase"], &noise[0]["others"]), (&Value::from("mayor"), &Value::from(30)));
    let new = workspace.run(&["topics", "suggest", "sea", "--new", "--format", "json"]).json();
    assert!(
        new.as_array()
            .into_iter()
            .flatten()
            .filter(|row| row["kind"] == "suggestion")
            .all(|row| row["in_rule"].is_null())
    );
    let table = workspace.run(&["topics", "suggest", "sea", "-n", "3"]);
    assert!(table.stdout.contains("hits are mostly elsewhere"), "{table:?}");
    assert!(table.stderr.contains("en: 12 articles of sea against 30 others"), "{table:?}");
}

#[test]
fn lint_names_what_does_nothing_with_and_without_a_collection() {
    let kinds = |answer: &Finished| -> Vec<String> {
        let rows = answer.json_lines();
        rows.iter()
            .map(|row| format!("{} {}", row["finding"].as_str().unwrap_or("?"), row["term"].as_str().unwrap_or("-")))
            .collect()
    };
    let workspace = lab();
    let found = workspace.run(&["topics", "lint", "--least", "10", "--often", "50", "--format", "jsonl"]);
    assert_eq!(
        kinds(&found),
        ["no-examples -", "frequent mayor", "dead coast guard station", "dead harbour*", "dead recipe*"],
        "{found:?}"
    );
    let fresh = Workspace::new(&RULES.replace("\"harbour*\"", "\"harbour*\", \"harbour master\", \"Trawler*\""));
    let found = fresh.run(&["topics", "lint", "sea", "--exit-code", "--format", "jsonl"]);
    assert_eq!(found.code, 5, "{found:?}");
    assert!(fresh.run(&["topics", "lint"]).stdout.contains("harbour master (harbour*)"));
    let expected = ["redundant harbour master", "listed-twice Trawler*", "no-examples -"];
    assert_eq!(kinds(&found), expected);
    assert!(found.stderr.contains("nothing is said of how often terms are found"), "{found:?}");
}

#[test]
fn what_people_mark_is_held_against_the_rules() {
    let workspace = lab();
    let nothing = workspace.run(&["topics", "score"]);
    assert!(nothing.stderr.contains("nothing was judged yet"), "{nothing:?}");
    let mark = |article: &str, verdict: &str| {
        let answer = workspace.run(&["topics", "mark", article, "sea", verdict]);
        assert_eq!((answer.code, answer.stdout.as_str()), (0, ""), "{answer:?}");
        answer.stderr
    };
    assert!(mark("1", "yes").contains("belongs there"));
    mark("2", "no");
    mark("https://paper.example/20", "yes");
    mark("21", "no");
    let score = workspace.run(&["topics", "score", "sea", "--format", "json"]).json();
    let (stored, today) = (&score[0], &score[1]);
    assert_eq!((&stored["rules"], &today["rules"]), (&Value::from("stored"), &Value::from("today")));
    for (key, n) in [("judged", 4), ("right", 1), ("wrong", 1), ("missed", 1), ("left_out", 1)] {
        assert_eq!((&stored[key], &today[key]), (&Value::from(n), &Value::from(n)), "{key}");
    }
    assert_eq!(today["precision"]["value"], 0.5);
    assert_eq!(today["differences"].as_array().map(Vec::len), Some(2));
    // At 2 all four are found, for an F1 of .67 instead of .5.
    assert_eq!(today["best_threshold"], 2.0);
    let table = workspace.run(&["topics", "score"]).stdout;
    for expected in ["0.50 (0.09 to 0.91)", "threshold = 2 would serve best", "differ on", "2 short of 4"] {
        assert!(table.contains(expected), "{expected}: {table}");
    }
    assert!(mark("2", "clear").contains("taken back"));
    assert!(mark("2", "clear").contains("nothing had been said"));
    let judged = workspace.run(&["topics", "judgements", "--format", "jsonl"]).json_lines();
    let told: Vec<String> = judged.iter().map(|row| format!("{} {}", row["article"], row["belongs"])).collect();
    assert_eq!(told, ["1 true", "20 true", "21 false"]);
}

#[test]
fn evidence_is_marked_in_markdown_and_topics_name_their_rule() {
    let workspace = lab();
    let markdown = workspace.run(&["show", "1", "--format", "markdown"]).stdout;
    assert!(markdown.starts_with("# **Trawlers** leave 1\n"), "{markdown}");
    assert!(markdown.contains("spoke of **fishing rights**"), "{markdown}");
    assert!(markdown.contains("- sea 9.00 (today's rule "), "{markdown}");
    let coloured = workspace.run(&["--color", "always", "show", "1"]).stdout;
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    workspace.configure(&RULES.replace("threshold = 4", "threshold = 5"));
    assert!(workspace.run(&["show", "1"]).stdout.contains("(earlier rule "));
}
