//! The stories of a time, and one story with its articles.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::growth::{Pulse, StoryGrowth};
use super::request::{RequestError, language};
use crate::analysis::burst::Mark;
use crate::model::{SourceId, TopicId};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{Store, StoreError, StoryDetail, StoryFilter, StoryId, StoryMember, StoryOrder, StoryRow};
use crate::text::when::{self, Bound};

/// A choice of stories as a user wrote it. Empty lists ask nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRequest {
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// From when on, as [`crate::text::when`] reads it.
    pub since: String,
    /// What comes first.
    pub order: StoryOrder,
    /// The most stories.
    pub limit: u32,
}

impl StoryRequest {
    /// Checks everything; `now` is when the request was made.
    ///
    /// # Errors
    /// The first part that cannot be understood.
    pub fn filter(&self, now: Timestamp) -> Result<StoryFilter, RequestError> {
        Ok(StoryFilter {
            topics: self.topics.iter().map(|id| TopicId::parse(id)).collect::<Result<_, _>>()?,
            languages: self.languages.iter().map(|code| language(code)).collect::<Result<_, _>>()?,
            since: when::parse(&self.since, Bound::Since, now)?,
            now,
            order: self.order,
            limit: self.limit,
        })
    }
}

/// A story, and how it grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// All that is stored of it.
    pub detail: StoryDetail,
    /// The last hours beside those before.
    pub growth: StoryGrowth,
    /// When that was asked.
    pub now: Timestamp,
}

/// An hour of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    /// When it began.
    pub at: Timestamp,
    /// Articles that are no copies.
    pub texts: u32,
    /// Articles.
    pub articles: u32,
}

/// The stories that a filter chooses, in its order, each with how it grows.
///
/// # Errors
/// The database fails.
pub fn growing(store: &Store, filter: &StoryFilter) -> Result<Vec<(StoryRow, StoryGrowth)>, StoreError> {
    let pulse = Pulse::new(store, filter.now)?;
    let rows = store.stories(filter)?.into_iter().map(|story| {
        let growth = pulse.of_story(story.id)?;
        Ok((story, growth))
    });
    rows.collect()
}

/// The same as a listing.
///
/// # Errors
/// The database fails.
pub fn stories(store: &Store, filter: &StoryFilter) -> Result<Listing, StoreError> {
    let rows = growing(store, filter)?.into_iter().map(|(story, growth)| row(&story, growth, filter.now));
    Ok(Listing { columns: columns(), rows: rows.collect() })
}

/// The day of the newest story that a filter would choose if it asked for no time.
///
/// # Errors
/// The database fails.
pub fn newest(store: &Store, filter: StoryFilter) -> Result<Option<Date>, StoreError> {
    let filter = StoryFilter { since: Timestamp::UNIX_EPOCH, order: StoryOrder::Newest, limit: 1, ..filter };
    let newest = store.stories(&filter)?.into_iter().next();
    Ok(newest.map(|story| story.last.to_zoned_datetime(TimeZone::UTC).date()))
}

/// One story, or the one that has taken its articles in; `None` if there is none of that number.
///
/// # Errors
/// The database fails.
pub fn story(store: &Store, id: StoryId, now: Timestamp) -> Result<Option<Story>, StoreError> {
    let Some(detail) = store.story(id, now)? else { return Ok(None) };
    let growth = Pulse::new(store, now)?.of_story(detail.row.id)?;
    Ok(Some(Story { detail, growth, now }))
}

/// A story for programs: what lists hold, with its sources, its articles and its hours.
#[must_use]
pub fn listing(story: &Story) -> Listing {
    let mut columns = columns();
    columns.extend(["source_ids", "timeline", "by_hour"].map(Column::hidden));
    let mut row = row(&story.detail.row, story.growth, story.now);
    row.extend([
        Cell::List(story.detail.sources.iter().map(source).collect()),
        Cell::List(story.detail.members.iter().map(member).collect()),
        Cell::List(by_hour(&story.detail.members).into_iter().map(hour).collect()),
    ]);
    Listing { columns, rows: vec![row] }
}

/// A story's articles by the hour of their date, from the first to the last hour that has one; hours without any are left
/// out.
#[must_use]
pub fn by_hour(members: &[StoryMember]) -> Vec<Hour> {
    let mut hours: Vec<Hour> = Vec::new();
    let mut members: Vec<&StoryMember> = members.iter().collect();
    members.sort_by_key(|member| member.dated);
    for member in members {
        let into_hour = SignedDuration::from_secs(member.dated.as_second().rem_euclid(3600));
        let at = member.dated.checked_sub(into_hour).unwrap_or(member.dated);
        if hours.last().is_none_or(|last| last.at != at) {
            hours.push(Hour { at, texts: 0, articles: 0 });
        }
        if let Some(hour) = hours.last_mut() {
            hour.articles += 1;
            hour.texts += u32::from(member.copy_of.is_none());
        }
    }
    hours
}

fn columns() -> Vec<Column> {
    vec![
        Column::whole("id"),
        // Left to programs: on a terminal the headline needs their room.
        Column::hidden("first"),
        Column::whole("last"),
        Column::whole("articles"),
        Column::hidden("texts"),
        Column::whole("sources"),
        Column::elastic("languages"),
        Column::whole("last_6h"),
        Column::whole("usual_6h"),
        Column::whole("mark"),
        Column::elastic("title"),
        Column::elastic("topics"),
        Column::hidden("topic_texts"),
        Column::hidden("lead"),
        Column::hidden("weight"),
        Column::hidden("probability"),
    ]
}

fn row(story: &StoryRow, growth: StoryGrowth, now: Timestamp) -> Row {
    let habit = growth.beside_habit;
    let texts =
        |(topic, n): &(TopicId, u64)| Cell::record([("topic", topic.as_str().into()), ("texts", Cell::count(*n))]);
    vec![
        story.id.0.into(),
        Cell::Age { at: story.first, now },
        Cell::Age { at: story.last, now },
        Cell::count(story.articles),
        Cell::count(story.texts),
        Cell::count(story.sources),
        Cell::texts(&story.languages),
        growth.latest.into(),
        habit.map(|habit| habit.expected).into(),
        habit.and_then(|habit| habit.mark).map(Mark::as_str).into(),
        story.title.as_str().into(),
        Cell::texts(story.topics_of_a_third()),
        Cell::List(story.topics.iter().map(texts).collect()),
        story.lead.0.into(),
        story.weight.into(),
        habit.map(|habit| habit.probability).into(),
    ]
}

fn source((source, n): &(SourceId, u64)) -> Cell {
    Cell::record([("source", source.as_str().into()), ("articles", Cell::count(*n))])
}

fn member(member: &StoryMember) -> Cell {
    Cell::record([
        ("id", member.id.0.into()),
        ("dated", member.dated.into()),
        ("language", member.language.as_ref().map(ToString::to_string).into()),
        ("site", member.site.as_deref().into()),
        ("title", member.title.as_str().into()),
        ("url", member.url.as_str().into()),
        ("copy_of", member.copy_of.map(|(original, _)| original.0).into()),
        ("copy_kind", member.copy_of.map(|(_, kind)| kind.as_str()).into()),
    ])
}

fn hour(hour: Hour) -> Cell {
    Cell::record([("hour", hour.at.into()), ("texts", hour.texts.into()), ("articles", hour.articles.into())])
}
