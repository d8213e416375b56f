//! A pipe table, for notes and issues. Foreign text cannot become markup in it: no links, images, HTML or further columns.

use std::io::{self, Write};

use super::short;
use crate::query::listing::{Cell, Column, Display};

/// Characters that mean something to CommonMark or to pipe tables.
const MARKUP: [char; 14] = ['\\', '|', '`', '*', '_', '[', ']', '<', '>', '&', '~', '#', '!', '$'];

/// Writes the heading and the line below it.
pub(super) fn write_heading(out: &mut impl Write, columns: &[Column]) -> io::Result<()> {
    let shown = || columns.iter().filter(|column| column.display != Display::Hidden);
    write_line(out, shown().map(|column| escaped(&column.name)))?;
    write_line(out, shown().map(|_| "---".to_owned()))
}

/// Writes one row.
pub(super) fn write_row(out: &mut impl Write, columns: &[Column], cells: &[Cell]) -> io::Result<()> {
    let shown = columns.iter().zip(cells).filter(|(column, _)| column.display != Display::Hidden);
    write_line(out, shown.map(|(_, cell)| escaped(&short::text(cell))))
}

fn write_line(out: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    out.write_all(b"\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if MARKUP.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
