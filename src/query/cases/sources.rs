//! How the sources fare.

use jiff::Timestamp;

use super::condition::{self, Advice, Condition};
use crate::analysis::quality::Quality;
use crate::model::{ErrorKind, SourceId, SourceKind};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{SourceHealth, Store, StoreError};

/// The sources, and how many of them someone should look after.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    /// A row a source: those of the configuration first, by name.
    pub listing: Listing,
    /// Sources that fail, are gone, list nothing, or whose pages suddenly give less.
    pub n_failing: usize,
}

/// A source, how it is, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What its polls came to.
    pub health: SourceHealth,
    /// How it is.
    pub condition: Condition,
    /// What is wrong and how to mend it.
    pub advice: Option<Advice>,
}

/// Every source as it is: those of the configuration first, by name.
///
/// # Errors
/// The database fails.
pub fn judged(store: &Store, now: Timestamp) -> Result<Vec<Judged>, StoreError> {
    Ok(store.source_health(now)?.into_iter().map(|health| judge(health, now)).collect())
}

/// One source as it is; `None` if there is none of that name.
///
/// # Errors
/// The database fails.
pub fn one(store: &Store, source: &SourceId, now: Timestamp) -> Result<Option<Judged>, StoreError> {
    Ok(store.health_of(source, now)?.map(|health| judge(health, now)))
}

/// One source as a row for programs; `None` if there is none of that name.
///
/// # Errors
/// The database fails.
pub fn source(store: &Store, id: &SourceId, now: Timestamp) -> Result<Option<Listing>, StoreError> {
    let found = one(store, id, now)?;
    Ok(found.map(|source| Listing { columns: columns(), rows: vec![row(source, now)] }))
}

fn judge(health: SourceHealth, now: Timestamp) -> Judged {
    let condition = condition::condition(&health, now);
    Judged { advice: condition::advice(&health, condition), condition, health }
}

/// Every source with its health; with `only_failing` those that someone should look after.
///
/// # Errors
/// The database fails.
pub fn sources(store: &Store, only_failing: bool, now: Timestamp) -> Result<Sources, StoreError> {
    let mut judged = judged(store, now)?;
    judged.retain(|source| !only_failing || source.condition.is_failing());
    let n_failing = judged.iter().filter(|source| source.condition.is_failing()).count();
    let rows = judged.into_iter().map(|source| row(source, now)).collect();
    Ok(Sources { listing: Listing { columns: columns(), rows }, n_failing })
}

fn columns() -> Vec<Column> {
    vec![
        Column::whole("id"),
        Column::whole("state"),
        Column::whole("last_7_days"),
        Column::whole("rhythm"),
        Column::whole("last_ok"),
        Column::whole("next_due"),
        Column::whole("failing_since"),
        Column::elastic("advice"),
        Column::hidden("articles"),
        Column::hidden("revised"),
        Column::hidden("gone"),
        Column::hidden("last_new"),
        Column::hidden("failures"),
        Column::hidden("error"),
        Column::hidden("error_kind"),
        Column::hidden("error_at"),
        Column::hidden("empty_since"),
        Column::hidden("moved_to"),
        Column::hidden("url"),
        Column::hidden("kind"),
        Column::hidden("read_as"),
        Column::hidden("title"),
        Column::hidden("language"),
        Column::hidden("country"),
        Column::hidden("quality"),
    ]
}

fn row(source: Judged, now: Timestamp) -> Row {
    let Judged { health, condition, advice } = source;
    let age = |at: Option<Timestamp>| at.map_or(Cell::Null, |at| Cell::Age { at, now });
    vec![
        health.id.as_str().into(),
        condition.as_str().into(),
        Cell::count(health.articles_last_7_days),
        health.gap.map_or(Cell::Null, Cell::Span),
        age(health.last_ok),
        age(health.next_due),
        age(health.failing_since),
        advice.map(|advice| advice.to_string()).into(),
        Cell::count(health.articles),
        Cell::count(health.revised),
        Cell::count(health.gone),
        health.last_new.into(),
        health.failures.into(),
        health.last_error.into(),
        health.last_error_kind.map(ErrorKind::as_str).into(),
        health.last_error_at.into(),
        health.empty_since.into(),
        health.moved.map(|moved| moved.to).into(),
        health.url.into(),
        health.kind.as_str().into(),
        health.read_as.map(SourceKind::as_str).into(),
        health.title.into(),
        health.language.map(|language| language.to_string()).into(),
        health.country.into(),
        health.quality.map(quality).into(),
    ]
}

/// How the latest pages fare, beside those before them.
fn quality(quality: Quality) -> Cell {
    let count = |n: usize| Cell::count(n as u64);
    let decline = quality.decline.map(|decline| {
        Cell::record([
            ("respect", decline.respect.as_str().into()),
            ("since", decline.since.into()),
            ("good", count(decline.good)),
            ("of", count(decline.of)),
            ("good_before", count(decline.good_before)),
            ("of_before", count(decline.of_before)),
        ])
    });
    Cell::record([
        ("pages", count(quality.pages)),
        ("with_text", count(quality.with_text)),
        ("with_date", count(quality.with_date)),
        ("median_words", quality.median_words.into()),
        ("usual_words", quality.usual_words.into()),
        ("usual_language", quality.usual_language.map(|language| language.to_string()).into()),
        ("decline", decline.into()),
    ])
}
