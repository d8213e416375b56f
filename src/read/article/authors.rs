//! Who wrote it: the places of a page that name people, in order of trust.

mod names;

use super::blocks::{Block, BlockKind};
use super::clutter::Clutter;
use super::document::{Document, Node};
use super::hints::Hint;
use super::metadata::Metadata;

/// A byline longer than this is a biography.
const MAX_BYLINE_CHARS: usize = 120;
/// Lines at the beginning of a page that may be a byline.
const MAX_LINES: usize = 30;

/// The authors, from the first place that names any. `claimed` comes from structured data.
pub(super) fn find(
    document: &Document<'_>,
    blocks: &[Block],
    clutter: &Clutter,
    metadata: &Metadata,
    claimed: &[String],
    site_names: &[String],
) -> Vec<String> {
    let tagged =
        || META_NAMES.iter().flat_map(|name| metadata.all(name)).map(super::document::plain).collect::<Vec<_>>();
    let places: [&dyn Fn() -> Vec<String>; 5] =
        [&|| claimed.to_vec(), &tagged, &|| marked(document, clutter), &|| bylines(document, clutter), &|| {
            labelled(blocks, clutter)
        }];
    let cleaned = places.iter().map(|place| names::clean(&place(), site_names));
    cleaned.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// The names in what a rule selects, made clean as all others are.
pub(super) fn clean(written: &[String], site_names: &[String]) -> Vec<String> {
    names::clean(written, site_names)
}

const META_NAMES: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "citation_author",
];

/// Elements that say that they name the author.
fn marked(document: &Document<'_>, clutter: &Clutter) -> Vec<String> {
    let is_marked = |node: &&Node<'_>| node.attr_has("itemprop", "author") || node.attr_has("rel", "author");
    let nodes = document.nodes().iter().filter(is_marked).filter(|node| !clutter.holds(node.index));
    nodes
        .map(|node| {
            let name = document.within(node).iter().find(|inner| inner.attr_has("itemprop", "name"));
            let name = name.unwrap_or(node);
            name.attr("content").map_or_else(|| document.line(name), str::to_owned)
        })
        .collect()
}

/// What stands in the first element called byline, author and the like: the links in it, since names are linked and roles
/// are not, else its innermost part. Those further down the page belong to boxes and other articles.
fn bylines(document: &Document<'_>, clutter: &Clutter) -> Vec<String> {
    let is_called = |node: &&Node<'_>| node.hints.has(Hint::Author) && !clutter.holds(node.index);
    let is_byline = |line: &String| line.chars().any(char::is_alphabetic) && line.chars().count() <= MAX_BYLINE_CHARS;
    for node in document.nodes().iter().filter(is_called).take(MAX_BYLINES) {
        let links = document.within(node).iter().filter(|inner| inner.tag == "a");
        let links = links.map(|link| document.line(link)).filter(is_byline).take(MAX_LINKS + 1).collect::<Vec<_>>();
        if (1..=MAX_LINKS).contains(&links.len()) {
            return links;
        }
        let is_innermost =
            |inner: &&Node<'_>| is_called(inner) && !document.within(inner).iter().any(|node| is_called(&node));
        let inner = document.within(node).iter().filter(is_innermost).map(|inner| document.line(inner));
        let line = inner.chain([document.line(node)]).find(is_byline).filter(|_| links.is_empty());
        if let Some(line) = line {
            return vec![line];
        }
    }
    Vec::new()
}

/// Elements called byline that are looked at.
const MAX_BYLINES: usize = 8;
/// A byline with more links is a menu.
const MAX_LINKS: usize = 4;

/// A line at the beginning of the page that says "By" and a name.
fn labelled(blocks: &[Block], clutter: &Clutter) -> Vec<String> {
    let lines = blocks.iter().filter(|block| !clutter.holds(block.position)).take(MAX_LINES);
    let is_byline = |block: &&Block| {
        let name = BYLINE_LABELS.iter().find_map(|label| names::behind_label(&block.text, label));
        let begins_a_name =
            name.and_then(|name| name.chars().next()).is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        begins_a_name
            && block.kind != BlockKind::Heading
            && block.weight <= MAX_BYLINE_CHARS / 2
            && !block.ends_a_sentence()
    };
    lines.filter(is_byline).map(|block| block.text.clone()).take(1).collect()
}

/// Labels that hardly begin anything but a byline.
const BYLINE_LABELS: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "von",
    "par",
    "por",
    "автор",
    "بقلم",
    "كتب",
    "كتبت",
    "yazan",
    "yazar",
    "نویسنده",
    "מאת",
    "作者",
    "记者",
    "autor",
    "auteur",
];
