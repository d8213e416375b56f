//! References to characters.

use std::borrow::Cow;

use crate::read::markup;

use super::characters;

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
    /// References to characters that XML forbids.
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
        if !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        self.push(&mut text, raw);
        Cow::Owned(text)
    }

    /// Appends a text with its references resolved.
    pub(super) fn push(&mut self, text: &mut String, raw: &str) {
        let mut rest = raw;
        while let Some((before, reference)) = rest.split_once('&') {
            text.push_str(before);
            rest = self.push_reference(text, reference);
        }
        text.push_str(rest);
    }

    /// Appends the character whose reference the text begins with, and gives what follows.
    fn push_reference<'a>(&mut self, text: &mut String, raw: &'a str) -> &'a str {
        let head = raw.get(..raw.floor_char_boundary(MAX_REFERENCE)).unwrap_or(raw);
        let Some((body, _)) = head.split_once(';') else { return self.push_bare(text, raw) };
        let after = raw.get(body.len() + 1..).unwrap_or_default();
        if let Some(number) = body.strip_prefix('#') {
            let Some(c) = numbered(number) else { return self.push_bare(text, raw) };
            match characters::meant(c) {
                Some(c) => text.push(c),
                None => self.n_left_out += 1,
            }
        } else if let Some(c) = predefined(body) {
            text.push(c);
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

/// The characters that XML itself names: by far the most frequent.
fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The character of a number as written after `&#`; one that is none is forbidden.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(char::from_u32(code).unwrap_or('\0'))
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
