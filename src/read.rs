//! Bytes to what they say: feeds, list pages, sitemaps, articles.
//!
//! **Invariant**: synchronous, no input or output, no clock; bytes and `now` in, values and warnings out. Whatever the
//! bytes, nothing here panics, and time and memory are linear in their number.

pub mod discovery;
pub mod dom;
pub mod feed;
pub mod interstitial;
pub mod kind;
pub mod listing;
pub mod markup;
mod outward;

pub mod article;
