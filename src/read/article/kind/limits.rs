//! What keeps a reader from the whole text: paywalls, pages in the way.

use super::super::document::Node;
use super::super::run::weight;
use super::{Evidence, PageKind};
use crate::model::Warning;
use crate::read::interstitial::Interstitial;

/// A text that is longer than this is not cut by the paywall that its page has.
const MAX_CUT_WEIGHT: usize = 1_500;

/// What a reader of the article should know. The codes are stable: `paywalled`, `login-page`, `consent-page`,
/// `bot-check`, `portal`.
pub(in super::super) fn warnings(evidence: &Evidence<'_>, kind: PageKind) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some(reason) = paywall(evidence) {
        warnings.push(Warning::new("paywalled", reason));
    }
    if let Some(obstacle) = evidence.obstacle.filter(|_| !kind.holds_article()) {
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
