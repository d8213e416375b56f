//! The topics with the number of their articles.

use crate::query::listing::{Cell, Column, Listing};
use crate::store::{Store, StoreError, TopicCount};

/// Every topic that is configured or was, by name.
///
/// # Errors
/// The database fails.
pub fn topics(store: &Store) -> Result<Listing, StoreError> {
    let columns = vec![
        Column::whole("topic"),
        Column::elastic("label"),
        Column::whole("articles"),
        Column::whole("is_configured"),
    ];
    let row = |count: TopicCount| {
        vec![count.topic.as_str().into(), count.label.into(), Cell::count(count.articles), count.is_configured.into()]
    };
    Ok(Listing { columns, rows: store.topic_counts()?.into_iter().map(row).collect() })
}
