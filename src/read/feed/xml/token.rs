//! Markup cut into tokens, whatever state it is in: there is no text that has none.
//!
//! Linear in the length of the text: a section whose end was not found once is not looked for again.

/// The longest attribute that may hold another tag's text before its quote is taken for a forgotten one.
const LONGEST_DOUBTFUL_VALUE: usize = 64 * 1024;

/// A piece of markup or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag, by its name as written.
    End(&'a str),
    /// Text whose references are still to be resolved.
    Text(&'a str),
    /// Text that stands for itself.
    CData(&'a str),
    /// What stands in a document type declaration.
    Doctype(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written.
    pub name: &'a str,
    /// All behind the name.
    pub attributes: &'a str,
    /// Whether it is its own end.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    /// The attributes in their order, with values as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        /// More than any tag of a real feed has.
        const MAX_ATTRIBUTES: usize = 256;
        let mut rest = self.attributes;
        std::iter::from_fn(move || attribute(&mut rest)).take(MAX_ATTRIBUTES)
    }

    /// The value, as written, of the first attribute so named, without regard to case.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Takes the next attribute.
fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, &'a str)> {
    let begin = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
    let length = begin.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(begin.len());
    let (key, after) = begin.split_at_checked(length)?;
    if key.is_empty() {
        return None;
    }
    let Some(value) = after.trim_start().strip_prefix('=') else {
        *rest = after;
        return Some((key, ""));
    };
    let value = value.trim_start();
    let quoted =
        value.strip_prefix('"').map(|inner| (inner, '"')).or(value.strip_prefix('\'').map(|inner| (inner, '\'')));
    let (value, after) = match quoted {
        Some((inner, quote)) => inner.split_once(quote).unwrap_or((inner, "")),
        None => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
    };
    *rest = after;
    Some((key, value))
}

/// Cuts a text.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    comment_ends: bool,
    cdata_ends: bool,
    tag_ends: bool,
    subset_ends: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, comment_ends: true, cdata_ends: true, tag_ends: true, subset_ends: true }
    }

    /// Whether the text broke off within a tag or section.
    pub(super) fn is_cut_off(&self) -> bool {
        !(self.comment_ends && self.cdata_ends && self.tag_ends)
    }

    /// Takes all up to an offset of the rest, and what follows `skip` bytes further on.
    fn take(&mut self, length: usize, skip: usize) -> &'a str {
        let (taken, after) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = after.get(skip..).unwrap_or_default();
        taken
    }

    /// Takes text up to the next tag.
    fn text(&mut self) -> Token<'a> {
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let next = self.rest.get(first..).and_then(|rest| rest.find('<'));
        Token::Text(self.take(next.map_or(self.rest.len(), |next| first + next), 0))
    }

    /// Takes a section that ends with `end`, without its marks; `None` if it has no end.
    fn section(&mut self, begin: &str, end: &str) -> Option<&'a str> {
        let content = self.rest.strip_prefix(begin)?;
        let length = content.find(end)?;
        self.rest = content;
        Some(self.take(length, end.len()))
    }

    /// Takes a comment; without an end it is as long as a tag.
    fn comment(&mut self) {
        if self.comment_ends {
            if self.section("<!--", "-->").is_some() {
                return;
            }
            self.comment_ends = false;
        }
        let length = self.rest.find('>').unwrap_or(self.rest.len());
        self.take(length, 1);
    }

    /// Takes a CDATA section; without an end it is what follows up to the next tag.
    fn cdata(&mut self) -> Token<'a> {
        const BEGIN: &str = "<![CDATA[";
        if self.cdata_ends {
            if let Some(content) = self.section(BEGIN, "]]>") {
                return Token::CData(content);
            }
            self.cdata_ends = false;
        }
        self.take(BEGIN.len(), 0);
        match self.text() {
            Token::Text(text) => Token::CData(text),
            other => other,
        }
    }

    fn doctype(&mut self) -> Token<'a> {
        let end = self.rest.find('>').unwrap_or(self.rest.len());
        let has_subset = self.subset_ends && self.rest.get(..end).is_some_and(|head| head.contains('['));
        let subset_end = has_subset.then(|| self.rest.find("]>")).flatten();
        self.subset_ends &= !has_subset || subset_end.is_some();
        Token::Doctype(self.take(subset_end.map_or(end, |at| at + 1), 1))
    }

    fn end_tag(&mut self) -> Token<'a> {
        self.rest = self.rest.strip_prefix("</").unwrap_or_default();
        let end = self.rest.find(['>', '<']);
        self.tag_ends &= end.is_some();
        let inner = self.take(end.unwrap_or(self.rest.len()), 0);
        self.rest = self.rest.strip_prefix('>').unwrap_or(self.rest);
        Token::End(inner.split_whitespace().next().unwrap_or_default())
    }

    fn start_tag(&mut self) -> Option<Token<'a>> {
        let inner = self.rest.strip_prefix('<')?;
        let Some(length) = tag_length(inner) else {
            self.tag_ends = false;
            self.rest = "";
            return None;
        };
        self.rest = inner;
        let inner = self.take(length, 0);
        self.rest = self.rest.strip_prefix('>').unwrap_or(self.rest);
        let is_empty = inner.ends_with('/');
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name_length = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(name_length)?;
        Some(Token::Start(Tag { name, attributes, is_empty }))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let mut chars = self.rest.chars();
            if chars.next()? != '<' {
                return Some(self.text());
            }
            let begins_name = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | ':'));
            match chars.next() {
                Some('/') if begins_name(chars.next()) => return Some(self.end_tag()),
                Some('!') if self.rest.starts_with("<!--") => self.comment(),
                Some('!') if self.rest.starts_with("<![CDATA[") => return Some(self.cdata()),
                Some('!') if begins_name(chars.next()) => return Some(self.doctype()),
                Some('?') => {
                    let length = self.rest.find('>').unwrap_or(self.rest.len());
                    self.take(length, 1);
                }
                c if begins_name(c) => return self.start_tag(),
                _ => return Some(self.text()),
            }
        }
    }
}

