//! What the output is: its format, and the screen that it may end on.

use serde::{Deserialize, Serialize};

use crate::model::article::named_enum;

named_enum!(
    /// The form of a listing.
    Format {
        /// Columns for people.
        Table = "table",
        /// One JSON array.
        Json = "json",
        /// One JSON object a line.
        Jsonl = "jsonl",
        /// Comma-separated values with a heading, safe to open in a spreadsheet.
        Csv = "csv",
        /// A pipe table.
        Markdown = "markdown",
    }
);

/// What is known of the place that the output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns of the terminal; `None` where nothing needs to be cut.
    pub width: Option<u16>,
    /// Whether a terminal reads it, and not a file or a program.
    pub is_terminal: bool,
    /// Whether colours and other styles may be used.
    pub has_colors: bool,
}

impl Screen {
    /// A file or a pipe: nothing is cut, nothing is styled.
    #[must_use]
    pub const fn file() -> Self {
        Self { width: None, is_terminal: false, has_colors: false }
    }
}
