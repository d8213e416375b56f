//! What the head of a page says: `meta`, `link`, `title`, `base` and the language tag.

use url::Url;

use super::document::{Document, plain};

/// The head of a page.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Names (in lower case) and contents of the `meta` elements, in order.
    pairs: Vec<(String, String)>,
    /// The `title` element.
    pub title: Option<String>,
    /// `link rel="canonical"`, as written.
    pub canonical: Option<String>,
    /// The language tag of the document.
    pub language: Option<String>,
    /// `base href`, as written.
    pub base: Option<String>,
}

impl Metadata {
    /// Reads the head (and what pages put into their body by mistake).
    pub(super) fn read(document: &Document<'_>) -> Self {
        let mut metadata = Self::default();
        for node in document.nodes() {
            match node.tag {
                "meta" => metadata.pairs.extend(
                    ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .filter_map(|key| node.attr(key))
                        .zip(std::iter::repeat(node.attr("content").unwrap_or_default().trim()))
                        .filter(|(_, content)| !content.is_empty())
                        .map(|(name, content)| (name.trim().to_ascii_lowercase(), content.to_owned())),
                ),
                // An SVG has titles, too; the page's is the first one in its head.
                "title" if metadata.title.is_none() => {
                    metadata.title = Some(plain(&document.raw_text(node))).filter(|title| !title.is_empty());
                }
                "link" if metadata.canonical.is_none() && node.attr_has("rel", "canonical") => {
                    metadata.canonical = node.attr("href").map(str::to_owned);
                }
                "base" if metadata.base.is_none() => metadata.base = node.attr("href").map(str::to_owned),
                "html" if metadata.language.is_none() => metadata.language = node.attr("lang").map(str::to_owned),
                _ => {}
            }
        }
        metadata
    }

    /// The first content under one of these names, tried in this order.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        let named = |name: &str| self.pairs.iter().find(|(key, _)| key == name);
        names.iter().find_map(|name| named(name)).map(|(_, content)| content.as_str())
    }

    /// All contents under a name.
    pub(super) fn all<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// What relative addresses in the page are relative to.
    pub(super) fn base_url(&self, page: Option<&Url>) -> Option<Url> {
        let base = self.base.as_deref()?;
        match page {
            Some(page) => page.join(base).ok(),
            None => Url::parse(base).ok(),
        }
    }
}
