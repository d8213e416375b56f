//! What there is to read: feeds, folders, and how much of each is unread.

use std::collections::BTreeMap;

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::items::microseconds;
use super::{Unanswered, json as answer, stream_name};
use crate::query::cases::reading::{FeedId, ReaderFeed, folders, shelf, unread_from};
use crate::serve::desk::{Desk, Sources};
use crate::serve::feeds::wording;
use crate::store::Unread;

/// `tag/list`: what is starred, the folders, and saved searches as labels.
pub(super) async fn tags(desk: &Desk) -> Result<Response, Unanswered> {
    let tags = desk.ask(|from| {
        let shelf = shelf(&from.store, &from.config)?;
        let mut tags = vec![json!({"id": "user/-/state/com.google/starred"})];
        tags.extend(
            folders(&shelf).into_iter().map(|name| json!({"id": stream_name::of_label(name), "type": "folder"})),
        );
        tags.extend(from.config.searches.iter().map(|search| {
            let label = search.label.as_deref().unwrap_or(search.id.as_str());
            json!({"id": stream_name::of_label(label), "type": "tag"})
        }));
        Ok(json!({"tags": tags}))
    });
    Ok(answer(&tags.await?))
}

/// `subscription/list`
pub(super) async fn subscriptions(desk: &Desk, base: String) -> Result<Response, Unanswered> {
    let subscriptions = desk.ask(move |from| {
        let shelf = shelf(&from.store, &from.config)?;
        let subscriptions: Vec<Value> = shelf.iter().map(|feed| subscription(&base, feed)).collect();
        Ok(json!({"subscriptions": subscriptions}))
    });
    Ok(answer(&subscriptions.await?))
}

fn subscription(base: &str, feed: &ReaderFeed) -> Value {
    let page = match &feed.id {
        FeedId::Topic(topic) => format!("{base}/topics/{topic}"),
        FeedId::Source(source) => format!("{base}/sources/{source}"),
    };
    json!({
        "id": stream_name::of_feed(&feed.id),
        "title": wording::line(&feed.title),
        "categories": [{"id": stream_name::of_label(&feed.folder), "label": feed.folder}],
        "sortid": stream_name::of_feed(&feed.id),
        "firstitemmsec": "0",
        "url": format!("{page}.rss"),
        "htmlUrl": page,
        "iconUrl": "",
    })
}

/// `unread-count`
pub(super) async fn unread(desk: &Desk) -> Result<Response, Unanswered> {
    let counts = desk.ask(|from| Ok(counts(from, &from.store.unread(unread_from(&from.store, from.now)?)?)?)).await?;
    Ok(answer(&counts))
}

/// How many there are under a name, and when the latest was fetched.
type Count = (u64, Timestamp);

fn counts(from: &Sources, unread: &[Unread]) -> Result<Value, crate::store::StoreError> {
    let shelf = shelf(&from.store, &from.config)?;
    let mut names: BTreeMap<String, Count> = BTreeMap::new();
    let mut all: Count = (0, Timestamp::UNIX_EPOCH);
    for part in unread {
        let source = || part.source.clone().map(FeedId::Source);
        let Some(id) = part.topic.clone().map(FeedId::Topic).or_else(source) else { continue };
        let folder = shelf.iter().find(|feed| feed.id == id).map(|feed| stream_name::of_label(&feed.folder));
        for name in [Some(stream_name::of_feed(&id)), folder].into_iter().flatten() {
            add(names.entry(name).or_insert((0, Timestamp::UNIX_EPOCH)), part);
        }
        add(&mut all, part);
    }
    names.insert("user/-/state/com.google/reading-list".to_owned(), all);
    let counts = names.iter().map(
        |(name, (count, newest))| json!({"id": name, "count": count, "newestItemTimestampUsec": microseconds(*newest)}),
    );
    Ok(json!({"max": all.0, "unreadcounts": counts.collect::<Vec<_>>()}))
}

fn add(count: &mut Count, part: &Unread) {
    *count = (count.0 + part.articles, count.1.max(part.newest));
}
