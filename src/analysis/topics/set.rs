//! A set of topics, tried on one article after the other.
//!
//! Made by `compile` alone, so whatever stands here has been checked.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Field, LanguageCode, TopicId, TopicMatch};

use super::finder::Finder;
use super::rule::{TermLanguage, TopicRule};
use super::score::{self, FieldHits, Meeting, Sum, TopicHit, WeighedTerm};
use super::words::Words;

/// Topics, ready to be tried on articles. Without topics by default.
#[derive(Debug, Clone)]
pub struct TopicSet {
    /// As given, those that are tried.
    pub(super) rules: Vec<TopicRule>,
    /// Of all topics, in the order of the finder's.
    pub(super) terms: Vec<CompiledTerm>,
    /// Where the terms stand in an article.
    pub(super) finder: Finder,
    /// See [`TopicSet::version`].
    pub(super) version: String,
}

/// A term and whose it is.
#[derive(Debug, Clone)]
pub(super) struct CompiledTerm {
    /// Index of its topic.
    pub(super) topic: usize,
    /// The texts that it is tried on.
    pub(super) language: TermLanguage,
    /// The rest of it.
    pub(super) weighed: WeighedTerm,
}

impl TopicSet {
    /// A short name of the rules, for telling matches of these from matches of others: equal for equal rules in
    /// any order, `0` for none. Labels and descriptions do not matter.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The rules that are tried, in the order given.
    #[must_use]
    pub fn rules(&self) -> &[TopicRule] {
        &self.rules
    }

    /// The topics of an article, in the order of the rules, with their evidence.
    ///
    /// `language` is that of the text; where it is not known, terms of every language are tried. `only` names the
    /// topics to try; empty means all.
    #[must_use]
    pub fn tag(&self, title: &str, text: &str, language: Option<&LanguageCode>, only: &[TopicId]) -> Vec<TopicMatch> {
        let is_wanted: Vec<bool> = self.rules.iter().map(|rule| only.is_empty() || only.contains(&rule.id)).collect();
        let (title, text) = (Words::new(title), Words::new(text));
        let mut in_title = self.hits_by_topic(&title, language, &is_wanted);
        let mut in_text = self.hits_by_topic(&text, language, &is_wanted);
        let touched: BTreeSet<usize> = in_title.keys().chain(in_text.keys()).copied().collect();
        touched
            .into_iter()
            .filter_map(|topic| {
                let fields = [
                    FieldHits { field: Field::Title, words: &title, hits: in_title.remove(&topic).unwrap_or_default() },
                    FieldHits { field: Field::Text, words: &text, hits: in_text.remove(&topic).unwrap_or_default() },
                ];
                self.matched(topic, &fields)
            })
            .collect()
    }

    fn hits_by_topic(
        &self,
        words: &Words<'_>,
        language: Option<&LanguageCode>,
        is_wanted: &[bool],
    ) -> HashMap<usize, Vec<TopicHit<'_>>> {
        let tries = |term: &CompiledTerm| is_wanted.get(term.topic) == Some(&true) && term.language.covers(language);
        let mut by_topic: HashMap<usize, Vec<TopicHit<'_>>> = HashMap::new();
        for hit in self.finder.hits(words, |index| self.terms.get(index).is_some_and(tries)) {
            let Some(term) = self.terms.get(hit.term) else { continue };
            let topic_hit = TopicHit { index: hit.term, term: &term.weighed, words: hit.words };
            by_topic.entry(term.topic).or_default().push(topic_hit);
        }
        by_topic
    }

    fn matched(&self, topic: usize, fields: &[FieldHits<'_>]) -> Option<TopicMatch> {
        let rule = self.rules.get(topic)?;
        let meeting = rule.sides.as_ref().map(|sides| Meeting { within: sides.within, weight: sides.weight });
        let Sum { score, evidence, is_prominent } = score::sum(meeting, fields);
        (is_prominent && score >= rule.threshold).then(|| TopicMatch { topic: rule.id.clone(), score, evidence })
    }
}
