//! A kept page is read again, as the poll that fetched it would read it today.

use url::Url;

use super::reading::{self, Answer};
use super::{enrich, key};
use crate::analysis::topics::TopicSet;
use crate::fetch::Failure;
use crate::model::{Article, Dictionary, ErrorKind, Snapshot, Source};
use crate::pack;
use crate::read::article::rules::RuleSet;

/// The article that a page gives by the rules of today; `dictionary` is the one that it was packed with.
///
/// # Errors
/// It is damaged, no article by the rules of today, or the first one of several pages, of which the others are not kept.
pub fn article(
    source: &Source,
    snapshot: &Snapshot,
    dictionary: Option<&Dictionary>,
    topics: &TopicSet,
    rules: &RuleSet,
) -> Result<Article, Failure> {
    let broken = |detail: String| Failure { kind: ErrorKind::Parse, status: None, detail, retry_after: None };
    let body = pack::unpack(&snapshot.body, dictionary).map_err(|error| broken(error.to_string()))?;
    let url = Url::parse(&snapshot.url).map_err(|error| broken(format!("address `{}`: {error}", snapshot.url)))?;
    let asked = key::address(&snapshot.item).unwrap_or_else(|| url.clone());
    let content_type = snapshot.header("content-type");
    let answer = Answer { body: &body, content_type, url: &url, fetched_at: snapshot.fetched_at };
    let page = reading::read_page(source, &snapshot.item, &asked, &answer, rules)?.extracted;
    if let Some(next) = &page.next_page {
        let detail = format!("the article goes on at {next:.500}, and only its first page is kept");
        return Err(Failure { kind: ErrorKind::Client, status: None, detail, retry_after: None });
    }
    let draft = reading::draft(source, &snapshot.item, &url, snapshot.fetched_at, page);
    let article = enrich::article(draft, topics, &source.topics);
    Ok(Article { snapshot: Some(snapshot.hash.clone()), ..article })
}
