//! *Today*: the stories of the last hours by topic, the most widely told first, and how the topics grow.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::entries::List;
use super::frame::Alternate;
use super::memory::Memory;
use super::topics;
use super::visit::Visit;
use super::{frame, parts};
use crate::config::Config;
use crate::model::{LanguageCode, TopicId};
use crate::query::cases::growth::StoryGrowth;
use crate::query::cases::stories::growing;
use crate::query::cases::topics::TopicOverview;
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::serve::faults;
use crate::serve::speech::Speech;
use crate::store::{ArticleFilter, ArticleRow, StoryFilter, StoryOrder, StoryRow};

/// How far back it may look, in hours.
const SPANS: [i64; 5] = [6, 24, 72, 168, 720];
/// How far back it looks unless somebody says otherwise.
const USUAL_SPAN: i64 = 24;
/// Stories that it shows.
const MOST_STORIES: u32 = 60;
/// Articles that it shows.
const MOST_ARTICLES: u32 = 15;

/// What a reader chose to see.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    topic: Option<TopicId>,
    language: Option<LanguageCode>,
    hours: i64,
}

/// Stories of one topic, or of none.
type Group<'a> = (Option<&'a TopicId>, Vec<&'a (StoryRow, StoryGrowth)>);

/// What is shown.
struct Answer {
    now: Timestamp,
    config: Arc<Config>,
    stories: Vec<(StoryRow, StoryGrowth)>,
    articles: Vec<ArticleRow>,
    languages: Vec<LanguageCode>,
}

