use super::*;
use crate::model::TopicId;

fn question() -> Question {
    Question {
        id: "12/energy".to_owned(),
        topic: TopicId::parse("energy").expect("an id"),
        label: "Energy".to_owned(),
        description: "Oil and gas.".to_owned(),
        title: "Gas".to_owned(),
        text: "More gas.".to_owned(),
        language: None,
        score: 7.0,
        terms: vec!["gas".to_owned()],
    }
}

/// Asks a program of the shell once.
fn ask(script: &str) -> Result<Opinion, String> {
    let words = ["sh", "-c", script].map(str::to_owned);
    let mut command = Command::start(&words, Duration::from_secs(20)).map_err(|error| error.to_string())?;
    command.ask(&question()).map_err(|error| error.to_string())
}

#[test]
fn a_program_answers_each_question_in_turn() {
    let words = ["sh", "-c", r#"while read -r line; do echo "{\"id\":\"12/energy\",\"probability\":0.25}"; done"#];
    let mut command = Command::start(&words.map(str::to_owned), Duration::from_secs(20)).expect("it starts");
    for _ in 0..3 {
        let opinion = command.ask(&question()).expect("an answer");
        assert_eq!((opinion.probability, opinion.note), (0.25, None));
    }
}

#[test]
fn it_is_told_all_that_a_judge_needs() {
    let opinion = ask(r#"read -r line; case "$line" in *'"title":"Gas"'*'"score":7.0'*'"terms":["gas"]'*)
        echo '{"id":"12/energy","probability":1,"note":"all there"}';; esac"#);
    assert_eq!(opinion.expect("an answer").note.as_deref(), Some("all there"));
}

#[test]
fn what_is_no_answer_is_told_from_one() {
    assert_eq!(
        ask("read -r line; exit 3").unwrap_err(),
        "`sh` ended without an answer; run it by hand with a question on its standard input"
    );
    assert!(ask("read -r line; echo maybe").unwrap_err().starts_with("`sh` answered `maybe`, which is no line of"));
    let other = ask(r#"read -r line; echo '{"id":"13/energy","probability":1}'"#).unwrap_err();
    assert!(other.ends_with("the question was `12/energy`, the answer is to `13/energy`"), "{other}");
    let sure = ask(r#"read -r line; echo '{"id":"12/energy","probability":7}'"#).unwrap_err();
    assert!(sure.ends_with("the probability 7 is not between 0 and 1"), "{sure}");
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let error = Command::start(&["/no/such/program".to_owned()], Duration::from_secs(1)).unwrap_err();
    assert_eq!(error.to_string(), "`/no/such/program` does not start; check `command` in [opinion]");
}

#[test]
fn a_silent_program_is_given_up_and_ended() {
    let words = ["sh", "-c", "exec cat > /dev/null"].map(str::to_owned);
    let mut command = Command::start(&words, Duration::ZERO).expect("it starts");
    let error = command.ask(&question()).unwrap_err();
    assert!(matches!(error, OpinionError::Silent { seconds: 0, .. }), "{error}");
    drop(command);
}
