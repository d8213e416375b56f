//! Foreign words in CommonMark: they stay words, nothing in them becomes a link, an image, HTML, a list or a heading.

use super::safe;
use super::wrap::{Span, wrap};

/// Characters that mean something wherever they stand.
const MARKUP: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '~', '$'];
/// Characters that mean something at the beginning of a line.
const AT_BEGINNING: [char; 5] = ['#', '>', '-', '+', '='];

/// Text in one line that reads as it stands.
pub(super) fn escaped(text: &str) -> String {
    escaped_beginning(&safe::line(text))
}

/// The same with what stands at some places, counted in characters, in bold.
pub(super) fn with_marks(text: &str, is_marked: impl Fn(usize) -> bool) -> String {
    let mut out = String::new();
    for Span { text, is_marked } in wrap(text, usize::MAX, is_marked).into_iter().flatten() {
        let words = if out.is_empty() { escaped_beginning(&text) } else { escaped_within(&text) };
        if is_marked {
            out.push_str(&format!("**{words}**"));
        } else {
            out.push_str(&words);
        }
    }
    out
}

/// An address that readers may follow, where it is one.
pub(super) fn address(address: &str) -> String {
    let is_clean = !address.contains(|c: char| c.is_whitespace() || c == '<' || c == '>' || safe::is_dangerous(c));
    if is_web_address(address) && is_clean { format!("<{address}>") } else { escaped(address) }
}

/// Whether it is an address of the web, and not a file.
pub(super) fn is_web_address(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// A clean text with which a line begins.
fn escaped_beginning(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(rest.len() + 8);
    // A number with a point and a space begins a list.
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = rest.split_at_checked(digits).unwrap_or(("", rest));
    let is_mark = |behind: &str| behind.is_empty() || behind.starts_with(' ');
    if !number.is_empty() && behind.strip_prefix(['.', ')']).is_some_and(is_mark) {
        out.push_str(number);
        out.push('\\');
        rest = behind;
    } else if rest.starts_with(AT_BEGINNING) {
        out.push('\\');
    }
    out.push_str(&escaped_within(rest));
    out
}

fn escaped_within(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let begins_reference =
            c == '&' && characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#');
        if MARKUP.contains(&c) || begins_reference {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text}");
        check("1. a list?", "1\\. a list?");
        check("12) no", "12\\) no");
        check("1.5 million", "1.5 million");
        check("# heading", "\\# heading");
        check("- point", "\\- point");
        check("> quote", "\\> quote");
        check("=== line", "\\=== line");
        check("[a](javascript:x) ![b](c)", "\\[a\\](javascript:x) !\\[b\\](c)");
        check("<script>x</script> &lt; R&D, A & B", "\\<script>x\\</script> \\&lt; R\\&D, A & B");
        check("*a* _b_ `c` ~~d~~ $e$ f\\", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$ f\\\\");
        check("a\n# b", "a # b");
        check("قال: «نعم» (1)", "قال: «نعم» (1)");
    }

    #[test]
    fn marks_are_bold_and_words_stay_words() {
        let check = |text: &str, marked: std::ops::Range<usize>, expected: &str| {
            assert_eq!(with_marks(text, |place| marked.contains(&place)), expected, "{text}");
        };
        check("the *attack* was", 5..11, "the \\***attack**\\* was");
        check("والإرهاب", 1..8, "و**الإرهاب**");
        check("- point\u{202e} two", 0..1, "**\\-** point two");
        check("nothing", 90..91, "nothing");
    }
}
