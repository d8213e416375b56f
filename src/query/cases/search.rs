//! The articles that a filter chooses, as a list.

use super::article_row::{Extent, columns, row};
use crate::query::listing::{Column, OnRow};
use crate::store::{ArticleFilter, Store, StoreError};

/// Hands on the articles without their texts, in the filter's order; gives back the columns.
///
/// # Errors
/// The database fails.
pub fn search(store: &Store, filter: &ArticleFilter, receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    let columns = columns(Extent::List);
    store.for_each_article(filter, |article| receive(&columns, row(article, Extent::List)))?;
    Ok(columns)
}
