//! What encloses each node of a page, gathered from the top down in one pass.

use super::super::super::document::{Document, Node};
use super::super::super::hints::Hints;

/// Elements whose enclosing a line is told of.
pub(super) const TAGS: &[&str] = &[
    "nav",
    "footer",
    "aside",
    "figure",
    "header",
    "article",
    "main",
    "form",
    "ul",
    "ol",
    "table",
    "section",
    "blockquote",
    "details",
    "dl",
    "a",
];

/// What encloses a node, itself included.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    tags: u32,
    /// The hints of all elements from the root to the node.
    pub hints: Hints,
    /// Elements from the root to the node.
    pub depth: u16,
}

impl Around {
    /// Whether an element of this name encloses the node; one of [`TAGS`].
    pub(super) fn has(self, tag: &str) -> bool {
        self.tags & bit(tag) != 0
    }
}

fn bit(tag: &str) -> u32 {
    TAGS.iter().position(|known| *known == tag).map_or(0, |at| 1 << at)
}

/// What encloses each node.
pub(super) fn read(document: &Document<'_>) -> Vec<Around> {
    let mut all: Vec<Around> = Vec::with_capacity(document.nodes().len());
    for node in document.nodes() {
        let parent = node.parent.and_then(|parent| all.get(parent)).copied().unwrap_or_default();
        all.push(within(node, parent));
    }
    all
}

fn within(node: &Node<'_>, parent: Around) -> Around {
    // The whole page is called `has-sidebar` and the like.
    let hints = if node.is_one_of(&["html", "body"]) { Hints::default() } else { node.hints };
    Around {
        tags: parent.tags | bit(node.tag),
        hints: parent.hints.union(hints),
        depth: parent.depth.saturating_add(u16::from(!node.tag.is_empty())),
    }
}
