//! The text of an article: which lines of the page it is, in document order, each once.
//!
//! Each kind of evidence is a file: the lines themselves, what is running text, what is never text, which element holds
//! the text. This file puts them together.

mod container;
mod edges;
mod filter;
mod lists;
mod state;
mod views;

use std::ops::RangeInclusive;

use super::blocks::{Block, BlockKind};
use super::clutter::Clutter;
use super::document::Document;
use super::repetition::{Line, Said, keep_once};
use super::{JudgedLine, TextBlock, TextBlockKind};
pub(super) use edges::Known;
use filter::Verdict;
use views::Views;

/// The text of a page, and why.
pub(super) struct Body {
    /// The text in document order; empty for a page without running text.
    pub blocks: Vec<TextBlock>,
    /// The links in it.
    pub links: Vec<TextLink>,
    /// Every line of the page with its verdict; none unless they were asked for.
    pub lines: Vec<JudgedLine>,
}

/// A link in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLink {
    /// Position of its element.
    pub position: usize,
    /// Whether its line is hardly more than links, or no running text.
    pub is_apart: bool,
}

/// Reads the text. `explains` asks for the reasons.
pub(super) fn read(
    document: &Document<'_>,
    blocks: &[Block],
    clutter: &Clutter,
    known: &Known<'_>,
    explains: bool,
) -> Body {
    let views = Views::of(document, blocks, clutter, known);
    let verdicts = match JUDGED_LINES.contains(&blocks.len()) {
        true => filter::judge(document, blocks, clutter, &views, known, explains),
        false => views.best(blocks).takes.iter().map(|&takes| Verdict::by_rules(takes)).collect(),
    };
    let judged = blocks.iter().zip(&verdicts);
    let chosen = judged.clone().filter(|(_, verdict)| verdict.is_kept).map(|(block, _)| block);
    let chosen = chosen.filter(|block| !edges::is_title(block, known.title)).collect::<Vec<_>>();
    let shown_blocks = each_once(&chosen);
    let (shown, links) = (texts(&shown_blocks), text_links(&shown_blocks));
    let hidden = claimed_instead(&shown, known.claimed).unwrap_or_else(|| match shown.is_empty() {
        true => paragraphs(state::lines(document, known.title)),
        false => Vec::new(),
    });
    let lines = if explains { judged_lines(judged, &shown, !hidden.is_empty()) } else { Vec::new() };
    match hidden.is_empty() {
        true => Body { lines, blocks: shown, links },
        // What stands in the page's data is another text than the one with the links.
        false => Body { lines, blocks: hidden, links: Vec::new() },
    }
}

/// Every line with what became of it: some that the trees keep are left out afterwards, all of them where the page's data
/// hold a text that it does not show.
fn judged_lines<'b>(
    judged: impl Iterator<Item = (&'b Block, &'b Verdict)>,
    shown: &[TextBlock],
    is_hidden: bool,
) -> Vec<JudgedLine> {
    let mut rest = shown.iter().peekable();
    let line = |(block, verdict): (&Block, &Verdict)| {
        let is_shown = verdict.is_kept && rest.next_if(|next| next.text == block.text).is_some();
        let is_kept = is_shown && !is_hidden;
        let left_out = match verdict.is_kept {
            true if is_hidden => "the page's data hold the text; ",
            true if !is_shown => "headline, said before, or without a text; ",
            _ => "",
        };
        JudgedLine { text: block.text.clone(), is_kept, reason: format!("{left_out}{}", verdict.reason) }
    };
    judged.map(line).collect()
}

/// Pages of fewer or more lines are read by the rules alone: a handful of lines tell nothing of one another, and of the
/// longest live blogs none has more than 10,000.
const JUDGED_LINES: RangeInclusive<usize> = 8..=20_000;

