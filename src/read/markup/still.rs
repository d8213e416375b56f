//! A whole foreign page as it can be looked at: its words in their form, and nothing that acts, loads or asks.
//!
//! No script and no handler, no style, no picture, frame or form, no name or class by which it could reach what stands around
//! it. What is left is headings, paragraphs, lists, tables and links to the web.

use ammonia::{Builder, UrlRelative};
use url::Url;

use super::clean::is_too_deep;
use crate::text;

/// Elements of text; their attributes are few.
#[rustfmt::skip]
const ELEMENTS: [&str; 66] = [
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "i", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "u", "ul", "var",
];

/// Elements that go with all that stands in them: it is no text of the page, or is text only to some readers of HTML.
#[rustfmt::skip]
const SILENT: [&str; 22] = [
    "applet", "audio", "button", "canvas", "datalist", "embed", "frameset", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// The page as HTML that stands within `body`; links are resolved against its address. A page whose elements are nested too
/// deeply comes as its bare text.
#[must_use]
pub fn still(html: &str, address: Option<&Url>) -> String {
    if is_too_deep(html) {
        let text = super::html_to_text(html);
        let paragraphs = text.lines().map(|line| format!("<p>{}</p>", ammonia::clean_text(line)));
        return paragraphs.collect::<Vec<_>>().join("\n");
    }
    builder(address).clean(html).to_string()
}

fn builder(address: Option<&Url>) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .clean_content_tags(SILENT.into_iter().collect())
        .generic_attributes(["dir", "lang"].into_iter().collect())
        .tag_attributes(
            [
                ("a", ["href"].into_iter().collect()),
                ("ol", ["start", "reversed"].into_iter().collect()),
                ("td", ["colspan", "rowspan"].into_iter().collect()),
                ("th", ["colspan", "rowspan"].into_iter().collect()),
                ("time", ["datetime"].into_iter().collect()),
            ]
            .into_iter()
            .collect(),
        )
        .url_schemes(["http", "https"].into_iter().collect())
        .link_rel(Some("noreferrer noopener nofollow"))
        .url_relative(UrlRelative::Deny);
    if let Some(base) = address.filter(|base| text::url::resolve(base, "").is_some()) {
        builder.url_relative(UrlRelative::RewriteWithBase(base.clone()));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let address = Url::parse("https://paper.example/news/1").expect("an address");
        assert_eq!(still(html, Some(&address)), expected, "{html}");
    }

    #[test]
    fn words_stay_and_what_acts_goes() {
        check("<h1 onclick=x() id=a class=b style=c>News</h1>", "<h1>News</h1>");
        check("<p lang=ar dir=rtl>خبر</p>", "<p lang=\"ar\" dir=\"rtl\">خبر</p>");
        check("a<script>b</script><style>c</style><svg><a>d</a></svg><template>e</template>f", "af");
        check("<img src=x onerror=y>", "");
        check("<form action=x><input name=y>z</form>", "z");
        check("<iframe srcdoc='<script>'></iframe>x", "x");
        check("<base href=//evil.example/><meta http-equiv=refresh content=0><link rel=stylesheet href=x>y", "y");
    }

    #[test]
    fn links_lead_to_the_web_from_where_the_page_was() {
        let rel = "rel=\"noreferrer noopener nofollow\"";
        check("<a href=2 target=_blank ping=x>n</a>", &format!("<a href=\"https://paper.example/news/2\" {rel}>n</a>"));
        check("<a href='java\nscript:x'>n</a>", &format!("<a {rel}>n</a>"));
        check("<a href=data:text/html,x>n</a>", &format!("<a {rel}>n</a>"));
    }

    #[test]
    fn a_page_that_is_nested_too_deeply_comes_as_text() {
        let deep = format!("{}<b onclick=x>so</b>{}", "<div>".repeat(400), "</div>".repeat(400));
        check(&deep, "<p>so</p>");
    }
}
