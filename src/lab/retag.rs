//! Today's rules on yesterday's articles.
//!
//! Articles are tagged on all cores and written in small transactions, each of which also records by which rules they were
//! tagged: whoever is stopped, or killed, goes on where he was by doing the same again. What polls store meanwhile was
//! tagged by their own rules.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::listings::{Listings, subject};
use super::pass::{Pass, PassEnd};
use crate::analysis::topics::TopicSet;
use crate::model::{Source, TopicId};
use crate::store::{ArticleText, Retagged, Store, StoreError, Tagging, TextChoice, TextsOf, Tried};

/// Articles that are written in one transaction: some milliseconds. With fewer, most of the time the lock would be held
/// only to wait for the disk, and who polls would wait for it more often.
const AT_ONCE: usize = 256;

/// The rules, and what they need to know of the sources.
#[derive(Debug, Clone)]
pub struct Rules {
    topics: Arc<TopicSet>,
    listings: Listings,
}

/// How far a tagging goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The topics that are tried, with all that are part of them; none stands for all. What is tried of single topics does
    /// not count as a tagging by the rules of today.
    pub only: Vec<TopicId>,
    /// Only articles dated from then on.
    pub since: Option<Timestamp>,
    /// Whether articles that the rules of today have tagged are tagged again.
    pub again: bool,
}

/// A tagging of stored articles that is about to run.
#[derive(Debug, Clone)]
pub struct Retag {
    store: Store,
    rules: Rules,
    tried: Arc<Tried>,
    pass: Pass,
    is_dry: bool,
}

/// What a run came to so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Articles that were read.
    pub n_articles: usize,
    /// What changed, or would.
    pub changes: Retagged,
    /// Articles on which the rules broke off; they keep their topics.
    pub n_failed: u64,
}

impl Rules {
    /// The rules of a configuration.
    #[must_use]
    pub fn new(topics: Arc<TopicSet>, sources: &[Source]) -> Self {
        Self { topics, listings: Listings::new(sources) }
    }

    /// The topics of an article, by all that is known of it.
    fn tag(&self, article: &ArticleText) -> Tagging {
        let seen = self.listings.of(&article.sources);
        Tagging::new(article, self.topics.tag(&subject(article, &seen)))
    }

    /// Some topics with all that are part of them; all where none is named.
    fn tried(&self, only: &[TopicId]) -> BTreeSet<TopicId> {
        let rules = self.topics.rules();
        if only.is_empty() {
            return rules.iter().map(|rule| rule.id.clone()).collect();
        }
        let mut tried: BTreeSet<TopicId> = only.iter().cloned().collect();
        loop {
            let is_part = |parent: &Option<TopicId>| parent.as_ref().is_some_and(|parent| tried.contains(parent));
            let parts = rules.iter().filter(|rule| is_part(&rule.parent) && !tried.contains(&rule.id));
            let parts: Vec<TopicId> = parts.map(|rule| rule.id.clone()).collect();
            if parts.is_empty() {
                return tried;
            }
            tried.extend(parts);
        }
    }
}

impl Extent {
    /// Everything that the rules of today have not tagged yet.
    #[must_use]
    pub fn stale() -> Self {
        Self { only: Vec::new(), since: None, again: false }
    }
}

impl Retag {
    /// Chooses the articles, for a run on all cores.
    ///
    /// # Errors
    /// The database fails.
    pub fn plan(store: &Store, rules: Rules, extent: &Extent) -> Result<Self, StoreError> {
        let version = rules.topics.version();
        let is_whole = extent.only.is_empty();
        let of = match is_whole && !extent.again {
            true => TextsOf::OtherRules(version.to_owned()),
            false => TextsOf::All,
        };
        let pass = Pass::choose(store, &TextChoice { of, since: extent.since, until: None })?;
        let tried = Tried { topics: rules.tried(&extent.only), rules_version: is_whole.then(|| version.to_owned()) };
        Ok(Self { store: store.clone(), rules, tried: Arc::new(tried), pass, is_dry: false })
    }

    /// The same run, which only says what would change.
    #[must_use]
    pub fn dry(self) -> Self {
        Self { is_dry: true, ..self }
    }

    /// The same run on so many threads, beside the one that calls.
    #[must_use]
    pub fn with_threads(self, n_threads: NonZero<usize>) -> Self {
        Self { pass: self.pass.with_threads(n_threads), ..self }
    }

    /// How many articles will be read.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.pass.n_articles()
    }

    /// Runs until it is done or `stop` is true; `progress` is called after each transaction.
    ///
    /// # Errors
    /// The database fails. What was written before stays.
    pub fn run(&self, stop: &AtomicBool, mut progress: impl FnMut(&Tally)) -> Result<(Tally, PassEnd), StoreError> {
        let mut tally = Tally::default();
        let mut waiting = Vec::new();
        let mut failure = None;
        // An article that breaks the rules must not keep the others from being tagged.
        let look = |article: &ArticleText| catch_unwind(AssertUnwindSafe(|| self.rules.tag(article))).ok();
        let end = self.pass.run(stop, look, |chunk| {
            waiting.extend(chunk);
            if waiting.len() < AT_ONCE {
                return ControlFlow::Continue(());
            }
            match self.write(std::mem::take(&mut waiting), &mut tally) {
                Ok(()) => progress(&tally),
                Err(error) => failure = Some(error),
            }
            if failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        match failure {
            Some(error) => return Err(error),
            None => self.write(waiting, &mut tally)?,
        }
        progress(&tally);
        Ok((tally, end))
    }

    /// Writes what was found in some articles; `None` stands for one on which the rules broke off.
    fn write(&self, tagged: Vec<Option<Tagging>>, tally: &mut Tally) -> Result<(), StoreError> {
        let n_articles = tagged.len();
        let taggings: Vec<Tagging> = tagged.into_iter().flatten().collect();
        tally.n_failed += (n_articles - taggings.len()) as u64;
        tally.n_articles += n_articles;
        tally.changes.add(match self.is_dry {
            true => self.store.compare_tagging(&self.tried, &taggings)?,
            false => self.store.retag(&self.tried, taggings)?,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
