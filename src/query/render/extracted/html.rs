//! An article as an HTML document: its words, escaped, in a dozen elements of our own; nothing that acts, loads or styles.

use std::io::{self, Write};

use super::readable::moment;
use super::{View, groups};
use crate::query::render::commonmark::is_web_address;
use crate::query::render::hypertext::{direction, escaped};
use crate::read::article::{Extracted, TextBlock, TextBlockKind};

/// Writes the document.
pub(super) fn write(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    let page = view.page;
    let title = escaped(page.title.as_deref().unwrap_or(view.address));
    let language = page.language.as_ref().map(|language| format!(" lang=\"{}\"", escaped(language.as_str())));
    let language = language.unwrap_or_default();
    writeln!(
        out,
        "<!DOCTYPE html>\n<html{language} dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">",
        direction(std::iter::once(page.text.as_str()).chain(page.title.as_deref()))
    )?;
    writeln!(out, "<title>{title}</title>")?;
    for author in &page.authors {
        writeln!(out, "<meta name=\"author\" content=\"{}\">", escaped(author))?;
    }
    if is_web_address(view.address) {
        writeln!(out, "<link rel=\"canonical\" href=\"{}\">", escaped(view.address))?;
    }
    writeln!(out, "</head>\n<body>\n<article>\n<h1>{title}</h1>")?;
    write_byline(out, page)?;
    groups(&page.blocks).try_for_each(|group| write_group(out, group))?;
    writeln!(out, "</article>\n</body>\n</html>")
}

fn write_byline(out: &mut impl Write, page: &Extracted) -> io::Result<()> {
    let authors = Some(escaped(&page.authors.join(", "))).filter(|authors| !authors.is_empty());
    let published = page.published.map(|published| {
        let exact = escaped(&published.at.to_string());
        format!("<time datetime=\"{exact}\">{}</time>", escaped(&moment(published.at)))
    });
    let facts: Vec<String> = [authors, page.site.as_deref().map(escaped), published].into_iter().flatten().collect();
    if facts.is_empty() { Ok(()) } else { writeln!(out, "<p>{}</p>", facts.join(" · ")) }
}

fn write_group(out: &mut impl Write, group: &[TextBlock]) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    let each = |before: &str, behind: &str| -> String {
        group.iter().map(|block| format!("{before}{}{behind}\n", escaped(&block.text))).collect()
    };
    match first.kind {
        TextBlockKind::Paragraph => out.write_all(each("<p>", "</p>").as_bytes()),
        TextBlockKind::Heading => out.write_all(each("<h2>", "</h2>").as_bytes()),
        TextBlockKind::Caption => out.write_all(each("<p><small>", "</small></p>").as_bytes()),
        TextBlockKind::ListItem => write!(out, "<ul>\n{}</ul>\n", each("<li>", "</li>")),
        TextBlockKind::Quote => write!(out, "<blockquote>\n{}</blockquote>\n", each("<p>", "</p>")),
        TextBlockKind::TableRow => {
            let cells =
                |row: &TextBlock| row.cells().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<String>();
            let rows: String = group.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
            write!(out, "<table>\n{rows}</table>\n")
        }
    }
}