/// The measures of each line; `said` is what the first pass said of them, if the second one is to be trained.
pub(super) fn measure(
    document: &Document<'_>,
    blocks: &[Block],
    clutter: &Clutter,
    known: &Known<'_>,
    said: Option<&[f32]>,
) -> Vec<Vec<f32>> {
    let views = Views::of(document, blocks, clutter, known);
    filter::measure(document, blocks, clutter, &views, known, said)
}

/// What the measures of the first pass are called, or those of both.
pub(super) fn feature_names(is_second: bool) -> Vec<&'static str> {
    filter::feature_names(is_second)
}

/// Leaves out what is said twice, then the headings that were left without a text.
pub(super) fn each_once<'b>(chosen: &[&'b Block]) -> Vec<&'b Block> {
    let lines =
        chosen.iter().map(|block| Line { text: &block.text, is_running: is_running(block) }).collect::<Vec<_>>();
    let kept = chosen.iter().zip(keep_once(&lines)).filter(|(_, keep)| *keep).map(|(block, _)| *block);
    let mut texts: Vec<&Block> = Vec::new();
    let mut headings = Vec::new();
    for block in kept {
        if block.kind == BlockKind::Heading {
            headings.push(block);
        } else {
            texts.append(&mut headings);
            texts.push(block);
        }
    }
    texts
}

/// The lines as they are given out.
pub(super) fn texts(blocks: &[&Block]) -> Vec<TextBlock> {
    blocks.iter().map(|block| TextBlock { kind: kind(block.kind), text: block.text.clone() }).collect()
}

/// The links of the lines.
pub(super) fn text_links(blocks: &[&Block]) -> Vec<TextLink> {
    const MAX_SHARE: f64 = 0.5;
    let links = |block: &&Block| {
        let is_running = !matches!(block.kind, BlockKind::Heading | BlockKind::Caption);
        let is_apart = !is_running || block.link_share() > MAX_SHARE;
        block.links.iter().map(move |&position| TextLink { position, is_apart }).collect::<Vec<_>>()
    };
    blocks.iter().flat_map(links).collect()
}

fn kind(kind: BlockKind) -> TextBlockKind {
    match kind {
        BlockKind::Paragraph | BlockKind::Loose => TextBlockKind::Paragraph,
        BlockKind::Heading => TextBlockKind::Heading,
        BlockKind::ListItem => TextBlockKind::ListItem,
        BlockKind::TableRow => TextBlockKind::TableRow,
        BlockKind::Quote => TextBlockKind::Quote,
        BlockKind::Caption => TextBlockKind::Caption,
    }
}

fn is_running(block: &Block) -> bool {
    block.kind != BlockKind::Quote
}

/// The text of the structured data, where the page itself shows its beginning alone, or something else.
fn claimed_instead(shown: &[TextBlock], claimed: Option<&str>) -> Option<Vec<TextBlock>> {
    let length = |blocks: &[TextBlock]| blocks.iter().map(|block| super::run::weight(&block.text)).sum::<usize>();
    let lines = claimed?.lines().map(super::document::plain).filter(|line| !line.is_empty());
    let claimed = paragraphs(lines);
    let (n_claimed, n_shown) = (length(&claimed), length(shown));
    let is_more = n_claimed >= MIN_RESCUED && n_claimed > n_shown;
    (is_more && (n_claimed > 3 * n_shown || covered(&claimed, shown) < MAX_COVERED)).then_some(claimed)
}

/// The part of one text that another says as well.
fn covered(text: &[TextBlock], by: &[TextBlock]) -> f64 {
    let join = |text: &[TextBlock]| text.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    Said::of(&join(by)).share(&join(text)).unwrap_or_default()
}

/// Where the page shows less of the claimed text, it shows the beginning of the article, or another.
const MAX_COVERED: f64 = 0.5;

fn paragraphs(lines: impl IntoIterator<Item = String>) -> Vec<TextBlock> {
    lines.into_iter().map(|text| TextBlock { kind: TextBlockKind::Paragraph, text }).collect()
}

/// A shorter claimed text is a teaser.
const MIN_RESCUED: usize = 400;
