//! The text of an article: which lines of the page it is, in document order, each once.
//!
//! Each kind of evidence is a file: the lines themselves, what is running text, what is never text, which element holds
//! the text. This file puts them together.

mod container;
mod edges;
mod lists;

use super::blocks::{Block, BlockKind};
use super::clutter::Clutter;
use super::document::Document;
use super::prose::prose;
use super::repetition::{Line, keep_once};
use super::{TextBlock, TextBlockKind};
pub(super) use edges::Known;

/// The text in document order; empty for a page without running text.
pub(super) fn read(document: &Document<'_>, blocks: &[Block], clutter: &Clutter, known: &Known<'_>) -> Vec<TextBlock> {
    let choose = |clutter: &Clutter| {
        let container = container::find(document, blocks, clutter);
        container.map(|container| edges::choose(document, blocks, clutter, container, known)).unwrap_or_default()
    };
    let mut chosen = choose(clutter);
    let weigh = |chosen: &[&Block]| chosen.iter().map(|block| prose(block)).sum::<f64>();
    if weigh(&chosen) < MIN_CHOSEN_SHARE * blocks.iter().map(prose).sum::<f64>() {
        let other = choose(&Clutter::find_by_elements(document, blocks));
        if weigh(&chosen) < MIN_CHOSEN_SHARE * weigh(&other) {
            chosen = other;
        }
    }
    rescue(each_once(&chosen), known.claimed)
}

/// Where less of the running text was chosen, the hints may have misled.
const MIN_CHOSEN_SHARE: f64 = 0.25;

/// Leaves out what is said twice, then the headings that were left without a text.
pub(super) fn each_once(chosen: &[&Block]) -> Vec<TextBlock> {
    let lines =
        chosen.iter().map(|block| Line { text: &block.text, is_running: is_running(block) }).collect::<Vec<_>>();
    let kept = chosen.iter().zip(keep_once(&lines)).filter(|(_, keep)| *keep).map(|(block, _)| *block);
    let mut texts = Vec::new();
    let mut headings = Vec::new();
    for block in kept {
        let block = TextBlock { kind: kind(block.kind), text: block.text.clone() };
        if block.kind == TextBlockKind::Heading {
            headings.push(block);
        } else {
            texts.append(&mut headings);
            texts.push(block);
        }
    }
    texts
}

fn kind(kind: BlockKind) -> TextBlockKind {
    match kind {
        BlockKind::Paragraph | BlockKind::Loose => TextBlockKind::Paragraph,
        BlockKind::Heading => TextBlockKind::Heading,
        BlockKind::ListItem => TextBlockKind::ListItem,
        BlockKind::TableRow => TextBlockKind::TableRow,
        BlockKind::Quote => TextBlockKind::Quote,
    }
}

fn is_running(block: &Block) -> bool {
    block.kind != BlockKind::Quote
}

/// Takes the text of the structured data where the page itself shows next to nothing of it.
fn rescue(shown: Vec<TextBlock>, claimed: Option<&str>) -> Vec<TextBlock> {
    let length = |blocks: &[TextBlock]| blocks.iter().map(|block| super::run::weight(&block.text)).sum::<usize>();
    let Some(claimed) = claimed else { return shown };
    let lines = claimed.lines().map(super::document::plain).filter(|line| !line.is_empty());
    let claimed = lines.map(|text| TextBlock { kind: TextBlockKind::Paragraph, text }).collect::<Vec<_>>();
    if length(&claimed) >= MIN_RESCUED && length(&claimed) > 3 * length(&shown) { claimed } else { shown }
}

/// A shorter claimed text is a teaser.
const MIN_RESCUED: usize = 400;
