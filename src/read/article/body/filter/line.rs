//! A line among its neighbours: what the features are read from.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::super::blocks::{Block, BlockKind};
use super::super::super::clutter::Clutter;
use super::super::super::document::{Document, Node};
use super::super::super::hints::{Hint, Hints};
use super::super::super::prose::{Sums, prose};
use super::super::super::repetition::Said;
use super::super::edges::Known;
use super::super::views::Views;
use super::around::{self, Around};
use crate::text::fold::fold;

/// Steps outwards in which the name of an element says something of the line itself.
const NEAR_STEPS: usize = 3;
/// Neighbours on either side that vote on a line.
const WINDOW: usize = 5;

/// What is known of a page before its lines are judged.
pub(super) struct Page<'p> {
    document: &'p Document<'p>,
    blocks: &'p [Block],
    clutter: &'p Clutter,
    views: &'p Views,
    around: Vec<Around>,
    prose: Sums,
    weight: Sums,
    linked: Sums,
    taken: Sums,
    taken_prose: f64,
    /// How each line and the element around it look in the page's code.
    looks: Vec<(u64, u64)>,
    /// Lines that look alike in the page's code, with their running text.
    alike: HashMap<u64, (f64, usize)>,
    alike_parents: HashMap<u64, f64>,
    said: HashMap<u64, usize>,
    title: String,
    title_end: usize,
    summary: Option<Said>,
    claimed: Option<Said>,
    claimed_weight: f64,
}

impl<'p> Page<'p> {
    /// Gathers what is known.
    pub(super) fn read(
        document: &'p Document<'p>,
        blocks: &'p [Block],
        clutter: &'p Clutter,
        views: &'p Views,
        known: &Known<'_>,
    ) -> Self {
        let mut page = Self {
            document,
            blocks,
            clutter,
            views,
            around: around::read(document),
            prose: Sums::new(blocks, prose),
            weight: Sums::new(blocks, |block| block.weight as f64),
            linked: Sums::new(blocks, |block| block.link_weight as f64),
            taken: Sums::new(
                blocks.iter().zip(&views.by_hints.takes).filter(|(_, takes)| **takes).map(|(block, _)| block),
                |block| block.weight as f64,
            ),
            taken_prose: views.by_hints.prose(blocks),
            looks: blocks.iter().map(|block| looks(document, block)).collect(),
            alike: HashMap::new(),
            alike_parents: HashMap::new(),
            said: HashMap::new(),
            title: fold(known.title),
            title_end: 0,
            summary: known.summary.map(Said::of),
            claimed: known.claimed.map(Said::of),
            claimed_weight: known.claimed.map_or(0.0, |claimed| claimed.len() as f64),
        };
        for (block, (look, parent_look)) in blocks.iter().zip(&page.looks) {
            let alike = page.alike.entry(*look).or_default();
            *alike = (alike.0 + prose(block), alike.1 + 1);
            *page.alike_parents.entry(*parent_look).or_default() += prose(block);
            *page.said.entry(hash(&block.text)).or_default() += 1;
        }
        let is_title = |block: &&Block| block.kind == BlockKind::Heading && fold(&block.text) == page.title;
        page.title_end = blocks.iter().position(|block| is_title(&block)).unwrap_or_default();
        page
    }

