//! What stands around an article: its story, who else printed it, where it was listed, its addresses.

use maud::{Markup, html};

use super::super::visit::Visit;
use super::super::{foreign, parts};
use crate::model::CopyKind;
use crate::query::cases::wire::{self, Origin};
use crate::store::{ArticleDetail, Printing};

/// Printings, and addresses, that are shown.
const MOST_SHOWN: usize = 50;

pub(super) fn story(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    html! {
        @if let Some(story) = &article.story {
            section {
                h2 { (speech.say("article-story")) }
                p { (parts::story_link(story.id, &story.title)) }
                p.facts {
                    span { (speech.count("articles", story.articles)) }
                    span { (speech.count("sources", story.sources)) }
                    @for language in &story.languages { (parts::language(speech, language)) }
                }
            }
        }
    }
}

/// Who wrote it first, and who printed it, the earliest first.
pub(super) fn printings(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    html! {
        @if let Some(origin) = wire::origin(&article.printings) {
            section {
                h2 { (speech.say("article-printed-by")) }
                p { (speech.say("article-written-by")) " " (written_by(visit, &origin)) }
                ol.printings {
                    @for printing in article.printings.iter().take(MOST_SHOWN) {
                        li { (printed(visit, article, printing)) }
                    }
                    @if article.printings.len() > MOST_SHOWN { li { "…" } }
                }
            }
        }
    }
}

fn written_by(visit: &Visit, origin: &Origin) -> Markup {
    html! {
        strong { (parts::words(&origin.name)) }
        @if origin.is_agency { " (" (visit.speech.say("article-agency")) ")" }
        @if let Some(id) = origin.article { " " a href={ "/articles/" (id) } dir="ltr" { "# " (id) } }
    }
}

fn printed(visit: &Visit, article: &ArticleDetail, printing: &Printing) -> Markup {
    let speech = visit.speech;
    html! {
        @if printing.id == article.row.id {
            strong { (parts::words(wire::printer(printing))) }
        } @else {
            a href={ "/articles/" (printing.id) } { (parts::words(wire::printer(printing))) }
        }
        p.facts {
            span { (parts::time(printing.dated)) }
            span {
                (printing.kind.map_or_else(|| speech.say("article-is-original"), |kind| speech.say(copy_kind(kind))))
                @if let Some(share) = likeness(printing) { " " span.amount dir="ltr" { (format!("{:.0} %", share * 100.0)) } }
            }
            @for credit in &printing.credits { (parts::words(&parts::credit_name(speech, credit))) }
        }
    }
}

/// The share by which the kind of copy is told.
fn likeness(printing: &Printing) -> Option<f64> {
    match printing.kind? {
        CopyKind::Near | CopyKind::Title => printing.jaccard,
        CopyKind::Contained => printing.containment,
        CopyKind::Exact => None,
    }
}

/// The message that names a kind of copy.
pub(super) fn copy_kind(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "article-copy-exact",
        CopyKind::Near => "article-copy-near",
        CopyKind::Contained => "article-copy-contained",
        CopyKind::Title => "article-copy-title",
    }
}

pub(super) fn sightings(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    html! {
        section {
            h2 { (speech.say("article-sightings")) }
            ul.sightings {
                @for seen in article.sightings.iter().take(MOST_SHOWN) {
                    li {
                        (parts::source_link(&seen.source))
                        p.facts {
                            span { (parts::time(seen.first_seen)) }
                            @if seen.last_seen != seen.first_seen {
                                span { (speech.say("article-last-seen")) " " (parts::time(seen.last_seen)) }
                            }
                            @if let Some(published) = seen.published {
                                span { (speech.say("article-listed-date")) " " (foreign::moment(published)) }
                            }
                        }
                        @if seen.title != article.row.title && !seen.title.trim().is_empty() {
                            p.facts { span { (speech.say("article-listed-as")) " " (parts::words(&seen.title)) } }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn addresses(visit: &Visit, article: &ArticleDetail) -> Markup {
    html! {
        @if article.addresses.len() > 1 {
            details {
                summary { (visit.speech.say("article-addresses")) }
                ul.addresses {
                    @for known in article.addresses.iter().take(MOST_SHOWN) { li { (foreign::address(&known.url)) } }
                    @if article.addresses.len() > MOST_SHOWN { li { "…" } }
                }
            }
        }
    }
}
