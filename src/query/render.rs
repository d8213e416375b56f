//! A listing in the form that was asked for, written to any `io::Write`.
//!
//! [`Printer`] takes rows one by one: JSONL, JSON, CSV and Markdown leave as they come, so that an export of any size needs
//! no memory; a table waits for its last row, because its columns are as wide as their widest cell.
//!
//! Foreign text is hostile to terminals: everything that ends on a screen passes through `safe`.

mod comma;
mod json;
mod markdown;
mod safe;
mod screen;
mod short;
mod table;

pub use screen::{Format, Screen};

use std::io::{self, Write};

use super::listing::{Column, Listing, Row};

/// Writes rows in one format.
pub struct Printer<W: Write> {
    columns: Vec<Column>,
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
    /// Begins a listing.
    ///
    /// # Errors
    /// The beginning (a heading, a bracket) could not be written.
    pub fn new(out: W, format: Format, screen: Screen, columns: Vec<Column>) -> io::Result<Self> {
        let form = match format {
            Format::Table => Form::Table { out, screen, rows: Vec::new() },
            Format::Json => Form::Json(out),
            Format::Jsonl => Form::Jsonl(out),
            Format::Csv => Form::Csv(Box::new(comma::CsvWriter::new(out, screen, &columns)?)),
            Format::Markdown => {
                let mut out = out;
                markdown::write_heading(&mut out, &columns)?;
                Form::Markdown(out)
            }
        };
        Ok(Self { columns, n_rows: 0, form })
    }

    /// Writes one row, which has a cell for each column.
    ///
    /// # Errors
    /// The row could not be written.
    pub fn row(&mut self, row: Row) -> io::Result<()> {
        let is_first = self.n_rows == 0;
        self.n_rows += 1;
        match &mut self.form {
            Form::Table { rows, .. } => rows.push(row),
            Form::Json(out) => {
                out.write_all(if is_first { b"[\n" } else { b",\n" })?;
                json::write_object(out, &self.columns, &row)?;
            }
            Form::Jsonl(out) => {
                json::write_object(&mut *out, &self.columns, &row)?;
                out.write_all(b"\n")?;
            }
            Form::Csv(writer) => writer.row(&row)?,
            Form::Markdown(out) => markdown::write_row(out, &self.columns, &row)?,
        }
        Ok(())
    }

    /// Ends the listing; gives back how many rows it had.
    ///
    /// # Errors
    /// The rest could not be written.
    pub fn finish(self) -> io::Result<usize> {
        match self.form {
            Form::Table { mut out, screen, rows } => {
                table::write(&mut out, &screen, &self.columns, &rows)?;
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
}

/// Writes a whole listing; gives back how many rows it had.
///
/// # Errors
/// The listing could not be written.
pub fn write_listing(out: impl Write, format: Format, screen: Screen, listing: Listing) -> io::Result<usize> {
    let mut printer = Printer::new(out, format, screen, listing.columns)?;
    for row in listing.rows {
        printer.row(row)?;
    }
    printer.finish()
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
