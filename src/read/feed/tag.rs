//! Start tags in the form that feed-rs knows.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quick_xml::events::BytesStart;

/// Atom's elements of text, which say in `type` what they hold. feed-rs gives the feed up for a type it does not know.
const ATOM_TEXTS: &[&str] = &["title", "subtitle", "summary", "rights", "content"];
/// A name that feed-rs passes over.
const IGNORED: &str = "ignored";

/// The name within a start or end tag as written.
pub(super) fn name(raw: &str) -> &str {
    let name = raw.trim_start_matches(['<', '/']);
    name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// Whether a name, without regard to case, is one of some in lower case.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|candidate| name.eq_ignore_ascii_case(candidate))
}

/// A start tag as it is written.
pub(super) struct StartTag<'a> {
    /// The name, which the end tag must have too.
    pub name: &'a str,
    /// The whole tag; never that of an empty element.
    pub text: String,
    /// Whether it differs from what the feed wrote by more than white space.
    pub is_mended: bool,
}

/// Writes the tag of an element of Atom or of anything else.
pub(super) fn write<'a>(tag: &BytesStart<'_>, raw: &'a str, is_atom: bool) -> StartTag<'a> {
    let own_name = name(raw);
    if is_atom && is_one_of(own_name, ATOM_TEXTS) {
        return match text_type(tag, own_name) {
            Some(kind) => StartTag { name: own_name, text: rewrite(tag, own_name, Some(kind)), is_mended: false },
            None => StartTag { name: IGNORED, text: format!("<{IGNORED}>"), is_mended: false },
        };
    }
    if tag.attributes().all(|attribute| attribute.is_ok()) {
        let inner = raw.trim_end_matches('>').trim_end_matches('/');
        return StartTag { name: own_name, text: format!("{inner}>"), is_mended: false };
    }
    StartTag { name: own_name, text: rewrite(tag, own_name, None), is_mended: true }
}

/// The tag with each attribute once and quoted, and the type replaced if one is given.
fn rewrite(tag: &BytesStart<'_>, name: &str, kind: Option<&str>) -> String {
    let mut text = format!("<{name}");
    let mut seen = BTreeSet::new();
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        let key = attribute.key.as_ref();
        if seen.insert(key.to_owned()) && !(key == "type" && kind.is_some()) {
            let value = attribute.value.replace('"', "&quot;").replace('<', "&lt;");
            let _ = write!(text, " {key}=\"{value}\"");
        }
    }
    if let Some(kind) = kind {
        let _ = write!(text, " type=\"{kind}\"");
    }
    text.push('>');
    text
}

/// What a text of Atom is, by one of the three names that the standard has; `None` if it is no text at all.
fn text_type(tag: &BytesStart<'_>, name: &str) -> Option<&'static str> {
    let mut attributes = tag.html_attributes();
    let attributes: Vec<_> = attributes.with_checks(false).flatten().collect();
    let attribute = |wanted: &str| {
        let found = attributes.iter().find(|attribute| attribute.key.as_ref() == wanted);
        found.map(|attribute| attribute.value.trim().to_ascii_lowercase())
    };
    let is_content = name == "content";
    if is_content && attribute("src").is_some() {
        return None;
    }
    let is_escaped = attribute("mode").is_some_and(|mode| mode == "escaped");
    match attribute("type").as_deref().unwrap_or_default() {
        "" => Some("text"),
        kind if kind.contains("html") && is_escaped => Some("html"),
        kind if kind.contains("xhtml") || kind.ends_with("xml") => Some("xhtml"),
        kind if kind.contains("html") => Some("html"),
        kind if kind.starts_with("text") || !is_content => Some("text"),
        _ => None,
    }
}
