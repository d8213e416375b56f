//! Where the text begins and ends, and which lines within it are not text.

use super::super::blocks::{Block, BlockKind};
use super::super::clutter::{Clutter, is_label};
use super::super::document::{Document, Node};
use super::super::hints::Hint;
use super::super::repetition::{Line, keep_once};
use super::Known;
use crate::text::fold::fold;

/// Longer lines are text even if they stand where author and date do.
const MAX_DETAIL_WEIGHT: usize = 200;
/// Shorter standfirsts are labels.
const MIN_LEAD_WEIGHT: usize = 40;

/// The blocks of the text.
pub(super) fn choose<'b>(
    document: &Document<'_>,
    blocks: &'b [Block],
    clutter: &Clutter,
    container: usize,
    known: &Known<'_>,
) -> Vec<&'b Block> {
    let Some(container) = document.get(container) else { return Vec::new() };
    let headline = headline_end(document, blocks, known.title);
    let mut chosen = Vec::new();
    for block in blocks {
        if clutter.holds(block.position) || block.position < headline || is_title(block, known.title) {
            continue;
        }
        let is_inside = (container.index..container.end).contains(&block.position);
        let is_text = if is_inside {
            !is_label(block) && !is_detail(document, block, container)
        } else {
            block.position < container.index && headline > 0 && is_lead(document, block, known)
        };
        if is_text {
            chosen.push(block);
        }
    }
    chosen
}

/// Position behind the headline, if it stands before the text; 0 if there is none.
fn headline_end(document: &Document<'_>, blocks: &[Block], title: &str) -> usize {
    let h1 = document.elements("h1").find(|node| fold(&document.line(node)) == fold(title));
    let heading = || blocks.iter().find(|block| block.kind == BlockKind::Heading && is_title(block, title));
    h1.map(|node| node.end).or_else(|| heading().map(|block| block.position)).unwrap_or_default()
}

fn is_title(block: &Block, title: &str) -> bool {
    // Folding is only worth its cost for lines of about the same length.
    block.text.len().abs_diff(title.len()) <= title.len() / 4 && !title.is_empty() && fold(&block.text) == fold(title)
}

/// Whether a line tells author, date or section.
fn is_detail(document: &Document<'_>, block: &Block, container: &Node<'_>) -> bool {
    if block.weight > MAX_DETAIL_WEIGHT {
        return false;
    }
    let Some(owner) = document.get(block.owner) else { return false };
    let around = std::iter::once(owner).chain(document.ancestors(owner));
    around
        .take_while(|node| node.index > container.index)
        .any(|node| [Hint::Author, Hint::Date, Hint::Details].iter().any(|&hint| node.hints.has(hint)) || node.tag == "time")
}

/// Whether a line between headline and text is the standfirst.
fn is_lead(document: &Document<'_>, block: &Block, known: &Known<'_>) -> bool {
    if block.weight < MIN_LEAD_WEIGHT || is_label(block) {
        return false;
    }
    let Some(owner) = document.get(block.owner) else { return false };
    let is_named =
        std::iter::once(owner).chain(document.ancestors(owner)).take(2).any(|node| node.hints.has(Hint::Lead));
    is_named || known.summary.is_some_and(|summary| is_repeated(&block.text, summary))
}

/// Whether a line says what another text says.
fn is_repeated(line: &str, text: &str) -> bool {
    let lines = [Line { text, is_running: true }, Line { text: line, is_running: false }];
    keep_once(&lines).last() == Some(&false)
}