    /// The lines in document order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.blocks.iter().enumerate().map(|(index, block)| self.line(index, block))
    }

    fn line<'l>(&'l self, index: usize, block: &'l Block) -> Line<'l> {
        let owner = self.document.get(block.owner);
        let near = owner.into_iter().chain(owner.into_iter().flat_map(|owner| self.document.ancestors(owner)));
        let near = near.take(NEAR_STEPS).filter(|node| !node.is_one_of(&["html", "body"]));
        let (look, parent_look) = self.looks.get(index).copied().unwrap_or_default();
        Line {
            page: self,
            index,
            block,
            around: self.around.get(block.owner).copied().unwrap_or_default(),
            near: near.fold(Hints::default(), |hints, node| hints.union(node.hints)),
            look,
            parent_look,
        }
    }

    /// The lines of the page.
    pub(super) fn blocks(&self) -> &[Block] {
        self.blocks
    }

    /// For each line the mean of the others that look like it; `lone` where there is no other. `measure` gives a line's
    /// value, times its weight, and the weight.
    pub(super) fn means_alike(&self, measure: impl Fn(usize, &Block) -> (f64, f64), lone: f64) -> Vec<f64> {
        let mut sums: HashMap<u64, (f64, f64)> = HashMap::new();
        let lines = self.blocks.iter().zip(&self.looks).enumerate();
        let measured = lines.map(|(at, (block, (look, _)))| (*look, measure(at, block))).collect::<Vec<_>>();
        for (look, (value, weight)) in &measured {
            let sum = sums.entry(*look).or_default();
            *sum = (sum.0 + value, sum.1 + weight);
        }
        let mean = |(look, (value, weight)): &(u64, (f64, f64))| {
            let (sum, weights) = sums.get(look).copied().unwrap_or_default();
            if weights - weight < 1.0 { lone } else { (sum - value) / (weights - weight) }
        };
        measured.iter().map(mean).collect()
    }

    /// How much running text there is.
    pub(super) fn total_prose(&self) -> f64 {
        self.prose.total()
    }

    /// The part of the page's running text that the rules take.
    pub(super) fn taken_share(&self) -> f64 {
        self.taken_prose / self.total_prose().max(1.0)
    }

    /// The text that structured data claims, against what the rules take.
    pub(super) fn claimed_share(&self) -> f64 {
        self.claimed_weight / self.taken.total().max(1.0)
    }
}

/// A line among its neighbours.
pub(super) struct Line<'p> {
    page: &'p Page<'p>,
    index: usize,
    /// The line.
    pub block: &'p Block,
    /// What encloses it.
    pub around: Around,
    near: Hints,
    look: u64,
    parent_look: u64,
}

