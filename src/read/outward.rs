//! Which links of a text lead to something that it tells of, cites or draws on.
//!
//! Articles about one event link to the same statements, reports and posts, in whichever language they are written. Their
//! links also lead to sections, tags, profiles, shops and forms, which say nothing of any event: those are told by the form
//! of the address, as far as it shows. What it does not show, how many others link to it does (`analysis::stories`).

mod places;

use std::collections::HashSet;

use url::Url;

use crate::text::url::{canonical, registrable_domain, resolve};

pub(super) use places::{has_article_query, names_an_article};

/// Links that are kept of a text; a page with more is a digest or a live blog, of which each link says little.
const MOST: usize = 32;

/// Longer addresses carry a session or a form.
const MAX_BYTES: usize = 1_000;

/// A link with what its element says of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor<'a> {
    /// The address as written.
    pub href: &'a str,
    /// The attribute of that name.
    pub rel: Option<&'a str>,
    /// Whether its line is hardly more than links: "read also", a list of other articles, a heading.
    pub is_apart: bool,
}

/// Gathers the links of a text, in their order.
#[derive(Debug)]
pub(super) struct Gatherer<'u> {
    base: Option<&'u Url>,
    own_site: Option<&'u str>,
    /// Canonical forms of what was seen, the text's own addresses among them.
    seen: HashSet<String>,
    found: Vec<Url>,
}

impl<'u> Gatherer<'u> {
    /// For a text at these addresses; `base` is where relative links start.
    pub(super) fn new(base: Option<&'u Url>, own: &[&'u Url]) -> Self {
        Self {
            base,
            own_site: own.first().and_then(|url| site(url)),
            seen: own.iter().map(|url| canonical(url)).collect(),
            found: Vec::new(),
        }
    }

    /// Takes a link, if it leads to something that the text may be about.
    pub(super) fn add(&mut self, anchor: &Anchor<'_>) {
        if self.found.len() == MOST || anchor.rel.is_some_and(is_furniture) {
            return;
        }
        let url = match self.base {
            Some(base) => resolve(base, anchor.href),
            None => Url::parse(anchor.href.trim()).ok().and_then(crate::text::url::fetchable),
        };
        let url = url.map(|url| places::behind(&url).unwrap_or(url));
        let Some(url) = url.filter(|url| url.as_str().len() <= MAX_BYTES) else { return };
        let is_own_site = self.own_site.is_some() && site(&url) == self.own_site;
        let may_count = match is_own_site {
            // A paper links to itself everywhere: only an article that is named within a sentence is told of.
            true => !anchor.is_apart && places::is_document(&url) && names_an_article(&url),
            false => places::is_document(&url) && places::is_deep(&url),
        };
        if may_count && self.seen.insert(canonical(&url)) {
            self.found.push(url);
        }
    }

    /// The links, each once.
    pub(super) fn finish(self) -> Vec<Url> {
        self.found
    }
}

fn site(url: &Url) -> Option<&str> {
    url.host_str().map(registrable_domain)
}

