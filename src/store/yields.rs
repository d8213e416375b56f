//! What the pages of a source gave, from the articles that were read from them.

use rusqlite::{Connection, Row, named_params};

use crate::analysis::quality::{PageYield, WINDOW};
use crate::model::SourceId;

use super::columns::{Time, integer};

/// The latest pages of a source, in the order of their arrival. Articles that came without a page are passed over, but no
/// more than as many again: a source that is read from its feed alone has no pages.
pub(super) fn of_source(db: &Connection, source: &SourceId) -> rusqlite::Result<Vec<PageYield>> {
    const SQL: &str = "\
        select a.first_seen, iif(a.text_from = 'page', coalesce(a.page_words, a.word_count), a.page_words) as words,
            a.language, a.published_from is not null as has_date
        from (
            select article_id from sightings where source_id = :source_id order by dated desc limit 2 * :window
        ) s cross join articles a indexed by articles_pages on a.id = s.article_id
        where a.text_from = 'page' or a.page_words is not null
        order by a.id desc limit :window";
    let window = integer(WINDOW as u64);
    let mut statement = db.prepare_cached(SQL)?;
    let rows = statement.query_map(named_params! {":source_id": source, ":window": window}, page_yield)?;
    let mut pages: Vec<PageYield> = rows.collect::<rusqlite::Result<_>>()?;
    pages.reverse();
    Ok(pages)
}

fn page_yield(row: &Row<'_>) -> rusqlite::Result<PageYield> {
    Ok(PageYield {
        seen_at: row.get::<_, Time>("first_seen")?.0,
        words: row.get("words")?,
        language: row.get("language")?,
        has_date: row.get("has_date")?,
    })
}
