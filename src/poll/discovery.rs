//! From an address to the sources that it leads to: asked politely, one after another, and each read before it is believed.
//!
//! The order is from what the page itself says to what is merely usual, and ends as soon as something good was found: who
//! runs a site should not see a dozen requests for files that it never had.

use std::collections::HashSet;
use std::time::Duration;

use ipnet::IpNet;
use jiff::Timestamp;
use url::Url;

use super::foreign;
use super::listed::{self, Answer, Listed, Unreadable};
use super::tools::Tools;
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Response};
use crate::model::{ArticleKey, ErrorKind, Item, LanguageCode, SourceKind};
use crate::read::discovery::{self, PageFacts};
use crate::read::kind;
use crate::text;

/// The most requests of one discovery, the first aside.
const MAX_REQUESTS: usize = 25;
/// Headlines that the language is told by.
const MAX_TITLES: usize = 30;

/// Where to look, and under which conditions.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The address that the user gave.
    pub url: &'a Url,
    /// What the source must be; `None` for the best there is.
    pub kind: Option<SourceKind>,
    /// The longest time for one exchange.
    pub timeout: Duration,
    /// Networks that may be asked although they are not public.
    pub allow_private: &'a [IpNet],
    /// The time, by which dates on a page are judged.
    pub now: Timestamp,
}

/// Something that can be polled.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its address.
    pub url: Url,
    /// What it is.
    pub kind: SourceKind,
    /// What it calls itself.
    pub title: Option<String>,
    /// The language of its items.
    pub language: Option<LanguageCode>,
    /// What it lists now.
    pub items: Vec<Item>,
}

/// Finds what an address leads to, the best first; never empty.
///
/// # Errors
/// The address cannot be had, or leads to nothing that lists articles.
pub async fn discover(tools: &Tools, question: Question<'_>) -> Result<Vec<Candidate>, Failure> {
    let mut search = Search { tools, question, met: HashSet::new(), n_left: MAX_REQUESTS, found: Vec::new() };
    search.met.insert(text::url::key(question.url));
    let response = search.fetch(question.url).await?;
    match kind::sniff(&response.body, response.content_type.as_deref()) {
        Some(SourceKind::List) => search.page(response).await?,
        Some(kind) => search.itself(response, kind).await?,
        None => {
            return Err(not_found("the answer is no feed, no sitemap and no web page: check the address in a browser"));
        }
    }
    let mut found = search.found;
    found.retain(|candidate| question.kind.is_none_or(|kind| candidate.kind == kind));
    found.sort_by_cached_key(|c| discovery::rank(c.kind, &c.url, c.title.as_deref(), &c.items));
    if found.is_empty() {
        return Err(not_found(&nothing(question.kind)));
    }
    Ok(found)
}

fn nothing(kind: Option<SourceKind>) -> String {
    match kind {
        Some(kind) => {
            format!("no {kind} was found from there: leave out `--kind`, or give the address of the {kind} itself")
        }
        None => {
            "neither feed nor sitemap was found from there, and no list of articles on the page: give the address of a \
                 page that lists articles, or write the source by hand and say with `[source.select]` where they stand"
                .to_owned()
        }
    }
}

fn not_found(detail: &str) -> Failure {
    Failure { kind: ErrorKind::NotAFeed, status: None, detail: detail.to_owned(), retry_after: None }
}

struct Search<'a> {
    tools: &'a Tools,
    question: Question<'a>,
    /// Addresses that were asked, or that answered.
    met: HashSet<ArticleKey>,
    n_left: usize,
    found: Vec<Candidate>,
}

