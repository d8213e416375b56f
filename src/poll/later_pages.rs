//! Articles on several pages: the later ones are fetched one after another, and their texts joined to that of the first.
//!
//! The first page stays the article, and nothing that goes wrong later can lose it: a page that cannot be had ends the text
//! there, and the warning `multi-page` says so.

use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;

use url::Url;

use super::foreign;
use crate::clock::Clock;
use crate::fetch::{Failure, Response};
use crate::model::{ArticleKey, SourceId, Warning};
use crate::read::article::rules::{RuleSet, Rules};
use crate::read::article::{self, Extracted, Page, pages};
use crate::text::url::key;

/// An article of more pages is a gallery or a list, and is cut there.
pub const MAX_PAGES: usize = 10;

/// What the later pages are read by.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The user's rules.
    pub rules: Arc<RuleSet>,
    /// The source whose own rules come first.
    pub source: Option<SourceId>,
    /// The time at which pages are fetched.
    pub clock: Clock,
}

/// Fetches the pages that follow the first one, which answered at `address`, and joins them to it. What became of it goes to
/// `warnings`; gives back the bytes of the later pages.
pub async fn join<F>(
    first: &mut Extracted,
    address: &Url,
    reading: &Reading,
    warnings: &mut Vec<Warning>,
    fetch: impl Fn(Url) -> F,
) -> u64
where
    F: Future<Output = Result<Response, Failure>>,
{
    if first.next_page.is_none() {
        return 0;
    }
    let mut seen = HashSet::from([key(address)]);
    let (mut n_pages, mut size_bytes, mut trouble) = (1, 0, None);
    while let Some(next) = first.next_page.clone() {
        if !seen.insert(key(&next)) {
            first.next_page = None;
            break;
        }
        if n_pages == MAX_PAGES {
            trouble = Some(format!("no more than {MAX_PAGES} pages are read, and it goes on at {next:.500}"));
            break;
        }
        match later(address, next.clone(), &mut seen, reading, &fetch).await {
            Ok((page, page_bytes)) => {
                size_bytes += page_bytes;
                trouble = pages::join(first, page).err().map(|reason| left_out(&next, &reason.to_string()));
            }
            Err(reason) => trouble = Some(left_out(&next, &reason)),
        }
        if trouble.is_some() {
            break;
        }
        n_pages += 1;
    }
    warnings.retain(|warning| warning.code != "multi-page");
    let joined =
        if n_pages == 1 { "only the first page was read".to_owned() } else { format!("{n_pages} pages were joined") };
    let rest = trouble.map(|trouble| format!("; {trouble}")).unwrap_or_default();
    warnings.push(Warning::new("multi-page", joined + &rest));
    size_bytes
}

fn left_out(page: &Url, reason: &str) -> String {
    format!("{page:.500} was left out: {reason}")
}

/// Fetches and reads a later page; the error is for a person.
async fn later<F>(
    address: &Url,
    page: Url,
    seen: &mut HashSet<ArticleKey>,
    reading: &Reading,
    fetch: impl Fn(Url) -> F,
) -> Result<(Extracted, u64), String>
where
    F: Future<Output = Result<Response, Failure>>,
{
    if page.host() != address.host() {
        return Err("it is at another host".to_owned());
    }
    let response = fetch(page.clone()).await.map_err(|failure| failure.detail)?;
    let is_moved = key(&response.url) != key(&page);
    if response.url.host() != address.host() || (is_moved && !seen.insert(key(&response.url))) {
        return Err(format!("it leads to {:.500}", response.url));
    }
    let fetched_at = reading.clock.now();
    let (reading, first) = (reading.clone(), address.clone());
    let read = foreign::run(move || {
        let page = Page {
            body: &response.body,
            content_type: response.content_type.as_deref(),
            url: Some(&response.url),
            fetched_at,
            listed: None,
            rules: Some(Rules { set: &reading.rules, source: reading.source.as_ref() }),
        };
        (article::read_later(&page, &first), response.body.len() as u64)
    });
    read.await.map_err(|spoiled| spoiled.to_string())
}
