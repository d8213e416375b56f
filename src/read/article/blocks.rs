//! The page's text as lines: one block a line, with what is needed to judge it.

use super::document::{BLOCKS, Document, NEVER_VISIBLE, Node};
use super::hints::Hint;
use super::run::{Run, weight};

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
    /// A quotation, among them the sentences that editors lift out of the text.
    Quote,
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
    /// Whether bold type is all it has: a heading without the name.
    pub is_bold: bool,
}

impl Block {
    /// The part of the block that stands in links, 0 to 1.
    pub(super) fn link_share(&self) -> f64 {
        self.link_weight as f64 / self.weight.max(1) as f64
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
            reader.open(node);
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
    is_bold: bool,
    kind: BlockKind,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Open>,
    links: usize,
    bolds: usize,
    line: Line,
}

/// The line that is being read.
#[derive(Default)]
struct Line {
    run: Run,
    position: usize,
    link_weight: usize,
    bold_weight: usize,
    breaks: usize,
}

impl Reader {
    /// Closes the elements that end before a position.
    fn close_before(&mut self, index: usize) {
        while let Some(last) = self.open.pop_if(|open| open.end <= index) {
            if last.is_block {
                self.end_line(Some((last.index, last.kind)));
            }
            self.links -= usize::from(last.is_link);
            self.bolds -= usize::from(last.is_bold);
        }
    }

    fn open(&mut self, node: &Node<'_>) {
        if node.tag == "br" {
            self.line_break();
            return;
        }
        let is_block = node.is_one_of(BLOCKS);
        if is_block {
            self.end_line(None);
        }
        let (is_link, is_bold) = (node.tag == "a", node.is_one_of(&["b", "strong"]));
        if is_block || is_link || is_bold {
            let kind = self.kind_within(node);
            self.links += usize::from(is_link);
            self.bolds += usize::from(is_bold);
            self.open.push(Open { index: node.index, end: node.end, is_block, is_link, is_bold, kind });
        }
    }

    /// The kind of the lines directly within an element; quotations, lists and headings hand theirs down.
    fn kind_within(&self, node: &Node<'_>) -> BlockKind {
        let inherited = self.open.iter().rev().find(|open| open.is_block).map(|open| open.kind);
        match (node.tag, inherited) {
            ("blockquote", _) | (_, Some(BlockKind::Quote)) => BlockKind::Quote,
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) | (_, Some(BlockKind::Heading)) => BlockKind::Heading,
            ("div" | "aside" | "p" | "figure" | "section", _) if node.hints.has(Hint::Quote) => BlockKind::Quote,
            ("p" | "pre", _) => BlockKind::Paragraph,
            ("li" | "dd" | "dt", _) => BlockKind::ListItem,
            (_, Some(BlockKind::ListItem)) => BlockKind::ListItem,
            _ => BlockKind::Loose,
        }
    }

    fn text(&mut self, node: &Node<'_>) {
        if self.line.run.is_empty() {
            self.line.position = node.index;
        }
        if self.line.breaks > 0 && !node.text.trim().is_empty() {
            self.line.breaks = 0;
        }
        self.line.run.push(node.text);
        let weight = if self.links + self.bolds > 0 { weight(node.text.trim()) } else { 0 };
        self.line.link_weight += if self.links > 0 { weight } else { 0 };
        self.line.bold_weight += if self.bolds > 0 { weight } else { 0 };
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
            is_bold: line.bold_weight * 10 >= weight * 9,
            link_weight: line.link_weight.min(weight),
            position: line.position,
            text,
            kind,
            owner,
            weight,
        });
    }
}
