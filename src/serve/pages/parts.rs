//! What pages are made of: foreign words, times, figures, and links to articles, stories, topics and sources.
//!
//! Links are written here alone, so that where a page is stands once. A headline keeps its own direction within the line of
//! the page that it stands in; what is put beside foreign words is isolated from them.

use std::borrow::Cow;

use jiff::Timestamp;
use maud::{Markup, html};

use crate::analysis::burst::Mark;
use crate::analysis::topics::TopicSet;
use crate::model::{LanguageCode, SourceId, TopicId};
use crate::query::render::plain;
use crate::read::article::agencies;
use crate::serve::speech::Speech;
use crate::store::{ArticleId, StoryId};

/// Foreign words in their own direction, which touches nothing around them.
pub(super) fn words(text: &str) -> Markup {
    html! { bdi { (plain::line(text)) } }
}

/// A time, exact for programs, to the minute in UTC for people.
pub(super) fn time(at: Timestamp) -> Markup {
    html! { time datetime=(at) dir="ltr" { (at.strftime("%Y-%m-%d %H:%M")) } }
}

/// How long ago a time was, to the largest unit that fits; exact for programs and on pointing.
pub(super) fn age(speech: Speech, at: Timestamp, now: Timestamp) -> Markup {
    let minutes = now.duration_since(at).as_secs().max(0).unsigned_abs() / 60;
    let told = match minutes {
        0 => speech.say("moments-ago"),
        1..60 => speech.count("minutes-ago", minutes),
        60..2880 => speech.count("hours-ago", minutes / 60),
        _ => speech.count("days-ago", minutes / 1440),
    };
    html! { time datetime=(at) title=(at.strftime("%Y-%m-%d %H:%M UTC")) { (told) } }
}

/// A number in groups of three, which stays in its order in every script.
pub(super) fn count(n: u64) -> Markup {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            // A narrow space that does not break (ISO 80000-1): a comma means something else in half of the world.
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    html! { bdi.amount { (grouped) } }
}

/// What is expected, which is seldom whole.
pub(super) fn usual(expected: f64) -> Markup {
    html! { bdi.amount { (format!("{expected:.1}")) } }
}

/// A label; `kind` is `""`, `good`, `warn` or `bad`.
pub(super) fn chip(kind: &str, text: &str) -> Markup {
    html! { span class=(format!("chip {kind}")) { (plain::line(text)) } }
}

/// That something grows beyond its habit, where it does.
pub(super) fn growth_mark(speech: Speech, mark: Option<Mark>) -> Markup {
    let named = mark.map(|mark| match mark {
        Mark::Rising => ("rising", "mark-rising"),
        Mark::Burst => ("burst", "mark-burst"),
    });
    html! { @if let Some((kind, message)) = named { (chip(kind, &speech.say(message))) } }
}

/// A language by its name, or by its code where the interface has no name for it.
pub(super) fn language(speech: Speech, language: &LanguageCode) -> Markup {
    words(&language_name(speech, language))
}

/// The same as a text.
pub(super) fn language_name(speech: Speech, language: &LanguageCode) -> String {
    let code = language.as_str();
    speech.find(&format!("language-{code}")).map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
}

/// A link to the page of an article, by its headline.
pub(super) fn article_link(id: ArticleId, title: &str) -> Markup {
    headline(&format!("/articles/{id}"), title, &format!("# {id}"))
}

/// A link to the page of a story, by its headline.
pub(super) fn story_link(id: StoryId, title: &str) -> Markup {
    headline(&format!("/stories/{id}"), title, &format!("# {id}"))
}

/// A link must have words: what has no headline is named by its number.
fn headline(address: &str, title: &str, nameless: &str) -> Markup {
    let title = plain::line(title);
    let title = if title.trim().is_empty() { nameless } else { title.as_str() };
    html! { a.headline href=(address) dir=(plain::direction(title)) { (title) } }
}

/// Where the page of a topic is.
pub(super) fn topic_address(id: &TopicId) -> String {
    format!("/topics/{id}")
}

/// What a topic is called: its label in the language of the page, else its usual one, else its id.
pub(super) fn topic_name(speech: Speech, rules: &TopicSet, id: &TopicId) -> String {
    let Some(rule) = rules.rule(id) else { return id.as_str().to_owned() };
    let own = rule.label.iter().find(|(language, _)| language.as_str() == speech.code());
    own.map_or_else(|| rule.name().to_owned(), |(_, label)| label.clone())
}

/// What an agency is called that an article is credited to. That none is named is told in the language of the page.
pub(super) fn credit_name(speech: Speech, name: &str) -> Cow<'_, str> {
    if name == agencies::UNNAMED { speech.say("credit-unnamed") } else { Cow::Borrowed(name) }
}

/// A link to the page of a topic, by the name that people know.
pub(super) fn topic_link(id: &TopicId, label: &str) -> Markup {
    html! { a href=(topic_address(id)) { (words(label)) } }
}

/// The same as a label.
pub(super) fn topic_chip(id: &TopicId, label: &str) -> Markup {
    html! { a.chip href=(topic_address(id)) { (words(label)) } }
}

/// A link to the page of a source.
pub(super) fn source_link(id: &SourceId) -> Markup {
    html! { a href={ "/sources/" (id) } { (words(id.as_str())) } }
}

/// A table that may be wider than a phone: it moves by itself, by keys too, and the page stands.
pub(super) fn scroll(name: &str, table: &Markup) -> Markup {
    html! { div.scroll role="region" aria-label=(name) tabindex="0" { (table) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn numbers_stand_in_groups() {
        let shown = |n| count(n).into_string().replace('\u{202f}', " ");
        assert_eq!(shown(7), r#"<bdi class="amount">7</bdi>"#);
        assert_eq!(shown(1_234_567), r#"<bdi class="amount">1 234 567</bdi>"#);
    }

    #[test]
    fn times_are_told_in_the_largest_unit() {
        let told = |seconds| {
            let shown = age(Speech::English, at(0), at(seconds)).into_string();
            shown.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect::<String>()
        };
        for (seconds, expected) in [
            (-5, ">just now<"),
            (59, ">just now<"),
            (61, ">1 min ago<"),
            (7200, ">2 h ago<"),
            (864_000, ">10 days ago<"),
        ] {
            assert!(told(seconds).contains(expected), "{seconds}: {}", told(seconds));
        }
    }

    #[test]
    fn a_headline_is_escaped_cleaned_and_never_empty() {
        assert_eq!(
            article_link(ArticleId(3), "<b>محادثات\u{202e}</b>").into_string(),
            r#"<a class="headline" href="/articles/3" dir="rtl">&lt;b&gt;محادثات&lt;/b&gt;</a>"#
        );
        assert_eq!(
            story_link(StoryId(3), " ").into_string(),
            r##"<a class="headline" href="/stories/3" dir="ltr"># 3</a>"##
        );
    }
}
