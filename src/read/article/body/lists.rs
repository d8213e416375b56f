//! Lists of other articles that stand within the text's element under no telling name.

use std::ops::Range;

use super::super::blocks::Block;
use super::super::document::{Document, Node};
use super::super::prose::{Sums, prose};

/// A part of the text's element in which links make up more is a list of links,
const MAX_LINKED_SHARE: f64 = 0.5;
/// unless it holds more than this part of the running text.
const MAX_PROSE_SHARE: f64 = 0.3;
/// Elements that lists are made of.
const SECTIONS: &[&str] = &["div", "section", "ul", "ol", "table", "dl"];

/// The lists of links within an element, in document order.
pub(super) struct LinkLists(Vec<Range<usize>>);

impl LinkLists {
    /// Looks for lists, from the outside in.
    pub(super) fn find(document: &Document<'_>, container: &Node<'_>, blocks: &[&Block]) -> Self {
        let sum = |measure: fn(&Block) -> f64| Sums::new(blocks.iter().copied(), measure);
        let all = sum(|block| block.weight as f64);
        let linked = sum(|block| block.link_weight as f64);
        let prose = sum(prose);
        let mut lists: Vec<Range<usize>> = Vec::new();
        for node in document.within(container).iter().filter(|node| node.is_one_of(SECTIONS)) {
            let is_within = lists.last().is_some_and(|list| list.contains(&node.index));
            let is_list = linked.within(node) > MAX_LINKED_SHARE * all.within(node);
            if is_list && !is_within && prose.within(node) < MAX_PROSE_SHARE * prose.within(container) {
                lists.push(node.index..node.end);
            }
        }
        Self(lists)
    }

    /// Whether a position stands in one.
    pub(super) fn hold(&self, position: usize) -> bool {
        let n_before = self.0.partition_point(|list| list.start <= position);
        n_before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|list| list.contains(&position))
    }
}
