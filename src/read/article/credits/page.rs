//! Credits that a page shows or says in its data, beside those in the text itself.

use super::super::authors::{Evidence, lines_beside_the_headline};
use super::super::blocks::{Block, BlockKind};
use super::super::document::{Document, Node, plain};
use super::super::hints::Hint;
use super::{MAX_CREDITS, add, byline, closing, names};
use crate::text::fold::fold;

/// Lines behind the text that may be its credit.
const LINES_BEHIND: usize = 3;
/// A line with more of it in links is a list of tags.
const MAX_LINK_SHARE: f64 = 0.5;

/// A longer line that ends as sentences do is the text, in Latin letters.
const TEXT_WEIGHT: usize = 120;
/// Elements around a line that tell whether it belongs to a picture.
const LEVELS: usize = 4;
/// Words in the names of elements that hold one.
const PICTURE_CLASSES: &[&str] = &["image", "photo", "picture", "copyright", "bild", "foto", "gallery", "slide"];

/// Elements of the head that name a source in words.
const META_NAMES: &[&str] =
    &["author", "article:author", "source", "dc.source", "article:source", "byl", "dc.creator", "news_source"];

/// The agencies that a page names where credits stand; `text` is its article.
pub(in crate::read::article) fn of_page(evidence: &Evidence<'_>, text: &str) -> Vec<String> {
    let mut credits = Vec::new();
    let claims = evidence.claims;
    let claimed = claims.authors.iter().chain(&claims.page_authors).chain(&claims.providers);
    let tagged = META_NAMES.iter().flat_map(|name| evidence.metadata.all(name)).map(plain);
    for author in claimed.cloned().chain(tagged) {
        add(&mut credits, byline::of_author(&author));
    }
    for line in beside_the_headline(evidence) {
        add(&mut credits, byline::of_line(&line.text));
    }
    for line in super::of_text(text) {
        if credits.len() < MAX_CREDITS && !credits.contains(&line) {
            credits.push(line);
        }
    }
    for line in behind(evidence.document, evidence.blocks, text) {
        add(&mut credits, closing::of_line(&line.text));
    }
    credits
}

/// The lines beside the headline up to the text itself; what follows belongs to other articles.
fn beside_the_headline<'e>(evidence: &'e Evidence<'_>) -> Vec<&'e Block> {
    let lines = lines_beside_the_headline(evidence);
    let title = fold(evidence.title);
    let headline = lines.iter().position(|line| fold(&line.text) == title).unwrap_or_default();
    let (above, below) = lines.split_at_checked(headline).unwrap_or_default();
    let is_text = |block: &&&Block| block.weight >= TEXT_WEIGHT && block.ends_a_sentence();
    let n_below = below.iter().position(|block| is_text(&block)).unwrap_or(below.len());
    let near = above.iter().chain(below.iter().take(n_below + 1)).copied();
    near.filter(|block| is_line(evidence.document, block)).collect()
}

/// A line may name who wrote the text, unless it belongs to a picture.
fn is_line(document: &Document<'_>, block: &Block) -> bool {
    let Some(node) = document.get(block.position) else { return false };
    let around = document.ancestors(node).take(LEVELS);
    let is_of_picture = |node: &Node<'_>| {
        let class = node.attr("class").unwrap_or_default().to_ascii_lowercase();
        node.hints.has(Hint::Caption)
            || node.is_one_of(&["figure", "figcaption", "picture"])
            || PICTURE_CLASSES.iter().any(|word| class.contains(word))
    };
    block.kind != BlockKind::Caption && !around.into_iter().any(is_of_picture)
}

/// The lines of the page that follow its text.
fn behind<'b>(document: &Document<'_>, blocks: &'b [Block], text: &str) -> Vec<&'b Block> {
    let Some(last) = text.lines().next_back() else { return Vec::new() };
    let Some(at) = blocks.iter().rposition(|block| block.text == last) else { return Vec::new() };
    let following = blocks.iter().skip(at + 1).take(LINES_BEHIND);
    let is_credible = |block: &&Block| {
        is_line(document, block) && block.kind != BlockKind::Heading && block.link_share() < MAX_LINK_SHARE
    };
    following.filter(is_credible).filter(|block| !names::is_of_picture(&block.text)).collect()
}
