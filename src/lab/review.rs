//! Matches, shown to a model of the user's.

use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::analysis::topics::{TopicRule, TopicSet};
use crate::model::TopicId;
use crate::opinion::{OpinionError, Question, SecondOpinion};
use crate::store::{ArticleId, ArticleName, OpinionChoice, Store, StoreError, StoredOpinion};

/// What stopped a review before its end.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The model fails. What it said before is kept.
    #[error(transparent)]
    Opinion(#[from] OpinionError),
}

/// Asks about the matches of a choice that this model has not judged yet. Each opinion is kept as it comes, then `take`
/// sees it, and says whether to go on.
///
/// # Errors
/// The database or the model fails.
pub fn review(
    store: &Store,
    topics: &TopicSet,
    given_by: &str,
    choice: &OpinionChoice,
    judge: &mut dyn SecondOpinion,
    now: impl Fn() -> Timestamp,
    mut take: impl FnMut(&StoredOpinion) -> ControlFlow<()>,
) -> Result<(), ReviewError> {
    for (id, topic) in store.without_opinion(given_by, choice)? {
        let Some((question, content_hash)) = question(store, topics, id, &topic)? else { continue };
        let answer = judge.ask(&question)?;
        let opinion = StoredOpinion {
            article: id,
            topic,
            probability: answer.probability,
            note: answer.note,
            given_by: given_by.to_owned(),
            content_hash,
            at: now(),
        };
        store.set_opinion(&opinion)?;
        if take(&opinion).is_break() {
            break;
        }
    }
    Ok(())
}

/// The question about a match, with the hash of the article; `None` if it has gone meanwhile.
fn question(
    store: &Store,
    topics: &TopicSet,
    id: ArticleId,
    topic: &TopicId,
) -> Result<Option<(Question, String)>, StoreError> {
    let Some(article) = store.article(&ArticleName::Id(id))? else { return Ok(None) };
    let Some(found) = article.matches.into_iter().find(|found| found.topic == *topic) else { return Ok(None) };
    let rule = topics.rule(topic);
    let mut terms: Vec<String> = found.evidence.into_iter().map(|hit| hit.term).collect();
    terms.sort_unstable();
    terms.dedup();
    let question = Question {
        id: format!("{}/{topic}", article.row.key),
        topic: topic.clone(),
        label: rule.map_or(topic.as_str(), TopicRule::name).to_owned(),
        description: rule.map(|rule| rule.description.clone()).unwrap_or_default(),
        title: article.row.title,
        text: article.text,
        language: article.row.language,
        score: found.score,
        terms,
    };
    Ok(Some((question, article.content_hash.to_string())))
}

#[cfg(test)]
mod tests;
