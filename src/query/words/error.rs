//! What can be wrong with a query.

/// A query that cannot be answered. Columns count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// No letter and no digit in it.
    #[error("query has no words: give at least one, or leave the query out to list everything")]
    Empty,
    /// A quotation that is not closed.
    #[error("column {column}: the quotation is not closed: add {close} at its end, or leave {open} out")]
    OpenQuotation {
        /// Where it begins.
        column: usize,
        /// The mark that opens it.
        open: char,
        /// The mark that would close it.
        close: char,
    },
    /// `AND`, `OR` or `NOT` without a word where one must stand.
    #[error(
        "column {column}: {operator} needs a word {side} it: add one, or write \"{operator}\" in quotes to search for it"
    )]
    LoneOperator {
        /// Where it stands.
        column: usize,
        /// Which one.
        operator: &'static str,
        /// `before` or `after`.
        side: &'static str,
    },
    /// An asterisk that does not end a word.
    #[error("column {column}: * may only end a word, as in terror*: leave it out, or move it to the end")]
    Asterisk {
        /// Where the word begins.
        column: usize,
    },
    /// A negated word as one side of OR would match nearly everything.
    #[error(
        "column {column}: a negated word cannot stand beside OR: give it without OR, and it holds for the whole query"
    )]
    NegatedAlternative {
        /// Where the word begins.
        column: usize,
    },
    /// Everything but something is no search.
    #[error("query has only negated words: add a word that must stand, as in peace -football")]
    OnlyNegative,
    /// More words than a person would write.
    #[error("query has more than {limit} words: leave some out, or use a topic")]
    TooLong {
        /// The most that is taken.
        limit: usize,
    },
}
