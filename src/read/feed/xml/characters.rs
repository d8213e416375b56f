//! Characters that XML forbids and feeds contain.

use std::borrow::Cow;

/// A text with what was meant by its characters, and the number of those that mean nothing.
pub(super) fn clean(text: &str) -> (Cow<'_, str>, usize) {
    if !is_odd(text) {
        return (Cow::Borrowed(text), 0);
    }
    let mut n_left_out = 0;
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match meant(c) {
            Some(c) => clean.push(c),
            None => n_left_out += 1,
        }
    }
    (Cow::Owned(clean), n_left_out)
}

/// The character as it was meant: windows-1252 behind the names of control characters, as browsers do; nothing for one
/// that XML 1.0 forbids.
pub(super) fn meant(c: char) -> Option<char> {
    match c {
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(c)).ok()?;
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next()
        }
        '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => Some(c),
        _ => None,
    }
}

/// Whether a text may have such characters, by its bytes: controls, C1 controls (`c2 80` to `c2 9f`), `ef bf be` and
/// `ef bf bf`.
///
/// Looks at all bytes rather than stopping at the first, so that many are looked at in one step of the processor.
fn is_odd(text: &str) -> bool {
    let is_control = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let is_c1 = |first: u8, second: u8| (first == 0xc2) & (second < 0xa0);
    let is_no_character = |first: u8, second: u8, third: u8| (first == 0xef) & (second == 0xbf) & (third > 0xbd);
    let bytes = text.as_bytes();
    let (next, after_next) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let pairs = || bytes.iter().zip(next);
    bytes.iter().fold(false, |odd, &byte| odd | is_control(byte))
        || pairs().fold(false, |odd, (&first, &second)| odd | is_c1(first, second))
        || pairs().zip(after_next).fold(false, |odd, ((&a, &b), &c)| odd | is_no_character(a, b, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_goes() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text).0, expected, "{text}");
        check("عربي, «русский» ，中文\u{fffd}\u{10ffff}", "عربي, «русский» ，中文\u{fffd}\u{10ffff}");
        check("a\0b\u{b}c\u{ffff}d\te\u{92}é\u{a0}", "abcd\te’é\u{a0}");
        assert_eq!(clean("\0\u{1}x").1, 2);
        for sound in ["sound\r\n", "спорт пп", "لاعبين؟؟", "中国经济\u{fffd}", ""] {
            assert!(matches!(clean(sound).0, Cow::Borrowed(_)), "{sound}");
        }
    }
}
