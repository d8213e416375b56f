//! What can be wrong with a query, where, and what to write instead.

use unicode_width::UnicodeWidthChar;

/// A query that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {fault}")]
pub struct QueryError {
    /// Where the fault begins, in characters from 1.
    pub column: usize,
    /// How many characters it takes, at least 1.
    pub width: usize,
    /// What is wrong.
    pub fault: QueryFault,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryFault {
    /// A quotation that is not closed.
    #[error("the quotation is not closed: add {close} at its end, or leave {open} out")]
    OpenQuotation {
        /// The mark that opens it.
        open: char,
        /// The mark that would close it.
        close: char,
    },
    /// A bracket that is not closed.
    #[error("the bracket is not closed: add ) at its end, or leave ( out")]
    OpenBracket,
    /// A bracket that nothing opens.
    #[error("this bracket closes nothing: add ( before, or leave it out")]
    LoneBracket,
    /// Brackets without a word.
    #[error("nothing stands in these brackets: write a word into them, or leave them out")]
    EmptyBrackets,
    /// Brackets within brackets within brackets.
    #[error("more than {limit} brackets within one another: leave some out")]
    TooDeep {
        /// The most that is taken.
        limit: usize,
    },
    /// An operator without a word where one must stand.
    #[error("{operator} needs a word {side} it: add one, or write \"{operator}\" in quotes to search for it")]
    LoneOperator {
        /// Which one.
        operator: String,
        /// Where it is missing.
        side: Side,
    },
    /// NEAR beside what has no place in the text.
    #[error("NEAR wants a word, a \"phrase\" or (words OR phrases) on either side: {what} has no place in the text")]
    NearWhat {
        /// What stands there.
        what: Placeless,
    },
    /// A distance that is no distance.
    #[error("NEAR takes a distance of 1 to {limit} words, as in NEAR/5")]
    NearDistance {
        /// The longest.
        limit: u32,
    },
    /// An asterisk that does not end a word.
    #[error("* may only end a word, as in terror*: leave it out, or move it to the end")]
    Asterisk,
    /// A field without a value.
    #[error("{field}: needs a value right behind it, as in {example}")]
    NoValue {
        /// Its name.
        field: &'static str,
        /// A value that would do.
        example: &'static str,
    },
    /// The misspelt name of a field.
    #[error("there is no field {name}: did you mean {meant}: ? In quotes it is searched for: \"{name}:\"")]
    UnknownField {
        /// As written.
        name: String,
        /// The one that is most like it.
        meant: &'static str,
    },
    /// A value that its field cannot take.
    #[error("{field}: cannot be `{value}`: {hint}")]
    Value {
        /// The field.
        field: &'static str,
        /// As written.
        value: String,
        /// What to write instead.
        hint: Hint,
    },
    /// A field among the values of another.
    #[error("{inner}: cannot stand in the brackets of {outer}: close them before it")]
    FieldInField {
        /// The one in brackets.
        inner: &'static str,
        /// The one before them.
        outer: &'static str,
    },
    /// More words than a person would write.
    #[error("more than {limit} words: leave some out, or use a topic")]
    TooLong {
        /// The most that is taken.
        limit: usize,
    },
}

/// A side of an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Side {
    /// In front of it.
    #[error("before")]
    Before,
    /// Behind it.
    #[error("after")]
    After,
}

/// What has no place in a text, so that nothing can be near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Placeless {
    /// A field.
    #[error("a field")]
    Field,
    /// Another NEAR.
    #[error("another NEAR")]
    Near,
    /// Words that may stand anywhere.
    #[error("several words without OR")]
    Words,
    /// Something negated.
    #[error("what must not stand there")]
    Absence,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Hint {
    /// The id of a topic or source.
    #[error("write an id; several in brackets, {field}:(… OR …)")]
    Id {
        /// The field.
        field: &'static str,
    },
    /// A language.
    #[error("write a code of two or three letters, such as ar or ckb; several in brackets, {field}:(… OR …)")]
    Language {
        /// The field.
        field: &'static str,
    },
    /// A country.
    #[error("write two letters of ISO 3166, such as eg or us; several in brackets, {field}:(… OR …)")]
    Country {
        /// The field.
        field: &'static str,
    },
    /// Somebody's name.
    #[error("write a part of the name")]
    Name,
    /// An agency.
    #[error("write the name of an agency, or agencies")]
    Credit,
    /// A site.
    #[error("write a domain, or a part of its name")]
    Site,
    /// An address.
    #[error("write a domain or an address, such as links:un.org/en/news")]
    Links,
    /// A story.
    #[error("write the number of a story")]
    Story,
    /// What `is:` knows.
    #[error("write is:copy, is:original or is:gone")]
    Is,
    /// What `has:` knows.
    #[error("write has:revision")]
    Has,
    /// A time.
    #[error(
        "write a day (2026-11-01), a month (2026-11), a year, a time (2026-11-01T08:00:00Z), a span that ends now (24h, 7d, \"2 weeks\"), today or \
         yesterday"
    )]
    Time,
}

impl QueryError {
    /// The query on a line, and below it what points at the fault.
    #[must_use]
    pub fn pointed_out(&self, query: &str) -> String {
        let shown: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let columns = |text: &mut dyn Iterator<Item = char>| text.map(|c| c.width().unwrap_or(0)).sum::<usize>();
        let before = columns(&mut shown.chars().take(self.column - 1));
        let width = columns(&mut shown.chars().skip(self.column - 1).take(self.width)).max(1);
        format!("{shown}\n{}{}", " ".repeat(before), "^".repeat(width))
    }
}
