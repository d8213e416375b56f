//! Bounds the work that a page can make the parser do, before the parser sees it.
//!
//! An HTML parser looks through its open elements at almost every tag, and reopens every unclosed `<b>` in every
//! paragraph: 160 kB of nested `<div>` cost seconds, 100 kB of unclosed `<font>` gigabytes. One linear pass over the tags
//! leaves out those that nest too deeply, as browsers do, and cuts a page off whose tags cost more than any real page's.
//! A newcomer would expect a tree here; counting is enough, because leaving out a tag never loses text.

use std::borrow::Cow;

/// Elements open at once; browsers stop nesting at the same figure.
const MAX_DEPTH: usize = 512;
/// Formatting elements open at once. Real pages stay below 10.
const MAX_FORMATTING: usize = 24;
/// Tags, each counted with the formatting elements that it may reopen. The largest live blogs stay below 200,000.
const MAX_COST: usize = 1_000_000;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];
/// Elements whose next start tag may end them: their number says nothing about depth.
const SELF_CLOSING: &[&str] = &[
    "a", "body", "button", "caption", "colgroup", "dd", "dt", "head", "html", "li", "nobr", "optgroup", "option", "p",
    "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// Elements that the parser opens again in the next paragraph if they were not closed.
const FORMATTING: &[&str] = &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// A page that is cheap to parse.
pub(super) struct Gated<'a> {
    /// The markup, borrowed if nothing had to be left out.
    pub markup: Cow<'a, str>,
    /// Whether tags or the end of the page were left out.
    pub was_cut: bool,
}

/// Leaves out what would make the page costly to parse.
pub(super) fn bound(markup: &str) -> Gated<'_> {
    let mut depth = Depth::default();
    let mut kept: Option<String> = None;
    let mut copied_to = 0;
    let mut cost = 0;
    for tag in Tags::new(markup) {
        cost += 1 + depth.formatting;
        if cost > MAX_COST {
            let mut text = kept.unwrap_or_default();
            text.push_str(markup.get(copied_to..tag.start).unwrap_or_default());
            return Gated { markup: Cow::Owned(text), was_cut: true };
        }
        if !depth.admits(&tag) {
            let text = kept.get_or_insert_with(String::new);
            text.push_str(markup.get(copied_to..tag.start).unwrap_or_default());
            copied_to = tag.end;
        }
    }
    match kept {
        None => Gated { markup: Cow::Borrowed(markup), was_cut: false },
        Some(mut text) => {
            text.push_str(markup.get(copied_to..).unwrap_or_default());
            Gated { markup: Cow::Owned(text), was_cut: true }
        }
    }
}

/// What is open, as far as counting can tell.
#[derive(Default)]
struct Depth {
    open: usize,
    open_left_out: usize,
    formatting: usize,
    formatting_left_out: usize,
}

impl Depth {
    /// Counts a tag; `false` if it must be left out.
    fn admits(&mut self, tag: &Tag<'_>) -> bool {
        let is = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        if is(VOID) || is(SELF_CLOSING) {
            return true;
        }
        let (open, left_out, limit) = if is(FORMATTING) {
            (&mut self.formatting, &mut self.formatting_left_out, MAX_FORMATTING)
        } else {
            (&mut self.open, &mut self.open_left_out, MAX_DEPTH)
        };
        // An end tag belongs to the innermost start tag: to one that was left out, if any was.
        match (tag.is_end, *left_out > 0) {
            (true, true) => {
                *left_out -= 1;
                return false;
            }
            (true, false) => *open = open.saturating_sub(1),
            (false, _) if *open >= limit => {
                *left_out += 1;
                return false;
            }
            (false, _) => *open += 1,
        }
        true
    }
}

/// A start or end tag of the markup; comments and declarations are none.
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    is_end: bool,
}

/// The tags of a page, in order.
struct Tags<'a> {
    markup: &'a str,
    at: usize,
    /// The raw element that is open: only its end tag ends it.
    raw: Option<&'a str>,
}

impl<'a> Tags<'a> {
    fn new(markup: &'a str) -> Self {
        Self { markup, at: 0, raw: None }
    }

    fn rest(&self, from: usize) -> &'a str {
        self.markup.get(from..).unwrap_or_default()
    }

    /// The position behind a needle, or the end of the page.
    fn behind(&self, from: usize, needle: &str) -> usize {
        self.rest(from).find(needle).map_or(self.markup.len(), |found| from + found + needle.len())
    }

    /// The position behind the `>` that ends a tag; one within quotes does not.
    fn tag_end(&self, from: usize) -> usize {
        let mut quote = None;
        for (offset, byte) in self.rest(from).bytes().enumerate() {
            match (byte, quote) {
                (b'>', None) => return from + offset + 1,
                (b'"' | b'\'', None) => quote = Some(byte),
                (_, Some(open)) if open == byte => quote = None,
                _ => {}
            }
        }
        self.markup.len()
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + self.rest(self.at).find('<')?;
            let after = self.rest(start + 1);
            if after.starts_with("!--") {
                self.at = self.behind(start + 4, "-->");
                continue;
            }
            let is_end = after.starts_with('/');
            let named = after.strip_prefix('/').unwrap_or(after);
            let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = named.get(..length).unwrap_or_default();
            if let Some(raw) = self.raw
                && !(is_end && name.eq_ignore_ascii_case(raw))
            {
                self.at = start + 1;
                continue;
            }
            if name.is_empty() {
                self.at = start + 1;
                continue;
            }
            let end = self.tag_end(start + 1);
            self.raw = (!is_end && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw))).then_some(name);
            self.at = end;
            return Some(Tag { start, end, name, is_end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_markup_passes_untouched() {
        for markup in [
            "<p>a<p>b<br><b>c</b>",
            "<script>if (a<b) '</div>'</script><div title='>'>x</div>",
            "a < b <!-- <div> -->",
            "<",
            "</",
            "<div",
            &"<li>x".repeat(5_000),
        ] {
            assert!(!bound(markup).was_cut, "{markup:.40}");
        }
    }

    #[test]
    fn deep_nesting_loses_tags_but_no_text() {
        let markup = format!("{}text{}after", "<div>".repeat(3_000), "</div>".repeat(3_000));
        let gated = bound(&markup);
        assert!(gated.was_cut);
        assert_eq!(gated.markup.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(gated.markup.matches("</div>").count(), MAX_DEPTH);
        assert!(gated.markup.contains("text</div>") && gated.markup.ends_with("</div>after"));
    }

    #[test]
    fn unclosed_formatting_is_not_multiplied() {
        let markup = (0..9_000).map(|i| format!("<p><font size={i}>x")).collect::<String>();
        assert_eq!(bound(&markup).markup.matches("<font").count(), MAX_FORMATTING);
    }

    #[test]
    fn endless_tags_are_cut_off() {
        let markup = "<i>".repeat(2 * MAX_COST);
        assert!(bound(&markup).markup.len() < markup.len());
    }
}
