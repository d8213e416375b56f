//! HTML that is sound as it stands, copied without what is not allowed.
//!
//! Safe by construction: the copy consists of text without `<`, names from the lists, and quoted values without quotes or
//! `<`. Whatever is anything else (an unclosed element, an unquoted value, an address that is not plainly one of the web,
//! an element that is not on the list) gives `None`: then a parser must look.

use super::allowed::{ADDRESSES, ATTRIBUTES, ELEMENTS};

/// Elements within one another.
const MAX_DEPTH: usize = 64;

/// The copy; `None` if the text is not sound.
pub(super) fn copy(html: &str) -> Option<String> {
    let mut copy = String::with_capacity(html.len() + 16);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        copy.push_str(before);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = behind_comment(comment)?;
            continue;
        }
        let (inner, after) = tag.split_at_checked(tag_length(tag)?)?;
        rest = after.strip_prefix('>')?;
        if let Some(name) = inner.strip_prefix('/') {
            if open.pop()? != name {
                return None;
            }
            copy.push_str("</");
            copy.push_str(name);
            copy.push('>');
            continue;
        }
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let (name, attributes) = inner.split_at_checked(inner.find(char::is_whitespace).unwrap_or(inner.len()))?;
        if !is_simple(name) {
            return None;
        }
        copy.push('<');
        copy.push_str(name);
        copy_attributes(attributes, &mut copy)?;
        if super::is_void(name) {
            copy.push_str(" />");
        } else {
            copy.push('>');
            open.push(name);
        }
        if open.len() > MAX_DEPTH || (tag.get(..inner.len() + 1)?.ends_with('/') && !super::is_void(name)) {
            return None;
        }
    }
    copy.push_str(rest);
    open.is_empty().then_some(copy)
}

/// Elements whose nesting browsers do not change, and that need no second look.
fn is_simple(name: &str) -> bool {
    !is_of_table(name) && ELEMENTS.has(name)
}

/// Whether an element is a table or a part of one: browsers move what does not belong there.
pub(super) fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "col" | "colgroup" | "caption")
}

/// What follows a comment, by what follows its `<!--`.
pub(super) fn behind_comment(comment: &str) -> Option<&str> {
    let (inner, after) = comment.split_once("-->")?;
    // `<!-->` and `--!>` end comments in browsers.
    let is_odd = inner.starts_with('>') || inner.starts_with("->") || inner.contains("--") || inner.contains('<');
    (!is_odd).then_some(after)
}

fn copy_attributes(attributes: &str, copy: &mut String) -> Option<()> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(quote)?;
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(is_name) || value.contains(['<', '"']) || name == "style" {
            return None;
        }
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return None;
        }
        if ADDRESSES.contains(&name) && !is_web_address(value) {
            return None;
        }
        if ATTRIBUTES.has(name) {
            copy.push(' ');
            copy.push_str(name);
            copy.push_str("=\"");
            copy.push_str(value);
            copy.push('"');
        }
        rest = after.trim_start();
    }
    Some(())
}

fn is_web_address(value: &str) -> bool {
    (value.starts_with("https://") || value.starts_with("http://")) && !value.contains(char::is_whitespace)
}

/// The length of what stands in a tag, up to its `>` outside of quotes.
pub(super) fn tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(at),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
    }
    None
}
