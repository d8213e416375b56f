//! Texts of a feed: what they are, and how they become clean.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::read::feed::document::Text;
use crate::read::markup::{self, Cleaner};

use super::draft::{RawText, TextKind};
use super::namespace::Namespace;
use super::slot::Slot;
use super::token::Tag;

/// What a text is by its element.
pub(super) fn kind(tag: &Tag<'_>, namespace: Namespace, slot: Slot) -> TextKind {
    match namespace {
        Namespace::Xhtml => return TextKind::Xhtml,
        Namespace::Content => return TextKind::Html,
        _ => {}
    }
    let attribute = |name| tag.attribute(name).map(|value| value.trim().to_ascii_lowercase()).unwrap_or_default();
    let (mode, media_type) = (attribute("mode"), attribute("type"));
    if mode == "base64" || attribute("encoding") == "base64" {
        return TextKind::Base64;
    }
    let is_escaped = mode == "escaped";
    match media_type.as_str() {
        "text" | "plain" => TextKind::Plain,
        _ if media_type.contains("html") && is_escaped => TextKind::Html,
        _ if media_type.contains("xhtml") => TextKind::Xhtml,
        "html" | "text/html" if mode == "xml" => TextKind::Xhtml,
        _ if media_type.contains("html") => TextKind::Html,
        _ if media_type.starts_with("text/") => TextKind::Plain,
        _ if media_type.ends_with("xml") => TextKind::Xhtml,
        // Other files within a feed stand in base64.
        _ if media_type.contains('/') && !matches!(slot, Slot::Description(_)) => TextKind::Base64,
        _ => TextKind::Unknown,
    }
}

/// Appends a start tag of markup within the feed's own, as HTML.
pub(super) fn push_start_tag(text: &mut String, tag: &Tag<'_>, namespace: Namespace, name: &str) {
    text.push('<');
    text.push_str(html_name(tag.name, namespace));
    for (key, value) in tag.attributes().filter(|(key, _)| !key.starts_with("xmlns")) {
        text.push(' ');
        text.push_str(key);
        text.push_str("=\"");
        text.push_str(&value.replace('"', "&quot;"));
        text.push('"');
    }
    text.push_str(if markup::is_void(name) { " />" } else { ">" });
}

/// Appends the end tag of such markup.
pub(super) fn push_end_tag(text: &mut String, name: &str, namespace: Namespace) {
    let name = html_name(name, namespace);
    if !markup::is_void(&name.to_ascii_lowercase()) {
        text.push_str("</");
        text.push_str(name);
        text.push('>');
    }
}

/// The name without the prefix of a namespace that HTML knows.
fn html_name(name: &str, namespace: Namespace) -> &str {
    match namespace {
        Namespace::Other => name,
        _ => name.split_once(':').map_or(name, |(_, local)| local),
    }
}

/// Appends plain text as HTML.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
}

/// A text as it is given out: cleaned, its addresses absolute. `home` is the base where the text has none.
pub(super) fn finish(raw: RawText, home: Option<&Url>, cleaner: &mut Cleaner) -> Option<Text> {
    let RawText { value, kind, base } = raw;
    let (value, is_html) = match kind {
        TextKind::Html | TextKind::Xhtml => (value, true),
        TextKind::Plain => (value, false),
        TextKind::Unknown => {
            let is_html = markup::looks_like_html(&value);
            (value, is_html)
        }
        TextKind::Base64 => {
            let value = from_base64(&value)?;
            let is_html = markup::looks_like_html(&value);
            (value, is_html)
        }
    };
    let value = if is_html {
        match cleaner.clean(value.trim(), base.as_deref().or(home)) {
            Cow::Owned(clean) => trimmed(clean),
            Cow::Borrowed(clean) => clean.trim().to_owned(),
        }
    } else {
        trimmed(value)
    };
    (!value.is_empty()).then_some(Text { value, is_html })
}

/// A text without white space at its ends; not copied where it has none.
fn trimmed(text: String) -> String {
    let trimmed = text.trim();
    if trimmed.len() == text.len() { text } else { trimmed.to_owned() }
}

/// A title: as any text, and plain where it has no markup.
pub(super) fn finish_title(raw: RawText, home: Option<&Url>, cleaner: &mut Cleaner) -> Option<Text> {
    let text = finish(raw, home, cleaner)?;
    if text.is_html && text.value.contains('<') {
        return Some(text);
    }
    let plain = if text.is_html { text.plain() } else { text.value };
    let value = markup::collapse(&plain);
    (!value.is_empty()).then_some(Text { value, is_html: false })
}

/// The text within base64; what is no text at all was a file.
fn from_base64(value: &str) -> Option<String> {
    let packed: String = value.split_whitespace().collect();
    match STANDARD.decode(packed.as_bytes()) {
        Ok(bytes) => String::from_utf8(bytes).ok(),
        // The attribute lied.
        Err(_) => Some(value.to_owned()),
    }
}

/// Whether an address is one of the web as it stands, so that no base changes it.
fn has_web_scheme(href: &str) -> bool {
    href.starts_with("https://") || href.starts_with("http://")
}

/// Resolves an address as far as a base is known; what cannot be resolved stays as written.
pub(super) fn absolute(href: &str, base: Option<&Url>) -> String {
    let href = href.trim().replace(['\n', '\r', '\t'], "");
    if has_web_scheme(&href) {
        return href;
    }
    match (Url::parse(&href), base) {
        (Err(_), Some(base)) if !href.is_empty() => base.join(&href).map_or(href, String::from),
        _ => href,
    }
}
