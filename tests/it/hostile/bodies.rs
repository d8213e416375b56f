//! Feeds and sitemaps that no honest program writes.

use crate::paper::{channel, item};

use super::site::Expect::{Articles, Ends, Fails};
use super::site::{Case, Expect, Visit, case, many};

/// How deep nesting goes.
const DEEP: usize = 100_000;

/// A feed of one article.
pub(super) fn feed(name: &str) -> String {
    channel(&item(&format!("/{name}/one"), &format!("The case of {name}"), &text(name)))
}

/// The text of an article that no other case has.
fn text(name: &str) -> String {
    format!("<description>{}</description>", crate::paper::prose(name))
}

/// Cases of feeds and sitemaps.
pub(super) fn cases() -> Vec<Case> {
    [nested(), entities(), bytes(), long(), meanings(), sitemaps()].into_iter().flatten().collect()
}

/// A case of a whole document.
fn body(name: &'static str, expect: Expect, body: impl Into<Vec<u8>>) -> Case {
    let body = body.into();
    case(name, expect, move |v: &mut Visit<'_>| v.document("Content-Type: application/xml\r\n", &body))
}

/// A feed with this within its item, before and after an article's own elements.
fn with_item(name: &str, more: &str) -> String {
    channel(&item(&format!("/{name}/one"), &format!("The case of {name}"), &(text(name) + more)))
}

fn nested() -> Vec<Case> {
    let deep = |open: &str, close: &str| open.repeat(many(DEEP)) + &close.repeat(many(DEEP));
    vec![
        body("nested-in-item", Ends, with_item("nested-in-item", &deep("<x>", "</x>"))),
        body("nested-unclosed", Ends, with_item("nested-unclosed", &"<x>".repeat(many(DEEP)))),
        body("nested-media", Ends, with_item("nested-media", &deep("<media:group>", "</media:group>"))),
        body("nested-outlines", Ends, deep("<outline>", "</outline>")),
        body("nested-items", Ends, channel(&"<item><title>x</title>".repeat(many(DEEP)))),
        body("nested-channels", Ends, "<rss version=\"2.0\">".to_owned() + &"<channel>".repeat(many(DEEP))),
        body(
            "nested-escaped",
            Ends,
            with_item("nested-escaped", &format!("<description>{}</description>", "&lt;div&gt;".repeat(many(DEEP)))),
        ),
        body(
            "nested-cdata",
            Ends,
            with_item(
                "nested-cdata",
                &format!("<content:encoded><![CDATA[{}]]></content:encoded>", "<ul><li>".repeat(many(DEEP))),
            ),
        ),
        body(
            "nested-xhtml",
            Ends,
            format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>x</title><content type=\"xhtml\">{}\
                 </content></entry></feed>",
                deep("<div xmlns=\"http://www.w3.org/1999/xhtml\">", "</div>")
            ),
        ),
        body(
            "nested-json",
            Ends,
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":{}", "[".repeat(many(DEEP))),
        ),
        body(
            "nested-json-objects",
            Ends,
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"x\":{}", "{\"a\":".repeat(many(DEEP))),
        ),
        body("closed-only", Ends, with_item("closed-only", &"</x>".repeat(many(DEEP)))),
    ]
}

fn entities() -> Vec<Case> {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let quadratic = format!("<!DOCTYPE rss [<!ENTITY a \"{}\">]>", "a".repeat(many(50_000)));
    let with_doctype = |doctype: &str, name: &str, more: &str| {
        doctype.to_owned() + with_item(name, more).split_once("?>\n").map_or("", |(_, rest)| rest)
    };
    vec![
        body(
            "billion-laughs",
            Ends,
            with_doctype(
                &format!("<!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]>"),
                "billion-laughs",
                "<category>&l9;</category>",
            ),
        ),
        body(
            "quadratic-entity",
            Ends,
            with_doctype(
                &quadratic,
                "quadratic-entity",
                &format!("<category>{}</category>", "&a;".repeat(many(50_000))),
            ),
        ),
        body(
            "external-entity",
            Ends,
            with_doctype(
                "<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY h SYSTEM \"http://127.0.0.1:1/\">]>",
                "external-entity",
                "<category>&f;&h;</category>",
            ),
        ),
        body(
            "entity-of-itself",
            Ends,
            with_doctype(
                "<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>",
                "entity-of-itself",
                "<category>&a;</category>",
            ),
        ),
        body(
            "parameter-entity",
            Ends,
            with_doctype("<!DOCTYPE rss [<!ENTITY % p SYSTEM \"file:///dev/zero\">%p;]>", "parameter-entity", ""),
        ),
        body(
            "entities-unknown",
            Articles(1),
            with_item("entities-unknown", "<category>&nothing;&#xD800;&#0;&#x110000;&#99999999999;&;</category>"),
        ),
        body(
            "ampersands",
            Ends,
            with_item("ampersands", &format!("<category>{}</category>", "&".repeat(many(500_000)))),
        ),
    ]
}

