//! A *story*: who told of it first and when, who copied whom, in which languages, and how it grows.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::chart::{Bars, Column};
use super::frame::Alternate;
use super::visit::Visit;
use super::{chart, entries, frame, parts};
use crate::config::Config;
use crate::model::CopyKind;
use crate::query::cases::stories::{self, Hour, Story, by_hour};
use crate::query::render::plain;
use crate::serve::desk::{Desk, Refusal};
use crate::serve::speech::Speech;
use crate::store::{StoryId, StoryMember};

/// Bars of the chart; where a story is longer, each is of several hours.
const MOST_BARS: usize = 48;
/// Bars that it has at least; a story that is shorter begins after quiet hours.
const LEAST_BARS: usize = 12;
/// Articles that are listed; a search finds the others.
const MOST_ARTICLES: usize = 300;

pub(super) async fn answer(visit: Visit, Path(number): Path<String>, State(desk): State<Desk>) -> Response {
    match show(&visit, &number, &desk).await {
        Ok(response) => response,
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

async fn show(visit: &Visit, number: &str, desk: &Desk) -> Result<Response, Refusal> {
    let missing = || Refusal::Missing(format!("story {number}"));
    let id = StoryId(number.parse().map_err(|_| missing())?);
    let found =
        desk.ask(move |from| Ok((stories::story(&from.store, id, from.now)?, Arc::clone(&from.config)))).await?;
    let (Some(story), config) = found else { return Err(missing()) };
    let current = story.detail.row.id;
    if current != id {
        return Ok(moved(visit, current));
    }
    let shown = Shown { speech: visit.speech, config, story };
    let title = plain::line(&shown.story.detail.row.title);
    let feeds = Alternate::all(&format!("/stories/{id}"));
    Ok(frame::page_with(visit, &title, &feeds, shown.body(&feeds)).into_response())
}

/// Leads from a story that went into another to that one, for good: its number is never given again.
fn moved(visit: &Visit, current: StoryId) -> Response {
    let query = visit.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("/stories/{current}{query}")).into_response()
}

struct Shown {
    speech: Speech,
    config: Arc<Config>,
    story: Story,
}

/// A text of a story with the copies of it.
struct Text<'a> {
    original: &'a StoryMember,
    copies: Vec<&'a StoryMember>,
}

impl Shown {
    fn body(&self, feeds: &[Alternate]) -> Markup {
        let speech = self.speech;
        let row = &self.story.detail.row;
        html! {
            p.trail { (speech.say_with("story-number", [("id", row.id.to_string().into())])) }
            h1 { (parts::words(&row.title)) " " (parts::growth_mark(speech, self.mark())) }
            p.facts {
                span { (speech.count("sources", row.sources)) }
                span { (speech.count("texts", row.texts)) }
                @let copies = row.articles.saturating_sub(row.texts);
                @if copies > 0 { span { (speech.count("copies", copies)) } }
                (entries::languages(speech, &row.languages))
                span { (parts::time(row.first)) " – " (parts::time(row.last)) }
                span { (entries::told(speech, self.story.growth)) }
            }
            (self.topics())
            (self.hours())
            div.split {
                section {
                    h2 { (speech.say("story-timeline")) }
                    (self.timeline())
                }
                aside aria-label=(speech.say("story-aside")) {
                    (self.sources())
                    h2 { (speech.say("feeds-title")) }
                    (frame::feeds(speech, feeds))
                    p { a href={ "/search?q=story%3A" (row.id) } { (speech.say("story-search")) } }
                }
            }
        }
    }

    fn mark(&self) -> Option<crate::analysis::burst::Mark> {
        self.story.growth.beside_habit.and_then(|habit| habit.mark)
    }

