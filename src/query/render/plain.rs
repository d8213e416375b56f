//! Foreign text for doors that escape it themselves: cleaned of what acts on the text around it, and the direction of its
//! letters.

use super::{hypertext, safe};

/// The text on one line: spaces collapsed, what acts or hides gone.
#[must_use]
pub fn line(text: &str) -> String {
    safe::line(text)
}

/// The text with its spaces and line breaks, what acts or hides gone.
#[must_use]
pub fn lines(text: &str) -> String {
    text.chars().filter(|c| c.is_whitespace() || !safe::is_dangerous(*c)).collect()
}

/// `rtl` or `ltr`, by most of its letters.
#[must_use]
pub fn direction(text: &str) -> &'static str {
    hypertext::direction([text])
}
