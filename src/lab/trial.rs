//! Changed rules, run over stored articles without writing anything: which matches would come, which would go, and why.
//!
//! What a rule finds now is what is stored, so a trial of the rules of the configuration shows what a retag would change.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::listings::{Listings, subject};
use super::pass::Pass;
use super::sample::Sample;
use crate::analysis::topics::{Obstacle, TopicSet};
use crate::model::{Evidence, LanguageCode, SourceId, TopicId};
use crate::store::{ArticleId, ArticleText, Store, StoreError};

/// What is tried on what.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The rules; all of them are tried.
    pub rules: &'a TopicSet,
    /// The sources that listed the articles.
    pub listings: &'a Listings,
    /// How many articles are shown of each kind.
    pub sample: usize,
}

/// What came of one topic.
#[derive(Debug, Clone)]
pub struct TopicTrial {
    /// The topic.
    pub topic: TopicId,
    /// All articles.
    pub total: Split,
    /// Those of each language; `None` where it is not known.
    pub by_language: BTreeMap<Option<LanguageCode>, Split>,
    /// Those of each source that listed them.
    pub by_source: BTreeMap<SourceId, Split>,
    /// The terms of the articles that would be added, with the number of those, the most frequent first.
    pub added_by: Vec<(String, u64)>,
    /// Why the others would be dropped, likewise.
    pub dropped_for: Vec<(Reason, u64)>,
    /// Some that would be added, the newest first.
    pub added: Vec<Change>,
    /// Some that would be dropped.
    pub dropped: Vec<Change>,
}

/// Numbers of articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Split {
    /// That match by what is stored.
    pub before: u64,
    /// That match by the rules that are tried.
    pub after: u64,
    /// That match by these alone.
    pub added: u64,
    /// That match by what is stored alone.
    pub dropped: u64,
}

/// Why a match would go, in so far as many articles share it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The sum is below the threshold.
    Short,
    /// Too little stands in front.
    NotInFront,
    /// All that speaks for it stands in one passage.
    InPassing,
    /// No term counts that weighs enough.
    NoCore,
    /// A group of `all` is not met; counted from 0.
    GroupMissing(usize),
    /// No group of `any` is met.
    NoneOfAny,
    /// This stands in it.
    Forbidden(String),
    /// It is outside of the scope.
    OutOfScope(&'static str),
    /// None of the sources that list it wants the topic.
    NotWanted,
}

/// An article that would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its number.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its language.
    pub language: Option<LanguageCode>,
    /// Its date.
    pub dated: Timestamp,
    /// Its sum by the rules that are tried.
    pub score: f64,
    /// What of it stands in the headline or the lead.
    pub front: f64,
    /// What makes that sum.
    pub evidence: Vec<Evidence>,
    /// What keeps it from matching.
    pub obstacles: Vec<Obstacle>,
    /// Of a match that goes, the terms that earned it and are not found any more.
    pub gone: Vec<String>,
}

impl Change {
    /// The terms that add most, each once with all that it adds.
    #[must_use]
    pub fn strongest(&self) -> Vec<(&str, f64)> {
        let mut sums: Vec<(&str, f64)> = Vec::new();
        for hit in &self.evidence {
            match sums.iter_mut().find(|(term, _)| *term == hit.term) {
                Some((_, sum)) => *sum += hit.weight,
                None => sums.push((&hit.term, hit.weight)),
            }
        }
        sums.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        sums
    }
}

/// What a thread saw of one article.
struct Seen {
    id: ArticleId,
    language: Option<LanguageCode>,
    sources: Vec<SourceId>,
    /// By the number of the rule: whether it matched, whether it matches.
    topics: Vec<(usize, bool, bool)>,
    /// With whether the match would come, and not go.
    changes: Vec<(usize, bool, Change)>,
}

