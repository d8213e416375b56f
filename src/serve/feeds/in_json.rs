//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use super::entry::{Entry, Head};
use super::wording;

#[derive(Debug, Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// The feed.
pub(super) fn write(head: &Head, entries: &[Entry]) -> String {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &head.title,
        home_page_url: &head.page,
        feed_url: &head.address,
        description: &head.description,
        hubs: head.hub.iter().map(|url| Hub { kind: "WebSub", url }).collect(),
        items: entries.iter().map(item).collect(),
    };
    // Texts, numbers and lists of them can always be written.
    serde_json::to_string(&feed).unwrap_or_default()
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        url: entry.link.as_deref(),
        title: &entry.title,
        content_html: &entry.html,
        summary: &entry.summary,
        image: entry.image.as_deref(),
        date_published: entry.published.map(wording::instant),
        date_modified: wording::instant(entry.updated),
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: entry.topics.iter().map(|(_, label)| label.as_str()).collect(),
        language: entry.language.as_deref(),
    }
}
