//! What came of a trial, as lines and listings.

use crate::analysis::topics::TopicSet;
use crate::lab::trial::{Change, Reason, Split, TopicTrial};
use crate::model::{Evidence, LanguageCode};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::query::render::verdict::{Standing, reason};

/// The most sources that people are shown.
const MAX_SOURCES: usize = 12;
/// The most words or reasons on a line.
const MAX_DECIDING: usize = 8;

/// One row a topic, for programs.
pub(super) fn listing(rules: &TopicSet, trials: &[TopicTrial]) -> Listing {
    let mut columns = ["topic", "before", "after", "added", "dropped"].map(Column::whole).to_vec();
    let more =
        ["by_language", "by_source", "added_by", "dropped_for", "added_sample", "dropped_sample", "rule_version"];
    columns.extend(more.map(Column::hidden));
    let row = |trial: &TopicTrial| {
        let threshold = rules.rule(&trial.topic).and_then(|rule| rule.threshold);
        let Split { before, after, added, dropped } = trial.total;
        let counted = |(name, n): (String, u64)| Cell::record([("name", name.into()), ("articles", Cell::count(n))]);
        let reasons = trial.dropped_for.iter().map(|(why, n)| counted((words(why), *n)));
        vec![
            trial.topic.as_str().into(),
            Cell::count(before),
            Cell::count(after),
            Cell::count(added),
            Cell::count(dropped),
            splits("language", trial.by_language.iter().map(|(code, split)| (name_of(code.as_ref()), split))),
            splits("source", trial.by_source.iter().map(|(id, split)| (id.to_string(), split))),
            Cell::List(trial.added_by.iter().cloned().map(counted).collect()),
            Cell::List(reasons.collect()),
            Cell::List(trial.added.iter().map(|change| record(change, None)).collect()),
            Cell::List(trial.dropped.iter().map(|change| record(change, threshold)).collect()),
            rules.version_of(&trial.topic).into(),
        ]
    };
    Listing { columns, rows: trials.iter().map(row).collect() }
}

/// The numbers on one line.
pub(super) fn headline(trial: &TopicTrial) -> String {
    let Split { before, after, added, dropped } = trial.total;
    format!("{}: {before} before, {after} after; {added} would be added, {dropped} dropped", trial.topic)
}

/// The words that decide.
pub(super) fn deciding(trial: &TopicTrial) -> Vec<String> {
    let line = |what: &str, list: Vec<String>| match list.is_empty() {
        true => None,
        false => Some(format!("{what} {}", list.join(", "))),
    };
    let added = trial.added_by.iter().take(MAX_DECIDING).map(|(term, n)| format!("`{term}` {n}"));
    let dropped = trial.dropped_for.iter().take(MAX_DECIDING).map(|(why, n)| format!("{} {n}", words(why)));
    [line("added by", added.collect()), line("dropped for", dropped.collect())].into_iter().flatten().collect()
}

/// The numbers by language.
pub(super) fn by_language(trial: &TopicTrial) -> Listing {
    let rows = trial.by_language.iter().map(|(code, split)| split_row(name_of(code.as_ref()), split));
    Listing { columns: split_columns("language"), rows: rows.collect() }
}

/// The numbers by source, those with the most changes first.
pub(super) fn by_source(trial: &TopicTrial) -> Listing {
    let mut splits: Vec<_> = trial.by_source.iter().collect();
    splits.sort_by_key(|(_, split)| std::cmp::Reverse(split.added + split.dropped));
    let rows = splits.into_iter().take(MAX_SOURCES).map(|(id, split)| split_row(id.to_string(), split));
    Listing { columns: split_columns("source"), rows: rows.collect() }
}

/// Some articles that would be added, with their strongest evidence.
pub(super) fn added(trial: &TopicTrial) -> Listing {
    let columns = change_columns("because_of");
    let row = |change: &Change| change_row(change, strongest(change));
    Listing { columns, rows: trial.added.iter().map(row).collect() }
}

