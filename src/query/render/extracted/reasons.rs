//! Why a page was read the way it was: the rules that were tried, the dates that were weighed, every line with its verdict.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::readable::moment;
use crate::query::render::sheet::{Margin, Sheet, on_screen};
use crate::read::article::{DateCandidate, Explanation, Extracted, JudgedLine, TriedRule};

/// What stands before what was taken, and before what was not.
const TAKEN: Margin = Margin { first: "+ ", others: "  " };
const LEFT: Margin = Margin { first: "- ", others: "  " };
/// What stands before a reason.
const REASON: Margin = Margin { first: "    ", others: "    " };

/// Writes all of it.
pub(super) fn write<W: Write>(sheet: &mut Sheet<W>, page: &Extracted, why: &Explanation) -> io::Result<()> {
    if !why.rules.is_empty() {
        heading(sheet, "Rules that were tried")?;
        why.rules.iter().try_for_each(|rule| write_rule(sheet, rule))?;
        writeln!(sheet.out)?;
    }
    heading(sheet, if why.dates.is_empty() { "No date was found" } else { "Dates, the chosen one first" })?;
    let chosen = page.published.map(|published| published.at);
    let dates = why.dates.iter().enumerate();
    dates.into_iter().try_for_each(|(n, date)| write_date(sheet, date, n == 0 && chosen == Some(date.at)))?;
    writeln!(sheet.out)?;
    let n_kept = why.lines.iter().filter(|line| line.is_kept).count();
    let n_lines = why.lines.len();
    let lines = format!("Lines of the page: {n_kept} of {n_lines} are the text");
    heading(sheet, if n_lines == 0 { "No line was found" } else { &lines })?;
    why.lines.iter().try_for_each(|line| write_line(sheet, line))
}

fn heading<W: Write>(sheet: &mut Sheet<W>, text: &str) -> io::Result<()> {
    sheet.paragraph(text, Style::new().bold(), |_| false)
}

fn write_rule<W: Write>(sheet: &mut Sheet<W>, rule: &TriedRule) -> io::Result<()> {
    let n_elements = match rule.n_elements {
        0 => "matches nothing".to_owned(),
        1 => "1 element".to_owned(),
        n => format!("{n} elements"),
    };
    let text = format!("{} = \"{}\" of the {}", rule.key, rule.written, rule.owner);
    let verdict = if rule.is_used || rule.n_elements == 0 { "" } else { ", nothing in them can be used" };
    entry(sheet, rule.is_used, &text, &(n_elements + verdict))
}

fn write_date<W: Write>(sheet: &mut Sheet<W>, date: &DateCandidate, is_chosen: bool) -> io::Result<()> {
    let text = format!("{} ({}) {}", moment(date.at), date.from, on_screen(&date.place, sheet.screen));
    entry(sheet, is_chosen, &text, &format!("{:+.2}: {}", date.weight, date.verdict))
}

fn write_line<W: Write>(sheet: &mut Sheet<W>, line: &JudgedLine) -> io::Result<()> {
    entry(sheet, line.is_kept, &line.text, &line.reason)
}

fn entry<W: Write>(sheet: &mut Sheet<W>, is_taken: bool, text: &str, reason: &str) -> io::Result<()> {
    let (margin, style) = if is_taken {
        (TAKEN, Style::new().fg_color(Some(AnsiColor::Green.into())))
    } else {
        (LEFT, Style::new().dimmed())
    };
    sheet.paragraph_within(margin, text, style, |_| false)?;
    sheet.paragraph_within(REASON, reason, Style::new().italic(), |_| false)
}
