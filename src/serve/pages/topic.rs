//! A *topic*: what it brought day by day, its stories and newest articles, who brings them, and which of its terms decide.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::chart::{Bars, Column};
use super::entries::List;
use super::frame::Alternate;
use super::memory::Memory;
use super::visit::Visit;
use super::{chart, frame, parts, topics};
use crate::config::Config;
use crate::model::{LanguageCode, TopicId};
use crate::query::cases::growth::StoryGrowth;
use crate::query::cases::stories::growing;
use crate::query::cases::topic::{self, DAYS, TopicSight};
use crate::query::cases::topics::TopicOverview;
use crate::serve::desk::{Desk, Refusal};
use crate::serve::speech::Speech;
use crate::store::{DayCount, StoryFilter, StoryOrder, StoryRow};

/// How far back its stories go.
const STORIES_OF: SignedDuration = SignedDuration::from_hours(72);
/// Stories that are shown.
const MOST_STORIES: u32 = 15;
/// Terms that are shown.
const MOST_TERMS: usize = 15;
/// Languages with a colour of their own; all others share the last one.
const MOST_LANGUAGES: usize = 7;

/// All that the page is made of.
struct Shown {
    speech: Speech,
    now: Timestamp,
    config: Arc<Config>,
    id: TopicId,
    all: Arc<Vec<TopicOverview>>,
    sight: Arc<TopicSight>,
    stories: Vec<(StoryRow, StoryGrowth)>,
}

pub(super) async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    State(desk): State<Desk>,
    Extension(memory): Extension<Memory>,
) -> Response {
    match show(&visit, &id, &desk, &memory).await {
        Ok(page) => page.into_response(),
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

async fn show(visit: &Visit, id: &str, desk: &Desk, memory: &Memory) -> Result<Markup, Refusal> {
    let missing = || Refusal::Missing(format!("topic {id}"));
    let id = TopicId::parse(id).map_err(|_| missing())?;
    let all = topics::remembered(desk, memory).await?.value;
    if !all.iter().any(|topic| topic.id == id) {
        return Err(missing());
    }
    let below: Vec<TopicId> = below(&all, &id).map(|topic| topic.id.clone()).collect();
    let asked = id.clone();
    let sight =
        memory.sights.ask(desk, id.as_str(), move |from| Ok(topic::sight(&from.store, &asked, &below, from.now)?));
    let sight = sight.await?.value;
    let filter = StoryFilter {
        topics: vec![id.clone()],
        languages: Vec::new(),
        since: desk.now().checked_sub(STORIES_OF).unwrap_or(Timestamp::MIN),
        now: desk.now(),
        order: StoryOrder::Rank,
        limit: MOST_STORIES,
    };
    let stories = desk.ask(move |from| Ok(growing(&from.store, &filter)?)).await?;
    let shown = Shown { speech: visit.speech, now: desk.now(), config: desk.config(), id, all, sight, stories };
    let feeds = Alternate::all(&parts::topic_address(&shown.id));
    let title = shown.this().map(|topic| shown.name(topic)).unwrap_or_default();
    Ok(frame::page_with(visit, &crate::query::render::plain::line(&title), &feeds, shown.body(&feeds)))
}

/// What is part of a topic, at any depth: it stands behind it in the tree, deeper.
fn below<'a>(all: &'a [TopicOverview], id: &TopicId) -> impl Iterator<Item = &'a TopicOverview> {
    let at = all.iter().position(|topic| topic.id == *id).unwrap_or(all.len());
    let depth = all.get(at).map_or(0, |topic| topic.depth);
    all.iter().skip(at + 1).take_while(move |topic| topic.depth > depth)
}

impl Shown {
    fn this(&self) -> Option<&TopicOverview> {
        self.all.iter().find(|topic| topic.id == self.id)
    }

    fn name(&self, topic: &TopicOverview) -> String {
        topics::name(self.speech, &self.config.topics, topic)
    }

    fn body(&self, feeds: &[Alternate]) -> Markup {
        let speech = self.speech;
        let list = List { speech, rules: &self.config.topics, now: self.now, topic: Some(&self.id) };
        html! {
            @if let Some(topic) = self.this() { (self.head(topic)) }
            (self.days())
            div.split {
                div {
                    section {
                        h2 { (speech.say("topic-stories")) }
                        @if self.stories.is_empty() { p.soft { (speech.say("topic-no-stories")) } }
                        ol.stories { @for (story, growth) in &self.stories { (list.story(story, *growth)) } }
                    }
                    section {
                        h2 { (speech.say("newest-articles")) }
                        @if self.sight.articles.is_empty() { p.soft { (speech.say("topic-no-articles")) } }
                        ol.articles { @for article in &self.sight.articles { (list.article(article)) } }
                        p { a href={ "/search?q=topic%3A" (self.id) } { (speech.say("topic-search")) } }
                    }
                }
                aside aria-label=(speech.say("topic-aside")) {
                    (self.parts())
                    (self.terms())
                    (self.sources())
                    h2 { (speech.say("feeds-title")) }
                    (frame::feeds(speech, feeds))
                }
            }
        }
    }

