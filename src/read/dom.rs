//! HTML to a tree, with bounded work.
//!
//! The parser looks through its open elements at almost every tag, opens every unclosed `<b>` again in every paragraph and
//! compares every attribute with all before it: 160 kB of nested `<div>` cost seconds, 100 kB of unclosed `<font>`
//! gigabytes. So the page is fed to it in small steps, and after each step the tree itself is looked at: unlike a count of
//! the tags beforehand, this cannot be led astray by quotes, scripts or misnested tags. A page that goes too far ends
//! there; what was read of it is kept.

mod attributes;

use html5ever::driver::{self, Parser};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{QualName, local_name, ns};
use scraper::{ElementRef, Html, HtmlTreeSink};

use crate::model::{LanguageCode, Warning};

/// Elements within one another; browsers stop nesting at the same figure.
pub const MAX_DEPTH: usize = 512;
/// Nodes of a tree, which takes some 200 bytes for each. The longest live blogs have 100,000.
pub const MAX_NODES: usize = 500_000;
/// Bytes between two looks at the tree: small enough for the tree to grow by little, large enough to cost nothing.
const STEP_BYTES: usize = 4096;

/// Elements that stand on lines of their own.
pub const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Parses a whole page.
#[must_use]
pub fn parse_page(html: &str) -> (Html, Vec<Warning>) {
    let parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), driver::ParseOpts::default());
    drive(parser, html, MAX_NODES)
}

/// Parses a piece of HTML, as feeds carry it, as if it stood in the body of a page.
#[must_use]
pub fn parse_fragment(html: &str) -> Html {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let sink = HtmlTreeSink::new(Html::new_fragment());
    drive(driver::parse_fragment(sink, driver::ParseOpts::default(), body, Vec::new(), false), html, MAX_NODES).0
}

/// The language that a page claims in its `lang` attribute.
#[must_use]
pub fn language(page: &Html) -> Option<LanguageCode> {
    LanguageCode::from_tag(page.root_element().attr("lang")?)
}

/// Whether one of the names is that of the element or of one around it.
#[must_use]
pub fn is_within(element: ElementRef<'_>, names: &[&str]) -> bool {
    std::iter::once(element)
        .chain(element.ancestors().filter_map(ElementRef::wrap))
        .any(|ancestor| names.contains(&ancestor.value().name()))
}

fn drive(mut parser: Parser<HtmlTreeSink>, html: &str, max_nodes: usize) -> (Html, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut rest = html;
    if let Some(at) = attributes::find_overlong_tag(html) {
        warnings.push(Warning::new("page-cut", format!("a tag at byte {at} has more attributes than any real one")));
        rest = html.get(..at).unwrap_or_default();
    }
    let mut n_nodes_seen = 0;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP_BYTES));
        rest = after;
        parser.process(StrTendril::from(step));
        if let Some(excess) = find_excess(&parser, &mut n_nodes_seen, max_nodes) {
            warnings.push(Warning::new("page-cut", format!("{excess}; the last {} bytes are left out", rest.len())));
            break;
        }
    }
    (parser.finish(), warnings)
}

/// Looks at the nodes that the last step added.
fn find_excess(parser: &Parser<HtmlTreeSink>, n_nodes_seen: &mut usize, max_nodes: usize) -> Option<String> {
    let html = parser.tokenizer.sink.sink.0.borrow();
    let nodes = html.tree.nodes();
    let n_nodes = nodes.len();
    let is_too_deep = nodes.rev().take(n_nodes - *n_nodes_seen).any(|node| node.ancestors().nth(MAX_DEPTH).is_some());
    *n_nodes_seen = n_nodes;
    if is_too_deep {
        Some(format!("elements are nested deeper than {MAX_DEPTH}"))
    } else if n_nodes > max_nodes {
        Some(format!("the page has more than {max_nodes} nodes"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
