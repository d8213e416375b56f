//! Dates of elements that markup calls dates of publication or change: microdata, RDFa, microformats.

use super::candidate::{Candidate, Place, first_of_each};
use super::evidence::Evidence;
use super::lines::{Layout, Region, is_never_about_article};
use crate::model::Moment;
use crate::read::article::document::Node;

/// Properties that tell of publication, without their prefix.
const PUBLISHED: &[&str] = &["datepublished", "published", "published_time", "pubdate", "issued"];
/// Properties that tell of some date of the text.
const DATES: &[&str] = &["datecreated", "created", "date"];
const MODIFIED: &[&str] = &["datemodified", "modified", "modified_time", "dateupdated"];
/// Classes of microformats, and of the templates that followed them.
const PUBLISHED_CLASSES: &[&str] =
    &["published", "dt-published", "entry-date", "date-published", "post-date", "dtreviewed"];
const MODIFIED_CLASSES: &[&str] = &["updated", "dt-updated", "modified", "date-modified"];

/// What marks tell, in document order, the first of each place.
pub(super) fn published(evidence: &Evidence<'_>, layout: Layout) -> Vec<Candidate> {
    first_of_each(evidence.document.nodes().iter().filter(|node| is_element(node)).filter_map(|node| {
        let mark = mark(node)?;
        let region = layout.region(node.index);
        let is_in_clutter = evidence.clutter.holds(node.index);
        if is_in_clutter && is_never_about_article(evidence.document, node.index) {
            return None;
        }
        let is_beside = matches!(region, Region::Beside | Region::Above) && !is_in_clutter;
        let place = match mark {
            Mark::Property if is_beside => Place::Property,
            Mark::Property => Place::PropertyElsewhere,
            Mark::Class if is_beside => Place::Microformat,
            Mark::Class => Place::MicroformatElsewhere,
        };
        Some(Candidate::new(evidence.of_element(node)?, place))
    }))
}

/// The first change that marks tell of.
pub(super) fn modified(evidence: &Evidence<'_>) -> Option<Moment> {
    let nodes = evidence.document.nodes().iter().filter(|node| is_element(node) && !evidence.clutter.holds(node.index));
    let changed = nodes.filter(|node| {
        has_property(node, MODIFIED) || (has_class(node, MODIFIED_CLASSES) && !has_class(node, PUBLISHED_CLASSES))
    });
    changed.filter_map(|node| evidence.of_element(node)).next()
}

/// Those of `meta` elements are read with the head.
fn is_element(node: &Node<'_>) -> bool {
    !node.tag.is_empty() && node.tag != "meta"
}

/// How an element is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Property,
    Class,
}

fn mark(node: &Node<'_>) -> Option<Mark> {
    if has_property(node, PUBLISHED) || (node.tag == "time" && node.attr("pubdate").is_some()) {
        Some(Mark::Property)
    } else if has_class(node, PUBLISHED_CLASSES) || has_property(node, DATES) {
        Some(Mark::Class)
    } else {
        None
    }
}

fn has_property(node: &Node<'_>, names: &[&str]) -> bool {
    let values = ["itemprop", "property"].iter().filter_map(|attribute| node.attr(attribute));
    values.flat_map(str::split_ascii_whitespace).any(|value| {
        let name = value.rsplit([':', '.', '/', '#']).next().unwrap_or(value);
        names.iter().any(|known| known.eq_ignore_ascii_case(name))
    })
}

fn has_class(node: &Node<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| node.attr_has("class", name))
}
