//! Pages that stand in the way, as a source or an article meets them: what they are told as, and what may help.

use url::Url;

use super::arrival;
use crate::model::SourceKind;
use crate::read::interstitial::{self, Interstitial};
use crate::text;

/// Letters of an article, from which on its page needs no second look.
const ENOUGH_TEXT: usize = 1_500;

/// What stands where a source should, if it is a page in the way; `read_before` is what the source was the last time.
///
/// A feed or sitemap does not become a page by itself: whatever page comes in its place is none of its making, and must not
/// be read for links.
pub(super) fn in_place_of_source(
    body: &[u8],
    content_type: Option<&str>,
    url: &Url,
    read_before: Option<SourceKind>,
) -> Option<String> {
    let html = text::charset::decode_html(body, content_type, url.host_str()).text;
    if let Some(found) = interstitial::recognise(&html, url) {
        return Some(format!("{found} stands in place of the source; {}", advice(found)));
    }
    let what = match read_before? {
        SourceKind::Feed => "feed",
        SourceKind::Sitemap => "sitemap",
        SourceKind::Auto | SourceKind::List | SourceKind::Import => return None,
    };
    Some(format!(
        "an HTML page stands where the {what} was: if that stays so, look for the new address of the {what}, or say \
         `kind = \"list\"` if the page is wanted"
    ))
}

/// What stands where an article should. A page whose text speaks of the article's headline is the article.
pub(super) fn in_place_of_article(
    body: &[u8],
    content_type: Option<&str>,
    url: &Url,
    headline: &str,
    page_text: &str,
) -> Option<String> {
    if page_text.chars().filter(|c| c.is_alphanumeric()).nth(ENOUGH_TEXT).is_some()
        || arrival::names(page_text, headline)
    {
        return None;
    }
    let html = text::charset::decode_html(body, content_type, url.host_str()).text;
    let found = interstitial::recognise(&html, url)?;
    Some(format!("{found} stands in place of the article {url}; {}", advice(found)))
}

fn advice(found: Interstitial) -> &'static str {
    match found {
        Interstitial::Login => "it may want an account",
        Interstitial::Consent => "a cookie that says yes may open it",
        Interstitial::BotCheck => "the site may let in who names himself, so set `contact` in [fetch], or ask it",
        Interstitial::Portal => "look whether this machine's network wants a login",
    }
}
