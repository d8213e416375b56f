//! What of HTML may stand in the text of a news item.

/// Elements of texts, lists, tables, pictures and sound. Forms, frames and what is loaded to run are not among them.
#[rustfmt::skip]
pub(super) static ELEMENTS: Names = Names::new(&[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl",
    "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt",
    "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
]);

/// Elements that go with all that stands in them.
pub(super) const SILENT: &[&str] = &["script", "style"];

/// Attributes that any element may have: what a text looks like, also in the ways of old programs.
#[rustfmt::skip]
pub(super) static ATTRIBUTES: Names = Names::new(&[
    "abbr", "accesskey", "align", "alt", "axis", "balance", "bgcolor", "bgproperties", "border", "bordercolor",
    "bordercolordark", "bordercolorlight", "bottompadding", "cellpadding", "cellspacing", "char", "charoff", "cite",
    "class", "clear", "color", "cols", "colspan", "compact", "controls", "coords", "datapagesize", "datetime", "dir",
    "face", "frame", "gutter", "headers", "height", "hidefocus", "href", "hreflang", "hspace", "id", "ismap", "label",
    "lang", "leftspacing", "longdesc", "loop", "loopcount", "loopend", "loopstart", "media", "name", "nohref",
    "noshade", "nowrap", "point-size", "poster", "pqg", "preload", "rel", "rev", "rightspacing", "rows", "rowspan",
    "rules", "scope", "shape", "size", "span", "src", "start", "step", "style", "summary", "tabindex", "target",
    "title", "toppadding", "type", "unselectable", "urn", "usemap", "valign", "value", "variable", "volume", "vrml",
    "vspace", "width", "wrap",
]);

/// Attributes that hold an address.
pub(super) const ADDRESSES: &[&str] = &["cite", "href", "longdesc", "poster", "src", "usemap"];

/// Schemes of addresses that may be followed.
pub(super) const SCHEMES: &[&str] = &["http", "https", "ftp", "ftps", "mailto", "tel", "magnet", "geo", "xmpp"];

/// Elements that have no content.
#[rustfmt::skip]
pub(super) static VOID: Names = Names::new(&[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
]);

/// Elements by which a text shows that it is HTML, though they may not pass.
#[rustfmt::skip]
pub(super) static OTHER_HTML: Names = Names::new(&[
    "applet", "base", "basefont", "blink", "body", "button", "canvas", "embed", "fieldset", "form", "frame",
    "frameset", "head", "html", "iframe", "input", "label", "legend", "link", "marquee", "math", "meta", "noscript",
    "object", "optgroup", "option", "param", "script", "select", "style", "svg", "template", "textarea", "xmp",
]);

/// A sorted list of names, with the places where each letter begins: it is asked for each tag and attribute of each text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    sorted: &'static [&'static str],
    /// The index of the first name that begins with the letter or a later one.
    begins: [usize; N_LETTERS + 1],
}

const N_LETTERS: usize = 26;

impl Names {
    /// Of a list in which each name begins with a letter.
    #[expect(clippy::indexing_slicing, reason = "checked when it is compiled")]
    const fn new(sorted: &'static [&'static str]) -> Self {
        let mut begins = [0; N_LETTERS + 1];
        let (mut letter, mut at) = (0, 0);
        while letter < N_LETTERS {
            begins[letter] = at;
            while at < sorted.len() && sorted[at].as_bytes()[0] as usize == letter + b'a' as usize {
                at += 1;
            }
            letter += 1;
        }
        begins[N_LETTERS] = at;
        assert!(at == sorted.len(), "the names are sorted and in lower case");
        Self { sorted, begins }
    }

    /// Whether a name is among them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The name in the list that is the same.
    pub(super) fn find(&self, name: &str) -> Option<&&'static str> {
        let letter = usize::from(name.bytes().next()?.checked_sub(b'a')?);
        let (&from, &to) = (self.begins.get(letter)?, self.begins.get(letter + 1)?);
        self.sorted.get(from..to)?.iter().find(|known| **known == name)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.sorted.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [&ELEMENTS, &ATTRIBUTES, &VOID, &OTHER_HTML] {
            assert!(list.sorted.is_sorted() && list.iter().all(|name| list.has(name)));
            assert!(!list.has("") && !list.has("é") && !list.has("zz") && !list.has("A"));
        }
    }

    #[test]
    fn what_acts_is_not_allowed() {
        for name in ["script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link", "meta"] {
            assert!(!ELEMENTS.has(name), "{name}");
        }
        assert!(ATTRIBUTES.iter().all(|name| !name.starts_with("on") && !name.contains("action")));
    }
}
