//! A topic as its author wrote it.
//!
//! Plain data with public fields: any value may be built, and `compile` says what is wrong with it, so that all
//! mistakes of a file can be shown at once. It knows nothing of TOML.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::model::{LanguageCode, TopicId};

/// A subject that articles are tagged with, and how it is recognised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicRule {
    /// Its name, unique within a configuration.
    pub id: TopicId,
    /// What it is called, by language.
    pub label: BTreeMap<LanguageCode, String>,
    /// What belongs to it and what does not, for a person.
    pub description: String,
    /// The sum from which on an article matches; above 0.
    pub threshold: f64,
    /// The words and phrases that speak for it, or against it.
    pub terms: Vec<Term>,
    /// For a relation: two parties that must stand near each other.
    pub sides: Option<Sides>,
}

/// A word or phrase with its weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// The term as written; the file `pattern.rs` beside this one has the syntax.
    pub text: String,
    /// What one hit adds. A negative weight subtracts; 0 keeps shorter terms within the hit from counting.
    pub weight: f64,
    /// The texts that it is tried on.
    pub language: TermLanguage,
}

/// Two parties of a relation. A word of the one near a word of the other makes one hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sides {
    /// The greatest distance between the two, in words from the first of the one to the first of the other; from 1 on.
    pub within: u32,
    /// What one such hit adds; above 0.
    pub weight: f64,
    /// The one party's names.
    pub a: Vec<SideTerm>,
    /// The other party's names.
    pub b: Vec<SideTerm>,
}

/// One name of a party; it has no weight of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideTerm {
    /// The term in the syntax of [`Term::text`].
    pub text: String,
    /// The texts that it is tried on.
    pub language: TermLanguage,
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
