//! What the query of a feed's address asks for: the arguments of `rasid search`, and how much of each article.

use url::form_urlencoded;

use crate::config::Config;
use crate::query::cases::request::ArticleRequest;
use crate::query::cases::saved::{self, UnknownSearch};
use crate::serve::desk::Refusal;
use crate::store::ArticleOrder;

/// Articles of a feed that says nothing else.
const USUAL: u32 = 50;
/// The most articles of a feed.
const MOST: u32 = 500;

/// The parameters, for those who mistype one.
const KNOWN: &str = "q, saved, topic, source, language, country, since, until, copies, sort, limit, text";

/// How much of an article is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Extent {
    /// Its text.
    Full,
    /// Its lead, else its beginning.
    Summary,
}

/// What is asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) request: ArticleRequest,
    pub(super) extent: Extent,
}

impl Wanted {
    /// Reads a query. A name that nobody knows is a mistake: a slip of the pen must not choose everything.
    pub(super) fn read(query: &str, config: &Config) -> Result<Self, Refusal> {
        let mut request = ArticleRequest::of(Vec::new(), Some(USUAL));
        let mut extent = Extent::Full;
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "q" => request.queries.extend(saved::queries(&config.searches, &value).map_err(missing)?),
                "saved" => request.queries.push(saved::find(&config.searches, &value).map_err(missing)?.query.clone()),
                "topic" => request.topics.push(value),
                "source" => request.sources.push(value),
                "language" => request.languages.push(value),
                "country" => request.countries.push(value),
                "since" => request.since = Some(value),
                "until" => request.until = Some(value),
                "copies" => request.with_copies = chosen(&name, &value, &YES_OR_NO)?,
                "sort" => request.order = chosen(&name, &value, &ORDERS)?,
                "limit" => request.limit = Some(limit(&value)?),
                "text" => extent = chosen(&name, &value, &EXTENTS)?,
                // What lets a reader in may stand in the address.
                "token" => {}
                _ => return Err(Refusal::Misunderstood(format!("no parameter is called `{name}`: there are {KNOWN}"))),
            }
        }
        Ok(Self { request, extent })
    }
}

fn missing(error: UnknownSearch) -> Refusal {
    Refusal::Missing(error.to_string())
}

const YES_OR_NO: [(&str, bool); 6] =
    [("true", true), ("false", false), ("yes", true), ("no", false), ("1", true), ("0", false)];
const ORDERS: [(&str, ArticleOrder); 2] = [("newest", ArticleOrder::Newest), ("rank", ArticleOrder::Rank)];
const EXTENTS: [(&str, Extent); 2] = [("full", Extent::Full), ("summary", Extent::Summary)];

fn chosen<T: Copy>(name: &str, value: &str, choices: &[(&str, T)]) -> Result<T, Refusal> {
    let found = choices.iter().find(|(written, _)| *written == value).map(|(_, meant)| *meant);
    found.ok_or_else(|| {
        let written: Vec<&str> = choices.iter().map(|(written, _)| *written).collect();
        Refusal::Misunderstood(format!("`{name}={value}` is none of {}", written.join(", ")))
    })
}

fn limit(value: &str) -> Result<u32, Refusal> {
    let limit = value.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| Refusal::Misunderstood(format!("`limit={value}` is no number from 1 to {MOST}")))
}
