//! Questions to a collection: `search`, `show`, `sources`, `stats`, `topics`, `sql`.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use super::collection;
use crate::program::{Finished, Workspace};

/// The ids that the articles found had before their import, in order.
fn found(workspace: &Workspace, arguments: &[&str]) -> Vec<String> {
    let mut command = vec!["search", "--format", "jsonl"];
    command.extend(arguments);
    let answer = workspace.run(&command);
    assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
    let ids = answer.json_lines().into_iter().map(|row| row["external_id"].as_str().unwrap_or("?").to_owned());
    ids.collect()
}

#[test]
fn search_finds_words_as_people_type_them_and_filters() {
    let workspace = collection();
    let check = |arguments: &[&str], expected: &[&str]| {
        assert_eq!(found(&workspace, arguments), expected, "{arguments:?}");
    };
    check(&[], &["a4", "a3", "a2", "a1"]);
    // One form for each letter and digit, whatever the keyboard.
    check(&["ارهاب"], &["a2"]);
    check(&["ٱلإِرهَاب"], &["a2"]);
    check(&["istanbul"], &["a3"]);
    check(&["İSTANBUL"], &["a3"]);
    check(&["2254"], &["a2"]);
    check(&["٢٢٥٤"], &["a2"]);
    // Words, phrases, beginnings.
    check(&["court", "police"], &["a1"]);
    check(&["\"the court heard\""], &["a1"]);
    check(&["\"court the heard\""], &[]);
    check(&["confess*"], &["a1"]);
    check(&["vapur OR trial"], &["a3", "a1"]);
    check(&["men -court", "--copies"], &[]);
    // Filters, alone and together.
    check(&["--topic", "terror"], &["a2", "a1"]);
    check(&["--source", "south", "--language", "ar"], &["a2"]);
    check(&["--country", "gb"], &["a1"]);
    check(&["--until", "2021-11-15"], &["a1"]);
    check(&["--since", "2021-11-16", "--until", "2021-11-17"], &["a3", "a2"]);
    check(&["trial", "--copies"], &["a5", "a1"]);
    check(&["--limit", "1"], &["a4"]);
    check(&["trial", "--sort", "rank"], &["a1"]);
}

