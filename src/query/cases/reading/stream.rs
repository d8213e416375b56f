//! The articles of a stream, page by page.
//!
//! A page ends with what it went up to, and the next begins behind that, whatever has come in meanwhile.

use jiff::{SignedDuration, Timestamp};

use super::{FeedId, WITHOUT_TOPIC, unread_from};
use crate::config::Config;
use crate::query::cases::request::{ArticleRequest, RequestError};
use crate::store::{ArticleFilter, ArticleId, ArticleOrder, Condition, ReaderItem, ReaderMark, Store, StoreError};

/// Articles that are marked in one transaction, so that polls are not kept waiting.
const MARKED_AT_ONCE: usize = 2_000;

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stream {
    /// All articles.
    Everything,
    /// Those that somebody keeps.
    Starred,
    /// Those that count as read.
    Read,
    /// A feed.
    Feed(FeedId),
    /// Those of a topic, of a saved search or of [`WITHOUT_TOPIC`], by what it is called, or by its id.
    Label(String),
}

/// In what state an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It counts as read.
    Read,
    /// It does not.
    Unread,
    /// Somebody keeps it.
    Starred,
}

/// What of a stream is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The stream.
    pub stream: Stream,
    /// Only what is in these states.
    pub only: Vec<State>,
    /// Nothing that is in one of these.
    pub without: Vec<State>,
    /// First fetched then or later.
    pub since: Option<Timestamp>,
    /// First fetched then or earlier.
    pub until: Option<Timestamp>,
    /// Whether the earliest comes first.
    pub is_oldest_first: bool,
    /// Where an earlier page ended.
    pub after: Option<Cursor>,
    /// The most articles.
    pub limit: u32,
}

/// The article that a page ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// What lists are ordered by, in seconds since 1970.
    pub dated_s: i64,
    /// Its number.
    pub id: ArticleId,
}

/// Some articles of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// In the order asked for.
    pub items: Vec<ReaderItem>,
    /// Where the next page begins; `None` where there is none.
    pub next: Option<Cursor>,
}

/// Why a stream cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// There is no such stream.
    #[error("nothing is called `{0}`: subscription/list and tag/list tell what there is")]
    Missing(String),
    /// A saved search asks for a time that is out of range.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A page of a stream.
///
/// # Errors
/// There is no such stream, or the database fails.
pub fn page(store: &Store, config: &Config, now: Timestamp, wanted: &Wanted) -> Result<Page, ReadingError> {
    let unread_from = unread_from(store, now)?;
    let mut filter = filter(store, config, now, wanted, unread_from)?;
    let limit = usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    // One more than wanted tells whether there are more.
    filter.limit = Some(wanted.limit.saturating_add(1));
    let mut items = store.reader_items(&store.chosen(&filter)?, unread_from)?;
    let is_cut = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| is_cut).map(|item| Cursor { dated_s: item.dated.as_second(), id: item.id });
    Ok(Page { items, next })
}

/// Marks what is unread in a stream as read, as far as it was fetched up to a time.
///
/// # Errors
/// There is no such stream, or the database fails.
pub fn mark_all(
    store: &Store,
    config: &Config,
    now: Timestamp,
    stream: Stream,
    until: Option<Timestamp>,
) -> Result<(), ReadingError> {
    let wanted = Wanted {
        stream,
        only: vec![State::Unread],
        without: Vec::new(),
        since: None,
        until,
        is_oldest_first: false,
        after: None,
        limit: 0,
    };
    let filter = filter(store, config, now, &wanted, unread_from(store, now)?)?;
    for ids in store.chosen(&filter)?.chunks(MARKED_AT_ONCE) {
        store.mark(ids.to_vec(), ReaderMark { is_read: Some(true), is_starred: None }, now)?;
    }
    Ok(())
}

