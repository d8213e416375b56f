//! What keeps a reader from the whole text: paywalls, further pages, pages in the way.

use url::Url;

use super::super::document::Node;
use super::super::run::weight;
use super::{Evidence, PageKind};
use crate::model::Warning;
use crate::read::interstitial::Interstitial;
use crate::text::url::resolve;

/// A text that is longer than this is not cut by the paywall that its page has.
const MAX_CUT_WEIGHT: usize = 1_500;

/// What a reader of the article should know. The codes are stable: `paywalled`, `multi-page`, `login-page`, `consent-page`,
/// `bot-check`, `portal`.
pub(in super::super) fn warnings(evidence: &Evidence<'_>, kind: PageKind) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some(reason) = paywall(evidence) {
        warnings.push(Warning::new("paywalled", reason));
    }
    if let Some(next) = next_page(evidence) {
        warnings.push(Warning::new("multi-page", format!("the text goes on at `{next:.200}`")));
    }
    let is_of_little_text = !matches!(kind, PageKind::Article | PageKind::Opinion | PageKind::LiveBlog);
    if let Some(obstacle) = evidence.obstacle.filter(|_| is_of_little_text) {
        let code = match obstacle {
            Interstitial::Login => "login-page",
            Interstitial::Consent => "consent-page",
            Interstitial::BotCheck => "bot-check",
            Interstitial::Portal => "portal",
        };
        warnings.push(Warning::new(code, format!("{obstacle} stands in the way")));
    }
    warnings
}

/// Why the text is not for everybody. What the page says of itself is believed; its mere build only beside a short text.
fn paywall(evidence: &Evidence<'_>) -> Option<&'static str> {
    if evidence.claims.is_free == Some(false) {
        return Some("the page says that the article is not free to read");
    }
    let tier = evidence.metadata.first(&["article:content_tier"]).unwrap_or_default();
    if tier.eq_ignore_ascii_case("locked") {
        return Some("the page says that the article is locked");
    }
    let text = evidence.body.iter().map(|block| weight(&block.text)).sum::<usize>();
    let has_mark = |node: &Node<'_>| {
        let marks = ["class", "id"].iter().filter_map(|name| node.attr(name));
        !node.is_one_of(&["html", "body"]) && marks.flat_map(str::split_whitespace).any(is_paywall)
    };
    let is_cut = evidence.claims.is_article && (1..=MAX_CUT_WEIGHT).contains(&text);
    (is_cut && evidence.document.nodes().iter().any(has_mark))
        .then_some("a paywall stands on the page, and its text is short")
}

/// Whether a class names the wall itself.
fn is_paywall(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let is_off = ["no-paywall", "nopaywall", "paywall-free", "without-paywall"].iter().any(|name| class.contains(name));
    !is_off && ["paywall", "pay-wall", "piano-offer", "regwall"].iter().any(|name| class.contains(name))
}

/// The address of the next page of the same article. Blogs name the next article so, too: the address must be the page's
/// own with a number.
fn next_page(evidence: &Evidence<'_>) -> Option<String> {
    let page = evidence.url?;
    let is_next = |node: &&Node<'_>| node.is_one_of(&["a", "link"]) && node.attr_has("rel", "next");
    let addresses = evidence.document.nodes().iter().filter(is_next).filter_map(|node| node.attr("href"));
    let next = addresses.filter_map(|address| resolve(page, address)).find(|next| continues(page, next));
    next.map(String::from)
}

/// Whether an address is that of the page with a number behind it or in its query.
fn continues(page: &Url, next: &Url) -> bool {
    let stem = |url: &Url| {
        let path = url.path().trim_end_matches('/').to_owned();
        path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(&path).to_owned()
    };
    let (page_stem, next_stem) = (stem(page), stem(next));
    let number = |text: &str| {
        let text = text.trim_start_matches(['/', '-', '_', ',', '.']);
        let text = ["page", "seite", "p", "s"].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
        text.trim_start_matches(['/', '-', '_', '=']).parse::<u32>().ok().filter(|number| (2..1_000).contains(number))
    };
    let in_path = next_stem.strip_prefix(&page_stem).filter(|rest| !rest.is_empty()).and_then(number).is_some();
    let pages = ["page", "p", "pg", "seite", "pagina", "pageno"];
    let in_query = next_stem == page_stem
        && next.query_pairs().any(|(name, value)| {
            pages.contains(&name.to_ascii_lowercase().as_str()) && value.parse::<u32>().is_ok_and(|page| page >= 2)
        });
    page.host_str() == next.host_str() && page_stem.len() > 1 && (in_path || in_query)
}
