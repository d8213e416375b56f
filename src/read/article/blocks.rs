//! The page's text as lines: one block a line, with what is needed to judge it.

use super::document::{Document, NEVER_VISIBLE, Node};
use super::hints::Hint;
use super::run::{Run, weight};
use crate::read::dom;

/// What a block is in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// `p` or `pre`.
    Paragraph,
    /// Text that stands directly in a container such as `div` or `td`.
    Loose,
    /// `h1` to `h6`.
    Heading,
    /// Text of a list.
    ListItem,
    /// A row of a table of data, its cells side by side.
    TableRow,
    /// A quotation, among them the sentences that editors lift out of the text.
    Quote,
    /// The words under a picture.
    Caption,
}

/// A line of the page.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The line, white space folded.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost block element around it.
    pub owner: usize,
    /// Position of its first text in the document.
    pub position: usize,
    /// How much it says, in Latin letters.
    pub weight: usize,
    /// How much of that stands in links.
    pub link_weight: usize,
    /// How much of it is set in bold or italics.
    pub stressed_weight: usize,
    /// The links that it stands in or that stand in it, as positions of their elements.
    pub links: Vec<usize>,
}

impl Block {
    /// The part of the block that stands in links, 0 to 1.
    pub(super) fn link_share(&self) -> f64 {
        self.link_weight as f64 / self.weight.max(1) as f64
    }

    /// The part of the block that is set in bold or italics, 0 to 1.
    pub(super) fn stressed_share(&self) -> f64 {
        self.stressed_weight as f64 / self.weight.max(1) as f64
    }

    /// Whether it ends as sentences do, in any script.
    pub(super) fn ends_a_sentence(&self) -> bool {
        self.text.trim_end_matches(['"', '”', '»', '’', '\'', ')', '」', '』', '“']).ends_with(SENTENCE_ENDS)
    }

    /// Clauses, as the commas of the world's scripts divide them.
    pub(super) fn commas(&self) -> usize {
        self.text.chars().filter(|c| matches!(c, ',' | '،' | '、' | '，' | '؛' | '；')).count()
    }
}

/// What ends a sentence.
pub(super) const SENTENCE_ENDS: &[char] = &['.', '!', '?', '؟', '。', '！', '？', '…', '।', '۔', ':', '：'];

/// Reads the lines of a document.
pub(super) fn read(document: &Document<'_>) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut skipped_to = 0;
    for node in document.nodes() {
        if node.index < skipped_to {
            continue;
        }
        reader.close_before(node.index);
        if node.tag.is_empty() {
            reader.text(node);
        } else if node.is_one_of(NEVER_VISIBLE) {
            skipped_to = node.end;
        } else {
            reader.open(document, node);
        }
    }
    reader.close_before(usize::MAX);
    reader.blocks
}

/// An open element that matters to the lines within it.
struct Open {
    index: usize,
    end: usize,
    is_block: bool,
    is_link: bool,
    is_stressed: bool,
    kind: BlockKind,
}

/// Elements that set their text in bold or italics.
const STRESSING: &[&str] = &["b", "strong", "i", "em"];

/// Whether a row holds several short cells: data, and not the layout of a page.
fn is_data(document: &Document<'_>, row: &Node<'_>) -> bool {
    let cells = document.within(row);
    let n_cells = cells.iter().filter(|node| node.is_one_of(&["td", "th"])).count();
    let n_blocks = cells.iter().filter(|node| node.is_one_of(dom::BLOCKS)).count();
    n_cells > 1 && n_blocks <= 2 * n_cells && cells.iter().all(|node| node.text.len() <= MAX_CELL_BYTES)
}

/// A cell that holds more in one piece is a column of a page.
const MAX_CELL_BYTES: usize = 200;

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Open>,
    links: usize,
    stresses: usize,
    line: Line,
}

/// The line that is being read.
#[derive(Default)]
struct Line {
    run: Run,
    position: usize,
    link_weight: usize,
    stressed_weight: usize,
    links: Vec<usize>,
    breaks: usize,
    /// Cells of a row that began since the last text.
    cells: usize,
}

/// What stands between the cells of a row.
pub(super) const CELL_SEPARATOR: &str = " | ";

impl Line {
    /// Parts the text of a cell from that of the cells before it; empty ones at either end of a row leave no trace.
    fn part_cells(&mut self) {
        let n_cells = std::mem::take(&mut self.cells);
        if !self.run.is_empty() {
            (0..n_cells).for_each(|_| self.run.push(CELL_SEPARATOR));
        }
    }
}

