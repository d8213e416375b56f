//! `rasid mcp`: an assistant asks over standard input and output, is told how to mend a wrong question, and can harm nothing.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::program::Workspace;

const ARTICLES: &str = r#"
{"url":"https://a.example/1","title":"Envoys meet in Geneva","text":"Envoys of both sides met in Geneva on Monday to speak of a ceasefire for the harbour, the host said.","published":"2026-11-24","language":"en"}
{"url":"https://b.example/1","title":"اجتماع المبعوثين في جنيف","text":"اجتمع المبعوثون في جنيف يوم الاثنين للحديث عن الهجوم الإرهابي على الميناء، وأدان الجميع الإرهاب.","published":"2026-11-25","language":"ar"}
"#;

fn collection() -> Workspace {
    let workspace = Workspace::new("");
    let imported = workspace.run_with_input(&["import", "-"], ARTICLES.trim());
    assert_eq!(imported.code, 0, "{imported:?}");
    workspace
}

/// The answers to some calls of tools, in their order, after the greeting; each with whether it is an error.
fn call(workspace: &Workspace, calls: &[(&str, Value)]) -> Vec<(bool, Value)> {
    let mut lines = vec![
        json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
    ];
    lines.extend(calls.iter().zip(1..).map(|((name, arguments), id): (_, u32)| {
        json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}})
    }));
    let mut answers = exchange(workspace, &lines);
    answers.sort_by_key(|answer| answer.get("id").and_then(Value::as_u64));
    let results = answers.into_iter().skip(1).map(|answer| {
        let is_error = answer.pointer("/result/isError").and_then(Value::as_bool).unwrap_or(false);
        let text = answer.pointer("/result/content/0/text").and_then(Value::as_str);
        let text = text.unwrap_or_else(|| panic!("no text: {answer}"));
        (is_error, if is_error { text.into() } else { serde_json::from_str(text).expect("JSON") })
    });
    results.collect()
}

/// Says these lines and hears as many answers as there are requests; then the program must end by itself.
fn exchange(workspace: &Workspace, lines: &[Value]) -> Vec<Value> {
    use std::io::BufRead as _;
    let mut command = workspace.command(&["mcp"]);
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut program = command.spawn().expect("the program starts");
    let mut input = program.stdin.take().expect("piped");
    for line in lines {
        writeln!(input, "{line}").expect("it listens");
    }
    let n_requests = lines.iter().filter(|line| line.get("id").is_some()).count();
    let output = std::io::BufReader::new(program.stdout.take().expect("piped"));
    let answers = output.lines().take(n_requests).map(|line| serde_json::from_str(&line.expect("text")).expect("JSON"));
    let answers = answers.collect();
    drop(input);
    assert!(program.wait().expect("it ends").success());
    answers
}

#[test]
fn an_assistant_finds_reads_and_counts_articles() {
    let workspace = collection();
    let answers = call(
        &workspace,
        &[
            ("search_articles", json!({"query": "ارهاب"})),
            ("search_articles", json!({"limit": 1})),
            ("read_article", json!({"id": "https://a.example/1"})),
            ("count_articles", json!({"by": ["lang"]})),
            ("timeline", json!({"since": "2026-11-01"})),
            ("list_stories", json!({})),
            ("query_sql", json!({"sql": "select title from articles order by id", "limit": 1})),
        ],
    );
    let [found, first, read, counted, days, stories, rows] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(found.1["articles"][0]["url"], "https://b.example/1");
    assert!(found.1["articles"][0]["passage"].as_str().expect("text").contains("[الإرهابي]"), "{found:?}");
    assert_eq!(first.1["articles"].as_array().map(Vec::len), Some(1));
    let more = json!({"limit": 1, "cursor": first.1["next"]});
    let second = call(&workspace, &[("search_articles", more)]).remove(0).1;
    assert_eq!(second["articles"][0]["url"], "https://a.example/1", "the cursor goes on: {second}");
    assert_eq!(second.get("next"), None);
    assert_eq!((&read.1["title"], &read.1["published_from"]), (&json!("Envoys meet in Geneva"), &json!("import")));
    assert_eq!(counted.1["counts"].as_array().map(Vec::len), Some(2));
    assert_eq!(days.1["articles"], 2);
    assert_eq!(stories.1, json!({"stories": []}));
    assert_eq!(rows.1, json!({"columns": ["title"], "rows": [{"title": "Envoys meet in Geneva"}], "has_more": true}));
}

#[test]
fn what_cannot_be_answered_says_how_to_mend_it_and_nothing_is_harmed() {
    let workspace = collection();
    let endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c";
    for (tool, arguments, expected) in [
        ("search_articles", json!({"query": "(geneva"}), "column 1"),
        ("search_articles", json!({"qury": "geneva"}), "there is no argument `qury`"),
        ("search_articles", json!({"cursor": "x"}), "begin with its first page"),
        ("count_articles", json!({"by": ["colour"]}), "write one of topic"),
        ("read_article", json!({"id": "99"}), "no article 99"),
        ("read_story", json!({"id": 99}), "no story 99"),
        ("query_sql", json!({"sql": "delete from articles"}), "only queries are allowed"),
        ("query_sql", json!({"sql": "attach 'other.db' as other"}), "too many attached databases"),
        ("query_sql", json!({"sql": endless}), "reads too much"),
    ] {
        let (is_error, why) = call(&workspace, &[(tool, arguments.clone())]).remove(0);
        assert!(is_error && why.as_str().is_some_and(|why| why.contains(expected)), "{tool} {arguments}: {why}");
    }
    assert_eq!(workspace.number("select count(*) from articles"), 2);
    assert!(!workspace.path("other.db").exists());
}

#[test]
fn who_starts_it_by_hand_is_told_what_it_is_for() {
    let workspace = collection();
    let ended = workspace.run_with_input(&["mcp"], "");
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("started by an assistant"), "{ended:?}");
}
