//! A topic as its author wrote it.
//!
//! Plain data with public fields: any value may be built, and `compile` says what is wrong with it, so that all
//! mistakes of a file can be shown at once. It knows nothing of TOML.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::model::{LanguageCode, ListId, SourceId, TopicId};

use super::weighing;

/// A subject that articles are tagged with, and how it is recognised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicRule {
    /// Its name, unique within a configuration.
    pub id: TopicId,
    /// What it is called, by language.
    pub label: BTreeMap<LanguageCode, String>,
    /// What belongs to it and what does not, for a person.
    pub description: String,
    /// The wider topic; who asks for that gets the articles of this one too.
    pub parent: Option<TopicId>,
    /// The sum from which on an article matches; above 0. `None` where the topic has nothing to look for itself and
    /// gathers those whose parent it is.
    pub threshold: Option<f64>,
    /// How hits are weighed.
    pub weighing: Weighing,
    /// Which articles are looked at.
    pub scope: Scope,
    /// Lists whose terms belong to it, with the weight of each.
    pub uses: Vec<(ListId, f64)>,
    /// The words and phrases that speak for it, or against it.
    pub terms: Vec<Term>,
    /// For a relation: two parties that must stand near each other.
    pub sides: Option<Sides>,
    /// What must and what must not stand in an article beside that.
    pub conditions: Conditions,
    /// Articles that prove it.
    pub examples: Vec<Example>,
}

impl TopicRule {
    /// A rule with nothing to look for and the usual weighing.
    #[must_use]
    pub fn new(id: TopicId) -> Self {
        Self {
            id,
            label: BTreeMap::new(),
            description: String::new(),
            parent: None,
            threshold: None,
            weighing: Weighing::default(),
            scope: Scope::default(),
            uses: Vec::new(),
            terms: Vec::new(),
            sides: None,
            conditions: Conditions::default(),
            examples: Vec::new(),
        }
    }

    /// What people call it: its English label, else its first one, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        let english = self.label.iter().find(|(language, _)| language.as_str() == "en");
        english.or_else(|| self.label.first_key_value()).map_or(self.id.as_str(), |(_, label)| label.as_str())
    }

    /// Whether there is nothing to look for: its articles are those of its children.
    #[must_use]
    pub fn is_gathering(&self) -> bool {
        let Conditions { any, all, none } = &self.conditions;
        self.uses.is_empty()
            && self.terms.is_empty()
            && self.sides.is_none()
            && any.is_empty()
            && all.is_empty()
            && none.is_empty()
    }
}

/// How the hits of a topic are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weighing {
    /// What a hit in the headline counts as; from 0 on.
    pub title_boost: f64,
    /// What a hit in the lead counts as; from 0 on.
    pub lead_boost: f64,
    /// How many words of the text are its lead.
    pub lead_words: u32,
    /// How much of the sum must stand in the headline or the lead; `None`: one hit that adds.
    pub front: Option<f64>,
    /// From which sum on `front` asks for one hit alone; `None`: it always asks for all of it.
    pub enough: Option<f64>,
    /// Hits that all stand within so many words of a text, and none in its headline, are a mention in passing; 0: never.
    pub passage_words: u32,
    /// How much a term must weigh of which one hit at least must count; `None`: any weight will do.
    pub core: Option<f64>,
    /// How often one term counts at most; from 1 on.
    pub term_cap: u32,
    /// Up to how many words a text's hits count in full; 0: whatever its length.
    pub full_words: u32,
}

impl Default for Weighing {
    fn default() -> Self {
        Self {
            title_boost: weighing::TITLE_BOOST,
            lead_boost: 1.0,
            lead_words: weighing::LEAD_WORDS,
            front: None,
            enough: None,
            passage_words: weighing::PASSAGE_WORDS,
            core: None,
            term_cap: weighing::TERM_CAP,
            full_words: weighing::FULL_WORDS,
        }
    }
}

