use super::*;

/// The copy of a feed, and the codes of the warnings.
fn copy(source: &str) -> (String, Vec<&'static str>) {
    let mut warnings = Vec::new();
    let copy = repair(source, &mut warnings).expect(source);
    (copy.document, warnings.iter().map(|warning| warning.code).collect())
}

fn check(source: &str, expected: &str, codes: &[&str]) {
    assert_eq!(copy(source), (expected.to_owned(), codes.to_vec()), "{source}");
}

/// An RSS feed of some items, as the copy writes it.
fn rss(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel>{items}</channel></rss>")
}

#[test]
fn sound_feeds_are_copied() {
    for items in ["", "<item><title>а &amp; б</title><link>/1</link></item>", "<item><![CDATA[<x>]]></item>"] {
        check(&rss(items), &rss(items), &[]);
    }
    let atom = "<feed xml:lang=\"ar\"><entry><link href=\"/1\"></link></entry></feed>";
    check(atom, atom, &[]);
    check(&rss("<item><a/><b x='1' /></item><!-- x -->"), &rss("<item><a></a><b x='1' ></b></item>"), &[]);
}

#[test]
fn the_root_is_put_in_the_form_that_is_known() {
    let check =
        |root: &str, expected: &str| check(&format!("{root}<a></a></rss>"), &format!("{expected}<a></a></rss>"), &[]);
    check("<rss>", "<rss version=\"2.0\">");
    check("<RSS VERSION='0.94' xmlns='http://backend.userland.com/rss2'>", "<rss version=\"2.0\">");
    check(
        "<rss xmlns:m='https://search.yahoo.com/MRSS' x=\"a&amp;b\">",
        "<rss xmlns:m=\"http://search.yahoo.com/mrss/\" x=\"a&amp;b\" version=\"2.0\">",
    );
}

#[test]
fn prefixes_are_declared() {
    let (document, _) = copy(&rss("<item><media:title>x</media:title><my:title>y</my:title></item>"));
    assert!(document.starts_with(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:my=\"urn:undeclared\">"
    ));
    let own = "<item><dc:date xmlns:dc=\"x\">1</dc:date></item>";
    check(&rss(own), &rss(own), &[]);
}

#[test]
fn tags_are_closed_where_they_must_be() {
    let mended = &["mended-markup"];
    check(&rss("<item><b>x<i>y</b></item>"), &rss("<item><b>x<i>y</i></b></item>"), mended);
    check(&rss("<item>x</div></item>"), &rss("<item>x</item>"), mended);
    check(&rss("<item><title>x</Title></item>"), &rss("<item><title>x</title></item>"), &[]);
    check(&rss("<item>1<item>2</item>"), &rss("<item>1</item><item>2</item>"), mended);
    check(&rss("<image><item>1</item>"), &rss("<image></image><item>1</item>"), mended);
    check(&rss("<item><title>x<link>/1</link></item>"), &rss("<item><title>x</title><link>/1</link></item>"), mended);
    check(&rss("<item><g a=1 b='2' b=3/></item>"), &rss("<item><g a=\"1\" b=\"2\"></g></item>"), mended);
    check("<rss><channel><a></a></channel><item></item></rss>", &rss("<a></a><item></item>"), &[]);
}

#[test]
fn a_feed_that_breaks_off_keeps_what_leads_to_an_article() {
    let whole = "<item><link>/1</link></item>";
    let cut_within = |rest: &str, kept: &str, code: &str| {
        check(&format!("<rss><channel>{whole}{rest}"), &rss(&format!("{whole}{kept}")), &[code]);
    };
    let cut = |rest: &str, kept: &str| cut_within(rest, kept, "truncated");
    cut("", "");
    cut("<item><title>x</title>", "");
    cut_within("<item><link>/2</li", "", "broken-markup");
    cut("<item><link>/2", "");
    cut("<item><link>/2</link><title>half a ti", "<item><link>/2</link></item>");
    cut("<item><link>/2</link>", "<item><link>/2</link></item>");
}

#[test]
fn a_fault_costs_no_more_than_its_entry() {
    let whole = |n: usize| format!("<item><link>/{n}</link></item>");
    let check = |broken: &str, kept: &str| {
        let items = format!("{}{broken}{}", whole(1), whole(3));
        let expected = rss(&format!("{}{kept}{}", whole(1), whole(3)));
        assert_eq!(copy(&rss(&items)), (expected, vec!["broken-markup"]), "{broken}");
    };
    check("<item><title><![CDATA[x</title></item>", "");
    check("<item><!-- x</item>", "");
    check("<item><link>/2</link><title><![CDATA[x</title></item>", "<item><link>/2</link></item>");
    check(&format!("<item>{}</item>", "<a>".repeat(300)), "");
    check(&format!("<item><a {}/></item>", (0..999).map(|i| format!("a{i}='' ")).collect::<String>()), "");
}

#[test]
fn groups_are_left_out_and_their_content_is_kept() {
    let nested = format!("<item>{}<media:content url=\"x\"></media:content></item>", "<media:group>".repeat(5));
    let (document, _) = copy(&rss(&nested));
    assert!(document.contains("<item><media:content url=\"x\"></media:content></item>"), "{document}");
    assert!(!document.contains("group"));
}

#[test]
fn atom_has_three_kinds_of_text() {
    let check = |tag: &str, expected: &str| {
        let (document, _) = copy(&format!("<feed><entry>{tag}x</content></entry></feed>"));
        assert!(document.contains(expected), "{tag}: {document}");
    };
    check("<content>", "<content type=\"text\">x</content>");
    check("<content type='text/plain'>", "<content type=\"text\">x</content>");
    check("<content type=' HTML'>", "<content type=\"html\">x</content>");
    check("<content type=application/xhtml+xml>", "<content type=\"xhtml\">x</content>");
    check("<content type='text/html' mode='escaped'>", "<content mode=\"escaped\" type=\"html\">x</content>");
    check("<content type='image/png'>", "<ignored>x</ignored>");
    check("<content src='/x'>", "<ignored>x</ignored>");
}

#[test]
fn old_and_foreign_names_are_translated() {
    check(&rss("<item><pubdate>x</pubdate></item>"), &rss("<item><pubDate>x</pubDate></item>"), &[]);
    check("<feed><issued>x</issued></feed>", "<feed><published>x</published></feed>", &[]);
}

#[test]
fn hopeless_feeds_say_why() {
    let reason = |source: &str| repair(source, &mut Vec::new()).err().expect(source);
    assert!(reason("<rss").contains("not closed"));
    assert!(reason("<rss><channel><item><![CDATA[").contains("no entry is whole"));
    assert!(reason(&format!("<feed>{}", "<a>".repeat(200))).contains("deeper than 128"));
}

#[test]
fn a_feed_without_entries_may_end_within_its_last_tag() {
    check("<rss><channel></channel></rss", &rss(""), &["broken-markup"]);
}

#[test]
fn entries_and_faults_are_bounded() {
    let (document, codes) = copy(&rss(&"<item></item>".repeat(MAX_ENTRIES + 1)));
    assert_eq!((document.matches("<item>").count(), codes), (MAX_ENTRIES, vec!["too-many-entries"]));
    let (document, codes) = copy(&rss(&"<item></item>".repeat(MAX_ENTRIES)));
    assert_eq!((document.matches("<item>").count(), codes.len()), (MAX_ENTRIES, 0));
    let (_, codes) = copy(&rss(&format!("<item></item>{}", "<item><![CDATA[".repeat(100_000))));
    assert_eq!(codes, ["broken-markup"]);
}
