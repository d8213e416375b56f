//! Foreign text as feeds may hold it.
//!
//! XML knows no control characters but three, written in whatever way, and some readers stop at the first one. HTML within a
//! feed is ours alone: paragraphs, of which foreign words are the text.

use std::fmt::Write as _;

use jiff::Timestamp;
use maud::html;

use crate::query::render::plain;

/// Characters of a summary that is made of the beginning of a text.
const SUMMARY_CHARS: usize = 400;

/// Text on one line.
pub(in crate::serve) fn line(text: &str) -> String {
    plain::line(text).chars().filter(|c| is_sendable(*c)).collect()
}

/// Text that is one block a line, as paragraphs of HTML, each in its own direction.
pub(in crate::serve) fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for block in text.lines().map(line).filter(|block| !block.is_empty()) {
        let direction = Some(plain::direction(&block)).filter(|direction| *direction == "rtl");
        let _ = write!(out, "{}", html! { p dir=[direction] { (block) } }.into_string());
    }
    out
}

/// The beginning of a text, to the end of a word.
pub(in crate::serve) fn beginning(text: &str) -> String {
    let whole = line(text);
    if whole.chars().count() <= SUMMARY_CHARS {
        return whole;
    }
    let mut kept: String = whole.chars().take(SUMMARY_CHARS).collect();
    // Scripts without spaces are cut anywhere.
    if let Some(end) = kept.rfind(' ').filter(|end| *end > kept.len() / 2) {
        kept.truncate(end);
    }
    kept.push('…');
    kept
}

/// An address of the web that can stand in a link; `None` for what acts when it is followed, and for what is no address.
pub(in crate::serve) fn address(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// A time by RFC 3339.
pub(in crate::serve) fn instant(at: Timestamp) -> String {
    seconds(at).to_string()
}

/// A time to the second, as the collection holds it.
pub(in crate::serve) fn seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// What XML 1.0 can hold ("Char", section 2.2), but for line breaks, and no noncharacters.
fn is_sendable(c: char) -> bool {
    !c.is_control() && (u32::from(c) & 0xFFFE) != 0xFFFE && !('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_xml_cannot_hold_is_left() {
        let hostile: String =
            (0..0x3000).filter_map(char::from_u32).chain(['\u{FFFE}', '\u{FFFF}', '\u{1FFFF}']).collect();
        let allowed = |c: char| matches!(c, ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}');
        assert!(line(&hostile).chars().all(|c| allowed(c) && !c.is_control()), "{:?}", line(&hostile));
        assert!(paragraphs(&hostile).chars().all(allowed));
    }

    #[test]
    fn blocks_are_paragraphs_in_their_own_direction() {
        assert_eq!(paragraphs("a < b\n\n ]]> \u{8}"), "<p>a &lt; b</p><p>]]&gt;</p>");
        assert_eq!(paragraphs("مرحبا"), "<p dir=\"rtl\">مرحبا</p>");
    }

    #[test]
    fn a_summary_ends_with_a_word() {
        let words = "word ".repeat(200);
        let short = beginning(&words);
        assert!(short.ends_with("word…") && short.chars().count() <= SUMMARY_CHARS + 1, "{short}");
        assert_eq!(beginning("short"), "short");
        assert_eq!(beginning(&"国".repeat(1000)).chars().count(), SUMMARY_CHARS + 1);
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert_eq!(address("https://example.org/a b").as_deref(), Some("https://example.org/a%20b"));
        for url in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "no address", ""] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
