//! An article as Markdown (CommonMark with the pipe tables of GitHub). Foreign words stay words: nothing in them becomes a
//! link, an image, HTML, a list or a heading.

use std::io::{self, Write};

use super::readable::moment;
use super::{View, groups, is_web_address};
use crate::query::render::safe;
use crate::read::article::{TextBlock, TextBlockKind};

/// Characters that mean something wherever they stand.
const MARKUP: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '~', '$'];
/// Characters that mean something at the beginning of a line.
const AT_BEGINNING: [char; 5] = ['#', '>', '-', '+', '='];

/// Writes headline, byline and text.
pub(super) fn write(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    let page = view.page;
    if let Some(title) = &page.title {
        writeln!(out, "# {}\n", escaped(title))?;
    }
    let authors = Some(page.authors.join(", ")).filter(|authors| !authors.is_empty());
    let published = page.published.map(|published| moment(published.at));
    let facts = [authors, page.site.clone(), published];
    let address = if is_web_address(view.address) { format!("<{}>", view.address) } else { escaped(view.address) };
    let byline: Vec<String> = facts.iter().flatten().map(|fact| escaped(fact)).chain([address]).collect();
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

/// Text in one line that reads as it stands.
fn escaped(text: &str) -> String {
    let text = safe::line(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.as_str();
    // A number with a point and a space begins a list.
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = rest.split_at_checked(digits).unwrap_or(("", rest));
    let is_mark = |behind: &str| behind.is_empty() || behind.starts_with(' ');
    if !number.is_empty() && behind.strip_prefix(['.', ')']).is_some_and(is_mark) {
        out.push_str(number);
        out.push('\\');
        rest = behind;
    } else if rest.starts_with(AT_BEGINNING) {
        out.push('\\');
    }
    let mut characters = rest.chars().peekable();
    while let Some(c) = characters.next() {
        let begins_reference =
            c == '&' && characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#');
        if MARKUP.contains(&c) || begins_reference {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text}");
        check("1. a list?", "1\\. a list?");
        check("12) no", "12\\) no");
        check("1.5 million", "1.5 million");
        check("# heading", "\\# heading");
        check("- point", "\\- point");
        check("> quote", "\\> quote");
        check("=== line", "\\=== line");
        check("[a](javascript:x) ![b](c)", "\\[a\\](javascript:x) !\\[b\\](c)");
        check("<script>x</script> &lt; R&D, A & B", "\\<script>x\\</script> \\&lt; R\\&D, A & B");
        check("*a* _b_ `c` ~~d~~ $e$ f\\", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$ f\\\\");
        check("a\n# b", "a # b");
        check("قال: «نعم» (1)", "قال: «نعم» (1)");
    }
}
