//! What can be asked, once for every door: the command line, the web, programs.
//!
//! Each use case takes typed values and gives a listing, or hands on its rows one by one where there may be many.

pub mod alerts;
mod article_row;

pub mod condition;
pub mod explanation;
pub mod export;
pub mod feed;
pub mod growth;
pub mod judgements;
pub mod outlines;
pub mod paging;
pub mod reading;
pub mod reprocess;
pub mod request;
pub mod saved;
pub mod schema;
pub mod search;
pub mod show;
pub mod snapshot;
pub mod sources;
pub mod sql;
pub mod stats;
pub mod stories;
pub mod timeline;
pub mod topic;
pub mod topics;
pub mod versions;
pub mod wire;

#[cfg(test)]
mod tests;
