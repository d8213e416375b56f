//! Bytes to what they say: feeds, list pages and articles.
//!
//! **Invariant**: synchronous, no input or output, no clock; bytes and the time of fetching in, value and warnings out.

pub mod article;
