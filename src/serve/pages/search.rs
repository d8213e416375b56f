//! *Search*: the query language, what it finds page by page, and how that falls apart.

mod facets;
mod form;
mod question;
mod results;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::frame::{self, Alternate};
use super::visit::Visit;
use crate::config::Config;
use crate::query::cases::paging::{self, Page};
use crate::query::cases::request::RequestError;
use crate::query::cases::saved;
use crate::query::plan;
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::store::{FacetBounds, Facets, Store, StoreError};
use question::Question;

/// Articles on a page.
const PAGE_SIZE: u32 = 25;
/// What facets look at: the newest articles of the search. More would take longer than a reader waits.
const FACET_BOUNDS: FacetBounds = FacetBounds { values: 8, articles: 2_000 };

pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/search", get(answer)).route("/searches/{name}", get(answer_saved))
}

/// What is found; or that the question is wrong, which the page shows where it was written.
enum Answer {
    Found(Box<Results>),
    Mistaken(RequestError),
}

struct Results {
    page: Page,
    facets: Facets,
    /// Names in the query that the collection does not know.
    unknown: Vec<String>,
}

async fn answer(visit: Visit, State(desk): State<Desk>, RawQuery(query): RawQuery) -> Response {
    let question = Question::read(query.as_deref().unwrap_or_default());
    let config = desk.config();
    let asked = question.clone();
    match desk.ask(move |from| ask(from, &asked)).await {
        Ok(answer) => {
            let status = if matches!(answer, Answer::Mistaken(_)) { StatusCode::BAD_REQUEST } else { StatusCode::OK };
            let body = body(&visit, &config, &question, &answer);
            let title = title(&visit, &question);
            (status, frame::page_with(&visit, &title, &alternates(&question), body)).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

/// A saved search stands under its name, and is asked as any other.
async fn answer_saved(visit: Visit, State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    match saved::find(&desk.config().searches, &name) {
        Ok(search) => {
            let question = Question { query: format!("@{}", search.id.as_str()), ..Question::default() };
            Redirect::temporary(&question.address()).into_response()
        }
        Err(error) => frame::refused(&visit, &Refusal::Missing(error.to_string())),
    }
}

fn ask(from: &Sources, question: &Question) -> Result<Answer, Refusal> {
    let request = match question.request(&from.config, PAGE_SIZE) {
        Ok(request) => request,
        Err(error) => return Ok(Answer::Mistaken(error)),
    };
    let (filter, phrases, place) = match (request.filter(from.now), request.tree(), question.place()) {
        (Ok(filter), Ok(tree), Ok(place)) => (filter, plan::wanted_phrases(&tree), place),
        (Err(error), _, _) | (_, Err(error), _) => return Ok(Answer::Mistaken(error)),
        (_, _, Err(error)) => return Ok(Answer::Mistaken(error.into())),
    };
    let page = match paging::page(&from.store, &filter, &phrases, place, PAGE_SIZE) {
        Ok(page) => page,
        Err(paging::PageError::Place(error)) => return Ok(Answer::Mistaken(error.into())),
        Err(paging::PageError::Store(error)) => return Err(error.into()),
    };
    let facets = from.store.facets(&filter, &facets::SHOWN, FACET_BOUNDS)?;
    let unknown = if page.articles.is_empty() { unknown(&from.store, &filter)? } else { Vec::new() };
    Ok(Answer::Found(Box::new(Results { page, facets, unknown })))
}

/// Topics and sources of a search that are not in the collection: a slip of the pen finds nothing in silence.
fn unknown(store: &Store, filter: &crate::store::ArticleFilter) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    if !filter.topics.is_empty() {
        let known = store.known_topics()?;
        let missing = filter.topics.iter().filter(|id| known.iter().all(|topic| topic.id != **id));
        names.extend(missing.map(|id| format!("topic:{id}")));
    }
    for source in &filter.sources {
        if !store.has_source(source)? {
            names.push(format!("source:{source}"));
        }
    }
    Ok(names)
}

fn title(visit: &Visit, question: &Question) -> String {
    let asked = crate::query::render::plain::line(&question.query);
    let name = visit.speech.say("search-title");
    if asked.is_empty() { name.into_owned() } else { format!("\u{2068}{asked}\u{2069} · {name}") }
}

/// The same search as feeds.
fn alternates(question: &Question) -> Vec<Alternate> {
    let kinds = [
        ("application/rss+xml", "rss", "RSS"),
        ("application/atom+xml", "atom", "Atom"),
        ("application/feed+json", "json", "JSON Feed"),
    ];
    let feed = |(media_type, extension, name)| {
        let address = question.feed_address(extension);
        Alternate { media_type, address, name }
    };
    kinds.map(feed).into()
}

fn body(visit: &Visit, config: &Config, question: &Question, answer: &Answer) -> Markup {
    let speech = visit.speech;
    html! {
        h1 { (speech.say("search-title")) }
        (form::form(visit, question))
        @match answer {
            Answer::Mistaken(error) => { (form::mistake(visit, error)) (form::help(visit, true)) (form::saved(visit, config)) }
            Answer::Found(found) => {
                div.split {
                    div { (results::list(visit, config, question, found)) }
                    aside {
                        (facets::lists(visit, config, question, &found.facets))
                        (form::saved(visit, config))
                        (form::feeds(visit, &alternates(question)))
                        (form::help(visit, false))
                    }
                }
            }
        }
    }
}
