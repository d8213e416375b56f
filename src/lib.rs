//! rasid watches the news: it polls feeds, list pages and sitemaps, scrapes the articles, recognises copies, tags them
//! by topic in any language and answers questions about the collection.
//!
//! `ARCHITECTURE.md` is the page to read first. The modules stand here in order of rank: each uses only those above it.

pub mod clock;
pub mod model;
pub mod pack;

pub mod text;

pub mod analysis;
pub mod read;
pub mod search;

pub mod config;

pub mod fetch;
pub mod opinion;
pub mod store;

pub mod lab;
pub mod poll;
pub mod query;

pub mod serve;

pub mod daemon;

pub mod cli;
