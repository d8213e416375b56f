//! Headline and text with the evidence in them, and which topics it speaks for.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::visit::Visit;
use super::super::{foreign, parts};
use crate::analysis::topics::TopicSet;
use crate::model::{Field, TopicId, TopicMatch};
use crate::query::render::marks::{self, Hit, Run};
use crate::query::render::plain;
use crate::store::ArticleDetail;

/// Colours in which topics are told apart.
const N_COLOURS: usize = 8;
/// Terms of a topic that are listed.
const MOST_TERMS: usize = 40;

pub(super) fn title(visit: &Visit, rules: &TopicSet, article: &ArticleDetail) -> Markup {
    let title = &article.row.title;
    html! {
        @if plain::line(title).is_empty() { "# " (article.row.id) }
        @for run in marks::runs(title, &article.matches, Field::Title, 0) { (marked(visit, rules, article, &run)) }
    }
}

pub(super) fn text(visit: &Visit, rules: &TopicSet, article: &ArticleDetail) -> Markup {
    let lang = foreign::language_tag(article.row.language.as_ref());
    let mut first_place = 0;
    let mut paragraphs = Vec::new();
    for paragraph in article.text.split('\n') {
        if !plain::line(paragraph).is_empty() {
            paragraphs.push(marks::runs(paragraph, &article.matches, Field::Text, first_place));
        }
        first_place += paragraph.chars().count() + 1;
    }
    html! {
        @if let Some(summary) = article.row.summary.as_deref().filter(|summary| !article.text.starts_with(summary)) {
            p.lede lang=[lang] dir=(plain::direction(summary)) { (plain::line(summary)) }
        }
        div.text lang=[lang] dir=(plain::direction(&article.text)) {
            @for paragraph in &paragraphs {
                p { @for run in paragraph { (marked(visit, rules, article, run)) } }
            }
        }
        @if paragraphs.is_empty() { p.notice { (visit.speech.say("article-no-text")) } }
    }
}

/// A part of the text; evidence tells on pointing what it speaks for.
fn marked(visit: &Visit, rules: &TopicSet, article: &ArticleDetail, run: &Run<'_>) -> Markup {
    let words = plain::lines(&run.text);
    html! {
        @match run.hits.first() {
            Some(first) => {
                mark class={ "evidence " (colour(article, first.topic)) } title=(told(visit, rules, &run.hits)) { (words) }
            }
            None => (words),
        }
    }
}

fn told(visit: &Visit, rules: &TopicSet, hits: &[Hit<'_>]) -> String {
    let one = |hit: &Hit<'_>| {
        let name = plain::line(&parts::topic_name(visit.speech, rules, hit.topic));
        format!(
            "\u{2068}{name}\u{2069}: \u{2068}{}\u{2069} {:+.2}",
            plain::line(&hit.evidence.term),
            hit.evidence.weight
        )
    };
    // What adds nothing more was counted elsewhere.
    hits.iter().filter(|hit| hit.evidence.weight != 0.0).map(one).collect::<Vec<_>>().join("; ")
}

fn colour(article: &ArticleDetail, topic: &TopicId) -> String {
    let place = article.matches.iter().position(|found| found.topic == *topic).unwrap_or_default();
    format!("series-{}", place % N_COLOURS + 1)
}

/// The topics, the strongest first, each with the words that earned it.
pub(super) fn topics(visit: &Visit, rules: &TopicSet, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    html! {
        section {
            h2 { (speech.say("article-topics")) }
            @if article.matches.is_empty() { p { (speech.say("article-no-topics")) } }
            @for found in &article.matches {
                div.reason {
                    h3 class=(colour(article, &found.topic)) {
                        (parts::topic_link(&found.topic, &parts::topic_name(visit.speech, rules, &found.topic))) " "
                        span.amount { (format!("{:.2}", found.score)) }
                    }
                    (terms(found))
                    p.facts {
                        a href={ "/rules/" (found.topic) } { (speech.say("article-rule")) }
                        span { (rule_version(visit, rules, found)) }
                    }
                }
            }
        }
    }
}

fn rule_version(visit: &Visit, rules: &TopicSet, found: &TopicMatch) -> String {
    let message = match rules.version_of(&found.topic) {
        Some(today) if today == found.rules_version => "article-rule-of-today",
        Some(_) => "article-rule-earlier",
        None => "article-rule-gone",
    };
    visit.speech.say(message).into_owned()
}

/// Each term once, with how often it counts and what it adds in all.
fn terms(found: &TopicMatch) -> Markup {
    let mut sums: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for hit in &found.evidence {
        let (n, weight) = sums.entry(hit.term.as_str()).or_default();
        *n += 1;
        *weight += hit.weight;
    }
    let mut sums: Vec<(&str, (usize, f64))> = sums.into_iter().collect();
    sums.sort_by(|(_, (_, a)), (_, (_, b))| b.total_cmp(a));
    html! {
        ul.terms {
            @for (term, (n, weight)) in sums.iter().take(MOST_TERMS) {
                li {
                    (parts::words(term))
                    @if *n > 1 { " " span.amount dir="ltr" { "×" (n) } }
                    " " span.amount dir="ltr" { (format!("{weight:+.2}")) }
                }
            }
            @if sums.len() > MOST_TERMS { li { "…" } }
        }
    }
}
