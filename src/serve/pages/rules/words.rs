//! Why an article would not match any more, in the words of the reader.

use std::borrow::Cow;

use maud::{Markup, html};

use super::super::parts;
use super::super::visit::Visit;
use crate::analysis::topics::Obstacle;
use crate::lab::trial::{Change, Reason};

/// A reason that many articles share.
pub(super) fn reason(visit: &Visit, reason: &Reason) -> Markup {
    let speech = visit.speech;
    let said: Cow<'_, str> = match reason {
        Reason::Short => speech.say("reason-short"),
        Reason::NoCore => speech.say("reason-no-core"),
        Reason::InPassing => speech.say("reason-in-passing"),
        Reason::NotInFront => speech.say("reason-not-in-front"),
        Reason::GroupMissing(group) => speech.count("reason-group", *group as u64 + 1),
        Reason::NoneOfAny => speech.say("reason-none-of-any"),
        Reason::Forbidden(term) => return html! { (speech.say("reason-forbidden")) " " (parts::words(term)) },
        Reason::OutOfScope(key) => return html! { (speech.say("reason-scope")) " " code dir="ltr" { (key) } },
        Reason::NotWanted => speech.say("reason-not-wanted"),
    };
    html! { (said) }
}

/// Why one article would go: what is no longer found in it, and what is in the way.
pub(super) fn why(visit: &Visit, change: &Change, threshold: Option<f64>) -> Markup {
    let speech = visit.speech;
    html! {
        @if !change.gone.is_empty() {
            span { (speech.say("reason-no-longer")) @for term in &change.gone { " " (parts::words(term)) } }
        }
        @for obstacle in &change.obstacles { span { (in_the_way(visit, obstacle, threshold)) } }
        @if change.gone.is_empty() && change.obstacles.is_empty() { span { (speech.say("reason-not-wanted")) } }
    }
}

fn in_the_way(visit: &Visit, obstacle: &Obstacle, threshold: Option<f64>) -> Markup {
    let speech = visit.speech;
    let number = |n: f64| format!("{n:.2}");
    let said: Cow<'_, str> = match obstacle {
        Obstacle::Short { by } => match threshold {
            Some(threshold) => speech
                .say_with("reason-short-by", [("by", number(*by).into()), ("threshold", number(threshold).into())]),
            None => speech.say("reason-gathers"),
        },
        Obstacle::NoCore { core } => speech.say_with("reason-core", [("core", number(*core).into())]),
        Obstacle::NotInFront { by } if *by > 0.0 => speech.say_with("reason-front-by", [("by", number(*by).into())]),
        Obstacle::NotInFront { .. } => speech.say("reason-not-in-front"),
        Obstacle::InPassing { words } => speech.count("reason-passage", u64::from(*words)),
        Obstacle::GroupMissing { group } => speech.count("reason-group", *group as u64 + 1),
        Obstacle::NoneOfAny => speech.say("reason-none-of-any"),
        Obstacle::Forbidden { by } => return html! { (speech.say("reason-forbidden")) " " (parts::words(&by.term)) },
        Obstacle::OutOfScope { key } => return html! { (speech.say("reason-scope")) " " code dir="ltr" { (key) } },
    };
    html! { (said) }
}
