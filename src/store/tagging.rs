//! The doors of the store for topics: what is asked and written of rules, matches and judgements.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::TopicId;

use super::judgements::{self, Judgement};
use super::retagging::{self, Retagged, Tagging, Tried};
use super::row::ArticleId;
use super::texts::{self, ArticleText, TextChoice};
use super::topics::{self, TopicEntry};
use super::{Store, StoreError, rule_sets};

/// Matches that are deleted in one transaction: few, so that polls are not kept waiting.
const PRUNED_AT_ONCE: u32 = 500;

/// Topics.
impl Store {
    /// Makes the topics agree with the configuration: their names, their places in the tree, the versions of their rules.
    ///
    /// # Errors
    /// The database fails.
    pub fn register_topics(&self, topics: Vec<TopicEntry>) -> Result<(), StoreError> {
        self.writer()?.run(move |db| topics::register(db, &topics))
    }

    /// The articles that match a topic by what is stored, with the score, by number; those of its descendants are not
    /// among them.
    ///
    /// # Errors
    /// The database fails.
    pub fn topic_scores(&self, topic: &TopicId) -> Result<Vec<(ArticleId, f64)>, StoreError> {
        self.0.readers.read(|db| topics::of_topic(db, topic))
    }

    /// The numbers of the articles that are chosen, from the lowest.
    ///
    /// # Errors
    /// The database fails.
    pub fn choose_texts(&self, choice: &TextChoice) -> Result<Vec<ArticleId>, StoreError> {
        self.0.readers.read(|db| texts::choose(db, choice))
    }

    /// The numbers of the articles with the latest dates, from the lowest.
    ///
    /// # Errors
    /// The database fails.
    pub fn newest_articles(&self, most: u32) -> Result<Vec<ArticleId>, StoreError> {
        self.0.readers.read(|db| texts::newest(db, most))
    }

    /// The article that was stored last; `None` if there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn last_stored(&self) -> Result<Option<ArticleId>, StoreError> {
        self.0.readers.read(texts::last)
    }

    /// Some articles as far as topics look at them, in the order of the numbers; those that are gone are left out.
    ///
    /// # Errors
    /// The database fails.
    pub fn texts(&self, ids: &[ArticleId]) -> Result<Vec<ArticleText>, StoreError> {
        self.0.readers.read(|db| texts::read(db, ids))
    }

    /// Whether some articles were last tagged by another set of rules than that of this version; known at once.
    ///
    /// # Errors
    /// The database fails.
    pub fn has_articles_of_other_rules(&self, version: &str) -> Result<bool, StoreError> {
        self.0.readers.read(|db| rule_sets::has_others(db, version))
    }
}

/// Tagging what is stored.
impl Store {
    /// Writes later taggings over what is stored, where they differ from it, all in one transaction. The same once more
    /// changes nothing.
    ///
    /// # Errors
    /// The database fails; nothing of it is stored then.
    pub fn retag(&self, tried: &Arc<Tried>, taggings: Vec<Tagging>) -> Result<Retagged, StoreError> {
        let tried = Arc::clone(tried);
        self.writer()?.run(move |db| retagging::apply(db, &tried, &taggings))
    }

    /// What [`Store::retag`] would change.
    ///
    /// # Errors
    /// The database fails.
    pub fn compare_tagging(&self, tried: &Tried, taggings: &[Tagging]) -> Result<Retagged, StoreError> {
        self.0.readers.read(|db| retagging::compare(db, tried, taggings))
    }

    /// The number of matches of each topic that is not among the configured ones, of articles dated from then on.
    ///
    /// # Errors
    /// The database fails.
    pub fn orphaned_matches(
        &self,
        configured: &BTreeSet<TopicId>,
        since: Option<Timestamp>,
    ) -> Result<Vec<(TopicId, u64)>, StoreError> {
        self.0.readers.read(|db| retagging::orphans(db, configured, since))
    }

    /// Deletes these matches, few at a time. Returns how many went.
    ///
    /// # Errors
    /// The database fails; some may be gone then.
    pub fn prune_orphaned_matches(
        &self,
        configured: &BTreeSet<TopicId>,
        since: Option<Timestamp>,
    ) -> Result<u64, StoreError> {
        let mut n_pruned = 0;
        loop {
            let configured = configured.clone();
            let prune = move |db: &Connection| retagging::prune_orphans(db, &configured, since, PRUNED_AT_ONCE);
            let n = self.writer()?.run(prune)?;
            n_pruned += n;
            if n < u64::from(PRUNED_AT_ONCE) {
                return Ok(n_pruned);
            }
        }
    }
}

/// Judgements.
impl Store {
    /// Keeps what a person says of an article and a topic, in place of what was said before. Returns whether there is
    /// such an article.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_judgement(&self, judgement: &Judgement) -> Result<bool, StoreError> {
        let judgement = judgement.clone();
        self.writer()?.run(move |db| judgements::set(db, &judgement))
    }

    /// Takes a judgement back. Returns whether there was one.
    ///
    /// # Errors
    /// The database fails.
    pub fn delete_judgement(&self, article: ArticleId, topic: &TopicId) -> Result<bool, StoreError> {
        let topic = topic.clone();
        self.writer()?.run(move |db| judgements::withdraw(db, article, &topic))
    }

    /// All judgements of a topic, by the number of the article.
    ///
    /// # Errors
    /// The database fails.
    pub fn judgements(&self, topic: &TopicId) -> Result<Vec<Judgement>, StoreError> {
        self.0.readers.read(|db| judgements::of_topic(db, topic))
    }
}
