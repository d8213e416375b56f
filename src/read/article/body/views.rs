//! Which lines the rules would take: what the trained filter is told first.
//!
//! One view believes what elements are called, the other does not, since the names of some pages mislead.

use super::super::blocks::Block;
use super::super::clutter::Clutter;
use super::super::document::Document;
use super::super::prose::prose;
use super::container;
use super::edges::{self, Known};

/// What the rules say of a page.
pub(super) struct Views {
    /// What is believed of hints.
    pub by_hints: View,
    /// What is believed of elements alone.
    pub by_elements: View,
}

/// The lines that one set of rules takes.
pub(super) struct View {
    /// The element that holds the text.
    pub container: Option<usize>,
    /// For each block of the page whether it is text.
    pub takes: Vec<bool>,
}

impl Views {
    /// Looks at a page in both ways.
    pub(super) fn of(document: &Document<'_>, blocks: &[Block], clutter: &Clutter, known: &Known<'_>) -> Self {
        let view = |clutter: &Clutter| View::of(document, blocks, clutter, known);
        Self { by_hints: view(clutter), by_elements: view(&Clutter::find_by_elements(document, blocks)) }
    }

    /// The view to follow where nothing else is known: that of the hints, unless they hide most of the running text.
    pub(super) fn best(&self, blocks: &[Block]) -> &View {
        let all = blocks.iter().map(prose).sum::<f64>();
        let (by_hints, by_elements) = (self.by_hints.prose(blocks), self.by_elements.prose(blocks));
        let is_misled = by_hints < MIN_CHOSEN_SHARE * all && by_hints < MIN_CHOSEN_SHARE * by_elements;
        if is_misled { &self.by_elements } else { &self.by_hints }
    }
}

/// Where less of the running text was chosen, the hints may have misled.
const MIN_CHOSEN_SHARE: f64 = 0.25;

impl View {
    fn of(document: &Document<'_>, blocks: &[Block], clutter: &Clutter, known: &Known<'_>) -> Self {
        let container = container::find(document, blocks, clutter);
        let chosen = container.map(|container| edges::choose(document, blocks, clutter, container, known));
        let mut chosen = chosen.unwrap_or_default().into_iter().map(|block| block.position).peekable();
        let takes = blocks.iter().map(|block| chosen.next_if_eq(&block.position).is_some()).collect();
        Self { container, takes }
    }

    /// The running text among the lines taken, in Latin letters.
    pub(super) fn prose(&self, blocks: &[Block]) -> f64 {
        blocks.iter().zip(&self.takes).filter(|(_, takes)| **takes).map(|(block, _)| prose(block)).sum()
    }
}