#[test]
fn a_search_without_result_is_success_unless_the_script_asks() {
    let workspace = collection();
    for (arguments, code) in [
        (&["search", "zebra"][..], 0),
        (&["search", "zebra", "--exit-code"], 4),
        (&["search", "trial", "--exit-code"], 0),
    ] {
        assert_eq!(workspace.run(arguments).code, code, "{arguments:?}");
    }
    let silence = workspace.run(&["search", "--topic", "terrror", "--source", "norht"]);
    assert_eq!((silence.code, silence.stdout.as_str()), (0, ""));
    insta::assert_snapshot!(silence.stderr, @r"
    no topic `terrror` in the collection; `rasid topics list` lists them
    no source `norht` in the collection; `rasid sources` lists them
    nothing matched
    ");
}

#[test]
fn a_query_that_cannot_be_read_names_the_column() {
    let workspace = collection();
    let check = |arguments: &[&str], expected: &str| {
        let answer = workspace.run(arguments);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{arguments:?}: {answer:?}");
        assert!(answer.stderr.contains(expected), "{arguments:?}: {}", answer.stderr);
    };
    check(&["search", "four \"men on"], "column 6: the quotation is not closed");
    check(&["search", "trial OR"], "column 7: OR needs a word after it");
    check(&["search", "title:("], "  title:(\n        ^\n");
    check(&["search", "--since", "last week"], "time `last week` is not understood");
    check(&["search", "--language", "english!"], "english!");
    check(&["search", "--limit", "many"], "--limit");
    check(&["export", "trial OR"], "column 7");
}

#[test]
fn every_listing_comes_in_every_form() {
    let workspace = collection();
    for listing in [
        &["search"][..],
        &["show", "1"],
        &["sources"],
        &["stats"],
        &["topics", "list"],
        &["check"],
        &["stories", "--since", "2021-11-01"],
        &["stories", "1"],
    ] {
        let in_form = |form: &str| {
            let answer = workspace.run(&[listing, &["--format", form]].concat());
            assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{listing:?} {form}");
            assert!(answer.stdout.ends_with('\n'), "{listing:?} {form}: {}", answer.stdout);
            answer
        };
        let rows = in_form("json").json().as_array().map(Vec::len).expect("an array");
        assert!(rows > 0, "{listing:?}");
        assert_eq!(in_form("jsonl").json_lines().len(), rows, "{listing:?}");
        let csv = in_form("csv").stdout;
        let records: Result<Vec<_>, _> = csv::Reader::from_reader(csv.as_bytes()).records().collect();
        assert_eq!(records.expect("CSV can be read").len(), rows, "{listing:?}");
        let is_document = listing.first() == Some(&"show") || listing == ["stories", "1"];
        let opening = if is_document { "# " } else { "| " };
        assert!(in_form("markdown").stdout.starts_with(opening), "{listing:?}");
        in_form("table");
    }
    assert_eq!(workspace.run(&["search", "--format", "yaml"]).code, 2);
}

#[test]
fn a_table_is_for_people() {
    let table = collection().run(&["search", "--copies"]).stdout;
    insta::assert_snapshot!(table, @r"
    id  published         language  site  title                          topics  copy of
     4                    en              =SUM(A1:A9)
     3  2021-11-17        tr              İstanbul'da yeni vapur hattı
     2  2021-11-16 10:00  ar              مكافحة الإرهاب بعد القرار ٢٢٥٤  terror
     5  2021-11-15 12:00  en              Four men on trial                            1
     1  2021-11-15 10:00  en              Terror trial opens             terror
    ");
}

#[test]
fn show_finds_an_article_by_each_of_its_names() {
    let workspace = collection();
    let shown = |name: &str| workspace.run(&["show", name, "--format", "json"]);
    let article = |answer: Finished| answer.json()[0].clone();
    let by_number = article(shown("1"));
    assert_eq!(by_number["external_id"], "a1");
    assert_eq!(by_number["matches"][0]["evidence"][0]["term"], "terror*");
    assert_eq!(by_number["copies"], Value::from(vec![5]));
    assert_eq!(article(shown(by_number["key"].as_str().expect("a key"))), by_number);
    assert_eq!(article(shown("https://north.example/1?utm_source=mail")), by_number);
    let text = workspace.run(&["show", "1"]).stdout;
    for expected in ["Terror trial opens", "Ann Lee", "2021-11-15 10:00", "The court heard", "terror"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let nobody = shown("99");
    assert_eq!((nobody.code, nobody.stdout.as_str()), (4, ""));
    assert_eq!(nobody.stderr, "no article 99 in the collection\n");
    let mistake = shown("first");
    assert_eq!(mistake.code, 2);
    assert!(mistake.stderr.contains("`rasid search` lists the numbers"), "{}", mistake.stderr);
}

#[test]
fn stories_are_listed_and_shown_article_by_article() {
    let workspace = collection();
    let listed = workspace.run(&["stories", "--since", "2021-11-01", "--format", "json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
    for (column, expected) in [
        ("id", Value::from(1)),
        ("title", "Terror trial opens".into()),
        ("first", "2021-11-15T10:00:00Z".into()),
        ("last", "2021-11-15T12:00:00Z".into()),
        ("articles", 2.into()),
        ("texts", 1.into()),
        ("sources", 2.into()),
        ("languages", vec!["en"].into()),
        ("topics", vec!["terror"].into()),
        ("last_6h", 0.into()),
        ("mark", Value::Null),
    ] {
        assert_eq!(listed[0][column], expected, "{column}: {listed}");
    }
    let n_found = |arguments: &[&str]| {
        let found = workspace.run(&[&["stories", "--format", "json", "--since", "2021-11-01"], arguments].concat());
        found.json().as_array().map(Vec::len)
    };
    assert_eq!(n_found(&["--topic", "terror", "--lang", "en", "--sort", "size"]), Some(1));
    assert_eq!(n_found(&["--lang", "ar", "--sort", "newest"]), Some(0));
    let silence = workspace.run(&["stories", "--topic", "terrror"]);
    assert_eq!((silence.code, silence.stdout.as_str()), (0, ""));
    assert!(silence.stderr.contains("no topic `terrror`"), "{silence:?}");
    assert!(silence.stderr.contains("no story since 24h, and none before"), "{silence:?}");
    let late = workspace.run(&["stories", "--since", "7d"]).stderr;
    assert!(late.contains("no story since 7d; the newest is of 2021-11-15: `--since 2021-11-15` shows it"), "{late}");

    let story = workspace.run(&["stories", "1"]).stdout;
    for expected in [
        "Terror trial opens\n",
        "articles   2: 1 texts, 1 copies",
        "north (1), wire (1)",
        "terror (1 of 1)",
        "█",
        "└ 5 en exact copy",
    ] {
        assert!(story.contains(expected), "{expected}: {story}");
    }
    let story = workspace.run(&["stories", "1", "--format", "json"]).json();
    assert_eq!(story[0]["timeline"][1]["copy_of"], 1);
    assert_eq!(story[0]["by_hour"][1]["articles"], 1);
    assert!(workspace.run(&["show", "5"]).stdout.contains("story      1, 2 articles of 2 sources (en)"));
    assert_eq!(found(&workspace, &["story:1", "--copies"]), ["a5", "a1"]);

    for (id, expected) in [
        ("5", "no story 5 in the collection; article 5 is part of story 1: `rasid stories 1`\n"),
        ("2", "no story 2 in the collection; nothing else tells of article 2\n"),
        ("99", "no story 99 in the collection\n"),
    ] {
        let nobody = workspace.run(&["stories", id]);
        assert_eq!((nobody.code, nobody.stdout.as_str(), nobody.stderr.as_str()), (4, "", expected));
    }
}

#[test]
fn sources_and_topics_say_how_they_are() {
    let workspace = collection();
    let sources = workspace.run(&["sources", "--format", "json"]).json();
    let states: Vec<String> = sources
        .as_array()
        .into_iter()
        .flatten()
        .map(|source| format!("{} {} {}", source["id"], source["state"], source["articles"]))
        .collect();
    assert_eq!(states, ["\"north\" \"new\" 1", "\"south\" \"imported\" 3", "\"wire\" \"imported\" 1"]);
    let failing = workspace.run(&["sources", "--failing"]);
    assert_eq!((failing.code, failing.stdout.contains("north")), (0, false), "{failing:?}");
    let topics = workspace.run(&["topics", "list", "--format", "jsonl"]);
    let topics = topics.json_lines();
    assert_eq!(topics.len(), 1, "{topics:?}");
    for (column, expected) in [
        ("topic", Value::from("terror")),
        ("label", "Terror".into()),
        ("articles", 2.into()),
        ("terms", 2.into()),
        ("of_other_rules", 0.into()),
        ("is_configured", true.into()),
        ("parent", Value::Null),
        ("newest", "2021-11-16T10:00:00Z".into()),
    ] {
        assert_eq!(topics[0][column], expected, "{column}: {topics:?}");
    }
    let stats = workspace.run(&["stats", "--format", "csv"]).stdout;
    for expected in ["articles,,5", "copies,,1", "language,en,3", "topic,terror,"] {
        assert!(stats.contains(expected), "{expected}: {stats}");
    }
}

#[test]
fn sql_answers_questions_and_refuses_to_write() {
    let workspace = collection();
    let rows = workspace.run(&["sql", "select 1 as a, null as b, 'س' as c, x'00ff' as d", "--format", "json"]).json();
    assert_eq!(rows.to_string(), r#"[{"a":1,"b":null,"c":"س","d":"00ff"}]"#);
    let from_stdin = workspace.run_with_input(&["sql", "-"], "select count(*) as n from articles");
    assert!(from_stdin.stdout.contains('5'), "{from_stdin:?}");
    let plain = "select articles.title from articles_fts join articles on articles.id = articles_fts.rowid \
                 where articles_fts match 'الارهاب'";
    assert_eq!(workspace.ask(plain).len(), 1);

    let check = |sql: &str, expected: &str| {
        let answer = workspace.run(&["sql", sql]);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{sql}: {answer:?}");
        assert!(answer.stderr.contains(expected), "{sql}: {}", answer.stderr);
    };
    for writing in ["delete from articles", "update articles set title = ''", "drop table articles", "vacuum"] {
        check(writing, "only queries are allowed");
    }
    check("pragma user_version = 7", "");
    check("insert into articles_fts(articles_fts) values ('rebuild')", "");
    check("selec 1", "syntax error");
    check("select nobody from articles", "no such column: nobody");
    check("select 1; select 2", "one statement at a time");
    check(" -- nothing\n", "the query is empty");
    check("attach 'nowhere/other.db' as other", "unable to open");
    assert_eq!(workspace.number("select count(*) from articles"), 5);
}

#[test]
fn who_stops_reading_ends_the_command_in_peace() {
    let workspace = collection();
    // Far more than a pipe holds, so that the program meets the closed end.
    let many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) select i from n";
    for form in ["table", "json", "jsonl", "csv", "markdown"] {
        let mut command = workspace.command(&["sql", many, "--format", form]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout is piped")).read_line(&mut line).expect("a first line");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{form}");
    }
}

#[test]
fn a_database_of_somebody_else_is_left_alone() {
    let workspace = collection();
    {
        #[expect(clippy::disallowed_methods, reason = "no command makes a database of the future")]
        let database = rusqlite::Connection::open(workspace.path("rasid.db")).expect("the database opens");
        database.pragma_update(None, "user_version", 999).expect("it can be written");
    }
    let check = |code: i32, expected: &str| {
        for command in [&["stats"][..], &["poll"], &["import", "-"]] {
            let answer = workspace.run(command);
            assert_eq!(answer.code, code, "{command:?}: {answer:?}");
            assert!(answer.stderr.contains(expected), "{command:?}: {}", answer.stderr);
        }
    };
    check(6, "use the newer rasid");
    workspace.write("rasid.db", "A diary, kept since 1999.\n".repeat(100));
    check(1, "is no database of rasid: name another file in [store]");
    let diary = std::fs::read_to_string(workspace.path("rasid.db")).expect("it is still there");
    assert!(diary.starts_with("A diary"), "{diary}");
}

#[test]
fn without_a_database_every_question_says_what_to_do() {
    let workspace = Workspace::new("");
    for command in [
        &["search", "x"][..],
        &["show", "1"],
        &["sources"],
        &["stats"],
        &["topics", "list"],
        &["sql", "select 1"],
        &["export"],
    ] {
        let answer = workspace.run(command);
        assert_eq!((answer.code, answer.stdout.as_str()), (1, ""), "{command:?}");
        assert!(
            answer.stderr.contains("no database at") && answer.stderr.contains("run `rasid poll` first"),
            "{answer:?}"
        );
    }
    assert!(!workspace.path("rasid.db").exists(), "asking makes nothing");
}
