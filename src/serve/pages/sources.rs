//! *Sources*: how each fares, and how to mend it.

mod one;
mod words;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use jiff::Timestamp;
use maud::{Markup, html};

use super::memory::Memory;
use super::visit::Visit;
use super::{frame, parts};
use crate::query::cases::sources::{Judged, judged};
use crate::serve::desk::Desk;

pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/sources", get(answer)).route("/sources/{id}", get(one::answer))
}

async fn answer(visit: Visit, State(desk): State<Desk>, Extension(memory): Extension<Memory>) -> Response {
    match memory.sources.ask(&desk, "", |from| Ok(judged(&from.store, from.now)?)).await {
        Ok(sources) => {
            let title = visit.speech.say("sources-title");
            frame::page(&visit, &title, body(&visit, &sources.value, desk.now())).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

fn body(visit: &Visit, sources: &[Judged], now: Timestamp) -> Markup {
    let speech = visit.speech;
    let failing: Vec<&Judged> = sources.iter().filter(|source| source.condition.is_failing()).collect();
    let others: Vec<&Judged> = sources.iter().filter(|source| !source.condition.is_failing()).collect();
    html! {
        h1 { (speech.say("sources-title")) }
        @if sources.is_empty() { p.notice { (speech.say("sources-none")) } }
        @if !failing.is_empty() {
            h2 { (speech.say("sources-to-mend")) }
            ul.to-mend {
                @for source in &failing {
                    li data-item {
                        (parts::source_link(&source.health.id)) " " (words::chip(visit, source.condition))
                        (words::advice(visit, source))
                    }
                }
            }
        }
        @if !sources.is_empty() {
            h2 { (speech.count("sources", sources.len() as u64)) }
            (parts::scroll(&speech.say("sources-title"), &table(visit, failing.into_iter().chain(others), now)))
        }
    }
}

fn table<'s>(visit: &Visit, sources: impl Iterator<Item = &'s Judged>, now: Timestamp) -> Markup {
    let speech = visit.speech;
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (speech.say("source-name")) }
                    th scope="col" { (speech.say("source-state")) }
                    th scope="col" { (speech.say("source-language")) }
                    th.n scope="col" { (speech.say("source-week")) }
                    th.n scope="col" { (speech.say("source-articles")) }
                    th scope="col" { (speech.say("source-rhythm")) }
                    th scope="col" { (speech.say("source-last-ok")) }
                    th scope="col" { (speech.say("source-next")) }
                }
            }
            tbody {
                @for source in sources {
                    @let health = &source.health;
                    tr {
                        th scope="row" { (parts::source_link(&source.health.id)) @if let Some(title) = &health.title { br; small { (parts::words(title)) } } }
                        td { (words::chip(visit, source.condition)) }
                        td { @if let Some(language) = &health.language { (parts::language(speech, language)) } }
                        td.n { (parts::count(health.articles_last_7_days)) }
                        td.n { (parts::count(health.articles)) }
                        td { @if let Some(gap) = health.gap { (words::span(visit, gap)) } }
                        td { @if let Some(at) = health.last_ok { (parts::age(speech, at, now)) } }
                        td { @if let Some(at) = health.next_due { (parts::time(at)) } }
                    }
                }
            }
        }
    }
}
