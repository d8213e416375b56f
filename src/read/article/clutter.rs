//! What is never part of an article's text: navigation, sharing, related articles, comments, captions, hidden things.
//!
//! Elements say so by their name or by a hint, and are believed unless they hold most of the page's running text:
//! one site wraps its page in a `form`, the next hides the article until a script shows it.

use super::blocks::{Block, BlockKind};
use super::document::{Document, Node};
use super::hints::Hint;
use super::prose::{Sums, prose};

/// An element that holds more than this part of the page's running text is no clutter, whatever its name.
const MAX_PROSE_SHARE: f64 = 0.5;

/// Which nodes of a page stand in clutter.
pub(super) struct Clutter(Vec<bool>);

impl Clutter {
    /// Looks for clutter by the names of elements and by what their classes hint at.
    pub(super) fn find(document: &Document<'_>, blocks: &[Block]) -> Self {
        Self::search(document, blocks, |node| strength(document, node))
    }

    /// Looks for clutter without the hints, for pages whose hints mislead. Comments are still recognised.
    pub(super) fn find_by_elements(document: &Document<'_>, blocks: &[Block]) -> Self {
        Self::search(document, blocks, |node| element_strength(document, node).or_else(|| comment_strength(node)))
    }

    /// Asks each element, from the outside in.
    fn search(document: &Document<'_>, blocks: &[Block], strength: impl Fn(&Node<'_>) -> Option<Strength>) -> Self {
        let sums = Sums::new(blocks, prose);
        let headlines = document.elements("h1").map(|node| node.index).collect::<Vec<_>>();
        let mut is_clutter = vec![false; document.nodes().len()];
        let mut skipped_to = 0;
        for node in document.nodes() {
            if node.index < skipped_to || node.tag.is_empty() {
                continue;
            }
            let Some(strength) = strength(node) else { continue };
            let share = sums.within(node) / sums.total().max(1.0);
            let is_believed = strength == Strength::Certain || share <= MAX_PROSE_SHARE;
            let first_headline = headlines.partition_point(|&headline| headline < node.index);
            let holds_headline = headlines.get(first_headline).is_some_and(|&headline| headline < node.end);
            if is_believed && !holds_headline {
                skipped_to = node.end;
                is_clutter.get_mut(node.index..node.end).unwrap_or_default().fill(true);
            }
        }
        Self(is_clutter)
    }

    /// Whether the node at a position stands in clutter.
    pub(super) fn holds(&self, position: usize) -> bool {
        self.0.get(position).copied().unwrap_or_default()
    }
}

/// How sure a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// However much text it holds.
    Certain,
    /// Unless it holds much of the page's text.
    Likely,
}

/// Whether an element's name, role, style or hints make it clutter.
fn strength(document: &Document<'_>, node: &Node<'_>) -> Option<Strength> {
    if node.is_one_of(&["html", "body", "article", "main"]) {
        return None;
    }
    let is_clutter =
        [Hint::Clutter, Hint::Comments, Hint::Caption, Hint::Clock].iter().any(|&hint| node.hints.has(hint));
    let is_pull_quote = node.tag == "aside" && node.hints.has(Hint::Quote);
    let by_hint = (is_clutter && !is_pull_quote).then_some(Strength::Likely);
    comment_strength(node).or_else(|| element_strength(document, node)).or(by_hint)
}

/// Whether an element is clutter by its name, role or style.
fn element_strength(document: &Document<'_>, node: &Node<'_>) -> Option<Strength> {
    let by_name = match node.tag {
        "html" | "body" | "article" | "main" => return None,
        "nav" | "footer" | "dialog" | "menu" | "figure" | "figcaption" | "form" => true,
        "aside" => !node.hints.has(Hint::Quote),
        "header" => !is_in_article(document, node),
        _ => false,
    };
    let by_role = || node.attr("role").is_some_and(|role| CLUTTER_ROLES.contains(&role));
    (by_name || by_role() || is_hidden(node)).then_some(Strength::Likely)
}

/// Readers' comments may well be longer than the article.
fn comment_strength(node: &Node<'_>) -> Option<Strength> {
    let is_page = node.is_one_of(&["html", "body", "article", "main"]);
    (node.hints.has(Hint::Comments) && !node.hints.has(Hint::Body) && !is_page).then_some(Strength::Certain)
}

/// Roles of parts that surround a text.
const CLUTTER_ROLES: &[&str] =
    &["banner", "complementary", "contentinfo", "dialog", "form", "menu", "navigation", "search", "toolbar", "tooltip"];

fn is_in_article(document: &Document<'_>, node: &Node<'_>) -> bool {
    document.ancestors(node).any(|ancestor| ancestor.is_one_of(&["article", "main"]))
}

/// Whether a reader never sees the element.
pub(super) fn is_hidden(node: &Node<'_>) -> bool {
    let is_styled_away = node.attr("style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    node.attr("hidden").is_some() || node.attr("aria-hidden") == Some("true") || is_styled_away
}

/// Whether a block by itself is no text: nothing but a link, or a label of a few words that stands in no paragraph.
pub(super) fn is_label(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading => block.link_share() > 0.8,
        BlockKind::Paragraph | BlockKind::Quote => block.link_share() > 0.8 && !block.ends_a_sentence(),
        BlockKind::Loose => block.link_share() > 0.5 || (block.weight < 30 && !block.ends_a_sentence()),
        BlockKind::ListItem | BlockKind::TableRow | BlockKind::Caption => block.link_share() > 0.5,
    }
}
