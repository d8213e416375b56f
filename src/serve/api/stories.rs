//! Stories: what is told of, and one of them.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::schema::Object;

use super::Office;
use super::answers::order;
use super::answers::story::{Stories, StoryDetail};
use super::parameters::{Asked, Bounded, Id, Language, Named, Nothing, check_time};
use super::refusal::bad;
use super::reply::Reply;
use crate::query::cases::stories::{self, StoryRequest};
use crate::serve::desk::Refusal;
use crate::serve::problem::Problem;
use crate::store::{StoryId, StoryOrder};

/// Which stories.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Topics that a third of its texts match; one of several.
    #[param(max_items = 50)]
    topic: Vec<Id>,
    /// Languages that one of its articles is in; one of several.
    #[param(max_items = 50)]
    language: Vec<Language>,
    /// Its latest article is of then or later; as for articles.
    #[param(max_length = 64, default = "24h", example = "7d")]
    since: String,
    /// What comes first.
    #[param(schema_with = orders)]
    sort: Sort,
    /// The most stories.
    #[param(value_type = u32, minimum = 1, maximum = 500, default = 50)]
    limit: Bounded<500>,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    /// What many sources tell, and lately.
    Rank,
    /// The latest article.
    Newest,
    /// Most articles.
    Size,
}

fn orders() -> Object {
    order(&["rank", "newest", "size"])
}

impl Default for Wanted {
    fn default() -> Self {
        let since = "24h".to_owned();
        Self { topic: Vec::new(), language: Vec::new(), since, sort: Sort::Rank, limit: Bounded(50) }
    }
}

/// Stories
///
/// Articles about one event, in whichever language they are written: those whose latest article is of a time, what many
/// sources tell lately first.
#[utoipa::path(
    get, path = "/stories", tag = "stories", operation_id = "stories",
    params(Wanted),
    responses((status = 200, description = "The stories.", body = Stories)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(wanted, _): Asked<Wanted>,
) -> Result<Response, Problem> {
    check_time(Some(&wanted.since))?;
    if wanted.topic.len() > 50 || wanted.language.len() > 50 {
        return Err(bad("a parameter is given more than 50 times"));
    }
    let request = StoryRequest {
        topics: wanted.topic.into_iter().map(|id| id.0).collect(),
        languages: wanted.language.into_iter().map(|code| code.0).collect(),
        since: wanted.since,
        order: match wanted.sort {
            Sort::Rank => StoryOrder::Rank,
            Sort::Newest => StoryOrder::Newest,
            Sort::Size => StoryOrder::Size,
        },
        limit: wanted.limit.0,
    };
    let filter = request.filter(office.desk.now())?;
    office.answer(&headers, move |from| Ok(Reply::of_all(&stories::stories(&from.store, &filter)?))).await
}

/// One story
///
/// Its articles from the first to the last, each copy behind what it repeats, its sources and its hours. The number of a story
/// that went into another leads to that one.
#[utoipa::path(
    get, path = "/stories/{id}", tag = "stories", operation_id = "story",
    params(("id" = i64, Path, description = "Its number.", minimum = 1, maximum = 999999999999999999i64, example = 1)),
    responses((status = 200, description = "The story.", body = StoryDetail)),
)]
pub(super) async fn one(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    let is_number = id.len() <= 18 && !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    let number = id.parse().ok().filter(|_| is_number).map(StoryId);
    let number = number.ok_or_else(|| bad(format!("`{id}` is no number of a story")))?;
    office
        .answer(&headers, move |from| {
            let story = stories::story(&from.store, number, from.now)?;
            let reply = story.and_then(|story| Reply::of_one(&stories::listing(&story)));
            reply.ok_or_else(|| Refusal::Missing(format!("no story {number} in the collection")))
        })
        .await
}
