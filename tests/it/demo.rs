//! `rasid demo`: the whole way without the internet, and the questions that it tells the user to ask.

use std::process::Command;

use crate::program::Workspace;

#[test]
fn the_demo_polls_twice_and_the_questions_it_prints_are_answered() {
    let workspace = Workspace::new("");
    let demo = workspace.run(&["demo", "--folder", "look"]);
    assert_eq!(demo.code, 0, "{demo:?}");
    let (first, second) = demo.stdout.split_once("The second poll").expect("there are two polls");
    assert_eq!(first.matches("  ok ").count(), 5, "{first}");
    assert_eq!(second.matches("not-modified").count(), 4, "{second}");
    assert_eq!(demo.stderr, "");

    let ask = |sql: &str| {
        let answer = workspace.run(&["-c", "look/config.toml", "sql", sql, "--format", "csv"]);
        answer.stdout.lines().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ask("select count(*) from articles where copy_of is not null"), "1");
    let topics = ask("select distinct topic from article_topics order by 1");
    assert!(["counter-terrorism", "russia-us-relations"].iter().all(|topic| topics.contains(topic)), "{topics}");
    assert_eq!(ask("select distinct language from articles order by 1"), "ar en ru tr");
    assert_eq!(ask("select count(*) from articles where published is null"), "0");

    let questions: Vec<&str> = demo.stdout.lines().filter_map(|line| line.trim().strip_prefix("rasid ")).collect();
    assert_eq!(questions.len(), 6, "{}", demo.stdout);
    for question in questions {
        // As typed into a shell, but for the comment behind it.
        let question = question.split("   ").next().unwrap_or_default();
        let typed = Command::new("sh")
            .current_dir(workspace.path(""))
            .env_remove("RASID_CONFIG")
            .args(["-c", &format!("{} {question}", env!("CARGO_BIN_EXE_rasid"))])
            .output()
            .expect("there is a shell");
        assert!(typed.status.success() && typed.stderr.is_empty(), "{question}: {typed:?}");
        assert!(
            typed.stdout.iter().filter(|byte| **byte == b'\n').count() > 1,
            "{question} finds something: {typed:?}"
        );
    }
}
