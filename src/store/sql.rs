//! SQL that users write themselves: one query, on a connection of its own that cannot write.

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use super::connection::open_reader;
use super::error::StoreError;

/// A value of a result, by SQLite's five types.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue {
    /// No value.
    Null,
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text; what is not UTF-8 in it is replaced.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// Runs a query and hands its rows on one by one, with the names of the columns, until told to stop. Returns the names,
/// which a result without rows has too.
pub(super) fn query(
    path: &Path,
    sql: &str,
    on_row: impl FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>,
) -> Result<Vec<String>, StoreError> {
    // A connection of its own: what a query leaves behind (an attached file, a pragma) ends with it.
    let db = open_reader(path)?;
    run(&db, sql, on_row).map_err(|failure| match failure {
        Failure::Writes => StoreError::NotAQuery,
        Failure::Sqlite(error) => sort(path, error),
    })
}

/// The same for a question that is not the user's own: it may take so many steps of SQLite's machine, and attach no file.
pub(super) fn bounded_query(
    path: &Path,
    sql: &str,
    max_steps: u64,
    on_row: impl FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>,
) -> Result<Vec<String>, StoreError> {
    let db = open_reader(path)?;
    let limited = db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0).and_then(|_| {
        let mut rest = max_steps / u64::from(STEPS_A_LOOK.unsigned_abs());
        db.progress_handler(
            STEPS_A_LOOK,
            Some(move || {
                let is_over = rest == 0;
                rest = rest.saturating_sub(1);
                is_over
            }),
        )
    });
    limited.map_err(|error| sort(path, error))?;
    run(&db, sql, on_row).map_err(|failure| match failure {
        Failure::Writes => StoreError::NotAQuery,
        Failure::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
            StoreError::BadSql { message: "the query reads too much: add conditions or a limit".to_owned() }
        }
        Failure::Sqlite(error) => sort(path, error),
    })
}

/// Steps of SQLite's machine between two looks at whether a query may go on.
const STEPS_A_LOOK: i32 = 10_000;

enum Failure {
    Writes,
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn run(
    db: &Connection,
    sql: &str,
    mut on_row: impl FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>,
) -> Result<Vec<String>, Failure> {
    let mut statement = db.prepare(sql)?;
    if !statement.readonly() {
        return Err(Failure::Writes);
    }
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..columns.len()).map(|i| row.get_ref(i).map(sql_value)).collect::<rusqlite::Result<_>>()?;
        if on_row(&columns, values).is_break() {
            break;
        }
    }
    Ok(columns)
}

fn sql_value(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(integer) => SqlValue::Integer(integer),
        ValueRef::Real(real) => SqlValue::Real(real),
        ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => SqlValue::Blob(bytes.to_owned()),
    }
}

/// What the user's SQL is to blame for, apart from what happened to the database.
fn sort(path: &Path, error: rusqlite::Error) -> StoreError {
    let bad = |message: &str| StoreError::BadSql { message: message.to_owned() };
    match &error {
        rusqlite::Error::MultipleStatement => bad("one statement at a time"),
        rusqlite::Error::InvalidParameterCount(..) => bad("a query from the command line takes no parameters"),
        rusqlite::Error::SqlInputError { msg, .. } => bad(msg),
        _ => match error.sqlite_error_code() {
            // SQLite makes no statement of blanks and comments, and then says that it was misused.
            Some(ErrorCode::ApiMisuse) => bad("the query is empty"),
            // The collection itself is open already: this is a file that the query attaches.
            Some(ErrorCode::CannotOpen) => bad(&error.to_string()),
            Some(ErrorCode::Unknown | ErrorCode::TypeMismatch | ErrorCode::TooBig) => bad(&error.to_string()),
            Some(ErrorCode::ReadOnly) => StoreError::NotAQuery,
            _ => StoreError::from_sqlite(path, error),
        },
    }
}
