//! A parsed page as one flat list of nodes in document order, in which the content of an element is a range.
//!
//! All evidence is read from this list: what lies within an element, what comes before it and what encloses it are then
//! questions of order, and nothing recurses on foreign input. The only file that sees the parser's own tree.

use scraper::{Html, Node as ParsedNode, Selector, node::Element};

use super::hints::Hints;
use super::run::Run;
use crate::read::dom;

/// A page as a flat list of nodes.
pub(super) struct Document<'a> {
    html: &'a Html,
    nodes: Vec<Node<'a>>,
}

/// An element or a piece of text.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    /// Position in the document.
    pub index: usize,
    /// The element that encloses it.
    pub parent: Option<usize>,
    /// Position behind its last descendant.
    pub end: usize,
    /// Name of the element in lower case; empty for text.
    pub tag: &'a str,
    /// The text; empty for elements.
    pub text: &'a str,
    /// What the element's class and id hint at.
    pub hints: Hints,
    element: Option<&'a Element>,
}

impl<'a> Node<'a> {
    fn element(index: usize, parent: Option<usize>, element: &'a Element) -> Self {
        let mut node = Self {
            index,
            parent,
            end: index + 1,
            tag: element.name(),
            text: "",
            hints: Hints::default(),
            element: Some(element),
        };
        for name in ["class", "id"] {
            node.hints = node.hints.union(node.attr(name).map(Hints::read).unwrap_or_default());
        }
        node
    }

    fn text(index: usize, parent: Option<usize>, text: &'a str) -> Self {
        Self { index, parent, end: index + 1, tag: "", text, hints: Hints::default(), element: None }
    }

    /// The value of an attribute; the name is in lower case.
    pub(super) fn attr(&self, name: &str) -> Option<&'a str> {
        // A linear search: elements have few attributes, and the parser's own lookup interns the name each time.
        self.element?.attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether an attribute holds a word among others, as `rel` and `itemprop` do.
    pub(super) fn attr_has(&self, name: &str, word: &str) -> bool {
        self.attr(name).is_some_and(|value| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
    }

    /// Whether it is one of these elements.
    pub(super) fn is_one_of(&self, tags: &[&str]) -> bool {
        tags.contains(&self.tag)
    }
}

impl<'a> Document<'a> {
    /// Lays a parsed page out flat.
    pub(super) fn flatten(html: &'a Html) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = *html.root_element();
        'walk: loop {
            let parent = open.last().copied();
            let index = nodes.len();
            let mut has_entry = true;
            match at.value() {
                ParsedNode::Element(element) => nodes.push(Node::element(index, parent, element)),
                ParsedNode::Text(text) => nodes.push(Node::text(index, parent, text)),
                _ => has_entry = false,
            }
            if has_entry && let Some(child) = at.first_child() {
                open.push(index);
                at = child;
                continue;
            }
            loop {
                if let Some(sibling) = at.next_sibling().filter(|_| !open.is_empty()) {
                    at = sibling;
                    break;
                }
                let (Some(closed), Some(parent)) = (open.pop(), at.parent()) else { break 'walk };
                let end = nodes.len();
                if let Some(node) = nodes.get_mut(closed) {
                    node.end = end;
                }
                at = parent;
            }
        }
        Self { html, nodes }
    }

    /// The elements that a selector matches, in document order.
    pub(super) fn select(&self, selector: &Selector) -> Vec<&Node<'a>> {
        // The parser's tree is walked in the same order, so one look along the list finds all of them.
        let mut rest = self.nodes.iter();
        let is = |node: &&Node<'a>, wanted: &Element| node.element.is_some_and(|own| std::ptr::eq(own, wanted));
        let matched = self.html.root_element().select(selector);
        matched.filter_map(|element| rest.find(|node| is(node, element.value()))).collect()
    }

    /// The same page without the texts that are not wanted; every node keeps its place.
    pub(super) fn with_texts(&self, is_wanted: impl Fn(&Node<'a>) -> bool) -> Self {
        let nodes = self.nodes.iter().map(|node| if is_wanted(node) { *node } else { Node { text: "", ..*node } });
        Self { html: self.html, nodes: nodes.collect() }
    }

    /// All nodes in document order.
    pub(super) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// The elements of a name, in document order.
    pub(super) fn elements<'d>(&'d self, tag: &'d str) -> impl Iterator<Item = &'d Node<'a>> {
        self.nodes.iter().filter(move |node| node.tag == tag)
    }

    /// The node at a position.
    pub(super) fn get(&self, index: usize) -> Option<&Node<'a>> {
        self.nodes.get(index)
    }

    /// Everything within an element, in document order.
    pub(super) fn within(&self, node: &Node<'_>) -> &[Node<'a>] {
        self.nodes.get(node.index + 1..node.end).unwrap_or_default()
    }

    /// The elements that enclose a node, from the inside out.
    pub(super) fn ancestors<'d>(&'d self, node: &Node<'_>) -> impl Iterator<Item = &'d Node<'a>> {
        std::iter::successors(node.parent.and_then(|parent| self.get(parent)), |node| {
            node.parent.and_then(|parent| self.get(parent))
        })
    }

    /// The text within an element as one line, without scripts and styles.
    pub(super) fn line(&self, node: &Node<'_>) -> String {
        self.line_without(node, &[])
    }

    /// The same without some elements.
    pub(super) fn line_without(&self, node: &Node<'_>, left_out: &[&str]) -> String {
        let mut run = Run::default();
        let mut skipped_to = 0;
        for inner in self.within(node) {
            if inner.index < skipped_to {
                continue;
            }
            if inner.is_one_of(NEVER_VISIBLE) || inner.is_one_of(left_out) {
                skipped_to = inner.end;
            } else if inner.tag == "br" || inner.is_one_of(dom::BLOCKS) {
                run.space();
            }
            run.push(inner.text);
        }
        run.finish()
    }

    /// The text within an element as it stands, for scripts.
    pub(super) fn raw_text(&self, node: &Node<'_>) -> String {
        self.within(node).iter().map(|inner| inner.text).collect()
    }
}

/// Elements whose content a reader never sees as text.
pub(super) const NEVER_VISIBLE: &[&str] = &[
    "audio", "button", "canvas", "datalist", "head", "iframe", "map", "math", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Text that may carry markup or character references, as the strings of metadata do, as one line.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['<', '&']) {
        let html = dom::parse_fragment(text);
        let document = Document::flatten(&html);
        return document.nodes().first().map(|root| document.line(root)).unwrap_or_default();
    }
    let mut run = Run::default();
    run.push(text);
    run.finish()
}
