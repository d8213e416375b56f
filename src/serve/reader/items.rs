//! Articles as readers take them: lists of ids, and what they hold.

use std::collections::HashMap;
use std::ops::ControlFlow;

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::question::{Question, long_id, place};
use super::{Unanswered, json as answer, stream_name};
use crate::config::Config;
use crate::query::cases::reading::{FeedId, Page, ReaderFeed, Stream, WITHOUT_TOPIC, page, shelf, unread_from, widest};
use crate::query::render::plain;
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::serve::feeds::entry::Entry;
use crate::serve::feeds::parameters::Extent;
use crate::store::{ArticleId, ReaderItem};

/// Articles of an answer that says nothing else, and the most with their texts.
const USUAL: u32 = 20;
const MOST: u32 = 1_000;
/// The most ids.
const MOST_IDS: u32 = 10_000;

/// An article with what readers are told of it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) item: ReaderItem,
    pub(super) entry: Entry,
    /// The feed that it stands in, and what that is called.
    pub(super) feed: FeedId,
    pub(super) feed_title: String,
    /// Its folder and its topics.
    pub(super) labels: Vec<String>,
}

impl Told {
    /// The names of what it belongs to.
    pub(super) fn categories(&self) -> Vec<String> {
        let mut names = vec!["user/-/state/com.google/reading-list".to_owned()];
        names.extend(self.labels.iter().map(|label| stream_name::of_label(label)));
        names.extend(self.item.is_read.then(|| "user/-/state/com.google/read".to_owned()));
        names.extend(self.item.is_starred.then(|| "user/-/state/com.google/starred".to_owned()));
        names
    }
}

/// `stream/items/ids`
pub(super) async fn ids(desk: &Desk, stream: Stream, question: Question) -> Result<Response, Unanswered> {
    let wanted = question.wanted(stream, USUAL, MOST_IDS)?;
    let page = desk.ask(move |from| Ok(page(&from.store, &from.config, from.now, &wanted)?)).await?;
    let references = page.items.iter().map(|item| {
        json!({
            "id": item.item.get().to_string(),
            "directStreamIds": [],
            "timestampUsec": microseconds(item.first_seen),
        })
    });
    let mut body = json!({"itemRefs": references.collect::<Vec<_>>()});
    go_on(&mut body, &page);
    Ok(answer(&body))
}

/// `stream/contents`
pub(super) async fn contents(desk: &Desk, stream: Stream, question: Question) -> Result<Response, Unanswered> {
    let wanted = question.wanted(stream, USUAL, MOST)?;
    let name = named(&wanted.stream);
    let body = desk.ask(move |from| {
        let page = page(&from.store, &from.config, from.now, &wanted)?;
        let mut body = body(&name, from.now, &told(from, page.items.clone())?);
        go_on(&mut body, &page);
        Ok(body)
    });
    Ok(answer(&body.await?))
}

/// `stream/items/contents`
pub(super) async fn of_ids(desk: &Desk, question: Question) -> Result<Response, Unanswered> {
    let mut items = question.items()?;
    items.truncate(MOST as usize);
    let body = desk.ask(move |from| {
        let ids = from.store.articles_of_items(&items)?;
        let items = from.store.reader_items(&ids, unread_from(&from.store, from.now)?)?;
        Ok(body("user/-/state/com.google/reading-list", from.now, &told(from, items)?))
    });
    Ok(answer(&body.await?))
}

/// Articles in full, in their order.
pub(super) fn told(from: &Sources, items: Vec<ReaderItem>) -> Result<Vec<Told>, Refusal> {
    let ids: Vec<ArticleId> = items.iter().map(|item| item.id).collect();
    let editions = from.store.editions(&ids)?;
    let editions: HashMap<ArticleId, _> = editions.into_iter().map(|edition| (edition.id, edition)).collect();
    let shelf = shelf(&from.store, &from.config)?;
    let mut entries = HashMap::new();
    from.store.for_each_whole(&ids, |article| {
        let id = article.row.id;
        entries.insert(id, Entry::new(article, editions.get(&id), Extent::Full, &from.config));
        ControlFlow::Continue(())
    })?;
    let told = items.into_iter().filter_map(|item| {
        let entry = entries.remove(&item.id)?;
        placed(&from.config, &shelf, item, entry)
    });
    Ok(told.collect())
}

