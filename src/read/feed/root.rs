//! The first tag of an XML feed, in the form that feed-rs knows.
//!
//! It comes back empty, without an error, for a root in an unexpected namespace, and takes `<media:title>` for the title
//! where `media` is not declared. So the root is written anew: the core namespace by default, known versions, the
//! extensions under their proper addresses, and every prefix declared.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quick_xml::events::BytesStart;

/// The extensions that feed-rs reads: the usual prefix and the proper address.
const NAMESPACES: &[(&str, &str)] = &[
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("rss", "http://purl.org/rss/1.0/"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
];

/// A root tag: its name as written and its attributes, their values still escaped.
pub(super) struct Root {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Root {
    /// Takes the tag over, with its version and namespaces put right.
    pub(super) fn new(tag: &BytesStart<'_>) -> Self {
        let name = tag.name().as_ref().to_owned();
        let is_rss = name.eq_ignore_ascii_case("rss");
        let name = if is_rss { "rss".into() } else { name };
        let has_core_namespace = !name.contains(':') || name.ends_with(":RDF");
        let mut attributes = Vec::new();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let (key, value) = (attribute.key.as_ref(), attribute.value.as_ref());
            let is_version = key.eq_ignore_ascii_case("version");
            if (key == "xmlns" && has_core_namespace) || (is_version && is_rss) {
                continue;
            }
            let value = if key.starts_with("xmlns") { proper_address(value) } else { value };
            attributes.push((key.to_owned(), value.replace('"', "&quot;")));
        }
        if is_rss {
            // All versions that exist are read alike.
            attributes.push(("version".into(), "2.0".into()));
        }
        Self { name, attributes }
    }

    /// The element's name as written.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// An attribute as written.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Writes the tag, with declarations for prefixes that the feed uses and does not declare.
    pub(super) fn write(&self, used: &BTreeSet<&str>, declared: &BTreeSet<String>) -> String {
        let mut tag = format!("<{}", self.name);
        for (key, value) in &self.attributes {
            let _ = write!(tag, " {key}=\"{value}\"");
        }
        let own = |prefix: &str| self.attributes.iter().any(|(key, _)| key.strip_prefix("xmlns:") == Some(prefix));
        let is_missing = |prefix: &&&str| **prefix != "xml" && !declared.contains(**prefix) && !own(prefix);
        for prefix in used.iter().filter(is_missing) {
            let known = NAMESPACES.iter().find(|(usual, _)| prefix.eq_ignore_ascii_case(usual));
            let address = known.map_or("urn:undeclared", |(_, address)| address);
            let _ = write!(tag, " xmlns:{prefix}=\"{address}\"");
        }
        tag.push('>');
        tag
    }
}

/// The address of a known namespace for one that differs in scheme, letter case or its last character.
fn proper_address(written: &str) -> &str {
    let plain = |address: &str| {
        let address = address.trim().to_ascii_lowercase();
        let address = address.trim_end_matches(['/', '#']);
        address.split_once("://").map_or(address, |(_, rest)| rest).to_owned()
    };
    let wanted = plain(written);
    NAMESPACES.iter().find(|(_, address)| plain(address) == wanted).map_or(written, |(_, address)| address)
}
