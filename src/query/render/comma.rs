//! CSV that a spreadsheet can open without running anything.
//!
//! A cell that begins with `=` is a formula to a spreadsheet, and a headline is written by strangers. Such cells get an
//! apostrophe in front (OWASP, "CSV Injection"); who needs the exact text takes JSONL. Numbers are typed here and stay bare.

use std::io::{self, Write};

use super::safe;
use super::screen::Screen;
use crate::query::listing::{Cell, Column};

/// What spreadsheets take for the beginning of a formula; the wide forms count in East Asian ones.
const FORMULA_BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes rows as comma-separated values.
pub(super) struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    screen: Screen,
}

impl<W: Write> CsvWriter<W> {
    /// A writer that has written nothing yet.
    pub(super) fn new(out: W, screen: Screen) -> Self {
        Self { writer: csv::Writer::from_writer(out), screen }
    }

    /// Writes the names of the columns.
    pub(super) fn heading(&mut self, columns: &[Column]) -> io::Result<()> {
        self.writer.write_record(columns.iter().map(|column| guarded(column.name.clone().into_owned()))).map_err(bare)
    }

    /// Writes one row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let is_terminal = self.screen.is_terminal;
        let fields = cells.iter().map(|cell| match cell {
            Cell::Text(_) | Cell::List(_) | Cell::Record(_) => {
                let text = cell.exact_text();
                guarded(if is_terminal { safe::line(&text) } else { text })
            }
            _ => cell.exact_text(),
        });
        self.writer.write_record(fields).map_err(bare)
    }

    /// Writes what is left in the buffer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of the output itself: csv's own conversion hides its kind, by which a closed pipe is known.
fn bare(error: csv::Error) -> io::Error {
    if !error.is_io_error() {
        return error.into();
    }
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn guarded(text: String) -> String {
    if text.starts_with(FORMULA_BEGINNINGS) { format!("'{text}") } else { text }
}
