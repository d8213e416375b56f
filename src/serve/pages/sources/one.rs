//! One source: how it fares, what it brought day by day, its latest articles and polls.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::super::chart::{self, Bars, Column};
use super::super::visit::Visit;
use super::super::{foreign, frame, parts};
use super::words;
use crate::config::Config;
use crate::model::SourceId;
use crate::query::cases::paging::{self, Found};
use crate::query::cases::sources::{Judged, one};
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::store::{ArticleFilter, PollRecord};

/// Days that are counted.
const N_DAYS: u32 = 14;
/// The latest articles that are shown.
const MOST_ARTICLES: u32 = 15;
/// The last polls that are shown.
const MOST_POLLS: u32 = 20;

/// What stands on the page.
struct Sheet {
    source: Judged,
    days: Vec<(String, u64)>,
    articles: Vec<Found>,
    polls: Vec<PollRecord>,
}

pub(super) async fn answer(visit: Visit, State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    let config = desk.config();
    match desk.ask(move |from| sheet(from, &id)).await {
        Ok(sheet) => {
            let body = body(&visit, &config, &sheet, desk.now());
            frame::page(&visit, sheet.source.health.id.as_str(), body).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

fn sheet(from: &Sources, id: &str) -> Result<Sheet, Refusal> {
    let id = SourceId::parse(id).map_err(|error| Refusal::Missing(error.to_string()))?;
    let source = one(&from.store, &id, from.now)?;
    let source = source.ok_or_else(|| Refusal::Missing(format!("no source {id} in the collection")))?;
    let filter =
        ArticleFilter { sources: vec![id.clone()], with_copies: true, ..ArticleFilter::newest(Some(MOST_ARTICLES)) };
    Ok(Sheet {
        days: from.store.days_of_source(&id, from.now, N_DAYS)?,
        articles: paging::page(&from.store, &filter, &[], None, MOST_ARTICLES)?.articles,
        polls: from.store.last_polls(&id, MOST_POLLS)?,
        source,
    })
}

fn body(visit: &Visit, config: &Config, sheet: &Sheet, now: Timestamp) -> Markup {
    let speech = visit.speech;
    let Sheet { source, days, articles, polls } = sheet;
    let id = &source.health.id;
    html! {
        p.trail { a href="/sources" { (speech.say("sources-title")) } }
        h1 { (parts::words(id.as_str())) " " (words::chip(visit, source.condition)) }
        @if let Some(title) = &source.health.title { p.facts { (parts::words(title)) } }
        @if source.condition.is_failing() || source.advice.is_some() {
            div class=(if source.condition.is_failing() { "notice bad" } else { "notice warn" }) { (words::advice(visit, source)) }
        }
        div.split {
            div {
                (day_chart(visit, days))
                h2 { (speech.say("source-latest")) }
                @if articles.is_empty() { p { (speech.say("source-no-articles")) } }
                (foreign::articles(visit, &config.topics, articles))
                p { a href={ "/search?q=source:" (id) } { (speech.say("source-all-articles")) } }
                h2 { (speech.say("source-polls")) }
                (parts::scroll(&speech.say("source-polls"), &poll_table(visit, polls)))
            }
            aside {
                h2 { (speech.say("article-facts")) }
                (facts(visit, source, now))
            }
        }
    }
}

fn facts(visit: &Visit, source: &Judged, now: Timestamp) -> Markup {
    let speech = visit.speech;
    let health = &source.health;
    let fact = |name: &str, value: Option<Markup>| {
        html! { @if let Some(value) = value { dt { (speech.say(name)) } dd { (value) } } }
    };
    let kind = health.read_as.unwrap_or(health.kind);
    html! {
        dl.known {
            (fact("source-address", Some(foreign::address(&health.url))))
            (fact("source-kind", Some(html! { (speech.say(kind_name(kind))) })))
            (fact("source-language", health.language.as_ref().map(|language| parts::language(speech, language))))
            (fact("source-country", health.country.as_ref().map(|country| parts::words(country))))
            (fact("source-articles", Some(parts::count(health.articles))))
            (fact("source-week", Some(parts::count(health.articles_last_7_days))))
            (fact("source-revised", Some(health.revised).filter(|n| *n > 0).map(parts::count)))
            (fact("source-gone", Some(health.gone).filter(|n| *n > 0).map(parts::count)))
            (fact("source-rhythm", health.gap.map(|gap| words::span(visit, gap))))
            (fact("source-last-ok", health.last_ok.map(|at| parts::age(speech, at, now))))
            (fact("source-last-new", health.last_new.map(|at| parts::age(speech, at, now))))
            (fact("source-next", health.next_due.map(parts::time)))
            (fact("source-failing-since", health.failing_since.map(parts::time)))
            (fact("source-failures", Some(u64::from(health.failures)).filter(|n| *n > 0).map(parts::count)))
            (fact("source-empty-since", health.empty_since.map(parts::time)))
            (fact("source-moved", health.moved.as_ref().map(|moved| foreign::address(&moved.to))))
            (quality(visit, source))
        }
    }
}

fn quality(visit: &Visit, source: &Judged) -> Markup {
    let speech = visit.speech;
    html! {
        @if let Some(quality) = &source.health.quality {
            dt { (speech.say("source-pages")) }
            dd {
                (speech.say_with("source-pages-of", [
                    ("text", quality.with_text.into()), ("date", quality.with_date.into()), ("pages", quality.pages.into()),
                ]))
            }
        }
    }
}

fn day_chart(visit: &Visit, days: &[(String, u64)]) -> Markup {
    let speech = visit.speech;
    let column = |(day, n): &(String, u64)| Column {
        // The month and the day.
        label: day.split_once('-').map_or(day.as_str(), |(_, rest)| rest).to_owned(),
        name: day.clone(),
        values: vec![*n],
    };
    let bars = Bars {
        id: "days",
        title: speech.say("source-days").into_owned(),
        unit: speech.say("facet-day").into_owned(),
        series: vec![speech.say("source-articles").into_owned()],
        columns: days.iter().map(column).collect(),
    };
    chart::figure(speech, &bars)
}

fn poll_table(visit: &Visit, polls: &[PollRecord]) -> Markup {
    let speech = visit.speech;
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (speech.say("poll-at")) }
                    th scope="col" { (speech.say("poll-result")) }
                    th.n scope="col" { (speech.say("poll-seen")) }
                    th.n scope="col" { (speech.say("poll-new")) }
                    th.n scope="col" { (speech.say("poll-size")) }
                    th.n scope="col" { (speech.say("poll-took")) }
                }
            }
            tbody {
                @for poll in polls {
                    tr {
                        th scope="row" { (parts::time(poll.started_at)) }
                        td {
                            (words::result(visit, poll.result))
                            @if let Some(status) = poll.status { " " span.amount dir="ltr" { "HTTP " (status) } }
                            @if let Some(error) = &poll.error { br; small { (words::fault(speech, poll.error_kind, error)) } }
                        }
                        td.n { (parts::count(poll.items_seen.into())) }
                        td.n { (parts::count(poll.items_new.into())) }
                        td.n { (speech.count("size-kilobytes", poll.size_bytes.div_ceil(1000))) }
                        td.n { span.amount dir="ltr" { (format!("{:.1} s", poll.duration.as_secs_f64())) } }
                    }
                }
            }
        }
    }
}

fn kind_name(kind: crate::model::SourceKind) -> &'static str {
    use crate::model::SourceKind;
    match kind {
        SourceKind::Auto => "kind-auto",
        SourceKind::Feed => "kind-feed",
        SourceKind::List => "kind-list",
        SourceKind::Sitemap => "kind-sitemap",
        SourceKind::Import => "kind-import",
    }
}