fn filter(
    store: &Store,
    config: &Config,
    now: Timestamp,
    wanted: &Wanted,
    unread_from: ArticleId,
) -> Result<ArticleFilter, ReadingError> {
    let mut filter = of_stream(config, now, &wanted.stream, unread_from)?;
    filter.order = if wanted.is_oldest_first { ArticleOrder::Oldest } else { ArticleOrder::Newest };
    let in_state = |state: &State| match state {
        State::Read => not(Condition::Unread { from: unread_from }),
        State::Unread => Condition::Unread { from: unread_from },
        State::Starred => Condition::Starred,
    };
    filter.conditions.extend(wanted.only.iter().map(in_state));
    filter.conditions.extend(wanted.without.iter().map(|state| not(in_state(state))));
    if let Some(since) = wanted.since {
        filter.conditions.push(not(Condition::StoredUntil(before(store.stored_since(since)?))));
    }
    if let Some(until) = wanted.until {
        filter.conditions.push(Condition::StoredUntil(before(store.stored_since(second_after(until))?)));
    }
    if let Some(Cursor { dated_s, id }) = wanted.after {
        // The date leads into the index; of the articles of that second the numbers tell.
        let dated = Timestamp::from_second(dated_s).unwrap_or(now);
        if wanted.is_oldest_first {
            filter.since = Some(filter.since.map_or(dated, |since| since.max(dated)));
            filter.conditions.push(not(Condition::Behind(dated, ArticleId(id.0.saturating_add(1)))));
        } else {
            let end = second_after(dated);
            filter.until = Some(filter.until.map_or(end, |until| until.min(end)));
            filter.conditions.push(Condition::Behind(dated, id));
        }
    }
    Ok(filter)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn before(id: ArticleId) -> ArticleId {
    ArticleId(id.0.saturating_sub(1))
}

fn second_after(time: Timestamp) -> Timestamp {
    time.checked_add(SignedDuration::from_secs(1)).unwrap_or(time)
}

fn of_stream(
    config: &Config,
    now: Timestamp,
    stream: &Stream,
    unread_from: ArticleId,
) -> Result<ArticleFilter, ReadingError> {
    let all = ArticleFilter::newest(None);
    Ok(match stream {
        Stream::Everything => all,
        // A copy that somebody keeps is kept.
        Stream::Starred => ArticleFilter { conditions: vec![Condition::Starred], with_copies: true, ..all },
        Stream::Read => ArticleFilter { conditions: vec![not(Condition::Unread { from: unread_from })], ..all },
        Stream::Feed(FeedId::Topic(topic)) => ArticleFilter {
            topics: vec![topic.clone()],
            conditions: vec![Condition::StrongestTopic(Some(topic.clone()))],
            ..all
        },
        Stream::Feed(FeedId::Source(source)) => ArticleFilter {
            sources: vec![source.clone()],
            conditions: vec![Condition::StrongestTopic(None), Condition::FirstSource(source.clone())],
            ..all
        },
        Stream::Label(name) if name == WITHOUT_TOPIC => {
            ArticleFilter { conditions: vec![Condition::StrongestTopic(None)], ..all }
        }
        Stream::Label(name) => of_label(config, now, name)?,
    })
}

fn of_label(config: &Config, now: Timestamp, name: &str) -> Result<ArticleFilter, ReadingError> {
    let rules = config.topics.rules();
    let topic =
        rules.iter().find(|rule| rule.name() == name).or_else(|| rules.iter().find(|rule| rule.id.as_str() == name));
    if let Some(topic) = topic {
        return Ok(ArticleFilter { topics: vec![topic.id.clone()], ..ArticleFilter::newest(None) });
    }
    let is_meant = |label: &Option<String>, id: &str| label.as_deref() == Some(name) || id == name;
    let search = config.searches.iter().find(|search| is_meant(&search.label, search.id.as_str()));
    let search = search.ok_or_else(|| ReadingError::Missing(name.to_owned()))?;
    let request = ArticleRequest::of(vec![search.query.clone()], None);
    Ok(request.filter(now)?)
}
