//! Declarations of style that only look: no addresses, no expressions, nothing that covers or moves.

/// Properties of text and boxes.
#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "azimuth", "background", "background-color", "background-x", "background-y", "border", "border-bottom", "border-bottom-color",
    "border-bottom-style", "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color",
    "border-left-style", "border-left-width", "border-radius", "border-right", "border-right-color",
    "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top", "border-top-color",
    "border-top-style", "border-top-width", "border-width", "clear", "color", "cursor", "direction", "display",
    "elevation", "float", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height",
    "letter-spacing", "line-height", "list-style-type", "margin", "margin-bottom", "margin-left", "margin-right",
    "margin-top", "max-width", "overflow", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top",
    "pause", "pause-after", "pause-before", "pitch", "pitch-range", "richness", "speak", "speak-header",
    "speak-numeral", "speak-punctuation", "speech-rate", "stress", "text-align", "text-decoration", "text-indent",
    "unicode-bidi", "vertical-align", "voice-family", "volume", "white-space", "width",
];

/// Functions that name a colour.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla"];
/// Longer ones are not for a text.
const MAX_BYTES: usize = 2048;

/// The declarations that may pass; `None` if there are none.
pub(super) fn clean(style: &str) -> Option<String> {
    if style.len() > MAX_BYTES {
        return None;
    }
    let declarations: Vec<String> = style.split(';').filter_map(declaration).collect();
    (!declarations.is_empty()).then(|| declarations.join(" "))
}

fn declaration(written: &str) -> Option<String> {
    let (property, value) = written.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let value = super::collapse(value);
    let is_allowed = PROPERTIES.contains(&property.as_str()) && !value.is_empty() && is_harmless(&value);
    is_allowed.then(|| format!("{property}: {value};"))
}

/// Whether a value consists of words, numbers, colours and names in quotes. A backslash, a comment or another function
/// could hide anything.
fn is_harmless(value: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "#%.,!-'\"()".contains(c);
    let mut before_brackets = value.split('(');
    let last = before_brackets.next_back();
    let is_function = |before: &str| {
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        FUNCTIONS.iter().any(|function| name.eq_ignore_ascii_case(function))
    };
    value.chars().all(is_plain) && last.is_some() && before_brackets.all(is_function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_looks_pass() {
        let check = |style: &str, expected: Option<&str>| assert_eq!(clean(style).as_deref(), expected, "{style}");
        check("color:red", Some("color: red;"));
        check(" COLOR : #FF0000 ;; margin:0 auto!important ", Some("color: #FF0000; margin: 0 auto!important;"));
        check("font-family: 'Comic Sans', serif; mso-x: 1", Some("font-family: 'Comic Sans', serif;"));
        check("color: rgba(1, 2, 3, .5)", Some("color: rgba(1, 2, 3, .5);"));
        for style in [
            "",
            "color",
            "position: fixed",
            "behavior: url(x.htc)",
            "-moz-binding: url(x)",
            "background: url(javascript:alert(1))",
            "width: expression(alert(1))",
            "width: exp/**/ression(alert(1))",
            "width: e\\78pression(alert(1))",
            "background: U\\52L(x)",
            "color: red url (x)",
            "background: image-set('x')",
            "color: @import",
            "color: attr(x)",
            "width: calc(1px)",
        ] {
            check(style, None);
        }
    }
}
