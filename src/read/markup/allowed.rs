//! What of HTML may stand in the text of a news item.

/// Elements of texts, lists, tables, pictures and sound. Forms, frames and what is loaded to run are not among them.
#[rustfmt::skip]
pub(super) const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl",
    "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt",
    "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

/// Elements that go with all that stands in them.
pub(super) const SILENT: &[&str] = &["script", "style"];

/// Attributes that any element may have: what a text looks like, also in the ways of old programs.
#[rustfmt::skip]
pub(super) const ATTRIBUTES: &[&str] = &[
    "abbr", "accesskey", "align", "alt", "axis", "balance", "bgcolor", "bgproperties", "border", "bordercolor",
    "bordercolordark", "bordercolorlight", "bottompadding", "cellpadding", "cellspacing", "char", "charoff", "cite",
    "class", "clear", "color", "cols", "colspan", "compact", "controls", "coords", "datapagesize", "datetime", "dir",
    "face", "frame", "gutter", "headers", "height", "hidefocus", "href", "hreflang", "hspace", "id", "ismap", "label",
    "lang", "leftspacing", "longdesc", "loop", "loopcount", "loopend", "loopstart", "media", "name", "nohref",
    "noshade", "nowrap", "point-size", "poster", "pqg", "preload", "rel", "rev", "rightspacing", "rows", "rowspan",
    "rules", "scope", "shape", "size", "span", "src", "start", "step", "style", "summary", "tabindex", "target",
    "title", "toppadding", "type", "unselectable", "urn", "usemap", "valign", "value", "variable", "volume", "vrml",
    "vspace", "width", "wrap",
];

/// Attributes that hold an address.
pub(super) const ADDRESSES: &[&str] = &["cite", "href", "longdesc", "poster", "src", "usemap"];

/// Schemes of addresses that may be followed.
pub(super) const SCHEMES: &[&str] = &["http", "https", "ftp", "ftps", "mailto", "tel", "magnet", "geo", "xmpp"];

/// Elements that have no content.
#[rustfmt::skip]
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements by which a text shows that it is HTML, though they may not pass.
#[rustfmt::skip]
pub(super) const OTHER_HTML: &[&str] = &[
    "applet", "base", "basefont", "blink", "body", "button", "canvas", "embed", "fieldset", "form", "frame",
    "frameset", "head", "html", "iframe", "input", "label", "legend", "link", "marquee", "math", "meta", "noscript",
    "object", "optgroup", "option", "param", "script", "select", "style", "svg", "template", "textarea", "xmp",
];

/// Whether a sorted list has a name. The lists are looked at for each tag and attribute of each text.
pub(super) fn has(sorted: &[&str], name: &str) -> bool {
    sorted.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [ELEMENTS, ATTRIBUTES, ADDRESSES, VOID, OTHER_HTML] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn what_acts_is_not_allowed() {
        for name in ["script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link", "meta"] {
            assert!(!has(ELEMENTS, name), "{name}");
        }
        assert!(ATTRIBUTES.iter().all(|name| !name.starts_with("on") && !name.contains("action")));
    }
}
