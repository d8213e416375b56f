//! What an article said before, put together from what was kept of each change.

use jiff::Timestamp;

use crate::model::RevisionCause;
use crate::query::difference::{Piece, words};
use crate::store::ArticleDetail;

/// One version of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its title.
    pub title: String,
    /// Its text, one block a line.
    pub text: String,
    /// When and why another took its place; `None` for the version of today.
    pub replaced: Option<(Timestamp, RevisionCause)>,
    /// What else it said otherwise than the next one, by the name of the column.
    pub facts: serde_json::Value,
}

/// What changed from one version to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The earlier version, counted from 1.
    pub from: usize,
    /// The later one.
    pub to: usize,
    /// When and why the earlier one was replaced.
    pub replaced: Option<(Timestamp, RevisionCause)>,
    /// Their titles.
    pub title: Vec<Piece>,
    /// Their texts.
    pub text: Vec<Piece>,
    /// What else the earlier one said otherwise.
    pub facts: serde_json::Value,
}

/// All versions of an article, the first one first, that of today last.
#[must_use]
pub fn versions(article: &ArticleDetail) -> Vec<Version> {
    let today = Version {
        title: article.row.title.clone(),
        text: article.text.clone(),
        replaced: None,
        facts: serde_json::Value::Null,
    };
    let mut versions = vec![today];
    for revision in &article.revisions {
        let Some(next) = versions.last() else { break };
        let earlier = Version {
            title: revision.title.clone().unwrap_or_else(|| next.title.clone()),
            text: revision.text.clone().unwrap_or_else(|| next.text.clone()),
            replaced: Some((revision.replaced_at, revision.why)),
            facts: revision.facts.clone(),
        };
        versions.push(earlier);
    }
    versions.reverse();
    versions
}

/// What changed between two versions, counted from 1; `None` if there are no such two.
#[must_use]
pub fn step(versions: &[Version], from: usize, to: usize) -> Option<Step> {
    let earlier = versions.get(from.checked_sub(1)?)?;
    let later = versions.get(to.checked_sub(1)?)?;
    Some(Step {
        from,
        to,
        replaced: earlier.replaced,
        title: words(&earlier.title, &later.title),
        text: words(&earlier.text, &later.text),
        facts: if from + 1 == to { earlier.facts.clone() } else { serde_json::Value::Null },
    })
}
