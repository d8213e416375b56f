//! *Article*: its words in their own direction with the evidence of topics in them, and all that is known of it.

mod around;
mod facts;
mod history;
mod snapshot;
mod words;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::visit::Visit;
use super::{foreign, frame};
use crate::query::cases::show;
use crate::query::cases::versions::{self, Step};
use crate::query::render::plain;
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::store::{ArticleDetail, ArticleName};

/// Changes of an article that are shown, the latest.
const MOST_STEPS: usize = 10;

pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/articles/{name}", get(answer))
        .route("/articles/{name}/snapshot", get(snapshot::answer))
        .route("/articles/{name}/snapshot/raw", get(snapshot::answer_raw))
}

/// What stands on the page.
struct Sheet {
    article: ArticleDetail,
    steps: Vec<Step>,
}

async fn answer(visit: Visit, State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    let asked = name.clone();
    let config = desk.config();
    match desk.ask(move |from| sheet(from, &asked)).await {
        // Its number is the name under which it stands: keys, and numbers written otherwise, lead there.
        Ok(sheet) if sheet.article.row.id.to_string() != name => {
            Redirect::temporary(&format!("/articles/{}", sheet.article.row.id)).into_response()
        }
        Ok(sheet) => {
            let title = plain::line(&sheet.article.row.title);
            let title = if title.is_empty() { format!("# {}", sheet.article.row.id) } else { title };
            frame::page(&visit, &title, body(&visit, &config.topics, &sheet)).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

/// Reads the name of an article in an address. What is none names nothing.
fn name(text: &str) -> Result<ArticleName, Refusal> {
    show::name(text).map_err(|error| Refusal::Missing(error.to_string()))
}

fn sheet(from: &Sources, text: &str) -> Result<Sheet, Refusal> {
    let missing = || Refusal::Missing(format!("no article {text} in the collection"));
    let article = from.store.article(&name(text)?)?.ok_or_else(missing)?;
    let versions = versions::versions(&article);
    let steps = (1..versions.len()).rev().take(MOST_STEPS);
    let steps = steps.filter_map(|from| versions::step(&versions, from, from + 1)).collect();
    Ok(Sheet { article, steps })
}

fn body(visit: &Visit, rules: &crate::analysis::topics::TopicSet, sheet: &Sheet) -> Markup {
    let article = &sheet.article;
    let lang = foreign::language_tag(article.row.language.as_ref());
    html! {
        article.whole {
            h1 lang=[lang] dir=(plain::direction(&article.row.title)) { (words::title(visit, rules, article)) }
            (facts::line(visit, article))
            (facts::warnings(visit, article))
            div.split {
                div {
                    (words::text(visit, rules, article))
                    (history::steps(visit, article, &sheet.steps))
                }
                aside {
                    (words::topics(visit, rules, article))
                    (around::story(visit, article))
                    (around::printings(visit, article))
                    (facts::table(visit, article))
                    (around::sightings(visit, article))
                    (around::addresses(visit, article))
                }
            }
        }
    }
}
