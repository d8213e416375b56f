//! The articles that a filter chooses, in full, for other programs.

use super::article_row::{Extent, columns, row};
use crate::query::listing::{Column, OnRow};
use crate::store::{ArticleFilter, Store, StoreError};

/// Hands on the articles with texts and scores, in the filter's order; gives back the columns.
///
/// # Errors
/// The database fails.
pub fn export(store: &Store, filter: &ArticleFilter, receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    let columns = columns(Extent::Full);
    store.for_each_article(filter, |article| receive(&columns, row(article, Extent::Full)))?;
    Ok(columns)
}
