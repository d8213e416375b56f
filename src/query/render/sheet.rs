//! A page of output for people: facts with their names before them, and paragraphs that fit the screen.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::safe;
use super::screen::Screen;
use super::wrap::{Span, wrap};

/// Lines longer than this are hard to read, however wide the screen is.
const MAX_LINE: usize = 100;
/// The width of the names of facts, so that their values stand below one another.
const FACT_NAME: usize = 11;

/// What is being written.
pub(super) struct Sheet<W> {
    pub(super) out: W,
    pub(super) screen: Screen,
}

/// What stands before the lines of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margin {
    /// Before the first line.
    pub(super) first: &'static str,
    /// Before the others; as wide as `first`.
    pub(super) others: &'static str,
}

impl Margin {
    /// Nothing.
    pub(super) const NONE: Self = Self { first: "", others: "" };
}

impl<W: Write> Sheet<W> {
    /// A line `name value`, or nothing for an empty value.
    pub(super) fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let dim = self.styled(Style::new().dimmed());
        writeln!(self.out, "{dim}{name:FACT_NAME$}{dim:#}{}", on_screen(value, self.screen))
    }

    /// A fact that may be absent.
    pub(super) fn optional_fact(&mut self, name: &str, value: Option<&str>) -> io::Result<()> {
        self.fact(name, value.unwrap_or_default())
    }

    /// A paragraph in which the characters at some places are marked.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, is_marked: impl Fn(usize) -> bool) -> io::Result<()> {
        self.paragraph_within(Margin::NONE, text, style, is_marked)
    }

    /// A paragraph with something before its lines.
    pub(super) fn paragraph_within(
        &mut self,
        margin: Margin,
        text: &str,
        style: Style,
        is_marked: impl Fn(usize) -> bool,
    ) -> io::Result<()> {
        let (plain, marked) = (self.styled(style), self.styled(style.bold().fg_color(Some(AnsiColor::Yellow.into()))));
        let dim = self.styled(Style::new().dimmed());
        let width = self.width().map_or(usize::MAX, |width| width.saturating_sub(margin.first.chars().count()));
        let mut before = margin.first;
        for line in wrap(text, width, is_marked) {
            if !before.is_empty() {
                write!(self.out, "{dim}{before}{dim:#}")?;
            }
            before = margin.others;
            for Span { text, is_marked } in line {
                let style = if is_marked { marked } else { plain };
                write!(self.out, "{style}{text}{style:#}")?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// A line across the page.
    pub(super) fn rule(&mut self) -> io::Result<()> {
        let dim = self.styled(Style::new().dimmed());
        writeln!(self.out, "{dim}{}{dim:#}", "─".repeat(self.width().unwrap_or(MAX_LINE)))
    }

    /// Columns that a line may have; `None` where nothing limits them.
    fn width(&self) -> Option<usize> {
        self.screen.width.map(|width| usize::from(width).min(MAX_LINE))
    }

    /// A style, where there are styles.
    pub(super) fn styled(&self, style: Style) -> Style {
        if self.screen.has_colors { style } else { Style::new() }
    }
}

/// Text made fit for the screen, in one line.
pub(super) fn on_screen(text: &str, screen: Screen) -> String {
    let clean = safe::line(text);
    if screen.is_terminal { safe::isolated(clean) } else { clean }
}
