//! Which element holds the text.
//!
//! Every block gives the elements around it what it says, less for each step outwards, as in Arc90's readability:
//! the element that collects most stands closest around most of the text. Pages that name the element themselves
//! (`itemprop="articleBody"`) are believed if it holds enough of what was collected.

use super::super::blocks::{Block, BlockKind};
use super::super::clutter::Clutter;
use super::super::document::{Document, Node};
use super::super::hints::Hint;
use super::super::prose::{Sums, prose};

/// Steps outwards that a block is counted at.
const MAX_STEPS: usize = 6;
/// The part of the best element's text that a named element must hold to be believed.
const MIN_NAMED_SHARE: f64 = 0.5;
/// The part of a parent's text that its best child must hold, if the child is to stand for it.
const MIN_CHILD_SHARE: f64 = 0.6;

/// The element that holds the text; `None` on a page without running text.
pub(super) fn find(document: &Document<'_>, blocks: &[Block], clutter: &Clutter) -> Option<usize> {
    let value = |block: &Block| if clutter.holds(block.position) { 0.0 } else { prose(block) };
    let sums = Sums::new(blocks, value);
    let best = densest(document, blocks, value)?;
    let best = widen(document, &sums, best);
    let named = document
        .nodes()
        .iter()
        .filter(|node| is_named_body(node))
        .max_by(|a, b| sums.within(a).total_cmp(&sums.within(b)));
    match (named, document.get(best)) {
        (Some(named), Some(best)) if sums.within(named) >= MIN_NAMED_SHARE * sums.within(best) => Some(named.index),
        _ => Some(best),
    }
}

/// Whether the page itself says that this is the text.
fn is_named_body(node: &Node<'_>) -> bool {
    node.attr_has("itemprop", "articleBody")
}

/// The element that collects most.
fn densest(document: &Document<'_>, blocks: &[Block], value: impl Fn(&Block) -> f64) -> Option<usize> {
    let mut scores = vec![0.0; document.nodes().len()];
    for block in blocks {
        let says = value(block);
        if says == 0.0 {
            continue;
        }
        let points = 1.0 + block.commas() as f64 + (says / 100.0).min(3.0);
        let Some(owner) = document.get(block.owner) else { continue };
        let around = (block.kind == BlockKind::Loose).then_some(owner).into_iter().chain(document.ancestors(owner));
        for (step, ancestor) in around.take(MAX_STEPS).enumerate() {
            if let Some(score) = scores.get_mut(ancestor.index) {
                *score += points * share_at(step);
            }
        }
    }
    let scored = document.nodes().iter().zip(&scores).filter(|(_, score)| **score > 0.0);
    scored
        .map(|(node, score)| (node.index, score * trust(node)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(index, _)| index)
}

/// What a block gives to an element so many steps outwards.
fn share_at(step: usize) -> f64 {
    match step {
        0 => 1.0,
        1 => 0.5,
        _ => 1.0 / (3.0 * step as f64),
    }
}

/// How far an element's name makes it likely to hold the text.
fn trust(node: &Node<'_>) -> f64 {
    let by_tag = match node.tag {
        "article" | "main" => 1.2,
        "li" | "ul" | "ol" | "dl" | "dd" | "form" | "address" => 0.7,
        "blockquote" => 0.6,
        _ => 1.0,
    };
    let by_hint = if node.hints.has(Hint::Body) { 1.2 } else { 1.0 };
    by_tag * by_hint
}

/// Goes outwards as long as the text is split over several parts: the element found holds too little of its parent's.
fn widen(document: &Document<'_>, sums: &Sums, found: usize) -> usize {
    let mut best = found;
    let Some(node) = document.get(found) else { return found };
    for ancestor in document.ancestors(node) {
        if ancestor.is_one_of(&["body", "html"]) {
            break;
        }
        let Some(current) = document.get(best) else { break };
        if sums.within(current) < MIN_CHILD_SHARE * sums.within(ancestor) {
            best = ancestor.index;
        }
    }
    best
}
