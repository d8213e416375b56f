//! How the articles of a search fall apart, each value a link that narrows it.

use maud::{Markup, html};

use super::super::parts;
use super::super::visit::Visit;
use super::question::Question;
use crate::config::Config;
use crate::model::{LanguageCode, TopicId};
use crate::store::{Facet, FacetCount, Facets};

/// What is counted, in the order of the page.
pub(super) const SHOWN: [Facet; 5] = [Facet::Topic, Facet::Source, Facet::Language, Facet::Credit, Facet::Day];

pub(super) fn lists(visit: &Visit, config: &Config, question: &Question, facets: &Facets) -> Markup {
    let speech = visit.speech;
    html! {
        @if facets.n_articles > 0 {
            section.facets {
                h2 { (speech.say("search-facets")) }
                @if !facets.is_complete { p.facts { span { (speech.count("search-facets-of", facets.n_articles)) } } }
                @for facet in SHOWN {
                    @let counts: Vec<&FacetCount> = facets.counts.iter().filter(|count| count.facet == facet).collect();
                    @if !counts.is_empty() {
                        h3 { (speech.say(name(facet))) }
                        ul.counts {
                            @for count in counts { li { (value(visit, config, question, count)) " " (parts::count(count.articles)) } }
                        }
                    }
                }
            }
        }
    }
}

fn value(visit: &Visit, config: &Config, question: &Question, count: &FacetCount) -> Markup {
    let Some(value) = &count.value else { return html! { span { (visit.speech.say("search-facet-unknown")) } } };
    let shown = match count.facet {
        Facet::Topic => TopicId::parse(value).map(|id| parts::topic_name(visit.speech, &config.topics, &id)).ok(),
        Facet::Credit => Some(parts::credit_name(visit.speech, value).into_owned()),
        Facet::Language => LanguageCode::from_tag(value).map(|code| parts::language_name(visit.speech, &code)),
        _ => None,
    };
    let field = match count.facet {
        Facet::Day => format!("since:{value} until:{value}"),
        Facet::Credit => format!("credit:\"{value}\""),
        facet => format!("{}:{value}", facet.as_str()),
    };
    html! { a href=(question.narrowed(&field).address()) { (parts::words(shown.as_deref().unwrap_or(value))) } }
}

/// The message that names a facet.
fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Topic => "facet-topic",
        Facet::Source => "facet-source",
        Facet::Language => "facet-language",
        Facet::Country => "facet-country",
        Facet::Credit => "facet-credit",
        Facet::Site => "facet-site",
        Facet::Day => "facet-day",
        Facet::Month => "facet-month",
    }
}
