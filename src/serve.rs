//! The doors through which other programs ask (the health of the daemon) and hubs tell of news.
//!
//! **Invariant**: no door changes what was collected. That of the hubs alone writes anything: how its subscriptions stand, and
//! that a source is due.

pub mod documents;
pub mod health;
pub mod web;
pub mod websub;
