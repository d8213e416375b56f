//! Columns for people, as wide as the screen allows.
//!
//! comfy-table draws; the widths are reckoned here first, because a cell that it cut itself would lose the end of its
//! isolate and turn the rest of the line around.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell as Drawn, CellAlignment, ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::screen::Screen;
use super::{safe, short};
use crate::query::listing::{Cell, Column, Display, Row};

/// Spaces between two columns.
const GAP: u16 = 2;
/// An elastic column keeps at least this width, as long as others can give.
const MIN_ELASTIC: usize = 16;
/// Below this, no column says anything.
const MIN_WIDTH: usize = 5;

/// Writes the rows under a heading; nothing at all if there are none.
pub(super) fn write(out: &mut impl Write, screen: &Screen, columns: &[Column], rows: &[Row]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let shown: Vec<(usize, &Column)> =
        columns.iter().enumerate().filter(|(_, column)| column.display != Display::Hidden).collect();
    let headings: Vec<String> = shown.iter().map(|(_, column)| safe::line(&column.name.replace('_', " "))).collect();
    let pick = |row: &Row| -> Vec<String> {
        shown.iter().map(|(i, _)| row.get(*i).map(short::text).unwrap_or_default()).collect()
    };
    let texts: Vec<Vec<String>> = rows.iter().map(pick).collect();

    let elastic: Vec<bool> = shown.iter().map(|(_, column)| column.display == Display::Elastic).collect();
    let widths = fitted(natural_widths(&headings, &texts), &elastic, screen.width);

    let mut table = blank_table(screen);
    table.set_header(
        headings
            .iter()
            .zip(&widths)
            .map(|(heading, width)| Drawn::new(safe::cut(heading, *width)).add_attribute(Attribute::Bold)),
    );
    for cells in &texts {
        table.add_row(cells.iter().zip(&widths).map(|(cell, width)| Drawn::new(on_screen(cell, *width, screen))));
    }
    lay_out(&mut table, &shown, rows);
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn blank_table(screen: &Screen) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    if screen.has_colors {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// Gaps between the columns, and numbers to the right.
fn lay_out(table: &mut Table, shown: &[(usize, &Column)], rows: &[Row]) {
    for ((i, _), column) in shown.iter().zip(table.column_iter_mut()) {
        column.set_padding((0, GAP));
        let mut cells = rows.iter().filter_map(|row| row.get(*i)).filter(|cell| **cell != Cell::Null).peekable();
        if cells.peek().is_some() && cells.all(Cell::is_number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn on_screen(text: &str, width: usize, screen: &Screen) -> String {
    let cut = safe::cut(text, width);
    if screen.is_terminal { safe::isolated(cut) } else { cut }
}

fn natural_widths(headings: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    widths
}

/// Takes what does not fit from the widest elastic columns first, then from whichever is widest.
fn fitted(mut widths: Vec<usize>, elastic: &[bool], screen_width: Option<u16>) -> Vec<usize> {
    let Some(screen_width) = screen_width else { return widths };
    let gaps = usize::from(GAP) * widths.len().saturating_sub(1);
    let room = usize::from(screen_width).saturating_sub(gaps);
    let all = vec![true; widths.len()];
    for (may_give, least) in [(elastic, MIN_ELASTIC), (elastic, MIN_WIDTH), (&all, MIN_WIDTH)] {
        while widths.iter().sum::<usize>() > room {
            let givers = widths.iter_mut().zip(may_give).filter(|(width, gives)| **gives && **width > least);
            let Some((widest, _)) = givers.max_by_key(|(width, _)| **width) else { break };
            *widest -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_elastic_column_gives_first() {
        let check = |widths: &[usize], elastic: &[bool], screen, expected: &[usize]| {
            assert_eq!(fitted(widths.to_vec(), elastic, screen), expected);
        };
        check(&[4, 100], &[false, true], None, &[4, 100]);
        check(&[4, 100], &[false, true], Some(50), &[4, 44]);
        check(&[4, 30, 100], &[false, true, true], Some(68), &[4, 30, 30]);
        check(&[20, 10, 50], &[false, false, true], Some(40), &[20, 10, 6]);
        check(&[20, 20], &[false, false], Some(12), &[5, 5]);
        check(&[9, 9], &[true, true], Some(1), &[5, 5]);
        check(&[], &[], Some(1), &[]);
    }
}
