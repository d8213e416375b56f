//! The text of an article in the state that a page gives to its scripts, for pages that show nothing without them.
//!
//! **Precision**: a state holds other articles as well, so only an object that carries the page's own headline is asked.

use serde_json::Value;

use super::super::document::{Document, Node};
use super::super::run::weight;
use crate::read::markup;
use crate::text::fold::fold;

/// A shorter text is a teaser.
const MIN_WEIGHT: usize = 400;
/// Shorter strings are labels, keys and names.
const MIN_LINE_WEIGHT: usize = 25;
/// A longer string is no headline.
const MAX_TITLE_BYTES: usize = 1_000;
/// Values of one state that are looked at.
const MAX_VALUES: usize = 200_000;

/// The lines of the text; none where no state tells the article of this headline.
pub(super) fn lines(document: &Document<'_>, title: &str) -> Vec<String> {
    let title = key(title);
    if title.is_empty() {
        return Vec::new();
    }
    let states = document.elements("script").filter_map(|script| state(document, script));
    let texts = states.flat_map(|state| texts_beside(&state, &title));
    let longest = texts.max_by_key(|lines| weigh(lines)).unwrap_or_default();
    if weigh(&longest) >= MIN_WEIGHT { longest } else { Vec::new() }
}

fn weigh(lines: &[String]) -> usize {
    lines.iter().map(|line| weight(line)).sum()
}

fn key(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The value of a script that holds JSON, or of one that gives some to a variable: `window.__STATE__ = {…}`.
fn state(document: &Document<'_>, script: &Node<'_>) -> Option<Value> {
    if script.attr("type").is_some_and(|kind| kind.contains("ld+json")) {
        return None;
    }
    let text = document.raw_text(script);
    let text = text.trim_start();
    let json = match text.starts_with(['{', '[']) {
        true => text,
        false => text.split_once('=').map(|(_, value)| value.trim_start()).filter(|value| value.starts_with('{'))?,
    };
    serde_json::Deserializer::from_str(json).into_iter().next()?.ok()
}

/// The texts within every object that carries the headline, the longest of each.
fn texts_beside(state: &Value, title: &str) -> Vec<Vec<String>> {
    let mut texts = Vec::new();
    let mut open = vec![state];
    let mut n_left = MAX_VALUES;
    while let Some(value) = open.pop().filter(|_| n_left > 0) {
        n_left -= 1;
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => {
                let is_title = |field: &Value| {
                    field.as_str().is_some_and(|text| text.len() <= MAX_TITLE_BYTES && key(text) == title)
                };
                match fields.values().any(is_title) {
                    true => texts.extend(fields.values().map(|field| longest_within(field, &mut n_left))),
                    false => open.extend(fields.values()),
                }
            }
            _ => {}
        }
    }
    texts
}

/// The longest text within a value: one string, or the strings of one list.
fn longest_within(value: &Value, n_left: &mut usize) -> Vec<String> {
    let mut longest = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop().filter(|_| *n_left > 0) {
        *n_left -= 1;
        let lines = match value {
            Value::String(text) => text_lines(text),
            Value::Array(values) => values.iter().flat_map(strings).flat_map(text_lines).collect(),
            _ => Vec::new(),
        };
        if weigh(&lines) > weigh(&longest) {
            longest = lines;
        }
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    longest
}

/// The strings that a paragraph of a list consists of: itself, or its fields.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Object(fields) => fields.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The lines of running text in a string, which may be HTML.
fn text_lines(text: &str) -> Vec<String> {
    let plain = if markup::looks_like_html(text) { markup::html_to_text(text) } else { text.to_owned() };
    let is_text = |line: &&str| weight(line) >= MIN_LINE_WEIGHT && !line.contains("://") && !line.starts_with('/');
    plain.lines().map(str::trim).filter(is_text).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::dom;

    fn check(script: &str, expected: &[&str]) {
        let html = dom::parse_page(&format!("<title>Rain</title>{script}")).0;
        assert_eq!(lines(&Document::flatten(&html), "Rain in May"), expected, "{script}");
    }

    fn long(n: usize) -> String {
        "The rain began in the night and did not end before noon. ".repeat(n).trim().to_owned()
    }

    #[test]
    fn the_text_stands_beside_the_headline() {
        let text = long(9);
        let json =
            |fields: &str| format!(r#"<script type="application/json">{{"props":[{{"x":1}},{{{fields}}}]}}</script>"#);
        check(&json(&format!(r#""title":"Rain in May","body":"<p>{text}</p><p>{text}</p>""#)), &[&text, &text]);
        check(
            &json(&format!(r#""headline":"Rain in May!","body":{{"blocks":[{{"text":"{text}"}},"{text}"]}}"#)),
            &[&text, &text],
        );
        check(&json(&format!(r#""title":"Snow in June","body":"{text}""#)), &[]);
        check(&json(r#""title":"Rain in May","teaser":"A short word on the rain that came in May.""#), &[]);
    }

    #[test]
    fn a_state_may_be_given_to_a_variable() {
        let text = long(9);
        let state = format!(r#"{{"article":{{"title":"Rain in May","content":"{text}"}}}}"#);
        check(&format!("<script>window.__STATE__ = {state};load();</script>"), &[&text]);
        check(&format!("<script>var a = 1; {state}</script>"), &[]);
    }
}
