//! Why an article matches a topic or not, hit by hit, with those that do not count.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Evidence, Field, LanguageCode, TopicId};

use super::inventory::{KnownTerm, TermHit, TermPart, count_words, end_of_lead};
use super::rule::TermLanguage;
use super::set::TopicSet;
use super::subject::Subject;
use super::verdict::Verdict;
use super::weighing::{rounded, text_factor};

/// A verdict with all that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'s> {
    /// The verdict itself.
    pub verdict: Verdict<'s>,
    /// The version of the rule.
    pub version: &'s str,
    /// How many words the text has.
    pub n_words: u32,
    /// What a hit in the text counts for its length; 1 where it is not too long.
    pub length_factor: f64,
    /// The hits that count.
    pub counted: Vec<CountedHit<'s>>,
    /// Places where a term stands and does not count, with why.
    pub uncounted: Vec<UncountedHit<'s>>,
    /// Each group of `any`, `all` and `none`.
    pub groups: Vec<GroupState>,
}

/// A hit that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedHit<'s> {
    /// Where it stands and what it adds.
    pub evidence: Evidence,
    /// The term; `None` where the evidence is of a kind that has none.
    pub term: Option<KnownTerm<'s>>,
    /// What it would add in plain text of an ordinary length.
    pub weight: f64,
    /// What it counts for its place: the boost of the headline or of the lead.
    pub boost: f64,
    /// What it counts for the length of the text.
    pub length_factor: f64,
    /// Whether it stands in the headline or the lead.
    pub is_in_front: bool,
}

/// A place that does not count.
#[derive(Debug, Clone, PartialEq)]
pub struct UncountedHit<'s> {
    /// Where.
    pub field: Field,
    /// In characters of the field.
    pub chars: Range<u32>,
    /// The term.
    pub term: KnownTerm<'s>,
    /// Why it does not count.
    pub why: Uncounted,
}

/// Why a hit does not count.
#[derive(Debug, Clone, PartialEq)]
pub enum Uncounted {
    /// Its weight is 0: it keeps shorter terms from counting.
    Blocks,
    /// It lies within a hit of a longer term.
    Within(String),
    /// The term has counted as often as it may.
    Capped(u32),
    /// No name of the other side is near, or both have met somebody else.
    Alone,
    /// Nothing from the other side of its `NEAR` is near, or the term has counted as often as it may.
    Apart,
}

/// Whether a group of conditions is met.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupState {
    /// `any`, `all` or `none`.
    pub kind: &'static str,
    /// Which of its kind, from 0.
    pub group: usize,
    /// The first term of it that stands in the article.
    pub by: Option<String>,
    /// What that adds; `None` where it forbids the article.
    pub weight: Option<f64>,
}

impl TopicSet {
    /// Judges an article by one topic and tells why; `None` if there is no such topic.
    #[must_use]
    pub fn explain<'s>(&'s self, subject: &Subject<'_>, topic: &TopicId) -> Option<Explanation<'s>> {
        let verdict = self.judge(subject, topic)?;
        let places = self.places(subject, topic);
        let standing = self.terms_in(subject, Some(topic));
        let n_words = count_words(subject.text);
        let length_factor = text_factor(n_words, verdict.rule.weighing.full_words);
        let lead_end = end_of_lead(subject.text, verdict.rule.weighing.lead_words);
        let explaining =
            Explaining { set: self, subject, places: &places, standing, verdict: &verdict, length_factor, lead_end };
        let counted: Vec<CountedHit<'s>> = verdict.evidence.iter().map(|hit| explaining.counted(topic, hit)).collect();
        let uncounted = explaining.uncounted();
        let groups = explaining.groups();
        let version = self.version_of(topic)?;
        Some(Explanation { version, n_words, length_factor, counted, uncounted, groups, verdict })
    }
}

struct Explaining<'a, 's> {
    set: &'s TopicSet,
    subject: &'a Subject<'a>,
    places: &'a [TermHit],
    /// The terms that stand in the article, those with a `NEAR` as a whole.
    standing: BTreeSet<usize>,
    verdict: &'a Verdict<'s>,
    length_factor: f64,
    /// The character at which the first word behind the lead begins.
    lead_end: u32,
}

