//! A query that the user wrote in SQL; the store sees to it that it only reads.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use crate::query::listing::{Cell, Column, Display, OnRow};
use crate::store::{SqlValue, Store, StoreError};

/// Hands on the rows of a query; gives back the columns, which a result without rows has too.
///
/// # Errors
/// The query is wrong, would write, or the database fails.
pub fn sql(store: &Store, query: &str, receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    rows(|on_row| store.sql(query, on_row), receive)
}

/// The same within [`Store::sql_within`]'s bounds.
///
/// # Errors
/// As those of [`sql`], and where it takes more than `max_steps`.
pub fn sql_within(store: &Store, max_steps: u64, query: &str, receive: OnRow<'_>) -> Result<Vec<Column>, StoreError> {
    rows(|on_row| store.sql_within(max_steps, query, on_row), receive)
}

/// What the store hands a row to.
type OnValues<'r> = &'r mut dyn FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>;

fn rows(
    ask: impl FnOnce(OnValues<'_>) -> Result<Vec<String>, StoreError>,
    receive: OnRow<'_>,
) -> Result<Vec<Column>, StoreError> {
    let mut columns = Vec::new();
    let names = ask(&mut |names, values| {
        if columns.is_empty() {
            columns = unique_columns(names);
        }
        receive(&columns, values.into_iter().map(cell).collect())
    })?;
    Ok(unique_columns(&names))
}

/// SQL lets two columns have one name; a JSON object does not.
fn unique_columns(names: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for name in names {
        let is_taken = |candidate: &str| columns.iter().any(|column| column.name == candidate);
        let mut candidate = name.clone();
        let mut number = 2;
        while is_taken(&candidate) {
            candidate = format!("{name}_{number}");
            number += 1;
        }
        columns.push(Column { name: candidate.into(), display: Display::Elastic });
    }
    columns
}

fn cell(value: SqlValue) -> Cell {
    match value {
        SqlValue::Null => Cell::Null,
        SqlValue::Integer(number) => Cell::Integer(number),
        SqlValue::Real(number) => Cell::Real(number),
        SqlValue::Text(text) => Cell::Text(text),
        SqlValue::Blob(bytes) => Cell::Text(hexadecimal(&bytes)),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_are_told_apart() {
        let names = ["id", "n", "id", "id_2", "id"].map(str::to_owned);
        let found: Vec<_> = unique_columns(&names).into_iter().map(|column| column.name).collect();
        assert_eq!(found, ["id", "n", "id_2", "id_2_2", "id_3"]);
    }

    #[test]
    fn bytes_are_shown_as_digits() {
        assert_eq!(cell(SqlValue::Blob(vec![0, 255])), Cell::from("00ff"));
    }
}
