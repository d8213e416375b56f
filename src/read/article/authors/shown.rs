//! Authors as readers see them: in marked elements, behind a label, as links to their pages, in what is called byline.

use super::super::blocks::{Block, BlockKind};
use super::super::document::{Document, Node};
use super::super::hints::Hint;
use super::Evidence;
use super::names::{Trust, clean};
use super::words;
use crate::text::fold::fold;

/// A byline longer than this is a biography.
const MAX_BYLINE_CHARS: usize = 120;
/// Lines below the headline that may be a byline, whatever they stand in, and those that may be one outside clutter.
const MAX_LINES: usize = 8;
const MAX_CLEAR_LINES: usize = 16;
/// Elements marked as authors that are looked at.
const MAX_MARKED: usize = 30;
/// Elements called byline that are looked at.
const MAX_CALLED: usize = 8;
/// A byline with more links is a menu.
const MAX_LINKS: usize = 4;
/// Elements around the first word of a line.
const MAX_WRAPPERS: usize = 3;
/// Nodes between the links of one byline.
const MAX_DISTANCE: usize = 60;

/// Elements that say that they name the author.
pub(super) fn marked(evidence: &Evidence<'_>) -> Vec<String> {
    let (document, clutter) = (evidence.document, evidence.clutter);
    let is_marked = |node: &&Node<'_>| node.attr_has("itemprop", "author") || node.attr_has("rel", "author");
    let nodes = document.nodes().iter().filter(is_marked).filter(|node| !clutter.holds(node.index));
    let lines = nodes.take(MAX_MARKED).map(|node| {
        let name = document.within(node).iter().find(|inner| inner.attr_has("itemprop", "name"));
        let name = name.unwrap_or(node);
        name.attr("content").map_or_else(|| document.line(name), str::to_owned)
    });
    clean(&lines.collect::<Vec<_>>(), Trust::Stated)
}

/// Links to addresses that the head of the page gives in place of names.
pub(super) fn addressed(evidence: &Evidence<'_>) -> Vec<String> {
    let is_social = |address: &&str| SOCIAL.iter().any(|host| address.contains(host));
    let addresses = evidence.metadata.all("article:author").filter(|address| !is_social(address));
    let addresses = addresses.filter_map(path).collect::<Vec<_>>();
    if addresses.is_empty() {
        return Vec::new();
    }
    let links = evidence.document.nodes().iter().filter(|node| node.tag == "a");
    let links = links.filter(|link| link.attr("href").and_then(path).is_some_and(|path| addresses.contains(&path)));
    clean(&links.map(|link| evidence.document.line(link)).take(MAX_LINKS).collect::<Vec<_>>(), Trust::Shown)
}

/// Hosts on which the paper itself has a page.
const SOCIAL: &[&str] = &["facebook.", "twitter.", "//x.com", "instagram.", "linkedin.", "google.", "youtube.", "t.me"];

/// The path of an address on any host, if it leads somewhere.
fn path(address: &str) -> Option<&str> {
    let rest =
        address.split_once("//").map_or(address, |(_, rest)| rest.find('/').map_or("", |at| rest.split_at(at).1));
    let path = rest.split(['?', '#']).next()?.trim_end_matches('/');
    (path.starts_with('/') && path.len() > 1).then_some(path)
}

/// A line beside the headline that says "By" and a name, or "Written by" above one.
pub(super) fn labelled(evidence: &Evidence<'_>) -> Vec<String> {
    let lines = beside_the_headline(evidence);
    let is_short = |block: &Block| block.weight <= MAX_BYLINE_CHARS / 2 && !block.ends_a_sentence();
    lines
        .iter()
        .enumerate()
        .filter(|(_, block)| is_short(block))
        .find_map(|(at, block)| {
            let name = match words::behind_sure_label(&block.text) {
                _ if words::is_sure_label(&block.text) => {
                    lines.get(at + 1).filter(|next| is_short(next))?.text.as_str()
                }
                Some(name) if block.kind != BlockKind::Heading => name,
                _ => behind_a_date(&block.text)?,
            };
            let begins_a_name = name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
            let names = if begins_a_name { clean(&[name.to_owned()], Trust::Shown) } else { Vec::new() };
            (!names.is_empty()).then_some(names)
        })
        .unwrap_or_default()
}

/// What follows "by" behind a date on the same line.
fn behind_a_date(line: &str) -> Option<&str> {
    let halves = [" by ", " By ", " von ", " par ", " por "].iter().filter_map(|label| line.split_once(label));
    halves.into_iter().find(|(before, _)| before.contains(|c: char| c.is_ascii_digit())).map(|(_, name)| name)
}

/// Links to the pages of authors beside the headline.
pub(super) fn linked(evidence: &Evidence<'_>) -> Vec<String> {
    let lines = beside_the_headline(evidence);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    let mut end = None;
    for node in evidence.document.nodes().iter().filter(|node| node.tag == "a") {
        let is_beside = (first.position.saturating_sub(MAX_WRAPPERS)..=last.position).contains(&node.index);
        let is_near = end.is_none_or(|end| node.index < end + MAX_DISTANCE);
        if !is_beside || !is_near || !node.attr("href").is_some_and(is_page_of_an_author) {
            continue;
        }
        let name = clean(&[evidence.document.line(node)], Trust::Shown);
        if !name.is_empty() && names.len() < MAX_LINKS {
            end = Some(node.end);
            names.extend(name);
        }
    }
    clean(&names, Trust::Shown)
}