impl<'s> Explaining<'_, 's> {
    fn counted(&self, topic: &TopicId, evidence: &Evidence) -> CountedHit<'s> {
        let term = self.term_of(topic, evidence);
        let is_title = evidence.field == Field::Title;
        let is_in_front = is_title || evidence.start < self.lead_end;
        let weighing = &self.verdict.rule.weighing;
        // What a group adds, it adds wherever it is met.
        let is_group =
            term.is_some_and(|term| matches!(term.part, TermPart::Any(_) | TermPart::All(_) | TermPart::None(_)));
        let (boost, length_factor) = match (is_group, is_title, is_in_front) {
            (true, ..) => (1.0, 1.0),
            (_, true, _) => (weighing.title_boost, 1.0),
            (_, _, true) => (weighing.lead_boost, self.length_factor),
            _ => (1.0, self.length_factor),
        };
        let weight = match term.map(|term| term.part) {
            // What meets shares what the meeting adds.
            Some(TermPart::Weight(weight)) if term.is_some_and(|term| term.is_near) => weight / 2.0,
            Some(TermPart::Weight(weight)) => weight,
            Some(TermPart::Side(_)) => {
                self.verdict.rule.sides.as_ref().map_or(evidence.weight, |sides| sides.weight / 2.0)
            }
            _ => evidence.weight,
        };
        CountedHit { evidence: evidence.clone(), term, weight, boost, length_factor, is_in_front }
    }

    /// The term that earned a piece of evidence. The same words may stand in several parts of a rule.
    fn term_of(&self, topic: &TopicId, evidence: &Evidence) -> Option<KnownTerm<'s>> {
        let fits = |term: &KnownTerm<'_>| {
            let is_side = matches!(term.part, TermPart::Side(side) if Some(side) == evidence.side);
            term.written == evidence.term
                && term.language.covers(self.subject.language)
                && is_side == evidence.side.is_some()
                && !matches!(term.part, TermPart::Weight(weight) if weight == 0.0)
        };
        self.set.terms_of(topic).find(fits)
    }

    fn uncounted(&self) -> Vec<UncountedHit<'s>> {
        let list = self.places.iter().filter(|hit| !self.counts(hit));
        let told = list.filter_map(|hit| {
            let term = self.set.term(hit.term)?;
            let why = self.why_not(hit, term)?;
            Some(UncountedHit { field: hit.field, chars: hit.chars.clone(), term, why })
        });
        told.collect()
    }

    fn counts(&self, hit: &TermHit) -> bool {
        let written = self.set.term(hit.term).map_or("", |term| term.written);
        let is_here = |evidence: &Evidence| {
            evidence.field == hit.field && (evidence.start..evidence.end) == hit.chars && evidence.term == written
        };
        self.verdict.evidence.iter().any(is_here)
    }

    fn why_not(&self, hit: &TermHit, term: KnownTerm<'_>) -> Option<Uncounted> {
        match term.part {
            // That a group is met once is all that counts of it; the groups are told by themselves.
            TermPart::Any(_) | TermPart::All(_) | TermPart::None(_) => return None,
            TermPart::Weight(0.0) => return Some(Uncounted::Blocks),
            TermPart::Weight(_) | TermPart::Side(_) => {}
        }
        if term.is_near {
            return Some(Uncounted::Apart);
        }
        if let Some(longer) = self.longer(hit) {
            return Some(Uncounted::Within(longer.written.to_owned()));
        }
        match term.part {
            TermPart::Side(_) => Some(Uncounted::Alone),
            _ => Some(Uncounted::Capped(self.verdict.rule.weighing.term_cap)),
        }
    }

    /// A weighed hit that overlaps and is longer, or as long and named instead.
    fn longer(&self, hit: &TermHit) -> Option<KnownTerm<'s>> {
        let length = |chars: &Range<u32>| chars.end - chars.start;
        let overlaps = |other: &&TermHit| {
            other.field == hit.field
                && other.term != hit.term
                && other.chars.start < hit.chars.end
                && hit.chars.start < other.chars.end
        };
        let weighed = self.places.iter().filter(overlaps).filter_map(|other| {
            let term = self.set.term(other.term)?;
            let contends = !term.is_near && matches!(term.part, TermPart::Weight(_) | TermPart::Side(_));
            contends.then_some((other, term))
        });
        let stronger = weighed.filter(|(other, _)| length(&other.chars) > length(&hit.chars) || self.counts(other));
        stronger.max_by_key(|(other, _)| length(&other.chars)).map(|(_, term)| term)
    }

    fn groups(&self) -> Vec<GroupState> {
        let conditions = &self.verdict.rule.conditions;
        let by = |part: TermPart| {
            let mut terms = self.standing.iter().filter_map(|&index| self.set.term(index));
            terms.find(|term| term.part == part).map(|term| term.written.to_owned())
        };
        let mut groups = Vec::new();
        let usual = Some(rounded(super::weighing::CONDITION_WEIGHT));
        for (group, condition) in conditions.all.iter().enumerate() {
            let weight = condition.weight.or(usual);
            groups.push(GroupState { kind: "all", group, by: by(TermPart::All(group)), weight });
        }
        for (group, condition) in conditions.any.iter().enumerate() {
            let weight = condition.weight.or(usual);
            groups.push(GroupState { kind: "any", group, by: by(TermPart::Any(group)), weight });
        }
        for (group, condition) in conditions.none.iter().enumerate() {
            groups.push(GroupState { kind: "none", group, by: by(TermPart::None(group)), weight: condition.weight });
        }
        groups
    }
}

/// The languages that a topic could be found in although the article's is another: where terms of theirs would match,
/// the article's language may be wrong.
#[must_use]
pub fn other_languages(set: &TopicSet, subject: &Subject<'_>, topic: &TopicId) -> Vec<LanguageCode> {
    let Some(own) = subject.language else { return Vec::new() };
    let any_language = Subject { language: None, ..*subject };
    let mut found: Vec<LanguageCode> = Vec::new();
    for hit in set.places(&any_language, topic) {
        if let Some(TermLanguage::Of(code)) = set.term(hit.term).map(|term| term.language)
            && code != own
            && !found.contains(code)
        {
            found.push(code.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests;
