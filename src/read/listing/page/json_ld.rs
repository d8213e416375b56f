//! Articles in a page's structured data (JSON-LD): lists of items, and articles that are described one by one.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use crate::model::{ArticleKey, Item};
use crate::read::markup;
use crate::text;

use super::{Page, selector};

/// Objects within one another; the parser itself stops at 128.
const MAX_DEPTH: usize = 32;

/// The articles that the page's structured data name.
pub(super) fn items(page: &Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for script in page.html.select(&selector("script[type='application/ld+json' i]")) {
        let json: String = script.text().collect();
        if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
            collect(page, &value, MAX_DEPTH, &mut items);
        }
    }
    items
}

/// Fills what the block leaves open from the structured data; what only they name comes after it. An address without a
/// headline counts if the page has a headline for it: `titles` gives those of all its links.
pub(super) fn complete(
    mut block: Vec<Item>,
    described: Vec<Item>,
    titles: impl FnOnce() -> HashMap<ArticleKey, String>,
) -> Vec<Item> {
    let key = |item: &Item| item.url.as_deref().and_then(|url| Url::parse(url).ok()).map(|url| text::url::key(&url));
    let places: HashMap<_, _> =
        block.iter().enumerate().filter_map(|(place, item)| Some((key(item)?, place))).collect();
    let has_nameless = described.iter().any(|item| item.title.is_empty());
    let titles = if has_nameless { titles() } else { HashMap::new() };
    for mut item in described {
        let key = key(&item);
        let place = key.as_ref().and_then(|key| places.get(key).copied());
        let Some(listed) = place.and_then(|place| block.get_mut(place)) else {
            if item.title.is_empty()
                && let Some(title) = key.and_then(|key| titles.get(&key))
            {
                item.title.clone_from(title);
            }
            if !item.title.is_empty() {
                block.push(item);
            }
            continue;
        };
        // The date for machines is the better one; the headline is the one that readers see.
        listed.published = item.published.or(listed.published);
        listed.updated = item.updated.or(listed.updated);
        listed.summary = listed.summary.take().or(item.summary);
        listed.image = listed.image.take().or(item.image);
        listed.authors = if listed.authors.is_empty() { item.authors } else { std::mem::take(&mut listed.authors) };
    }
    block
}

fn collect(page: &Page<'_>, value: &Value, depth: usize, items: &mut Vec<Item>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(page, value, depth, items)),
        Value::Object(_) if has_type(value, |name| name == "BreadcrumbList" || name == "SiteNavigationElement") => {}
        Value::Object(_) if has_type(value, is_article) => items.extend(article(page, value)),
        Value::Object(_) if has_type(value, |name| name == "ListItem") => match value.get("item") {
            Some(item @ Value::Object(_)) if has_type(item, is_article) => items.extend(article(page, item)),
            Some(item @ Value::Object(_)) if item.get("@type").is_none_or(is_page) => items.extend(article(page, item)),
            Some(Value::String(address)) => items.extend(article(page, &serde_json::json!({ "url": address }))),
            None => items.extend(article(page, value)),
            Some(_) => {}
        },
        Value::Object(fields) => {
            let lists =
                ["@graph", "itemListElement", "mainEntity", "hasPart", "blogPost", "blogPosts", "dataFeedElement"];
            lists.iter().filter_map(|name| fields.get(*name)).for_each(|list| collect(page, list, depth, items));
        }
        _ => {}
    }
}

fn has_type(value: &Value, is_wanted: impl Fn(&str) -> bool) -> bool {
    match value.get("@type") {
        Some(Value::String(name)) => is_wanted(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_wanted),
        _ => false,
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report")
}

/// A kind that says no more than that there is an address.
fn is_page(kind: &Value) -> bool {
    matches!(kind.as_str(), Some("WebPage" | "Thing" | "CreativeWork"))
}

fn article(page: &Page<'_>, value: &Value) -> Option<Item> {
    let string = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let main_page = value.get("mainEntityOfPage");
    let main_page = main_page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    let url = page.resolve(string("url").or_else(|| string("@id")).or(main_page)?)?;
    // An article at the page's own address is the page itself.
    if text::url::key(&url) == page.key {
        return None;
    }
    let date = |name: &str| string(name).and_then(text::date::parse_machine);
    Some(Item {
        url: Some(url.into()),
        title: string("headline").or_else(|| string("name")).map(line).unwrap_or_default(),
        published: date("datePublished"),
        updated: date("dateModified"),
        summary: string("description").map(markup::html_to_text).filter(|summary| !summary.is_empty()),
        language: page.language.clone(),
        ..Item::default()
    })
}

fn line(text: &str) -> String {
    markup::collapse(&markup::html_to_text(text))
}
