//! Articles: in lists, one by one, as they changed, and as their pages came.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;
use utoipa::IntoParams;
use utoipa::openapi::schema::Object;

use super::Office;
use super::answers::article::{ArticleDetail, Articles, Changes};
use super::answers::order;
use super::parameters::{Asked, Bounded, Choice, Named, cursor, place};
use super::refusal::bad;
use super::reply::Reply;
use crate::model::ArticleKey;
use crate::query::cases::paging::{self, Wanted};
use crate::query::cases::{show, snapshot as kept, versions};
use crate::query::listing::Listing;
use crate::query::plan;
use crate::query::render::versions as changes;
use crate::serve::base;
use crate::serve::desk::{Refusal, Sources};
use crate::serve::problem::{PROGRAMS, Problem};
use crate::store::{ArticleDetail as Stored, ArticleId, ArticleName, ArticleOrder};

/// Articles of a page that says nothing else.
const USUAL: u32 = 50;

/// How articles are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Manner {
    /// What comes first. By `rank` 10,000 articles can be had at most, page by page.
    #[param(schema_with = orders)]
    sort: Sort,
    /// The most articles of a page.
    #[param(value_type = u32, minimum = 1, maximum = 500, default = 50)]
    limit: Bounded<500>,
    /// Where to go on: `next_cursor` of the page before, with all else as it was.
    cursor: Option<String>,
    /// Articles in full, as `rasid export` gives them.
    #[param(default = false)]
    text: bool,
    /// With each the passage of its text that has most of the words.
    #[param(default = false)]
    snippets: bool,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    /// The latest date.
    Newest,
    /// The best match, what is older counting less.
    Rank,
}

fn orders() -> Object {
    order(&["newest", "rank"])
}

impl Default for Manner {
    fn default() -> Self {
        Self { sort: Sort::Newest, limit: Bounded(USUAL), cursor: None, text: false, snippets: false }
    }
}

#[derive(Serialize)]
struct Page<'l> {
    items: &'l Listing,
    next_cursor: Option<String>,
}

/// Articles
///
/// The collection, or what a search finds of it, page by page. A page stays in its place while articles come in: whoever
/// follows the cursors meets none twice, and misses none that was there.
#[utoipa::path(
    get, path = "/articles", tag = "articles", operation_id = "articles",
    params(Choice, Manner),
    responses(
        (status = 200, description = "A page of articles.", body = Articles, headers(
            ("Link" = String, description = "The next page, `rel=\"next\"`, where there is one."),
        )),
    ),
)]
pub(super) async fn list(
    State(office): State<Office>,
    uri: Uri,
    headers: HeaderMap,
    Asked(choice, manner): Asked<Choice, Manner>,
) -> Result<Response, Problem> {
    let config = office.desk.config();
    let order = match manner.sort {
        Sort::Newest => ArticleOrder::Newest,
        Sort::Rank => ArticleOrder::Rank,
    };
    let request = choice.request(&config, order)?;
    let filter = request.filter(office.desk.now())?;
    let phrases = plan::wanted_phrases(&request.tree()?);
    let from = manner.cursor.as_deref().map(place).transpose()?;
    let address = format!("{}{PROGRAMS}/articles", base(&config.web, &headers));
    office
        .answer(&headers, move |sources| {
            let wanted = Wanted { with_text: manner.text, passages: manner.snippets.then_some(phrases.as_slice()) };
            let (listing, next) = paging::rows(&sources.store, &filter, from, manner.limit.0, wanted)?;
            let next_cursor = next.map(cursor);
            let next = next_cursor.as_deref().map(|cursor| format!("{address}?{}", with_cursor(&uri, cursor)));
            Ok(Reply::of(&Page { items: &listing, next_cursor }).followed_by(next))
        })
        .await
}

/// The same query from another place on.
fn with_cursor(uri: &Uri, cursor: &str) -> String {
    let kept = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).filter(|(name, _)| name != "cursor");
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair("cursor", cursor).finish()
}

/// One article
///
/// All that is known of it: its text, the words that earned its topics, where it was listed, who else printed it, what it said
/// before.
#[utoipa::path(
    get, path = "/articles/{id}", tag = "articles", operation_id = "article",
    params(("id" = String, Path, description = "Its number or its key.", pattern = "^([1-9][0-9]{0,17}|[0-9a-f]{32})$", example = "1")),
    responses((status = 200, description = "The article.", body = ArticleDetail)),
)]
pub(super) async fn one(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(..): Asked<super::parameters::Nothing>,
) -> Result<Response, Problem> {
    let name = name(&id)?;
    office
        .answer(&headers, move |from| {
            let listing = show::listing(article(from, &name)?);
            Reply::of_one(&listing).ok_or_else(|| missing(&name))
        })
        .await
}