impl Line<'_> {
    /// The page that it stands in.
    pub(super) fn page(&self) -> &Page<'_> {
        self.page
    }

    /// Its place among the lines.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Whether it or an element close around it is called so.
    pub(super) fn is_near(&self, hint: Hint) -> bool {
        self.near.has(hint)
    }

    /// Whether the rules that believe hints take it.
    pub(super) fn is_taken(&self) -> bool {
        is_taken(&self.page.views.by_hints.takes, self.index)
    }

    /// Whether the rules that believe no hints take it.
    pub(super) fn is_taken_by_elements(&self) -> bool {
        is_taken(&self.page.views.by_elements.takes, self.index)
    }

    /// Whether it stands in what is never text.
    pub(super) fn is_clutter(&self) -> bool {
        self.page.clutter.holds(self.block.position)
    }

    /// Elements between the one that holds the text and the line; negative outside of it.
    pub(super) fn steps_within(&self) -> f64 {
        let Some(container) = self.page.views.by_hints.container.and_then(|index| self.page.document.get(index)) else {
            return -1.0;
        };
        let is_within = (container.index..container.end).contains(&self.block.position);
        let depth = |index: usize| self.page.around.get(index).map_or(0, |around| around.depth);
        if is_within { f64::from(depth(self.block.owner)) - f64::from(depth(container.index)) } else { -1.0 }
    }

    /// The neighbour so many lines further.
    pub(super) fn neighbour(&self, distance: isize) -> Option<&Block> {
        self.page.blocks.get(self.index.checked_add_signed(distance)?)
    }

    /// Whether the rules take the neighbour so many lines further; `None` where there is none.
    pub(super) fn is_neighbour_taken(&self, distance: isize) -> Option<bool> {
        self.page.views.by_hints.takes.get(self.index.checked_add_signed(distance)?).copied()
    }

    /// The part of the lines around it that the rules take.
    pub(super) fn taken_around(&self) -> f64 {
        let from = self.index.saturating_sub(WINDOW);
        let to = (self.index + WINDOW + 1).min(self.page.blocks.len());
        let taken = self.page.views.by_hints.takes.get(from..to).unwrap_or_default();
        taken.iter().filter(|takes| **takes).count() as f64 / taken.len().max(1) as f64
    }

    /// Lines to the nearest one behind it that the rules take.
    pub(super) fn to_next_taken(&self) -> usize {
        let rest = self.page.views.by_hints.takes.get(self.index + 1..).unwrap_or_default();
        rest.iter().take(MOST_LINES).position(|takes| *takes).unwrap_or(MOST_LINES)
    }

    /// Lines from the nearest one before it that the rules take.
    pub(super) fn since_last_taken(&self) -> usize {
        let before = self.page.views.by_hints.takes.get(..self.index).unwrap_or_default();
        before.iter().rev().take(MOST_LINES).position(|takes| *takes).unwrap_or(MOST_LINES)
    }

    /// The part of what the rules take that stands before it.
    pub(super) fn taken_before(&self) -> f64 {
        self.page.taken.before(self.block.position) / self.page.taken.total().max(1.0)
    }

    /// The part of the page's text that stands before it.
    pub(super) fn text_before(&self) -> f64 {
        self.page.weight.before(self.block.position) / self.page.weight.total().max(1.0)
    }

    /// Lines from the headline; negative before it.
    pub(super) fn since_headline(&self) -> f64 {
        self.index as f64 - self.page.title_end as f64
    }

    /// The part of the page's running text within the element so many steps around the line's own.
    pub(super) fn prose_around(&self, steps: usize) -> f64 {
        self.enclosing(steps).map_or(1.0, |node| self.page.prose.within(node) / self.page.total_prose().max(1.0))
    }

    /// The part of the text in links within the element so many steps around the line's own.
    pub(super) fn links_around(&self, steps: usize) -> f64 {
        self.enclosing(steps).map_or(0.0, |node| self.page.linked.within(node) / self.page.weight.within(node).max(1.0))
    }

    /// What stands in the element around the line's own, in Latin letters.
    pub(super) fn weight_around(&self, steps: usize) -> f64 {
        self.enclosing(steps).map_or(0.0, |node| self.page.weight.within(node))
    }

    /// Lines in the element so many steps around the line's own.
    pub(super) fn lines_around(&self, steps: usize) -> usize {
        self.enclosing(steps).map_or(0, |node| self.page.weight.count_within(node))
    }

    /// The element so many steps around the line's own.
    pub(super) fn enclosing(&self, steps: usize) -> Option<&Node<'_>> {
        let owner = self.page.document.get(self.block.owner)?;
        std::iter::once(owner).chain(self.page.document.ancestors(owner)).nth(steps)
    }

    /// Lines that look alike in the page's code.
    pub(super) fn n_alike(&self) -> usize {
        self.page.alike.get(&self.look).map_or(0, |alike| alike.1)
    }

    /// The part of the page's running text in lines that look alike.
    pub(super) fn prose_alike(&self) -> f64 {
        self.page.alike.get(&self.look).map_or(0.0, |alike| alike.0) / self.page.total_prose().max(1.0)
    }

    /// The part of the page's running text in elements that look like the one around the line.
    pub(super) fn prose_alike_around(&self) -> f64 {
        let prose = self.page.alike_parents.get(&self.parent_look).copied().unwrap_or_default();
        prose / self.page.total_prose().max(1.0)
    }

    /// How often the page says the same line.
    pub(super) fn n_said(&self) -> usize {
        self.page.said.get(&hash(&self.block.text)).copied().unwrap_or_default()
    }

    /// The part of the line that the text claimed by structured data holds; `None` without such a text.
    pub(super) fn claimed(&self) -> Option<f64> {
        self.page.claimed.as_ref()?.share(&self.block.text)
    }

    /// The part of the line that the page's own teaser holds; `None` without one.
    pub(super) fn in_summary(&self) -> Option<f64> {
        self.page.summary.as_ref()?.share(&self.block.text)
    }

    /// Whether the line is the headline.
    pub(super) fn is_title(&self) -> bool {
        let (line, title) = (self.block.text.len(), self.page.title.len());
        line.abs_diff(title) <= title / 2 && title > 0 && fold(&self.block.text) == self.page.title
    }
}

/// Lines beyond this distance are far away.
const MOST_LINES: usize = 30;

/// How a line's element and the one around it look in the page's code: lines of one text look alike.
fn looks(document: &Document<'_>, block: &Block) -> (u64, u64) {
    let look = |node: Option<&Node<'_>>| node.map(|node| hash(&(node.tag, node.attr("class").unwrap_or_default())));
    let owner = document.get(block.owner);
    let parent = owner.and_then(|owner| owner.parent).and_then(|parent| document.get(parent));
    let parent_look = look(parent).unwrap_or_default();
    (hash(&(look(owner), parent_look)), parent_look)
}

fn is_taken(takes: &[bool], index: usize) -> bool {
    takes.get(index).copied().unwrap_or_default()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