impl Search<'_> {
    async fn fetch(&self, url: &Url) -> Result<Response, Failure> {
        let request = FetchRequest {
            allow_private: self.question.allow_private,
            ..FetchRequest::new(url, Accept::Feed, self.question.timeout)
        };
        match self.tools.fetcher.fetch(request).await {
            FetchOutcome::Fetched(response) => Ok(response),
            FetchOutcome::Failed(failure) => Err(failure),
            FetchOutcome::NotModified(_) => Err(not_found("it answered 304 without being asked")),
        }
    }

    /// The address is a feed or a sitemap.
    async fn itself(&mut self, response: Response, kind: SourceKind) -> Result<(), Failure> {
        let url = address(self.question.url, &response);
        let listed = self.read(&response, kind).await?;
        let candidate = self.candidate(url, kind, listed, &PageFacts::default()).await;
        self.found.push(candidate);
        Ok(())
    }

    /// The address is a page: what it names, what is usual, and the page itself.
    async fn page(&mut self, response: Response) -> Result<(), Failure> {
        let page = response.url.clone();
        self.met.insert(text::url::key(&page));
        let facts = page_facts(response.clone()).await?;
        let wants = |kind| self.question.kind.is_none_or(|wanted| wanted == kind);
        let (wants_feed, wants_sitemap) = (wants(SourceKind::Feed), wants(SourceKind::Sitemap));
        if wants(SourceKind::List)
            && let Ok(listed) = self.read(&response, SourceKind::List).await
        {
            let candidate =
                self.candidate(address(self.question.url, &response), SourceKind::List, listed, &facts).await;
            self.found.push(candidate);
        }
        if wants_feed {
            for feed in &facts.feeds {
                self.try_address(&feed.url, SourceKind::Feed, &facts).await;
            }
            self.first_of(discovery::usual_feeds(&page), SourceKind::Feed, &facts).await;
        }
        if wants_sitemap && !self.has(SourceKind::Feed) {
            let sitemaps = self.robots(&page).await;
            self.first_of(sitemaps, SourceKind::Sitemap, &facts).await;
            self.first_of(discovery::usual_sitemaps(&page), SourceKind::Sitemap, &facts).await;
        }
        Ok(())
    }

    /// Whether something of a kind was found that lists articles.
    fn has(&self, kind: SourceKind) -> bool {
        self.found.iter().any(|candidate| candidate.kind == kind && !candidate.items.is_empty())
    }

    /// Tries addresses until there is something of a kind.
    async fn first_of(&mut self, addresses: Vec<Url>, kind: SourceKind, facts: &PageFacts) {
        for url in addresses {
            if self.has(kind) {
                return;
            }
            self.try_address(&url, kind, facts).await;
        }
    }

    async fn robots(&mut self, page: &Url) -> Vec<Url> {
        let Some(url) = discovery::at(page, "/robots.txt") else { return Vec::new() };
        let Some(response) = self.ask(&url).await else { return Vec::new() };
        discovery::robots_sitemaps(&String::from_utf8_lossy(&response.body), &response.url)
    }

    /// Asks an address that was not asked yet; after a server's plea to stay away, none any more.
    async fn ask(&mut self, url: &Url) -> Option<Response> {
        if !self.met.insert(text::url::key(url)) {
            return None;
        }
        self.n_left = self.n_left.checked_sub(1)?;
        match self.fetch(url).await {
            Ok(response) => Some(response),
            Err(failure) => {
                tracing::debug!(url = %url, "discovery: {url}: {}", failure.detail);
                if failure.kind == ErrorKind::TooManyRequests || failure.retry_after.is_some() {
                    self.n_left = 0;
                }
                None
            }
        }
    }

    /// Asks an address, and takes what it answers if that is of the kind.
    async fn try_address(&mut self, url: &Url, kind: SourceKind, facts: &PageFacts) {
        let Some(response) = self.ask(url).await else { return };
        if kind::sniff(&response.body, response.content_type.as_deref()) != Some(kind) {
            return;
        }
        let own_address = address(url, &response);
        // Several usual addresses often lead to one feed.
        let is_known = self.found.iter().any(|candidate| candidate.url == response.url || candidate.url == own_address);
        if is_known {
            return;
        }
        if let Ok(listed) = self.read(&response, kind).await {
            let candidate = self.candidate(own_address, kind, listed, facts).await;
            self.found.push(candidate);
        }
    }

    async fn read(&self, response: &Response, kind: SourceKind) -> Result<Listed, Failure> {
        let (response, now) = (response.clone(), self.question.now);
        let read = foreign::run(move || {
            let (content_type, select, read_before) = (response.content_type.as_deref(), None, None);
            let (body, url) = (&response.body, &response.url);
            listed::read(&Answer { body, content_type, url, kind, select, read_before, now })
        });
        match read.await {
            Ok(Ok(listed)) => Ok(listed),
            Ok(Err(Unreadable { kind, detail })) => Err(Failure { kind, ..not_found(&detail) }),
            Err(panicked) => Err(Failure { kind: ErrorKind::Panic, ..not_found(&panicked.to_string()) }),
        }
    }

    /// What was read as a candidate. Of an index of sitemaps the most promising child shows what it would give.
    async fn candidate(&mut self, url: Url, kind: SourceKind, listed: Listed, facts: &PageFacts) -> Candidate {
        let mut items = listed.items;
        if items.is_empty()
            && let Some(child) = listed.sitemaps.first()
            && let Some(response) = self.ask(&child.url).await
            && let Ok(child) = self.read(&response, SourceKind::Sitemap).await
        {
            items = child.items;
        }
        let of_items = items.iter().find_map(|item| item.language.clone());
        let claimed = listed.facts.language.or(of_items).or_else(|| facts.language.clone());
        // Templates claim English for pages in any language: a claim that the titles contradict is none.
        let detected = language_of(&items);
        let language = claimed.filter(|claimed| detected.as_ref().is_none_or(|detected| detected == claimed));
        Candidate { url, kind, title: listed.facts.title.or_else(|| facts.title.clone()), language, items }
    }
}

/// The address to poll: where the answer came from only if it moved there for good.
fn address(asked: &Url, response: &Response) -> Url {
    if response.is_moved_permanently { response.url.clone() } else { asked.clone() }
}

async fn page_facts(response: Response) -> Result<PageFacts, Failure> {
    let facts = foreign::run(move || {
        let html =
            text::charset::decode_html(&response.body, response.content_type.as_deref(), response.url.host_str());
        discovery::page_facts(&html.text, &response.url)
    });
    facts.await.map_err(|panicked| Failure { kind: ErrorKind::Panic, ..not_found(&panicked.to_string()) })
}

fn language_of(items: &[Item]) -> Option<LanguageCode> {
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).take(MAX_TITLES).collect();
    text::language::detect("", &titles.join("\n")).map(|detected| detected.code)
}
