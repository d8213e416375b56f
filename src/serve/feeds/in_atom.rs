//! Atom, RFC 4287.

use atom_syndication::{Category, Content, Entry as AtomEntry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::Timestamp;

use super::entry::{Entry, Head};

/// Where the words of our categories come from.
const TOPICS: &str = "urn:rasid:topic";

/// The feed.
pub(super) fn write(head: &Head, entries: &[Entry]) -> String {
    let own = Link { mime_type: Some(head.kind.to_owned()), ..link("self", &head.address) };
    let feed = Feed {
        title: Text::plain(head.title.clone()),
        id: head.address.clone(),
        updated: date(head.updated),
        // Whoever is no author's stands for the entries that name none.
        authors: vec![person("rasid")],
        generator: Some(Generator {
            value: "rasid".to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        links: head.hub.iter().map(|hub| link("hub", hub)).chain([own, link("alternate", &head.page)]).collect(),
        subtitle: Some(head.description.clone()).filter(|text| !text.is_empty()).map(Text::plain),
        entries: entries.iter().map(entry).collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(entry: &Entry) -> AtomEntry {
    let categories = entry.topics.iter().map(|(id, label)| Category {
        term: id.clone(),
        scheme: Some(TOPICS.to_owned()),
        label: Some(label.clone()),
    });
    let lang = entry.language.clone();
    AtomEntry {
        title: Text { lang: lang.clone(), ..Text::plain(entry.title.clone()) },
        id: entry.id.clone(),
        updated: date(entry.updated),
        authors: entry.authors.iter().map(|name| person(name)).collect(),
        categories: categories.collect(),
        links: entry.link.iter().map(|url| link("alternate", url)).collect(),
        published: entry.published.map(date),
        summary: Some(Text { lang: lang.clone(), ..Text::plain(entry.summary.clone()) }),
        content: Some(Content {
            lang,
            value: Some(entry.html.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    }
}

fn link(rel: &str, href: &str) -> Link {
    Link { rel: rel.to_owned(), href: href.to_owned(), ..Link::default() }
}

pub(in crate::serve) fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

/// The crate's own type of time.
pub(in crate::serve) fn date(at: Timestamp) -> FixedDateTime {
    chrono::DateTime::from_timestamp(at.as_second(), 0).unwrap_or_default().fixed_offset()
}
