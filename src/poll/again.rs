//! A kept page is read again, as the poll that fetched it would read it today.

use url::Url;

use super::reading::{self, Answer};
use super::{enrich, key};
use crate::analysis::topics::{Listing, TopicSet};
use crate::fetch::Failure;
use crate::model::{Article, Dictionary, ErrorKind, Snapshot, Source};
use crate::pack;
use crate::read::article::rules::RuleSet;
use crate::text::tokens::count_words;
use crate::text::url::AddressRules;

/// The article that a page gives by the rules of today; `dictionary` is the one that it was packed with, `stored` the text
/// that the article has, with its links. An article on several pages keeps that, since its first page alone was kept.
///
/// # Errors
/// It is damaged, or no article by the rules of today.
pub fn article(
    source: &Source,
    snapshot: &Snapshot,
    dictionary: Option<&Dictionary>,
    topics: &TopicSet,
    rules: &RuleSet,
    addresses: &AddressRules,
    stored: (&str, &[String]),
) -> Result<Article, Failure> {
    let broken = |detail: String| Failure { kind: ErrorKind::Parse, status: None, detail, retry_after: None };
    let body = pack::unpack(&snapshot.body, dictionary).map_err(|error| broken(error.to_string()))?;
    let url = Url::parse(&snapshot.url).map_err(|error| broken(format!("address `{}`: {error}", snapshot.url)))?;
    let asked = key::address(&snapshot.item).unwrap_or_else(|| url.clone());
    let content_type = snapshot.header("content-type");
    let answer = Answer { body: &body, content_type, url: &url, fetched_at: snapshot.fetched_at };
    let mut page = reading::read_page(source, &snapshot.item, &asked, &answer, rules, addresses)?.extracted;
    let (text, links) = stored;
    if page.next_page.is_some() && count_words(text) > count_words(&page.text) {
        page.text = text.to_owned();
        if !links.is_empty() {
            page.links = links.iter().filter_map(|link| Url::parse(link).ok()).collect();
        }
    }
    let draft = reading::draft(source, &snapshot.item, &url, snapshot.fetched_at, page);
    let article = enrich::article(draft, topics, addresses, &[Listing::of(source)]);
    Ok(Article { snapshot: Some(snapshot.hash.clone()), ..article })
}