/// The changes of an article
///
/// What changed each time that its page said something else, word by word.
#[utoipa::path(
    get, path = "/articles/{id}/revisions", tag = "articles", operation_id = "revisions",
    params(("id" = String, Path, description = "Its number or its key.", pattern = "^([1-9][0-9]{0,17}|[0-9a-f]{32})$", example = "1")),
    responses((status = 200, description = "The changes, the first one first.", body = Changes)),
)]
pub(super) async fn revisions(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(..): Asked<super::parameters::Nothing>,
) -> Result<Response, Problem> {
    let name = name(&id)?;
    office
        .answer(&headers, move |from| {
            let versions = versions::versions(&article(from, &name)?);
            let steps = (1..versions.len()).filter_map(|from| versions::step(&versions, from, from + 1));
            let items: Vec<_> = steps.map(|step| changes::record(&step)).collect();
            Ok(Reply::of(&serde_json::json!({"items": items})))
        })
        .await
}

/// The kept page of an article
///
/// The page as it came, byte for byte, for programs and for evidence. It is foreign: its type is in `X-Snapshot-Type`, and
/// browsers save it instead of showing it.
#[utoipa::path(
    get, path = "/articles/{id}/snapshot", tag = "articles", operation_id = "snapshot",
    params(("id" = String, Path, description = "Its number or its key.", pattern = "^([1-9][0-9]{0,17}|[0-9a-f]{32})$", example = "1")),
    responses((status = 200, description = "The page.", content_type = "application/octet-stream", body = Vec<u8>, headers(
        ("Memento-Datetime" = String, description = "When it was fetched (RFC 7089)."),
        ("Link" = String, description = "The address that answered, `rel=\"original\"`."),
        ("X-Snapshot-Type" = String, description = "What its server called it."),
    ))),
)]
pub(super) async fn snapshot(
    State(office): State<Office>,
    Named(id): Named,
    Asked(..): Asked<super::parameters::Nothing>,
) -> Result<Response, Problem> {
    let name = name(&id)?;
    let page = office.desk.ask(move |from| {
        let id = article(from, &name)?.row.id;
        kept_page(from, id)
    });
    Ok(bytes(page.await?))
}

fn kept_page(from: &Sources, id: ArticleId) -> Result<kept::Snapshot, Refusal> {
    let none =
        || Refusal::Missing(format!("the page of article {id} is not kept: `snapshots` in the configuration keeps it"));
    match kept::snapshot(&from.store, &from.config.sources, id) {
        Ok(page) => page.ok_or_else(none),
        Err(kept::SnapshotError::Store(error)) => Err(error.into()),
        Err(error @ kept::SnapshotError::Pack(_)) => {
            tracing::error!("the kept page of article {id} cannot be read: {error}");
            Err(Refusal::Missing(format!("the kept page of article {id} is damaged")))
        }
    }
}

fn bytes(page: kept::Snapshot) -> Response {
    let date = page.fetched_at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let original = format!("<{}>; rel=\"original\"", page.url.replace(['<', '>'], ""));
    let told = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"article-{}.page\"", page.article)),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::HeaderName::from_static("memento-datetime"), date),
        (header::HeaderName::from_static("x-snapshot-type"), page.content_type().unwrap_or_default().to_owned()),
        (header::LINK, original),
    ];
    let mut answer = (StatusCode::OK, page.bytes).into_response();
    for (name, value) in told {
        // What a server said may be no header of ours.
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

fn article(from: &Sources, name: &ArticleName) -> Result<Stored, Refusal> {
    from.store.article(name)?.ok_or_else(|| missing(name))
}

fn missing(name: &ArticleName) -> Refusal {
    let named = match name {
        ArticleName::Id(id) => id.to_string(),
        ArticleName::Key(key) => key.to_string(),
        ArticleName::Address(url) => url.to_string(),
    };
    Refusal::Missing(format!("no article {named} in the collection"))
}

/// A number or a key.
fn name(text: &str) -> Result<ArticleName, Problem> {
    if let Ok(key) = ArticleKey::parse(text) {
        return Ok(ArticleName::Key(key));
    }
    let is_number = text.len() <= 18 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_number);
    let why = || bad(format!("`{text}` names no article: write its number, or its key of 32 hexadecimal digits"));
    number.map(|number| ArticleName::Id(ArticleId(number))).ok_or_else(why)
}
