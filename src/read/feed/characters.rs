//! Characters and references that XML forbids and feeds contain: one bad `&` must not lose a feed.

use crate::model::Warning;

/// The longest name of a character in HTML has 31 letters.
const MAX_REFERENCE: usize = 33;

/// Leaves out characters that XML forbids, escapes `&` and `<` that begin nothing, and turns numbers of characters that
/// mean windows-1252, as browsers do. Comments and CDATA keep their `&` and `<`.
pub(super) fn clean(text: &str, warnings: &mut Vec<Warning>) -> String {
    let mut cleaner = Cleaner { clean: String::with_capacity(text.len()), n_left_out: 0, n_escaped: 0 };
    let (mut cdata_ends, mut comment_ends) = (true, true);
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<') || !is_xml_char(c)) {
        let (before, special) = rest.split_at(at);
        cleaner.clean.push_str(before);
        // Once no end was found there is none further on either; looking for it again each time would be quadratic.
        rest = if cdata_ends && let Some(content) = special.strip_prefix("<![CDATA[") {
            cleaner.copy_through(special, content, "]]>").unwrap_or_else(|| {
                cdata_ends = false;
                cleaner.special(special)
            })
        } else if comment_ends && let Some(content) = special.strip_prefix("<!--") {
            cleaner.copy_through(special, content, "-->").unwrap_or_else(|| {
                comment_ends = false;
                cleaner.special(special)
            })
        } else {
            cleaner.special(special)
        };
    }
    cleaner.clean.push_str(rest);
    cleaner.warn(warnings);
    cleaner.clean
}

struct Cleaner {
    clean: String,
    n_left_out: usize,
    n_escaped: usize,
}

impl Cleaner {
    /// Copies a section up to and with its end; gives what follows it, or `None` if it has no end.
    fn copy_through<'a>(&mut self, section: &'a str, content: &'a str, end: &str) -> Option<&'a str> {
        let length = section.len() - content.len() + content.find(end)? + end.len();
        let (section, after) = section.split_at(length);
        let kept = section.chars().filter(|&c| is_xml_char(c));
        let length_before = self.clean.len();
        self.clean.extend(kept);
        self.n_left_out += usize::from(self.clean.len() - length_before < section.len());
        Some(after)
    }

    /// Writes what the text begins with, a `&`, `<` or forbidden character, and gives what follows.
    fn special<'a>(&mut self, text: &'a str) -> &'a str {
        let mut chars = text.chars();
        match chars.next() {
            Some('&') => self.reference(chars.as_str()),
            Some('<') => {
                let begins_markup = |c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?' | '_' | ':');
                let is_markup = chars.clone().next().is_some_and(begins_markup);
                self.n_escaped += usize::from(!is_markup);
                self.clean.push_str(if is_markup { "<" } else { "&lt;" });
                chars.as_str()
            }
            _ => {
                self.n_left_out += 1;
                chars.as_str()
            }
        }
    }

    /// Writes the reference whose body the text begins with, and gives what follows.
    fn reference<'a>(&mut self, text: &'a str) -> &'a str {
        let head = text.get(..text.floor_char_boundary(MAX_REFERENCE)).unwrap_or(text);
        let Some((body, _)) = head.split_once(';') else { return self.bare(text) };
        let after = text.get(body.len() + 1..).unwrap_or_default();
        match body.strip_prefix('#') {
            Some(number) => match numbered(number) {
                Some(c) if is_xml_char(c) => self.clean.push_str(&format!("&#{};", u32::from(c))),
                Some(_) => self.n_left_out += 1,
                None => return self.bare(text),
            },
            None if quick_xml::escape::resolve_html5_entity(body).is_some() => {
                self.clean.push('&');
                self.clean.push_str(body);
                self.clean.push(';');
            }
            None => return self.bare(text),
        }
        after
    }

    fn bare<'a>(&mut self, text: &'a str) -> &'a str {
        self.n_escaped += 1;
        self.clean.push_str("&amp;");
        text
    }

    fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.n_left_out > 0 {
            warnings.push(Warning::new("forbidden-characters", "characters that XML forbids were left out"));
        }
        if self.n_escaped > 0 {
            let detail = format!("{} `&` or `<` that begin nothing were taken as text", self.n_escaped);
            warnings.push(Warning::new("bare-markup", detail));
        }
    }
}

/// The character of a number as written after `&#`; forbidden ones as NUL.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
        return text.chars().next();
    }
    Some(char::from_u32(code).unwrap_or('\0'))
}

/// Whether XML 1.0 allows the character.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_mended() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text, &mut Vec::new()), expected, "{text}");
        check("<a>x &amp; y</a>", "<a>x &amp; y</a>");
        check("R&D & «أ&ب»; a&b=c&d;", "R&amp;D &amp; «أ&amp;ب»; a&amp;b=c&amp;d;");
        check("&nbsp;&laquo;&foo;&nbsp", "&nbsp;&laquo;&amp;foo;&amp;nbsp");
        check("&#8217;&#146;&#x92;&#0;&#x1f;&#xD800;&#99999999999;", "&#8217;&#8217;&#8217;&amp;#99999999999;");
        check("3 < 5 <= 6 <b>", "3 &lt; 5 &lt;= 6 <b>");
        check("a\0b\u{b}c\u{ffff}d\t", "abcd\t");
        check("<![CDATA[a & b < c\u{1}]]> & d", "<![CDATA[a & b < c]]> &amp; d");
        check("<!-- a & b --> & c", "<!-- a & b --> &amp; c");
        check("<![CDATA[ open & <![CDATA[", "<![CDATA[ open &amp; <![CDATA[");
        check("<עברית>&", "<עברית>&amp;");
    }

    #[test]
    fn mending_warns_and_clean_text_does_not() {
        let mut warnings = Vec::new();
        clean("<a>&lt; &eacute; &#1593;</a>", &mut warnings);
        assert_eq!(warnings, []);
        clean("\0 & <", &mut warnings);
        assert_eq!(
            warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(),
            ["forbidden-characters", "bare-markup"]
        );
    }

    #[test]
    fn open_sections_cost_no_more_than_their_length() {
        for section in ["<![CDATA[", "<!--", "&", "<"] {
            clean(&section.repeat(200_000), &mut Vec::new());
        }
    }
}
