//! The articles that a filter chooses, as a list, and how they fall apart.

use super::article_row::{Extent, columns, row};
use crate::query::listing::{Cell, Column, Listing, OnRow};
use crate::query::passage::Passage;
use crate::store::{ArticleFilter, Facet, FacetBounds, Facets, Phrase, Store, StoreError};

/// Hands on the articles without their texts, in the filter's order; gives back the columns. `passages` are phrases to be
/// shown where they stand: then each row ends with a passage of the text.
///
/// # Errors
/// The database fails.
pub fn search(
    store: &Store,
    filter: &ArticleFilter,
    passages: Option<&[Phrase]>,
    receive: OnRow<'_>,
) -> Result<Vec<Column>, StoreError> {
    let mut columns = columns(Extent::List);
    if filter.with_copies {
        // Among copies, people want to know which they are.
        let copy_of = columns.iter_mut().find(|column| column.name == "copy_of");
        copy_of.into_iter().for_each(|column| *column = Column::whole("copy_of"));
    }
    columns.extend(passages.map(|_| Column::elastic("snippet")));
    store.for_each_article(filter, |article| {
        let passage = passages.map(|phrases| {
            let found = Passage::find(&article.text, phrases).or_else(|| Passage::find(&article.row.title, phrases));
            Cell::from(found.map(|passage| passage.to_string()))
        });
        let mut cells = row(article, Extent::List);
        cells.extend(passage);
        receive(&columns, cells)
    })?;
    Ok(columns)
}

/// How many of the articles fall under each value of some facets, and whether all were counted.
///
/// # Errors
/// The database fails.
pub fn facets(
    store: &Store,
    filter: &ArticleFilter,
    facets: &[Facet],
    most: u32,
) -> Result<(Listing, Facets), StoreError> {
    let found = store.facets(filter, facets, FacetBounds::of_values(most))?;
    let columns = vec![Column::whole("facet"), Column::elastic("value"), Column::whole("articles")];
    let rows = found
        .counts
        .iter()
        .map(|count| vec![count.facet.as_str().into(), count.value.clone().into(), Cell::count(count.articles)]);
    Ok((Listing { columns, rows: rows.collect() }, found))
}
