//! Is this page one that stands in the way? A login, a consent form, a check for robots, the portal of a hotel's network.
//!
//! Such pages answer 200 at the address of a feed or an article. They are told by their build, not by words, so that it works
//! in any language: what they are made of (a password field, a challenge's script, a jump to another host) on a page that
//! says next to nothing else. **Precision comes first**: what claims to be an article, or has prose or links like a page
//! that people read, is never taken for one, whatever forms stand on it.

use std::fmt;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::dom;
use crate::text;

/// What a page in the way looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interstitial {
    /// It wants a user name and a password.
    Login,
    /// It wants agreement before it shows anything.
    Consent,
    /// It checks whether a person or a robot asks.
    BotCheck,
    /// It belongs to somebody else: a network that wants a login, a seller of domains.
    Portal,
}

impl fmt::Display for Interstitial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Login => "a login page",
            Self::Consent => "a consent page",
            Self::BotCheck => "a check for robots",
            Self::Portal => "a page of somebody else, such as a network's portal",
        })
    }
}

/// Letters of prose, beyond which a page says something.
const MAX_PROSE: usize = 1_000;
/// Links outside menus and feet, beyond which a page leads somewhere.
const MAX_LINKS: usize = 20;
/// Letters of prose of a page that only sends the reader on, or only asks for agreement.
const LITTLE_PROSE: usize = 400;
/// The longest time after which a page that sends the reader on does so, in seconds.
const MAX_REFRESH_S: u32 = 10;

/// Elements whose text is no prose.
const NO_PROSE: &[&str] = &[
    "a", "button", "footer", "form", "head", "header", "iframe", "label", "nav", "noscript", "script", "select",
    "style", "template", "textarea",
];
/// Elements whose links lead around the site, and say nothing of the page.
const AROUND: &[&str] = &["footer", "header", "nav"];

/// Parts of the names, addresses and scripts that services which check for robots put into the pages they show.
const BOT_CHECK_MARKS: &[&str] = &[
    "/cdn-cgi/challenge-platform/",
    "_cf_chl_",
    "cf-turnstile",
    "challenges.cloudflare.com",
    "_incapsula_resource",
    "captcha-delivery.com",
    "px-captcha",
    "awswafcookiedomainlist",
    "awswafintegration",
    "ddos-guard",
    "sucuri_cloudproxy",
    "g-recaptcha",
    "h-captcha",
    "hcaptcha.com",
    "geetest",
    "/.within.website/x/cmd/anubis",
    "/_sec/cp_challenge/",
    "kpsdk",
    "aliyun_waf",
    "smartcaptcha",
    "friendlycaptcha",
    "frc-captcha",
];
/// Parts of the names and addresses of forms of agreement.
const CONSENT_MARKS: &[&str] =
    &["consent", "gdpr", "cookiewall", "cookie-wall", "privacy-gate", "privacygate", "dsgvo"];

/// Tells a page in the way from any other. `url` is the address that answered.
#[must_use]
pub fn recognise(html: &str, url: &Url) -> Option<Interstitial> {
    // The page of a network's portal carries this in a comment, for programs (Wireless ISPr, section 6).
    if html.contains("<WISPAccessGatewayParam") {
        return Some(Interstitial::Portal);
    }
    let (page, _) = dom::parse_page(html);
    recognise_page(&page, url)
}

/// The same for a page that is parsed already.
#[must_use]
pub fn recognise_page(page: &Html, url: &Url) -> Option<Interstitial> {
    Build::of(page, url)?.verdict()
}

/// What a page is made of, as far as it matters here.
#[derive(Debug, Default)]
struct Build {
    n_prose: usize,
    n_links: usize,
    n_password_fields: usize,
    has_form: bool,
    has_bot_check: bool,
    has_consent_form: bool,
    /// A script sets a cookie and loads the page again.
    reloads_with_cookie: bool,
    /// It sends the reader to another site, or its form does.
    leads_away: bool,
}

impl Build {
    /// `None` as soon as the page is one that people read.
    fn of(page: &Html, url: &Url) -> Option<Self> {
        let mut build = Self::default();
        let (mut n_silent, mut n_around, mut n_consent) = (0_usize, 0_usize, 0_usize);
        for edge in page.tree.root().traverse() {
            let (node, is_open) = match edge {
                Edge::Open(node) => (node, true),
                Edge::Close(node) => (node, false),
            };
            match node.value() {
                Node::Element(element) => {
                    let step = |count: &mut usize, is_one: bool| {
                        *count = if is_open { *count + usize::from(is_one) } else { *count - usize::from(is_one) };
                    };
                    step(&mut n_silent, NO_PROSE.contains(&element.name()));
                    step(&mut n_around, AROUND.contains(&element.name()));
                    step(&mut n_consent, has_mark(element, CONSENT_MARKS));
                    if is_open {
                        if claims_content(element) {
                            return None;
                        }
                        build.note(element, url, n_around > 0, n_consent > 0);
                    }
                }
                Node::Text(text) if is_open && n_silent == 0 => build.n_prose += weight(text),
                Node::Text(text) if is_open && is_in_script(node) => build.note_script(text),
                _ => {}
            }
            if build.n_prose > MAX_PROSE || build.n_links > MAX_LINKS {
                return None;
            }
        }
        Some(build)
    }

