//! What a draft would change: in numbers, by which words, with examples.

use maud::{Markup, html};

use super::super::parts;
use super::super::visit::Visit;
use super::draft::{Outcome, Tried};
use super::words;
use crate::lab::trial::{Change, Split, TopicTrial};
use crate::query::render::plain;

/// Words, reasons and sources that are listed.
const MOST_DECIDING: usize = 12;

pub(super) fn outcome(visit: &Visit, came: &Outcome) -> Markup {
    let speech = visit.speech;
    html! {
        section.outcome aria-live="polite" {
            @match came {
                Outcome::Mistaken(report) => {
                    div.notice.bad role="alert" { p { strong { (speech.say("rules-mistaken")) } } }
                    pre.report lang="en" dir="ltr" tabindex="0" { (plain::lines(report)) }
                }
                Outcome::Empty => p.notice.bad role="alert" { (speech.say("rules-empty")) },
                Outcome::Tried(tried) => {
                    p.notice.good role="status" {
                        (speech.say_with("rules-tried", [
                            ("n", tried.n_articles.into()),
                            ("seconds", format!("{:.1}", tried.took.as_secs_f64()).into()),
                        ]))
                        @if tried.was_cut { " " (speech.say("rules-cut")) }
                    }
                    @for one in &tried.trials { (trial(visit, tried, one)) }
                }
            }
        }
    }
}

fn trial(visit: &Visit, tried: &Tried, trial: &TopicTrial) -> Markup {
    let speech = visit.speech;
    let Split { added, dropped, .. } = trial.total;
    let threshold = tried.rules.rule(&trial.topic).and_then(|rule| rule.threshold);
    html! {
        section.trial {
            h2 { code dir="ltr" { (trial.topic) } }
            p { (speech.say_with("rules-numbers", numbers(trial.total))) }
            @if added + dropped == 0 { p { (speech.say("rules-no-change")) } }
            (deciding(visit, trial))
            (languages(visit, trial))
            @if !trial.added.is_empty() {
                h3 { (speech.count("rules-added", added)) }
                ul.changes { @for change in &trial.added { (change_item(visit, change, &because(change))) } }
            }
            @if !trial.dropped.is_empty() {
                h3 { (speech.count("rules-dropped", dropped)) }
                ul.changes { @for change in &trial.dropped { (change_item(visit, change, &words::why(visit, change, threshold))) } }
            }
        }
    }
}

fn numbers(split: Split) -> [(&'static str, fluent_bundle::FluentValue<'static>); 4] {
    let Split { before, after, added, dropped } = split;
    [("before", before.into()), ("after", after.into()), ("added", added.into()), ("dropped", dropped.into())]
}

/// The words and reasons that decide.
fn deciding(visit: &Visit, trial: &TopicTrial) -> Markup {
    let speech = visit.speech;
    html! {
        @if !trial.added_by.is_empty() {
            p.facts {
                span { (speech.say("rules-added-by")) }
                @for (term, n) in trial.added_by.iter().take(MOST_DECIDING) { span { (parts::words(term)) " " (parts::count(*n)) } }
            }
        }
        @if !trial.dropped_for.is_empty() {
            p.facts {
                span { (speech.say("rules-dropped-for")) }
                @for (reason, n) in trial.dropped_for.iter().take(MOST_DECIDING) {
                    span { (words::reason(visit, reason)) " " (parts::count(*n)) }
                }
            }
        }
    }
}

fn languages(visit: &Visit, trial: &TopicTrial) -> Markup {
    let speech = visit.speech;
    let changed = trial.by_language.iter().filter(|(_, split)| split.added + split.dropped > 0);
    let changed: Vec<_> = changed.take(MOST_DECIDING).collect();
    html! {
        @if !changed.is_empty() {
            table {
                thead {
                    tr {
                        th scope="col" { (speech.say("facet-language")) }
                        @for name in ["rules-before", "rules-after", "rules-come", "rules-go"] { th.n scope="col" { (speech.say(name)) } }
                    }
                }
                tbody {
                    @for (language, split) in changed {
                        tr {
                            th scope="row" {
                                @match language {
                                    Some(language) => (parts::language(speech, language)),
                                    None => (speech.say("search-facet-unknown")),
                                }
                            }
                            @for n in [split.before, split.after, split.added, split.dropped] { td.n { (parts::count(n)) } }
                        }
                    }
                }
            }
        }
    }
}

fn change_item(visit: &Visit, change: &Change, why: &Markup) -> Markup {
    html! {
        li data-item {
            (parts::article_link(change.id, &change.title))
            p.facts {
                span { (parts::time(change.dated)) }
                @if let Some(language) = &change.language { (parts::language(visit.speech, language)) }
                span { bdi.amount dir="ltr" { (format!("{:.2}", change.score)) } }
                (why)
            }
        }
    }
}

/// The words that add most.
fn because(change: &Change) -> Markup {
    html! {
        @for (term, sum) in change.strongest().into_iter().take(4) {
            span { (parts::words(term)) " " span.amount dir="ltr" { (format!("{sum:+.2}")) } }
        }
    }
}
