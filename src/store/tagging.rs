//! The doors of the store for topics: what is asked and written of rules, matches and judgements.

use crate::model::TopicId;

use super::judgements::{self, Judgement};
use super::row::ArticleId;
use super::texts::{self, ArticleText, TextChoice};
use super::topics::{self, TopicEntry};
use super::{Store, StoreError, rule_sets};

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
