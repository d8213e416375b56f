//! Where the links of an article's text lead.

use url::Url;

use super::body::TextLink;
use super::document::Document;
use crate::read::outward::{Anchor, Gatherer};

/// The addresses in document order, each once, without those of the article itself. `base` is where relative links start,
/// `canonical` the address that the page claims.
pub(super) fn find(
    document: &Document<'_>,
    links: &[TextLink],
    page: Option<&Url>,
    base: Option<&Url>,
    canonical: Option<&str>,
) -> Vec<Url> {
    let canonical = canonical.and_then(|canonical| Url::parse(canonical).ok());
    let own: Vec<&Url> = page.into_iter().chain(&canonical).collect();
    let mut gatherer = Gatherer::new(base.or(page), &own);
    for link in links {
        let Some(node) = document.get(link.position) else { continue };
        let Some(href) = node.attr("href") else { continue };
        gatherer.add(&Anchor { href, rel: node.attr("rel"), is_apart: link.is_apart });
    }
    gatherer.finish()
}
