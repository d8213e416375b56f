//! Packs imported articles into outcomes, as a worker does with polled ones.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::model::{
    Article, FORMAT_VERSION, FeedFacts, PollEnd, PollOutcome, PollResult, Sighting, Source, SourceId, SourceKind,
    Validators,
};
use crate::store::{Applied, Store, StoreError};

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
    /// What waits, in the order in which it came.
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
        let part = self.part(source)?;
        part.articles.push(article);
        part.sightings.push(sighting);
        self.count_and_send()
    }

    /// Adds the fact that an article, which was added before, was seen at a further source.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn add_sighting(&mut self, source: &SourceId, sighting: Sighting) -> Result<(), StoreError> {
        self.part(source)?.sightings.push(sighting);
        self.count_and_send()
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
                self.apply(PollOutcome { end, ..part(source, share.generation, &self.rules_version) })?;
            }
        }
        Ok(self.tally)
    }

    /// Makes sure that the source exists, and gives its generation.
    fn open(&mut self, source: &SourceId) -> Result<u64, StoreError> {
        if let Some(share) = self.sources.get(source) {
            return Ok(share.generation);
        }
        let definition = self.definition(source);
        let is_polled = definition.kind != SourceKind::Import;
        self.store.ensure_source(&definition)?;
        let generation = self.generation(&definition)?;
        self.sources.insert(source.clone(), Share { generation, is_polled, items_seen: 0, items_new: 0 });
        Ok(generation)
    }

    /// The part that takes what comes next from a source. Another source begins a new one, since of two articles of one
    /// text the first is the original: what comes first is stored first.
    fn part(&mut self, source: &SourceId) -> Result<&mut PollOutcome, StoreError> {
        let generation = self.open(source)?;
        if self.waiting.last().is_none_or(|part| part.source != *source) {
            self.waiting.push(part(source, generation, &self.rules_version));
        }
        Ok(self.waiting.last_mut().expect("there is one, or it was pushed just now"))
    }

    fn count_and_send(&mut self) -> Result<(), StoreError> {
        self.n_waiting += 1;
        if self.n_waiting >= ARTICLES_AT_ONCE { self.send() } else { Ok(()) }
    }

    fn definition(&self, source: &SourceId) -> Source {
        let polled = self.polled.iter().find(|polled| polled.id == *source);
        polled.cloned().unwrap_or_else(|| Source::new(source.clone(), format!("import:{source}"), SourceKind::Import))
    }

    fn generation(&self, definition: &Source) -> Result<u64, StoreError> {
        Ok(self.store.job(definition, self.clock.now(), 0.0)?.state.generation)
    }

    /// Applies a part with the generation that its source has now.
    fn apply(&self, part: PollOutcome) -> Result<Applied, StoreError> {
        let generation = self.generation(&self.definition(&part.source))?;
        let applied = self.store.apply(PollOutcome { generation, ..part.clone() })?;
        if applied.is_current { Ok(applied) } else { self.apply(part) }
    }

    fn send(&mut self) -> Result<(), StoreError> {
        self.n_waiting = 0;
        let parts = std::mem::take(&mut self.waiting);
        let all_applied = self.store.apply_in_order(parts.clone())?;
        for (part, mut applied) in parts.into_iter().zip(all_applied) {
            let source = part.source.clone();
            let n_articles = u32::try_from(part.articles.len()).unwrap_or(u32::MAX);
            if !applied.is_current {
                // A poll or another import of the same source ended in the meantime.
                applied = self.apply(part)?;
            }
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
        looks: Vec::new(),
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
        items_rechecked: 0,
        validators: Validators::default(),
        failures: 0,
        next_due: None,
        facts: FeedFacts::default(),
        habits: crate::model::Habits::default(),
        hub: None,
    }
}
