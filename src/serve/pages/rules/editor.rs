//! The topics of the configuration, and the form in which one is changed.

use maud::{Markup, html};

use super::super::parts;
use super::super::visit::Visit;
use crate::analysis::topics::TopicRule;
use crate::config::Config;
use crate::model::TopicId;
use crate::query::render::plain;

/// What a new topic begins with.
const TEMPLATE: &str = "\
[[topic]]
id = \"my-topic\"
label = { en = \"My topic\", ar = \"موضوعي\" }
threshold = 4

[topic.terms.en]
4 = [\"a telling phrase\"]
1 = [\"word\", \"other*\"]
";

pub(super) fn list(visit: &Visit, config: &Config) -> Markup {
    let speech = visit.speech;
    let rules = config.topics.rules();
    html! {
        h1 { (speech.say("rules-title")) }
        p { (speech.say("rules-how")) }
        @if rules.is_empty() { p.notice { (speech.say("rules-none")) } }
        @else { (parts::scroll(&speech.say("rules-title"), &table(visit, config))) }
        h2 { (speech.say("rules-new")) }
        (form(visit, None, TEMPLATE))
    }
}

fn table(visit: &Visit, config: &Config) -> Markup {
    let speech = visit.speech;
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (speech.say("facet-topic")) }
                    th scope="col" { (speech.say("rules-parent")) }
                    th.n scope="col" { (speech.say("rules-terms")) }
                    th.n scope="col" { (speech.say("rules-threshold")) }
                    th scope="col" { (speech.say("rules-version")) }
                }
            }
            tbody {
                @for rule in config.topics.rules() {
                    tr data-item {
                        th scope="row" {
                            a href={ "/rules/" (rule.id) } { (parts::words(&parts::topic_name(visit.speech, &config.topics, &rule.id))) }
                            " " code dir="ltr" { (rule.id) }
                        }
                        td { @if let Some(parent) = &rule.parent { (parts::words(&parts::topic_name(visit.speech, &config.topics, parent))) } }
                        td.n { (parts::count(config.topics.n_terms(&rule.id) as u64)) }
                        td.n { @if let Some(threshold) = rule.threshold { span.amount { (threshold) } } }
                        td { @if let Some(version) = config.topics.version_of(&rule.id) { code dir="ltr" { (version) } } }
                    }
                }
            }
        }
    }
}

/// What the page of a topic is called.
pub(super) fn title(visit: &Visit, rule: Option<&TopicRule>) -> String {
    let of = |rule: &TopicRule| {
        visit.speech.say_with("rules-of", [("topic", rule.id.as_str().to_owned().into())]).into_owned()
    };
    rule.map_or_else(|| visit.speech.say("rules-new").into_owned(), of)
}

pub(super) fn heading(visit: &Visit, config: &Config, rule: Option<&TopicRule>) -> Markup {
    let speech = visit.speech;
    html! {
        p.trail { a href="/rules" { (speech.say("rules-title")) } }
        @match rule {
            Some(rule) => {
                h1 { (parts::words(&parts::topic_name(visit.speech, &config.topics, &rule.id))) " " code dir="ltr" { (rule.id) } }
                @if !rule.description.is_empty() { p.lede { (parts::words(&rule.description)) } }
                p.facts {
                    a href=(parts::topic_address(&rule.id)) { (speech.say("rules-articles")) }
                    span { (speech.count("rules-n-terms", config.topics.n_terms(&rule.id) as u64)) }
                    @if let Some(version) = config.topics.version_of(&rule.id) {
                        span { (speech.say("rules-version")) " " code dir="ltr" { (version) } }
                    }
                }
            }
            None => h1 { (speech.say("rules-new")) },
        }
    }
}

pub(super) fn form(visit: &Visit, topic: Option<&TopicId>, text: &str) -> Markup {
    let speech = visit.speech;
    let address = topic.map_or_else(|| "/rules".to_owned(), |topic| format!("/rules/{topic}"));
    html! {
        form.draft method="post" action=(address) {
            p {
                label for="rule" { (speech.say("rules-draft")) }
                // The line break that HTML takes away behind the tag (section 4.10.11).
                textarea #rule name="rule" rows="24" dir="ltr" lang="en" spellcheck="false" autocapitalize="off" { "\n" (plain::lines(text)) }
            }
            p { button.main { (speech.say("rules-try")) } }
            p.facts { span { (speech.say("rules-writes-nothing")) } }
        }
    }
}
