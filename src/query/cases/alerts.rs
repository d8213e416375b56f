//! What the alerts of the configuration have to tell, and how they fare.
//!
//! An alert looks at what came in since it looked last, or at what holds now and did not before. Nothing is remembered here:
//! a [`Look`] says what is to be told and what the alert is to remember once it was.

mod holding;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::condition::Condition as SourceCondition;
use super::growth::StoryGrowth;
use super::request::{ArticleRequest, RequestError};
use super::saved;
use super::sources::{Judged, judged};
use super::stories::growing;
use super::topics::{TopicOverview, overviews};
use crate::analysis::burst::{Mark, STORY_HOURS};
use crate::config::{Alert, AlertPace, Choice, Config, Recipient, Watch};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{
    AlertState, ArticleFilter, ArticleId, ArticleOrder, ArticleRow, Condition, Store, StoreError, StoryFilter, StoryId,
    StoryOrder, StoryRow, Told,
};

/// Of more stories at once nobody is told.
const MOST_STORIES: u32 = 500;

/// What there is to tell.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Articles that came in.
    Articles {
        /// Those of the latest dates, the newest first.
        newest: Vec<ArticleRow>,
        /// How many there are in all.
        total: usize,
    },
    /// Stories that grow, in the order of their weight.
    Stories(Vec<(StoryRow, StoryGrowth)>),
    /// Topics that grow.
    Topics(Vec<TopicOverview>),
    /// Sources.
    Sources {
        /// Those that someone should look after.
        ill: Vec<Judged>,
        /// Those that are well again.
        well: Vec<Judged>,
    },
}

impl News {
    /// How many articles, stories, topics or sources there are.
    #[must_use]
    pub fn total(&self) -> usize {
        match self {
            Self::Articles { total, .. } => *total,
            Self::Stories(stories) => stories.len(),
            Self::Topics(topics) => topics.len(),
            Self::Sources { ill, well } => ill.len() + well.len(),
        }
    }
}

/// What an alert sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// What there is to tell; `None`: nothing.
    pub news: Option<News>,
    /// The last article that it has seen to, once that is told.
    pub seen: ArticleId,
    /// What it has told then, and still holds.
    pub told: BTreeMap<String, Told>,
}

