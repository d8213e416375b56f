//! What is wrong with sources.

use fluent_bundle::FluentValue;

use super::{foreign, number};
use crate::analysis::quality::{Decline, Respect};
use crate::model::{ErrorKind, LanguageCode};
use crate::query::cases::condition::Advice;
use crate::serve::speech::Speech;

/// What is wrong with a source and how to mend it.
pub(in crate::serve) fn of_source(speech: Speech, advice: &Advice) -> String {
    match advice {
        Advice::Gone { source } => speech.say_with("advice-gone", [("source", foreign(source.as_str()))]).into_owned(),
        Advice::Fault { text, .. } => text.clone(),
        Advice::Empty { since, url } => {
            let since = foreign(&since.strftime("%Y-%m-%d").to_string());
            speech.say_with("advice-empty", [("since", since), ("url", foreign(url))]).into_owned()
        }
        Advice::Poorer { source, decline, usual_words, usual_language } => {
            let found = poorer(speech, decline, *usual_words, usual_language.as_ref());
            let known = [("found", FluentValue::from(found)), ("source", foreign(source.as_str()))];
            speech.say_with("advice-poorer", known).into_owned()
        }
        Advice::Moved { to } => {
            speech.say_with("advice-moved", [("key", foreign(&format!("url = \"{to}\"")))]).into_owned()
        }
    }
}

fn poorer(speech: Speech, decline: &Decline, usual_words: u32, usual_language: Option<&LanguageCode>) -> String {
    let Decline { respect, since, good, of, good_before, of_before } = decline;
    let message = match respect {
        Respect::Text => "advice-poorer-text",
        Respect::Length => "advice-poorer-length",
        Respect::Language => "advice-poorer-language",
        Respect::Date => "advice-poorer-date",
    };
    let language = match usual_language {
        Some(language) => foreign(&format!("`{language}`")),
        None => FluentValue::from(speech.say("advice-usual-language").into_owned()),
    };
    let known = [
        ("since", foreign(&since.strftime("%Y-%m-%d").to_string())),
        ("good", number(*good)),
        ("poor", number(of - good)),
        ("of", number(*of)),
        ("goodBefore", number(*good_before)),
        ("ofBefore", number(*of_before)),
        ("words", FluentValue::from(usual_words.to_string())),
        ("language", language),
    ];
    speech.say_with(message, known).into_owned()
}

/// The message that says what kind of fault it is.
pub(in crate::serve) fn of_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Dns => "error-dns",
        ErrorKind::Connect => "error-connect",
        ErrorKind::Tls => "error-tls",
        ErrorKind::Timeout => "error-timeout",
        ErrorKind::TooLarge => "error-too-large",
        ErrorKind::Redirect => "error-redirect",
        ErrorKind::ForbiddenAddress => "error-forbidden-address",
        ErrorKind::Protocol => "error-protocol",
        ErrorKind::Denied => "error-denied",
        ErrorKind::NotFound => "error-not-found",
        ErrorKind::Gone => "error-gone",
        ErrorKind::TooManyRequests => "error-too-many-requests",
        ErrorKind::Client => "error-http-client",
        ErrorKind::Server => "error-http-server",
        ErrorKind::NotAFeed => "error-not-a-feed",
        ErrorKind::Parse => "error-parse",
        ErrorKind::Interstitial => "error-interstitial",
        ErrorKind::TooSlow => "error-too-slow",
        ErrorKind::Robots => "error-robots",
        ErrorKind::Offline => "error-offline",
        ErrorKind::Panic => "error-panic",
    }
}
