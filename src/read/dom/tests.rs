use super::*;

fn depth(html: &Html) -> usize {
    html.tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or(0)
}

#[test]
fn ordinary_pages_are_read_whole() {
    for page in [
        "<!doctype html><html lang=ar-EG><body><p>نص</body></html>",
        &format!("<ul>{}</ul>", "<li>x<br>".repeat(20_000)),
        &format!("<table>{}</table>", "<tr><td><p>x".repeat(5_000)),
        &"<p><b>unclosed ".repeat(3_000),
    ] {
        let (html, warnings) = parse_page(page);
        assert_eq!(warnings, [], "{page:.40}");
        assert!(html.tree.nodes().len() > 5);
    }
}

#[test]
fn the_language_is_the_one_of_the_html_element() {
    assert_eq!(language(&parse_page("<html lang=ar-EG>").0), LanguageCode::from_tag("ar"));
    assert_eq!(language(&parse_page("<p lang=fr>x").0), None);
}

#[test]
fn deep_pages_end_where_they_go_too_far() {
    for opening in
        ["<div>", "<ul><li>", "<svg><g>", "<table><tr><td>", "<div '>", "<svg><style><g>", "<div></body><!---->"]
    {
        let page = format!("<p>first{}<p>last", opening.repeat(60_000));
        let (html, warnings) = parse_page(&page);
        assert_eq!(warnings.len(), 1, "{opening}");
        assert!(depth(&html) < MAX_DEPTH + STEP_BYTES, "{opening}");
        assert!(html.root_element().text().any(|text| text == "first"), "{opening}");
    }
}

#[test]
fn formatting_that_is_opened_again_does_not_fill_the_memory() {
    let fonts: String = (0..400).map(|i| format!("<font size={i}>")).collect();
    let page = format!("<p>{fonts}{}", "<p>x".repeat(20_000));
    let parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), driver::ParseOpts::default());
    let (html, warnings) = drive(parser, &page, 10_000);
    assert_eq!(warnings.len(), 1);
    // One step of paragraphs opens each font once more in each.
    assert!(html.tree.nodes().len() < 10_000 + STEP_BYTES / "<p>x".len() * 402);
}

#[test]
fn steps_never_cut_a_character() {
    let page = format!("<p>{}", "а٣漢😀".repeat(5_000));
    let (html, _) = parse_page(&page);
    assert_eq!(html.root_element().text().map(str::len).sum::<usize>(), page.len() - "<p>".len());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]
    #[test]
    fn any_text_is_parsed(html in "[<>/a-c\"'= \\PC]{0,300}") {
        let _ = (parse_page(&html), parse_fragment(&html));
    }
}
