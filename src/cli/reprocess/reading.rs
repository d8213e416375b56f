//! Reads kept pages again, several at a time, and hands them on in their order.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::stream::{self, Stream, StreamExt};

use crate::analysis::topics::TopicSet;
use crate::config::Config;
use crate::model::{Article, Dictionary, ErrorKind, Source, SourceId, SourceKind};
use crate::poll::{again, foreign};
use crate::read::article::rules::RuleSet;
use crate::store::{ArticleDetail, ArticleId, ArticleName, KeptPage, Store, StoreError};
use crate::text::url::AddressRules;

/// An article and what its page says today.
pub(super) struct Reading {
    /// What is stored.
    pub(super) before: Box<ArticleDetail>,
    /// The source whose poll fetched the page.
    pub(super) source: SourceId,
    /// The new reading.
    pub(super) result: Result<Article, Unread>,
}

/// Why a page gave no article.
pub(super) enum Unread {
    /// By the rules of today it holds none.
    NoArticle(String),
    /// It is damaged, or reading it broke off.
    Failed(String),
}

/// The readings, as they come.
pub(super) struct Reader(Pin<Box<dyn Stream<Item = Result<Option<Reading>, StoreError>>>>);

/// What all readings share.
struct Shared {
    store: Store,
    sources: HashMap<SourceId, Source>,
    topics: Arc<TopicSet>,
    rules: Arc<RuleSet>,
    addresses: Arc<AddressRules>,
}

impl Reader {
    /// Reads the pages of these articles again.
    pub(super) fn new(store: Store, sources: HashMap<SourceId, Source>, config: &Config, ids: Vec<ArticleId>) -> Self {
        let n_at_once = std::thread::available_parallelism().map_or(1, usize::from);
        let (topics, rules) = (Arc::clone(&config.topics), Arc::clone(&config.rules));
        let addresses = Arc::clone(&config.addresses);
        let shared = Arc::new(Shared { store, sources, topics, rules, addresses });
        let readings = stream::iter(ids).map(move |id| read(Arc::clone(&shared), id));
        Self(Box::pin(readings.buffered(n_at_once)))
    }

    /// The next reading; an article that went meanwhile is passed over.
    pub(super) async fn next(&mut self) -> Option<Result<Reading, StoreError>> {
        loop {
            match self.0.next().await? {
                Ok(None) => {}
                Ok(Some(reading)) => return Some(Ok(reading)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

async fn read(shared: Arc<Shared>, id: ArticleId) -> Result<Option<Reading>, StoreError> {
    let Some(before) = shared.store.article(&ArticleName::Id(id))? else { return Ok(None) };
    let Some((kept, dictionary)) = shared.store.page(id)? else { return Ok(None) };
    let source = kept.source.clone();
    let result = read_page(&shared, kept, dictionary, (before.text.clone(), before.links.clone())).await;
    // A rule that cuts everything is a mistake far more often than an article without a text.
    let result = match result {
        Ok(article) if article.text.is_empty() && !before.text.is_empty() => {
            Err(Unread::NoArticle("its page gives no text by the rules of today".to_owned()))
        }
        result => result,
    };
    Ok(Some(Reading { before: Box::new(before), source, result }))
}

async fn read_page(
    shared: &Shared,
    kept: KeptPage,
    dictionary: Option<Dictionary>,
    (text, links): (String, Vec<String>),
) -> Result<Article, Unread> {
    let known = shared.sources.get(&kept.source).cloned();
    let source = known.unwrap_or_else(|| Source::new(kept.source.clone(), kept.snapshot.url.clone(), SourceKind::Auto));
    let (topics, rules) = (Arc::clone(&shared.topics), Arc::clone(&shared.rules));
    let addresses = Arc::clone(&shared.addresses);
    let read = foreign::run(move || {
        again::article(&source, &kept.snapshot, dictionary.as_ref(), &topics, &rules, &addresses, (&text, &links))
    });
    match read.await {
        Ok(Ok(article)) => Ok(article),
        Ok(Err(failure)) if matches!(failure.kind, ErrorKind::Denied | ErrorKind::Interstitial) => {
            Err(Unread::NoArticle(failure.detail))
        }
        Ok(Err(failure)) => Err(Unread::Failed(failure.detail)),
        Err(spoiled) => Err(Unread::Failed(spoiled.to_string())),
    }
}
