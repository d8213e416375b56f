//! Text in lines that fit a screen, with marked spans that survive the breaks.
//!
//! Lines break at spaces and between wide characters (Chinese, Japanese, Korean), never before a closing mark. This is
//! far less than Unicode Annex 14, and enough for reading on a terminal.

use unicode_width::UnicodeWidthChar;

use super::safe;

/// Wide punctuation that does not begin a line.
const NEVER_FIRST: [char; 14] = ['。', '，', '、', '；', '：', '！', '？', '）', '」', '』', '》', '”', '’', '】'];

/// A piece of a line that is marked as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The clean text.
    pub(super) text: String,
    /// Whether it was marked.
    pub(super) is_marked: bool,
}

/// A character of the text that may be shown.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    c: char,
    width: usize,
    is_marked: bool,
}

/// Glyphs that stay on one line, if a line can hold them.
#[derive(Debug, Default)]
struct Chunk {
    glyphs: Vec<Glyph>,
    /// The space that parts it from the one before, if there was one.
    space: Option<Glyph>,
}

/// Breaks one paragraph into lines of at most `width` columns; `is_marked` is asked with the place of each character.
pub(super) fn wrap(paragraph: &str, width: usize, is_marked: impl Fn(usize) -> bool) -> Vec<Vec<Span>> {
    let mut lines = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    for chunk in chunks(paragraph, is_marked) {
        let gap = chunk.space.filter(|_| !line.is_empty());
        if total_width(&line) + total_width(&chunk.glyphs) + usize::from(gap.is_some()) <= width {
            line.extend(gap);
            line.extend(chunk.glyphs);
            continue;
        }
        if !line.is_empty() {
            lines.push(spans(&std::mem::take(&mut line)));
        }
        for glyph in chunk.glyphs {
            // Longer than a whole line: an address, or a script without spaces.
            if glyph.width > 0 && !line.is_empty() && total_width(&line) + glyph.width > width {
                lines.push(spans(&std::mem::take(&mut line)));
            }
            line.push(glyph);
        }
    }
    if !line.is_empty() {
        lines.push(spans(&line));
    }
    lines
}

fn chunks(paragraph: &str, is_marked: impl Fn(usize) -> bool) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut next_space = None;
    let mut previous: Option<Glyph> = None;
    for (place, c) in paragraph.chars().enumerate() {
        let glyph = Glyph { c, width: c.width().unwrap_or(0), is_marked: is_marked(place) };
        if c.is_whitespace() {
            next_space = Some(Glyph { c: ' ', width: 1, ..glyph });
            continue;
        }
        if safe::is_dangerous(c) {
            continue;
        }
        let may_break = next_space.is_some() || previous.is_none_or(|previous| may_part(previous, glyph));
        if may_break {
            chunks.push(Chunk { glyphs: Vec::new(), space: next_space.take() });
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.glyphs.push(glyph);
        }
        previous = Some(glyph);
    }
    chunks
}

/// Whether a line may end between two glyphs without a space.
fn may_part(left: Glyph, right: Glyph) -> bool {
    let is_joined = left.c == '\u{200D}' || right.width == 0 || NEVER_FIRST.contains(&right.c);
    !is_joined && (right.width > 1 || (left.width > 1 && right.c.is_alphanumeric()))
}

fn total_width(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.width).sum()
}

fn spans(line: &[Glyph]) -> Vec<Span> {
    let same_mark = line.chunk_by(|left, right| left.is_marked == right.is_marked);
    let span = |glyphs: &[Glyph]| Span {
        text: glyphs.iter().map(|glyph| glyph.c).collect(),
        is_marked: glyphs.first().is_some_and(|glyph| glyph.is_marked),
    };
    same_mark.map(span).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// The lines with `[…]` around what is marked.
    fn shown(text: &str, width: usize, marked: std::ops::Range<usize>) -> Vec<String> {
        let line = |spans: Vec<Span>| -> String {
            spans.into_iter().map(|span| if span.is_marked { format!("[{}]", span.text) } else { span.text }).collect()
        };
        wrap(text, width, |place| marked.contains(&place)).into_iter().map(line).collect()
    }

    #[test]
    fn lines_break_where_the_script_allows() {
        let check = |text, width, expected: &[&str]| assert_eq!(shown(text, width, 0..0), expected, "{text}");
        check("one two three", 7, &["one two", "three"]);
        check("one  two\tthree", 99, &["one two three"]);
        check("overlong", 3, &["ove", "rlo", "ng"]);
        check("联合国安理会。", 6, &["联合国", "安理", "会。"]);
        check("在2026年", 4, &["在", "2026", "年"]);
        check("👩\u{200D}🚀👩\u{200D}🚀", 4, &["👩\u{200D}🚀", "👩\u{200D}🚀"]);
        check("", 5, &[]);
        check("a\u{202E}b", 5, &["ab"]);
    }

    #[test]
    fn marks_survive_breaks_and_cleaning() {
        assert_eq!(shown("the attack was", 10, 4..10), ["the [attack]", "was"]);
        assert_eq!(shown("Red Cross", 4, 0..9), ["[Red]", "[Cros]", "[s]"]);
        assert_eq!(shown("x\u{202E} هجوم", 9, 3..7), ["x [هجوم]"]);
    }

    proptest! {
        #[test]
        fn nothing_but_spaces_is_lost(text in "[a-c 国é\u{301}]{0,40}", width in 2_usize..12) {
            let lines: Vec<String> =
                wrap(&text, width, |_| false).into_iter().map(|line| line.into_iter().map(|span| span.text).collect()).collect();
            for line in &lines {
                prop_assert!(line.width() <= width);
            }
            let without_spaces = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&text));
        }
    }
}
