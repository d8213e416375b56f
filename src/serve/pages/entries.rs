//! The entries of lists: a story with how it grows, an article with where it comes from.

use jiff::Timestamp;
use maud::{Markup, html};

use super::parts;
use crate::analysis::topics::TopicSet;
use crate::model::{LanguageCode, TopicId};
use crate::query::cases::growth::StoryGrowth;
use crate::serve::speech::Speech;
use crate::store::{ArticleRow, StoryRow};

/// Languages and topics that an entry names; the page of the story has all.
const MOST_NAMED: usize = 4;

/// What every entry of a list has in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) speech: Speech,
    pub(super) rules: &'a TopicSet,
    pub(super) now: Timestamp,
    /// The topic that the list is about, which its entries need not name.
    pub(super) topic: Option<&'a TopicId>,
}

impl List<'_> {
    /// A story.
    pub(super) fn story(&self, story: &StoryRow, growth: StoryGrowth) -> Markup {
        let speech = self.speech;
        let mark = growth.beside_habit.and_then(|habit| habit.mark);
        html! {
            li data-item {
                (parts::story_link(story.id, &story.title)) " " (parts::growth_mark(speech, mark))
                p.facts {
                    span { (speech.count("sources", story.sources)) }
                    span { (speech.count("articles", story.articles)) }
                    (languages(speech, &story.languages))
                    span { (parts::age(speech, story.last, self.now)) }
                    @if growth.latest > 0 { span { (told(speech, growth)) } }
                    (self.topics(story.topics_of_a_third()))
                }
            }
        }
    }

    /// An article.
    pub(super) fn article(&self, article: &ArticleRow) -> Markup {
        let speech = self.speech;
        html! {
            li data-item {
                (parts::article_link(article.id, &article.title))
                p.facts {
                    span { (from(article)) }
                    @if let Some(language) = &article.language { span { (parts::language(speech, language)) } }
                    span { (parts::age(speech, article.dated, self.now)) }
                    (self.topics(article.topics.iter().map(|score| &score.topic)))
                }
            }
        }
    }

    fn topics<'t>(&self, topics: impl Iterator<Item = &'t TopicId>) -> Markup {
        let others = topics.filter(|topic| Some(*topic) != self.topic).take(MOST_NAMED);
        html! {
            @for topic in others { (parts::topic_chip(topic, &parts::topic_name(self.speech, self.rules, topic))) }
        }
    }
}

/// The site that an article stands on, else the source that listed it first.
fn from(article: &ArticleRow) -> Markup {
    match (&article.site, article.sources.first()) {
        (Some(site), _) => parts::words(site),
        (None, Some(source)) => parts::words(source.as_str()),
        (None, None) => parts::words(&article.url),
    }
}

/// The languages of a story.
pub(super) fn languages(speech: Speech, languages: &[LanguageCode]) -> Markup {
    let named = languages.iter().take(MOST_NAMED).map(|language| parts::language_name(speech, language));
    let named = named.collect::<Vec<_>>().join(&speech.say("list-comma"));
    let further = languages.len().saturating_sub(MOST_NAMED) as u64;
    html! {
        span { (named) @if further > 0 { " " (speech.count("and-further", further)) } }
    }
}

/// What the last hours of a story brought, beside the usual where that is known.
pub(super) fn told(speech: Speech, growth: StoryGrowth) -> Markup {
    let latest = u64::from(growth.latest).into();
    html! {
        @match growth.beside_habit {
            Some(habit) => (speech.say_with("last-6h-usual", [("n", latest), ("usual", format!("{:.1}", habit.expected).into())])),
            None => (speech.say_with("last-6h", [("n", latest)])),
        }
    }
}
