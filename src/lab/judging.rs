//! The rules against the people: what was judged, what is stored, what today's rules make of it.

use std::collections::HashMap;

use super::listings::{Listings, subject};
use crate::analysis::topics::calibration::{Agreement, Judged, TriedThreshold, best_threshold};
use crate::analysis::topics::{Obstacle, TopicSet};
use crate::model::{LanguageCode, TopicId};
use crate::store::{ArticleId, ArticleText, Store, StoreError};

/// How a topic does.
#[derive(Debug, Clone)]
pub struct TopicScore {
    /// The topic.
    pub topic: TopicId,
    /// Its threshold; `None` where it has none.
    pub threshold: Option<f64>,
    /// How what is stored agrees with people.
    pub stored: Agreement,
    /// How today's rules do.
    pub today: Agreement,
    /// The threshold that would serve best; `None` where nothing is wanted.
    pub best: Option<TriedThreshold>,
    /// The articles on which today's rules and people differ.
    pub differences: Vec<Difference>,
}

/// An article on which a rule and people differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its language.
    pub language: Option<LanguageCode>,
    /// Whether it belongs to the topic, as people say.
    pub is_wanted: bool,
    /// Its sum by today's rules.
    pub score: f64,
    /// What of it stands in the headline or the lead.
    pub front: f64,
    /// What keeps it from matching.
    pub obstacles: Vec<Obstacle>,
    /// The terms that make the sum, each once.
    pub terms: Vec<String>,
}

/// Tries a topic on all articles that were judged for it; `None` if none was.
///
/// # Errors
/// The database fails.
pub fn score(
    store: &Store,
    rules: &TopicSet,
    listings: &Listings,
    topic: &TopicId,
) -> Result<Option<TopicScore>, StoreError> {
    let verdicts: HashMap<ArticleId, bool> =
        store.judgements(topic)?.into_iter().map(|judgement| (judgement.article, judgement.belongs)).collect();
    let mut ids: Vec<ArticleId> = verdicts.keys().copied().collect();
    ids.sort_unstable();
    let texts = store.texts(&ids)?;
    if texts.is_empty() {
        return Ok(None);
    }
    let stored: HashMap<ArticleId, f64> = store.topic_scores(topic)?.into_iter().collect();
    let mut scoring = Scoring { rules, listings, topic, stored, judged: Vec::new(), differences: Vec::new() };
    let mut score = scoring.empty();
    for article in &texts {
        let is_wanted = verdicts.get(&article.id).copied().unwrap_or_default();
        scoring.article(article, is_wanted, &mut score);
    }
    score.best = score.threshold.and_then(|present| best_threshold(&scoring.judged, present));
    score.differences = scoring.differences;
    Ok(Some(score))
}

struct Scoring<'a> {
    rules: &'a TopicSet,
    listings: &'a Listings,
    topic: &'a TopicId,
    stored: HashMap<ArticleId, f64>,
    judged: Vec<Judged>,
    differences: Vec<Difference>,
}

impl Scoring<'_> {
    fn empty(&self) -> TopicScore {
        TopicScore {
            topic: self.topic.clone(),
            threshold: self.rules.rule(self.topic).and_then(|rule| rule.threshold),
            stored: Agreement::default(),
            today: Agreement::default(),
            best: None,
            differences: Vec::new(),
        }
    }

    fn article(&mut self, article: &ArticleText, is_wanted: bool, score: &mut TopicScore) {
        score.stored.add(self.stored.contains_key(&article.id), is_wanted);
        let seen = self.listings.of(&article.sources);
        let Some(verdict) = self.rules.judge(&subject(article, &seen), self.topic) else { return };
        score.today.add(verdict.is_match(), is_wanted);
        let is_blocked = verdict.obstacles.iter().any(|obstacle| !matches!(obstacle, Obstacle::Short { .. }));
        self.judged.push(Judged { score: verdict.score, is_blocked, is_wanted });
        if verdict.is_match() != is_wanted {
            let mut terms: Vec<String> = Vec::new();
            for hit in &verdict.evidence {
                if !terms.contains(&hit.term) {
                    terms.push(hit.term.clone());
                }
            }
            self.differences.push(Difference {
                id: article.id,
                title: article.title.clone(),
                language: article.language.clone(),
                is_wanted,
                score: verdict.score,
                front: verdict.front,
                obstacles: verdict.obstacles,
                terms,
            });
        }
    }
}
