//! The articles that a filter chooses, as a list.

use super::article_row::{Extent, columns, row};
use crate::query::listing::{Column, OnRow};
use crate::store::{ArticleFilter, Store, StoreError};

/// Hands on the articles without their texts, in the filter's order; gives back the columns.
///
/// # Errors
/// The database fails.
pub fn search(store: &Store, filter: &ArticleFilter, receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    let mut columns = columns(Extent::List);
    if filter.with_copies {
        // Among copies, people want to know which they are.
        let copy_of = columns.iter_mut().find(|column| column.name == "copy_of");
        copy_of.into_iter().for_each(|column| *column = Column::whole("copy_of"));
    }
    store.for_each_article(filter, |article| receive(&columns, row(article, Extent::List)))?;
    Ok(columns)
}