/// Some articles that would be dropped, with what is gone and what is in the way.
pub(super) fn dropped(trial: &TopicTrial, threshold: Option<f64>) -> Listing {
    let columns = change_columns("why");
    let row = |change: &Change| change_row(change, why(change, threshold));
    Listing { columns, rows: trial.dropped.iter().map(row).collect() }
}

fn split_columns(first: &'static str) -> Vec<Column> {
    [first, "before", "after", "added", "dropped"].map(Column::whole).to_vec()
}

fn split_row(name: String, split: &Split) -> Row {
    let numbers = [split.before, split.after, split.added, split.dropped].map(Cell::count);
    std::iter::once(name.into()).chain(numbers).collect()
}

fn splits<'s>(key: &'static str, list: impl Iterator<Item = (String, &'s Split)>) -> Cell {
    let record = |(name, split): (String, &Split)| {
        Cell::record([
            (key, name.into()),
            ("before", Cell::count(split.before)),
            ("after", Cell::count(split.after)),
            ("added", Cell::count(split.added)),
            ("dropped", Cell::count(split.dropped)),
        ])
    };
    Cell::List(list.map(record).collect())
}

fn change_columns(last: &'static str) -> Vec<Column> {
    vec![
        Column::whole("id"),
        Column::whole("date"),
        Column::whole("language"),
        Column::whole("score"),
        Column::elastic("title"),
        Column::elastic(last),
    ]
}

fn change_row(change: &Change, last: String) -> Row {
    vec![
        change.id.0.into(),
        change.dated.into(),
        change.language.as_ref().map(LanguageCode::as_str).into(),
        change.score.into(),
        change.title.as_str().into(),
        last.into(),
    ]
}

fn record(change: &Change, threshold: Option<f64>) -> Cell {
    Cell::record([
        ("id", change.id.0.into()),
        ("dated", change.dated.into()),
        ("language", change.language.as_ref().map(LanguageCode::as_str).into()),
        ("score", change.score.into()),
        ("title", change.title.as_str().into()),
        ("evidence", Cell::List(change.evidence.iter().map(evidence).collect())),
        ("gone", Cell::texts(&change.gone)),
        ("obstacles", Cell::texts(obstacles(change, threshold))),
    ])
}

fn evidence(hit: &Evidence) -> Cell {
    Cell::record([("term", hit.term.as_str().into()), ("weight", hit.weight.into())])
}

/// The terms that add most.
fn strongest(change: &Change) -> String {
    let sums = change.strongest().into_iter().take(3);
    sums.map(|(term, sum)| format!("`{term}` {sum:+.2}")).collect::<Vec<_>>().join(", ")
}

fn obstacles(change: &Change, threshold: Option<f64>) -> Vec<String> {
    let standing = Standing { score: change.score, front: change.front, threshold };
    change.obstacles.iter().map(|obstacle| reason(standing, obstacle)).collect()
}

fn why(change: &Change, threshold: Option<f64>) -> String {
    let mut parts = Vec::new();
    if !change.gone.is_empty() {
        let gone: Vec<String> = change.gone.iter().map(|term| format!("`{term}`")).collect();
        parts.push(format!("no longer found: {}", gone.join(", ")));
    }
    parts.extend(obstacles(change, threshold));
    if parts.is_empty() {
        parts.push(words(&Reason::NotWanted));
    }
    parts.join("; ")
}

/// A reason in a few words.
fn words(reason: &Reason) -> String {
    match reason {
        Reason::Short => "below the threshold".to_owned(),
        Reason::NoCore => "no term of enough weight".to_owned(),
        Reason::InPassing => "in one passage alone".to_owned(),
        Reason::NotInFront => "too little in headline or lead".to_owned(),
        Reason::GroupMissing(group) => format!("nothing of group {} of `all`", group + 1),
        Reason::NoneOfAny => "nothing of `any`".to_owned(),
        Reason::Forbidden(term) => format!("`{term}` forbids it"),
        Reason::OutOfScope(key) => format!("outside of `{key}`"),
        Reason::NotWanted => "its sources do not ask for the topic".to_owned(),
    }
}

fn name_of(code: Option<&LanguageCode>) -> String {
    code.map_or_else(|| "unknown".to_owned(), ToString::to_string)
}
