//! What a message names, one by one, as people read it.

use url::Url;

use super::Message;
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
    let page = |path: String| message.base.as_ref().map(|base| format!("{base}{path}"));
    let entries: Vec<Entry> = match &message.news {
        News::Articles { newest, .. } => newest.iter().map(article).collect(),
        News::Stories(stories) => stories
            .iter()
            .map(|(story, growth)| of_story(story, *growth, page(format!("/stories/{}", story.id))))
            .collect(),
        News::Topics(topics) => {
            topics.iter().map(|topic| of_topic(topic, page(format!("/topics/{}", topic.id)))).collect()
        }
        News::Sources { ill, well } => {
            let ill =
                ill.iter().map(|source| (source, source.advice.as_ref().map(ToString::to_string).unwrap_or_default()));
            let well = well.iter().map(|source| (source, "well again".to_owned()));
            ill.chain(well)
                .map(|(source, advice)| of_source(source, &advice, page(format!("/sources/{}", source.health.id))))
                .collect()
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

fn of_story(story: &StoryRow, growth: StoryGrowth, page: Option<String>) -> Entry {
    let mark = growth.beside_habit.and_then(|habit| habit.mark).map(|mark| mark.to_string());
    let usual = growth.beside_habit.map_or_else(String::new, |habit| format!(", {:.1} usual", habit.expected));
    let facts = [
        mark,
        Some(format!("{} texts in 6 hours{usual}", growth.latest)),
        Some(format!("{} sources", story.sources)),
        Some(story.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    ];
    Entry {
        title: named(&story.title, &format!("story {}", story.id)),
        url: page,
        facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
    }
}

fn of_topic(topic: &TopicOverview, page: Option<String>) -> Entry {
    let usual = topic.growth.usual_day().map_or_else(String::new, |usual| format!(", {usual:.1} usual"));
    let mark = topic.growth.mark().map(|mark| mark.to_string());
    let day = format!("{} articles in 24 hours{usual}", topic.growth.last_day);
    Entry { title: named(&topic.label, topic.id.as_str()), url: page, facts: mark.into_iter().chain([day]).collect() }
}

fn of_source(source: &Judged, advice: &str, page: Option<String>) -> Entry {
    let state = source.condition.to_string();
    let facts = [state, plain::line(advice)];
    Entry {
        title: source.health.id.to_string(),
        url: page,
        facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect(),
    }
}

/// Foreign words on one line; where there are none, something else.
fn named(title: &str, otherwise: &str) -> String {
    let title = plain::line(title);
    if title.is_empty() { otherwise.to_owned() } else { title }
}
