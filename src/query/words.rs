//! A user's search words to a typed full-text query.
//!
//! The language: words, all of which must stand; `"phrases"` (also «…», “…” and 「…」); `prefix*`; `-word` or `NOT word`;
//! `OR` between words, which binds closer than the space. A word finds what is written together with it (`ارهاب` finds
//! «والإرهاب»); in quotes its ending counts too.
//!
//! The text becomes tokens, a tree, and then tokens of the index. SQLite's own query language never sees a character of
//! it, so that no input can be an error there or mean something else.

mod error;
mod lexer;
mod plan;
mod tree;

pub use error::QueryError;

use crate::store::Words;

/// Reads a query.
///
/// # Errors
/// It has no words, only negative ones, an open quotation, or an operator without its word. The message names the column
/// and says how to mend it.
pub fn parse(query: &str) -> Result<Words, QueryError> {
    plan::full_text(&tree::read(lexer::split(query)?)?)
}

#[cfg(test)]
mod tests;
