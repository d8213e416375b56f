//! What an article said before, word by word beside what came in its place.

use maud::{Markup, html};

use super::super::visit::Visit;
use super::super::{foreign, parts};
use crate::model::RevisionCause;
use crate::query::cases::versions::Step;
use crate::query::difference::{Piece, Side};
use crate::query::render::{plain, versions};
use crate::store::ArticleDetail;

pub(super) fn steps(visit: &Visit, article: &ArticleDetail, steps: &[Step]) -> Markup {
    html! {
        @if !steps.is_empty() {
            section {
                h2 { (visit.speech.say("article-versions")) }
                p { (visit.speech.say("article-versions-how")) }
                @for one in steps { (step(visit, article, one)) }
            }
        }
    }
}

fn step(visit: &Visit, article: &ArticleDetail, step: &Step) -> Markup {
    let speech = visit.speech;
    let lang = foreign::language_tag(article.row.language.as_ref());
    let all: String = step.title.iter().chain(&step.text).map(|piece| piece.text.as_str()).collect();
    html! {
        section.version {
            h3 {
                (speech.say_with("article-version-step", [("from", step.from.into()), ("to", step.to.into())]))
            }
            @if let Some((at, why)) = step.replaced {
                p.facts { span { (parts::time(at)) } span { (speech.say(cause(why))) } }
            }
            @for (name, before) in step.facts.as_object().into_iter().flatten() {
                p.facts { span { code { (name) } " " (speech.say("article-fact-was")) " " (parts::words(&fact(before))) } }
            }
            div.text lang=[lang] dir=(plain::direction(&all)) {
                @if step.title.iter().any(is_change) { p { strong { (pieces(&step.title)) } } }
                (paragraphs(&step.text))
            }
        }
    }
}

/// Paragraphs in which something changed; `…` where others stand between.
fn paragraphs(text: &[Piece]) -> Markup {
    let mut was_left_out = false;
    let mut shown = Vec::new();
    for paragraph in versions::paragraphs(text) {
        if paragraph.iter().any(is_change) {
            shown.push(html! { @if was_left_out { p { "…" } } p { (pieces(&paragraph)) } });
            was_left_out = false;
        } else {
            was_left_out = true;
        }
    }
    html! { @for paragraph in &shown { (paragraph) } @if was_left_out { p { "…" } } }
}

fn pieces(pieces: &[Piece]) -> Markup {
    html! {
        @for Piece { side, text } in pieces {
            @let text = plain::lines(text);
            @match side {
                Side::Gone => del { (text) },
                Side::New => ins { (text) },
                Side::Both | Side::Gap => (text),
            }
        }
    }
}

fn is_change(piece: &Piece) -> bool {
    matches!(piece.side, Side::Gone | Side::New)
}

/// A value of JSON as text.
fn fact(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "—".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn cause(why: RevisionCause) -> &'static str {
    match why {
        RevisionCause::Changed => "article-cause-changed",
        RevisionCause::Reprocess => "article-cause-reprocess",
    }
}
