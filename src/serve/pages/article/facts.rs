//! What is known of an article: who, where, when, and where each of it came from.

use maud::{Markup, html};

use super::super::visit::Visit;
use super::super::{foreign, parts};
use crate::model::article::{DateOrigin, TextOrigin};
use crate::serve::speech::Speech;
use crate::store::ArticleDetail;

/// Who, where, when, in a line below the headline.
pub(super) fn line(visit: &Visit, article: &ArticleDetail) -> Markup {
    let row = &article.row;
    html! {
        p.facts {
            @if let Some(site) = &row.site { (parts::words(site)) }
            @match row.published {
                Some(published) => span { (foreign::moment(published.at)) },
                None => span { (visit.speech.say("article-first-seen")) " " (parts::time(row.first_seen)) },
            }
            @for author in &article.authors { (parts::words(author)) }
            @if let Some(language) = &row.language { (parts::language(visit.speech, language)) }
            span { (visit.speech.count("article-words", row.word_count.into())) }
            span { (foreign::address(&row.url)) }
        }
    }
}

/// What a reader must know before reading.
pub(super) fn warnings(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    html! {
        @if let Some(copy) = &article.row.copy_of {
            p.notice {
                (speech.say("article-copy-of")) " "
                a href={ "/articles/" (copy.id) } { (speech.say("article-original")) }
                " (" (speech.say(super::around::copy_kind(copy.kind))) ")"
            }
        }
        @if let Some(gone) = article.row.gone {
            p.notice.warn {
                (speech.say("article-gone-since")) " " (parts::time(gone.since)) " " span dir="ltr" { "(HTTP " (gone.status) ")" }
            }
        }
    }
}

/// The agencies, each by its name.
fn credits(speech: Speech, credits: &[String]) -> Markup {
    html! {
        @for (n, name) in credits.iter().enumerate() {
            @if n > 0 { (speech.say("list-comma")) }
            (parts::words(&parts::credit_name(speech, name)))
        }
    }
}

/// All facts.
pub(super) fn table(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    let row = &article.row;
    let foreign_fact = |name: &str, text: &str| fact(visit, name, &parts::words(text));
    html! {
        section {
            h2 { (speech.say("article-facts")) }
            dl.known {
                (published(visit, article))
                @if let Some(modified) = article.modified { (fact(visit, "article-modified", &foreign::moment(modified))) }
                (fact(visit, "article-first-seen", &parts::time(row.first_seen)))
                @if !article.credits.is_empty() { (fact(visit, "article-credit", &credits(speech, &article.credits))) }
                @if let Some(section) = &article.section { (foreign_fact("article-section", section)) }
                @if !article.keywords.is_empty() { (foreign_fact("article-keywords", &article.keywords.join(", "))) }
                (fact(visit, "article-text-from", &html! { (speech.say(text_origin(article.text_from))) }))
                @if let Some(sure) = article.language_confidence {
                    (fact(visit, "article-language-sure", &html! { span.amount dir="ltr" { (format!("{:.0} %", sure * 100.0)) } }))
                }
                @if let Some(url) = article.canonical_url.as_ref().filter(|url| **url != row.url) {
                    (fact(visit, "article-canonical", &foreign::address(url)))
                }
                (looks(visit, article))
                (page(visit, article))
                (fact(visit, "article-key", &html! { code dir="ltr" { (row.key.as_str()) } }))
                @if let Some(id) = &row.external_id { (foreign_fact("article-external-id", id)) }
            }
        }
    }
}

pub(super) fn fact(visit: &Visit, name: &str, value: &Markup) -> Markup {
    html! { dt { (visit.speech.say(name)) } dd { (value) } }
}

/// The date, and where it stood.
fn published(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    let value = match article.row.published {
        Some(published) => html! {
            (foreign::moment(published.at)) " (" (speech.say(date_origin(published.from))) ")"
            @if published.at.precision() == crate::model::Precision::Day { br; (speech.say("article-day-only")) }
        },
        None => html! { (speech.say("article-date-unknown")) },
    };
    fact(visit, "article-published", &value)
}

/// Second looks at its page.
fn looks(visit: &Visit, article: &ArticleDetail) -> Markup {
    let Some(recheck) = &article.recheck else { return html! {} };
    html! {
        @if let Some(at) = recheck.looked_at { (fact(visit, "article-looked-at", &parts::time(at))) }
        @if let Some(at) = recheck.due { (fact(visit, "article-next-look", &parts::time(at))) }
        @if let Some(note) = &recheck.note { (fact(visit, "article-look-note", &html! { span lang="en" dir="ltr" { (parts::words(note)) } })) }
    }
}

/// The page that is kept.
fn page(visit: &Visit, article: &ArticleDetail) -> Markup {
    let speech = visit.speech;
    let address = format!("/articles/{}/snapshot", article.row.id);
    let value = match &article.page {
        Some(page) => html! {
            a href=(address) { (speech.say("article-page-shown")) } " "
            (speech.say("article-page-as-of")) " " (parts::time(page.fetched_at)) ", "
            (speech.count("size-kilobytes", page.size_bytes.div_ceil(1000))) br;
            a href={ (address) "/raw" } download { (speech.say("article-page-raw")) }
        },
        None => html! { (speech.say("article-page-none")) },
    };
    fact(visit, "article-page", &value)
}

fn date_origin(from: DateOrigin) -> &'static str {
    match from {
        DateOrigin::JsonLd => "date-from-json-ld",
        DateOrigin::Meta => "date-from-meta",
        DateOrigin::Time => "date-from-time",
        DateOrigin::Text => "date-from-text",
        DateOrigin::Script => "date-from-script",
        DateOrigin::Url => "date-from-url",
        DateOrigin::Feed => "date-from-feed",
        DateOrigin::Import => "date-from-import",
        DateOrigin::Rule => "date-from-rule",
    }
}

fn text_origin(from: TextOrigin) -> &'static str {
    match from {
        TextOrigin::Page => "text-from-page",
        TextOrigin::Feed => "text-from-feed",
        TextOrigin::Import => "text-from-import",
    }
}
