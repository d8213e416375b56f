//! A listing in the form that was asked for, written to any `io::Write`.
//!
//! [`Printer`] takes rows one by one: JSONL, JSON, CSV and Markdown leave as they come, so that an export of any size needs
//! no memory; a table waits for its last row, because its columns are as wide as their widest cell.
//!
//! Foreign text is hostile to terminals: everything that ends on a screen passes through `safe`.

mod comma;
mod commonmark;
mod hypertext;
mod json;
mod markdown;
mod parquet;
mod safe;
mod screen;
mod sheet;
mod short;
mod table;
mod wrap;

pub mod article;
pub mod difference;
pub mod dossier;
pub mod explanation;
pub mod extracted;
pub mod marks;
pub mod plain;
pub mod schema;
pub mod story;
pub mod verdict;
pub mod versions;
pub mod warc;

pub use parquet::write_stream as write_parquet;
pub use screen::{Format, Screen};

use std::io::{self, Write};
use std::ops::ControlFlow;

use super::listing::{Column, Listing, OnRow, Row};

/// A stream of rows that broke.
#[derive(Debug, thiserror::Error)]
pub enum StreamError<E: std::error::Error + 'static> {
    /// The rows could not be had.
    #[error(transparent)]
    Source(E),
    /// The output could not be written; a broken pipe among them is no mistake.
    #[error("output could not be written")]
    Output(#[source] io::Error),
}

/// Writes rows in one format. It begins with the first row, because the columns of a query are not known before.
pub struct Printer<W: Write> {
    n_rows: usize,
    form: Form<W>,
}

enum Form<W: Write> {
    Table { out: W, screen: Screen, rows: Vec<Row> },
    Json(W),
    Jsonl(W),
    Csv(Box<comma::CsvWriter<W>>),
    Markdown(W),
}

impl<W: Write> Printer<W> {
    /// A printer that has written nothing yet.
    #[must_use]
    pub fn new(out: W, format: Format, screen: Screen) -> Self {
        let form = match format {
            Format::Table => Form::Table { out, screen, rows: Vec::new() },
            Format::Json => Form::Json(out),
            Format::Jsonl => Form::Jsonl(out),
            Format::Csv => Form::Csv(Box::new(comma::CsvWriter::new(out, screen))),
            Format::Markdown => Form::Markdown(out),
        };
        Self { n_rows: 0, form }
    }

    /// Writes one row, which has a cell for each column; the columns are the same in every call.
    ///
    /// # Errors
    /// The row could not be written.
    pub fn row(&mut self, columns: &[Column], row: Row) -> io::Result<()> {
        if self.n_rows == 0 {
            self.begin(columns)?;
        }
        self.n_rows += 1;
        match &mut self.form {
            Form::Table { rows, .. } => rows.push(row),
            Form::Json(out) => {
                out.write_all(if self.n_rows == 1 { b"[\n" } else { b",\n" })?;
                json::write_object(out, columns, &row)?;
            }
            Form::Jsonl(out) => {
                json::write_object(&mut *out, columns, &row)?;
                out.write_all(b"\n")?;
            }
            Form::Csv(writer) => writer.row(&row)?,
            Form::Markdown(out) => markdown::write_row(out, columns, &row)?,
        }
        Ok(())
    }

    /// Ends the listing; gives back how many rows it had.
    ///
    /// # Errors
    /// The rest could not be written.
    pub fn finish(mut self, columns: &[Column]) -> io::Result<usize> {
        if self.n_rows == 0 {
            self.begin(columns)?;
        }
        match self.form {
            Form::Table { mut out, screen, rows } => {
                table::write(&mut out, &screen, columns, &rows)?;
                out.flush()?;
            }
            Form::Json(mut out) => {
                out.write_all(if self.n_rows == 0 { b"[]\n" } else { b"\n]\n" })?;
                out.flush()?;
            }
            Form::Csv(writer) => writer.finish()?,
            Form::Jsonl(mut out) | Form::Markdown(mut out) => out.flush()?,
        }
        Ok(self.n_rows)
    }

    /// Writes the heading of the formats that have one in any case.
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        match &mut self.form {
            Form::Csv(writer) => writer.heading(columns),
            Form::Markdown(out) => markdown::write_heading(out, columns),
            Form::Table { .. } | Form::Json(_) | Form::Jsonl(_) => Ok(()),
        }
    }
}

/// Writes the rows that a use case hands on, as they come; gives back how many there were.
///
/// # Errors
/// The use case failed, or the output could not be written.
pub fn write_stream<E: std::error::Error>(
    out: impl Write,
    format: Format,
    screen: Screen,
    produce: impl FnOnce(OnRow<'_>) -> Result<Vec<Column>, E>,
) -> Result<usize, StreamError<E>> {
    let mut printer = Printer::new(out, format, screen);
    let mut written = Ok(());
    let columns = produce(&mut |columns, row| match printer.row(columns, row) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            written = Err(error);
            ControlFlow::Break(())
        }
    });
    let columns = columns.map_err(StreamError::Source)?;
    written.and_then(|()| printer.finish(&columns)).map_err(StreamError::Output)
}

/// Writes a whole listing; gives back how many rows it had.
///
/// # Errors
/// The listing could not be written.
pub fn write_listing(out: impl Write, format: Format, screen: Screen, listing: Listing) -> io::Result<usize> {
    let mut printer = Printer::new(out, format, screen);
    for row in listing.rows {
        printer.row(&listing.columns, row)?;
    }
    printer.finish(&listing.columns)
}

/// Writes one serialisable value as JSON on several lines.
///
/// # Errors
/// The value could not be written.
pub fn write_json(mut out: impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    json::write_pretty(&mut out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests;
