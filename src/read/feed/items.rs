//! A feed's entries as items of a source.

use url::Url;

use super::anchors;
use crate::model::{Item, LanguageCode};
use crate::text;

use super::document::{Entry, Feed};

/// Categories kept of an entry; some carry a whole index of names.
const MAX_KEYWORDS: usize = 50;

impl Feed {
    /// The entries as items, in the feed's order; those that say nothing at all are left out.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let language = self.language.as_deref().and_then(LanguageCode::from_tag);
        let items = self.entries.iter().map(|entry| item(entry, language.as_ref()));
        items.filter(|item| item.url.is_some() || !item.title.is_empty() || item.content.is_some()).collect()
    }
}

fn item(entry: &Entry, language: Option<&LanguageCode>) -> Item {
    let summary = entry.summary.as_ref().map(super::Text::plain).filter(|summary| !summary.is_empty());
    let content = entry.content.as_ref().map(super::Text::plain).filter(|content| !content.is_empty());
    let length = |text: &String| text.chars().count();
    let content = content.filter(|content| length(content) > summary.as_ref().map_or(0, length));
    let url = entry.link.as_deref().and_then(web_address);
    let read = if content.is_some() { &entry.content } else { &entry.summary };
    let html = read.as_ref().filter(|text| text.is_html).map(|text| text.value.as_str()).unwrap_or_default();
    let own = url.as_deref().and_then(|url| Url::parse(url).ok());
    Item {
        links: anchors::links(html, own.as_ref()),
        url,
        guid: entry.id.clone(),
        title: entry.title.as_ref().map(super::Text::line).unwrap_or_default(),
        published: entry.published,
        updated: entry.updated,
        authors: entry.authors.iter().filter_map(|author| author.name.clone()).collect(),
        summary,
        content,
        language: entry.language.as_deref().and_then(LanguageCode::from_tag).or_else(|| language.cloned()),
        image: entry.image.as_deref().and_then(web_address),
        keywords: entry.categories.iter().take(MAX_KEYWORDS).cloned().collect(),
    }
}

/// An absolute address that can be fetched, without its fragment.
fn web_address(href: &str) -> Option<String> {
    text::url::fetchable(Url::parse(href).ok()?).map(String::from)
}
