//! A list page by the user's selectors.

use scraper::{ElementRef, Selector};

use crate::model::{Item, Selectors, Warning};
use crate::read::markup;

use super::{Page, parse_selector, selector};

/// The parsed selectors.
struct Rules {
    item: Selector,
    link: Option<Selector>,
    title: Option<Selector>,
    date: Option<Selector>,
    summary: Option<Selector>,
}

/// The items that the selectors select; selectors that cannot be used are warnings.
pub(super) fn items(page: &Page<'_>, select: &Selectors, warnings: &mut Vec<Warning>) -> Vec<Item> {
    let Some(rules) = parse(select, warnings) else { return Vec::new() };
    let elements: Vec<_> = page.html.select(&rules.item).collect();
    if elements.is_empty() {
        warnings.push(Warning::new("no-items", format!("the selector `{}` matches nothing on the page", select.item)));
        return Vec::new();
    }
    let items: Vec<_> = elements.iter().filter_map(|element| item(page, &rules, *element)).collect();
    if items.len() < elements.len() {
        let n_lost = elements.len() - items.len();
        warnings.push(Warning::new("items-lost", format!("{n_lost} of {} items have no link", elements.len())));
    }
    items
}

fn parse(select: &Selectors, warnings: &mut Vec<Warning>) -> Option<Rules> {
    let mut usable = |text: &str| match parse_selector(text) {
        Ok(selector) => Some(selector),
        Err(reason) => {
            warnings.push(Warning::new("bad-selector", reason));
            None
        }
    };
    Some(Rules {
        link: select.link.as_deref().and_then(&mut usable),
        title: select.title.as_deref().and_then(&mut usable),
        date: select.date.as_deref().and_then(&mut usable),
        summary: select.summary.as_deref().and_then(&mut usable),
        item: usable(&select.item)?,
    })
}

fn item(page: &Page<'_>, rules: &Rules, element: ElementRef<'_>) -> Option<Item> {
    let first = |rule: &Option<Selector>| rule.as_ref().and_then(|rule| element.select(rule).next());
    let link = with_address(first(&rules.link).unwrap_or(element))?;
    let url = page.resolve(link.attr("href")?)?;
    let title = match &rules.title {
        Some(_) => first(&rules.title).map(markup::line_text).unwrap_or_default(),
        None => markup::line_text(link),
    };
    Some(Item {
        url: Some(url.into()),
        title,
        published: first(&rules.date).and_then(|date| page.date(date)),
        summary: first(&rules.summary).map(markup::element_text).filter(|summary| !summary.is_empty()),
        language: page.language.clone(),
        ..Item::default()
    })
}

/// The element itself if it has an address, else the first link within it.
fn with_address(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if element.attr("href").is_some() { Some(element) } else { element.select(&selector("a[href]")).next() }
}