/// Whether a link by its own word is one of the page, not of the text.
fn is_furniture(rel: &str) -> bool {
    const KINDS: [&str; 9] = ["author", "tag", "category", "license", "sponsored", "search", "help", "next", "prev"];
    rel.split_ascii_whitespace().any(|kind| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(links: &[(&str, Option<&str>, bool)]) -> Vec<String> {
        let own = Url::parse("https://www.paper.test/world/2026/harbour-opens-again").expect("valid");
        let mut gatherer = Gatherer::new(Some(&own), &[&own]);
        for &(href, rel, is_apart) in links {
            gatherer.add(&Anchor { href, rel, is_apart });
        }
        gatherer.finish().into_iter().map(String::from).collect()
    }

    fn check(href: &str, expected: bool) {
        assert_eq!(gathered(&[(href, None, false)]).len(), usize::from(expected), "{href}");
    }

    #[test]
    fn what_names_a_document_counts() {
        check("https://www.who.int/news/item/24-11-2026-statement-on-the-outbreak", true);
        check("https://press.un.test/en/2026/sgsm22345.doc.htm", true);
        check("https://ministry.test/files/report.pdf", true);
        check("https://x.com/ministry/status/1861234567890123456", true);
        check("https://t.me/ministry/4711", true);
        check("https://www.youtube.com/watch?v=dQw4w9WgXcQ", true);
        check("https://youtu.be/dQw4w9WgXcQ", true);
        check("https://agency.test/?p=90210", true);
        check("http://wire.test/a/4711", true);
    }

    #[test]
    fn what_leads_to_no_document_does_not() {
        for href in [
            "https://elsewhere.test/",
            "https://elsewhere.test/world",
            "https://elsewhere.test/en/",
            "https://elsewhere.test/tag/harbour-of-the-north",
            "https://elsewhere.test/news/topics/c12345678",
            "https://elsewhere.test/%D9%88%D8%B3%D9%85/%D9%85%D9%8A%D9%86%D8%A7%D8%A1-%D8%A7%D9%84%D8%B4%D9%85%D8%A7%D9%84-2026",
            "https://elsewhere.test/author/jane-van-doe",
            "https://x.com/ministry",
            "https://x.com/intent/post?text=harbour-opens-again-2026",
            "https://www.facebook.com/ministry2026",
            "https://www.facebook.com/sharer/sharer.php?u=1234567",
            "https://t.me/joinchat/AAAA1234",
            "https://whatsapp.com/channel/0029VaABCD1234",
            "https://www.youtube.com/@ministry/videos",
            "https://apps.apple.com/gb/app/paper/id377382255",
            "https://play.google.com/store/apps/details?id=test.paper1",
            "https://www.amazon.co.uk/Deep-Sea-Harbours/dp/B00903HKOC",
            "https://elsewhere.test/donate/winter-appeal-for-2026",
            "https://pictures.test/2026/11/harbour-1234.jpg",
            "mailto:desk@paper.test",
            "javascript:void(0)",
            "#top",
        ] {
            check(href, false);
        }
    }

    #[test]
    fn behind_a_redirector_or_an_archive_stands_the_document() {
        let document = "https://agency.test/a/4711?x=1";
        let links = [
            "https://go.redirector.test/?id=1&url=https%3A%2F%2Fagency.test%2Fa%2F4711%3Fx%3D1",
            "https://www.facebook.com/l.php?u=https%3A%2F%2Fagency.test%2Fa%2F4711%3Fx%3D1&h=AT2",
            "https://web.archive.org/web/20261124000000/https://agency.test/a/4711?x=1",
        ];
        for link in links {
            assert_eq!(gathered(&[(link, None, false)]), [document], "{link}");
        }
        check(
            "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fpaper.test%2Fworld%2F2026%2Fharbour-opens-again",
            false,
        );
        check("https://accounts.elsewhere.test/login?next=https%3A%2F%2Fagency.test%2Fa%2F4711", false);
    }

    #[test]
    fn in_site_links_count_where_a_sentence_names_an_article() {
        let found = gathered(&[
            ("/world/2026/harbour-closed-by-storm", None, false),
            ("/world/2026/what-else-happened-today", None, true),
            ("/world", None, false),
            ("/world/2026/harbour-opens-again?utm_source=x", None, false),
            ("https://agency.test/statement/2026-11-24", None, true),
        ]);
        assert_eq!(
            found,
            ["https://www.paper.test/world/2026/harbour-closed-by-storm", "https://agency.test/statement/2026-11-24"]
        );
    }

    #[test]
    fn each_is_taken_once_and_not_without_end() {
        let twice = ["https://agency.test/a/4711?utm_source=x", "http://www.agency.test/a/4711#part"];
        assert_eq!(gathered(&twice.map(|href| (href, None, false))).len(), 1);
        let many: Vec<String> = (1_000..2_000).map(|n| format!("https://agency.test/a/{n}")).collect();
        let many: Vec<(&str, Option<&str>, bool)> = many.iter().map(|href| (href.as_str(), None, false)).collect();
        assert_eq!(gathered(&many).len(), MOST);
        let rel = [("https://agency.test/a/4711", Some("noopener sponsored"), false)];
        assert_eq!(gathered(&rel), [] as [&str; 0]);
    }
}
