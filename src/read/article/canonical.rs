//! The address that the page claims for itself, where the claim can be believed.
//!
//! A wrong canonical address makes two articles one, for ever. Templates point it at the home page, at the section or at
//! another site; such claims are left out.

use url::Url;

use super::metadata::Metadata;
use crate::text::url::{registrable_domain, resolve};

/// Longer addresses are data, or made to fill a disk.
pub(super) const MAX_URL_BYTES: usize = 2_048;

/// The canonical address; without an address of the page itself, any well-formed claim with a path.
pub(super) fn find(metadata: &Metadata, page: Option<&Url>) -> Option<Url> {
    let claims = [metadata.canonical.as_deref(), metadata.first(&["og:url"])];
    claims.into_iter().flatten().find_map(|claim| {
        let url = match page {
            Some(page) => resolve(page, claim)?,
            None => Url::parse(claim.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?,
        };
        is_credible(&url, page).then_some(url)
    })
}

fn is_credible(claim: &Url, page: Option<&Url>) -> bool {
    if claim.as_str().len() > MAX_URL_BYTES {
        return false;
    }
    let Some(page) = page else { return depth(claim) > 0 };
    let domain = |url: &Url| url.host_str().map(|host| registrable_domain(host).to_owned());
    let has_identity = depth(claim) > 0 || claim.query().is_some();
    // A section is an ancestor of the page in the tree of paths, as `/world` is of `/world/2026/a`.
    let is_ancestor = depth(claim) < depth(page) && page.path().starts_with(claim.path().trim_end_matches('/'));
    let loses_query = claim.path() == page.path() && claim.query().is_none() && has_article_query(page);
    let is_home = depth(page) == 0 && page.query().is_none();
    domain(claim) == domain(page) && ((has_identity && !is_ancestor && !loses_query) || is_home)
}

/// Steps of the path.
fn depth(url: &Url) -> usize {
    url.path_segments().map_or(0, |segments| segments.filter(|segment| !segment.is_empty()).count())
}

/// Whether the article's number stands in the query (`?id=123`), so that the path alone is a section.
fn has_article_query(page: &Url) -> bool {
    page.query_pairs().any(|(name, value)| {
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "id" | "p" | "articleid" | "article_id" | "newsid" | "nid" | "aid" | "storyid")
            && value.chars().any(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, canonical: &str, expected: Option<&str>) {
        let mut metadata = Metadata::default();
        metadata.canonical = Some(canonical.to_owned());
        let page = Url::parse(page).expect("valid");
        assert_eq!(find(&metadata, Some(&page)).as_ref().map(Url::as_str), expected, "{page} {canonical}");
    }

    #[test]
    fn an_article_names_its_own_address() {
        check("https://m.paper.com/a/1?x=2", "https://www.paper.com/a/1", Some("https://www.paper.com/a/1"));
        check("https://paper.com/a/1", "/a/one", Some("https://paper.com/a/one"));
        check("https://paper.com/news?id=7", "https://paper.com/news?id=7", Some("https://paper.com/news?id=7"));
    }

    #[test]
    fn home_pages_sections_and_other_sites_are_not_believed() {
        check("https://paper.com/a/1", "https://paper.com/", None);
        check("https://paper.com/world/a/1", "https://paper.com/world", None);
        check("https://paper.com/news?id=7", "https://paper.com/news", None);
        check("https://paper.com/a/1", "https://other.com/a/1", None);
        check("https://paper.com/a/1", "javascript:void(0)", None);
    }
}