fn placed(config: &Config, shelf: &[ReaderFeed], item: ReaderItem, entry: Entry) -> Option<Told> {
    let feed = match (&item.topic, &item.source) {
        (Some(topic), _) => FeedId::Topic(topic.clone()),
        // An article that no source listed cannot be.
        (None, source) => FeedId::Source(source.clone()?),
    };
    let found = shelf.iter().find(|own| own.id == feed);
    let mut labels: Vec<String> = vec![found.map_or(WITHOUT_TOPIC, |feed| feed.folder.as_str()).to_owned()];
    for (id, name) in &entry.topics {
        let rule = config.topics.rules().iter().find(|rule| rule.id.as_str() == id);
        let folder = rule.map(|rule| widest(&config.topics, rule).name().to_owned());
        labels.extend(folder.into_iter().chain([name.clone()]));
    }
    let mut seen = Vec::new();
    labels.retain(|label| {
        !seen.contains(label) && {
            seen.push(label.clone());
            true
        }
    });
    Some(Told {
        feed_title: found.map(|feed| feed.title.clone()).or_else(|| entry.site.clone()).unwrap_or_default(),
        feed,
        item,
        entry,
        labels,
    })
}

fn body(name: &str, now: Timestamp, items: &[Told]) -> Value {
    json!({
        "id": name,
        "direction": "ltr",
        "updated": now.as_second(),
        "items": items.iter().map(value).collect::<Vec<_>>(),
    })
}

fn value(told: &Told) -> Value {
    let Told { item, entry, .. } = told;
    let links: Vec<Value> = entry.link.iter().map(|url| json!({"href": url, "type": "text/html"})).collect();
    json!({
        "id": long_id(item.item),
        "crawlTimeMsec": item.first_seen.as_millisecond().to_string(),
        "timestampUsec": microseconds(item.first_seen),
        "published": item.dated.as_second(),
        "updated": entry.updated.as_second(),
        "title": title(&entry.title),
        "author": entry.authors.join(", "),
        "canonical": links,
        "alternate": links,
        "summary": {"content": entry.html, "direction": plain::direction(&entry.summary)},
        "categories": told.categories(),
        "origin": {
            "streamId": stream_name::of_feed(&told.feed),
            "title": told.feed_title,
            "htmlUrl": entry.link.as_deref().and_then(home).unwrap_or_default(),
        },
    })
}

/// Some readers take a title for HTML and others for text, so it holds nothing that they would read in two ways: the wide
/// forms of these letters look nearly the same.
pub(super) fn title(text: &str) -> String {
    text.replace('&', "＆").replace('<', "＜").replace('>', "＞")
}

/// The front page of the site that an address is of.
fn home(url: &str) -> Option<String> {
    url::Url::parse(url).ok().map(|url| format!("{}/", url.origin().ascii_serialization()))
}

fn named(stream: &Stream) -> String {
    match stream {
        Stream::Everything => "user/-/state/com.google/reading-list".to_owned(),
        Stream::Starred => "user/-/state/com.google/starred".to_owned(),
        Stream::Read => "user/-/state/com.google/read".to_owned(),
        Stream::Feed(feed) => stream_name::of_feed(feed),
        Stream::Label(label) => stream_name::of_label(label),
    }
}

fn go_on(body: &mut Value, page: &Page) {
    if let (Some(next), Some(fields)) = (page.next, body.as_object_mut()) {
        fields.insert("continuation".to_owned(), place(next).into());
    }
}

pub(super) fn microseconds(at: Timestamp) -> String {
    at.as_microsecond().to_string()
}
