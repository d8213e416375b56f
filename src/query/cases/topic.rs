//! One topic: how much came in by day and language, who brings it, and which of its terms matter.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::model::{SourceId, TopicId};
use crate::store::{ArticleFilter, ArticleRow, DayCount, Store, StoreError};

/// How far back days are counted.
pub const DAYS: i64 = 30;

/// Matches whose evidence is looked at, the newest.
pub const MATCHES: u32 = 300;

/// Sources that are named.
const SOURCES: u32 = 12;

/// Articles that are listed.
const ARTICLES: u32 = 25;

/// What stands of a topic, with all that is part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicSight {
    /// Articles by day and language in the last [`DAYS`], the earliest day first; copies are left out.
    pub days: Vec<DayCount>,
    /// The sources that brought most of them.
    pub sources: Vec<(SourceId, u64)>,
    /// The terms that earned the newest matches, those that added most first.
    pub terms: Vec<TermUse>,
    /// How many matches these are told from.
    pub n_matches: usize,
    /// The newest articles.
    pub articles: Vec<ArticleRow>,
}

/// A term of a rule, as it decides.
#[derive(Debug, Clone, PartialEq)]
pub struct TermUse {
    /// The term as the rule writes it.
    pub term: String,
    /// Matches that it has a part in.
    pub matches: usize,
    /// Its hits in them.
    pub hits: usize,
    /// What it added of all that was added, 0 to 1.
    pub share: f64,
}

/// Looks at a topic and all that is part of it; `below` are those parts.
///
/// # Errors
/// The database fails.
pub fn sight(store: &Store, topic: &TopicId, below: &[TopicId], now: Timestamp) -> Result<TopicSight, StoreError> {
    let topics = [std::slice::from_ref(topic), below].concat();
    let since = now.checked_sub(SignedDuration::from_hours(24 * (DAYS - 1))).unwrap_or(now);
    // The first day is told in whole.
    let since = since.checked_sub(SignedDuration::from_secs(since.as_second().rem_euclid(86_400))).unwrap_or(since);
    let evidence = store.topic_evidence(&topics, MATCHES)?;
    let newest = ArticleFilter { topics: vec![topic.clone()], ..ArticleFilter::newest(Some(ARTICLES)) };
    Ok(TopicSight {
        days: store.topic_days(&topics, since)?,
        sources: store.topic_sources(&topics, since, SOURCES)?,
        n_matches: evidence.len(),
        terms: terms(
            &evidence
                .iter()
                .map(|hits| hits.iter().map(|hit| (hit.term.as_str(), hit.weight)).collect())
                .collect::<Vec<_>>(),
        ),
        articles: store.search(&newest)?,
    })
}

/// The terms of some matches, each with what it added there.
fn terms(matches: &[Vec<(&str, f64)>]) -> Vec<TermUse> {
    let all: f64 = matches.iter().flatten().map(|(_, weight)| weight.max(0.0)).sum();
    let mut found: BTreeMap<&str, TermUse> = BTreeMap::new();
    for hits in matches {
        for (term, weight) in hits {
            let new = || TermUse { term: (*term).to_owned(), matches: 0, hits: 0, share: 0.0 };
            let used = found.entry(term).or_insert_with(new);
            used.hits += 1;
            used.share += if all > 0.0 { weight.max(0.0) / all } else { 0.0 };
        }
        for term in hits.iter().map(|(term, _)| *term).collect::<BTreeSet<_>>() {
            found.entry(term).and_modify(|used| used.matches += 1);
        }
    }
    let mut terms: Vec<TermUse> = found.into_values().collect();
    terms.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.term.cmp(&b.term)));
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_by_what_they_add() {
        let found = terms(&[vec![("gas", 2.0), ("gas", 2.0), ("oil*", 1.0)], vec![("oil*", 5.0), ("-food", -3.0)]]);
        let told: Vec<_> = found.iter().map(|used| (used.term.as_str(), used.matches, used.hits, used.share)).collect();
        assert_eq!(told, [("oil*", 2, 2, 0.6), ("gas", 1, 2, 0.4), ("-food", 1, 1, 0.0)]);
        assert_eq!(terms(&[]), []);
    }
}
