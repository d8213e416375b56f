//! From feed-rs's types to ours; what it made up is left out.

use feed_rs::model;
use url::Url;

use crate::model::Pacing;
use crate::read::feed::document::{Enclosure, Entry, Feed, Link, Person, Text, main_link};
use crate::read::markup::{self, Cleaner};

use super::parser::Dates;

/// Our form of a JSON Feed.
pub(super) fn feed(parsed: model::Feed, dates: &Dates, base: Option<&Url>) -> Feed {
    let links: Vec<Link> = parsed.links.into_iter().map(|found| link(found, base)).collect();
    let home = main_link(&links);
    let home_url = home.as_deref().and_then(|home| Url::parse(home).ok());
    // Without the address that answered, the home page is the best base there is.
    let base = base.or(home_url.as_ref());
    let mut cleaner = Cleaner::default();
    Feed {
        title: parsed.title.and_then(|title| plain(&title.content)),
        link: home,
        description: parsed.description.and_then(|description| plain(&description.content)),
        language: parsed.language.and_then(filled),
        authors: parsed.authors.into_iter().filter_map(person).collect(),
        image: parsed.logo.or(parsed.icon).and_then(|image| filled(absolute(&image.uri, base))),
        pacing: Pacing::default(),
        entries: parsed.entries.into_iter().map(|found| entry(found, dates, base, &mut cleaner)).collect(),
        links,
        ..Feed::default()
    }
}

fn entry(parsed: model::Entry, dates: &Dates, base: Option<&Url>, cleaner: &mut Cleaner) -> Entry {
    // Attachments are the links that have a media type.
    let (attached, links): (Vec<_>, Vec<_>) = parsed.links.into_iter().partition(|link| link.media_type.is_some());
    let links: Vec<Link> = links.into_iter().map(|found| link(found, base)).collect();
    let enclosures: Vec<_> = attached.into_iter().map(|link| attachment(link, base)).collect();
    let id = filled(parsed.id);
    // An id that is an address is that of the article, where no link is given.
    let address_in_id = || id.as_deref().filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    Entry {
        title: parsed.title.and_then(|title| plain(&title.content)),
        link: main_link(&links).or_else(|| address_in_id().map(str::to_owned)),
        links,
        summary: parsed.summary.and_then(|summary| plain(&summary.content)),
        content: parsed.content.and_then(|found| content(found, base, cleaner)),
        published: dates.redeem(parsed.published),
        updated: dates.redeem(parsed.updated),
        authors: parsed.authors.into_iter().filter_map(person).collect(),
        categories: parsed.categories.into_iter().filter_map(|category| filled(category.term)).collect(),
        image: first_picture(&enclosures),
        enclosures,
        id,
        ..Entry::default()
    }
}

fn plain(text: &str) -> Option<Text> {
    let value = markup::collapse(text);
    (!value.is_empty()).then_some(Text { value, is_html: false })
}

fn content(parsed: model::Content, base: Option<&Url>, cleaner: &mut Cleaner) -> Option<Text> {
    let is_html = parsed.content_type.to_string().contains("html");
    let body = parsed.body?;
    let value = if is_html { cleaner.clean(&body, base).trim().to_owned() } else { body.trim().to_owned() };
    (!value.is_empty()).then_some(Text { value, is_html })
}

fn filled(text: String) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn link(parsed: model::Link, base: Option<&Url>) -> Link {
    Link { href: absolute(&parsed.href, base), rel: parsed.rel, media_type: parsed.media_type, title: parsed.title }
}

/// Resolves an address as far as a base is known; what cannot be resolved stays as written.
fn absolute(href: &str, base: Option<&Url>) -> String {
    let href = href.trim();
    match (Url::parse(href), base) {
        (Err(_), Some(base)) if !href.is_empty() => base.join(href).map_or_else(|_| href.to_owned(), String::from),
        _ => href.to_owned(),
    }
}

fn attachment(link: model::Link, base: Option<&Url>) -> Enclosure {
    Enclosure { url: absolute(&link.href, base), media_type: link.media_type, length: link.length }
}

fn first_picture(enclosures: &[Enclosure]) -> Option<String> {
    let is_picture = |file: &&Enclosure| file.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"));
    enclosures.iter().find(is_picture).map(|file| file.url.clone())
}

fn person(parsed: model::Person) -> Option<Person> {
    let name = parsed.name.and_then(|name| filled(markup::collapse(&name)));
    let email = parsed.email.and_then(filled);
    (name.is_some() || email.is_some()).then(|| Person { name, email, uri: parsed.uri.and_then(filled) })
}
