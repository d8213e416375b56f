//! Figures of the whole collection, as rows of what is counted, by what, and how many.

use jiff::Timestamp;

use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{Store, StoreError};

/// The figures: totals first, then articles by language, topic and day.
///
/// # Errors
/// The database fails.
pub fn stats(store: &Store, now: Timestamp) -> Result<Listing, StoreError> {
    let stats = store.stats(now)?;
    let mut rows = vec![row("articles", Cell::Null, stats.articles), row("copies", Cell::Null, stats.copies)];
    rows.extend(stats.by_copy_kind.into_iter().map(|(kind, count)| row("copy_kind", kind.as_str().into(), count)));
    rows.extend([
        row("revised", Cell::Null, stats.revised),
        row("gone", Cell::Null, stats.gone),
        row("stories", Cell::Null, stats.stories),
        row("sources", "ok".into(), stats.sources.ok),
        row("sources", "failing".into(), stats.sources.failing),
        row("sources", "new".into(), stats.sources.unpolled),
        row("pages", Cell::Null, stats.pages),
        row("page_bytes", Cell::Null, stats.page_bytes),
        row("size_bytes", Cell::Null, stats.size_bytes),
    ]);
    rows.extend(stats.by_language.into_iter().map(|(language, count)| {
        let name = language.map_or_else(|| "unknown".to_owned(), |language| language.to_string());
        row("language", name.into(), count)
    }));
    rows.extend(stats.by_topic.into_iter().map(|topic| row("topic", topic.topic.as_str().into(), topic.articles)));
    rows.extend(stats.by_day.into_iter().map(|(day, count)| row("day", day.to_string().into(), count)));
    let columns = vec![Column::whole("figure"), Column::elastic("of"), Column::whole("count")];
    Ok(Listing { columns, rows })
}

fn row(figure: &'static str, of: Cell, count: u64) -> Row {
    vec![figure.into(), of, Cell::count(count)]
}
