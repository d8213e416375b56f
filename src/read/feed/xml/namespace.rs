//! Namespaces by what is meant rather than by how the address is spelt.

use super::token::Tag;

/// A vocabulary that feeds use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// That of the feed itself: RSS of any version, Atom, CDF, or whatever its root stands in.
    Core,
    /// Atom within another kind of feed.
    Atom,
    Content,
    Dc,
    DcTerms,
    Itunes,
    Media,
    Rdf,
    Syndication,
    Xhtml,
    Xml,
    /// SVG or MathML within XHTML.
    Graphics,
    Other,
}

/// Addresses without scheme, `www.` and end, in lower case.
const ADDRESSES: &[(&str, Namespace)] = &[
    ("w3.org/2005/atom", Namespace::Atom),
    ("purl.org/atom/ns", Namespace::Atom),
    ("purl.org/rss/1.0/modules/content", Namespace::Content),
    ("purl.org/rss/1.0/modules/syndication", Namespace::Syndication),
    ("purl.org/rss/1.0", Namespace::Core),
    ("my.netscape.com/rdf/simple/0.9", Namespace::Core),
    ("channel.netscape.com/rdf/simple/0.9", Namespace::Core),
    ("my.netscape.com/publish/formats/rss-0.91.dtd", Namespace::Core),
    ("backend.userland.com/rss", Namespace::Core),
    ("backend.userland.com/rss2", Namespace::Core),
    ("backend.userland.com/rss091", Namespace::Core),
    ("backend.userland.com/rss092", Namespace::Core),
    ("blogs.law.harvard.edu/tech/rss", Namespace::Core),
    ("purl.org/dc/elements/1.0", Namespace::Dc),
    ("purl.org/dc/elements/1.1", Namespace::Dc),
    ("purl.org/dc/terms", Namespace::DcTerms),
    ("itunes.com/dtds/podcast-1.0.dtd", Namespace::Itunes),
    ("example.com/dtds/podcast-1.0.dtd", Namespace::Itunes),
    ("search.yahoo.com/mrss", Namespace::Media),
    ("video.search.yahoo.com/mrss", Namespace::Media),
    ("w3.org/1999/02/22-rdf-syntax-ns", Namespace::Rdf),
    ("w3.org/1999/xhtml", Namespace::Xhtml),
    ("w3.org/xml/1998/namespace", Namespace::Xml),
    ("w3.org/2000/svg", Namespace::Graphics),
    ("w3.org/1998/math/mathml", Namespace::Graphics),
];

/// What a prefix stands for where the feed does not say.
const USUAL_PREFIXES: &[(&str, Namespace)] = &[
    ("atom", Namespace::Atom),
    ("atom10", Namespace::Atom),
    ("a10", Namespace::Atom),
    ("content", Namespace::Content),
    ("dc", Namespace::Dc),
    ("dcterms", Namespace::DcTerms),
    ("dct", Namespace::DcTerms),
    ("itunes", Namespace::Itunes),
    ("media", Namespace::Media),
    ("rdf", Namespace::Rdf),
    ("rss", Namespace::Core),
    ("sy", Namespace::Syndication),
    ("xhtml", Namespace::Xhtml),
    ("xml", Namespace::Xml),
    ("svg", Namespace::Graphics),
    ("math", Namespace::Graphics),
];

/// Bindings in force at once.
const MAX_BINDINGS: usize = 128;

/// The bindings of prefixes, innermost last. The empty prefix is the default.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a>(Vec<(&'a str, Namespace)>);

impl<'a> Bindings<'a> {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Ends the bindings of elements that are closed.
    pub(super) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Takes over the declarations of a tag. At the root, an unknown namespace without a prefix is the feed's own.
    pub(super) fn declare(&mut self, tag: &Tag<'a>, is_root: bool) {
        if tag.attributes.is_empty() || !tag.attributes.contains("xmlns") {
            return;
        }
        for (key, value) in tag.attributes() {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => rest.trim_start_matches(':'),
                _ => continue,
            };
            let mut namespace = by_address(value);
            let is_own = prefix.is_empty() || tag.name.split_once(':').is_some_and(|(own, _)| own == prefix);
            if is_root && is_own && namespace != Namespace::Rdf {
                namespace = Namespace::Core;
            }
            if self.0.len() < MAX_BINDINGS {
                self.0.push((prefix, namespace));
            }
        }
    }

    /// The namespace of an element's name, and the name without its prefix.
    pub(super) fn resolve<'n>(&self, name: &'n str) -> (Namespace, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let bound = self.0.iter().rev().find(|(bound, _)| *bound == prefix).map(|&(_, namespace)| namespace);
        let namespace = bound.unwrap_or_else(|| match prefix {
            "" => Namespace::Core,
            _ => by_prefix(prefix),
        });
        (namespace, local)
    }
}

fn by_prefix(prefix: &str) -> Namespace {
    let found = USUAL_PREFIXES.iter().find(|(usual, _)| prefix.eq_ignore_ascii_case(usual));
    found.map_or(Namespace::Other, |&(_, namespace)| namespace)
}

fn by_address(written: &str) -> Namespace {
    let address = written.trim().to_ascii_lowercase();
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address).trim_end_matches(['/', '#']);
    let found = ADDRESSES.iter().find(|(known, _)| *known == address);
    found.map_or(Namespace::Other, |&(_, namespace)| namespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_of_addresses_does_not_matter() {
        for address in ["http://www.w3.org/2005/Atom", "https://w3.org/2005/atom/", " HTTP://WWW.W3.ORG/2005/ATOM# "] {
            assert_eq!(by_address(address), Namespace::Atom, "{address}");
        }
        assert_eq!(by_address("http://purl.org/rss/1.0"), Namespace::Core);
        assert_eq!(by_address("urn:x"), Namespace::Other);
    }
}
