//! *Topics*: the tree of all topics with what each brings, and how it grows.

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::memory::{Known, Memory};
use super::visit::Visit;
use super::{frame, parts};
use crate::analysis::topics::TopicSet;
use crate::query::cases::topics::{TopicOverview, overviews};
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::serve::speech::Speech;

/// Topics that stand beside *Today*.
const MOST_ASIDE: usize = 40;

pub(super) async fn answer(visit: Visit, State(desk): State<Desk>, Extension(memory): Extension<Memory>) -> Response {
    match remembered(&desk, &memory).await {
        Ok(known) => {
            let title = visit.speech.say("nav-topics");
            let (rules, now) = (desk.config(), desk.now());
            let body = html! {
                h1 { (title) }
                p.lede { (visit.speech.say("topics-lede")) }
                (tree(visit.speech, &rules.topics, &known, now))
            };
            frame::page(&visit, &title, body).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

/// All topics, as they were a short while ago.
pub(super) async fn remembered(desk: &Desk, memory: &Memory) -> Result<Known<Vec<TopicOverview>>, Refusal> {
    memory.topics.ask(desk, "", all).await
}

/// Has all topics ready for the first reader.
pub(super) fn prepare(desk: &Desk, memory: &Memory) {
    memory.topics.prepare(desk, "", all);
}

fn all(from: &Sources) -> Result<Vec<TopicOverview>, Refusal> {
    Ok(overviews(&from.store, &from.config.topics, from.now)?)
}

/// What a topic is called: today's label in the language of the page, else what is known of it.
pub(super) fn name(speech: Speech, rules: &TopicSet, topic: &TopicOverview) -> String {
    match rules.rule(&topic.id) {
        Some(_) => parts::topic_name(speech, rules, &topic.id),
        None => topic.label.clone(),
    }
}

fn tree(speech: Speech, rules: &TopicSet, known: &Known<Vec<TopicOverview>>, now: Timestamp) -> Markup {
    if known.value.is_empty() {
        return html! { p.notice { (speech.say("topics-nothing")) } };
    }
    let table = html! {
        table {
            caption { (speech.say("as-of")) " " (parts::time(known.at)) }
            thead {
                tr {
                    th scope="col" { (speech.say("column-topic")) }
                    th.n scope="col" { (speech.say("column-24h")) }
                    th.n scope="col" { (speech.say("column-usual")) }
                    th.n scope="col" { (speech.say("column-articles")) }
                    th.n.roomy scope="col" { (speech.say("column-terms")) }
                    th.roomy scope="col" { (speech.say("column-newest")) }
                }
            }
            tbody { @for topic in known.value.iter() { (row(speech, rules, topic, now)) } }
        }
    };
    parts::scroll(&speech.say("nav-topics"), &table)
}

fn row(speech: Speech, rules: &TopicSet, topic: &TopicOverview, now: Timestamp) -> Markup {
    html! {
        tr data-item {
            th scope="row" class=(depth(topic)) {
                (parts::topic_link(&topic.id, &name(speech, rules, topic))) " "
                (parts::growth_mark(speech, topic.growth.mark()))
                @if !topic.is_configured { " " (parts::chip("", &speech.say("not-configured"))) }
                @if !topic.description.is_empty() { br; small { (parts::words(&topic.description)) } }
            }
            (day(topic))
            td.n { (parts::count(topic.figures.with_descendants)) }
            td.n.roomy { (parts::count(topic.n_terms as u64)) }
            td.roomy { @if let Some(newest) = topic.figures.newest { (parts::age(speech, newest, now)) } }
        }
    }
}

/// The class that moves a topic below its parent.
fn depth(topic: &TopicOverview) -> String {
    format!("depth-{}", topic.depth.min(4))
}

/// The last day, and the usual one.
fn day(topic: &TopicOverview) -> Markup {
    html! {
        td.n { (parts::count(topic.growth.last_day.into())) }
        td.n { @if let Some(usual) = topic.growth.usual_day() { (parts::usual(usual)) } @else { "–" } }
    }
}

/// The topics in short, to stand beside something else: those that brought something in the last day.
pub(super) fn aside(speech: Speech, rules: &TopicSet, overview: &[TopicOverview]) -> Markup {
    let active: Vec<&TopicOverview> =
        overview.iter().filter(|topic| topic.growth.last_day > 0).take(MOST_ASIDE).collect();
    if active.is_empty() {
        return html! { p.soft { (speech.say("topics-quiet")) } };
    }
    table(speech, rules, active.into_iter())
}

/// Some topics with their last day.
pub(super) fn table<'a>(speech: Speech, rules: &TopicSet, topics: impl Iterator<Item = &'a TopicOverview>) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (speech.say("column-topic")) }
                    th.n scope="col" { (speech.say("column-24h")) }
                    th.n scope="col" { (speech.say("column-usual")) }
                }
            }
            tbody {
                @for topic in topics {
                    tr {
                        th scope="row" class=(depth(topic)) {
                            (parts::topic_link(&topic.id, &name(speech, rules, topic))) " "
                            (parts::growth_mark(speech, topic.growth.mark()))
                        }
                        (day(topic))
                    }
                }
            }
        }
    }
}