    fn topics(&self) -> Markup {
        let row = &self.story.detail.row;
        html! {
            @if !row.topics.is_empty() {
                ul.chips {
                    @for (topic, n) in &row.topics {
                        li {
                            a.chip href=(parts::topic_address(topic)) {
                                (parts::words(&parts::topic_name(self.speech, &self.config.topics, topic)))
                                " " small { (self.speech.say_with("n-of-all", [("n", (*n).into()), ("all", row.texts.into())])) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Its articles as they came, each copy below what it repeats.
    fn timeline(&self) -> Markup {
        let members = &self.story.detail.members;
        let further = members.len().saturating_sub(MOST_ARTICLES) as u64;
        let shown = members.iter().take(MOST_ARTICLES);
        html! {
            ol.articles.timeline {
                @for (place, text) in texts(shown).iter().enumerate() {
                    li data-item {
                        (self.told_by(text.original, place == 0))
                        @if !text.copies.is_empty() {
                            ul.below { @for copy in &text.copies { li { (self.told_by(copy, false)) } } }
                        }
                    }
                }
            }
            @if further > 0 { p.notice { (self.speech.count("story-further", further)) } }
        }
    }

    fn told_by(&self, member: &StoryMember, is_first: bool) -> Markup {
        let speech = self.speech;
        html! {
            (parts::article_link(member.id, &member.title))
            p.facts {
                span { (parts::time(member.dated)) }
                span { (parts::words(member.site.as_deref().unwrap_or(&member.url))) }
                @if let Some(language) = &member.language { span { (parts::language(speech, language)) } }
                @if is_first { (parts::chip("good", &speech.say("story-first"))) }
                @if let Some((_, kind)) = member.copy_of { (parts::chip("", &speech.say(repeats(kind)))) }
                @if !is_first { span { (self.later(member.dated)) } }
            }
        }
    }

    /// How long after the first article.
    fn later(&self, at: Timestamp) -> Markup {
        let first = self.story.detail.row.first;
        let minutes = at.duration_since(first).as_secs().max(0).unsigned_abs() / 60;
        let told = match minutes {
            0..120 => self.speech.count("minutes-later", minutes),
            120..2880 => self.speech.count("hours-later", minutes / 60),
            _ => self.speech.count("days-later", minutes / 1440),
        };
        html! { (told) }
    }

    fn sources(&self) -> Markup {
        html! {
            h2 { (self.speech.say("story-sources")) }
            table {
                caption { (self.speech.say("story-sources-order")) }
                tbody {
                    @for (source, n) in &self.story.detail.sources {
                        tr { th scope="row" { (parts::source_link(source)) } td.n { (parts::count(*n)) } }
                    }
                }
            }
        }
    }

    /// Texts and copies hour by hour.
    fn hours(&self) -> Markup {
        let speech = self.speech;
        let (hours_each, columns) = columns(&by_hour(&self.story.detail.members));
        let title = match hours_each {
            1 => speech.say("story-by-hour").into_owned(),
            n => speech.count("story-by-hours", n).into_owned(),
        };
        let series = ["series-texts", "series-copies"].map(|name| speech.say(name).into_owned());
        let unit = speech.say("column-hour").into_owned();
        chart::figure(speech, &Bars { id: "hours", title, unit, series: series.into(), columns })
    }
}

/// The message that says in what way something repeats what stands above it.
const fn repeats(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "copy-exact",
        CopyKind::Near => "copy-near",
        CopyKind::Contained => "copy-contained",
        CopyKind::Title => "copy-title",
    }
}

/// Articles, which come with each copy behind what it repeats, as texts with their copies. A copy whose original belongs to
/// no story stands for itself.
fn texts<'a>(members: impl Iterator<Item = &'a StoryMember>) -> Vec<Text<'a>> {
    let mut texts: Vec<Text<'a>> = Vec::new();
    for member in members {
        match (member.copy_of, texts.last_mut()) {
            (Some((original, _)), Some(text))
                if text.original.id == original || text.original.copy_of.is_some_and(|(id, _)| id == original) =>
            {
                text.copies.push(member);
            }
            _ => texts.push(Text { original: member, copies: Vec::new() }),
        }
    }
    texts
}

/// The bars from the first hour to the last, and of how many hours each is.
fn columns(hours: &[Hour]) -> (u64, Vec<Column>) {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else { return (1, Vec::new()) };
    let hours_after = |at: Timestamp| usize::try_from((last.at.as_second() - at.as_second()) / 3600).unwrap_or(0);
    let n_hours = (hours_after(first.at) + 1).max(LEAST_BARS);
    let place = |hour: &Hour| n_hours - 1 - hours_after(hour.at).min(n_hours - 1);
    let quiet = i64::try_from(n_hours - 1 - hours_after(first.at)).unwrap_or(0);
    let begin = first.at.checked_sub(SignedDuration::from_hours(quiet)).unwrap_or(first.at);
    let hours_each = n_hours.div_ceil(MOST_BARS);
    let mut columns: Vec<Column> = (0..n_hours.div_ceil(hours_each))
        .map(|bar| {
            let since = SignedDuration::from_hours(i64::try_from(bar * hours_each).unwrap_or(0));
            let at = begin.checked_add(since).unwrap_or(begin);
            let label = if hours_each == 1 { "%H:%M" } else { "%m-%d %Hh" };
            Column {
                label: at.strftime(label).to_string(),
                name: at.strftime("%Y-%m-%d %H:%M").to_string(),
                values: vec![0, 0],
            }
        })
        .collect();
    for hour in hours {
        if let Some([texts, copies]) =
            columns.get_mut(place(hour) / hours_each).map(|column| column.values.as_mut_slice())
        {
            *texts += u64::from(hour.texts);
            *copies += u64::from(hour.articles.saturating_sub(hour.texts));
        }
    }
    (hours_each as u64, columns)
}
