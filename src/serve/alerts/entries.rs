//! What a message names, one by one, as people read it.

use std::fmt::Display;

use url::Url;

use super::Message;
use super::words::Words;
use crate::model::LanguageCode;
use crate::query::cases::alerts::News;
use crate::query::cases::growth::StoryGrowth;
use crate::query::cases::sources::Judged;
use crate::query::cases::topics::TopicOverview;
use crate::query::render::plain;
use crate::store::{ArticleRow, StoryRow};

/// An article, a story, a topic or a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is called, on one line.
    pub(super) title: String,
    /// Where it is read.
    pub(super) url: Option<String>,
    /// What is known of it, each in a few words.
    pub(super) facts: Vec<String>,
}

/// The entries of a message, as many as it may name, and how many more there are.
pub(super) fn of(message: &Message) -> (Vec<Entry>, usize) {
    let words = message.words();
    let page = |kind: &str, name: &dyn Display| message.base.as_ref().map(|base| format!("{base}/{kind}/{name}"));
    let entries: Vec<Entry> = match &message.news {
        News::Articles { newest, .. } => newest.iter().map(article).collect(),
        News::Stories(stories) => {
            let entry =
                |(story, growth): &(StoryRow, StoryGrowth)| of_story(words, story, *growth, page("stories", &story.id));
            stories.iter().map(entry).collect()
        }
        News::Topics(topics) => topics.iter().map(|topic| of_topic(words, topic, page("topics", &topic.id))).collect(),
        News::Sources { ill, well } => {
            let ill = ill.iter().map(|source| of_source(words, source, page("sources", &source.health.id)));
            let well = well.iter().map(|source| Entry {
                title: source.health.id.to_string(),
                url: page("sources", &source.health.id),
                facts: vec![words.say("alert-is-well")],
            });
            ill.chain(well).collect()
        }
    };
    let shown: Vec<Entry> = entries.into_iter().take(message.most).collect();
    let more = message.news.total().saturating_sub(shown.len());
    (shown, more)
}

fn article(row: &ArticleRow) -> Entry {
    let host = || Url::parse(&row.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let facts = [
        row.site.as_deref().map(plain::line).filter(|site| !site.is_empty()).or_else(host),
        row.language.as_ref().map(ToString::to_string),
        Some(row.dated.strftime("%Y-%m-%d %H:%M UTC").to_string()),
        Some(row.topics.iter().map(|score| score.topic.as_str()).collect::<Vec<_>>().join(", ")),
    ];
    Entry {
        title: named(&row.title, &row.url),
        url: plain::web_address(&row.url),
        facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
    }
}

fn of_story(words: Words, story: &StoryRow, growth: StoryGrowth, page: Option<String>) -> Entry {
    let languages: Vec<&str> = story.languages.iter().map(LanguageCode::as_str).collect();
    let sources = usize::try_from(story.sources).unwrap_or(usize::MAX);
    let hours = match growth.beside_habit {
        Some(habit) => beside_usual(words, "alert-six-hours-usual", growth.latest, habit.expected),
        None => words.with("alert-six-hours", [("n", &growth.latest.to_string())]),
    };
    let mark = growth.beside_habit.and_then(|habit| habit.mark).map(|mark| words.mark(mark));
    let facts = mark.into_iter().chain([hours, words.count("sources", sources), languages.join(", ")]);
    Entry {
        title: named(&story.title, &story.id.to_string()),
        url: page,
        facts: facts.filter(|fact| !fact.is_empty()).collect(),
    }
}

fn of_topic(words: Words, topic: &TopicOverview, page: Option<String>) -> Entry {
    let day = match topic.growth.usual_day() {
        Some(usual) => beside_usual(words, "alert-day-usual", topic.growth.last_day, usual),
        None => words.with("alert-day", [("n", &topic.growth.last_day.to_string())]),
    };
    let mark = topic.growth.mark().map(|mark| words.mark(mark));
    Entry { title: named(&topic.label, topic.id.as_str()), url: page, facts: mark.into_iter().chain([day]).collect() }
}

fn of_source(words: Words, source: &Judged, page: Option<String>) -> Entry {
    let advice = source.advice.as_ref().map(|advice| plain::line(&words.advice(advice)));
    Entry {
        title: source.health.id.to_string(),
        url: page,
        facts: [words.condition(source.condition)].into_iter().chain(advice).collect(),
    }
}

fn beside_usual(words: Words, message: &str, n: u32, usual: f64) -> String {
    words.with(message, [("n", &n.to_string()), ("usual", &format!("{usual:.1}"))])
}

/// Foreign words on one line; where there are none, something else.
fn named(title: &str, otherwise: &str) -> String {
    let title = plain::line(title);
    if title.is_empty() { otherwise.to_owned() } else { title }
}
