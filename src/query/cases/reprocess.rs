//! In what an article, read again, differs from what is stored: for people and for programs.

use crate::model::{Article, SourceId};
use crate::query::difference::{Line, Side, lines};
use crate::query::listing::{Cell, Column, Row};
use crate::store::{ArticleDetail, ArticleId, FactChange, fact_changes};

/// An article that a new reading would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its number.
    pub id: ArticleId,
    /// Its public key.
    pub key: String,
    /// The source whose poll fetched its page.
    pub source: SourceId,
    /// Where it was fetched.
    pub url: String,
    /// What is known of it besides its text, the title first.
    pub facts: Vec<FactChange>,
    /// Its text: what went, what came and, between them, what stayed. Empty where nothing changed.
    pub text: Vec<Line>,
}

/// Compares; `None` where the new reading says the same.
#[must_use]
pub fn change(source: &SourceId, before: &ArticleDetail, after: &Article) -> Option<Change> {
    let title = (before.row.title != after.title).then(|| FactChange {
        name: "title".to_owned(),
        before: before.row.title.clone().into(),
        after: after.title.clone().into(),
    });
    let facts: Vec<FactChange> = title.into_iter().chain(fact_changes(before, after)).collect();
    let text = if before.text == after.text { Vec::new() } else { lines(&before.text, &after.text) };
    (!facts.is_empty() || !text.is_empty()).then(|| Change {
        id: before.row.id,
        key: before.row.key.to_string(),
        source: source.clone(),
        url: before.row.url.clone(),
        facts,
        text,
    })
}

/// The columns of [`row`].
#[must_use]
pub fn columns() -> Vec<Column> {
    vec![
        Column::whole("id"),
        Column::hidden("key"),
        Column::whole("source"),
        Column::elastic("url"),
        Column::whole("changed"),
        Column::hidden("facts"),
        Column::hidden("lines_gone"),
        Column::hidden("lines_new"),
    ]
}

/// A change for programs.
#[must_use]
pub fn row(change: &Change) -> Row {
    let names = change.facts.iter().map(|fact| fact.name.as_str());
    let text = (!change.text.is_empty()).then_some("text");
    let of_side = |side| change.text.iter().filter(move |line| line.side == side).map(|line| &line.text);
    vec![
        change.id.0.into(),
        change.key.as_str().into(),
        change.source.as_str().into(),
        change.url.as_str().into(),
        Cell::texts(names.chain(text)),
        Cell::List(change.facts.iter().map(fact).collect()),
        Cell::texts(of_side(Side::Gone)),
        Cell::texts(of_side(Side::New)),
    ]
}

fn fact(change: &FactChange) -> Cell {
    Cell::record([
        ("name", change.name.as_str().into()),
        ("before", Cell::json(&change.before)),
        ("after", Cell::json(&change.after)),
    ])
}
