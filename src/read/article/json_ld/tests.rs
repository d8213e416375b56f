use super::*;

fn claims_of(blocks: &[&str], title: &str) -> Claims {
    let scripts = blocks.iter().map(|block| format!("<script type=\"application/ld+json\">{block}</script>"));
    let html = crate::read::dom::parse_page(&scripts.collect::<String>()).0;
    read(&Document::flatten(&html), title)
}

#[test]
fn an_article_is_found_wherever_it_stands() {
    for block in [
        r#"{"@type":"NewsArticle","headline":"H","datePublished":"2021-11-15"}"#,
        r#"[{"@type":"WebSite","name":"S"},{"@type":["Article","Thing"],"headline":"H","datePublished":"2021-11-15"}]"#,
        r#"{"@graph":[{"@type":"Person","name":"P"},{"@type":"https://schema.org/Article","headline":"H","datePublished":"2021-11-15"}]}"#,
        r#"{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":["H"],"datePublished":{"@value":"2021-11-15"}}}"#,
    ] {
        let claims = claims_of(&[block], "");
        assert_eq!(
            (claims.headline.as_deref(), claims.published.as_deref()),
            (Some("H"), Some("2021-11-15")),
            "{block}"
        );
    }
}

#[test]
fn other_kinds_of_nodes_say_nothing_of_the_article() {
    for block in [
        r#"{"@type":"WebPage","datePublished":"2021-11-15"}"#,
        r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2021-11-15"}]}"#,
        r#"{"datePublished":"2021-11-15"}"#,
        "[]",
        "7",
    ] {
        let claims = claims_of(&[block], "");
        assert!(!claims.is_article && claims.published.is_none(), "{block}");
    }
}

#[test]
fn what_hands_and_templates_break_is_mended() {
    for block in [
        "{\"@type\":\"Article\",\"headline\":\"two\nlines\",\"datePublished\":\"2021-11-15\",}",
        "<!-- {\"@type\":\"Article\",\"headline\":\"two lines\",\"datePublished\":\"2021-11-15\"} -->",
        "{\"@type\":\"Article\",\"headline\":\"two lines\",\"datePublished\":\"2021-11-15\"};",
        "{\"@type\":\"Article\",\"headline\":\"two lines\",\"keywords\":[\"a\",,\"b\",],\"datePublished\":\"2021-11-15\"}",
        "{\"@type\":\"Article\",\"headline\":\"two lines\",\"x\":\"it\\'s\",\"datePublished\":\"2021-11-15\"}",
        "{\"@type\":\"WebSite\"}{\"@type\":\"Article\",\"headline\":\"two lines\",\"datePublished\":\"2021-11-15\"}",
    ] {
        let claims = claims_of(&[block], "");
        assert_eq!(claims.headline.as_deref(), Some("two lines"), "{block}");
        assert_eq!(claims.published.as_deref(), Some("2021-11-15"), "{block}");
        assert!(!claims.was_broken, "{block}");
    }
}

#[test]
fn what_cannot_be_mended_is_said_and_stops_nothing() {
    let claims = claims_of(&["{\"@type\":\"Article\",\"headline\":", r#"{"@type":"Article","headline":"H"}"#], "");
    assert!(claims.was_broken);
    assert_eq!(claims.headline.as_deref(), Some("H"));
}

#[test]
fn among_several_articles_the_headline_decides() {
    let blocks =
        [r#"{"@type":"Article","headline":"Another one"}"#, r#"{"@type":"Article","headline":"The one we read"}"#];
    assert_eq!(claims_of(&blocks, "The one we read | Paper").headline.as_deref(), Some("The one we read"));
}

#[test]
fn names_come_as_strings_nodes_lists_and_references() {
    let check = |author: &str, expected: &[&str]| {
        let block = format!(
            r##"{{"@graph":[{{"@type":"Article","headline":"H","author":{author}}},{{"@id":"#p","@type":"Person","name":"Jane &amp; Co"}}]}}"##
        );
        assert_eq!(claims_of(&[&block], "").authors, expected, "{author}");
    };
    check(r#""Jane Doe""#, &["Jane Doe"]);
    check(r#"{"@type":"Person","name":"Jane Doe"}"#, &["Jane Doe"]);
    check(r#"[{"name":"Jane Doe"},"John Roe"]"#, &["Jane Doe", "John Roe"]);
    check(r##"{"@id":"#p"}"##, &["Jane & Co"]);
    check("null", &[]);
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let block = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(claims_of(&[&block], "").was_broken);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]
    #[test]
    fn any_block_is_read(block in "[\\[\\]{}:,\"\\\\a@<\\PC]{0,120}") {
        let _ = claims_of(&[&block], "");
    }
}
