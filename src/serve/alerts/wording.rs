//! A message for people: as plain text, as a page of a mail, and as chats show it.

use maud::{DOCTYPE, html};
use serde_json::json;

use super::Message;
use super::entries::{self, Entry};
use crate::query::render::plain;

/// Between the facts of an entry.
const BETWEEN: &str = " · ";

/// Plain text, the subject first.
pub(super) fn text(message: &Message) -> String {
    format!("{}\n\n{}", message.subject(), body(message))
}

/// Plain text without the subject.
pub(super) fn body(message: &Message) -> String {
    let (entries, more) = entries::of(message);
    let mut lines: Vec<String> = entries.iter().flat_map(lines_of).collect();
    lines.extend((more > 0).then(|| format!("{}\n", message.words().count("alert-more", more))));
    lines.extend(message.page().map(|page| format!("{page}\n")));
    lines.join("\n")
}

fn lines_of(entry: &Entry) -> impl Iterator<Item = String> {
    let title = Some(entry.title.clone());
    let facts = (!entry.facts.is_empty()).then(|| entry.facts.join(BETWEEN));
    title.into_iter().chain(facts).chain(entry.url.clone()).chain([String::new()])
}

/// A page without anything that mail programs would have to fetch or run.
#[must_use]
pub fn hypertext(message: &Message) -> String {
    let (entries, more) = entries::of(message);
    let (language, direction) = message.words().tag_and_direction();
    let page = html! {
        (DOCTYPE)
        html lang=(language) dir=(direction) {
            head {
                meta charset="utf-8";
                title { (message.subject()) }
            }
            body style="font-family: sans-serif; line-height: 1.5" {
                h1 style="font-size: 1.2em" dir="auto" { (message.subject()) }
                @for entry in &entries {
                    div style="margin: 0 0 1em" dir=(plain::direction(&entry.title)) {
                        strong {
                            @match &entry.url {
                                Some(url) => a href=(url) { (entry.title) },
                                None => (entry.title),
                            }
                        }
                        @if !entry.facts.is_empty() {
                            br;
                            @for (n, fact) in entry.facts.iter().enumerate() {
                                @if n > 0 { (BETWEEN) }
                                bdi { (fact) }
                            }
                        }
                    }
                }
                @if more > 0 { p { (message.words().count("alert-more", more)) } }
                @if let Some(page) = message.page() { p { a href=(page) { (page) } } }
            }
        }
    };
    page.into_string()
}

/// What Slack and those that speak like it show.
pub(super) fn slack(message: &Message) -> String {
    let (entries, more) = entries::of(message);
    let mut lines = vec![format!("*{}*", escaped(&message.subject()))];
    lines.extend(entries.iter().map(|entry| {
        let title = escaped(&entry.title);
        let title = match &entry.url {
            Some(url) => format!("<{}|{}>", escaped(url).replace('|', "%7C"), title.replace('|', "¦")),
            None => title,
        };
        format!("• {title}\n    {}", escaped(&entry.facts.join(BETWEEN)))
    }));
    lines.extend((more > 0).then(|| message.words().count("alert-more", more)));
    lines.extend(message.page().map(|page| escaped(&page)));
    json!({ "text": lines.join("\n") }).to_string()
}

/// The three characters that Slack reads as its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
