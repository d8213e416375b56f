//! Foreign text in HTML.

use super::safe;

/// Text that is text in an element and in an attribute, on one line.
pub(super) fn escaped(text: &str) -> String {
    escaped_as_it_is(&safe::line(text))
}

/// The same with its spaces and line breaks.
pub(super) fn escaped_as_it_is(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|c| c.is_whitespace() || !safe::is_dangerous(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// The direction of most of the letters: a page's language is not always known, its letters are.
pub(super) fn direction<'a>(texts: impl IntoIterator<Item = &'a str>) -> &'static str {
    let (mut to_left, mut letters) = (0_usize, 0_usize);
    for c in texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        letters += 1;
        to_left += usize::from(safe::is_right_to_left(c));
    }
    if 2 * to_left > letters { "rtl" } else { "ltr" }
}