/// The length of what stands in a tag, up to its `>` or to the `<` of the next tag where it has none.
fn tag_length(inner: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = inner.get(at..)?;
        let found = rest.find(['>', '<', '"', '\''])?;
        let (before, special) = rest.split_at_checked(found)?;
        at += found;
        let mut chars = special.chars();
        match chars.next()? {
            quote @ ('"' | '\'') if before.trim_end().ends_with('=') => {
                at += 1 + value_length(chars.as_str(), quote)?;
            }
            '"' | '\'' => at += 1,
            _ => return Some(at),
        }
    }
}

/// The length of a quoted value with its closing quote; up to the tag's end where the quote was forgotten.
fn value_length(value: &str, quote: char) -> Option<usize> {
    let Some(length) = value.find(quote) else { return value.find('>') };
    let content = value.get(..length)?;
    if let Some(tag_end) = content.find('>') {
        let after = value.get(length + 1..)?.chars().next();
        let is_followed_by_attribute = after.is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '>' | '?'));
        if !is_followed_by_attribute || length > LONGEST_DOUBTFUL_VALUE {
            return Some(tag_end);
        }
    }
    Some(length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_markup_has_tokens() {
        let check = |text: &str, expected: &str| {
            let shown = |token: Token<'_>| match token {
                Token::Start(tag) => {
                    let attributes: String = tag.attributes().map(|(key, value)| format!(" {key}={value}")).collect();
                    format!("<{}{attributes}{}>", tag.name, if tag.is_empty { "/" } else { "" })
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => format!("\"{text}\""),
                Token::CData(text) => format!("[{text}]"),
                Token::Doctype(text) => format!("!{text}!"),
            };
            assert_eq!(Tokens::new(text).map(shown).collect::<Vec<_>>().join(" "), expected, "{text}");
        };
        check("<a b='1' c=\"2>3\"/>x</a >", "<a b=1 c=2>3/> \"x\" </a>");
        check("<a href=http://x/ checked d = e>", "<a href=http://x/ checked= d=e>");
        check("<a b='1'c='2'>", "<a b=1 c=2>");
        check("3 < 5 <= 6 <b", "\"3 \" \"< 5 \" \"<= 6 \"");
        check("<title <link>x", "<title> <link> \"x\"");
        check("<a href=\"x>y</a><b c=\"d\">", "<a href=x> \"y\" </a> <b c=d>");
        check("<!-- <a> --><![CDATA[<b>]]>", "[<b>]");
        check("<!-- open <a>b", "\"b\"");
        check("<![CDATA[ open </a>", "[ open ] </a>");
        check("<!DOCTYPE x [<!ENTITY a \"b\">]>c", "!<!DOCTYPE x [<!ENTITY a \"b\">]! \"c\"");
        check("<?xml version='1.0'?><عنصر/>", "<عنصر/>");
        check("", "");
    }

    #[test]
    fn open_sections_cost_no_more_than_their_length() {
        for section in ["<![CDATA[", "<!--", "<a b=\"", "<", "</a", "<!a[", "<!a[>", "<a '"] {
            assert!(Tokens::new(&section.repeat(100_000)).count() < 300_000, "{section}");
        }
    }

    proptest::proptest! {
        #[test]
        fn tokens_never_end_in_a_panic(text in "[<>/!a='\"\\[\\]\\- \\PC]{0,80}") {
            for token in Tokens::new(&text) {
                if let Token::Start(tag) = token {
                    let _ = tag.attributes().count();
                }
            }
        }
    }
}
