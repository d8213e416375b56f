//! From feed-rs's types to ours; what it made up is left out.

use std::time::Duration;

use feed_rs::model;
use feed_rs::model::FeedType;
use url::Url;

use crate::model::Pacing;
use crate::read::markup;

use super::document::{Enclosure, Entry, Feed, Link, Person, Text};
use super::parser::Dates;

/// Our form of a feed.
pub(super) fn feed(parsed: model::Feed, dates: &Dates, base: Option<&Url>) -> Feed {
    let format = parsed.feed_type;
    let links: Vec<Link> = parsed.links.into_iter().map(|found| link(found, base)).collect();
    let home = main_link(&links);
    let home_url = home.as_deref().and_then(|home| Url::parse(home).ok());
    // Without the address that answered, the home page is the best base there is.
    let base = base.or(home_url.as_ref());
    let editors = parsed.contributors.into_iter().filter(|person| person.role.as_deref() == Some("managingEditor"));
    Feed {
        title: parsed.title.and_then(|title| line(text(title, &format))),
        link: home,
        description: parsed.description.map(|description| text(description, &format)).filter(is_filled),
        language: parsed.language.and_then(filled),
        id: filled(parsed.id),
        published: dates.redeem(parsed.published),
        updated: dates.redeem(parsed.updated),
        authors: parsed.authors.into_iter().chain(editors).filter_map(person).collect(),
        categories: parsed.categories.into_iter().filter_map(category).collect(),
        ttl: parsed.ttl,
        pacing: Pacing {
            pause: parsed.ttl.map(|minutes| Duration::from_secs(u64::from(minutes) * 60)),
            ..Pacing::default()
        },
        hub: related(&links, "hub"),
        self_url: related(&links, "self"),
        next: related(&links, "next"),
        links,
        image: parsed.logo.or(parsed.icon).and_then(|image| filled(absolute(&image.uri, base))),
        entries: parsed.entries.into_iter().map(|found| entry(found, &format, dates, base)).collect(),
    }
}

fn entry(parsed: model::Entry, format: &FeedType, dates: &Dates, base: Option<&Url>) -> Entry {
    let (attached, links): (Vec<_>, Vec<_>) = parsed.links.into_iter().partition(|link| is_attachment(link, format));
    let links: Vec<Link> = links.into_iter().map(|found| link(found, base)).collect();
    let id = filled(parsed.id);
    // RSS: an id that is an address is that of the article, where no link is given.
    let address_in_id = || id.as_deref().filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    let image = parsed.media.iter().flat_map(|media| &media.thumbnails).map(|thumbnail| &thumbnail.image.uri).next();
    let image = image.map(|uri| absolute(uri, base));
    let media = parsed.media.into_iter().flat_map(|media| media.content).filter_map(media_file);
    let enclosures: Vec<_> = media.chain(attached.into_iter().map(|link| attachment(link, base))).collect();
    Entry {
        title: parsed.title.and_then(|title| line(text(title, format))),
        link: main_link(&links).or_else(|| address_in_id().map(str::to_owned)),
        links,
        summary: parsed.summary.map(|summary| text(summary, format)).filter(is_filled),
        content: parsed.content.and_then(content).filter(is_filled),
        published: dates.redeem(parsed.published),
        // feed-rs copies the first date where the second is missing.
        updated: dates.redeem(parsed.updated.filter(|_| parsed.updated != parsed.published)),
        authors: parsed.authors.into_iter().filter_map(person).collect(),
        categories: parsed.categories.into_iter().filter_map(category).collect(),
        language: parsed.language.and_then(filled),
        image: image.or_else(|| first_picture(&enclosures)),
        enclosures,
        id,
    }
}

/// RSS does not say whether a text is HTML; it is read as such, which leaves plain text as it is.
fn text(parsed: model::Text, format: &FeedType) -> Text {
    let is_rss = !matches!(format, FeedType::Atom | FeedType::JSON);
    let is_html = is_rss || is_html(parsed.content_type.as_ref());
    Text { value: parsed.content.trim().to_owned(), is_html }
}

fn content(parsed: model::Content) -> Option<Text> {
    let media_type = parsed.content_type.to_string();
    // Anything else is a file in base64.
    let is_readable = media_type.starts_with("text/") || is_html(&media_type);
    let value = parsed.body.filter(|_| is_readable)?.trim().to_owned();
    Some(Text { value, is_html: is_html(&media_type) })
}

fn is_html(media_type: &str) -> bool {
    media_type.contains("html") || media_type.ends_with("xml")
}

fn is_filled(text: &Text) -> bool {
    !text.value.is_empty()
}

fn line(text: Text) -> Option<String> {
    filled(markup::collapse(&text.plain()))
}

fn filled(text: String) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn link(parsed: model::Link, base: Option<&Url>) -> Link {
    Link { href: absolute(&parsed.href, base), rel: parsed.rel, media_type: parsed.media_type }
}

/// The address of the page that a feed or entry is about: its first link that is no feed, and no link to something else.
fn main_link(links: &[Link]) -> Option<String> {
    let is_page = |link: &&Link| {
        let is_main = link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        is_main
            && !link.href.is_empty()
            && !link.media_type.as_deref().is_some_and(|media_type| media_type.contains("rss"))
    };
    links.iter().find(is_page).map(|link| link.href.clone())
}

/// The first link that relates so and can be fetched.
fn related(links: &[Link], rel: &str) -> Option<Url> {
    let found = links.iter().find(|link| link.rel.as_deref() == Some(rel))?;
    Url::parse(&found.href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// Resolves an address as far as a base is known; what cannot be resolved stays as written.
fn absolute(href: &str, base: Option<&Url>) -> String {
    let href = href.trim();
    match (Url::parse(href), base) {
        (Err(_), Some(base)) if !href.is_empty() => base.join(href).map_or_else(|_| href.to_owned(), String::from),
        _ => href.to_owned(),
    }
}

fn is_attachment(link: &model::Link, format: &FeedType) -> bool {
    let is_of_json = *format == FeedType::JSON && link.media_type.is_some();
    link.rel.as_deref() == Some("enclosure") || is_of_json
}

fn attachment(link: model::Link, base: Option<&Url>) -> Enclosure {
    Enclosure { url: absolute(&link.href, base), media_type: link.media_type, length: link.length }
}

fn media_file(content: model::MediaContent) -> Option<Enclosure> {
    let media_type = content.content_type.map(|media_type| media_type.to_string());
    Some(Enclosure { url: content.url?.into(), media_type, length: content.size })
}

fn first_picture(enclosures: &[Enclosure]) -> Option<String> {
    let is_picture = |file: &&Enclosure| file.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"));
    enclosures.iter().find(is_picture).map(|file| file.url.clone())
}

fn category(parsed: model::Category) -> Option<String> {
    filled(parsed.term).or_else(|| parsed.label.and_then(filled))
}

fn person(parsed: model::Person) -> Option<Person> {
    let name = parsed.name.and_then(|name| filled(markup::collapse(without_brackets(&name))));
    let email = parsed.email.and_then(filled);
    (name.is_some() || email.is_some()).then(|| Person { name, email, uri: parsed.uri.and_then(filled) })
}

/// A name as feed-rs leaves it: with the brackets that stood around it or around the address.
fn without_brackets(name: &str) -> &str {
    let name = name.trim().trim_end_matches(['(', '<', '[', '（']).trim_start_matches([')', '>', ']', '）']).trim();
    name.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(name)
}
