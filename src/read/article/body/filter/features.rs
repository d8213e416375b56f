//! What is measured of a line: no words, so no language.
//!
//! The trained tables know the features by their names; a change here asks for a new training (`training/README.md`).

use super::super::super::blocks::{Block, BlockKind};
use super::super::super::hints::Hint;
use super::line::Line;

/// A measure of a line, with what it is called.
pub(super) struct Feature {
    /// A short name, unique.
    pub name: &'static str,
    /// The measure.
    pub of: fn(&Line<'_>) -> f64,
}

/// Where there is nothing to measure.
const NOTHING: f64 = -1.0;

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// The part of a line's characters for which something holds.
fn share(block: &Block, is: fn(char) -> bool) -> f64 {
    let (n, all) = block.text.chars().fold((0_u32, 0_u32), |(n, all), c| (n + u32::from(is(c)), all + 1));
    f64::from(n) / f64::from(all.max(1))
}

fn is_capital(c: char) -> bool {
    c.is_uppercase()
}

fn is_symbol(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Whether the line begins as no sentence does: with an arrow, a bullet, a number sign.
fn begins_with_symbol(block: &Block) -> bool {
    block.text.chars().next().is_some_and(|c| is_symbol(c) && !"\"'«“‘„(¿¡[「『".contains(c))
}

macro_rules! features {
    ($($name:literal => $measure:expr,)+) => {
        &[$(Feature { name: $name, of: $measure },)+]
    };
}

/// All features, in the order of the vectors.
#[rustfmt::skip]
pub(super) const FEATURES: &[Feature] = features! {
    // What the rules say.
    "taken" => |l| flag(l.is_taken()),
    "taken-by-elements" => |l| flag(l.is_taken_by_elements()),
    "clutter" => |l| flag(l.is_clutter()),
    "steps-within" => |l| l.steps_within(),
    "claimed" => |l| l.claimed().unwrap_or(NOTHING),
    "claimed-share" => |l| l.page().claimed_share().min(3.0),
    "in-summary" => |l| l.in_summary().unwrap_or(NOTHING),
    "title" => |l| flag(l.is_title()),
    "taken-1-before" => |l| l.is_neighbour_taken(-1).map_or(NOTHING, flag),
    "taken-2-before" => |l| l.is_neighbour_taken(-2).map_or(NOTHING, flag),
    "taken-1-behind" => |l| l.is_neighbour_taken(1).map_or(NOTHING, flag),
    "taken-2-behind" => |l| l.is_neighbour_taken(2).map_or(NOTHING, flag),
    "taken-around" => |l| l.taken_around(),
    "to-next-taken" => |l| l.to_next_taken() as f64,
    "from-last-taken" => |l| l.since_last_taken() as f64,
    "taken-before" => |l| l.taken_before(),
    "taken-share" => |l| l.page().taken_share(),
    // The line itself.
    "weight" => |l| l.block.weight.min(800) as f64,
    "links" => |l| l.block.link_share(),
    "stressed" => |l| l.block.stressed_share(),
    "ends-sentence" => |l| flag(l.block.ends_a_sentence()),
    "ends-with-colon" => |l| flag(l.block.text.ends_with([':', '：'])),
    "commas" => |l| l.block.commas().min(20) as f64,
    "digits" => |l| share(l.block, char::is_numeric),
    "capitals" => |l| share(l.block, is_capital),
    "symbols" => |l| share(l.block, is_symbol),
    "begins-with-symbol" => |l| flag(begins_with_symbol(l.block)),
    "words" => |l| l.block.text.split(' ').count().min(100) as f64,
    "address" => |l| flag(l.block.text.contains("http") || l.block.text.contains("www.") || l.block.text.contains('@')),
    "said" => |l| l.n_said().min(5) as f64,
    "paragraph" => |l| flag(l.block.kind == BlockKind::Paragraph),
    "loose" => |l| flag(l.block.kind == BlockKind::Loose),
    "heading" => |l| flag(l.block.kind == BlockKind::Heading),
    "list-item" => |l| flag(l.block.kind == BlockKind::ListItem),
    "quote" => |l| flag(l.block.kind == BlockKind::Quote),
    "caption" => |l| flag(l.block.kind == BlockKind::Caption),
    "table-row" => |l| flag(l.block.kind == BlockKind::TableRow),
    // Its neighbours.
    "weight-before" => |l| l.neighbour(-1).map_or(NOTHING, |block| block.weight.min(400) as f64),
    "weight-behind" => |l| l.neighbour(1).map_or(NOTHING, |block| block.weight.min(400) as f64),
    "weight-2-behind" => |l| l.neighbour(2).map_or(NOTHING, |block| block.weight.min(400) as f64),
    "links-before" => |l| l.neighbour(-1).map_or(NOTHING, Block::link_share),
    "links-behind" => |l| l.neighbour(1).map_or(NOTHING, Block::link_share),
    "same-kind-before" => |l| l.neighbour(-1).map_or(NOTHING, |block| flag(block.kind == l.block.kind)),
    "same-kind-behind" => |l| l.neighbour(1).map_or(NOTHING, |block| flag(block.kind == l.block.kind)),
    // Its place.
    "text-before" => |l| l.text_before(),
    "from-headline" => |l| l.since_headline().clamp(-30.0, 60.0),
    "depth" => |l| f64::from(l.around.depth),
    "prose" => |l| (l.page().total_prose() + 1.0).ln(),
    "prose-within" => |l| l.prose_around(0),
    "prose-around" => |l| l.prose_around(1),
    "prose-around-2" => |l| l.prose_around(2),
    "prose-around-3" => |l| l.prose_around(3),
    "links-within" => |l| l.links_around(0),
    "links-around" => |l| l.links_around(1),
    "links-around-2" => |l| l.links_around(2),
    "links-around-3" => |l| l.links_around(3),
    "lines-around" => |l| l.lines_around(1).min(100) as f64,
    "lines-around-2" => |l| l.lines_around(2).min(100) as f64,
    "weight-around" => |l| l.weight_around(1).min(10_000.0),
    "alike" => |l| l.n_alike().min(50) as f64,
    "prose-alike" => |l| l.prose_alike(),
    "prose-alike-around" => |l| l.prose_alike_around(),
    // What encloses it.
    "in-nav" => |l| flag(l.around.has("nav")),
    "in-footer" => |l| flag(l.around.has("footer")),
    "in-aside" => |l| flag(l.around.has("aside")),
    "in-figure" => |l| flag(l.around.has("figure")),
    "in-header" => |l| flag(l.around.has("header")),
    "in-article" => |l| flag(l.around.has("article")),
    "in-main" => |l| flag(l.around.has("main")),
    "in-form" => |l| flag(l.around.has("form")),
    "in-ul" => |l| flag(l.around.has("ul")),
    "in-ol" => |l| flag(l.around.has("ol")),
    "in-table" => |l| flag(l.around.has("table")),
    "in-section" => |l| flag(l.around.has("section")),
    "in-a" => |l| flag(l.around.has("a")),
    // What the elements around it are called.
    "near-clutter" => |l| flag(l.is_near(Hint::Clutter)),
    "near-comments" => |l| flag(l.is_near(Hint::Comments)),
    "near-caption" => |l| flag(l.is_near(Hint::Caption)),
    "near-details" => |l| flag(l.is_near(Hint::Details)),
    "near-author" => |l| flag(l.is_near(Hint::Author)),
    "near-date" => |l| flag(l.is_near(Hint::Date)),
    "near-quote" => |l| flag(l.is_near(Hint::Quote)),
    "near-lead" => |l| flag(l.is_near(Hint::Lead)),
    "near-body" => |l| flag(l.is_near(Hint::Body)),
    "far-clutter" => |l| flag(l.around.hints.has(Hint::Clutter)),
    "far-comments" => |l| flag(l.around.hints.has(Hint::Comments)),
    "far-caption" => |l| flag(l.around.hints.has(Hint::Caption)),
    "far-author" => |l| flag(l.around.hints.has(Hint::Author)),
    "far-body" => |l| flag(l.around.hints.has(Hint::Body)),
};

/// The measures of a line.
pub(super) fn measure(line: &Line<'_>) -> Vec<f32> {
    FEATURES.iter().map(|feature| (feature.of)(line) as f32).collect()
}
