//! *Today*: the stories of the last day, the most widely told first.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use maud::{Markup, html};

use super::visit::Visit;
use super::{frame, parts};
use crate::serve::desk::{Desk, Refusal, Sources};
use crate::store::{StoryFilter, StoryOrder, StoryRow};

/// How far back it looks.
const SPAN: SignedDuration = SignedDuration::from_hours(24);
/// Stories that it shows.
const MOST: u32 = 50;

pub(super) async fn answer(visit: Visit, State(desk): State<Desk>) -> Response {
    match desk.ask(stories).await {
        Ok(stories) => {
            let title = visit.speech.say("today-title");
            frame::page(&visit, &title, body(&visit, &stories)).into_response()
        }
        Err(refusal) => frame::refused(&visit, &refusal),
    }
}

fn stories(from: &Sources) -> Result<Vec<StoryRow>, Refusal> {
    let filter = StoryFilter {
        topics: Vec::new(),
        languages: Vec::new(),
        since: from.now.checked_sub(SPAN).unwrap_or(from.now),
        now: from.now,
        order: StoryOrder::Rank,
        limit: MOST,
    };
    Ok(from.store.stories(&filter)?)
}

fn body(visit: &Visit, stories: &[StoryRow]) -> Markup {
    let speech = visit.speech;
    html! {
        h1 { (speech.say("today-title")) }
        @if stories.is_empty() { p { (speech.say("today-nothing")) } }
        ol.stories {
            @for story in stories {
                li {
                    (parts::story_link(story.id, &story.title))
                    p.facts {
                        (speech.count("articles", story.articles)) " · " (speech.count("sources", story.sources)) " · "
                        (parts::time(story.last))
                        @for language in &story.languages { " · " (parts::words(language.as_str())) }
                    }
                }
            }
        }
    }
}
