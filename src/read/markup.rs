//! Pieces of HTML: as plain text, as a reader would see it, one block a line; and cleaned of what acts.

mod allowed;
mod clean;
mod lines;
mod plain;
mod quick;
mod still;
mod style;

use scraper::{ElementRef, Html, Node};

use super::dom;

pub use clean::Cleaner;
use lines::Lines;
pub use still::still;

/// Elements whose content is not for reading.
const UNSEEN: &[&str] =
    &["head", "iframe", "noembed", "noframes", "noscript", "object", "script", "style", "svg", "template", "title"];

/// The text of a piece of HTML: entities decoded once, blocks on lines of their own, other white space collapsed.
///
/// Text without markup comes out as it is, but for white space.
#[must_use]
pub fn html_to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return collapse(html);
    }
    quick::text(html).unwrap_or_else(|| fragment_text(&dom::parse_fragment(html)))
}

/// The text of an element, as [`html_to_text`].
#[must_use]
pub fn element_text(element: ElementRef<'_>) -> String {
    let mut walk = Walk::default();
    for edge in element.traverse() {
        walk.visit(edge);
    }
    walk.lines.finish()
}

/// The text of an element on one line.
#[must_use]
pub fn line_text(element: ElementRef<'_>) -> String {
    collapse(&element_text(element))
}

/// White space of every kind collapsed to single spaces, none at the ends.
#[must_use]
pub fn collapse(text: &str) -> String {
    let mut lines = Lines::with_capacity(text.len());
    lines.push(text);
    lines.finish()
}

/// Whether a text of unknown kind is HTML: it has a tag of HTML or a reference to a character.
#[must_use]
pub fn looks_like_html(text: &str) -> bool {
    has_tag(text) || has_reference(text)
}

/// The one or two characters that a name between `&` and `;` stands for.
///
/// The two angle brackets are those of HTML 4 and of the document type of RSS, which HTML 5 has changed.
pub(crate) fn named_characters(name: &str) -> Option<impl Iterator<Item = char> + use<>> {
    let codes = match name {
        "lang" => [0x2329, 0],
        "rang" => [0x232a, 0],
        _ => html5_codes(name)?,
    };
    Some(characters(codes))
}

/// What a name stands for in HTML 5; a second number that is 0 is none.
fn html5_codes(name: &str) -> Option<[u32; 2]> {
    html5ever::data::NAMED_ENTITIES.get(format!("{name};").as_str()).map(|&(first, second)| [first, second])
}

fn characters(codes: [u32; 2]) -> impl Iterator<Item = char> + use<> {
    codes.into_iter().filter(|&code| code != 0).filter_map(char::from_u32)
}

/// Whether an element, by its name in lower case, has no content and no end tag.
#[must_use]
pub(crate) fn is_void(name: &str) -> bool {
    allowed::VOID.has(name)
}

/// Whether a tag of HTML stands in a text. Names of one letter are those of variables as well: they must be closed.
fn has_tag(text: &str) -> bool {
    let is_html = |name: &str| allowed::ELEMENTS.has(name) || allowed::OTHER_HTML.has(name);
    let is_tag = |tag: &str| {
        let (tag, is_end) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let after = tag.get(name.len()..).and_then(|rest| rest.chars().next());
        let ends_name = after.is_some_and(|c| c.is_whitespace() || matches!(c, '/' | '>'));
        let is_long = name.len() > 1 || name.eq_ignore_ascii_case("p");
        ends_name && (is_end || is_long) && is_html(&name.to_ascii_lowercase())
    };
    text.contains('<') && (text.split('<').skip(1).any(is_tag) || text.contains("<!--"))
}

fn has_reference(text: &str) -> bool {
    /// The longest name of a character in HTML has 31 letters.
    const MAX_REFERENCE: usize = 33;
    text.split('&').skip(1).any(|reference| {
        let head = reference.get(..reference.floor_char_boundary(MAX_REFERENCE)).unwrap_or(reference);
        let Some((body, _)) = head.split_once(';') else { return false };
        match body.strip_prefix('#') {
            Some(number) => !number.is_empty() && number.chars().all(|c| c.is_ascii_hexdigit() || c == 'x'),
            None => named_characters(body).is_some(),
        }
    })
}

fn fragment_text(html: &Html) -> String {
    let mut walk = Walk::default();
    for edge in html.tree.root().traverse() {
        walk.visit(edge);
    }
    walk.lines.finish()
}

/// Collects the lines while the tree is walked.
#[derive(Default)]
struct Walk {
    lines: Lines,
    /// Elements that are open and not for reading.
    n_unseen: usize,
}

impl Walk {
    fn visit(&mut self, edge: ego_tree::iter::Edge<'_, Node>) {
        let (node, is_open) = match edge {
            ego_tree::iter::Edge::Open(node) => (node.value(), true),
            ego_tree::iter::Edge::Close(node) => (node.value(), false),
        };
        match node {
            Node::Text(text) if is_open && self.n_unseen == 0 => self.lines.push(text),
            Node::Element(element) if UNSEEN.contains(&element.name()) => {
                self.n_unseen = if is_open { self.n_unseen + 1 } else { self.n_unseen.saturating_sub(1) };
            }
            Node::Element(element) if is_line_break(element.name()) => self.lines.end_line(),
            _ => {}
        }
    }
}

fn is_line_break(name: &str) -> bool {
    name == "br" || dom::BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_what_a_reader_sees() {
        let check = |html: &str, text: &str| assert_eq!(html_to_text(html), text, "{html}");
        check("", "");
        check("  plain \n text ", "plain text");
        check("<p>أول</p><p>ثانٍ &amp; ثالث</p>", "أول\nثانٍ & ثالث");
        check("a<br>b<br/>c", "a\nb\nc");
        check("<b>bo</b>ld, <i>it</i>alic", "bold, italic");
        check("<ul><li>один<li>два</ul>", "один\nдва");
        check("<div><div>x</div> y</div>z", "x\ny\nz");
        check("x<script>alert(1)</script><style>p{}</style>y", "xy");
        check("AT&T &lt;b&gt; &amp;nbsp; &nbsp;end", "AT&T <b> &nbsp; end");
        check("3 < 5 & 7 > 2", "3 < 5 & 7 > 2");
        check("<p>unclosed", "unclosed");
        check("<a href=\"x\">漢字</a>かな", "漢字かな");
        check("&#1593;&#x627;", "عا");
    }

    #[test]
    fn text_within_many_elements_is_found() {
        let html = format!("{}deep", "<i>".repeat(400));
        assert_eq!(html_to_text(&html), "deep");
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(200))]
        #[test]
        fn text_has_no_empty_lines_or_doubled_spaces(html in "[<>/pbr&; \\PC]{0,200}") {
            let text = html_to_text(&html);
            proptest::prop_assert!(text.is_empty() || text.lines().all(|line| !line.is_empty() && collapse(line) == line));
        }
    }
}
