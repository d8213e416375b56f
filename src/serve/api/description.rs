//! The description of the interface (OpenAPI 3.1), made from the types and routes that answer.

mod additions;
mod links;

use std::sync::LazyLock;

use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;

use self::additions::{Answers, Exact, Tokens, Wholes};
use self::links::Links;
use super::answers::{alert, article, figures, source, story, topic};
use super::parameters;
use super::{alerts, articles, facets, searches, sources, stats, status, stories, topics};
use crate::query::render;
use crate::serve::problem::Problem;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "rasid",
        version = "1",
        description = "Asks a collection of news: articles, stories, topics, sources. Everything is for reading.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/api/v1", description = "The daemon that this description is of.")),
    paths(
        articles::list, articles::one, articles::revisions, articles::snapshot, facets::list, searches::list,
        stories::list, stories::one, topics::list, topics::one, topics::timeline, sources::list, sources::one,
        alerts::list, stats::list, status::one,
    ),
    components(schemas(
        article::Article, article::WholeArticle, article::ArticleDetail, article::Articles, article::Changes,
        story::Story, story::StoryDetail, story::Stories, topic::Topic, topic::Topics, topic::Timeline,
        source::Source, source::Sources, figures::Facets, figures::Stats, figures::SavedSearches, figures::Status,
        alert::Alerts,
        parameters::Id, parameters::Language, parameters::Country, Problem,
    )),
    tags(
        (name = "articles", description = "What was collected."),
        (name = "stories", description = "Articles about one event."),
        (name = "topics", description = "Named rules, and what they find."),
        (name = "sources", description = "What is polled, and how it fares."),
        (name = "service", description = "Figures of the collection and of the daemon."),
    ),
    modifiers(&Wholes, &Exact, &Answers, &Tokens, &Links),
)]
struct Api;

/// The description as JSON.
#[must_use]
pub fn text() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| written(&Api::openapi()));
    &TEXT
}

/// The description where no token is needed.
#[must_use]
pub fn open_text() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let mut description = Api::openapi();
        description.security = None;
        written(&description)
    });
    &TEXT
}

fn written(description: &Description) -> String {
    let mut text = Vec::new();
    // A buffer in memory takes everything.
    let _ = render::write_json(&mut text, description);
    String::from_utf8_lossy(&text).into_owned()
}
