//! What a page says, for people: readable text with its facts, Markdown, HTML, and why it was read so.

mod html;
mod markdown;
mod readable;
mod reasons;

use std::io::{self, Write};

use super::screen::Screen;
use super::sheet::Sheet;
use crate::model::Warning;
use crate::read::article::{Explanation, Extracted, TextBlock, TextBlockKind};

/// A page that was read.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Where it is: its address, or the name of its file.
    pub address: &'a str,
    /// What it says.
    pub page: &'a Extracted,
    /// What was noticed while it was read.
    pub warnings: &'a [Warning],
}

/// Writes headline, facts and text; with an explanation, every line of the page instead of the text.
///
/// # Errors
/// It could not be written.
pub fn write_text(out: impl Write, screen: Screen, view: View<'_>, why: Option<&Explanation>) -> io::Result<()> {
    let mut sheet = Sheet { out, screen };
    readable::write_head(&mut sheet, view)?;
    match why {
        Some(why) => reasons::write(&mut sheet, view.page, why)?,
        None => readable::write_text(&mut sheet, &view.page.blocks)?,
    }
    sheet.out.flush()
}

/// Writes the article as Markdown.
///
/// # Errors
/// It could not be written.
pub fn write_markdown(mut out: impl Write, view: View<'_>) -> io::Result<()> {
    markdown::write(&mut out, view)?;
    out.flush()
}

/// Writes the article as an HTML document without anything foreign but its words.
///
/// # Errors
/// It could not be written.
pub fn write_html(mut out: impl Write, view: View<'_>) -> io::Result<()> {
    html::write(&mut out, view)?;
    out.flush()
}

/// The blocks of a text, those together that make one list, table or quotation.
fn groups(blocks: &[TextBlock]) -> impl Iterator<Item = &[TextBlock]> {
    use TextBlockKind as Kind;
    blocks.chunk_by(|one, next| {
        one.kind == next.kind && matches!(one.kind, Kind::ListItem | Kind::TableRow | Kind::Quote)
    })
}

#[cfg(test)]
mod tests;