/// Whether a path leads to the page of a person, as `/author/jane-doe` does.
fn is_page_of_an_author(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut steps = path.split('/').skip_while(|step| !PATHS.contains(step)).skip(1);
    steps.any(|step| !step.is_empty())
}

/// Steps of paths that lead to the pages of people.
#[rustfmt::skip]
const PATHS: &[&str] = &[
    "author", "authors", "autor", "autores", "autoren", "autore", "autori", "auteur", "auteurs", "auteurs-autrices", "contributor",
    "contributors", "profile", "profiles", "reporter", "reporters", "journalist", "journalists", "journaliste",
    "journalistes", "journalisten", "writer", "writers", "columnist", "columnists", "by", "byline", "staff", "yazar", "yazarlar", "avtor",
    "avtory", "autorzy", "redaktor", "skribent", "penulis", "producers", "forfatter", "our-people", "our-experts", "expert", "experts", "writer-profile",
];

/// What stands in the first element called byline, author and the like: the links in it, since names are linked and roles
/// are not, else its innermost part. Those further down the page belong to boxes and other articles. `needs_label` asks for a
/// "By" as well.
pub(super) fn called(evidence: &Evidence<'_>, needs_label: bool) -> Vec<String> {
    let (document, clutter) = (evidence.document, evidence.clutter);
    let has_label = |node: &Node<'_>| !needs_label || words::behind_sure_label(&beginning(document, node)).is_some();
    let is_called = |node: &&Node<'_>| node.hints.has(Hint::Author) && !clutter.holds(node.index) && has_label(node);
    let is_byline = |line: &String| line.chars().any(char::is_alphabetic) && line.chars().count() <= MAX_BYLINE_CHARS;
    for node in document.nodes().iter().filter(is_called).take(MAX_CALLED) {
        let links = document.within(node).iter().filter(|inner| inner.tag == "a");
        let links = links.map(|link| (link, document.line(link))).filter(|(_, line)| is_byline(line));
        let links = links.take(MAX_LINKS + 1).collect::<Vec<_>>();
        let names = links.iter().flat_map(|(link, line)| {
            let leads_to_one = link.attr("href").is_some_and(is_page_of_an_author);
            clean(std::slice::from_ref(line), if leads_to_one { Trust::Stated } else { Trust::Shown })
        });
        let names = clean(&names.collect::<Vec<_>>(), Trust::Stated);
        if (1..=MAX_LINKS).contains(&links.len()) && !names.is_empty() {
            return names;
        }
        let is_innermost =
            |inner: &&Node<'_>| is_called(inner) && !document.within(inner).iter().any(|node| is_called(&node));
        let inner = document.within(node).iter().filter(is_innermost).map(|inner| document.line(inner));
        let lines = inner.chain([document.line(node)]).filter(is_byline);
        let names = lines.map(|line| clean(&[line], Trust::Shown)).find(|names| !names.is_empty());
        if let Some(names) = names.filter(|_| links.is_empty() || names_one(node)) {
            return names;
        }
    }
    Vec::new()
}

/// The first words within an element. The whole of it may be the page, and elements called author may stand in one another.
fn beginning(document: &Document<'_>, node: &Node<'_>) -> String {
    let pieces =
        document.within(node).iter().take(MAX_NODES_OF_A_LABEL).flat_map(|inner| inner.text.split_whitespace());
    pieces.take(MAX_WORDS_OF_A_LABEL).collect::<Vec<_>>().join(" ")
}

/// Nodes in which a label stands, and words of it with the name.
const MAX_NODES_OF_A_LABEL: usize = 20;
const MAX_WORDS_OF_A_LABEL: usize = 8;

/// Whether an element is nothing but a line, so that its one link need not be the name.
fn names_one(node: &Node<'_>) -> bool {
    node.is_one_of(&["address", "p", "span"])
}

/// The lines from a little above the headline to well below it; without one, those at the beginning of the page. Right
/// beside the headline a line is believed even in what looks like clutter: the head of an article is often called so.
pub(super) fn beside_the_headline<'e>(evidence: &'e Evidence<'_>) -> Vec<&'e Block> {
    let title = fold(evidence.title);
    let is_headline = |block: &Block| block.kind == BlockKind::Heading && fold(&block.text) == title;
    let is_clear = |block: &&Block| !evidence.clutter.holds(block.position);
    let Some(headline) = evidence.blocks.iter().position(is_headline) else {
        return evidence.blocks.iter().filter(is_clear).take(MAX_CLEAR_LINES).collect();
    };
    let start = headline.saturating_sub(LINES_ABOVE);
    let lines = evidence.blocks.iter().enumerate().skip(start);
    let is_below = |at: usize| (headline..=headline + MAX_LINES).contains(&at);
    let lines = lines.filter(|(at, block)| is_below(*at) || is_clear(block));
    lines.map(|(_, block)| block).take(LINES_ABOVE + MAX_CLEAR_LINES).collect()
}

/// A byline above the headline stands close to it.
const LINES_ABOVE: usize = 4;
