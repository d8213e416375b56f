//! Articles in full, for other programs.

use super::article_row::{Extent, columns, row};
use crate::query::listing::{Column, OnRow};
use crate::store::{ArticleId, Store, StoreError};

/// Hands on articles with texts and scores, in the order given; gives back the columns.
///
/// # Errors
/// The database fails.
pub fn export(store: &Store, ids: &[ArticleId], receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    let columns = columns(Extent::Full);
    store.for_each_whole(ids, |article| receive(&columns, row(article, Extent::Full)))?;
    Ok(columns)
}
