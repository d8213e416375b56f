//! The box of a search, a mistake in what was written into it, the language that it takes, and searches with a name.

use maud::{Markup, html};

use super::super::frame::Alternate;
use super::super::parts;
use super::super::visit::Visit;
use super::question::Question;
use crate::config::Config;
use crate::query::cases::request::RequestError;
use crate::query::render::plain;
use crate::serve::faults;

/// Words that may be written, in the reader's language, each with the message that says what it finds.
const WORDS: [(&str, &str); 8] = [
    ("written-words", "help-words"),
    ("written-phrase", "help-phrase"),
    ("written-prefix", "help-prefix"),
    ("written-not", "help-not"),
    ("written-or", "help-or"),
    ("written-brackets", "help-brackets"),
    ("written-near", "help-near"),
    ("written-title", "help-title"),
];

/// What else may be written.
const FIELDS: [(&str, &str); 9] = [
    ("topic:energy", "help-topic"),
    ("source:un-news-ar lang:ar country:eg", "help-fields"),
    ("author:belova site:example.org", "help-names"),
    ("credit:reuters", "help-credit"),
    ("links:un.org", "help-links"),
    ("story:12", "help-story"),
    ("is:copy is:original is:gone has:revision", "help-kinds"),
    ("since:7d until:2026-11-01", "help-times"),
    ("@gas", "help-saved"),
];

pub(super) fn form(visit: &Visit, question: &Question) -> Markup {
    let speech = visit.speech;
    html! {
        form.ask action="/search" role="search" {
            div.fields {
                label.wide {
                    (speech.say("search-query"))
                    input type="search" name="q" value=(plain::lines(&question.query)) dir="auto" autocomplete="off" spellcheck="false";
                }
                label {
                    (speech.say("search-sort"))
                    select name="sort" {
                        option value="newest" selected[!question.is_by_rank] { (speech.say("search-newest-first")) }
                        option value="rank" selected[question.is_by_rank] { (speech.say("search-best-first")) }
                    }
                }
                label.check {
                    span { input type="checkbox" name="copies" value="1" checked[question.with_copies]; " " (speech.say("search-with-copies")) }
                }
                button.main { (speech.say("search-button")) }
            }
        }
    }
}

/// What is wrong with the question, and where.
pub(super) fn mistake(visit: &Visit, error: &RequestError) -> Markup {
    html! {
        div.notice.bad role="alert" {
            p { strong { (visit.speech.say("search-mistake")) } }
            p { (plain::line(&faults::of_request(visit.speech, error))) }
            @if let RequestError::Query { error, query } = error { (pointed_out(query, error.column, error.width)) }
        }
    }
}

/// The query with its fault marked where it stands: columns do not line up in every script.
fn pointed_out(query: &str, column: usize, width: usize) -> Markup {
    let before: String = query.chars().take(column.saturating_sub(1)).collect();
    let fault: String = query.chars().skip(column.saturating_sub(1)).take(width).collect();
    let after: String = query.chars().skip((column + width).saturating_sub(1)).collect();
    html! {
        pre.query dir="auto" {
            (plain::lines(&before))
            mark.fault { (plain::lines(&fault)) @if fault.is_empty() { "\u{a0}" } }
            (plain::lines(&after))
        }
    }
}

/// The language in short.
pub(super) fn help(visit: &Visit, is_open: bool) -> Markup {
    let speech = visit.speech;
    html! {
        details.help open[is_open] {
            summary { (speech.say("search-help")) }
            dl.known {
                @for (written, meaning) in WORDS {
                    dt { code dir="auto" { (speech.say(written)) } }
                    dd { (speech.say(meaning)) }
                }
                @for (written, meaning) in FIELDS {
                    dt { code dir="ltr" { (written) } }
                    dd { (speech.say(meaning)) }
                }
            }
            p { (speech.say("help-forms")) }
        }
    }
}

/// The searches of the configuration.
pub(super) fn saved(visit: &Visit, config: &Config) -> Markup {
    html! {
        @if !config.searches.is_empty() {
            section {
                h2 { (visit.speech.say("search-saved")) }
                ul.saved {
                    @for search in &config.searches {
                        @let id = search.id.as_str();
                        li {
                            a href={ "/searches/" (id) } { (parts::words(search.label.as_deref().unwrap_or(id))) } " "
                            code dir="ltr" { "@" (id) }
                        }
                    }
                }
            }
        }
    }
}

/// Where the search can be followed.
pub(super) fn feeds(visit: &Visit, alternates: &[Alternate]) -> Markup {
    html! {
        section {
            h2 { (visit.speech.say("search-feeds")) }
            ul.choices {
                @for Alternate { media_type, address, name } in alternates {
                    li { a rel="alternate" type=(media_type) href=(address) { (name) } }
                }
            }
        }
    }
}
