//! A kept page is read again, as the poll that fetched it would read it today.

use url::Url;

use super::reading::{self, Answer};
use super::{enrich, key};
use crate::analysis::topics::TopicSet;
use crate::fetch::Failure;
use crate::model::{Article, Dictionary, ErrorKind, Snapshot, Source};
use crate::pack;

/// The article that a page gives by the rules of today; `dictionary` is the one that it was packed with.
///
/// # Errors
/// It is damaged, or no article by the rules of today.
pub fn article(
    source: &Source,
    snapshot: &Snapshot,
    dictionary: Option<&Dictionary>,
    topics: &TopicSet,
) -> Result<Article, Failure> {
    let broken = |detail: String| Failure { kind: ErrorKind::Parse, status: None, detail, retry_after: None };
    let body = pack::unpack(&snapshot.body, dictionary).map_err(|error| broken(error.to_string()))?;
    let url = Url::parse(&snapshot.url).map_err(|error| broken(format!("address `{}`: {error}", snapshot.url)))?;
    let asked = key::address(&snapshot.item).unwrap_or_else(|| url.clone());
    let content_type = snapshot.header("content-type");
    let answer = Answer { body: &body, content_type, url: &url, fetched_at: snapshot.fetched_at };
    let draft = reading::draft_of_page(source, &snapshot.item, &asked, &answer)?;
    let article = enrich::article(draft, topics, &source.topics);
    Ok(Article { snapshot: Some(snapshot.hash.clone()), ..article })
}
