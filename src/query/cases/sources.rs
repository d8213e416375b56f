//! How the sources fare.

use jiff::Timestamp;

use crate::model::{ErrorKind, SourceKind};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{SourceHealth, Store, StoreError};

/// Every source with its health: those of the configuration first, by name.
///
/// # Errors
/// The database fails.
pub fn sources(store: &Store, now: Timestamp) -> Result<Listing, StoreError> {
    let rows = store.source_health(now)?.into_iter().map(|health| row(health, now)).collect();
    Ok(Listing { columns: columns(), rows })
}

fn columns() -> Vec<Column> {
    vec![
        Column::whole("id"),
        Column::whole("state"),
        Column::whole("articles"),
        Column::whole("last_7_days"),
        Column::whole("last_ok"),
        Column::whole("next_due"),
        Column::whole("failures"),
        Column::elastic("error"),
        Column::hidden("error_kind"),
        Column::hidden("error_at"),
        Column::hidden("url"),
        Column::hidden("kind"),
        Column::hidden("title"),
        Column::hidden("language"),
        Column::hidden("country"),
    ]
}

fn row(health: SourceHealth, now: Timestamp) -> Row {
    let age = |at: Option<Timestamp>| at.map_or(Cell::Null, |at| Cell::Age { at, now });
    vec![
        health.id.as_str().into(),
        state(&health).into(),
        Cell::count(health.articles),
        Cell::count(health.articles_last_7_days),
        age(health.last_ok),
        age(health.next_due),
        health.failures.into(),
        health.last_error.into(),
        health.last_error_kind.map(ErrorKind::as_str).into(),
        health.last_error_at.into(),
        health.url.into(),
        health.kind.as_str().into(),
        health.title.into(),
        health.language.map(|language| language.to_string()).into(),
        health.country.into(),
    ]
}

/// In one word: `ok`, `failing`, `new` (not polled yet), `imported` (never polled), `removed` (no longer in the
/// configuration).
fn state(health: &SourceHealth) -> &'static str {
    match health {
        SourceHealth { kind: SourceKind::Import, .. } => "imported",
        SourceHealth { is_configured: false, .. } => "removed",
        SourceHealth { failures: 1.., .. } => "failing",
        SourceHealth { last_ok: None, .. } => "new",
        _ => "ok",
    }
}
