//! What comes from elsewhere, on our pages: passages with their hits, addresses, moments as somebody wrote them.

use maud::{Markup, html};

use crate::model::{LanguageCode, Moment, Precision};
use crate::query::cases::paging::Found;
use crate::query::passage::Passage;
use crate::query::render::plain;

use super::parts;
use super::visit::Visit;
use crate::analysis::topics::TopicSet;

/// The parts of a passage, the hits marked.
pub(super) fn passage(passage: &Passage) -> Markup {
    html! {
        @for (text, is_hit) in passage.parts() {
            @if *is_hit { mark { (plain::lines(text)) } } @else { (plain::lines(text)) }
        }
    }
}

/// A link that leads away where the address is one of the web, else the bare text. Nobody there learns whence we come.
pub(super) fn address(address: &str) -> Markup {
    let text = plain::line(address);
    html! {
        @match plain::web_address(address) {
            Some(url) => a href=(url) rel="noreferrer noopener nofollow" dir="ltr" { (text) },
            None => bdi dir="ltr" { (text) },
        }
    }
}

/// A point in time as it was written: a day without a time stays one, and the publisher's offset is told.
pub(super) fn moment(at: Moment) -> Markup {
    let shown = match (at.precision(), at.offset()) {
        (Precision::Day, _) => at.date().to_string(),
        (Precision::Time, Some(offset)) => {
            let local = at.timestamp().to_zoned_datetime(offset.to_time_zone());
            local.strftime("%Y-%m-%d %H:%M %:z").to_string()
        }
        (Precision::Time, None) => at.timestamp().strftime("%Y-%m-%d %H:%M").to_string(),
    };
    html! { time datetime=(at) dir="ltr" { (shown) } }
}

/// The language of foreign text, for browsers and readers of screens.
pub(super) fn language_tag(language: Option<&LanguageCode>) -> Option<&str> {
    language.map(LanguageCode::as_str)
}

/// Articles with the passages that were looked for.
pub(super) fn articles(visit: &Visit, rules: &TopicSet, found: &[Found]) -> Markup {
    html! {
        ol.articles {
            @for article in found { (item(visit, rules, article)) }
        }
    }
}

fn item(visit: &Visit, rules: &TopicSet, found: &Found) -> Markup {
    let Found { row, title, passage: text } = found;
    let lang = language_tag(row.language.as_ref());
    html! {
        li data-item {
            a.headline href={ "/articles/" (row.id) } lang=[lang] dir=(plain::direction(&row.title)) {
                @if plain::line(&row.title).is_empty() { "# " (row.id) } @else { (passage(title)) }
            }
            p.facts {
                span { (parts::time(row.dated)) }
                @if let Some(site) = &row.site { (parts::words(site)) }
                @if let Some(language) = &row.language { (parts::language(visit.speech, language)) }
                @if row.copy_of.is_some() { span { (visit.speech.say("article-is-copy")) } }
                @if row.gone.is_some() { (parts::chip("bad", &visit.speech.say("article-is-gone"))) }
                @for score in row.topics.iter().take(MOST_TOPICS) {
                    (parts::topic_chip(&score.topic, &parts::topic_name(visit.speech, rules, &score.topic)))
                }
            }
            @let whole: String = text.parts().iter().map(|(part, _)| part.as_str()).collect();
            @if !plain::line(&whole).is_empty() {
                p.snippet lang=[lang] dir=(plain::direction(&whole)) { (passage(text)) }
            }
        }
    }
}

/// Topics of an article that a list shows.
const MOST_TOPICS: usize = 4;
