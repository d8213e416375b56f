//! What an article is about: weighted words and phrases in any language, written by the user, each match with the
//! words that earned it.
//!
//! A [`TopicRule`] is what the user wrote, [`compile()`] checks a set of them and makes a [`TopicSet`], and
//! [`TopicSet::tag`] tries all of it on an article. Of the files below `rule` holds the written form, `pattern` reads
//! the syntax of a term, `words` makes an article comparable, `finder` finds every term in one pass, `score` turns
//! hits into a sum by the constants of `weighing`.
//!
//! A newcomer would question that there is neither a stemmer nor a model. Rules of the user's own words were right
//! more often than embeddings, and they alone can say why an article matched.
//!
//! **Invariant**: title and text are folded once, and one automaton over the terms of all topics and languages reads
//! each of them once, however many topics there are.

mod compile;
mod finder;
mod pattern;
mod rule;
mod score;
mod set;
mod weighing;
mod words;

pub use compile::{RuleMistake, compile};
pub use rule::{SideTerm, Sides, Term, TermLanguage, TopicRule};
pub use set::TopicSet;

#[cfg(test)]
mod tests;
