//! The doors through which other programs ask: for now, the health of the daemon.
//!
//! **Invariant**: a door reads; it never changes the collection.

pub mod documents;
pub mod health;
pub mod web;
