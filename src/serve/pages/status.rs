//! *Status*: how the daemon is, what the collection holds, and what it runs by.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use jiff::Timestamp;
use maud::{Markup, html};
use tokio::sync::watch;

use super::memory::{Figures, Known, Memory};
use super::visit::Visit;
use super::{frame, parts};
use crate::config::{Alert, Config};
use crate::model::AlertId;
use crate::query::cases::sources::{Judged, judged};
use crate::query::render::plain;
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::serve::health::Health;
use crate::store::{AlertState, Stats};

/// Languages, and sources that fail, that are listed.
const MOST_LISTED: usize = 12;

/// What stands behind the page.
#[derive(Debug, Clone)]
struct Room {
    desk: Desk,
    health: watch::Receiver<Health>,
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>(desk: Desk, health: watch::Receiver<Health>) -> Router<S> {
    Router::new().route("/status", get(answer)).with_state(Room { desk, health })
}

async fn answer(visit: Visit, State(room): State<Room>, Extension(memory): Extension<Memory>) -> Response {
    match memory.figures.ask(&room.desk, "", figures).await {
        Ok(figures) => {
            let health = room.health.borrow().clone();
            let body = body(&visit, &room.desk.config(), &health, &figures, room.desk.now());
            frame::page(&visit, &visit.speech.say("status-title"), body).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

fn figures(from: &Sources) -> Result<Figures, Refusal> {
    let failing = judged(&from.store, from.now)?.into_iter().filter(|source| source.condition.is_failing());
    let mut alerts = HashMap::new();
    for alert in &from.config.alerts {
        alerts.extend(from.store.alert(&alert.id)?.map(|state| (alert.id.clone(), state)));
    }
    Ok(Figures { failing: failing.collect(), alerts, stats: from.store.stats(from.now)? })
}

fn body(visit: &Visit, config: &Config, health: &Health, figures: &Known<Figures>, now: Timestamp) -> Markup {
    let speech = visit.speech;
    html! {
        h1 { (speech.say("status-title")) }
        @if health.is_alive(now) { p.notice.good { (speech.say("status-alive")) } }
        @else { p.notice.bad role="alert" { (speech.say("status-stuck")) } }
        @if health.is_offline { p.notice.warn { (speech.say("status-offline")) } }
        div.split {
            div {
                (collection(visit, &figures.value.stats, figures.at))
                (failing(visit, &figures.value.failing))
                (alerts(visit, &config.alerts, &figures.value.alerts, now))
            }
            aside {
                (daemon(visit, health, now))
                (configuration(visit, config))
            }
        }
    }
}

fn fact(visit: &Visit, name: &str, value: &Markup) -> Markup {
    html! { dt { (visit.speech.say(name)) } dd { (value) } }
}

fn daemon(visit: &Visit, health: &Health, now: Timestamp) -> Markup {
    let speech = visit.speech;
    html! {
        h2 { (speech.say("status-daemon")) }
        dl.known {
            (fact(visit, "status-version", &html! { span.amount dir="ltr" { (health.version) } }))
            (fact(visit, "status-started", &parts::age(speech, health.started_at, now)))
            (fact(visit, "status-progress", &parts::age(speech, health.last_progress, now)))
            (fact(visit, "status-sources", &parts::count(health.n_sources as u64)))
            (fact(visit, "status-polling", &parts::count(health.n_polling as u64)))
            (fact(visit, "status-polls", &parts::count(health.n_polls)))
            (fact(visit, "status-failed", &parts::count(health.n_failed)))
            (fact(visit, "status-stored", &parts::count(health.n_articles)))
            (fact(visit, "status-to-retag", &parts::count(health.n_to_retag as u64)))
        }
        p { a href="/health" { (speech.say("status-for-programs")) } }
    }
}

fn collection(visit: &Visit, stats: &Stats, counted_at: Timestamp) -> Markup {
    let speech = visit.speech;
    let size = |bytes: u64| html! { (speech.count("size-megabytes", bytes.div_ceil(1_000_000))) };
    html! {
        h2 { (speech.say("status-collection")) }
        p.facts { span { (speech.say("status-counted-at")) " " (parts::time(counted_at)) } }
        dl.known {
            (fact(visit, "status-articles", &parts::count(stats.articles)))
            (fact(visit, "status-copies", &parts::count(stats.copies)))
            (fact(visit, "status-stories", &parts::count(stats.stories)))
            (fact(visit, "status-revised", &parts::count(stats.revised)))
            (fact(visit, "status-gone", &parts::count(stats.gone)))
            (fact(visit, "status-pages", &html! { (parts::count(stats.pages)) ", " (size(stats.page_bytes)) }))
            (fact(visit, "status-size", &size(stats.size_bytes)))
            (fact(visit, "status-source-states", &html! {
                (speech.say_with("status-source-counts", [
                    ("ok", stats.sources.ok.into()),
                    ("failing", stats.sources.failing.into()),
                    ("new", stats.sources.unpolled.into()),
                ]))
            }))
        }
        h3 { (speech.say("status-languages")) }
        ul.counts {
            @for (language, n) in stats.by_language.iter().take(MOST_LISTED) {
                li {
                    @match language {
                        Some(language) => a href={ "/search?q=lang:" (language) } { (parts::language(speech, language)) },
                        None => span { (speech.say("search-facet-unknown")) },
                    }
                    " " (parts::count(*n))
                }
            }
        }
        h3 { (speech.say("status-days")) }
        ul.counts {
            @for (day, n) in stats.by_day.iter().rev() { li { time datetime=(day) dir="ltr" { (day) } " " (parts::count(*n)) } }
        }
    }
}

fn failing(visit: &Visit, failing: &[Judged]) -> Markup {
    html! {
        @if !failing.is_empty() {
            h2 { (visit.speech.say("sources-to-mend")) }
            ul {
                @for source in failing.iter().take(MOST_LISTED) {
                    li { (parts::source_link(&source.health.id)) }
                }
                @if failing.len() > MOST_LISTED { li { a href="/sources" { "…" } } }
            }
        }
    }
}

fn alerts(visit: &Visit, alerts: &[Alert], states: &HashMap<AlertId, AlertState>, now: Timestamp) -> Markup {
    let speech = visit.speech;
    html! {
        @if !alerts.is_empty() {
            h2 { (speech.say("status-alerts")) }
            ul {
                @for alert in alerts {
                    @let state = states.get(&alert.id);
                    li {
                        bdi { (plain::line(alert.name())) }
                        " · " (speech.say(&format!("status-alert-{}", alert.watch.kind())))
                        " · "
                        @match state.and_then(|state| state.last_sent) {
                            Some(at) => { (speech.say("status-alert-sent")) " " (parts::age(speech, at, now)) },
                            None => (speech.say("status-alert-silent")),
                        }
                        @if let Some(error) = state.and_then(|state| state.last_error.as_deref()) {
                            p.notice.warn {
                                (speech.say("status-alert-unheard")) " "
                                bdi dir="ltr" { (plain::line(error)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn configuration(visit: &Visit, config: &Config) -> Markup {
    let speech = visit.speech;
    html! {
        h2 { (speech.say("status-configuration")) }
        dl.known {
            dt { (speech.say("status-files")) }
            @if config.files.is_empty() { dd { (speech.say("status-built-in")) } }
            @for file in &config.files { dd { code dir="ltr" { (plain::line(&file.display().to_string())) } } }
            (fact(visit, "status-database", &html! { code dir="ltr" { (plain::line(&config.store.database.display().to_string())) } }))
            (fact(visit, "nav-topics", &parts::count(config.topics.rules().len() as u64)))
            (fact(visit, "search-saved", &parts::count(config.searches.len() as u64)))
        }
    }
}
