//! Mistakes in what was asked, and what is wrong with sources, in the language of the reader.
//!
//! The errors are typed and say themselves in English, which is what terminals and programs are told; here each has a message
//! as all words of the pages have. A test holds the English ones to what the errors say. What is foreign in them is cleaned
//! before it is put in, so that what comes out can be shown as it is.

mod of_sources;

use fluent_bundle::FluentValue;

use crate::model::IdentityError;
use crate::query::cases::request::RequestError;
use crate::query::cases::saved::{SearchHint, UnknownSearch};
use crate::query::render::plain;
use crate::search::{Hint, Placeless, QueryError, QueryFault, Side};
use crate::serve::speech::Speech;
use crate::text::when::WhenError;

pub(super) use of_sources::{of_kind, of_source};

/// Why a request cannot be answered; of a query without pointing at the fault, which the page does.
pub(super) fn of_request(speech: Speech, error: &RequestError) -> String {
    let say = |message, value: &str| speech.say_with(message, [("value", foreign(value))]).into_owned();
    match error {
        RequestError::Query { error: QueryError { column, fault, .. }, .. } => {
            let fault = of_query(speech, fault);
            speech.say_with("fault-at", [("column", number(*column)), ("fault", ours(fault))]).into_owned()
        }
        RequestError::When(WhenError::Form(text)) => say("fault-time", text),
        RequestError::When(WhenError::Range(text)) => say("fault-time-far", text),
        RequestError::OutOfRange => speech.say("fault-span-far").into_owned(),
        RequestError::Identity(error) => of_name(speech, error),
        RequestError::Language(code) => say("fault-language", code),
        RequestError::Country(code) => say("fault-country", code),
        RequestError::Saved(UnknownSearch { name, hint }) => {
            let hint = of_hint(speech, hint);
            speech.say_with("fault-search", [("name", foreign(name)), ("hint", ours(hint))]).into_owned()
        }
        RequestError::Place(place) => say("fault-place", &place.0),
        RequestError::Backwards => speech.say("fault-backwards").into_owned(),
    }
}

/// Why a name is none.
pub(super) fn of_name(speech: Speech, error: &IdentityError) -> String {
    let (message, name) = match error {
        IdentityError::Id(name) => ("fault-id", name),
        IdentityError::List(name) => ("fault-list-id", name),
        IdentityError::Language(name) => ("fault-language-code", name),
        IdentityError::Key(name) => ("fault-key", name),
    };
    speech.say_with(message, [("value", foreign(name))]).into_owned()
}

fn of_hint(speech: Speech, hint: &SearchHint) -> String {
    match hint {
        SearchHint::Meant(meant) => speech.say_with("fault-search-meant", [("name", foreign(&format!("@{meant}")))]),
        SearchHint::None => speech.say("fault-search-none"),
        SearchHint::Known(known) => {
            speech.say_with("fault-search-known", [("names", foreign(&format!("@{}", known.join(", @"))))])
        }
    }
    .into_owned()
}

fn of_query(speech: Speech, fault: &QueryFault) -> String {
    match fault {
        QueryFault::OpenQuotation { open, close } => {
            let marks = [("open", foreign(&open.to_string())), ("close", foreign(&close.to_string()))];
            speech.say_with("fault-open-quotation", marks)
        }
        QueryFault::OpenBracket => speech.say("fault-open-bracket"),
        QueryFault::LoneBracket => speech.say("fault-lone-bracket"),
        QueryFault::EmptyBrackets => speech.say("fault-empty-brackets"),
        QueryFault::TooDeep { limit } => speech.say_with("fault-too-deep", [("limit", number(*limit))]),
        QueryFault::LoneOperator { operator, side } => {
            let message = match side {
                Side::Before => "fault-operator-before",
                Side::After => "fault-operator-after",
            };
            speech.say_with(message, [("operator", foreign(operator))])
        }
        QueryFault::NearWhat { what } => {
            let what = speech.say(match what {
                Placeless::Field => "fault-near-field",
                Placeless::Near => "fault-near-near",
                Placeless::Words => "fault-near-words",
                Placeless::Absence => "fault-near-absence",
            });
            speech.say_with("fault-near-what", [("what", ours(what.into_owned()))])
        }
        QueryFault::NearDistance { limit } => speech.say_with("fault-near-distance", [("limit", (*limit).into())]),
        QueryFault::Asterisk => speech.say("fault-asterisk"),
        QueryFault::NoValue { field, example } => {
            let named = format!("{field}:");
            speech.say_with("fault-no-value", [("field", foreign(&named)), ("example", foreign(example))])
        }
        QueryFault::UnknownField { name, meant } => {
            speech.say_with("fault-unknown-field", [("name", foreign(name)), ("meant", foreign(&format!("{meant}:")))])
        }
        QueryFault::Value { field, value, hint } => {
            let hint = ours(of_value(speech, *hint));
            let named = format!("{field}:");
            speech.say_with("fault-value", [("field", foreign(&named)), ("value", foreign(value)), ("hint", hint)])
        }
        QueryFault::FieldInField { inner, outer } => {
            let [inner, outer] = [inner, outer].map(|field| foreign(&format!("{field}:")));
            speech.say_with("fault-field-in-field", [("inner", inner), ("outer", outer)])
        }
        QueryFault::TooLong { limit } => speech.say_with("fault-too-long", [("limit", number(*limit))]),
    }
    .into_owned()
}

fn of_value(speech: Speech, hint: Hint) -> String {
    let several = |message, field: &str| speech.say_with(message, [("example", foreign(&format!("{field}:(… OR …)")))]);
    match hint {
        Hint::Id { field } => several("fault-hint-id", field),
        Hint::Language { field } => several("fault-hint-language", field),
        Hint::Country { field } => several("fault-hint-country", field),
        Hint::Name => speech.say("fault-hint-name"),
        Hint::Credit => speech.say("fault-hint-credit"),
        Hint::Links => speech.say("fault-hint-links"),
        Hint::Site => speech.say("fault-hint-site"),
        Hint::Story => speech.say("fault-hint-story"),
        Hint::Is => speech.say("fault-hint-is"),
        Hint::Has => speech.say("fault-hint-has"),
        Hint::Time => speech.say("fault-hint-time"),
    }
    .into_owned()
}

/// What somebody else wrote, without what turns the text around it.
fn foreign(text: &str) -> FluentValue<'static> {
    FluentValue::from(plain::line(text))
}

/// Words of ours within others.
fn ours(text: String) -> FluentValue<'static> {
    FluentValue::from(text)
}

/// A number as it stands in the error: without marks between its digits.
fn number(n: usize) -> FluentValue<'static> {
    FluentValue::from(n.to_string())
}

#[cfg(test)]
mod tests;
