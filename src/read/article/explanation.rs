//! Why a page was read the way it was: every line with its verdict, every date with its weight.

use serde::Serialize;

use crate::model::{DateOrigin, Moment};

/// What was weighed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The lines of the page, in document order.
    pub lines: Vec<JudgedLine>,
    /// The dates that might be that of publication, the chosen one first.
    pub dates: Vec<DateCandidate>,
    /// The rules of the configuration that were tried on the page.
    pub rules: Vec<TriedRule>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedLine {
    /// Its text, white space folded.
    pub text: String,
    /// Whether it is part of the article's text.
    pub is_kept: bool,
    /// What spoke for or against it, for a person.
    pub reason: String,
}

/// A rule of the configuration that was tried on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TriedRule {
    /// Its key: `select`, `date`.
    pub key: &'static str,
    /// Whose rule it is, for a person: ``site `example.org` ``.
    pub owner: String,
    /// The rule as it is written.
    pub written: String,
    /// The elements that it matched.
    pub n_elements: usize,
    /// Whether anything came of it.
    pub is_used: bool,
}

/// A date that might be that of publication.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateCandidate {
    /// The date.
    pub at: Moment,
    /// Where it stood.
    pub from: DateOrigin,
    /// The place in the page, for a person: `meta article:published_time`, `beside the headline`.
    pub place: String,
    /// What it adds to the vote, in log-odds; negative where it speaks against its day.
    pub weight: f64,
    /// What became of it, for a person.
    pub verdict: String,
}

impl DateCandidate {
    /// The same where something else decided.
    pub(super) fn overruled(self) -> Self {
        Self { verdict: format!("overruled: {}", self.verdict), ..self }
    }
}
