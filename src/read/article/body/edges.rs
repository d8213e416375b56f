//! Where the text begins and ends, and which lines within it are not text.

use super::super::blocks::{Block, BlockKind};
use super::super::clutter::{Clutter, is_label};
use super::super::document::{Document, Node};
use super::super::hints::Hint;
use super::super::prose::prose;
use super::super::repetition::Said;
use super::lists::LinkLists;
use crate::text::fold::fold;

/// What is known of the article before its text is read.
pub(crate) struct Known<'a> {
    /// The headline.
    pub title: &'a str,
    /// The teaser that the page gives to others.
    pub summary: Option<&'a str>,
    /// The text that structured data claims.
    pub claimed: Option<&'a str>,
}

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
    let headline = headline_end(document, blocks, container, known.title);
    let is_possible = |block: &&Block| {
        !clutter.holds(block.position)
            && block.position >= headline
            && !is_title(block, known.title)
            && !is_label(block)
    };
    let is_inside = |block: &&Block| (container.index..container.end).contains(&block.position);
    let before = |block: &&Block| headline > 0 && block.position < container.index;
    let possible = blocks.iter().filter(is_possible).collect::<Vec<_>>();
    let summary = known.summary.map(Said::of).unwrap_or_default();
    let lead = possible.iter().copied().filter(before).filter(|block| is_lead(document, block, &summary));
    let lists = LinkLists::find(document, container, &possible);
    let is_text = |block: &&Block| !is_detail(document, block, container) && !lists.hold(block.position);
    let inside = possible.iter().copied().filter(is_inside).filter(is_text).collect::<Vec<_>>();
    lead.chain(without_loose_ends(&inside).iter().copied()).collect()
}

/// The blocks without the short ones at either end that are no sentences: dates, bylines, calls to comment.
fn without_loose_ends<'s, 'b>(blocks: &'s [&'b Block]) -> &'s [&'b Block] {
    let is_text = |block: &&Block| prose(block) > 0.0 && (block.ends_a_sentence() || block.weight > MAX_END_WEIGHT);
    let first = blocks.iter().position(is_text).unwrap_or_default();
    let last = blocks.iter().rposition(is_text).map_or(blocks.len(), |last| last + 1);
    // A table or list at the end belongs to the text more often than not; so does a heading at its beginning.
    let is_kept =
        |block: &&&Block| matches!(block.kind, BlockKind::TableRow | BlockKind::ListItem | BlockKind::Heading);
    let n_before = blocks.get(..first).unwrap_or_default().iter().rev().take_while(is_kept).count();
    let n_behind = blocks.get(last..).unwrap_or_default().iter().take_while(is_kept).count();
    blocks.get(first - n_before..last + n_behind).unwrap_or_default()
}

/// Longer lines at the end are text, although they do not end as sentences do.
const MAX_END_WEIGHT: usize = 80;

/// Position behind the headline, if it stands before the text; 0 if there is none.
fn headline_end(document: &Document<'_>, blocks: &[Block], container: &Node<'_>, title: &str) -> usize {
    let h1 = document.elements("h1").find(|node| fold(&document.line(node)) == fold(title)).map(|node| node.end);
    let heading = || blocks.iter().find(|block| block.kind == BlockKind::Heading && is_title(block, title));
    let headline = h1.or_else(|| heading().map(|block| block.position)).unwrap_or_default();
    // Some pages repeat the headline at the end, in a bar that follows the reader.
    let inside = blocks.iter().filter(|block| (container.index..container.end).contains(&block.position));
    let (before, behind): (Vec<&Block>, Vec<&Block>) = inside.partition(|block| block.position < headline);
    let weigh = |blocks: &[&Block]| blocks.iter().map(|block| prose(block)).sum::<f64>();
    if weigh(&before) > weigh(&behind) { 0 } else { headline }
}

/// Whether a line is the headline.
pub(super) fn is_title(block: &Block, title: &str) -> bool {
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
    around.take_while(|node| node.index > container.index).any(|node| {
        [Hint::Author, Hint::Date, Hint::Details].iter().any(|&hint| node.hints.has(hint)) || node.tag == "time"
    })
}

/// Whether a line between headline and text is the standfirst.
fn is_lead(document: &Document<'_>, block: &Block, summary: &Said) -> bool {
    if block.weight < MIN_LEAD_WEIGHT || is_label(block) {
        return false;
    }
    let Some(owner) = document.get(block.owner) else { return false };
    let is_named =
        std::iter::once(owner).chain(document.ancestors(owner)).take(2).any(|node| node.hints.has(Hint::Lead));
    is_named || summary.repeats(&block.text)
}
