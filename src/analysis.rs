//! What articles are to one another and to the reader.
//!
//! [`burst`] tells what grows beyond its habit, [`changes`] when an article says something else than before, [`copies`] when
//! one repeats another, [`quality`] when the pages of a source begin to give less, [`stories`] which articles tell of one
//! event, [`topics`] which of the user's subjects an article is about and why.
//!
//! **Invariant**: synchronous, no input or output, no clock; an article and what the store found for it in, verdicts out.

pub mod burst;
pub mod changes;
pub mod copies;
pub mod quality;
pub mod stories;
pub mod topics;
