use super::*;
use crate::analysis::quality::{Decline, Respect};
use crate::model::{ErrorKind, LanguageCode, SourceId};
use crate::query::cases::condition::Advice;
use crate::query::cases::paging::NoPlace;

/// What the reader sees: without the marks that keep directions apart.
fn seen(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// English as the program says it itself, and Arabic that is some.
fn check(what: &str, english: &str, arabic: &str) {
    assert_eq!(seen(english), what);
    let letters = |is: fn(char) -> bool| arabic.chars().filter(|c| is(*c)).count();
    let n_arabic = letters(|c| ('\u{0621}'..='\u{064a}').contains(&c));
    assert!(n_arabic > 10 && !arabic.contains("fault-") && !arabic.contains("advice-"), "{what}: {arabic}");
}

fn faults() -> Vec<QueryFault> {
    let mut faults = vec![
        QueryFault::OpenQuotation { open: '«', close: '»' },
        QueryFault::OpenBracket,
        QueryFault::LoneBracket,
        QueryFault::EmptyBrackets,
        QueryFault::TooDeep { limit: 1_000 },
        QueryFault::LoneOperator { operator: "NEAR/5".to_owned(), side: Side::Before },
        QueryFault::LoneOperator { operator: "NOT".to_owned(), side: Side::After },
        QueryFault::NearDistance { limit: 100 },
        QueryFault::Asterisk,
        QueryFault::NoValue { field: "topic", example: "topic:counter-terrorism" },
        QueryFault::UnknownField { name: "sorce".to_owned(), meant: "source" },
        QueryFault::FieldInField { inner: "lang", outer: "topic" },
        QueryFault::TooLong { limit: 1_000 },
    ];
    let places = [Placeless::Field, Placeless::Near, Placeless::Words, Placeless::Absence];
    faults.extend(places.map(|what| QueryFault::NearWhat { what }));
    let hints = [
        Hint::Id { field: "topic" },
        Hint::Language { field: "lang" },
        Hint::Country { field: "country" },
        Hint::Name,
        Hint::Credit,
        Hint::Links,
        Hint::Site,
        Hint::Story,
        Hint::Is,
        Hint::Has,
        Hint::Time,
    ];
    faults.extend(hints.map(|hint| QueryFault::Value { field: "lang", value: "عربي".to_owned(), hint }));
    faults
}

#[test]
fn each_fault_of_a_query_is_told_in_english_as_everywhere_and_in_arabic() {
    for fault in faults() {
        let error = QueryError { column: 1_234, width: 1, fault };
        let request = RequestError::Query { error: error.clone(), query: String::new() };
        let told = |speech| of_request(speech, &request);
        check(&error.to_string(), &told(Speech::English), &told(Speech::Arabic));
    }
}

#[test]
fn each_other_mistake_is_told_so_too() {
    let text = || "x y".to_owned();
    let unknown = |hint| RequestError::Saved(UnknownSearch { name: "gaz".to_owned(), hint });
    let mistakes = [
        RequestError::When(WhenError::Form(text())),
        RequestError::When(WhenError::Range(text())),
        RequestError::OutOfRange,
        RequestError::Language(text()),
        RequestError::Country(text()),
        RequestError::Place(NoPlace(text())),
        RequestError::Backwards,
        unknown(SearchHint::Meant("gas".to_owned())),
        unknown(SearchHint::None),
        unknown(SearchHint::Known(vec!["oil".to_owned(), "coal".to_owned()])),
        RequestError::Identity(IdentityError::Id(text())),
        RequestError::Identity(IdentityError::List(text())),
        RequestError::Identity(IdentityError::Language(text())),
        RequestError::Identity(IdentityError::Key(text())),
    ];
    for mistake in mistakes {
        let told = |speech| of_request(speech, &mistake);
        check(&mistake.to_string(), &told(Speech::English), &told(Speech::Arabic));
    }
}

#[test]
fn each_advice_on_a_source_is_told_so_too() {
    let source = || SourceId::parse("paper").expect("an id");
    let since = || "2026-11-24T12:00:00Z".parse().expect("a time");
    let poorer = |respect, usual_language| Advice::Poorer {
        source: source(),
        decline: Decline { respect, since: since(), good: 3, of: 20, good_before: 1_900, of_before: 2_000 },
        usual_words: 1_200,
        usual_language,
    };
    let advice = [
        Advice::Gone { source: source() },
        Advice::Empty { since: since(), url: "https://paper.example/feed".to_owned() },
        Advice::Moved { to: "https://paper.example/new".to_owned() },
        poorer(Respect::Text, None),
        poorer(Respect::Length, None),
        poorer(Respect::Language, None),
        poorer(Respect::Language, LanguageCode::from_tag("ar")),
        poorer(Respect::Date, None),
    ];
    for advice in advice {
        let told = |speech| of_source(speech, &advice);
        check(&advice.to_string(), &told(Speech::English), &told(Speech::Arabic));
    }
}

#[test]
fn each_kind_of_error_has_words() {
    for kind in ErrorKind::ALL {
        let message = of_kind(*kind);
        assert_eq!(message, format!("error-{kind}"));
        assert!(Speech::ALL.iter().all(|speech| speech.find(message).is_some()), "{message}");
    }
}

#[test]
fn what_is_foreign_turns_no_text_round() {
    let fault = QueryFault::UnknownField { name: "a\u{202e}b".to_owned(), meant: "source" };
    let error = QueryError { column: 1, width: 1, fault };
    let told = of_request(Speech::Arabic, &RequestError::Query { error, query: String::new() });
    assert!(!told.contains('\u{202e}') && told.contains("\u{2068}ab\u{2069}"), "{told:?}");
}