    fn note(&mut self, element: &Element, url: &Url, is_around: bool, is_in_consent: bool) {
        self.has_bot_check |= has_mark(element, BOT_CHECK_MARKS);
        match element.name() {
            "a" if !is_around && element.attr("href").is_some() => self.n_links += 1,
            "input" if is_type(element, "password") => self.n_password_fields += 1,
            "input" | "button" => self.has_consent_form |= is_in_consent && self.has_form,
            "form" => {
                self.has_form = true;
                self.leads_away |= element.attr("action").is_some_and(|action| is_other_site(action, url));
            }
            "meta" => self.leads_away |= refresh_target(element).is_some_and(|target| is_other_site(&target, url)),
            _ => {}
        }
    }

    fn note_script(&mut self, script: &str) {
        let lower = script.to_ascii_lowercase();
        self.has_bot_check |= BOT_CHECK_MARKS.iter().any(|mark| lower.contains(mark));
        self.reloads_with_cookie |= lower.contains("document.cookie")
            && ["location.reload(", "location.href=", "location.href =", "location.replace("]
                .iter()
                .any(|j| lower.contains(j));
    }

    fn verdict(&self) -> Option<Interstitial> {
        let says_little = self.n_prose <= LITTLE_PROSE;
        let is_alone = says_little && self.n_links <= 3;
        if self.has_bot_check && says_little || self.reloads_with_cookie && is_alone && self.n_prose <= 100 {
            Some(Interstitial::BotCheck)
        } else if self.leads_away && is_alone {
            Some(Interstitial::Portal)
        } else if self.n_password_fields > 0 && says_little {
            Some(Interstitial::Login)
        } else if self.has_consent_form && is_alone {
            Some(Interstitial::Consent)
        } else {
            None
        }
    }
}

/// Whether an element says that the page is an article or another work, as those in the way never do.
fn claims_content(element: &Element) -> bool {
    let has =
        |name: &str, part: &str| element.attr(name).is_some_and(|value| value.to_ascii_lowercase().contains(part));
    match element.name() {
        "article" => true,
        "meta" => {
            let property = element.attr("property").or_else(|| element.attr("name")).unwrap_or_default();
            let is_typed = property == "og:type" && !has("content", "website");
            is_typed || property.starts_with("article:")
        }
        "script" => has("type", "application/ld+json"),
        "link" => has("type", "application/rss+xml") || has("type", "application/atom+xml") || has("rel", "amphtml"),
        _ => has("itemprop", "articlebody") || has("itemprop", "headline"),
    }
}

fn is_in_script(text: NodeRef<'_, Node>) -> bool {
    text.parent().and_then(ElementRef::wrap).is_some_and(|element| element.value().name() == "script")
}

/// Whether an element is called, or leads to, something with one of these in its name.
fn has_mark(element: &Element, marks: &[&str]) -> bool {
    ["id", "class", "src", "action", "name"].iter().filter_map(|name| element.attr(name)).any(|value| {
        let value = value.to_ascii_lowercase();
        marks.iter().any(|mark| value.contains(mark))
    })
}

fn is_type(element: &Element, name: &str) -> bool {
    element.attr("type").is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
}

/// Where a `meta` element sends the reader after a moment.
fn refresh_target(meta: &Element) -> Option<String> {
    if !meta.attr("http-equiv")?.trim().eq_ignore_ascii_case("refresh") {
        return None;
    }
    let (seconds, target) = meta.attr("content")?.split_once([';', ','])?;
    let seconds: u32 = seconds.trim().split('.').next()?.parse().ok()?;
    let (_, address) = target.split_once('=')?;
    (seconds <= MAX_REFRESH_S).then(|| address.trim().trim_matches(['"', '\'']).to_owned())
}

/// Whether an address belongs to another site than the page: another registrable domain, or a host written as a number.
fn is_other_site(address: &str, page: &Url) -> bool {
    let domain = |url: &Url| url.host_str().map(|host| text::url::registrable_domain(host).to_owned());
    page.join(address.trim())
        .is_ok_and(|target| matches!(target.scheme(), "http" | "https") && domain(&target) != domain(page))
}

/// Letters and digits; one of a script without spaces says as much as several.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| if c >= '\u{2e80}' { 3 } else { 1 }).sum()
}

#[cfg(test)]
mod tests;
