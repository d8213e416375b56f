//! Articles on several pages: which link leads to the next one, and how the pages become one text.
//!
//! Without a rule of the user's only `rel=next` counts, and only where the addresses show that it leads to the next page of
//! the same article: the same words name the next article of a blog, the next page of a list and older comments.

mod numbering;

use std::collections::HashSet;

use url::Url;

use super::document::{Document, Node};
use super::hints::Hint;
use super::metadata::Metadata;
use super::repetition::Said;
use super::rules::Application;
use super::{Extracted, PageKind};
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

/// Where an article goes on: as a rule says, else as the page itself does.
pub(super) fn find_next(
    document: &Document<'_>,
    metadata: &Metadata,
    page: &Url,
    kind: PageKind,
    rules: &mut Application<'_, '_>,
) -> Option<Url> {
    let base = metadata.base_url(Some(page)).unwrap_or_else(|| page.clone());
    let by_itself = || next(document, page, &base).filter(|_| kind == PageKind::Article);
    rules.next_page(page, &base).or_else(by_itself)
}

fn next(document: &Document<'_>, page: &Url, base: &Url) -> Option<Url> {
    let target = |node: &Node<'_>| {
        let url = address::resolve(base, node.attr("href")?)?;
        numbering::is_next_page(page, &url).then_some(url)
    };
    let links = || document.elements("a").filter(|node| !is_comment_link(document, node));
    let by_link = links().filter(|node| node.attr_has("rel", "next")).find_map(target);
    by_link.or_else(|| {
        let in_head = document.elements("link").filter(|node| node.attr_has("rel", "next")).find_map(target)?;
        // What the head alone knows of is for machines: parts of a gallery, of comments, of a list that scrolls.
        let leads_there =
            |node: &Node<'_>| target(node).is_some_and(|url| address::key(&url) == address::key(&in_head));
        links().any(leads_there).then_some(in_head)
    })
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
    first.next_page = later.next_page;
    Ok(())
}

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