    fn head(&self, topic: &TopicOverview) -> Markup {
        let speech = self.speech;
        let parent = topic.parent.as_ref().and_then(|parent| self.all.iter().find(|other| other.id == *parent));
        html! {
            p.trail {
                a href="/topics" { (speech.say("nav-topics")) }
                @if let Some(parent) = parent { " › " (parts::topic_link(&parent.id, &self.name(parent))) }
            }
            h1 { (parts::words(&self.name(topic))) " " (parts::growth_mark(speech, topic.growth.mark())) }
            @if !topic.description.is_empty() { p.lede { (parts::words(&topic.description)) } }
            @if !topic.is_configured { p.notice { (speech.say("topic-not-configured")) } }
            p.facts {
                @for span in &topic.growth.spans {
                    span {
                        (speech.say_with("topic-growth", [
                            ("hours", (span.hours as u64).into()),
                            ("n", u64::from(span.observed).into()),
                            ("usual", format!("{:.1}", span.expected).into()),
                        ]))
                    }
                }
                @if topic.growth.spans.is_empty() {
                    span { (speech.count("topic-last-day", topic.growth.last_day.into())) }
                }
                span { (speech.count("articles-in-all", topic.figures.with_descendants)) }
            }
        }
    }

    /// What is directly part of it.
    fn parts(&self) -> Markup {
        let parts: Vec<TopicOverview> = below(&self.all, &self.id).cloned().collect();
        html! {
            @if !parts.is_empty() {
                h2 { (self.speech.say("topic-parts")) }
                (topics::table(self.speech, &self.config.topics, parts.iter()))
            }
        }
    }

    fn terms(&self) -> Markup {
        let (speech, sight) = (self.speech, &self.sight);
        html! {
            @if !sight.terms.is_empty() {
                h2 { (speech.say("topic-terms")) }
                table {
                    caption { (speech.count("topic-terms-of", sight.n_matches as u64)) }
                    thead {
                        tr {
                            th scope="col" { (speech.say("column-term")) }
                            th.n scope="col" { (speech.say("column-matches")) }
                            th.n scope="col" { (speech.say("column-share")) }
                        }
                    }
                    tbody {
                        @for term in sight.terms.iter().take(MOST_TERMS) {
                            tr {
                                th scope="row" { (parts::words(&term.term)) }
                                td.n { (parts::count(term.matches as u64)) }
                                td.n { bdi.amount { (format!("{:.0} %", term.share * 100.0)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn sources(&self) -> Markup {
        let speech = self.speech;
        html! {
            @if !self.sight.sources.is_empty() {
                h2 { (speech.say("topic-sources")) }
                table {
                    caption { (speech.say_with("topic-days-title", [("n", DAYS.unsigned_abs().into())])) }
                    tbody {
                        @for (source, n) in &self.sight.sources {
                            tr { th scope="row" { (parts::source_link(source)) } td.n { (parts::count(*n)) } }
                        }
                    }
                }
            }
        }
    }

    /// The articles of each of the last days, in the colours of their languages.
    fn days(&self) -> Markup {
        let speech = self.speech;
        let languages = languages(&self.sight.days);
        let mut names: Vec<String> = languages
            .iter()
            .map(|language| match language {
                Some(language) => parts::language_name(speech, language),
                None => speech.say("language-unknown").into_owned(),
            })
            .collect();
        let has_others = self.sight.days.iter().any(|day| !languages.contains(&day.language));
        if has_others {
            names.push(speech.say("other-languages").into_owned());
        }
        let n_series = names.len();
        let last = self.now.to_zoned_datetime(TimeZone::UTC).date();
        let columns = days_until(last).into_iter().map(|day| {
            let mut values = vec![0; n_series];
            for count in self.sight.days.iter().filter(|count| count.day == day) {
                let place =
                    languages.iter().position(|language| *language == count.language).unwrap_or(languages.len());
                if let Some(value) = values.get_mut(place) {
                    *value += count.articles;
                }
            }
            Column { label: day.strftime("%m-%d").to_string(), name: day.to_string(), values }
        });
        let title = speech.say_with("topic-days-title", [("n", DAYS.unsigned_abs().into())]);
        let bars = Bars {
            id: "days",
            title: title.into_owned(),
            unit: speech.say("column-day").into_owned(),
            series: names,
            columns: columns.collect(),
        };
        chart::figure(speech, &bars)
    }
}

/// The commonest languages, the commonest first.
fn languages(days: &[DayCount]) -> Vec<Option<LanguageCode>> {
    let mut found: Vec<(Option<LanguageCode>, u64)> = Vec::new();
    for day in days {
        match found.iter_mut().find(|(language, _)| *language == day.language) {
            Some((_, n)) => *n += day.articles,
            None => found.push((day.language.clone(), day.articles)),
        }
    }
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.into_iter().take(MOST_LANGUAGES).map(|(language, _)| language).collect()
}

/// The days that are shown, the earliest first.
fn days_until(last: Date) -> Vec<Date> {
    let mut days: Vec<Date> = std::iter::successors(Some(last), |day| day.yesterday().ok())
        .take(usize::try_from(DAYS).unwrap_or(0))
        .collect();
    days.reverse();
    days
}
