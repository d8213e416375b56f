//! The doors through which people and programs ask, and hubs tell of news.
//!
//! **Invariant**: no door changes what was collected. That of the hubs alone writes anything: how its subscriptions stand, and
//! that a source is due.

pub mod health;

pub mod desk;

mod base;
mod problem;

mod gate;

mod feeds;
mod pages;
pub mod websub;

pub mod documents;
pub mod web;

pub use base::base;
