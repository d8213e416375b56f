//! Articles on several pages: which link leads to the next one, and how the pages become one text.
//!
//! Without a rule of the user's only `rel=next` counts, and only where the addresses show that it leads to the next page of
//! the same article: the same words name the next article of a blog, the next page of a list and older comments.

mod numbering;

use std::collections::HashSet;

use url::Url;

use super::Extracted;
use super::document::{Document, Node};
use super::hints::Hint;
use super::repetition::Said;
use crate::text::fold::fold;
use crate::text::url as address;

/// Why a page was not joined to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPart {
    /// Its headline is another one.
    #[error("it is another article")]
    OtherArticle,
    /// Everything on it was said before.
    #[error("it says nothing new")]
    NothingNew,
}

/// The page behind one of an article, by its own word; `base` is where relative links start, and `first` the address that the
/// article begins at, if this is a later page.
pub(super) fn next(document: &Document<'_>, page: &Url, base: &Url, first: Option<&Url>) -> Option<Url> {
    let is_called_next = |node: &&Node<'_>| node.is_one_of(&["a", "link"]) && node.attr_has("rel", "next");
    let target = |node: &Node<'_>| {
        let url = address::resolve(base, node.attr("href")?)?;
        numbering::is_next_page(page, &url, first).then_some(url)
    };
    let called_next = document.nodes().iter().filter(is_called_next);
    let called_next = called_next.filter_map(|node| Some((node, target(node)?))).collect::<Vec<_>>();
    let is_shown = |node: &Node<'_>| node.tag == "a" && !is_comment_link(document, node);
    let shown = called_next.iter().find(|(node, _)| is_shown(node));
    let found = shown.or_else(|| {
        // What the head alone knows of is for machines: parts of a gallery, of comments, of a list that scrolls.
        let (_, url) = called_next.first()?;
        let leads_there = |node: &Node<'_>| target(node).is_some_and(|other| address::key(&other) == address::key(url));
        let is_linked = document.elements("a").any(|node| leads_there(node) && is_shown(node));
        called_next.first().filter(|(node, _)| is_linked && node.tag == "link")
    });
    found.map(|(_, url)| url.clone())
}

fn is_comment_link(document: &Document<'_>, node: &Node<'_>) -> bool {
    std::iter::once(node).chain(document.ancestors(node)).any(|node| node.hints.has(Hint::Comments))
}

/// Puts the text of a later page behind that of the first ones; what was said on them is not said again. All other facts
/// stay those of the first page.
///
/// # Errors
/// The page is no part of the article; nothing was changed.
pub fn join(first: &mut Extracted, later: Extracted) -> Result<(), NoPart> {
    if !is_same_article(first.title.as_deref(), later.title.as_deref()) {
        return Err(NoPart::OtherArticle);
    }
    let said = Said::of(&first.text);
    let lines: HashSet<&str> = first.blocks.iter().map(|block| block.text.as_str()).collect();
    let is_new = |line: &str| !lines.contains(line) && !said.repeats(line);
    let new: Vec<_> = later.blocks.into_iter().filter(|block| is_new(&block.text)).collect();
    if new.is_empty() {
        return Err(NoPart::NothingNew);
    }
    for block in new {
        first.text.push('\n');
        first.text.push_str(&block.text);
        first.blocks.push(block);
    }
    for link in later.links {
        if first.links.len() < MAX_LINKS && !first.links.contains(&link) {
            first.links.push(link);
        }
    }
    first.next_page = later.next_page;
    Ok(())
}

/// Links that are kept of an article.
const MAX_LINKS: usize = 32;

/// Whether two headlines are one, a page number aside. A page that lost it is an error page, or noise.
fn is_same_article(first: Option<&str>, later: Option<&str>) -> bool {
    let Some(first) = first else { return true };
    let Some(later) = later else { return false };
    let letters = |title: &str| fold(title).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (first, later) = (letters(first), letters(later));
    let beside = later.strip_prefix(&first).or_else(|| later.strip_suffix(&first));
    let is_cut = first.starts_with(&later) && 2 * later.len() >= first.len();
    is_cut || beside.is_some_and(|beside| beside.chars().count() <= MAX_NUMBER_CHARS)
}

/// Letters and digits of "page 2 of 3" in the languages of the world; more are words of another headline.
const MAX_NUMBER_CHARS: usize = 10;

#[cfg(test)]
mod tests;
