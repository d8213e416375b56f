//! The address that the page claims for itself, where the claim can be believed.
//!
//! A wrong canonical address makes two articles one, for ever. Templates point it at the home page, at the section, at
//! another article or at another site; such claims are left out.

use url::Url;

use super::metadata::Metadata;
use crate::read::outward::{has_article_query, names_an_article};
use crate::text::url::{registrable_domain, resolve};

/// Longer addresses are data, or made to fill a disk.
pub(super) const MAX_URL_BYTES: usize = 2_048;

/// The canonical address; without an address of the page itself, any well-formed claim with a path.
pub(super) fn find(metadata: &Metadata, page: Option<&Url>) -> Option<Url> {
    let claims = [metadata.canonical.as_deref(), metadata.first(&["og:url"])].map(|claim| {
        let url = match page {
            Some(page) => resolve(page, claim?)?,
            None => Url::parse(claim?.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?,
        };
        is_credible(&url, page).then_some(url)
    });
    match claims {
        // The page says two things of itself: the one that it answered by is right.
        [Some(link), Some(shared)]
            if page.is_some_and(|page| is_other_article(&link, page) && is_same(&shared, page)) =>
        {
            Some(shared)
        }
        [Some(link), None] if page.is_some_and(|page| shares_nothing(&link, page)) => None,
        [link, shared] => link.or(shared),
    }
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
    let is_section = names_an_article(page) && !names_an_article(claim) && depth(claim) < depth(page);
    let loses_query = claim.path() == page.path() && claim.query().is_none() && has_article_query(page);
    let is_home = depth(page) == 0 && page.query().is_none();
    let leads_to_it = has_identity && !is_ancestor && !is_section && !loses_query;
    domain(claim) == domain(page) && (leads_to_it || is_home)
}

/// Whether two addresses lead to one page, scheme and host aside.
fn is_same(a: &Url, b: &Url) -> bool {
    a.path().trim_end_matches('/') == b.path().trim_end_matches('/') && (a.query().is_none() || a.query() == b.query())
}

/// Whether both addresses have numbers of articles, and no common one.
fn is_other_article(claim: &Url, page: &Url) -> bool {
    let (ours, theirs) = (numbers(page), numbers(claim));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|number| theirs.contains(number))
}

/// Whether neither a number nor a word of the article's name stands in both addresses.
fn shares_nothing(claim: &Url, page: &Url) -> bool {
    let name = |url: &Url| {
        let mut steps = url.path_segments().into_iter().flatten().filter(|step| !step.is_empty());
        let words = steps.next_back().unwrap_or_default().to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric() && c != '%').map(str::to_owned);
        words
            .filter(|word| word.len() >= MIN_WORD_BYTES && !word.bytes().all(|byte| byte.is_ascii_digit()))
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (name(page), name(claim));
    is_other_article(claim, page)
        && ours.len() >= MIN_NAME_WORDS
        && theirs.len() >= MIN_NAME_WORDS
        && !ours.iter().any(|word| theirs.contains(word))
}

/// Shorter words are in every name.
const MIN_WORD_BYTES: usize = 4;
/// Words of a name from which on it says something.
const MIN_NAME_WORDS: usize = 2;

/// The numbers of an address that are long enough for those of articles, days and years aside.
fn numbers(url: &Url) -> Vec<&str> {
    let digits = url
        .path()
        .split(|c: char| !c.is_ascii_digit())
        .chain(url.query().unwrap_or_default().split(|c: char| !c.is_ascii_digit()));
    digits
        .filter(|number| number.len() >= MIN_NUMBER_DIGITS && !(number.len() == 8 && number.starts_with("20")))
        .collect()
}

/// Shorter numbers are years, days and pages.
const MIN_NUMBER_DIGITS: usize = 5;

/// Steps of the path.
fn depth(url: &Url) -> usize {
    url.path_segments().map_or(0, |segments| segments.filter(|segment| !segment.is_empty()).count())
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
        check("https://paper.com/2026/05/02/rain-in-may-4711", "https://paper.com/weather", None);
        check("https://paper.com/weather/rain-in-may", "https://paper.com/news/", None);
    }

    #[test]
    fn another_article_is_not_believed() {
        let page = "https://paper.com/news/10471-rain-closes-harbour";
        check(page, "https://paper.com/news/99120-elections-postponed-again", None);
        // The same article under another number, and another name under the same.
        check(
            page,
            "https://paper.com/a/99120-rain-closes-harbour",
            Some("https://paper.com/a/99120-rain-closes-harbour"),
        );
        check(page, "https://paper.com/10471", Some("https://paper.com/10471"));
        let html = "<link rel=canonical href=/news/99120><meta property='og:url' content='https://paper.com/news/10471-rain-closes-harbour'>";
        let tree = crate::read::dom::parse_page(html).0;
        let metadata = Metadata::read(&super::super::document::Document::flatten(&tree));
        let page = Url::parse(page).expect("valid");
        assert_eq!(find(&metadata, Some(&page)), Some(page));
    }
}
