//! What a hit of a term is worth to its topic.

use std::sync::Arc;

use crate::model::Side;

/// A term as far as scoring depends on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WeighedTerm {
    /// The term as its author wrote it, for the evidence.
    pub(super) written: Arc<str>,
    /// What a hit of it is worth.
    pub(super) worth: Worth,
    /// How many letters it spells out: of two terms that match the same words, the one with more is meant.
    pub(super) n_letters: usize,
}

/// What a hit is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// It counts wherever it stands.
    Alone(Purpose),
    /// It counts where the other side is near.
    Side(Side),
    /// It counts where what is on the other side of its `NEAR` is near.
    Near(NearOperand),
}

/// What a term is there for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Purpose {
    /// It adds or subtracts.
    Weight(f64),
    /// It meets a condition: which kind, and which group of it.
    Condition(ConditionKind, usize),
}

/// What a group of terms is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConditionKind {
    /// One of such groups must be met.
    Any,
    /// Each must be met.
    All,
    /// None may be met.
    None,
}

/// One of the things that stand beside a `NEAR`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NearOperand {
    /// Number of the term, the same for all its operands and no other.
    pub(super) near: usize,
    /// On which side of `NEAR` it stands.
    pub(super) side: Side,
    /// The greatest distance in words.
    pub(super) within: u32,
    /// What the whole term is there for.
    pub(super) purpose: Purpose,
}