/// Runs the rules over the articles of a pass; `progress` is told how many more are done, and may break it off: then what
/// was seen until then counts, and of what is stored only the matches of these articles.
///
/// # Errors
/// The database fails.
pub fn run(
    store: &Store,
    pass: &Pass,
    question: Question<'_>,
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<TopicTrial>, StoreError> {
    let rules = question.rules.rules();
    let stored: Vec<HashSet<ArticleId>> = rules
        .iter()
        .map(|rule| Ok(store.topic_scores(&rule.id)?.into_iter().map(|(id, _)| id).collect()))
        .collect::<Result<_, StoreError>>()?;
    let mut tallies: Vec<Tally> = rules.iter().map(|rule| Tally::new(rule.id.clone(), question.sample)).collect();
    let stop = AtomicBool::new(false);
    pass.run(
        &stop,
        |article| look(question, &stored, article),
        |chunk| {
            let n_done = chunk.len();
            for seen in chunk {
                take(&mut tallies, seen);
            }
            progress(n_done)
        },
    )?;
    tallies.into_iter().map(|tally| tally.finish(store)).collect()
}

fn look(question: Question<'_>, stored: &[HashSet<ArticleId>], article: &ArticleText) -> Seen {
    let listings = question.listings.of(&article.sources);
    let subject = subject(article, &listings);
    let matches: HashSet<TopicId> = question.rules.tag(&subject).into_iter().map(|found| found.topic).collect();
    let mut topics = Vec::new();
    let mut changes = Vec::new();
    for (number, rule) in question.rules.rules().iter().enumerate() {
        let before = stored.get(number).is_some_and(|ids| ids.contains(&article.id));
        let after = matches.contains(&rule.id);
        if before || after {
            topics.push((number, before, after));
        }
        if before != after
            && let Some(verdict) = question.rules.judge(&subject, &rule.id)
        {
            changes.push((number, after, change(article, verdict)));
        }
    }
    Seen { id: article.id, language: article.language.clone(), sources: article.sources.clone(), topics, changes }
}

fn change(article: &ArticleText, verdict: crate::analysis::topics::Verdict<'_>) -> Change {
    Change {
        id: article.id,
        title: article.title.clone(),
        language: article.language.clone(),
        dated: article.dated,
        score: verdict.score,
        front: verdict.front,
        evidence: verdict.evidence,
        obstacles: verdict.obstacles,
        gone: Vec::new(),
    }
}

fn take(tallies: &mut [Tally], seen: Seen) {
    for (number, before, after) in seen.topics {
        if let Some(tally) = tallies.get_mut(number) {
            tally.count(&seen.language, &seen.sources, before, after);
        }
    }
    for (number, is_added, change) in seen.changes {
        match tallies.get_mut(number) {
            Some(tally) if is_added => tally.added(seen.id, change),
            Some(tally) => tally.dropped(seen.id, change),
            None => {}
        }
    }
}

/// What is known of a topic so far.
struct Tally {
    topic: TopicId,
    total: Split,
    by_language: BTreeMap<Option<LanguageCode>, Split>,
    by_source: BTreeMap<SourceId, Split>,
    added_by: HashMap<String, u64>,
    dropped_for: HashMap<Reason, u64>,
    added: Sample<Change>,
    dropped: Sample<Change>,
}

impl Tally {
    fn new(topic: TopicId, sample: usize) -> Self {
        Self {
            topic,
            total: Split::default(),
            by_language: BTreeMap::new(),
            by_source: BTreeMap::new(),
            added_by: HashMap::new(),
            dropped_for: HashMap::new(),
            added: Sample::new(sample),
            dropped: Sample::new(sample),
        }
    }

    fn count(&mut self, language: &Option<LanguageCode>, sources: &[SourceId], before: bool, after: bool) {
        self.total.count(before, after);
        self.by_language.entry(language.clone()).or_default().count(before, after);
        for source in sources {
            self.by_source.entry(source.clone()).or_default().count(before, after);
        }
    }

    fn added(&mut self, id: ArticleId, change: Change) {
        let terms: HashSet<&str> = change.evidence.iter().map(|hit| hit.term.as_str()).collect();
        for term in terms {
            *self.added_by.entry(term.to_owned()).or_default() += 1;
        }
        self.added.offer(id, change);
    }

    fn dropped(&mut self, id: ArticleId, change: Change) {
        let reasons: Vec<Reason> = change.obstacles.iter().map(reason).collect();
        for reason in if reasons.is_empty() { vec![Reason::NotWanted] } else { reasons } {
            *self.dropped_for.entry(reason).or_default() += 1;
        }
        self.dropped.offer(id, change);
    }

    fn finish(self, store: &Store) -> Result<TopicTrial, StoreError> {
        let mut dropped = self.dropped.into_items();
        for change in &mut dropped {
            change.gone = gone(store, &self.topic, change)?;
        }
        Ok(TopicTrial {
            topic: self.topic,
            total: self.total,
            by_language: self.by_language,
            by_source: self.by_source,
            added_by: by_number(self.added_by),
            dropped_for: by_number(self.dropped_for),
            added: self.added.into_items(),
            dropped,
        })
    }
}

impl Split {
    fn count(&mut self, before: bool, after: bool) {
        self.before += u64::from(before);
        self.after += u64::from(after);
        self.added += u64::from(after && !before);
        self.dropped += u64::from(before && !after);
    }
}

fn reason(obstacle: &Obstacle) -> Reason {
    match obstacle {
        Obstacle::Short { .. } => Reason::Short,
        Obstacle::NotInFront { .. } => Reason::NotInFront,
        Obstacle::InPassing { .. } => Reason::InPassing,
        Obstacle::NoCore { .. } => Reason::NoCore,
        Obstacle::GroupMissing { group } => Reason::GroupMissing(*group),
        Obstacle::NoneOfAny => Reason::NoneOfAny,
        Obstacle::Forbidden { by } => Reason::Forbidden(by.term.clone()),
        Obstacle::OutOfScope { key } => Reason::OutOfScope(key),
    }
}

/// The terms of a stored match that its article does not get any more.
fn gone(store: &Store, topic: &TopicId, change: &Change) -> Result<Vec<String>, StoreError> {
    let article = store.article(&crate::store::ArticleName::Id(change.id))?;
    let stored = article.into_iter().flat_map(|article| article.matches).find(|found| found.topic == *topic);
    let mut gone: Vec<String> = Vec::new();
    for hit in stored.into_iter().flat_map(|found| found.evidence) {
        let is_left = change.evidence.iter().any(|other| other.term == hit.term);
        if !is_left && !gone.contains(&hit.term) {
            gone.push(hit.term);
        }
    }
    Ok(gone)
}

fn by_number<K: Ord>(counts: HashMap<K, u64>) -> Vec<(K, u64)> {
    let mut list: Vec<(K, u64)> = counts.into_iter().collect();
    list.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    list
}

#[cfg(test)]
mod tests;
