//! What rules make of the articles that are stored, and what people say of it.
//!
//! [`pass`] reads any number of articles on all cores, for whoever has something to ask of each: [`retag`] tags them by
//! the rules of today, [`trial`] tells what changed rules would find, [`contrast`] which words a topic lacks,
//! [`use_of_terms`] which terms do nothing. [`judging`] holds the rules against what people said, [`review`] lets a
//! model say something.
//!
//! **Invariant**: synchronous; knows no terminal and no clock.

pub mod contrast;
pub mod draft;
pub mod judging;
pub mod listings;
pub mod pass;
pub mod retag;
pub mod review;
pub mod trial;
pub mod use_of_terms;

mod sample;

#[cfg(test)]
mod fixture;
