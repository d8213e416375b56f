//! All that is true of strings, whatever they say: charsets, folding, tokens, language, dates, addresses.
//!
//! **Invariant**: synchronous, no input or output, no clock; bytes and `now` in, values and warnings out. Never panics.

mod script;

pub mod charset;
pub mod date;
pub mod find;
pub mod fold;
pub mod hash;
pub mod language;
pub mod likeness;
pub mod pattern;
pub mod segments;
pub mod tokens;
pub mod url;
