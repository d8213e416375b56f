//! Foreign HTML without what acts: no scripts, no frames, no forms, no handlers, no addresses that run.
//!
//! Most of what feeds carry is plain and sound. It is copied tag by tag ([`plain`]), which costs little;
//! whatever that does not understand at once goes through `ammonia`, which reads it as browsers do. Both let the same
//! elements and attributes pass.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use url::Url;

use super::allowed::{ADDRESSES, ATTRIBUTES, ELEMENTS, SCHEMES, SILENT};
use super::{plain, style};
use crate::text;

/// Elements within one another, beyond which HTML is not parsed: the parser's work grows with the square of the depth.
const MAX_DEPTH: usize = 256;

/// Cleans the texts of one document.
#[derive(Debug, Default)]
pub struct Cleaner {
    /// What was built last, with the base that it resolves addresses against.
    built: Option<(Option<Url>, Builder<'static>)>,
}

impl Cleaner {
    /// The HTML without what acts, its addresses resolved against the base.
    pub fn clean<'a>(&mut self, html: &'a str, base: Option<&Url>) -> Cow<'a, str> {
        if !html.contains('<') {
            return Cow::Borrowed(html);
        }
        if let Some(copy) = plain::copy(html) {
            return Cow::Owned(copy);
        }
        if is_too_deep(html) {
            return Cow::Owned(escape(&super::html_to_text(html)));
        }
        let builder = match &mut self.built {
            Some((known, builder)) if known.as_ref() == base => builder,
            built => &mut built.insert((base.cloned(), builder(base))).1,
        };
        Cow::Owned(close_voids(&builder.clean(html).to_string()))
    }
}

fn builder(base: Option<&Url>) -> Builder<'static> {
    let mut builder = Builder::new();
    builder
        .tags(ELEMENTS.iter().collect())
        .clean_content_tags(SILENT.iter().copied().collect())
        .tag_attributes(Default::default())
        .generic_attributes(ATTRIBUTES.iter().collect())
        .url_schemes(SCHEMES.iter().copied().collect::<HashSet<_>>())
        .link_rel(None)
        .attribute_filter(|_, name, value| match name {
            "style" => style::clean(value).map(Cow::Owned),
            // ammonia looks at these only on the elements that HTML has them on.
            _ if ADDRESSES.contains(&name) && !may_be_followed(value) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    if let Some(base) = base.filter(|base| text::url::resolve(base, "").is_some()) {
        builder.url_relative(UrlRelative::RewriteWithBase(base.clone()));
    }
    builder
}

/// Whether an address is relative or of a scheme that runs nothing.
fn may_be_followed(address: &str) -> bool {
    match Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
    }
}

/// Whether tags may open more elements within one another than are read. Counts too many rather than too few.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut n_open = 0_usize;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            n_open = n_open.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            n_open += usize::from(!super::is_void(&name.to_ascii_lowercase()));
        }
        if n_open > MAX_DEPTH {
            return true;
        }
    }
    false
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Writes elements without content as XML has them too, so that both kinds of reader understand the text.
fn close_voids(html: &str) -> String {
    let mut closed = String::with_capacity(html.len() + 16);
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        closed.push_str(before);
        closed.push('<');
        let length = plain::tag_length(tag).unwrap_or(tag.len());
        let (inner, after) = tag.split_at_checked(length).unwrap_or((tag, ""));
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        closed.push_str(inner);
        if super::is_void(name) {
            closed.push_str(" /");
        }
        rest = after;
    }
    closed.push_str(rest);
    closed
}

#[cfg(test)]
mod tests;
