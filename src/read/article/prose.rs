//! How much running text stands in any part of the page.

use std::ops::Range;

use super::blocks::{Block, BlockKind};
use super::document::Node;

/// Blocks in which more than this part stands in links are no prose.
const MAX_LINK_SHARE: f64 = 0.4;

/// How much of a block is running text, in Latin letters.
pub(super) fn prose(block: &Block) -> f64 {
    if block.link_share() > MAX_LINK_SHARE {
        return 0.0;
    }
    let (least, factor) = match block.kind {
        BlockKind::Paragraph | BlockKind::Quote => (20, 1.0),
        BlockKind::Loose if block.ends_a_sentence() => (40, 0.9),
        BlockKind::Loose => (80, 0.7),
        BlockKind::ListItem if block.ends_a_sentence() => (60, 0.5),
        BlockKind::ListItem => (100, 0.3),
        BlockKind::Heading | BlockKind::TableRow | BlockKind::Caption => return 0.0,
    };
    if block.weight < least { 0.0 } else { factor * block.weight as f64 * (1.0 - block.link_share()) }
}

/// Sums over the blocks of a page that answer for any element at once.
pub(super) struct Sums {
    positions: Vec<usize>,
    totals: Vec<f64>,
}

impl Sums {
    /// Sums what a measure says of each block.
    pub(super) fn new<'b>(blocks: impl IntoIterator<Item = &'b Block>, measure: impl Fn(&Block) -> f64) -> Self {
        Self::of(blocks.into_iter().map(|block| (block.position, measure(block))))
    }

    /// Sums values at positions, which rise.
    pub(super) fn of(values: impl IntoIterator<Item = (usize, f64)>) -> Self {
        let mut positions = Vec::new();
        let mut totals = vec![0.0];
        let mut total = 0.0;
        for (position, value) in values {
            total += value;
            positions.push(position);
            totals.push(total);
        }
        Self { positions, totals }
    }

    /// The blocks within an element.
    fn range(&self, node: &Node<'_>) -> Range<usize> {
        let before = |position: usize| self.positions.partition_point(|&p| p < position);
        before(node.index)..before(node.end)
    }

    /// The sum of the blocks that stand before a position.
    pub(super) fn before(&self, position: usize) -> f64 {
        let n_before = self.positions.partition_point(|&p| p < position);
        self.totals.get(n_before).copied().unwrap_or_default()
    }

    /// Blocks within an element.
    pub(super) fn count_within(&self, node: &Node<'_>) -> usize {
        self.range(node).len()
    }

    /// The sum within an element.
    pub(super) fn within(&self, node: &Node<'_>) -> f64 {
        let range = self.range(node);
        let at = |index: usize| self.totals.get(index).copied().unwrap_or_default();
        at(range.end) - at(range.start)
    }

    /// The sum of the page.
    pub(super) fn total(&self) -> f64 {
        self.totals.last().copied().unwrap_or_default()
    }
}
