//! The language in which articles are asked for: what somebody types to a typed tree, or to a mistake with its column.
//!
//! One language for every door: the command line, saved searches of the configuration, programs. `docs/search.md` is its
//! manual. Words stand here as they were typed; how they are found (folding, endings, what is written in front of them) is
//! decided where the tree becomes a question to the store.
//!
//! **Invariant**: no clock and no collection. A time such as `7d` stays one, and nothing here knows which topics there are,
//! so a query can be checked when the configuration is read and asked whenever it is wanted.

mod error;
mod field;
mod lexer;
mod tree;

pub use error::{Hint, Placeless, QueryError, QueryFault, Side};
pub use field::Field;
pub use tree::{Near, Node, Scope, Term, Words};

/// Reads a query.
///
/// # Errors
/// It breaks the language; the error names the column and says how to mend it.
pub fn parse(query: &str) -> Result<Node, QueryError> {
    tree::read(lexer::split(query)?)
}

#[cfg(test)]
mod tests;
