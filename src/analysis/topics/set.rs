//! A set of topics, tried on one article after the other.
//!
//! Made by `compile` alone, so whatever stands here has been checked.

use std::collections::BTreeSet;

use crate::model::{Field, LanguageCode, TopicId, TopicMatch};

use super::finder::{Finder, Hit};
use super::hits::{FieldHits, TopicHit};
use super::rule::{TermLanguage, TopicRule};
use super::score;
use super::subject::Subject;
use super::terms::CompiledTerm;
use super::verdict::{self, Verdict};
use super::words::Words;
use super::worth::Worth;

/// Topics, ready to be tried on articles. Without topics by default.
#[derive(Debug, Clone)]
pub struct TopicSet {
    /// As given, those that are tried.
    pub(super) rules: Vec<TopicRule>,
    /// Their versions, in the same order.
    pub(super) versions: Vec<String>,
    /// Of all topics, in the order of the finder's.
    pub(super) terms: Vec<CompiledTerm>,
    /// The texts that terms are tried on.
    pub(super) languages: Vec<TermLanguage>,
    /// Where the terms stand in an article.
    pub(super) finder: Finder,
    /// See [`TopicSet::version`].
    pub(super) version: String,
}

impl TopicSet {
    /// A short name of the rules, for telling matches of these from matches of others: equal for equal rules in
    /// any order, `0` for none. Labels and descriptions do not matter.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The same of one rule; `None` if there is no such topic.
    #[must_use]
    pub fn version_of(&self, topic: &TopicId) -> Option<&str> {
        let index = self.rules.iter().position(|rule| rule.id == *topic)?;
        self.versions.get(index).map(String::as_str)
    }

    /// The rules that are tried, in the order given.
    #[must_use]
    pub fn rules(&self) -> &[TopicRule] {
        &self.rules
    }

    /// One of them.
    #[must_use]
    pub fn rule(&self, topic: &TopicId) -> Option<&TopicRule> {
        self.rules.iter().find(|rule| rule.id == *topic)
    }

    /// How many terms a topic looks for, those of its lists included.
    #[must_use]
    pub fn n_terms(&self, topic: &TopicId) -> usize {
        let Some(index) = self.rules.iter().position(|rule| rule.id == *topic) else { return 0 };
        let (mut n_alone, mut nears) = (0, BTreeSet::new());
        for term in self.terms.iter().filter(|term| term.topic == index) {
            match term.weighed.worth {
                Worth::Near(operand) => _ = nears.insert(operand.near),
                Worth::Alone(_) | Worth::Side(_) => n_alone += 1,
            }
        }
        n_alone + nears.len()
    }

    /// The topics of an article, in the order of the rules, with their evidence.
    #[must_use]
    pub fn tag(&self, subject: &Subject<'_>) -> Vec<TopicMatch> {
        let is_wanted: Vec<bool> = self.rules.iter().map(|rule| is_wanted(rule, subject)).collect();
        let mut matches = Vec::new();
        self.each_touched(subject, &is_wanted, &mut |index, rule, fields| {
            if rule.threshold.is_some_and(|threshold| score::bound(rule, fields) >= threshold) {
                let version = self.versions.get(index).map_or("", String::as_str);
                matches.extend(verdict::judge(rule, subject, fields).into_match(version));
            }
        });
        matches
    }

    /// What one topic makes of an article, also where it does not match; `None` if there is no such topic.
    #[must_use]
    pub fn judge(&self, subject: &Subject<'_>, topic: &TopicId) -> Option<Verdict<'_>> {
        let is_wanted: Vec<bool> = self.rules.iter().map(|rule| rule.id == *topic).collect();
        let index = is_wanted.iter().position(|&is_wanted| is_wanted)?;
        let mut found = None;
        self.each_touched(subject, &is_wanted, &mut |_, rule, fields| {
            found = Some(verdict::judge(rule, subject, fields));
        });
        found.or_else(|| Some(verdict::judge(self.rules.get(index)?, subject, &[])))
    }

    /// Shows each wanted topic of which a term stands in an article, with the places of its terms.
    pub(super) fn each_touched<'s>(
        &'s self,
        subject: &Subject<'_>,
        is_wanted: &[bool],
        look: &mut dyn FnMut(usize, &'s TopicRule, &[FieldHits<'_>]),
    ) {
        let (title, text) = (Words::new(subject.title), Words::new(subject.text));
        let in_title = self.hits_by_topic(&title, subject.language, is_wanted);
        let in_text = self.hits_by_topic(&text, subject.language, is_wanted);
        let (mut title_rest, mut text_rest) = (in_title.as_slice(), in_text.as_slice());
        while let Some(topic) = title_rest.iter().take(1).chain(text_rest.iter().take(1)).map(|hit| hit.topic).min() {
            let fields = [
                FieldHits { field: Field::Title, words: &title, hits: take_topic(&mut title_rest, topic) },
                FieldHits { field: Field::Text, words: &text, hits: take_topic(&mut text_rest, topic) },
            ];
            if let Some(rule) = self.rules.get(topic) {
                look(topic, rule, &fields);
            }
        }
    }

    /// Where the terms of wanted topics stand in one field of an article: by topic, then by position.
    fn hits_by_topic(
        &self,
        words: &Words<'_>,
        language: Option<&LanguageCode>,
        is_wanted: &[bool],
    ) -> Vec<TopicHit<'_>> {
        let is_tried: Vec<bool> = self.languages.iter().map(|texts| texts.covers(language)).collect();
        let tries = |term: &CompiledTerm| {
            is_wanted.get(term.topic) == Some(&true) && is_tried.get(term.language) == Some(&true)
        };
        let found = self.finder.hits(words, |index| self.terms.get(index).is_some_and(tries));
        let of_topic = |Hit { words, term: index, given }: Hit| {
            let term = self.terms.get(index)?;
            Some(TopicHit { topic: term.topic, index, term: &term.weighed, words, given })
        };
        let mut hits: Vec<TopicHit<'_>> = found.into_iter().filter_map(of_topic).collect();
        hits.sort_by_key(|hit| hit.topic);
        hits
    }
}

/// Splits off what stands in front for a topic.
fn take_topic<'h, 'a>(hits: &mut &'h [TopicHit<'a>], topic: usize) -> &'h [TopicHit<'a>] {
    let n_hits = hits.iter().take_while(|hit| hit.topic == topic).count();
    let (own, rest) = hits.split_at_checked(n_hits).unwrap_or_default();
    *hits = rest;
    own
}

/// Whether the sources that listed an article want it tried on a topic.
fn is_wanted(rule: &TopicRule, subject: &Subject<'_>) -> bool {
    let Some(seen) = subject.seen else { return true };
    seen.is_empty() || seen.iter().any(|listing| listing.topics.is_empty() || listing.topics.contains(&rule.id))
}
