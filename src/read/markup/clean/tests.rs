use super::*;

fn clean(html: &str) -> String {
    let base = Url::parse("https://example.org/a/").expect("valid");
    Cleaner::default().clean(html, Some(&base)).into_owned()
}

#[test]
fn sound_html_is_kept_and_closed_as_xml_has_it() {
    let check = |html: &str, expected: &str| assert_eq!(clean(html), expected, "{html}");
    check("AT&T &lt;b&gt; 3 > 2", "AT&T &lt;b&gt; 3 > 2");
    check("<p>x<br>y</p>", "<p>x<br />y</p>");
    check(
        "<img src='https://e.org/1.jpg' alt=\"a > b\" data-x=\"1\" />",
        "<img src=\"https://e.org/1.jpg\" alt=\"a > b\" />",
    );
    check("<!-- wp:paragraph --><p class=\"a\">x</p>", "<p class=\"a\">x</p>");
    check("<a href=\"../b?x=1&amp;y\">z</a>", "<a href=\"https://example.org/b?x=1&amp;y\">z</a>");
    check("<p>unclosed <b>x", "<p>unclosed <b>x</b></p>");
    check("<table><tr><td>1</table>", "<table><tbody><tr><td>1</td></tr></tbody></table>");
    check("<p style=\"color:red;position:fixed\">x</p>", "<p style=\"color: red;\">x</p>");
}

/// Ways to run something, by what browsers have fallen for.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"https://x.example/\"onerror=\"alert(1)\">",
    "<img/onerror='alert(1)'/src=x>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt&colon;alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=\"https://x.example/\"></iframe>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
    "<object data=\"x.swf\"></object><embed src=x.swf><applet code=x></applet>",
    "<form action=\"https://x.example/\"><input name=password><button formaction=javascript:x>ok</button></form>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"https://x.example/\"><link rel=stylesheet href=x.css>",
    "<style>@import 'x.css';</style>",
    "<p style=\"width: expression(alert(1))\">x</p>",
    "<p style=\"background: url(javascript:alert(1))\">x</p>",
    "<p style=\"behavior:url(x.htc);-moz-binding:url(x)\">x</p>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<p title=\"<img src=x onerror=alert(1)>\">x</p>",
    "<img src=\"https://e.org/\" alt=\"`><script>alert(1)</script>\">",
    "<xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>",
    "<a href=\"https://e.org/\" onclick=\"alert(1)\">x</a>",
    "<video poster=\"javascript:alert(1)\"><source src=\"javascript:alert(1)\"></video>",
    "<blockquote cite=\"javascript:alert(1)\">x</blockquote>",
    "<body onload=alert(1) background=\"javascript:alert(1)\">x",
    "<table background=\"javascript:alert(1)\"><tr><td>x",
];

/// Whether anything in the HTML could act, by the tree that a browser makes of it.
fn acts(html: &str) -> bool {
    let tree = crate::read::dom::parse_fragment(html);
    tree.tree.values().filter_map(|node| node.as_element()).any(|element| {
        let is_allowed = matches!(element.name(), "html" | "body") || ELEMENTS.has(element.name());
        let acts = |(name, value): (&str, &str)| {
            let value = value.trim().to_ascii_lowercase();
            name.starts_with("on")
                || ["javascript:", "vbscript:", "data:"].iter().any(|scheme| value.starts_with(scheme))
                || (name == "style" && (value.contains("expression") || value.contains("url(")))
        };
        !is_allowed || element.attrs().any(acts)
    })
}

#[test]
fn nothing_that_acts_is_left() {
    for attack in ATTACKS {
        for html in [(*attack).to_owned(), format!("<p>x{attack}y</p>"), format!("<div><b>{attack}"), attack.repeat(3)]
        {
            assert!(!acts(&clean(&html)), "{html}\n{}", clean(&html));
        }
    }
}

#[test]
fn deep_html_is_read_as_text() {
    assert_eq!(clean(&format!("{}x < y", "<div>".repeat(300))), "x &lt; y");
    assert!(!clean(&"<div>".repeat(100_000)).contains("<div"));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(400))]
    #[test]
    fn parts_of_attacks_do_not_act(parts in proptest::collection::vec((0..ATTACKS.len(), 0..60_usize, 0..60_usize), 1..5)) {
        let html: String = parts.iter().map(|&(i, skip, take)| ATTACKS[i].chars().skip(skip).take(take).collect::<String>()).collect();
        let cleaned = clean(&html);
        proptest::prop_assert!(!acts(&cleaned), "{}\n{}", html, cleaned);
    }

    #[test]
    fn the_short_way_lets_nothing_through_that_the_parser_would_not(html in "(<(p|b|a|br|img|div)( (href|src|alt|id)=\"(https://e.org/)?[a-z&;>]{0,4}\"){0,2} ?/?>|</(p|b|a|div)>|[a-z&<>; \"]{0,3}){0,8}") {
        if let Some(copy) = plain::copy(&html) {
            proptest::prop_assert!(!acts(&copy), "{}\n{}", html, copy);
        }
    }
}
