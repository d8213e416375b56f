//! robots.txt (RFC 9309): which pages a site wants to be left alone, and how fast it wants to be read.
//!
//! Each origin is asked once and its rules are kept in memory, for as long as its answer allows, a day at most. A site
//! without the file (4xx) allows everything; one whose file cannot be had (5xx, no connection) allows nothing for the while.
//! The name that groups of rules are matched against is the product token of the User-Agent that is sent.
//!
//! **Invariant**: memory is bounded, whatever is sent and however many sites there are; rules are read and matched on
//! threads for blocking work, since both are foreign.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use robotxt::{Agent, BYTE_LIMIT, Robots};
use tokio::task::spawn_blocking;
use tokio::time::Instant;
use url::Url;

use super::failure;
use super::outcome::{Failure, FetchOutcome};
use super::request::{Accept, FetchRequest};
use crate::model::ErrorKind;

/// Rules are kept for as long as their answer stays fresh, within these bounds; the longest where it does not say.
const SHORTEST_LIFE: Duration = Duration::from_secs(10 * 60);
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// A file that could not be had is asked for again after this time.
const RETRY: Duration = Duration::from_secs(10 * 60);
/// The longest pause between two requests that a site is given.
const LONGEST_DELAY: Duration = Duration::from_secs(60);
/// The most that all files together may take in memory, by the size in which they came.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// What an origin takes beside its file.
const ENTRY_BYTES: usize = 1024;
/// The product token where the User-Agent has none.
const OWN_TOKEN: &str = "rasid";

/// What the sites that were visited lately want.
#[derive(Debug, Default)]
pub(super) struct RobotsCache(Mutex<HashMap<Key, Entry>>);

/// The origin, and the product token that its rules were read for.
type Key = (String, String);

#[derive(Debug)]
struct Entry {
    rules: Slot,
    until: Instant,
    size_bytes: usize,
}

/// Who holds the lock fetches; whoever else wants the same rules waits for it and finds them.
type Slot = Arc<tokio::sync::Mutex<Option<Rules>>>;

/// What one origin wants.
#[derive(Debug, Clone)]
struct Rules {
    verdict: Verdict,
    until: Instant,
    size_bytes: usize,
}

#[derive(Debug, Clone)]
enum Verdict {
    Known(Arc<Robots>),
    Unreachable(Failure),
}

/// Fetches a file; the exchange behind it is the caller's.
pub(super) trait FetchRobots {
    /// Makes the exchange.
    fn fetch<'a>(&'a self, request: FetchRequest<'a>) -> Fetching<'a>;
}

/// An exchange under way; boxed, because one that asks robots.txt first is an exchange within an exchange.
pub(super) type Fetching<'a> = Pin<Box<dyn Future<Output = Result<FetchOutcome, Failure>> + Send + 'a>>;

impl RobotsCache {
    /// Whether the rules for an address are at hand, so that nothing has to be fetched.
    pub(super) fn has(&self, url: &Url, user_agent: &str) -> bool {
        let entries = self.lock();
        entries.get(&key(url, user_agent)).is_some_and(|entry| entry.until > Instant::now())
    }

    /// The pause that the site wants between two requests, if the address may be asked for.
    ///
    /// # Errors
    /// It may not, or it is not known whether it may.
    pub(super) async fn check(
        &self,
        fetcher: &impl FetchRobots,
        request: &FetchRequest<'_>,
        url: &Url,
        user_agent: &str,
    ) -> Result<Duration, Failure> {
        let key = key(url, user_agent);
        let slot = self.slot(&key);
        let verdict = {
            let mut rules = slot.lock().await;
            if rules.as_ref().is_none_or(|rules| rules.until <= Instant::now()) {
                let fetched = fetch(fetcher, request, url, &key.1).await;
                self.keep(&key, &slot, &fetched);
                *rules = Some(fetched);
            }
            rules.as_ref().map(|rules| rules.verdict.clone())
        };
        match verdict {
            Some(Verdict::Known(robots)) => permit(robots, url.clone()).await,
            Some(Verdict::Unreachable(failure)) => Err(failure),
            None => Ok(Duration::ZERO),
        }
    }

    fn slot(&self, key: &Key) -> Slot {
        let mut entries = self.lock();
        if let Some(entry) = entries.get(key) {
            return Arc::clone(&entry.rules);
        }
        let rules = Slot::default();
        let entry = Entry { rules: Arc::clone(&rules), until: Instant::now(), size_bytes: ENTRY_BYTES };
        entries.insert(key.clone(), entry);
        rules
    }