pub(super) async fn answer(visit: Visit, State(desk): State<Desk>, Extension(memory): Extension<Memory>) -> Response {
    match show(&visit, &desk, &memory).await {
        Ok(page) => page.into_response(),
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

async fn show(visit: &Visit, desk: &Desk, memory: &Memory) -> Result<Markup, Refusal> {
    let choice = Choice::of(visit)?;
    let overview = topics::remembered(desk, memory).await?;
    let asked = choice.clone();
    let answer = desk.ask(move |from| asked.answer(from)).await?;
    let title = visit.speech.say("today-title");
    let everything = Alternate::all("/feeds/all");
    Ok(frame::page_with(visit, &title, &everything, body(visit.speech, &choice, &answer, &overview.value)))
}

impl Choice {
    fn of(visit: &Visit) -> Result<Self, Refusal> {
        let misunderstood = |error| Refusal::Misunderstood(faults::of_name(visit.speech, &error));
        let hours = visit.parameter("hours").and_then(|hours| hours.parse().ok());
        Ok(Self {
            topic: visit.parameter("topic").map(|id| TopicId::parse(&id)).transpose().map_err(misunderstood)?,
            language: visit
                .parameter("lang")
                .map(|code| LanguageCode::parse(&code))
                .transpose()
                .map_err(misunderstood)?,
            hours: hours.filter(|hours| SPANS.contains(hours)).unwrap_or(USUAL_SPAN),
        })
    }

    fn answer(self, from: &Sources) -> Result<Answer, Refusal> {
        let since = from.now.checked_sub(SignedDuration::from_hours(self.hours)).unwrap_or(from.now);
        let topics: Vec<TopicId> = self.topic.into_iter().collect();
        let chosen: Vec<LanguageCode> = self.language.into_iter().collect();
        let stories = StoryFilter {
            topics: topics.clone(),
            languages: chosen.clone(),
            since,
            now: from.now,
            order: StoryOrder::Rank,
            limit: MOST_STORIES,
        };
        let articles = ArticleFilter {
            topics,
            languages: chosen,
            since: Some(since),
            ..ArticleFilter::newest(Some(MOST_ARTICLES))
        };
        Ok(Answer {
            now: from.now,
            config: Arc::clone(&from.config),
            stories: growing(&from.store, &stories)?,
            articles: from.store.search(&articles)?,
            languages: from.store.languages()?,
        })
    }
}

fn body(speech: Speech, choice: &Choice, answer: &Answer, overview: &[TopicOverview]) -> Markup {
    html! {
        h1 { (speech.say("today-title")) }
        (form(speech, choice, answer, overview))
        div.split {
            div {
                (stories(speech, choice, answer))
                @if !answer.articles.is_empty() {
                    section {
                        h2 { (speech.say("newest-articles")) }
                        @let list = list(speech, choice, answer);
                        ol.articles { @for article in &answer.articles { (list.article(article)) } }
                    }
                }
            }
            aside aria-labelledby="topics-aside" {
                h2 #topics-aside { a href="/topics" { (speech.say("nav-topics")) } }
                (topics::aside(speech, &answer.config.topics, overview))
            }
        }
    }
}

fn list<'a>(speech: Speech, choice: &'a Choice, answer: &'a Answer) -> List<'a> {
    List { speech, rules: &answer.config.topics, now: answer.now, topic: choice.topic.as_ref() }
}

/// What may be chosen. It works without a script, and each choice is an address.
fn form(speech: Speech, choice: &Choice, answer: &Answer, overview: &[TopicOverview]) -> Markup {
    let rules = &answer.config.topics;
    html! {
        form.fields action="/" {
            label { (speech.say("choose-topic"))
                select name="topic" {
                    option value="" { (speech.say("all-topics")) }
                    @for topic in overview {
                        option value=(topic.id) selected[choice.topic.as_ref() == Some(&topic.id)] {
                            ("\u{a0}\u{a0}".repeat(topic.depth)) (topics::name(speech, rules, topic))
                        }
                    }
                }
            }
            label { (speech.say("choose-language"))
                select name="lang" {
                    option value="" { (speech.say("all-languages")) }
                    @for language in &answer.languages {
                        option value=(language) selected[choice.language.as_ref() == Some(language)] {
                            (parts::language_name(speech, language))
                        }
                    }
                }
            }
            label { (speech.say("choose-span"))
                select name="hours" {
                    @for hours in SPANS {
                        option value=(hours) selected[choice.hours == hours] { (span(speech, hours)) }
                    }
                }
            }
            button { (speech.say("choose-show")) }
        }
    }
}

fn span(speech: Speech, hours: i64) -> String {
    let hours = hours.unsigned_abs();
    match hours {
        0..=24 => speech.count("span-hours", hours),
        _ => speech.count("span-days", hours / 24),
    }
    .into_owned()
}

fn stories(speech: Speech, choice: &Choice, answer: &Answer) -> Markup {
    if answer.stories.is_empty() {
        return html! { p.notice { (speech.say_with("today-nothing", [("span", span(speech, choice.hours).into())])) } };
    }
    let list = list(speech, choice, answer);
    if choice.topic.is_some() {
        return html! { ol.stories { @for (story, growth) in &answer.stories { (list.story(story, *growth)) } } };
    }
    html! {
        @for (topic, stories) in by_topic(&answer.stories) {
            section {
                h2 {
                    @match topic {
                        Some(topic) => a href=(parts::topic_address(topic)) {
                            (parts::topic_name(speech, list.rules, topic))
                        },
                        None => (speech.say("other-stories")),
                    }
                }
                @let list = List { topic, ..list };
                ol.stories { @for (story, growth) in stories { (list.story(story, *growth)) } }
            }
        }
    }
}

/// The stories under the topic that most of their texts match, topics in the order of their first stories; what is of none
/// comes last.
fn by_topic(stories: &[(StoryRow, StoryGrowth)]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for told in stories {
        let topic = told.0.topics_of_a_third().next();
        match groups.iter_mut().find(|(other, _)| *other == topic) {
            Some((_, group)) => group.push(told),
            None => groups.push((topic, vec![told])),
        }
    }
    groups.sort_by_key(|(topic, _)| topic.is_none());
    groups
}
