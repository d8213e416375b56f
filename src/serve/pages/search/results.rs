//! What a search finds; where it finds nothing, what to try.

use maud::{Markup, html};

use super::super::visit::Visit;
use super::super::{foreign, parts};
use super::Results;
use super::question::Question;
use crate::config::Config;

pub(super) fn list(visit: &Visit, config: &Config, question: &Question, found: &Results) -> Markup {
    let speech = visit.speech;
    let Results { page, facets, .. } = found;
    if page.articles.is_empty() {
        return nothing(visit, question, found);
    }
    html! {
        p.facts role="status" {
            @if facets.is_complete { span { (speech.count("articles", facets.n_articles)) } }
            @else { span { (speech.count("search-more-than", facets.n_articles)) } }
            span { (speech.say(if question.is_by_rank { "search-best-first" } else { "search-newest-first" })) }
        }
        (foreign::articles(visit, &config.topics, &page.articles))
        nav.pager aria-label=(speech.say("search-pages")) {
            @if question.cursor.is_some() {
                a href=(Question { cursor: None, ..question.clone() }.address()) { (speech.say("search-first-page")) }
            }
            @if let Some(next) = page.next {
                a rel="next" href=(Question { cursor: Some(next.to_string()), ..question.clone() }.address()) {
                    (speech.say("search-next-page"))
                }
            }
        }
    }
}

fn nothing(visit: &Visit, question: &Question, found: &Results) -> Markup {
    let speech = visit.speech;
    html! {
        div.notice role="status" {
            p { strong { (speech.say("search-nothing")) } }
            @for name in &found.unknown {
                p { (speech.say("search-unknown-name")) " " (parts::words(name)) }
            }
            ul {
                @if question.cursor.is_some() {
                    li { a href=(Question { cursor: None, ..question.clone() }.address()) { (speech.say("search-first-page")) } }
                }
                @if !question.with_copies {
                    li {
                        a href=(Question { with_copies: true, cursor: None, ..question.clone() }.address()) {
                            (speech.say("search-try-copies"))
                        }
                    }
                }
                li { (speech.say("search-try-fewer")) }
                li { (speech.say("search-try-prefix")) }
                li { (speech.say("search-try-unquoted")) }
                li { (speech.say("search-try-times")) }
            }
        }
    }
}
