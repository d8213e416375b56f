//! The doors through which people and programs ask, and hubs tell of news.
//!
//! **Invariant**: no door changes what was collected. Two write at all: that of the hubs how its subscriptions stand, and that a
//! source is due; that of feed readers what was read and what is kept.

pub mod health;

pub mod desk;

mod base;
mod problem;
mod remembered;

mod faults;
mod speech;

mod gate;

pub mod metrics;

pub mod api;

pub mod feeds;
mod pages;
mod reader;
pub mod websub;

pub mod alerts;
pub mod mcp;

pub mod documents;
pub mod web;

pub use base::base;
pub use problem::Problem;
