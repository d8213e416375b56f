//! How a source is, in the words of the reader.

use std::time::Duration;

use maud::{Markup, html};

use super::super::parts;
use super::super::visit::Visit;
use crate::model::{ErrorKind, PollResult};
use crate::query::cases::condition::{Advice, Condition};
use crate::query::cases::sources::Judged;
use crate::query::render::plain;
use crate::serve::faults;
use crate::serve::speech::Speech;

pub(super) fn chip(visit: &Visit, condition: Condition) -> Markup {
    let (kind, message) = match condition {
        Condition::Well => ("good", "condition-ok"),
        Condition::Moved => ("warn", "condition-moved"),
        Condition::Poorer => ("warn", "condition-poorer"),
        Condition::Empty => ("warn", "condition-empty"),
        Condition::Failing => ("bad", "condition-failing"),
        Condition::Gone => ("bad", "condition-gone"),
        Condition::New => ("", "condition-new"),
        Condition::Imported => ("", "condition-imported"),
        Condition::Removed => ("", "condition-removed"),
    };
    parts::chip(kind, &visit.speech.say(message))
}

/// What is wrong and how to mend it: in short, and then told in full.
pub(super) fn advice(visit: &Visit, source: &Judged) -> Markup {
    let short = match source.condition {
        Condition::Moved => Some("mend-moved"),
        Condition::Poorer => Some("mend-poorer"),
        Condition::Empty => Some("mend-empty"),
        Condition::Failing => Some("mend-failing"),
        Condition::Gone => Some("mend-gone"),
        Condition::Well | Condition::New | Condition::Imported | Condition::Removed => None,
    };
    html! {
        @if let Some(short) = short { p { (visit.speech.say(short)) } }
        @match &source.advice {
            Some(Advice::Fault { kind, text }) => { p.advice { (fault(visit.speech, *kind, text)) } }
            Some(advice) => { p.advice { (faults::of_source(visit.speech, advice)) } }
            None => {}
        }
    }
}

/// What went wrong, as whoever met it has written it down, which is in English; in other languages behind its kind.
pub(super) fn fault(speech: Speech, kind: Option<ErrorKind>, text: &str) -> Markup {
    html! {
        @if let Some(kind) = kind.filter(|_| speech != Speech::English) { (speech.say(faults::of_kind(kind))) br; }
        span lang="en" dir="ltr" { (plain::line(text)) }
    }
}

/// A length of time in its largest unit.
pub(super) fn span(visit: &Visit, span: Duration) -> Markup {
    let minutes = span.as_secs().div_ceil(60);
    let told = match minutes {
        0..120 => visit.speech.count("length-minutes", minutes),
        120..2880 => visit.speech.count("length-hours", minutes / 60),
        _ => visit.speech.count("length-days", minutes / 1440),
    };
    html! { (told) }
}

/// How a poll ended.
pub(super) fn result(visit: &Visit, result: PollResult) -> Markup {
    let (kind, message) = match result {
        PollResult::Ok => ("good", "poll-ok"),
        PollResult::NotModified => ("", "poll-not-modified"),
        PollResult::Imported => ("", "poll-imported"),
        PollResult::Failed => ("bad", "poll-failed"),
        PollResult::Postponed => ("warn", "poll-postponed"),
    };
    parts::chip(kind, &visit.speech.say(message))
}
