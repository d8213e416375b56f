//! The links of an entry's text, read off its clean markup without a tree: a feed is read at every poll, and most of its
//! entries are known by then.

use url::Url;

use crate::read::dom;
use crate::read::outward::{Anchor, Gatherer};

/// A line of more than this part in links is hardly more than links.
const MAX_LINK_SHARE: f64 = 0.5;

/// The links of a piece of HTML that [`Cleaner`](crate::read::markup::Cleaner) cleaned: tags are whole, addresses absolute.
/// `own` is the address of its article.
pub(super) fn links(html: &str, own: Option<&Url>) -> Vec<String> {
    if !html.contains("href") {
        return Vec::new();
    }
    let own: Vec<&Url> = own.into_iter().collect();
    let mut gatherer = Gatherer::new(None, &own);
    let mut line = Line::default();
    let mut pieces = html.split('<');
    line.text(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default().trim_end_matches('/');
        match name {
            "a" => line.open(tag),
            "/a" => line.is_in_link = false,
            _ if name == "br" || dom::BLOCKS.contains(&name.trim_start_matches('/')) => {
                std::mem::take(&mut line).end(name, &mut gatherer);
            }
            _ => {}
        }
        line.text(text);
    }
    line.end("", &mut gatherer);
    gatherer.finish().into_iter().map(String::from).collect()
}

/// A line of the text, as far as it was read.
#[derive(Default)]
struct Line<'h> {
    anchors: Vec<(String, Option<&'h str>)>,
    n_chars: usize,
    n_linked: usize,
    is_in_link: bool,
}

impl<'h> Line<'h> {
    fn text(&mut self, text: &str) {
        let n_chars = text.trim().chars().count();
        self.n_chars += n_chars;
        self.n_linked += if self.is_in_link { n_chars } else { 0 };
    }

    fn open(&mut self, tag: &'h str) {
        self.is_in_link = true;
        if let Some(href) = attribute(tag, "href") {
            self.anchors.push((href.replace("&amp;", "&"), attribute(tag, "rel")));
        }
    }

    /// Ends the line at a tag.
    fn end(self, tag: &str, gatherer: &mut Gatherer<'_>) {
        let is_heading = matches!(tag.as_bytes(), [b'/', b'h', b'1'..=b'6']);
        let is_apart = is_heading || self.n_linked as f64 > MAX_LINK_SHARE * self.n_chars as f64;
        for (href, rel) in self.anchors {
            gatherer.add(&Anchor { href: &href, rel, is_apart });
        }
    }
}

/// The value of an attribute, with or without quotation marks around it.
fn attribute<'h>(tag: &'h str, name: &str) -> Option<&'h str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=').filter(|_| before.ends_with(char::is_whitespace)) else {
            continue;
        };
        let value = value.trim_start();
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split_once(quote).map(|(value, _)| value),
            _ => value.split(|c: char| c.is_ascii_whitespace()).next(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_clean_markup_are_read_without_a_tree() {
        let own = Url::parse("https://paper.test/2026/harbour-opens-again").expect("valid");
        let html = "<p>The <a rel=\"noopener\" href=\"https://ministry.test/statement/4711?a=1&amp;b=2\">ministry</a> said \
                    so on Monday, as <a href='https://paper.test/2026/harbour-closed-by-storm'>we told</a> before.</p>\
                    <p>Read also: <a href=\"https://paper.test/2026/what-else-happened-today\">What else happened</a></p>\
                    <ul><li><a href=https://agency.test/a/4711>The report</a></li></ul>\
                    <p><a href=\"https://paper.test/2026/harbour-opens-again\">The post appeared first</a> on \
                    <a href=\"https://paper.test/\">Paper</a>.</p><p>1 < 2 <a name=x>no link</a>";
        assert_eq!(
            links(html, Some(&own)),
            [
                "https://ministry.test/statement/4711?a=1&b=2",
                "https://paper.test/2026/harbour-closed-by-storm",
                "https://agency.test/a/4711"
            ]
        );
        assert_eq!(links("plain", None), [] as [&str; 0]);
    }

    #[test]
    fn broken_markup_does_no_harm() {
        for html in
            ["<a href", "<a href=", "<a href=\"", "<a href='x", "href<", "<a href=https://a.test/1/4711", "<<a href=>>"]
        {
            assert!(links(html, None).len() <= 1, "{html}");
        }
    }
}