    /// Notes what was fetched, and forgets what ends next until all fits.
    fn keep(&self, key: &Key, slot: &Slot, rules: &Rules) {
        let mut entries = self.lock();
        let size_bytes = rules.size_bytes.saturating_add(ENTRY_BYTES);
        entries.insert(key.clone(), Entry { rules: Arc::clone(slot), until: rules.until, size_bytes });
        let mut total: usize = entries.values().map(|entry| entry.size_bytes).sum();
        if total <= MAX_BYTES {
            return;
        }
        let mut by_end: Vec<(Instant, Key)> = entries.iter().map(|(key, entry)| (entry.until, key.clone())).collect();
        by_end.sort_unstable();
        for (_, key) in by_end {
            // Half is freed at once, so that not every new site has to look for room.
            if total <= MAX_BYTES / 2 {
                break;
            }
            total -= entries.remove(&key).map_or(0, |entry| entry.size_bytes);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn fetch(fetcher: &impl FetchRobots, request: &FetchRequest<'_>, url: &Url, token: &str) -> Rules {
    let Ok(robots_url) = url.join("/robots.txt") else { return allow_all() };
    let asking = FetchRequest {
        user_agent: request.user_agent,
        allow_private: request.allow_private,
        proxy: request.proxy,
        http1_only: request.http1_only,
        max_body_bytes: Some(BYTE_LIMIT as u64),
        ..FetchRequest::new(&robots_url, Accept::Robots, request.timeout)
    };
    match fetcher.fetch(asking).await {
        Ok(FetchOutcome::Fetched(response)) => {
            let life = response.freshness.max_age.unwrap_or(LONGEST_LIFE).clamp(SHORTEST_LIFE, LONGEST_LIFE);
            let (token, body) = (token.to_owned(), response.body);
            let size_bytes = body.len();
            // The only error is a panic of the reader, which then has found no rules.
            let read = spawn_blocking(move || Robots::parse(&body, Agent::Exact(&token))).await;
            let robots = read.unwrap_or_else(|_| Robots::allow_all());
            Rules { verdict: Verdict::Known(Arc::new(robots)), until: after(life), size_bytes }
        }
        Ok(FetchOutcome::Failed(failure)) | Err(failure) => without_file(failure),
        // It was not asked for.
        Ok(FetchOutcome::NotModified(_)) => allow_all(),
    }
}

/// What follows when there is no file: the server has none (then all is allowed), or it is not known whether it has one.
fn without_file(failure: Failure) -> Rules {
    let has_none = failure.status.is_some_and(|status| (400..500).contains(&status) && status != 429);
    if has_none || failure.kind == ErrorKind::Redirect {
        return allow_all();
    }
    let life = if failure.was_not_sent() { Duration::ZERO } else { failure.retry_after.unwrap_or(RETRY) };
    let detail = match failure.was_not_sent() {
        true => failure.detail,
        false => format!("robots.txt cannot be had, and until then nothing is asked for: {}", failure.detail),
    };
    let unreachable = Failure { detail, ..failure };
    Rules { verdict: Verdict::Unreachable(unreachable), until: after(life.min(LONGEST_LIFE)), size_bytes: 0 }
}

fn allow_all() -> Rules {
    Rules { verdict: Verdict::Known(Arc::new(Robots::allow_all())), until: after(LONGEST_LIFE), size_bytes: 0 }
}

async fn permit(robots: Arc<Robots>, url: Url) -> Result<Duration, Failure> {
    let path = url.path().to_owned();
    let judge = move || (robots.is_url_allowed(&url), robots.crawl_delay());
    match spawn_blocking(judge).await {
        Ok((true, delay)) => Ok(delay.unwrap_or_default().min(LONGEST_DELAY)),
        Ok((false, _)) => {
            let detail = format!("robots.txt asks to leave `{path}` alone; `obey_robots = false` does not ask it");
            Err(failure::without_answer(ErrorKind::Robots, detail))
        }
        Err(panicked) => Err(failure::without_answer(ErrorKind::Panic, panicked.to_string())),
    }
}

fn key(url: &Url, user_agent: &str) -> Key {
    (url.origin().ascii_serialization(), product_token(user_agent).to_ascii_lowercase())
}

/// The name by which rules are found: the first word of the User-Agent; of a browser's, the word after `compatible;`.
fn product_token(user_agent: &str) -> &str {
    let named = user_agent.split_once("compatible;").map(|(_, rest)| first_token(rest));
    match first_token(user_agent) {
        "Mozilla" => named.filter(|token| !token.is_empty()).unwrap_or(OWN_TOKEN),
        "" => OWN_TOKEN,
        token => token,
    }
}

/// Letters, `-` and `_` (RFC 9309, section 2.2.1); and digits within, which names of today have.
fn first_token(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn after(life: Duration) -> Instant {
    Instant::now() + life
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_looked_up_by_the_name_that_is_sent() {
        for (user_agent, expected) in [
            ("rasid/0.1.0 (+ops@example.org)", "rasid"),
            ("our-newsroom-monitor/1.0", "our-newsroom-monitor"),
            ("Mozilla/5.0 (compatible; our-monitor/1.0; +https://example.org)", "our-monitor"),
            ("Mozilla/5.0 (X11; Linux x86_64)", "rasid"),
            ("plain", "plain"),
            ("", "rasid"),
            ("/1.0", "rasid"),
        ] {
            assert_eq!(product_token(user_agent), expected, "{user_agent}");
        }
    }

    #[test]
    fn memory_is_bounded() {
        let cache = RobotsCache::default();
        let large = Rules { size_bytes: BYTE_LIMIT, ..allow_all() };
        for n in 0..200 {
            let key = (format!("https://{n}.example"), "rasid".to_owned());
            cache.keep(&key, &cache.slot(&key), &large);
        }
        let total: usize = cache.lock().values().map(|entry| entry.size_bytes).sum();
        assert!(total <= MAX_BYTES && total > MAX_BYTES / 4, "{total}");
    }
}
