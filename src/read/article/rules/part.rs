//! One rule: a CSS selector, and where the value does not stand in the text of what it selects, the attribute that holds it.

use scraper::Selector;

use crate::read::article::document::{Document, Node, plain};

/// A CSS selector, with the attribute that is read where one is named behind an `@`: `span.date @data-time`.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    written: String,
    selector: Selector,
    attribute: Option<String>,
}

impl Part {
    /// Reads a rule as the configuration has it.
    ///
    /// # Errors
    /// It is no CSS selector; the text is what of it was taken for one.
    pub fn parse(written: &str) -> Result<Self, String> {
        let written = written.trim();
        let (css, attribute) = match written.rsplit_once('@') {
            Some((css, name)) if is_name(name) => (css.trim_end(), Some(name.to_ascii_lowercase())),
            _ => (written, None),
        };
        // The parser's own words ask to report this to its developers.
        let selector = Selector::parse(css).map_err(|_| css.to_owned())?;
        Ok(Self { written: written.to_owned(), selector, attribute })
    }

    /// The rule as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether it names an attribute.
    #[must_use]
    pub fn names_attribute(&self) -> bool {
        self.attribute.is_some()
    }

    /// What it selects, in document order.
    pub(super) fn select<'d, 'a>(&self, document: &'d Document<'a>) -> Vec<&'d Node<'a>> {
        document.select(&self.selector)
    }

    /// The values that an element may hold, the best first: that of the named attribute alone, else those of `usual`
    /// attributes and then its text.
    pub(super) fn values(&self, document: &Document<'_>, node: &Node<'_>, usual: &[&str]) -> Vec<String> {
        let named = match &self.attribute {
            Some(name) => node.attr(name).into_iter().map(plain).collect(),
            None => {
                let attributes = usual.iter().filter_map(|name| node.attr(name)).map(plain);
                attributes.chain([document.line(node)]).collect::<Vec<_>>()
            }
        };
        named.into_iter().filter(|value| !value.is_empty()).collect()
    }

    /// The address that an element leads to, as it is written: its own, else that of the first link within it.
    pub(super) fn link<'a>(&self, document: &Document<'a>, node: &Node<'a>) -> Option<&'a str> {
        let name = self.attribute.as_deref().unwrap_or("href");
        node.attr(name).or_else(|| document.within(node).iter().find_map(|inner| inner.attr(name)))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_may_stand_behind_the_selector() {
        let read = |written| Part::parse(written).map(|part| part.attribute);
        assert_eq!(read("span.date @data-time"), Ok(Some("data-time".to_owned())));
        assert_eq!(read("time@datetime "), Ok(Some("datetime".to_owned())));
        assert_eq!(read("a[href*=\"@\"]"), Ok(None));
        assert_eq!(read("h1, h2"), Ok(None));
        assert_eq!(read("p..x @y"), Err("p..x".to_owned()));
        assert!(read("@datetime").is_err());
    }
}
