//! What pages are made of: foreign words, times, links to articles, stories, topics and sources.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::query::render::plain;
use crate::store::StoryId;

/// Foreign words in their own direction, which touches nothing around them.
pub(super) fn words(text: &str) -> Markup {
    html! { bdi { (plain::line(text)) } }
}

/// A time, exact for programs, to the minute in UTC for people.
pub(super) fn time(at: Timestamp) -> Markup {
    html! { time datetime=(at) dir="ltr" { (at.strftime("%Y-%m-%d %H:%M")) } }
}

/// A link to the page of a story.
pub(super) fn story_link(id: StoryId, title: &str) -> Markup {
    html! { a href={ "/stories/" (id) } dir=(plain::direction(title)) { (plain::line(title)) } }
}
