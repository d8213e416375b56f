//! The lines of a page by how near the headline they stand.

use super::evidence::Evidence;
use crate::read::article::blocks::{Block, BlockKind};
use crate::read::article::document::{Document, Node};
use crate::read::article::hints::Hint;
use crate::read::article::prose::prose;
use crate::text::fold::fold;

/// Lines before and behind the headline that stand beside it.
const LINES_BEFORE: usize = 6;
const LINES_BEHIND: usize = 12;
/// Where this many paragraphs of running text have begun, the text has: a standfirst may stand above the date.
const PARAGRAPHS_BEHIND: usize = 2;
/// What a paragraph says at least, in Latin letters.
const MIN_PARAGRAPH_WEIGHT: f64 = 120.0;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// Between the headline and the text.
    Beside,
    /// Right above the headline.
    Above,
    /// Behind the last paragraph.
    Behind,
    /// Within the text.
    Elsewhere,
    /// Far above the headline, where sites have their clocks.
    Top,
}

/// A line that may tell a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'e> {
    pub block: &'e Block,
    pub region: Region,
    /// Whether it stands in clutter, as among the buttons for sharing; never in navigation, comments and the like.
    pub is_in_clutter: bool,
    /// Whether it stands before the text; behind its beginning, clutter tells of other articles.
    pub is_before_text: bool,
    /// The text of the line before it.
    pub before: Option<&'e str>,
}

/// Where headline and text of a page stand, as positions in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    above_from: usize,
    headline: usize,
    beside_to: usize,
    text_from: usize,
    text_to: usize,
}

impl Layout {
    /// Finds headline and text among the lines that do not stand in clutter.
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let headline = headline(evidence);
        let lines = evidence.blocks.iter().filter(|block| !evidence.clutter.holds(block.position)).collect::<Vec<_>>();
        let at = lines.partition_point(|block| block.position < headline);
        let is_paragraph = |block: &&Block| prose(block) >= MIN_PARAGRAPH_WEIGHT;
        let paragraphs =
            lines.iter().enumerate().skip(at).filter(|(_, block)| is_paragraph(block)).map(|(index, _)| index);
        let (first, last) = (paragraphs.clone().next(), paragraphs.clone().next_back());
        let begun = paragraphs.clone().nth(PARAGRAPHS_BEHIND - 1).unwrap_or(lines.len());
        let position = |index: usize| lines.get(index).map_or(usize::MAX, |block| block.position);
        Self {
            above_from: position(at.saturating_sub(LINES_BEFORE)).max(frame(evidence, headline)).min(headline),
            headline,
            beside_to: position(begun.min(at + LINES_BEHIND)),
            text_from: first.map_or(usize::MAX, position),
            text_to: last.map_or(usize::MAX, |last| position(last + 1)),
        }
    }

    /// The region of a position in the document.
    pub(super) fn region(&self, position: usize) -> Region {
        match position {
            position if position >= self.text_to && position >= self.beside_to => Region::Behind,
            position if position >= self.beside_to => Region::Elsewhere,
            position if position >= self.headline => Region::Beside,
            position if position >= self.above_from => Region::Above,
            _ => Region::Top,
        }
    }

    /// Whether a position is before the text.
    fn is_before_text(&self, position: usize) -> bool {
        position < self.text_from
    }

    /// Whether a position is that of the first paragraph.
    pub(super) fn is_first_paragraph(&self, position: usize) -> bool {
        position == self.text_from
    }

    /// All lines that may tell a date, those behind the headline first: what stands before it is more often the page's own.
    pub(super) fn lines<'e>(self, evidence: &Evidence<'e>) -> impl Iterator<Item = Line<'e>> {
        let blocks = evidence.blocks;
        let at = blocks.partition_point(|block| block.position < self.headline);
        let order = (at..blocks.len()).chain((0..at).rev());
        let line = move |index: usize| {
            let block = blocks.get(index)?;
            let before = index.checked_sub(1).and_then(|before| blocks.get(before)).map(|block| block.text.as_str());
            Some((block, before))
        };
        let document = evidence.document;
        let clutter = evidence.clutter;
        order.filter_map(line).filter_map(move |(block, before)| {
            let is_in_clutter = clutter.holds(block.position);
            let line = Line {
                block,
                region: self.region(block.position),
                is_in_clutter,
                is_before_text: self.is_before_text(block.position),
                before,
            };
            let is_telling = !is_in_clutter || !is_never_about_article(document, block.owner);
            is_telling.then_some(line)
        })
    }
}

/// Whether a place in clutter tells of the site, of pictures or of readers.
pub(super) fn is_never_about_article(document: &Document<'_>, position: usize) -> bool {
    const NEVER: &[&str] = &["nav", "footer", "header", "dialog", "menu", "form", "figure", "figcaption"];
    const HINTS: [Hint; 2] = [Hint::Comments, Hint::Clock];
    let Some(node) = document.get(position) else { return true };
    let is_never = |node: &Node<'_>| node.is_one_of(NEVER) || HINTS.iter().any(|&hint| node.hints.has(hint));
    is_never(node) || document.ancestors(node).any(is_never)
}

/// Where the headline stands: the heading or line that says what the title says, else a heading that says part of it, since
/// kickers and names of sites are joined to titles; the first heading where none does.
fn headline(evidence: &Evidence<'_>) -> usize {
    let title = key(evidence.title);
    let headings = || evidence.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let is_near = |block: &&Block| block.text.len() <= 2 * evidence.title.len().max(MIN_SHARED);
    let is_title = |block: &&Block| is_near(block) && !title.is_empty() && key(&block.text) == title;
    let is_part = |block: &&Block| {
        let heading = key(&block.text);
        heading.len() >= MIN_SHARED
            && title.len() >= MIN_SHARED
            && (title.contains(&heading) || heading.contains(&title))
    };
    let first_h1 = || evidence.document.elements("h1").next().map(|node| node.index);
    let whole = headings().find(is_title).or_else(|| evidence.blocks.iter().find(is_title));
    let found = whole.or_else(|| headings().find(is_part)).map(|block| block.position);
    found.or_else(first_h1).unwrap_or_default()
}

/// Where the element begins that holds the headline and what belongs to it: a few levels out, but never the page.
fn frame(evidence: &Evidence<'_>, headline: usize) -> usize {
    let Some(node) = evidence.document.get(headline) else { return headline };
    let outer =
        evidence.document.ancestors(node).take(FRAME_LEVELS).take_while(|node| !node.is_one_of(&["body", "html"]));
    outer.last().map_or(headline, |node| node.index)
}

/// So many levels out a kicker and a date stand in one element with the headline; further out comes the site's head.
const FRAME_LEVELS: usize = 4;

/// Bytes of letters and digits that two headlines share at least.
const MIN_SHARED: usize = 20;

fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
