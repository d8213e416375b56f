use super::*;

/// Title, address and tags of each source.
fn sources(opml: &str) -> Vec<(String, String, String)> {
    let (outlines, _) = parse(opml.as_bytes()).expect("OPML");
    outlines.into_iter().map(|outline| (outline.title, outline.url.to_string(), outline.tags.join("|"))).collect()
}

fn check(opml: &str, expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|&(a, b, c)| (a.into(), b.into(), c.into())).collect();
    assert_eq!(sources(opml), expected, "{opml}");
}

#[test]
fn folders_and_categories_are_tags() {
    check(
        "<?xml version='1.0'?><opml version='1.1'><head><title>x</title></head><body>
         <outline text='وكالات'><outline text='رسمية' title='الرسمية'>
           <outline text='A' title='Agency' type='rss' xmlUrl='https://a.example/rss' htmlUrl='https://a.example/'/></outline>
           <outline text='B' xmlUrl='https://b.example/rss' category='/world/asia,war, وكالات'></outline></outline>
         <outline text='C' xmlUrl='https://c.example/?a=1&amp;b=2'/></body></opml>",
        &[
            ("Agency", "https://a.example/rss", "وكالات|الرسمية"),
            ("B", "https://b.example/rss", "وكالات|world/asia|war"),
            ("C", "https://c.example/?a=1&b=2", ""),
        ],
    );
}

#[test]
fn files_that_are_not_quite_xml_are_read() {
    let one = |opml: &str| check(opml, &[("x", "https://a.example/?a=1&b=2", "")]);
    one("<opml><body><outline text=\"x\" xmlUrl=\"https://a.example/?a=1&b=2\"/></body></opml>");
    one("<OPML><BODY><OUTLINE TEXT='x' XMLURL='https://a.example/?a=1&amp;b=2'/>");
    one("<outline title=' x\n' xmlUrl=' https://a.example/?a=1&amp;b=2 '><outline text='y' xmlUrl='mailto:a@b'/>");
    one("<opml><body><!- broken ><outline text='x' xmlUrl='https://a.example/?a=1&amp;b=2'/></body></opml>");
    check("<opml><outline text='&laquo;&amp;' xmlUrl='feed://a.example/'/></opml>", &[("«&", "http://a.example/", "")]);
    check("<opml><outline url='https://a.example/'/></opml>", &[("", "https://a.example/", "")]);
    let legacy =
        "<?xml version='1.0' encoding='windows-1251'?><opml><outline text='\u{cd}' xmlUrl='https://a.example/'/>";
    let bytes: Vec<u8> = legacy.chars().map(|c| u8::try_from(u32::from(c)).expect("one byte")).collect();
    assert_eq!(parse(&bytes).expect("OPML").0[0].title, "Н");
}

#[test]
fn other_files_and_too_large_ones_say_so() {
    assert_eq!(parse(b"<rss version='2.0'/>"), Err(NotOpml));
    assert_eq!(parse(b""), Err(NotOpml));
    let deep = format!("<opml>{}", "<outline text='x'>".repeat(100_000));
    assert_eq!(parse(deep.as_bytes()).expect("OPML").1[0].code, "broken-markup");
    let many = format!("<opml>{}", "<outline xmlUrl='http://a.example/'/>".repeat(MAX_SOURCES + 1));
    let (outlines, warnings) = parse(many.as_bytes()).expect("OPML");
    assert_eq!((outlines.len(), warnings.len()), (MAX_SOURCES, 1));
}

#[test]
fn what_is_written_is_read_again() {
    let url = |address: &str| Url::parse(address).expect("valid");
    let outlines = [
        Outline {
            tags: vec!["agency".into(), "a \"b\" & <c>".into()],
            homepage: Some("https://a.example/".into()),
            language: LanguageCode::from_tag("ar"),
            id: Some("a-feed".into()),
            country: Some("eg".into()),
            every: Some("15m".into()),
            ..Outline::new("خبر & <b>".into(), url("https://a.example/?a=1&b='2'"), SourceKind::Feed)
        },
        Outline::new("List".into(), url("https://b.example/"), SourceKind::List),
        Outline::new("Map".into(), url("https://c.example/s.xml"), SourceKind::Sitemap),
        Outline::new("Whatever".into(), url("https://d.example/"), SourceKind::Auto),
    ];
    let written = write("Sources & more", &outlines);
    assert_eq!(parse(written.as_bytes()).expect("OPML"), (outlines.to_vec(), Vec::new()), "{written}");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]
    #[test]
    fn any_bytes_are_opml_or_not(body: Vec<u8>) {
        let _ = parse(&body);
        let _ = parse(&[b"<opml><outline ", body.as_slice()].concat());
    }
}
