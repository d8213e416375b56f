//! What rules make of the articles that are stored, and what people say of it.
//!
//! [`pass`] reads any number of articles on all cores, for whoever has something to ask of each; [`retag`] tags them by the
//! rules of today.
//!
//! **Invariant**: synchronous; knows no terminal and no clock.

pub mod pass;
pub mod retag;
pub mod review;

#[cfg(test)]
mod fixture;
