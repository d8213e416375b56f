//! Where the same article stands in other languages: `link rel="alternate" hreflang` (HTML, "Link type alternate").
//!
//! Such links are made for search engines, and templates fill them with front pages, or with the page itself in every
//! language. So only other addresses of the same site count; whether an article stands there, the collection knows.

use url::Url;

use super::canonical::MAX_URL_BYTES;
use super::document::Document;
use crate::model::LanguageCode;
use crate::text::url::{registrable_domain, resolve};

/// Few sites speak more languages; longer lists are a fault, or made to fill a disk.
const MOST: usize = 60;

/// The languages with the addresses, in the order of the page, each address once.
pub(super) fn find(document: &Document<'_>, page: Option<&Url>, base: Option<&Url>) -> Vec<(LanguageCode, Url)> {
    let Some(page) = page else { return Vec::new() };
    let domain = |url: &Url| url.host_str().map(|host| registrable_domain(host).to_owned());
    let own = domain(page);
    let mut found: Vec<(LanguageCode, Url)> = Vec::new();
    let links = document.nodes().iter().filter(|node| node.tag == "link" && node.attr_has("rel", "alternate"));
    for node in links {
        let (Some(tag), Some(href)) = (node.attr("hreflang"), node.attr("href")) else { continue };
        // `x-default` is no language, but the page to choose one.
        let Some(language) = LanguageCode::from_tag(tag).filter(|language| language.as_str() != "x") else { continue };
        let Some(url) = resolve(base.unwrap_or(page), href) else { continue };
        let is_other = url != *page && found.iter().all(|(_, known)| *known != url);
        if is_other && domain(&url) == own && url.as_str().len() <= MAX_URL_BYTES && found.len() < MOST {
            found.push((language, url));
        }
    }
    found
}
