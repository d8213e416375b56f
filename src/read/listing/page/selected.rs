//! A list page by the user's selectors.
//!
//! With `item`, one match is one item, and everything else is looked for within it. Without, each address that `link` and
//! `link_pattern` leave is one, and what else is known of it is looked for on its card: the largest element around its
//! links that has no link to another.

use scraper::{ElementRef, Selector};
use url::Url;

use crate::model::{Item, Selectors, Warning};
use crate::read::markup;
use crate::text::pattern::{self, Pattern};

use super::cards::{self, Card, LINK, Link};
use super::{Page, parse_selector};

/// The parsed selectors.
struct Rules {
    item: Option<Selector>,
    link: Option<Selector>,
    link_pattern: Option<Pattern>,
    title: Option<Selector>,
    date: Option<Selector>,
    summary: Option<Selector>,
}

/// The items that the selectors select; selectors that cannot be used are warnings.
pub(super) fn items(page: &Page<'_>, select: &Selectors, warnings: &mut Vec<Warning>) -> Vec<Item> {
    let Some(rules) = parse(select, warnings) else { return Vec::new() };
    match &rules.item {
        Some(item) => by_element(page, &rules, item, select, warnings),
        None => by_address(page, &rules, warnings),
    }
}

fn parse(select: &Selectors, warnings: &mut Vec<Warning>) -> Option<Rules> {
    let mut usable = |text: &str| match parse_selector(text) {
        Ok(selector) => Some(selector),
        Err(reason) => {
            warnings.push(Warning::new("bad-selector", reason));
            None
        }
    };
    let item = select.item.as_deref().map(&mut usable);
    let mut rules = Rules {
        link: select.link.as_deref().and_then(&mut usable),
        title: select.title.as_deref().and_then(&mut usable),
        date: select.date.as_deref().and_then(&mut usable),
        summary: select.summary.as_deref().and_then(&mut usable),
        link_pattern: None,
        item: None,
    };
    // A list without the rule that makes it one would be every link of the page.
    if let Some(item) = item {
        rules.item = Some(item?);
    }
    if let Some(pattern) = &select.link_pattern {
        match pattern::compile(pattern, false) {
            Ok(pattern) => rules.link_pattern = Some(pattern),
            Err(reason) => {
                warnings.push(Warning::new("bad-selector", reason));
                return None;
            }
        }
    }
    (rules.item.is_some() || rules.link.is_some() || rules.link_pattern.is_some()).then_some(rules)
}

impl Rules {
    fn admits(&self, url: &Url) -> bool {
        self.link_pattern.as_ref().is_none_or(|pattern| pattern.is_match(url.as_str()))
    }
}

fn by_element(
    page: &Page<'_>,
    rules: &Rules,
    selector: &Selector,
    select: &Selectors,
    warnings: &mut Vec<Warning>,
) -> Vec<Item> {
    let elements: Vec<_> = page.html.select(selector).collect();
    if elements.is_empty() {
        let name = select.item.as_deref().unwrap_or_default();
        warnings.push(Warning::new("no-items", format!("the selector `{name}` matches nothing on the page")));
        return Vec::new();
    }
    let items: Vec<_> = elements.iter().filter_map(|element| item(page, rules, *element)).collect();
    if items.len() < elements.len() {
        let n_lost = elements.len() - items.len();
        let what = if rules.link_pattern.is_some() { "no link that matches `link_pattern`" } else { "no link" };
        warnings.push(Warning::new("items-lost", format!("{n_lost} of {} items have {what}", elements.len())));
    }
    items
}

fn item(page: &Page<'_>, rules: &Rules, element: ElementRef<'_>) -> Option<Item> {
    let (link, url) = link_within(page, rules, element)?;
    let title = match &rules.title {
        Some(title) => first(Some(title), element).map(markup::line_text).unwrap_or_default(),
        // A picture is often the first link of an item, and the headline the second one to the same address.
        None => {
            let links = element.select(&LINK).filter_map(|other| Link::new(page, other));
            let same: Vec<_> = links.filter(|other| other.url == url).collect();
            let best = cards::best(&same).map(|link| link.title.clone());
            best.filter(|_| rules.link.is_none()).unwrap_or_else(|| markup::line_text(link))
        }
    };
    Some(Item {
        url: Some(url.into()),
        title,
        published: first(rules.date.as_ref(), element).and_then(|date| page.date(date)),
        summary: first(rules.summary.as_ref(), element).map(markup::element_text).filter(|text| !text.is_empty()),
        language: page.language.clone(),
        ..Item::default()
    })
}

/// The link of an item: what `link` selects, else the element itself, else the first link within it that is admitted.
fn link_within<'a>(page: &Page<'a>, rules: &Rules, element: ElementRef<'a>) -> Option<(ElementRef<'a>, Url)> {
    let within = first(rules.link.as_ref(), element).unwrap_or(element);
    let itself = std::iter::once(within).filter(|element| element.attr("href").is_some());
    itself.chain(within.select(&LINK)).find_map(|link| {
        let url = page.resolve(link.attr("href")?).filter(|url| rules.admits(url))?;
        Some((link, url))
    })
}

fn first<'a>(rule: Option<&Selector>, element: ElementRef<'a>) -> Option<ElementRef<'a>> {
    rule.and_then(|rule| element.select(rule).next())
}

fn by_address(page: &Page<'_>, rules: &Rules, warnings: &mut Vec<Warning>) -> Vec<Item> {
    let links = page.html.select(rules.link.as_ref().unwrap_or(&LINK)).filter_map(|link| Link::new(page, link));
    let links: Vec<_> = links.take(cards::MAX_LINKS).filter(|link| rules.admits(&link.url)).collect();
    if links.is_empty() {
        let detail = "no link of the page matches `link` and `link_pattern`";
        warnings.push(Warning::new("no-items", detail));
    }
    let cards = cards::group(links);
    cards.iter().map(|card| item_of_card(page, rules, card)).collect()
}

fn item_of_card(page: &Page<'_>, rules: &Rules, card: &Card<'_>) -> Item {
    let within = |rule: &Option<Selector>| card.element.and_then(|element| first(rule.as_ref(), element));
    let title = within(&rules.title).map(markup::line_text).filter(|title| !title.is_empty());
    let published = match &rules.date {
        Some(_) => within(&rules.date).and_then(|date| page.date(date)),
        None => card.date(page),
    };
    Item {
        url: Some(card.link.url.clone().into()),
        title: title.unwrap_or_else(|| card.title.clone()),
        published,
        summary: within(&rules.summary).map(markup::element_text).filter(|text| !text.is_empty()),
        language: page.language.clone(),
        ..Item::default()
    }
}
