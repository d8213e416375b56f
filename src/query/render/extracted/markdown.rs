//! An article as Markdown (CommonMark with the pipe tables of GitHub). Foreign words stay words: nothing in them becomes a
//! link, an image, HTML, a list or a heading.

use std::io::{self, Write};

use super::readable::moment;
use super::{View, groups};
use crate::query::render::commonmark::{address, escaped};
use crate::read::article::{TextBlock, TextBlockKind};

/// Writes headline, byline and text.
pub(super) fn write(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    let page = view.page;
    if let Some(title) = &page.title {
        writeln!(out, "# {}\n", escaped(title))?;
    }
    let authors = Some(page.authors.join(", ")).filter(|authors| !authors.is_empty());
    let published = page.published.map(|published| moment(published.at));
    let facts = [authors, page.site.clone(), published];
    let byline: Vec<String> = facts.iter().flatten().map(|fact| escaped(fact)).chain([address(view.address)]).collect();
    writeln!(out, "{}", byline.join(" · "))?;
    for group in groups(&page.blocks) {
        writeln!(out)?;
        write_group(out, group)?;
    }
    Ok(())
}

fn write_group(out: &mut impl Write, group: &[TextBlock]) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    match first.kind {
        TextBlockKind::Paragraph => writeln!(out, "{}", escaped(&first.text)),
        TextBlockKind::Heading => writeln!(out, "## {}", escaped(&first.text)),
        TextBlockKind::Caption => writeln!(out, "*{}*", escaped(&first.text)),
        TextBlockKind::ListItem => group.iter().try_for_each(|item| writeln!(out, "- {}", escaped(&item.text))),
        TextBlockKind::Quote => {
            let quotes: Vec<String> = group.iter().map(|quote| format!("> {}\n", escaped(&quote.text))).collect();
            out.write_all(quotes.join(">\n").as_bytes())
        }
        TextBlockKind::TableRow => write_table(out, group),
    }
}

/// A pipe table needs a heading: the first row is the most likely one.
fn write_table(out: &mut impl Write, rows: &[TextBlock]) -> io::Result<()> {
    let n_columns = rows.iter().map(|row| row.cells().count()).max().unwrap_or_default();
    for (n, row) in rows.iter().enumerate() {
        let cells = row.cells().map(|cell| escaped(cell).replace('|', "\\|"));
        let cells: Vec<String> = cells.chain(std::iter::repeat(String::new())).take(n_columns).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if n == 0 {
            writeln!(out, "|{}", " --- |".repeat(n_columns))?;
        }
    }
    Ok(())
}
