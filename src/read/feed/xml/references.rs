//! References to characters, and characters that XML forbids and feeds contain.

use std::borrow::Cow;

use crate::read::markup;

/// The longest name of a character in HTML has 31 letters.
const MAX_REFERENCE: usize = 33;
/// Entities that a document may declare, and bytes of text that each may stand for.
const MAX_DECLARED: usize = 64;
const MAX_REPLACEMENT: usize = 1024;
/// Bytes that all of them together may add: an entity is a word, not a bomb.
const MAX_EXPANSION: usize = 256 * 1024;

/// Resolves references, and counts what was odd.
#[derive(Debug, Default)]
pub(super) struct References {
    declared: Vec<(String, String)>,
    n_expanded: usize,
    /// Characters that XML forbids and that were left out.
    pub n_left_out: usize,
    /// `&` that begin no reference.
    pub n_bare: usize,
}

impl References {
    /// Takes over the plain entities of a document type declaration. Entities within entities stay as written.
    pub(super) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1).take(MAX_DECLARED) {
            let declaration = declaration.trim_start();
            let Some((name, rest)) = declaration.split_once(char::is_whitespace) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else { continue };
            if value.len() <= MAX_REPLACEMENT && !value.contains('<') {
                let value = References::default().resolve(value).into_owned();
                self.declared.push((name.to_owned(), value));
            }
        }
    }

    /// A text with its references resolved.
    pub(super) fn resolve<'a>(&mut self, raw: &'a str) -> Cow<'a, str> {
        if !raw.bytes().any(is_special_byte) {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        self.push(&mut text, raw);
        Cow::Owned(text)
    }

    /// Appends a text with its references resolved.
    pub(super) fn push(&mut self, text: &mut String, raw: &str) {
        let mut rest = raw;
        while let Some(at) = rest.bytes().position(is_special_byte) {
            let (before, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
            text.push_str(before);
            let mut chars = special.chars();
            rest = match chars.next() {
                Some('&') => self.push_reference(text, chars.as_str()),
                Some(c) => {
                    self.push_character(text, c);
                    chars.as_str()
                }
                None => return,
            };
        }
        text.push_str(rest);
    }

    /// Appends a text that stands for itself, without what XML forbids.
    pub(super) fn push_literal(&mut self, text: &mut String, raw: &str) {
        if !raw.bytes().any(|byte| byte != b'&' && is_special_byte(byte)) {
            text.push_str(raw);
            return;
        }
        for c in raw.chars() {
            self.push_character(text, c);
        }
    }

    /// Appends a character as it was meant: windows-1252 behind the names of control characters, as browsers do.
    fn push_character(&mut self, text: &mut String, c: char) {
        match c {
            '\u{80}'..='\u{9f}' => text.extend(windows_1252(c)),
            _ if is_xml_char(c) => text.push(c),
            _ => self.n_left_out += 1,
        }
    }

    /// Appends the character whose reference the text begins with, and gives what follows.
    fn push_reference<'a>(&mut self, text: &mut String, raw: &'a str) -> &'a str {
        let head = raw.get(..raw.floor_char_boundary(MAX_REFERENCE)).unwrap_or(raw);
        let Some((body, _)) = head.split_once(';') else { return self.push_bare(text, raw) };
        let after = raw.get(body.len() + 1..).unwrap_or_default();
        if let Some(number) = body.strip_prefix('#') {
            let Some(c) = numbered(number) else { return self.push_bare(text, raw) };
            self.push_character(text, c);
        } else if let Some((_, value)) = self.declared.iter().find(|(name, _)| name == body) {
            self.n_expanded += value.len();
            if self.n_expanded <= MAX_EXPANSION {
                text.push_str(value);
            }
        } else if let Some(value) = markup::named_characters(body) {
            text.extend(value);
        } else {
            return self.push_bare(text, raw);
        }
        after
    }

    fn push_bare<'a>(&mut self, text: &mut String, raw: &'a str) -> &'a str {
        self.n_bare += 1;
        text.push('&');
        raw
    }
}

/// Whether a byte begins a reference or may belong to a forbidden character: controls, C1 controls, U+FFFE and U+FFFF.
fn is_special_byte(byte: u8) -> bool {
    matches!(byte, b'&' | 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0xc2 | 0xef)
}

/// The character of a number as written after `&#`; one that is none is forbidden.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(char::from_u32(code).unwrap_or('\0'))
}

fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok()?;
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next()
}

/// Whether XML 1.0 allows the character.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_what_they_mean() {
        let check = |raw: &str, expected: &str| assert_eq!(References::default().resolve(raw), expected, "{raw}");
        check("x &amp; y &lt;b&gt;", "x & y <b>");
        check("R&D & «أ&ب»; a&b=c&d;", "R&D & «أ&ب»; a&b=c&d;");
        check("&nbsp;&laquo;&foo;&nbsp", "\u{a0}«&foo;&nbsp");
        check("&#8217;&#146;&#x92;&#0;&#x1f;&#xD800;&#99999999999;", "’’’&#99999999999;");
        check("a\0b\u{b}c\u{ffff}d\te\u{92}é\u{a0}", "abcd\te’é\u{a0}");
    }

    #[test]
    fn declared_entities_are_words() {
        let mut references = References::default();
        references.declare("<!DOCTYPE x [<!ENTITY org \"Организация\"> <!ENTITY two '&org;&org;'><!ENTITY % p 'x'>");
        assert_eq!(references.resolve("&org; &two;"), "Организация &org;&org;");
        references.declare(&format!("<!ENTITY long '{}'>", "x".repeat(1000)));
        assert!(references.resolve(&"&long;".repeat(100_000)).len() <= MAX_EXPANSION);
    }
}
