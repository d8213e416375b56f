//! The text of simple HTML, read off its tags without a tree.
//!
//! Whatever a browser would do more with than open and close elements (tables, in which text moves; scripts and the like,
//! which are not for reading; references and tags that are not written out) gives `None`: then a parser must look.
//! How elements within a line are nested does not matter; blocks must be closed as they were opened.

use super::allowed::ELEMENTS;
use super::lines::Lines;
use super::{is_line_break, plain};

/// The longest name of a character in HTML has 31 letters.
const MAX_REFERENCE: usize = 33;

/// Blocks within one another.
const MAX_DEPTH: usize = 64;

/// The text; `None` if it is not simple.
pub(super) fn text(html: &str) -> Option<String> {
    if html.contains('\0') {
        return None;
    }
    let mut lines = Lines::with_capacity(html.len());
    let mut blocks = Blocks::default();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        push_text(before, &mut lines)?;
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            plain::behind_comment(comment)?
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            read_tag(tag, &mut blocks, &mut lines)?
        } else if tag.starts_with(['!', '?']) {
            return None;
        } else {
            lines.push("<");
            tag
        };
    }
    push_text(rest, &mut lines)?;
    Some(lines.finish())
}

/// Reads a tag, and gives what follows it.
fn read_tag<'a>(tag: &'a str, blocks: &mut Blocks, lines: &mut Lines) -> Option<&'a str> {
    let (tag, is_end) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
    let (name, rest) = tag.split_at_checked(tag.find(|c: char| !c.is_ascii_alphanumeric())?)?;
    if !rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')) {
        return None;
    }
    let rest = behind_attributes(rest)?;
    let lower = name.to_ascii_lowercase();
    let name = *ELEMENTS.find(&lower).filter(|name| !plain::is_of_table(name))?;
    if is_line_break(name) {
        lines.end_line();
        match (is_end, super::is_void(name)) {
            (false, false) => blocks.open(name)?,
            (true, false) => blocks.close(name)?,
            (true, true) if name != "br" => return None,
            _ => {}
        }
    }
    Some(rest)
}

/// The blocks that are open. Whatever browsers would close or open by themselves gives `None`.
#[derive(Default)]
struct Blocks(Vec<&'static str>);

impl Blocks {
    fn open(&mut self, name: &'static str) -> Option<()> {
        let is_entry = |name: &&str| matches!(*name, "li" | "dd" | "dt");
        let is_list = |name: &&str| matches!(*name, "ul" | "ol" | "dl" | "menu");
        let is_heading = |name: &str| matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let closes_entry = is_entry(&name) && !self.0.last().is_some_and(is_list) && self.0.iter().any(is_entry);
        let closes_heading = is_heading(name) && self.0.last().is_some_and(|last| is_heading(last));
        if closes_entry || closes_heading || self.0.len() == MAX_DEPTH {
            return None;
        }
        self.0.push(name);
        Some(())
    }

    fn close(&mut self, name: &str) -> Option<()> {
        (self.0.pop()? == name).then_some(())
    }
}

/// What follows the attributes and the `>` of a tag.
fn behind_attributes(attributes: &str) -> Option<&str> {
    let is_odd = |c: char| matches!(c, '"' | '\'' | '<');
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=') || is_odd(c);
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some(after);
        }
        let (name, after) = rest.split_at_checked(rest.find(ends_name)?)?;
        if name.is_empty() || after.starts_with(is_odd) {
            return None;
        }
        rest = after.trim_ascii_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_ascii_start();
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?.1,
            _ => {
                let (value, after) =
                    value.split_at_checked(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?)?;
                if value.contains(is_odd) {
                    return None;
                }
                after
            }
        };
    }
}

/// Adds text with its references resolved; `None` if one of them is not plainly one.
fn push_text(text: &str, lines: &mut Lines) -> Option<()> {
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        lines.push(before);
        rest = if reference.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#') {
            let head = reference.get(..reference.floor_char_boundary(MAX_REFERENCE))?;
            let (name, _) = head.split_once(';')?;
            push_reference(name, lines)?;
            reference.get(name.len() + 1..)?
        } else {
            lines.push("&");
            reference
        };
    }
    lines.push(rest);
    Some(())
}

fn push_reference(name: &str, lines: &mut Lines) -> Option<()> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
            None if number.bytes().all(|byte| byte.is_ascii_digit()) => number.parse().ok()?,
            _ => return None,
        };
        // Below are the controls, some of which stand for other characters.
        let c = char::from_u32(code).filter(|c| ('\u{20}'..'\u{7f}').contains(c) || *c >= '\u{a0}')?;
        lines.push(c.encode_utf8(&mut [0; 4]));
        return Some(());
    }
    for c in super::characters(super::html5_codes(name)?) {
        lines.push(c.encode_utf8(&mut [0; 4]));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{dom, markup};

    #[test]
    fn simple_html_needs_no_tree() {
        let check = |html: &str, expected: Option<&str>| assert_eq!(text(html).as_deref(), expected, "{html}");
        check(
            "<p>a <b>b</b>c</p><!-- x --><P class=x id='y' hidden>d&amp;&#8217;&nbsp;e<br/>f",
            Some("a bc\nd&’ e\nf"),
        );
        check("3 < 5 & 7", Some("3 < 5 & 7"));
        for html in [
            "<table><tr><td>x",
            "<script>x</script>",
            "a&copy b",
            "AT&T",
            "&#146;",
            "<?x>",
            "</>",
            "<p a\"b>c",
            "<p a=b\"c>",
            "<p",
            "<p a='>x",
            "<!-->x-->",
        ] {
            check(html, None);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(2000))]
        #[test]
        fn it_is_the_text_of_the_tree(html in "(<|</|<!--|-->|>|p|br|b|li|i| |a|x|=|\"|'|/|&|amp;|#8217;|nbsp;|&lt;|ع|\n|<p>|</p>|<b>|<a href=\"x\">){0,24}") {
            if let Some(text) = text(&html) {
                proptest::prop_assert_eq!(text, markup::fragment_text(&dom::parse_fragment(&html)));
            }
        }
    }
}
