//! Pages of links: section fronts and archives of sites without a feed.
//!
//! With the user's selectors, exactly what they select. Without, the page's own structured data and its largest block of
//! repeated links to articles, with the lead stories above it. Only one block is taken: the blocks beside it are what is
//! read most, advertised or related.

mod address;
mod block;
mod cards;
mod frame;
mod json_ld;
mod selected;

use std::collections::HashSet;

use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::model::{ArticleKey, Item, LanguageCode, Moment, Selectors, Warning};
use crate::read::{dom, kind, markup};
use crate::text;

/// Items taken of one page. Real ones list fewer than 300.
const MAX_ITEMS: usize = 1_000;
/// A date stands in a line of its own, not in a body.
const MAX_DATE_CHARS: usize = 300;

/// What all parts of a page have in common.
struct Page<'a> {
    html: &'a Html,
    /// Where relative links start.
    base: Url,
    /// The address of the page itself.
    address: &'a Url,
    /// The key of that address: a link to it leads nowhere.
    key: ArticleKey,
    language: Option<LanguageCode>,
    now: Timestamp,
}

/// The articles that a page lists, in its order. `base` is the address that answered; `now` rejects dates of the future.
#[must_use]
pub fn items(html: &str, base: &Url, select: Option<&Selectors>, now: Timestamp) -> (Vec<Item>, Vec<Warning>) {
    let (tree, mut warnings) = dom::parse_page(html);
    let page = Page {
        html: &tree,
        base: kind::document_base(&tree, base),
        address: base,
        key: text::url::key(base),
        language: dom::language(&tree),
        now,
    };
    let found = match select {
        Some(select) => selected::items(&page, select, &mut warnings),
        None => json_ld::complete(block::items(&page), json_ld::items(&page), || block::titles(&page)),
    };
    let items = without_repeats(found);
    if items.is_empty() && warnings.is_empty() {
        warnings.push(Warning::new("no-items", "the page lists no articles: name them in `select`, if there are any"));
    }
    (items, warnings)
}

/// Checks a selector as the configuration has it.
///
/// # Errors
/// It is no CSS selector; the message says where.
pub fn check_selector(selector: &str) -> Result<(), String> {
    parse_selector(selector).map(drop)
}

fn parse_selector(selector: &str) -> Result<Selector, String> {
    Selector::parse(selector).map_err(|error| format!("`{selector}` is not a CSS selector: {error}"))
}

/// A selector of ours.
fn selector(selector: &'static str) -> Selector {
    Selector::parse(selector).expect("our own selectors are valid")
}

/// Keeps the first item of each address.
fn without_repeats(items: Vec<Item>) -> Vec<Item> {
    let mut seen = HashSet::new();
    let is_new = |item: &Item| {
        let url = item.url.as_deref().and_then(|url| Url::parse(url).ok());
        url.is_some_and(|url| seen.insert(text::url::key(&url)))
    };
    items.into_iter().filter(is_new).take(MAX_ITEMS).collect()
}

impl Page<'_> {
    fn resolve(&self, href: &str) -> Option<Url> {
        text::url::resolve(&self.base, href)
    }

    /// The date that an element gives: in an attribute for machines, or as visible text.
    fn date(&self, element: ElementRef<'_>) -> Option<Moment> {
        let for_machines = ["datetime", "content", "title"].iter().filter_map(|name| element.attr(name));
        for_machines.filter_map(text::date::parse_machine).next().or_else(|| self.date_in(&markup::line_text(element)))
    }

    /// The date in a short text.
    fn date_in(&self, visible: &str) -> Option<Moment> {
        if visible.chars().count() > MAX_DATE_CHARS {
            return None;
        }
        let language = self.language.as_ref();
        text::date::parse_feed(visible, language)
            .or_else(|| text::date::find_visible(visible, language, self.now).first().map(|date| date.at))
    }
}

#[cfg(test)]
mod tests;