/// Why an alert cannot look.
#[derive(Debug, thiserror::Error)]
pub enum AlertError {
    /// Its query cannot be understood.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an alert sees at a time, from where it stands.
///
/// # Errors
/// Its choice of articles cannot be understood, or the database fails.
pub fn look(
    store: &Store,
    config: &Config,
    alert: &Alert,
    state: &AlertState,
    now: Timestamp,
) -> Result<Look, AlertError> {
    let last = store.last_stored()?.unwrap_or(ArticleId(0));
    match &alert.watch {
        Watch::Articles { choice, max_age } => {
            let mut filter = filter(config, choice, now)?;
            filter.conditions.push(Condition::NewWhenSeen(*max_age));
            let news = articles(store, filter, state.seen, last, alert.most)?;
            Ok(Look { news, seen: last, told: BTreeMap::new() })
        }
        Watch::Stories { choice, growth } => {
            let stories = stories(store, &filter(config, choice, now)?, *growth, now)?;
            let known = holding::under_present_names(store, &state.told)?;
            let named = |(story, growth): &(StoryRow, StoryGrowth)| mark_of(story.id, growth);
            let (fresh, told) = holding::growing(stories, named, &known, now);
            let news = (!fresh.is_empty()).then_some(News::Stories(fresh));
            Ok(Look { news, seen: last, told })
        }
        Watch::Topics { topics, growth } => {
            let mut found = overviews(store, &config.topics, now)?;
            found.retain(|topic| {
                let is_meant = topic.is_configured && (topics.is_empty() || topics.contains(&topic.id));
                is_meant && topic.growth.mark() >= Some(*growth)
            });
            let named = |topic: &TopicOverview| topic.growth.mark().map(|mark| (topic.id.to_string(), mark));
            let (fresh, told) = holding::growing(found, named, &state.told, now);
            let news = (!fresh.is_empty()).then_some(News::Topics(fresh));
            Ok(Look { news, seen: last, told })
        }
        Watch::Sources { failing_for } => {
            let judged = judged(store, now)?;
            let (news, told) = holding::sources(judged, *failing_for, &state.told, now);
            Ok(Look { news, seen: last, told })
        }
    }
}

/// What an alert on articles or stories would find at all, the newest first: what a trial of it tells of.
///
/// # Errors
/// As of [`look`].
pub fn latest(store: &Store, config: &Config, alert: &Alert, most: u32, now: Timestamp) -> Result<News, AlertError> {
    let everything = Choice::default();
    let choice = match &alert.watch {
        Watch::Articles { choice, .. } | Watch::Stories { choice, .. } => choice,
        Watch::Topics { .. } | Watch::Sources { .. } => &everything,
    };
    let filter = ArticleFilter { limit: Some(most), ..filter(config, choice, now)? };
    let ids = store.chosen(&filter)?;
    Ok(News::Articles { total: ids.len(), newest: rows(store, &ids)? })
}

fn mark_of(story: StoryId, growth: &StoryGrowth) -> Option<(String, Mark)> {
    Some((story.to_string(), growth.beside_habit?.mark?))
}

fn filter(config: &Config, choice: &Choice, now: Timestamp) -> Result<ArticleFilter, AlertError> {
    let request =
        ArticleRequest::of(saved::queries(&config.searches, &choice.query).map_err(RequestError::from)?, None);
    Ok(request.filter(now)?)
}

/// What came in after one article, up to another.
fn articles(
    store: &Store,
    mut filter: ArticleFilter,
    seen: ArticleId,
    last: ArticleId,
    most: u32,
) -> Result<Option<News>, StoreError> {
    if seen >= last {
        return Ok(None);
    }
    filter.conditions.extend([Condition::StoredAfter(seen), Condition::StoredUntil(last)]);
    let all = ArticleFilter { order: ArticleOrder::Stored, ..filter.clone() };
    let total = store.chosen(&all)?.len();
    if total == 0 {
        return Ok(None);
    }
    let newest = store.chosen(&ArticleFilter { limit: Some(most), ..filter })?;
    Ok(Some(News::Articles { newest: rows(store, &newest)?, total }))
}

fn rows(store: &Store, ids: &[ArticleId]) -> Result<Vec<ArticleRow>, StoreError> {
    let mut rows = Vec::with_capacity(ids.len());
    store.for_each_whole(ids, |article| {
        rows.push(article.row);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// The stories that grow so far at least and have an article of a choice.
fn stories(
    store: &Store,
    filter: &ArticleFilter,
    growth: Mark,
    now: Timestamp,
) -> Result<Vec<(StoryRow, StoryGrowth)>, StoreError> {
    let hours = SignedDuration::from_hours(STORY_HOURS as i64);
    let of_late = StoryFilter {
        topics: Vec::new(),
        languages: Vec::new(),
        since: now.checked_sub(hours).unwrap_or(Timestamp::MIN),
        now,
        order: StoryOrder::Rank,
        limit: MOST_STORIES,
    };
    let mut found = growing(store, &of_late)?;
    found.retain(|(_, grown)| grown.beside_habit.and_then(|habit| habit.mark) >= Some(growth));
    let mut chosen = Vec::with_capacity(found.len());
    for (story, grown) in found {
        let mut of_story = ArticleFilter { limit: Some(1), ..filter.clone() };
        of_story.conditions.push(Condition::Story(story.id.0));
        if !store.chosen(&of_story)?.is_empty() {
            chosen.push((story, grown));
        }
    }
    Ok(chosen)
}

/// Whether someone is to be told of a source.
fn is_to_be_told(source: &Judged, failing_for: Duration, now: Timestamp) -> bool {
    let has_failed = |since: Timestamp| {
        let patience = SignedDuration::try_from(failing_for).unwrap_or(SignedDuration::MAX);
        now.duration_since(since) >= patience
    };
    match source.condition {
        SourceCondition::Failing => source.health.failing_since.is_some_and(has_failed),
        condition => condition.is_failing(),
    }
}

/// The alerts of the configuration, a row each.
///
/// # Errors
/// The database fails.
pub fn listing(store: &Store, alerts: &[Alert], now: Timestamp) -> Result<Listing, StoreError> {
    let columns = vec![
        Column::whole("alert"),
        Column::whole("watch"),
        Column::elastic("of"),
        Column::elastic("to"),
        Column::whole("every"),
        Column::whole("schedule"),
        Column::whole("messages"),
        Column::whole("last_sent"),
        Column::whole("next_try"),
        Column::elastic("error"),
        Column::hidden("label"),
        Column::hidden("failures"),
        Column::hidden("since"),
    ];
    let rows = alerts.iter().map(|alert| {
        let state = store.alert(&alert.id)?;
        Ok(row(alert, state.as_ref(), now))
    });
    Ok(Listing { columns, rows: rows.collect::<Result<_, StoreError>>()? })
}

fn row(alert: &Alert, state: Option<&AlertState>, now: Timestamp) -> Row {
    let age = |at: Option<Timestamp>| at.map_or(Cell::Null, |at| Cell::Age { at, now });
    vec![
        alert.id.as_str().into(),
        alert.watch.kind().as_str().into(),
        of(&alert.watch).into(),
        to(&alert.to).into(),
        match alert.pace {
            AlertPace::Every(every) => Cell::Span(every),
            AlertPace::Schedule(_) => Cell::Null,
        },
        match &alert.pace {
            AlertPace::Every(_) => Cell::Null,
            AlertPace::Schedule(line) => line.as_str().into(),
        },
        Cell::count(state.map_or(0, |state| state.messages)),
        age(state.and_then(|state| state.last_sent)),
        age(state.and_then(|state| state.next_try)),
        state.and_then(|state| state.last_error.as_deref()).into(),
        alert.label.as_deref().into(),
        state.map_or(0, |state| state.failures).into(),
        state.map(|state| state.since).into(),
    ]
}

/// What an alert is limited to; empty where it is not.
fn of(watch: &Watch) -> String {
    match watch {
        Watch::Articles { choice, .. } | Watch::Stories { choice, .. } => choice.query.clone(),
        Watch::Topics { topics, .. } => topics.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Watch::Sources { .. } => String::new(),
    }
}

/// Whom an alert tells, without what lets others write there.
fn to(recipient: &Recipient) -> String {
    match recipient {
        Recipient::Webhook(webhook) => webhook.host.clone(),
        Recipient::Mail(addresses) => addresses.join(", "),
    }
}
