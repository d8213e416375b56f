//! Streams as Atom, which the first readers of this protocol took, and newsboat's for FeedHQ does.

use atom_syndication::{Category, Content, Entry as AtomEntry, Feed, Link, Text};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::items::{Told, told};
use super::question::{Question, long_id};
use super::{Unanswered, stream_name};
use crate::query::cases::reading::{Stream, page};
use crate::serve::desk::Desk;
use crate::serve::feeds::in_atom::{date, person};

/// Articles of an answer that says nothing else, and the most.
const USUAL: u32 = 20;
const MOST: u32 = 1_000;

/// What names of states and labels belong to.
const SCHEME: &str = "http://www.google.com/reader/";

/// `reader/atom`
pub(super) async fn answer(
    desk: &Desk,
    stream: Stream,
    question: Question,
    address: String,
) -> Result<Response, Unanswered> {
    let wanted = question.wanted(stream, USUAL, MOST)?;
    let feed = desk.ask(move |from| {
        let page = page(&from.store, &from.config, from.now, &wanted)?;
        let told = told(from, page.items)?;
        Ok(feed(&told, address, from.now))
    });
    let kind = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((kind, feed.await?.to_string()).into_response())
}

fn feed(items: &[Told], address: String, now: Timestamp) -> Feed {
    let title = items.first().map_or("rasid", |told| told.feed_title.as_str());
    Feed {
        title: Text::plain(title.to_owned()),
        updated: date(items.iter().map(|told| told.entry.updated).max().unwrap_or(now)),
        authors: vec![person("rasid")],
        links: vec![Link { rel: "self".to_owned(), href: address.clone(), ..Link::default() }],
        id: address,
        entries: items.iter().map(entry).collect(),
        ..Feed::default()
    }
}

fn entry(told: &Told) -> AtomEntry {
    let entry = &told.entry;
    let mut categories: Vec<Category> = told.categories().into_iter().map(|term| category(&term)).collect();
    if !told.item.is_read {
        categories.push(category("user/-/state/com.google/fresh"));
    }
    AtomEntry {
        title: Text::plain(entry.title.clone()),
        id: long_id(told.item.item),
        updated: date(entry.updated),
        published: Some(date(told.item.dated)),
        authors: entry.authors.iter().map(|name| person(name)).collect(),
        categories,
        links: entry.link.iter().map(|url| Link { href: url.clone(), ..Link::default() }).collect(),
        content: Some(Content {
            value: Some(entry.html.clone()),
            content_type: Some("html".to_owned()),
            lang: entry.language.clone(),
            ..Content::default()
        }),
        source: Some(atom_syndication::Source {
            id: stream_name::of_feed(&told.feed),
            title: Text::plain(told.feed_title.clone()),
            updated: date(entry.updated),
            ..atom_syndication::Source::default()
        }),
        ..AtomEntry::default()
    }
}

/// A state or label, with its last part as what people call it.
fn category(term: &str) -> Category {
    let label = term.rsplit('/').next().map(str::to_owned);
    Category { term: term.to_owned(), scheme: Some(SCHEME.to_owned()), label }
}
