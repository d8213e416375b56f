//! What rules make of the articles that are stored, and what people say of it.
//!
//! [`pass`] reads any number of articles on all cores, for whoever has something to ask of each.
//!
//! **Invariant**: synchronous; knows no terminal and no clock.

pub mod pass;

#[cfg(test)]
mod fixture;
