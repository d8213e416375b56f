//! Foreign text made safe for a screen.
//!
//! A headline may hold escape sequences that repaint the terminal, and direction overrides that show another text than
//! stands there ("Trojan source", CVE-2021-42574). Both go. What scripts need stays: the joiners of Persian and of emoji,
//! the plain direction marks.

use unicode_width::UnicodeWidthStr;

/// U+2068: opens a run whose direction is its own and does not touch its neighbours (Unicode Annex 9, FSI).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// U+2069: closes it (PDI).
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// The text on one line: spaces collapsed, dangerous characters gone.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_dangerous(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a character can act on a terminal or on the order of the text around it, or hides.
pub(super) fn is_dangerous(c: char) -> bool {
    match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true, // embeddings, overrides, isolates
        '\u{00AD}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => true, // soft hyphen, BOM, annotations: no agreed width
        '\u{E0000}'..='\u{E007F}' => true,                         // tags: text that nobody sees
        _ => c.is_control(),
    }
}

/// Cuts a clean line to a number of screen columns, with … where something is missing. Marks and joined emoji stay whole.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        // The width of the whole, not the sum: joined emoji are as wide as one.
        if kept.width() > room {
            kept.pop();
            break;
        }
    }
    kept.truncate(kept.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{200D}').len());
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// Wraps text of right-to-left scripts in an isolate, so that it does not turn the columns beside it around.
pub(super) fn isolated(text: String) -> String {
    if text.chars().any(is_right_to_left) {
        format!("{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}")
    } else {
        text
    }
}

/// Whether a character is written from right to left: the blocks that Unicode reserves for such scripts.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_can_repaint_the_screen() {
        assert_eq!(line("\u{1b}[2Jall \r\n\u{9b}31mclear\u{7}\t now "), "[2Jall 31mclear now");
        assert_eq!(line("abc\u{202E}fed\u{2069}\u{E0041}"), "abcfed");
        assert_eq!(line("می\u{200C}خواهم 👩\u{200D}🚀"), "می\u{200C}خواهم 👩\u{200D}🚀");
    }

    #[test]
    fn cutting_counts_screen_columns() {
        let check = |text, columns, expected: &str| assert_eq!(cut(text, columns), expected, "{text} in {columns}");
        check("short", 5, "short");
        check("longer", 5, "long…");
        check("a b c", 3, "a…");
        check("联合国安理会", 6, "联合…");
        check("联合国安理会", 12, "联合国安理会");
        check("إِيران", 3, "إِي…");
        check("👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀", 5, "👩\u{200D}🚀👩\u{200D}🚀…");
        check("word", 1, "…");
        check("word", 0, "");
    }

    #[test]
    fn only_right_to_left_text_is_isolated() {
        assert_eq!(isolated("Moscow".to_owned()), "Moscow");
        assert_eq!(isolated("שלום".to_owned()), "\u{2068}שלום\u{2069}");
    }

    proptest! {
        #[test]
        fn any_text_becomes_one_safe_line_that_fits(text in ".{0,60}", columns in 0_usize..40) {
            let cut = cut(&line(&text), columns);
            prop_assert!(cut.width() <= columns);
            prop_assert!(!cut.chars().any(is_dangerous));
        }
    }
}
