//! The frame of a page: menus, footers, and the boxes beside the list (most read, related, tags), by their elements and by
//! what their authors call them.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::ElementRef;

use crate::read::dom;

/// Words of `class` and `id` that stand for boxes beside the list. A name is cut at its joints first, so that `nav` is not
/// found in `unavailable`.
const WORDS: &[&str] = &[
    "advert",
    "advertisement",
    "banner",
    "bottombar",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "footer",
    "login",
    "menu",
    "mostread",
    "mostviewed",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "offcanvas",
    "outbrain",
    "pager",
    "pagination",
    "popular",
    "promo",
    "promoted",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "tagcloud",
    "tags",
    "topbar",
    "topmenu",
    "toolbar",
    "trending",
];

/// Two words in a row that stand for such a box.
const PAIRS: &[(&str, &str)] = &[
    ("also", "read"),
    ("most", "commented"),
    ("most", "popular"),
    ("most", "read"),
    ("most", "shared"),
    ("most", "viewed"),
    ("read", "also"),
    ("read", "more"),
    ("right", "rail"),
    ("see", "also"),
    ("tag", "cloud"),
    ("you", "may"),
];

/// Elements above a link that are looked at.
const MAX_HEIGHT: usize = 40;

/// Which elements of a page are boxes beside the list.
pub(super) struct Frame {
    /// For each element with a telling name: whether it is such a box.
    boxes: HashMap<NodeId, bool>,
}

impl Frame {
    /// Judges the elements around all links of a page. An element that holds most of them is no box, whatever it is called:
    /// `has-sidebar` often stands on what is around everything.
    pub(super) fn new(links: &[ElementRef<'_>]) -> Self {
        let mut n_links: HashMap<NodeId, (ElementRef<'_>, usize)> = HashMap::new();
        for link in links {
            for element in link.ancestors().filter_map(ElementRef::wrap).take(MAX_HEIGHT) {
                n_links.entry(element.id()).or_insert((element, 0)).1 += 1;
            }
        }
        let most = links.len() / 2;
        let judged = n_links.into_iter().map(|(id, (element, n))| (id, n <= most && has_telling_name(element)));
        Self { boxes: judged.filter(|(_, is_box)| *is_box).collect() }
    }

    /// Whether a link belongs to the frame of the page. The head or foot of an article in a list is no frame.
    pub(super) fn holds(&self, link: ElementRef<'_>) -> bool {
        let above = || link.ancestors().filter_map(ElementRef::wrap).take(MAX_HEIGHT);
        if dom::is_within(link, &["nav", "aside"]) || above().any(|element| self.boxes.contains_key(&element.id())) {
            return true;
        }
        if dom::is_within(link, &["footer"]) {
            return !dom::is_within(link, &["article"]);
        }
        dom::is_within(link, &["header"]) && !dom::is_within(link, &["article", "main", "section", "li"])
    }
}

fn has_telling_name(element: ElementRef<'_>) -> bool {
    // What is named so within an article's card is a detail of the card.
    if matches!(element.value().name(), "html" | "body" | "main" | "article" | "a" | "li") {
        return false;
    }
    let role = element.attr("role");
    if matches!(role, Some("navigation" | "complementary" | "contentinfo" | "search")) {
        return true;
    }
    ["class", "id"].iter().filter_map(|name| element.attr(name)).flat_map(str::split_whitespace).any(is_telling)
}

fn is_telling(name: &str) -> bool {
    let words = words(name);
    // `with-sidebar`, `no-menu` say what stands beside.
    if matches!(words.first().map(String::as_str), Some("has" | "with" | "no" | "without" | "is" | "not" | "hide")) {
        return false;
    }
    words.iter().any(|word| WORDS.contains(&word.as_str()))
        || words.iter().zip(words.iter().skip(1)).any(|(a, b)| PAIRS.contains(&(a.as_str(), b.as_str())))
}

/// The words of a name, cut at joints and at capitals: `mostRead_box` is `most`, `read`, `box`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_new = true;
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            is_new = true;
            continue;
        }
        let is_hump = c.is_uppercase() && was_lower;
        was_lower = c.is_lowercase();
        if is_new || is_hump {
            words.push(String::new());
            is_new = false;
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_words() {
        for name in ["sidebar", "site-nav", "mostRead", "most_read__list", "block--related", "tag-cloud", "Footer"] {
            assert!(is_telling(name), "{name}");
        }
        for name in ["unavailable", "has-sidebar", "newsfeed", "article-list", "no-menu", "read", "canvas"] {
            assert!(!is_telling(name), "{name}");
        }
    }
}
