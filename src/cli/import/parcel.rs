//! Packs imported articles into outcomes, as a worker does with polled ones.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::model::{
    Article, FORMAT_VERSION, FeedFacts, PollEnd, PollOutcome, PollResult, Sighting, Source, SourceId, SourceKind,
    Validators,
};
use crate::store::{Store, StoreError};

use super::Tally;

/// Articles in one turn: enough that the disk is not the limit, few enough that Ctrl-C loses little.
const ARTICLES_AT_ONCE: usize = 100;

/// Articles on their way into the store.
pub(super) struct Parcel {
    store: Store,
    clock: Clock,
    rules_version: String,
    /// The sources that are polled; an import may add to them.
    polled: Vec<Source>,
    /// What waits, a part a source, in the order in which the sources came.
    waiting: Vec<PollOutcome>,
    n_waiting: usize,
    /// The sources that took part, with what they got.
    sources: BTreeMap<SourceId, Share>,
    tally: Tally,
}

/// A source's share of an import.
struct Share {
    generation: u64,
    is_polled: bool,
    items_seen: u32,
    items_new: u32,
}

impl Parcel {
    pub(super) fn new(store: Store, rules_version: &str, polled: Vec<Source>, clock: Clock) -> Self {
        Self {
            store,
            clock,
            rules_version: rules_version.to_owned(),
            polled,
            waiting: Vec::new(),
            n_waiting: 0,
            sources: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    /// Adds an article that was seen at a source.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn add(&mut self, source: &SourceId, article: Article, sighting: Sighting) -> Result<(), StoreError> {
        let generation = self.open(source)?;
        let part = match self.waiting.iter_mut().position(|part| part.source == *source) {
            Some(at) => self.waiting.get_mut(at),
            None => {
                self.waiting.push(part(source, generation, &self.rules_version));
                self.waiting.last_mut()
            }
        };
        if let Some(part) = part {
            part.articles.push(article);
            part.sightings.push(sighting);
        }
        self.n_waiting += 1;
        if self.n_waiting >= ARTICLES_AT_ONCE { self.send() } else { Ok(()) }
    }

    /// Counts a line or page that could not be read.
    pub(super) fn failed(&mut self) {
        self.tally.failed += 1;
    }

    /// Sends what is left, and records the import at each source that is not polled.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn finish(mut self) -> Result<Tally, StoreError> {
        self.send()?;
        for (source, share) in &self.sources {
            if !share.is_polled {
                let end = Some(end(&self.clock, share));
                self.store.apply(PollOutcome { end, ..part(source, share.generation, &self.rules_version) })?;
            }
        }
        Ok(self.tally)
    }

    /// Makes sure that the source exists, and gives its generation.
    fn open(&mut self, source: &SourceId) -> Result<u64, StoreError> {
        if let Some(share) = self.sources.get(source) {
            return Ok(share.generation);
        }
        let polled = self.polled.iter().find(|polled| polled.id == *source).cloned();
        let is_polled = polled.is_some();
        let definition =
            polled.unwrap_or_else(|| Source::new(source.clone(), format!("import:{source}"), SourceKind::Import));
        self.store.ensure_source(&definition)?;
        let generation = self.store.job(&definition, self.clock.now(), 0.0)?.state.generation;
        self.sources.insert(source.clone(), Share { generation, is_polled, items_seen: 0, items_new: 0 });
        Ok(generation)
    }

    fn send(&mut self) -> Result<(), StoreError> {
        self.n_waiting = 0;
        for part in std::mem::take(&mut self.waiting) {
            let source = part.source.clone();
            let n_articles = u32::try_from(part.articles.len()).unwrap_or(u32::MAX);
            let applied = self.store.apply(part)?;
            self.tally.articles_new += u64::from(applied.articles_new);
            self.tally.copies += u64::from(applied.copies);
            self.tally.known += u64::from(n_articles.saturating_sub(applied.articles_new));
            if let Some(share) = self.sources.get_mut(&source) {
                share.items_seen += n_articles;
                share.items_new += applied.articles_new;
            }
        }
        Ok(())
    }
}

fn part(source: &SourceId, generation: u64, rules_version: &str) -> PollOutcome {
    PollOutcome {
        version: FORMAT_VERSION,
        source: source.clone(),
        generation,
        rules_version: rules_version.to_owned(),
        articles: Vec::new(),
        sightings: Vec::new(),
        deferred: Vec::new(),
        end: None,
    }
}

fn end(clock: &Clock, share: &Share) -> PollEnd {
    PollEnd {
        started_at: clock.now(),
        duration_ms: 0,
        result: PollResult::Imported,
        status: None,
        error_kind: None,
        error: None,
        size_bytes: 0,
        items_seen: share.items_seen,
        items_new: share.items_new,
        items_failed: 0,
        validators: Validators::default(),
        failures: 0,
        next_due: None,
        facts: FeedFacts::default(),
    }
}
