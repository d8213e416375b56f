//! RSS 2.0, with Dublin Core for what it has no word for, and the whole text in `content:encoded`.

use jiff::Timestamp;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item, Source};

use super::entry::{Entry, Head};
use super::wording;

/// The feed.
pub(super) fn write(head: &Head, entries: &[Entry]) -> String {
    let link = |rel: &str, href: &str| Link { rel: rel.to_owned(), href: href.to_owned(), ..Link::default() };
    let own = Link { mime_type: Some(head.kind.to_owned()), ..link("self", &head.address) };
    let channel = Channel {
        title: head.title.clone(),
        link: head.page.clone(),
        // The element must be there.
        description: if head.description.is_empty() { head.title.clone() } else { head.description.clone() },
        generator: Some(format!("rasid {}", env!("CARGO_PKG_VERSION"))),
        last_build_date: Some(date(head.updated)),
        atom_ext: Some(AtomExtension { links: head.hub.iter().map(|hub| link("hub", hub)).chain([own]).collect() }),
        items: entries.iter().map(item).collect(),
        ..Channel::default()
    };
    channel.to_string()
}

fn item(entry: &Entry) -> Item {
    let categories = entry.topics.iter().map(|(_, label)| Category { name: label.clone(), domain: None });
    let dublin_core = DublinCoreExtension {
        creators: entry.authors.clone(),
        publishers: entry.site.iter().cloned().collect(),
        languages: entry.language.iter().cloned().collect(),
        // RSS itself knows no date of change.
        dates: vec![wording::instant(entry.updated)],
        ..DublinCoreExtension::default()
    };
    Item {
        title: Some(entry.title.clone()),
        link: entry.link.clone(),
        // HTML as well, by custom of its readers.
        description: Some(wording::paragraphs(&entry.summary)),
        categories: categories.collect(),
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: entry.published.map(date),
        source: entry.source.clone().map(|url| Source { url, title: entry.site.clone() }),
        content: Some(entry.html.clone()),
        dublin_core_ext: Some(dublin_core),
        ..Item::default()
    }
}

/// A time by RFC 822, with four digits of the year, as RSS has it.
fn date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
