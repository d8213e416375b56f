//! A page as text: headline, facts, a line, and the text with room between its paragraphs.

use std::io::{self, Write};

use anstyle::Style;

use super::{View, groups};
use crate::model::Moment;
use crate::query::listing::Cell;
use crate::query::render::sheet::{Margin, Sheet};
use crate::query::render::short;
use crate::read::article::{TextBlock, TextBlockKind};
use crate::text::tokens::count_words;

/// Writes the headline and the facts.
pub(super) fn write_head<W: Write>(sheet: &mut Sheet<W>, view: View<'_>) -> io::Result<()> {
    let page = view.page;
    let title = page.title.as_deref().unwrap_or("(no headline)");
    sheet.paragraph(title, Style::new().bold(), |_| false)?;
    writeln!(sheet.out)?;
    let published = page.published.map(|published| format!("{} ({})", moment(published.at), published.from));
    sheet.fact("published", published.as_deref().unwrap_or("unknown"))?;
    sheet.optional_fact("changed", page.modified.map(moment).as_deref())?;
    sheet.fact("authors", &page.authors.join(", "))?;
    sheet.fact("credit", &page.credits.join(", "))?;
    sheet.optional_fact("site", page.site.as_deref())?;
    sheet.optional_fact("section", page.section.as_deref())?;
    sheet.fact("keywords", &page.keywords.join(", "))?;
    let language = page.language.as_ref().map(|language| match page.language_confidence {
        Some(confidence) => format!("{language} ({:.0} % sure)", confidence * 100.0),
        None => language.to_string(),
    });
    sheet.fact("language", language.as_deref().unwrap_or("unknown"))?;
    sheet.fact("kind", page.kind.as_str())?;
    sheet.fact("words", &count_words(&page.text).to_string())?;
    sheet.fact("address", view.address)?;
    sheet.optional_fact("canonical", page.canonical_url.as_deref().filter(|url| *url != view.address))?;
    sheet.optional_fact("image", page.image.as_deref())?;
    for warning in view.warnings {
        sheet.fact("warning", &format!("{} ({})", warning.detail, warning.code))?;
    }
    sheet.rule()
}

/// Writes the text.
pub(super) fn write_text<W: Write>(sheet: &mut Sheet<W>, blocks: &[TextBlock]) -> io::Result<()> {
    for (n, group) in groups(blocks).enumerate() {
        if n > 0 {
            writeln!(sheet.out)?;
        }
        for block in group {
            let (margin, style) = look(block.kind);
            sheet.paragraph_within(margin, &block.text, style, |_| false)?;
        }
    }
    Ok(())
}

fn look(kind: TextBlockKind) -> (Margin, Style) {
    let plain = Style::new();
    match kind {
        TextBlockKind::Paragraph => (Margin::NONE, plain),
        TextBlockKind::Heading => (Margin::NONE, plain.bold()),
        TextBlockKind::ListItem => (Margin { first: "• ", others: "  " }, plain),
        TextBlockKind::Quote => (Margin { first: "│ ", others: "│ " }, plain.italic()),
        TextBlockKind::Caption => (Margin { first: "▸ ", others: "  " }, plain.dimmed()),
        TextBlockKind::TableRow => (Margin { first: "  ", others: "  " }, plain),
    }
}

/// A time in UTC to the minute; a day as a day.
pub(super) fn moment(moment: Moment) -> String {
    short::text(&Cell::Time(moment))
}
