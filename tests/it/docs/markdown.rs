//! As much of Markdown as our own documents use.

/// The fenced blocks of a language.
pub(super) fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(&fence) {
        let (block, after) = after.split_once("```").expect("fences come in pairs");
        blocks.push(block.to_owned());
        rest = after;
    }
    blocks
}

/// The lines of such blocks that are no comments.
pub(super) fn commands(text: &str, language: &str) -> impl Iterator<Item = String> {
    let lines: Vec<String> = blocks(text, language).iter().flat_map(|block| block.lines()).map(str::to_owned).collect();
    lines.into_iter().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// Where links lead.
pub(super) fn links(text: &str) -> impl Iterator<Item = String> {
    text.split("](").skip(1).filter_map(|after| after.split_once(')')).map(|(link, _)| link.to_owned())
}

/// What stands between backquotes in a column of the table whose head begins so; columns are counted from 0.
pub(super) fn table_cells(text: &str, head: &str, column: usize) -> impl Iterator<Item = String> {
    let rows = text.lines().skip_while(move |line| !line.starts_with(head)).take_while(|line| line.starts_with('|'));
    let cells: Vec<&str> = rows.filter_map(|row| row.trim_matches('|').split('|').nth(column)).collect();
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    cells.into_iter().flat_map(quoted).collect::<Vec<_>>().into_iter()
}