impl Reader {
    /// Closes the elements that end before a position.
    fn close_before(&mut self, index: usize) {
        while let Some(last) = self.open.pop_if(|open| open.end <= index) {
            if last.is_block {
                self.end_line(Some((last.index, last.kind)));
            }
            self.links -= usize::from(last.is_link);
            self.stresses -= usize::from(last.is_stressed);
        }
    }

    fn open(&mut self, document: &Document<'_>, node: &Node<'_>) {
        if node.tag == "br" {
            self.line_break();
            return;
        }
        let is_cell = node.is_one_of(&["td", "th"]);
        if is_cell && self.is_in_row() {
            self.line.cells += 1;
            return;
        }
        let is_block = node.is_one_of(dom::BLOCKS);
        if is_block {
            self.end_line(None);
        }
        let is_link = node.tag == "a";
        let is_stressed = node.is_one_of(STRESSING);
        if is_block || is_link || is_stressed {
            let kind =
                if node.tag == "tr" && is_data(document, node) { BlockKind::TableRow } else { self.kind_within(node) };
            self.links += usize::from(is_link);
            self.stresses += usize::from(is_stressed);
            self.open.push(Open { index: node.index, end: node.end, is_block, is_link, is_stressed, kind });
        }
    }

    fn is_in_row(&self) -> bool {
        self.open.iter().rev().find(|open| open.is_block).is_some_and(|open| open.kind == BlockKind::TableRow)
    }

    /// The kind of the lines directly within an element; quotations, lists and headings hand theirs down.
    fn kind_within(&self, node: &Node<'_>) -> BlockKind {
        let inherited = self.open.iter().rev().find(|open| open.is_block).map(|open| open.kind);
        match (node.tag, inherited) {
            ("blockquote", _) | (_, Some(BlockKind::Quote)) => BlockKind::Quote,
            ("figcaption", _) | (_, Some(BlockKind::Caption)) => BlockKind::Caption,
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) | (_, Some(BlockKind::Heading)) => BlockKind::Heading,
            ("div" | "aside" | "p" | "figure" | "section", _) if node.hints.has(Hint::Quote) => BlockKind::Quote,
            ("p" | "pre", _) => BlockKind::Paragraph,
            ("li" | "dd" | "dt", _) => BlockKind::ListItem,
            (_, Some(kind @ (BlockKind::ListItem | BlockKind::TableRow))) => kind,
            _ => BlockKind::Loose,
        }
    }

    fn text(&mut self, node: &Node<'_>) {
        if self.line.run.is_empty() {
            self.line.position = node.index;
        }
        if self.line.cells > 0 && !node.text.trim().is_empty() {
            self.line.part_cells();
        }
        if self.line.breaks > 0 && !node.text.trim().is_empty() {
            self.line.breaks = 0;
        }
        self.line.run.push(node.text);
        let says = if self.links > 0 || self.stresses > 0 { weight(node.text.trim()) } else { 0 };
        self.line.link_weight += if self.links > 0 { says } else { 0 };
        if self.links > 0 && !node.text.trim().is_empty() {
            self.note_link();
        }
        self.line.stressed_weight += if self.stresses > 0 { says } else { 0 };
    }

    /// Notes the innermost open link, which has a part of the line.
    fn note_link(&mut self) {
        let link = self.open.iter().rev().find(|open| open.is_link).map(|open| open.index);
        if let Some(link) = link.filter(|link| self.line.links.last() != Some(link)) {
            self.line.links.push(link);
        }
    }

    /// One `br` is a space, two in a row are the end of a paragraph.
    fn line_break(&mut self) {
        self.line.breaks += 1;
        self.line.run.space();
        if self.line.breaks == 2 {
            self.end_line(None);
        }
    }

    /// Ends the line, within the element that is just closing or the innermost open one.
    fn end_line(&mut self, closing: Option<(usize, BlockKind)>) {
        let line = std::mem::take(&mut self.line);
        let text = line.run.finish();
        if text.is_empty() {
            return;
        }
        let innermost = || self.open.iter().rev().find(|open| open.is_block).map(|open| (open.index, open.kind));
        let (owner, kind) = closing.or_else(innermost).unwrap_or((0, BlockKind::Loose));
        let weight = weight(&text);
        self.blocks.push(Block {
            link_weight: line.link_weight.min(weight),
            stressed_weight: line.stressed_weight.min(weight),
            links: line.links,
            position: line.position,
            text,
            kind,
            owner,
            weight,
        });
    }
}
