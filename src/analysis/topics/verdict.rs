//! What a topic says of an article, whether it matches or not.

use crate::model::{Evidence, TopicMatch};

use super::conditions;
use super::hits::FieldHits;
use super::obstacle::Obstacle;
use super::rule::{Scope, TopicRule, Weighing};
use super::score::{self, Sum};
use super::subject::{Listing, Subject};
use super::weighing::{front_wanted, rounded};

/// What one topic makes of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'s> {
    /// The topic.
    pub rule: &'s TopicRule,
    /// The sum of the evidence.
    pub score: f64,
    /// What of it stands in the headline or the lead.
    pub front: f64,
    /// How much must stand there for this score; `None`: one hit that adds.
    pub front_wanted: Option<f64>,
    /// Every hit that counts, by field and position.
    pub evidence: Vec<Evidence>,
    /// What keeps the article from matching; nothing where it matches.
    pub obstacles: Vec<Obstacle>,
}

impl Verdict<'_> {
    /// Whether the article belongs to the topic.
    #[must_use]
    pub fn is_match(&self) -> bool {
        self.obstacles.is_empty()
    }

    /// The match, if it is one; `version` is that of the rule.
    pub(super) fn into_match(self, version: &str) -> Option<TopicMatch> {
        self.is_match().then(|| TopicMatch {
            topic: self.rule.id.clone(),
            score: self.score,
            evidence: self.evidence,
            rules_version: version.to_owned(),
        })
    }
}

/// Judges an article by the hits of one topic.
pub(super) fn judge<'s>(rule: &'s TopicRule, subject: &Subject<'_>, fields: &[FieldHits<'_>]) -> Verdict<'s> {
    let Sum { mut evidence, front, has_front, heaviest, is_in_passing } = score::sum(rule, fields);
    let met = conditions::meet(rule, fields);
    evidence.extend(met.evidence);
    evidence.sort_by_key(|item| (item.field, item.start, item.end));
    let score = rounded(evidence.iter().map(|item| item.weight).sum());
    let mut obstacles: Vec<Obstacle> = out_of_scope(&rule.scope, subject).into_iter().collect();
    obstacles.extend(met.obstacles);
    let threshold = rule.threshold.unwrap_or(f64::INFINITY);
    let missing = rounded(threshold - score);
    if missing > 0.0 {
        obstacles.push(Obstacle::Short { by: missing });
    }
    let Weighing { front: asked, enough, .. } = rule.weighing;
    let front_wanted = asked.and_then(|asked| front_wanted(asked, enough, threshold, score));
    let missing_in_front = front_wanted.map_or(0.0, |wanted| rounded(wanted - front));
    obstacles.extend(not_in_front(rule, missing_in_front, has_front));
    let words = rule.weighing.passage_words;
    obstacles.extend((is_in_passing && heaviest > 0.0).then_some(Obstacle::InPassing { words }));
    let core = rule.weighing.core.filter(|core| heaviest < *core);
    obstacles.extend(core.map(|core| Obstacle::NoCore { core }));
    Verdict { rule, score, front: rounded(front), front_wanted, evidence, obstacles }
}

/// A rule of conditions alone has no hits to weigh, so it asks for nothing in front unless it says so.
fn not_in_front(rule: &TopicRule, missing: f64, has_front: bool) -> Option<Obstacle> {
    let has_weights = !rule.terms.is_empty() || !rule.uses.is_empty() || rule.sides.is_some();
    (missing > 0.0 || (has_weights && !has_front)).then_some(Obstacle::NotInFront { by: missing.max(0.0) })
}

fn out_of_scope(scope: &Scope, subject: &Subject<'_>) -> Option<Obstacle> {
    let out = |key| Some(Obstacle::OutOfScope { key });
    if let Some(language) = subject.language
        && !scope.languages.is_empty()
        && !scope.languages.contains(language)
    {
        return out("languages");
    }
    let seen = subject.seen?;
    let none_fits = |is_asked: bool, fits: &dyn Fn(&Listing) -> bool| is_asked && !seen.iter().any(fits);
    if none_fits(!scope.sources.is_empty(), &|listing| scope.sources.contains(&listing.source)) {
        return out("sources");
    }
    let is_country = |listing: &Listing| listing.country.as_ref().is_some_and(|own| scope.countries.contains(own));
    if none_fits(!scope.countries.is_empty(), &is_country) {
        return out("countries");
    }
    let has_tag = |listing: &Listing| listing.tags.iter().any(|tag| scope.tags.contains(tag));
    if none_fits(!scope.tags.is_empty(), &has_tag) {
        return out("tags");
    }
    None
}
