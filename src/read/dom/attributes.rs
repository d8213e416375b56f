//! Finds tags whose attributes alone would stall the parser, which compares each with all before it.

/// Attributes of one tag; real ones stay below 100.
const MAX_ATTRIBUTES: usize = 1_000;
/// Each `<` starts a scan of its own, also within a quoted value, because only the parser knows which of them are tags.
/// Real pages need two looks at each byte; a page that needs many more was made to stall us.
const MAX_LOOKS_PER_BYTE: usize = 8;

/// The offset of the first tag with more attributes than any real one has.
pub(super) fn find_overlong_tag(html: &str) -> Option<usize> {
    let mut budget = html.len().saturating_mul(MAX_LOOKS_PER_BYTE);
    html.match_indices('<').map(|(at, _)| at).find(|at| {
        let tag = html.get(at + 1..).unwrap_or_default();
        tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && is_overlong(tag, &mut budget)
    })
}

/// Where a scan stands within a tag, by the tokenizer of the HTML standard, as far as attributes need it.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    TagName,
    Between,
    AttributeName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

fn is_overlong(tag: &str, budget: &mut usize) -> bool {
    let mut place = Place::TagName;
    let mut n_attributes = 0;
    for byte in tag.bytes() {
        if n_attributes > MAX_ATTRIBUTES || *budget == 0 {
            return true;
        }
        *budget -= 1;
        let is_space = byte.is_ascii_whitespace();
        let next = match place {
            Place::Quoted(quote) if byte == quote => Place::Between,
            Place::Quoted(_) => place,
            Place::BeforeValue if byte == b'"' || byte == b'\'' => Place::Quoted(byte),
            Place::BeforeValue if is_space => place,
            _ if byte == b'>' => return false,
            Place::BeforeValue => Place::Unquoted,
            Place::TagName | Place::AttributeName if is_space || byte == b'/' => Place::Between,
            Place::Unquoted if is_space => Place::Between,
            Place::TagName | Place::Unquoted => place,
            // A `=` after spaces still belongs to the attribute before it.
            Place::AttributeName | Place::Between if byte == b'=' => Place::BeforeValue,
            Place::Between if is_space || byte == b'/' => place,
            Place::AttributeName | Place::Between => Place::AttributeName,
        };
        if next == Place::AttributeName && place != next {
            n_attributes += 1;
        }
        place = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tags_pass() {
        for html in [
            "<p>a</p>",
            "<a href='x>y' b c=d/e>text</a>",
            "if (a < b) c",
            "<img src=\"data:image/png;base64,iVBORw0KGgo=\">",
            "<script>for (i=0;i<n;i++) { x }</script>",
            "<",
        ] {
            assert_eq!(find_overlong_tag(html), None, "{html}");
        }
    }

    #[test]
    fn thousands_of_attributes_are_found_wherever_they_hide() {
        let many = |separator: &str| (0..2_000).map(|i| format!("a{i}{separator}")).collect::<String>();
        for (prefix, separator) in [("<p ", " "), ("</p ", "/"), ("<svg ", "=1 "), ("<b ", "='>'"), ("<b ", "=\">\"")] {
            let html = format!("<i>x</i>{prefix}{}>", many(separator));
            assert_eq!(find_overlong_tag(&html), Some(8), "{prefix}{separator}");
        }
        let behind_quote = format!("<script>a<b x=\"</script><p {}>", many(" "));
        assert!(find_overlong_tag(&behind_quote).is_some());
    }

    #[test]
    fn rescans_are_bounded() {
        let html = "<a x='".repeat(50_000);
        let _ = find_overlong_tag(&html);
    }
}
