//! HTML to plain text: what a reader would see of it, one block a line.

use scraper::{ElementRef, Html, Node};

use super::dom;

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
    fragment_text(&dom::parse_fragment(html))
}

/// The text of an element, as [`html_to_text`].
#[must_use]
pub fn element_text(element: ElementRef<'_>) -> String {
    let mut lines = Lines::default();
    for edge in element.traverse() {
        lines.visit(edge);
    }
    lines.finish()
}

/// The text of an element on one line.
#[must_use]
pub fn line_text(element: ElementRef<'_>) -> String {
    collapse(&element_text(element))
}

/// White space of every kind collapsed to single spaces, none at the ends.
#[must_use]
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fragment_text(html: &Html) -> String {
    let mut lines = Lines::default();
    for edge in html.tree.root().traverse() {
        lines.visit(edge);
    }
    lines.finish()
}

/// Collects the lines while the tree is walked.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    current: String,
    /// Elements that are open and not for reading.
    n_unseen: usize,
}

impl Lines {
    fn visit(&mut self, edge: ego_tree::iter::Edge<'_, Node>) {
        let (node, is_open) = match edge {
            ego_tree::iter::Edge::Open(node) => (node.value(), true),
            ego_tree::iter::Edge::Close(node) => (node.value(), false),
        };
        match node {
            Node::Text(text) if is_open && self.n_unseen == 0 => self.current.push_str(text),
            Node::Element(element) if UNSEEN.contains(&element.name()) => {
                self.n_unseen = if is_open { self.n_unseen + 1 } else { self.n_unseen.saturating_sub(1) };
            }
            Node::Element(element) if is_line_break(element.name()) => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let line = collapse(&self.current);
        if !line.is_empty() {
            self.done.push(line);
        }
        self.current.clear();
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.done.join("\n")
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
