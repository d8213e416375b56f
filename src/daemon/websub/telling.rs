//! Tells the hub of our feeds which of them have news (the publisher's part of WebSub, which its standard leaves to hubs; this
//! is what PubSubHubbub 0.4, section 7.1, and hubs of today understand).
//!
//! What comes in within a few seconds is told at once. A hub that does not answer is told later, of all that has come meanwhile.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use super::super::beside::Wished;
use super::super::polling::on_blocking_thread;
use super::Wishes;
use crate::config::PublicHub;
use crate::fetch::{Accept, FetchRequest};
use crate::model::TopicId;
use crate::serve::feeds;
use crate::store::{ArticleId, Store, StoreError};

/// How often is looked for news.
const PERIOD: Duration = Duration::from_secs(5);
/// How long a hub that does not answer is left alone, at first and at last.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// What the hub is yet to be told.
#[derive(Debug)]
struct Untold {
    /// The article up to which is known what is new.
    last: ArticleId,
    topics: BTreeSet<TopicId>,
    has_news: bool,
    not_before: Instant,
    pause: Duration,
}

impl Untold {
    fn after(last: ArticleId) -> Self {
        Self { last, topics: BTreeSet::new(), has_news: false, not_before: Instant::now(), pause: FIRST_PAUSE }
    }
}

/// The article that was stored last.
pub(super) async fn last(store: &Store) -> Result<ArticleId, StoreError> {
    let store = store.clone();
    Ok(on_blocking_thread(move || store.news_since(ArticleId(i64::MAX))).await?.last)
}

/// Tells the hub of what comes after an article for as long as the program runs.
pub(super) async fn work(wishes: Wished<Wishes>, store: Store, last: ArticleId) {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut untold = Some(Untold::after(last));
    loop {
        ticks.tick().await;
        let Some(wishes) = wishes.borrow().clone() else { continue };
        let Some(hub) = &wishes.hub else {
            // Who names a hub later has no news from before.
            untold = None;
            continue;
        };
        match look(&store, untold.take()).await {
            Ok(found) => untold = Some(tell(&wishes, hub, found).await),
            // What came meanwhile is not told; it is there all the same.
            Err(error) => tracing::error!("the hub of our feeds is not told: {error}"),
        }
    }
}

async fn look(store: &Store, untold: Option<Untold>) -> Result<Untold, StoreError> {
    let mut found = match untold {
        Some(untold) => untold,
        None => Untold::after(last(store).await?),
    };
    let (store, after) = (store.clone(), found.last);
    let news = on_blocking_thread(move || store.news_since(after)).await?;
    found.has_news |= news.last > found.last;
    found.last = news.last;
    found.topics.extend(news.topics);
    Ok(found)
}

async fn tell(wishes: &Wishes, hub: &PublicHub, mut untold: Untold) -> Untold {
    if !untold.has_news || Instant::now() < untold.not_before {
        return untold;
    }
    let topics: Vec<TopicId> = untold.topics.iter().cloned().collect();
    let addresses = feeds::with_news(&hub.base, &topics);
    let mut fields = vec![("hub.mode", "publish")];
    fields.extend(addresses.iter().map(|address| ("hub.url", address.as_str())));
    let request = FetchRequest {
        allow_private: &wishes.defaults.allow_private,
        proxy: wishes.defaults.proxy.as_deref(),
        ..FetchRequest::new(&hub.url, Accept::Nothing, wishes.defaults.timeout)
    };
    match wishes.fetcher.post_form(request, &fields).await {
        Ok(()) => {
            tracing::debug!("the hub {} is told of news in {} feeds", hub.url, addresses.len());
            Untold { topics: BTreeSet::new(), has_news: false, pause: FIRST_PAUSE, ..untold }
        }
        Err(failure) => {
            tracing::warn!("the hub {} could not be told of news: {}", hub.url, failure.detail);
            untold.not_before = Instant::now() + untold.pause;
            untold.pause = LONGEST_PAUSE.min(untold.pause * 2);
            untold
        }
    }
}
