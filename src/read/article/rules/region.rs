//! Which texts of a page `select` and `remove` leave.

use crate::read::article::blocks::{self, Block};
use crate::read::article::clutter::is_hidden;
use crate::read::article::document::{Document, Node};

/// The texts that stay, by the positions of their nodes.
pub(super) struct Region(Vec<bool>);

impl Region {
    /// The whole page.
    pub(super) fn whole(document: &Document<'_>) -> Self {
        Self(vec![true; document.nodes().len()])
    }

    /// What stands in these elements, which come in document order. What is hidden within them is left out; that they are
    /// hidden themselves does not count, since the user has seen what is in them.
    pub(super) fn of(document: &Document<'_>, selected: &[&Node<'_>]) -> Self {
        let mut region = Self(vec![false; document.nodes().len()]);
        let hidden = |node: &Node<'_>| {
            let hidden = document.within(node).iter().filter(|inner| !inner.tag.is_empty() && is_hidden(inner));
            outermost(hidden.collect::<Vec<_>>())
        };
        for node in outermost(selected.to_vec()) {
            region.fill(node, true);
            hidden(node).into_iter().for_each(|inner| region.fill(inner, false));
        }
        region
    }

    /// Leaves out these elements, which come in document order.
    pub(super) fn remove(&mut self, removed: &[&Node<'_>]) {
        outermost(removed.to_vec()).into_iter().for_each(|node| self.fill(node, false));
    }

    /// The lines of what is left; a line that begins or ends outside is cut.
    pub(super) fn blocks(&self, document: &Document<'_>) -> Vec<Block> {
        blocks::read(&document.with_texts(|node| self.holds(node.index)))
    }

    /// Whether the text at a position is left.
    pub(super) fn holds(&self, position: usize) -> bool {
        self.0.get(position).copied().unwrap_or_default()
    }

    fn fill(&mut self, node: &Node<'_>, is_in: bool) {
        self.0.get_mut(node.index..node.end).unwrap_or_default().fill(is_in);
    }
}

/// Those that stand in no other one, so that deeply nested ones cost no more than flat ones.
fn outermost<'d, 'a>(nodes: Vec<&'d Node<'a>>) -> Vec<&'d Node<'a>> {
    let mut end = 0;
    let is_outermost = |node: &&Node<'a>| {
        let is_outermost = node.index >= end;
        end = end.max(node.end);
        is_outermost
    };
    nodes.into_iter().filter(is_outermost).collect()
}