/// Which articles a topic looks at. What is empty asks nothing; of a list, one entry must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// The languages of their text.
    pub languages: Vec<LanguageCode>,
    /// The sources that listed them.
    pub sources: Vec<SourceId>,
    /// The countries of these sources: ISO 3166, lower case.
    pub countries: Vec<String>,
    /// Tags of these sources.
    pub tags: Vec<String>,
}

/// A word or phrase with its weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// The term as written; `docs/topics.md` has the syntax.
    pub text: String,
    /// What one hit adds. A negative weight subtracts; 0 keeps shorter terms within the hit from counting.
    pub weight: f64,
    /// The texts that it is tried on.
    pub language: TermLanguage,
}

/// A word or phrase that has no weight of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainTerm {
    /// The term in the syntax of [`Term::text`].
    pub text: String,
    /// The texts that it is tried on.
    pub language: TermLanguage,
}

/// Terms that stand for one another: a list's, a side's, a condition's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TermGroup {
    /// Lists whose terms belong to it.
    pub uses: Vec<ListId>,
    /// Its own terms.
    pub terms: Vec<PlainTerm>,
}

impl TermGroup {
    /// Whether it names nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty() && self.terms.is_empty()
    }
}

/// Terms that several topics share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermList {
    /// Its name, unique within a configuration.
    pub id: ListId,
    /// What belongs to it.
    pub group: TermGroup,
}

/// Two parties of a relation. A word of the one near a word of the other makes one hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sides {
    /// The greatest distance between the two, in words from the last of the one to the first of the other; from 1 on.
    pub within: u32,
    /// What one such hit adds; above 0.
    pub weight: f64,
    /// The one party's names.
    pub a: TermGroup,
    /// The other party's names.
    pub b: TermGroup,
}

/// What an article must and must not say, beside reaching the threshold.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Conditions {
    /// Of one of these groups something must stand in it.
    pub any: Vec<Condition>,
    /// Of each of these.
    pub all: Vec<Condition>,
    /// Of none of these; one with a weight does not forbid, but subtracts.
    pub none: Vec<Condition>,
}

impl Conditions {
    /// What the sum gains at most: where all groups are met.
    #[must_use]
    pub(super) fn most(&self) -> f64 {
        let of_met = self.any.iter().chain(&self.all).map(|group| group.weight.unwrap_or(weighing::CONDITION_WEIGHT));
        let of_none = self.none.iter().filter_map(|group| group.weight);
        of_met.chain(of_none).map(|weight| weight.max(0.0)).sum()
    }
}

/// A group that a condition asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// Its terms.
    pub group: TermGroup,
    /// What the sum gains, once, where something of it stands in the article; for [`Conditions::none`] `None` means
    /// that the article does not match then.
    pub weight: Option<f64>,
}

/// An article that must match its topic, or must not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Where it is written, for a complaint: `topics/energy.toml:80`.
    pub place: String,
    /// Whether it must match.
    pub must_match: bool,
    /// The article.
    pub article: ExampleArticle,
}

/// The article of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ExampleArticle {
    /// Written out.
    Written {
        /// The headline.
        title: String,
        /// The body.
        text: String,
        /// The language; `None`: it is recognised.
        language: Option<LanguageCode>,
    },
    /// One of the collection, by its number.
    Stored(i64),
}

/// Which texts a term is tried on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TermLanguage {
    /// Texts of every language.
    Any,
    /// Texts of one language, and those of which the language is not known.
    Of(LanguageCode),
}

impl TermLanguage {
    /// Whether the term is tried on a text of this language; `None` means that it is not known.
    #[must_use]
    pub fn covers(&self, language: Option<&LanguageCode>) -> bool {
        match (self, language) {
            (Self::Any, _) | (_, None) => true,
            (Self::Of(own), Some(other)) => own == other,
        }
    }
}

impl fmt::Display for TermLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.pad("any"),
            Self::Of(code) => code.fmt(f),
        }
    }
}