fn bytes() -> Vec<Case> {
    let utf16 = |text: &str, to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let declared = |name: &str, encoding: &str| feed(name).replace("UTF-8", encoding);
    let inserted = |name: &str, bytes: &[u8]| {
        let feed = feed(name);
        let (before, after) = feed.split_once("</title><link>/").expect("the item has a title");
        [before.as_bytes(), bytes, b"</title><link>/", after.as_bytes()].concat()
    };
    let mut odd = [b"\xff\xfe".to_vec(), utf16(&feed("utf-16-odd"), u16::to_le_bytes)].concat();
    odd.pop();
    let utf32: Vec<u8> = feed("utf-32").chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    vec![
        body("nul-in-feed", Articles(1), inserted("nul-in-feed", b"\0\0\0")),
        body("nul-alone", Fails(&["not-a-feed"]), vec![0; 100_000]),
        body(
            "noise",
            Fails(&["not-a-feed"]),
            (0..500_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>(),
        ),
        body("utf-16-without-mark", Ends, utf16(&feed("utf-16-without-mark"), u16::to_be_bytes)),
        body("utf-16-big", Articles(1), [b"\xfe\xff".to_vec(), utf16(&feed("utf-16-big"), u16::to_be_bytes)].concat()),
        body("utf-16-odd", Ends, odd),
        body("utf-32", Ends, utf32),
        body("utf-7-declared", Articles(1), declared("utf-7-declared", "utf-7")),
        body("utf-16-declared", Articles(1), declared("utf-16-declared", "utf-16")),
        body("ebcdic-declared", Articles(1), declared("ebcdic-declared", "cp037")),
        body("encoding-unknown", Articles(1), declared("encoding-unknown", "x-nothing")),
        body("encoding-of-100-kb", Ends, declared("encoding-of-100-kb", &"x".repeat(many(100_000)))),
        body("invalid-utf-8", Articles(1), inserted("invalid-utf-8", b"\xff\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80")),
        body("surrogates-alone", Articles(1), inserted("surrogates-alone", b"\xed\xa0\x80\xed\xb0\x80")),
        body(
            "json-surrogates",
            Ends,
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"\\ud800\",\"title\":\"\\udc00\\ud800 x\",\
             \"content_text\":\"\\ud83d\"}]}",
        ),
        body("controls", Articles(1), inserted("controls", &(1..32).collect::<Vec<u8>>())),
        body(
            "bidi-and-joiners",
            Articles(1),
            inserted("bidi-and-joiners", "\u{202e}\u{2066}\u{200d}".repeat(1000).as_bytes()),
        ),
    ]
}

fn long() -> Vec<Case> {
    const MILLION: usize = 1_000_000;
    let attributes: String = (0..many(80_000)).map(|n| format!(" a{n}=\"v\"")).collect();
    let in_description =
        |name: &str, text: &str| with_item(name, &format!("<content:encoded>{text}</content:encoded>"));
    vec![
        body("million-entries", Ends, channel(&"<item/>".repeat(many(MILLION)))),
        body("million-titles", Ends, channel(&"<item><title/>".repeat(many(MILLION / 2)))),
        body(
            "attribute-of-1-mb",
            Ends,
            with_item("attribute-of-1-mb", &format!("<x a=\"{}\"/>", "v".repeat(many(MILLION)))),
        ),
        body("attributes-80000", Ends, with_item("attributes-80000", &format!("<x{attributes}/>"))),
        body(
            "attributes-same",
            Ends,
            with_item("attributes-same", &format!("<x{}/>", " a=\"v\"".repeat(many(80_000)))),
        ),
        body(
            "namespaces-80000",
            Ends,
            with_item("namespaces-80000", &format!("<x{}/>", attributes.replace(" a", " xmlns:a"))),
        ),
        body("name-of-1-mb", Ends, with_item("name-of-1-mb", &format!("<{0}></{0}>", "n".repeat(many(MILLION))))),
        body("comment-unclosed", Ends, with_item("comment-unclosed", &format!("<!--{}", "-".repeat(many(MILLION))))),
        body("cdata-unclosed", Ends, with_item("cdata-unclosed", &"<![CDATA[".repeat(many(100_000)))),
        body("instruction-unclosed", Ends, "<?".repeat(many(500_000))),
        body("doctype-unclosed", Ends, format!("<!DOCTYPE rss [{}", "<!ENTITY x \"".repeat(many(80_000)))),
        body("angles", Ends, "<".repeat(many(MILLION))),
        body("quotes-unclosed", Ends, channel(&"<item a=\"".repeat(many(100_000)))),
        body("unclosed-100000", Ends, channel(&"<item><b><i>".repeat(many(100_000)))),
        body("word-of-1-mb", Articles(1), in_description("word-of-1-mb", &"x".repeat(many(MILLION)))),
        body("ideographs-1-mb", Articles(1), in_description("ideographs-1-mb", &"\u{65b0}".repeat(many(MILLION / 3)))),
        body(
            "marks-1-mb",
            Articles(1),
            in_description("marks-1-mb", &format!("a{}", "\u{301}".repeat(many(MILLION / 2)))),
        ),
        body("digits-1-mb", Articles(1), in_description("digits-1-mb", &"1/2".repeat(many(MILLION / 3)))),
        body(
            "date-of-1-mb",
            Articles(1),
            with_item("date-of-1-mb", &format!("<pubDate>{}</pubDate>", "1 Jan ".repeat(many(MILLION / 6)))),
        ),
        body("title-of-1-mb", Ends, channel(&item("/title-of-1-mb/one", &"word ".repeat(many(MILLION / 5)), ""))),
        body("link-of-1-mb", Ends, channel(&item(&format!("/{}", "x/../".repeat(many(MILLION / 5))), "Far", ""))),
        body("categories-100000", Ends, with_item("categories-100000", &"<category>c</category>".repeat(many(50_000)))),
    ]
}

fn meanings() -> Vec<Case> {
    let two = |name: &str, first: &str, second: &str| {
        let one = |n: &str, more: &str| {
            item(&format!("/{name}/{n}"), &format!("Part {n} of {name}"), &(text(&format!("{name}{n}")) + more))
        };
        channel(&(one("one", first) + &one("two", second)))
    };
    let dated = |name: &str, date: &str| with_item(name, &format!("<pubDate>{date}</pubDate>"));
    vec![
        case("guid-churn", Articles(1), |v| {
            let guid = format!("<guid isPermaLink=\"false\">{}</guid>", v.n_before);
            v.document("", with_item("guid-churn", &guid))
        }),
        body("guids-shared", Articles(2), two("guids-shared", "<guid>same</guid>", "<guid>same</guid>")),
        body("guids-empty", Articles(2), two("guids-empty", "<guid/>", "<guid/>")),
        body(
            "link-shared",
            Ends,
            channel(&item("/link-shared/one", "Same", &text("link-shared")).repeat(many(10_000))),
        ),
        body("date-9999", Articles(1), dated("date-9999", "Fri, 31 Dec 9999 23:59:59 GMT")),
        body("date-99999999", Articles(1), dated("date-99999999", "99999999-99-99T99:99:99+99:99")),
        body("date-zero", Articles(1), dated("date-zero", "0000-00-00 00:00:00")),
        body("date-negative", Articles(1), dated("date-negative", "-271821-04-20T00:00:00Z")),
        body("date-tomorrow", Articles(1), dated("date-tomorrow", "Mon, 01 Jan 2125 00:00:00 GMT")),
        body("date-number", Articles(1), dated("date-number", "99999999999999999999999")),
        body("ttl-huge", Articles(1), channel(&format!("<ttl>99999999999999999999</ttl>{}", feed_item("ttl-huge")))),
        body(
            "links-odd",
            Ends,
            channel(
                &["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[::1", "//", "\0"]
                    .map(|link| item(link, link, ""))
                    .concat(),
            ),
        ),
        body(
            "json-numbers",
            Ends,
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":1e9999,\"title\":-0,\"url\":[]},{\"id\":99999999999999999999999}]}",
        ),
        body("html-for-feed", Fails(&["not-a-feed", "interstitial"]), crate::paper::article("Not a feed")),
        body("feed-in-html", Ends, format!("<html><body>{}</body></html>", feed("feed-in-html"))),
        body("empty", Fails(&["not-a-feed"]), ""),
        body("spaces", Fails(&["not-a-feed"]), " ".repeat(many(500_000))),
        body(
            "trademark",
            Articles(1),
            with_item("trademark", "<content:encoded>&lt;script&gt;alert(1)&lt;/script&gt;</content:encoded>"),
        ),
    ]
}

fn feed_item(name: &str) -> String {
    item(&format!("/{name}/one"), &format!("The case of {name}"), &text(name))
}

fn sitemaps() -> Vec<Case> {
    const KEYS: &str = "kind = \"sitemap\"\nfull_text = \"feed\"\n";
    let index = |url: &str, n: usize| {
        format!("<sitemapindex>{}</sitemapindex>", format!("<sitemap><loc>{url}</loc></sitemap>").repeat(n))
    };
    vec![
        body("sitemap-nested", Ends, format!("<urlset>{}", "<url>".repeat(many(DEEP)))).with_keys(KEYS),
        body("sitemap-of-itself", Ends, index("/sitemap-of-itself", 1)).with_keys(KEYS),
        body("sitemap-index-wide", Ends, index("/sitemap-index-wide/x", 20_000)).with_keys(KEYS),
        body("sitemap-inside", Ends, index("http://10.0.0.1/sitemap.xml", 3)).with_keys(KEYS),
        body("sitemap-million", Ends, format!("<urlset>{}</urlset>", "<url/>".repeat(many(1_000_000)))).with_keys(KEYS),
    ]
}
