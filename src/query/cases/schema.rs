//! The columns of the collection with what they mean, as a list.

use crate::query::listing::{Cell, Column, Listing};
use crate::store::{Schema, SchemaColumn, SchemaTable, TableKind};

/// A row a column, of one table or of all.
#[must_use]
pub fn listing(schema: &Schema, table: Option<&str>) -> Listing {
    let chosen = schema.tables.iter().filter(|known| table.is_none_or(|name| known.name == name));
    Listing {
        columns: vec![
            Column::whole("table"),
            Column::hidden("kind"),
            Column::whole("column"),
            Column::whole("type"),
            Column::hidden("is_key"),
            Column::hidden("is_nullable"),
            Column::hidden("refers_to"),
            Column::elastic("meaning"),
        ],
        rows: chosen.flat_map(|table| table.columns.iter().map(move |column| row(table, column))).collect(),
    }
}

fn row(table: &SchemaTable, column: &SchemaColumn) -> Vec<Cell> {
    vec![
        table.name.as_str().into(),
        kind_name(table.kind).into(),
        column.name.as_str().into(),
        column.kind.as_deref().into(),
        column.is_key.into(),
        column.is_nullable.into(),
        column.refers_to.as_deref().into(),
        column.meaning.as_str().into(),
    ]
}

fn kind_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Table => "table",
        TableKind::View => "view",
        TableKind::SearchIndex => "search-index",
    }
}
