//! Asking the collection: query text and filters to typed queries, the use cases that every door shares, and their results
//! in the form that was asked for.
//!
//! Nothing here knows whether a terminal, a browser or a program asks: a use case takes typed arguments and gives a
//! [`listing::Listing`] or a serialisable value, and [`render`] writes it to any `io::Write`. SQL stays in `store`.

pub mod plan;

pub mod difference;
pub mod listing;
pub mod passage;
pub mod snippet;

pub mod cases;

pub mod render;
