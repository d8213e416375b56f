//! What a new reading would change in an article, for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde_json::Value;

use super::safe;
use super::screen::Screen;
use crate::query::cases::reprocess::Change;
use crate::query::difference::{Line, Side};

/// The width of the names of facts.
const NAME: usize = 12;
/// Lines of text that a terminal shows of one article; a file gets all.
const MAX_LINES: usize = 30;

/// Writes a change.
///
/// # Errors
/// It could not be written.
pub fn write_change(out: &mut impl Write, screen: Screen, change: &Change) -> io::Result<()> {
    let mut page = Page { out, screen };
    let bold = page.style(Style::new().bold());
    let headline = format!("article {} · {} · {}", change.id, change.source, change.url);
    let headline = page.on_screen(&headline, 0);
    writeln!(page.out, "{bold}{headline}{bold:#}")?;
    for fact in &change.facts {
        page.fact(&fact.name, &fact.before, &fact.after)?;
    }
    page.text(&change.text)?;
    writeln!(page.out)
}

struct Page<'w, W> {
    out: &'w mut W,
    screen: Screen,
}

impl<W: Write> Page<'_, W> {
    fn fact(&mut self, name: &str, before: &Value, after: &Value) -> io::Result<()> {
        self.line(name, "-", &plain(before), Side::Gone)?;
        self.line("", "+", &plain(after), Side::New)
    }

    fn text(&mut self, lines: &[Line]) -> io::Result<()> {
        let shown = if self.screen.is_terminal { MAX_LINES } else { usize::MAX };
        for (n, line) in lines.iter().take(shown).enumerate() {
            let name = if n == 0 { "text" } else { "" };
            let sign = match line.side {
                Side::Gone => "-",
                Side::New => "+",
                Side::Both => " ",
                Side::Gap => "…",
            };
            self.line(name, sign, &line.text, line.side)?;
        }
        match lines.len().checked_sub(shown).filter(|n_more| *n_more > 0) {
            Some(n_more) => self.line("", "…", &format!("{n_more} more lines"), Side::Both),
            None => Ok(()),
        }
    }

    fn line(&mut self, name: &str, sign: &str, text: &str, side: Side) -> io::Result<()> {
        let style = self.style(match side {
            Side::Gone => AnsiColor::Red.on_default(),
            Side::New => AnsiColor::Green.on_default(),
            Side::Both | Side::Gap => Style::new().dimmed(),
        });
        let text = self.on_screen(text, NAME + 4);
        let line = format!("{style}{sign} {text}");
        writeln!(self.out, "  {name:NAME$}{}{style:#}", line.trim_end())
    }

    /// On one line, cut where the screen ends; `used` columns of it are taken.
    fn on_screen(&self, text: &str, used: usize) -> String {
        let clean = safe::line(text);
        let clean = match self.screen.width {
            Some(width) => safe::cut(&clean, usize::from(width).saturating_sub(used)),
            None => clean,
        };
        if self.screen.is_terminal { safe::isolated(clean) } else { clean }
    }

    fn style(&self, style: Style) -> Style {
        if self.screen.has_colors { style } else { Style::new() }
    }
}

/// A fact as people write it.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => "unknown".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
