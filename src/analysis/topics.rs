//! What an article is about: weighted words and phrases in any language, written by the user, each match with the
//! words that earned it.
//!
//! A [`TopicRule`] is what the user wrote (`docs/topics.md`), [`compile()`] checks a set of them and makes a
//! [`TopicSet`], [`TopicSet::tag`] tries all of it on a [`Subject`], and [`TopicSet::judge`] says of one topic why it
//! matches or not. Of the files below `rule` holds the written form; `lists`, `wholes` and `tree` check it, `syntax`
//! reads a term, `terms` collects those of all topics, `words` makes an article comparable, `finder` finds every term in
//! one pass, `meetings` tells what stands near what, `score` turns hits into a sum by the constants of `weighing`,
//! `conditions` says what else must hold, and `verdict` decides.
//! For the rule lab `inventory` names the terms and the places of all hits, `explanation` tells what became of each,
//! `suggest` finds words for new terms, `lint` what is odd in a rule, and `calibration` how well it agrees with people.
//!
//! A newcomer would question that there is neither a stemmer nor a model. Rules of the user's own words were right
//! more often than embeddings, and they alone can say why an article matched.
//!
//! **Invariant**: title and text are folded once, and one automaton over the terms of all topics and languages reads
//! each of them once, however many topics there are. A term that several topics look for is compared once.

mod compile;
mod conditions;
mod examples;
mod explanation;
mod finder;
mod hits;
mod inventory;
mod lists;
mod meetings;
mod mistake;
mod obstacle;
mod rule;
mod score;
mod set;
mod subject;
mod syntax;
mod terms;
mod tree;
mod verdict;
mod version;
mod weighing;
mod wholes;
mod words;
mod worth;

pub mod calibration;
pub mod lint;
pub mod suggest;

pub use compile::compile;
pub use examples::{ExampleResult, StoredExample};
pub use explanation::{CountedHit, Explanation, GroupState, Uncounted, UncountedHit, other_languages};
pub use inventory::{KnownTerm, TermHit, TermPart};
pub use mistake::{RuleMistake, RulePlace};
pub use obstacle::Obstacle;
pub use rule::{
    Condition, Conditions, Example, ExampleArticle, PlainTerm, Scope, Sides, Term, TermGroup, TermLanguage, TermList,
    TopicRule, Weighing,
};
pub use set::TopicSet;
pub use subject::{Listing, Subject};
pub use verdict::Verdict;

#[cfg(test)]
mod tests;
