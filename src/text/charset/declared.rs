//! What a response and a document say of their own encoding.
//!
//! Labels of UTF-16 are not believed here: text that could carry them in ASCII is not UTF-16.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a document is searched for its declaration. Browsers stop at 1,024 bytes, but pages that put scripts
/// first exist, and their readers see them right after a reload.
const HEAD_BYTES: usize = 16 * 1024;

/// The encoding that a Content-Type names: `text/html; charset="windows-1256"`.
pub(super) fn in_content_type(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    by_label(value.split(['"', '\'', ';', ',']).next()?)
}

/// The encoding that an XML declaration names: `<?xml version="1.0" encoding="koi8-r"?>`.
pub(super) fn in_xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes);
    let (_, declaration) = head.split_once("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    attributes(declaration).find(|(name, _)| name == "encoding").and_then(|(_, value)| by_label(&value))
}

/// The encoding that an HTML page names in a `meta` element, or as XHTML in an XML declaration; not in a comment.
pub(super) fn in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes);
    if head.trim_start().starts_with("<?xml")
        && let Some(encoding) = in_xml_declaration(bytes)
    {
        return Some(encoding);
    }
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if let Some(comment) = tag.strip_prefix("!--") {
            (_, rest) = comment.split_once("-->")?;
        } else if tag.starts_with("script") {
            (_, rest) = tag.split_once("</script")?;
        } else if let Some(attributes) = tag.strip_prefix("meta")
            && let Some(encoding) = in_meta(attributes)
        {
            return Some(encoding);
        }
    }
    None
}

/// The encoding that a `meta` element names, given what follows its name.
fn in_meta(tag: &str) -> Option<&'static Encoding> {
    let attributes: Vec<(String, String)> = attributes(tag).collect();
    let value = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    if let Some(label) = value("charset") {
        return by_label(label);
    }
    value("http-equiv").filter(|name| name.trim() == "content-type")?;
    in_content_type(value("content")?)
}

/// The attributes of a tag up to its end, quoted or not.
fn attributes(tag: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let name_end = rest.find(|c: char| c.is_whitespace() || "=>/?".contains(c)).unwrap_or(rest.len());
        let (name, after_name) = rest.split_at_checked(name_end)?;
        if name.is_empty() {
            return None;
        }
        let Some(value) = after_name.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after_name;
            return Some((name.to_owned(), String::new()));
        };
        let (value, after_value) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote)?,
            _ => value.split_at_checked(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()))?,
        };
        rest = after_value;
        Some((name.to_owned(), value.to_owned()))
    })
}

/// The beginning of a document in lower case, byte by byte: what names an encoding is ASCII.
fn head(bytes: &[u8]) -> String {
    bytes.iter().take(HEAD_BYTES).map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

fn by_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Some(UTF_8);
    }
    (encoding != REPLACEMENT).then_some(encoding)
}
