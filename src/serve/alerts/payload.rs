//! A message for programs: the envelope of Standard Webhooks (<https://www.standardwebhooks.com>), in it what is known.

use std::fmt::Display;

use serde::Serialize;

use super::Message;
use crate::analysis::burst::Mark;
use crate::model::{LanguageCode, SourceId, TopicId};
use crate::query::cases::alerts::News;
use crate::query::cases::growth::StoryGrowth;
use crate::query::cases::sources::Judged;
use crate::query::cases::topics::TopicOverview;
use crate::store::{ArticleRow, StoryRow};

#[derive(Debug, Serialize)]
struct Envelope<'m> {
    r#type: &'static str,
    timestamp: String,
    data: Data<'m>,
}

#[derive(Debug, Serialize)]
struct Data<'m> {
    alert: &'m str,
    label: &'m str,
    is_test: bool,
    total: usize,
    page: Option<String>,
    items: Vec<Item<'m>>,
}

/// What is told of. The kind of all of them is the type of the envelope.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Item<'m> {
    Article(Article<'m>),
    Story(Story<'m>),
    Topic(Topic<'m>),
    Source(Source<'m>),
}

#[derive(Debug, Serialize)]
struct Article<'m> {
    id: i64,
    key: &'m str,
    url: &'m str,
    title: &'m str,
    summary: Option<&'m str>,
    site: Option<&'m str>,
    language: Option<&'m str>,
    published: Option<String>,
    first_seen: String,
    sources: Vec<&'m str>,
    topics: Vec<&'m str>,
    story_id: Option<i64>,
    page: Option<String>,
}

#[derive(Debug, Serialize)]
struct Story<'m> {
    id: i64,
    title: &'m str,
    first: String,
    last: String,
    articles: u64,
    texts: u64,
    sources: u64,
    languages: Vec<&'m str>,
    topics: Vec<&'m str>,
    mark: Option<&'static str>,
    last_6h: u32,
    usual_6h: Option<f64>,
    page: Option<String>,
}

#[derive(Debug, Serialize)]
struct Topic<'m> {
    topic: &'m str,
    label: &'m str,
    mark: Option<&'static str>,
    last_24h: u32,
    usual_24h: Option<f64>,
    page: Option<String>,
}

#[derive(Debug, Serialize)]
struct Source<'m> {
    source: &'m str,
    url: &'m str,
    state: &'static str,
    advice: Option<String>,
    failing_since: Option<String>,
    page: Option<String>,
}

/// The message as JSON.
pub(super) fn json(message: &Message) -> String {
    let (kind, items) = items(message);
    let data = Data {
        alert: message.alert.as_str(),
        label: &message.name,
        is_test: message.is_trial,
        total: message.news.total(),
        page: message.page(),
        items: items.into_iter().take(message.most).collect(),
    };
    // Text and numbers alone: nothing that JSON lacks.
    serde_json::to_string(&Envelope { r#type: kind, timestamp: message.at.to_string(), data }).unwrap_or_default()
}

fn items(message: &Message) -> (&'static str, Vec<Item<'_>>) {
    let page = |kind: &str, name: &dyn Display| message.base.as_ref().map(|base| format!("{base}/{kind}/{name}"));
    match &message.news {
        News::Articles { newest, .. } => {
            let items = newest.iter().map(|row| Item::Article(article(row, page("articles", &row.id))));
            ("articles.found", items.collect())
        }
        News::Stories(stories) => {
            let items = stories.iter().map(|(row, growth)| Item::Story(story(row, *growth, page("stories", &row.id))));
            ("stories.growing", items.collect())
        }
        News::Topics(topics) => {
            ("topics.growing", topics.iter().map(|row| Item::Topic(topic(row, page("topics", &row.id)))).collect())
        }
        News::Sources { ill, well } => {
            let all = ill.iter().chain(well);
            let items = all.map(|row| Item::Source(source(row, page("sources", &row.health.id))));
            ("sources.changed", items.collect())
        }
    }
}

fn article(row: &ArticleRow, page: Option<String>) -> Article<'_> {
    Article {
        id: row.id.0,
        key: row.key.as_str(),
        url: &row.url,
        title: &row.title,
        summary: row.summary.as_deref(),
        site: row.site.as_deref(),
        language: row.language.as_ref().map(LanguageCode::as_str),
        published: row.published.map(|published| published.at.to_string()),
        first_seen: row.first_seen.to_string(),
        sources: row.sources.iter().map(SourceId::as_str).collect(),
        topics: row.topics.iter().map(|score| score.topic.as_str()).collect(),
        story_id: row.story.map(|story| story.0),
        page,
    }
}

fn story(row: &StoryRow, growth: StoryGrowth, page: Option<String>) -> Story<'_> {
    Story {
        id: row.id.0,
        title: &row.title,
        first: row.first.to_string(),
        last: row.last.to_string(),
        articles: row.articles,
        texts: row.texts,
        sources: row.sources,
        languages: row.languages.iter().map(LanguageCode::as_str).collect(),
        topics: row.topics_of_a_third().map(TopicId::as_str).collect(),
        mark: growth.beside_habit.and_then(|habit| habit.mark).map(Mark::as_str),
        last_6h: growth.latest,
        usual_6h: growth.beside_habit.map(|habit| habit.expected),
        page,
    }
}

fn topic(row: &TopicOverview, page: Option<String>) -> Topic<'_> {
    Topic {
        topic: row.id.as_str(),
        label: &row.label,
        mark: row.growth.mark().map(Mark::as_str),
        last_24h: row.growth.last_day,
        usual_24h: row.growth.usual_day(),
        page,
    }
}

fn source(row: &Judged, page: Option<String>) -> Source<'_> {
    Source {
        source: row.health.id.as_str(),
        url: &row.health.url,
        state: row.condition.as_str(),
        advice: row.advice.as_ref().map(ToString::to_string),
        failing_since: row.health.failing_since.map(|since| since.to_string()),
        page,
    }
}
