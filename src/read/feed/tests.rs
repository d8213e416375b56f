use super::*;
use crate::model::LanguageCode;

fn base() -> Url {
    Url::parse("https://example.org/ar/rss.xml").expect("valid")
}

fn read(body: impl AsRef<[u8]>) -> (Feed, Vec<&'static str>) {
    let (feed, warnings) = parse(body.as_ref(), None, Some(&base())).expect("a feed");
    (feed, warnings.iter().map(|warning| warning.code).collect())
}

/// The value of a text.
fn plain(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

fn rss(items: &str) -> String {
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>/</link>{items}</channel></rss>")
}

/// The first item of an RSS feed that has only these fields.
fn item(fields: &str) -> crate::model::Item {
    read(rss(&format!("<item>{fields}</item>"))).0.items().into_iter().next().expect(fields)
}

const ARABIC: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>صحيفة المثال</title><link>/</link><description>مقالات &lt;b&gt;الرأي&lt;/b&gt;</description>
<language>ar-EG</language><ttl>30</ttl><image><url>/logo.png</url></image>
<item>
  <title>اتصالات «روسية &amp;amp; أمريكية»</title><link>dated.html?utm_source=rss&amp;a=1#top</link>
  <guid isPermaLink="false">رقم-1</guid><dc:creator>أحمد علي</dc:creator><category>رأي</category>
  <pubDate>الاثنين, 15 نوفمبر 2021 00:05:00 +0400</pubDate>
  <description>&lt;p&gt;ملخص&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>الفقرة الأولى.</p><p>الفقرة&nbsp;الثانية.</p>]]></content:encoded>
  <enclosure url="/1.jpg" type="image/jpeg" length="12"/>
</item>
</channel></rss>"#;

#[test]
fn rss_gives_what_it_says_and_nothing_else() {
    let (feed, codes) = read(ARABIC);
    assert_eq!(codes, [""; 0]);
    let json = serde_json::to_value(&feed).expect("plain values");
    let expected = serde_json::json!({
        "title": "صحيفة المثال", "link": "https://example.org/", "description": "مقالات <b>الرأي</b>",
        "language": "ar-EG", "id": null, "contributors": [], "rights": null, "generator": null, "published": null, "updated": null,
        "links": [{"href": "https://example.org/", "rel": null, "type": null}],
        "authors": [], "categories": [], "ttl": 30, "image": "https://example.org/logo.png",
        "entries": [{
            "id": "رقم-1", "title": "اتصالات «روسية & أمريكية»",
            "link": "https://example.org/ar/dated.html?utm_source=rss&a=1#top",
            "links": [
                {"href": "https://example.org/ar/dated.html?utm_source=rss&a=1#top", "rel": null, "type": null},
                {"href": "https://example.org/1.jpg", "rel": "enclosure", "type": "image/jpeg"},
            ],
            "contributors": [], "rights": null,
            "summary": "<p>ملخص</p>", "content": "<p>الفقرة الأولى.</p><p>الفقرة&nbsp;الثانية.</p>",
            "published": "2021-11-14T20:05:00Z", "updated": null,
            "authors": [{"name": "أحمد علي", "email": null, "uri": null}], "categories": ["رأي"], "language": null,
            "enclosures": [{"url": "https://example.org/1.jpg", "type": "image/jpeg", "length": 12}],
        }],
    });
    assert_eq!(json, expected);
    assert_eq!(feed.facts().language, LanguageCode::from_tag("ar"));
}

#[test]
fn items_are_plain_text_with_addresses_that_can_be_fetched() {
    let (feed, _) = read(ARABIC);
    let items = feed.items();
    let [item] = items.as_slice() else { panic!("one item: {items:?}") };
    assert_eq!(item.url.as_deref(), Some("https://example.org/ar/dated.html?utm_source=rss&a=1"));
    assert_eq!(item.guid.as_deref(), Some("رقم-1"));
    assert_eq!(item.summary.as_deref(), Some("ملخص"));
    assert_eq!(item.content.as_deref(), Some("الفقرة الأولى.\nالفقرة الثانية."));
    assert_eq!(item.published.map(|date| date.to_string()).as_deref(), Some("2021-11-15T00:05:00+04:00"));
    assert_eq!(item.language, LanguageCode::from_tag("ar"));
    assert_eq!(item.image.as_deref(), Some("https://example.org/1.jpg"));
    assert_eq!(item.authors, ["أحمد علي"]);
}

#[test]
fn atom_is_read_with_its_bases_and_kinds_of_text() {
    let (feed, codes) = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru" xml:base="https://cdn.example.org/ru/">
        <title type="html">Новости &amp;amp; &lt;i&gt;мнения&lt;/i&gt;</title><id>urn:feed</id><updated>2026-01-01T00:00:00Z</updated>
        <link rel="self" href="https://cdn.example.org/atom.xml"/><link href="/home"/>
        <entry xml:base="news/"><title>a &lt;b&gt; c</title><id>urn:1</id><link href="1.html"/>
          <link rel="enclosure" href="1.mp3" type="audio/mpeg" length="7"/>
          <updated>2026-01-01T00:00:00Z</updated><published>2026-01-01T00:00:00Z</published>
          <author><name>Анна</name><email>a@example.org</email></author><category term="мир"/>
          <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Раз</p><p>Два</p></div></summary></entry></feed>"#,
    );
    assert_eq!(codes, [""; 0]);
    assert_eq!(feed.title.as_ref().map(Text::line).as_deref(), Some("Новости & мнения"));
    assert_eq!((plain(&feed.title), feed.language.as_deref()), (Some("Новости &amp; <i>мнения</i>"), Some("ru")));
    assert_eq!(feed.link.as_deref(), Some("https://cdn.example.org/home"));
    let entry = &feed.entries[0];
    assert_eq!(plain(&entry.title), Some("a <b> c"));
    assert_eq!(entry.link.as_deref(), Some("https://cdn.example.org/ru/news/1.html"));
    assert_eq!(entry.enclosures[0].url, "https://cdn.example.org/ru/news/1.mp3");
    assert_eq!(entry.summary.as_ref().map(Text::plain).as_deref(), Some("Раз\nДва"));
    assert_eq!(entry.published, entry.updated);
    assert!(entry.updated.is_some(), "a date that is there twice is not taken for a copy");
    assert_eq!(entry.authors[0].email.as_deref(), Some("a@example.org"));
}

#[test]
fn json_feeds_are_read_behind_a_byte_order_mark() {
    let (feed, _) = read(
        "\u{feff} {\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"联合新闻\", \"language\": \"zh\",
        \"home_page_url\": \"https://example.org/\", \"items\": [{\"id\": \"1\", \"url\": \"/zh/1\", \"title\": \"3 < 5\",
        \"content_html\": \"<p>一</p><p>二</p>\", \"date_published\": \"2024-05-01T10:00:00+08:00\",
        \"attachments\": [{\"url\": \"/1.mp3\", \"mime_type\": \"audio/mpeg\"}]}, {\"id\": \"2\", \"content_text\": \"a < b\"}]}",
    );
    assert_eq!(plain(&feed.title), Some("联合新闻"));
    let entry = &feed.entries[0];
    assert_eq!((plain(&entry.title), entry.link.as_deref()), (Some("3 < 5"), Some("https://example.org/zh/1")));
    assert_eq!(entry.enclosures.len(), 1);
    assert_eq!(feed.items()[0].content.as_deref(), Some("一\n二"));
    assert_eq!(feed.items()[1].content.as_deref(), Some("a < b"));
}

#[test]
fn rdf_and_old_versions_are_read() {
    for feed in [
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0'>
         <channel><title>t</title></channel><item><title>a</title><link>/1</link></item></rdf:RDF>",
        "<rss><channel><title>t</title><item><title>a</title><link>/1</link></item></channel></rss>",
        "<rss version='0.90'><channel><title>t</title></channel><item><title>a</title><link>/1</link></item></rss>",
        "<feed xmlns='http://purl.org/atom/ns#' version='0.3'><title>t</title><entry><title>a</title><link href='/1'/></entry></feed>",
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>a</title><link href='/1'/></entry>",
    ] {
        let (feed, _) = read(feed);
        assert_eq!(feed.items().len(), 1, "{feed:?}");
        assert_eq!(feed.items()[0].url.as_deref(), Some("https://example.org/1"));
    }
}

#[test]
fn one_fault_does_not_lose_a_feed() {
    let good = "<item><title>الأول</title><link>/1</link></item>";
    let check = |feed: &[u8], n_items: usize, code: &str| {
        let (feed, codes) = read(feed);
        assert_eq!((feed.items().len(), codes.contains(&code)), (n_items, true), "{codes:?}");
        assert_eq!(feed.items()[0].title, "الأول");
    };
    let with = |rest: &str| rss(&format!("{good}{rest}")).into_bytes();
    check(&with("<item><title>a & b &nbsp; c</title></item>"), 2, "bare-markup");
    check(&with("<item><title>3 < 5\u{b}</title></item>"), 2, "forbidden-characters");
    check(&with("<item><title>a<b>c</title></item>"), 2, "mended-markup");
    check(&with("<item><!-- x</item>"), 1, "truncated");
    check(&with("<item><title><![CDATA[x</title></item>"), 2, "truncated");
    check(format!("<?xml version='1.0'?><rss><channel>{good}<item><title>").as_bytes(), 1, "truncated");
    check(format!("Notice: x\n{}", rss(good)).as_bytes(), 1, "leading-text");
    let before = format!("<rss><channel>{good}<item><title>{}", "نص ".repeat(50));
    let bad_bytes = [before.as_bytes(), b"\xff</title></item></channel></rss>"].concat();
    check(&bad_bytes, 2, "bad-bytes");
}

#[test]
fn fields_are_read_as_publishers_write_them() {
    assert_eq!(item("<guid>https://example.org/1</guid>").url.as_deref(), Some("https://example.org/1"));
    assert_eq!(item("<title>t</title><guid>urn:1</guid>").url, None);
    assert_eq!(item("<title>t</title><link>javascript:alert(1)</link>").url, None);
    assert_eq!(item("<title>&lt;b&gt;ב&lt;/b&gt; &amp;#8217;</title>").title, "ב ’");
    assert_eq!(item("<title>\u{200f}عنوان &nbsp; طويل\n</title>").title, "\u{200f}عنوان طويل");
    assert_eq!(item("<title>t</title><description>x</description>").content, None);
    assert_eq!(item("<title>t</title><author>张三（zhang@example.cn）</author>").authors, ["张三"]);
    assert_eq!(item("<title>t</title><author>a@example.org (Ada)</author>").authors, ["Ada"]);
    assert_eq!(item("<title>t</title><media:title>other</media:title>").title, "t");
    assert_eq!(item("<title>t</title><pubDate>tomorrow or so</pubDate>").published, None);
    assert!(read(rss("<item></item>")).0.items().is_empty());
}

#[test]
fn without_an_address_the_home_page_is_the_base() {
    let feed = rss("<item><link>a.html</link></item>").replace("<link>/</link>", "<link>https://example.org/x/</link>");
    let (feed, _) = parse(feed.as_bytes(), None, None).expect("a feed");
    assert_eq!(feed.entries[0].link.as_deref(), Some("https://example.org/x/a.html"));
}

#[test]
fn what_is_no_feed_says_what_to_do() {
    let check = |body: &str, hint: &str| {
        let error = parse(body.as_bytes(), None, Some(&base())).expect_err(body);
        assert!(matches!(error, FeedError::NotAFeed(_)) && error.to_string().contains(hint), "{error}");
    };
    check(
        "<html><link rel=alternate type='application/rss+xml' href='/feed.xml'>",
        "links to the feed https://example.org/feed.xml",
    );
    check("<!doctype html><p>x", "kind = \"list\"");
    check("<urlset></urlset>", "kind = \"sitemap\"");
    check("<opml><body/></opml>", "OPML");
    check("<note/>", "`note`");
    check("{\"error\": 404}", "JSON Feed");
    check(" ", "empty");
    check("gone", "neither");
}

#[test]
fn nothing_foreign_can_end_the_process() {
    let deep = |tag: &str| rss(&format!("<item><link>/1</link>{}</item>", format!("<{tag}>").repeat(200_000)));
    for tag in [
        "media:group",
        "a",
        "description",
        "item",
        "entry",
        "channel",
        "title",
        "link",
        "author",
        "image",
        "media:content",
        "content:encoded",
        "xhtml:div",
        "category",
        "itunes:category",
        "![CDATA[",
        "!--",
        "!DOCTYPE x [",
        "?x",
        "/item",
    ] {
        let _ = parse(deep(tag).as_bytes(), None, None);
    }
    let panics = rss(
        "<item><title>t</title><media:content url='http://x/' duration='1'/><media:text start='99999999999999999999999:00:00'>x</media:text></item>",
    );
    let error = parse(panics.as_bytes(), None, None).map(|(feed, _)| feed.items().len());
    assert!(matches!(error, Ok(1) | Err(FeedError::Unreadable(_))));
    let nested = format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}", "[".repeat(200_000));
    assert!(matches!(parse(nested.as_bytes(), None, None), Err(FeedError::Unreadable(_))));
}

#[test]
fn entities_within_entities_stay_words() {
    let laughs: String =
        (1..10).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}]>{}",
        rss(&format!("<item><title>a &l0; {}</title><link>/1</link></item>", "&l9;".repeat(1000)))
    );
    let (feed, _) = read(feed);
    let title = &feed.items()[0].title;
    assert!(title.starts_with("a lol &l8;") && title.len() < 300_000, "{}", title.len());
    let name = "n".repeat(10_000);
    let overlong =
        format!("<!DOCTYPE rss [<!ENTITY {name} 'x'>]>{}", rss(&format!("<item><title>&{name};</title></item>")));
    assert_eq!(read(overlong).0.items()[0].title, format!("&{name};"));
}

#[test]
fn long_texts_and_attributes_are_kept_whole() {
    const LENGTH: usize = 1_000_000;
    let text = "نص ".repeat(LENGTH / 5);
    let (feed, codes) = read(rss(&format!("<item><link>/1</link><description>{text}</description></item>")));
    assert_eq!(feed.items()[0].summary.as_deref(), Some(text.trim()));
    assert_eq!(codes, [""; 0]);
    let attribute = "x".repeat(LENGTH);
    let (feed, _) = read(rss(&format!("<item x='{attribute}'><link>/1</link><enclosure url='/{attribute}'/></item>")));
    assert_eq!(feed.items().len(), 1);
    assert_eq!(feed.entries[0].enclosures[0].url.len(), "https://example.org/".len() + LENGTH);
}

#[test]
fn zeros_between_letters_do_not_hide_a_feed() {
    let feed = rss("<item><title>عنوان one</title><link>/1</link></item>");
    let wide = |to_bytes: fn(u16) -> [u8; 2]| feed.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    for body in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        assert_eq!(read(body).0.items()[0].title, "عنوان one");
    }
    let zeros = feed.replace("one", "o\0n\0e\0").replace("<channel>", "<channel>\0\0");
    let (feed, codes) = read(zeros);
    assert_eq!((feed.items()[0].title.as_str(), codes), ("عنوان one", vec!["forbidden-characters"]));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(300))]
    #[test]
    fn any_bytes_give_a_feed_or_an_error(body: Vec<u8>) {
        let _ = parse(&body, None, None);
        let _ = parse(&[b"<rss>", body.as_slice()].concat(), Some("text/xml; charset=koi8-r"), Some(&base()));
    }

    #[test]
    fn mangled_feeds_are_read_in_bounds(cuts in proptest::collection::vec((0..1500_usize, 0..40_usize, "[<>/!&;\\]\\[\"'a-z]{0,9}"), 1..6)) {
        let mut body = ARABIC.as_bytes().to_vec();
        for (at, length, insert) in cuts {
            let at = at.min(body.len());
            let end = (at + length).min(body.len());
            body.splice(at..end, insert.bytes());
        }
        if let Ok((feed, _)) = parse(&body, None, Some(&base())) {
            proptest::prop_assert!(feed.entries.len() <= 1 + body.len() / 7);
            for item in feed.items() {
                proptest::prop_assert!(!item.title.contains('\n'));
                proptest::prop_assert!(item.url.is_none_or(|url| url.starts_with("http")));
            }
        }
    }
}

#[test]
fn rhythm_hub_and_further_pages_are_kept() {
    let (feed, _) = read(
        "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom' xmlns:s='http://purl.org/rss/1.0/modules/syndication/'>
        <channel><title>t</title><ttl>20</ttl><s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>
        <skipHours><hour>23</hour><hour>0</hour></skipHours><skipDays><day>Sunday</day></skipDays>
        <a:link rel='hub' href='https://hub.example/'/><a:link rel='self' href='rss.xml'/>
        <a:link rel='next' href='?page=2'/><item><link>/1</link></item></channel></rss>",
    );
    let pacing = crate::model::Pacing {
        pause: Some(std::time::Duration::from_secs(30 * 60)),
        skip_hours: vec![0, 23],
        skip_days: vec![7],
    };
    assert_eq!(feed.pacing, pacing);
    let shown = |url: &Option<Url>| url.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(shown(&feed.hub), "https://hub.example/");
    assert_eq!(shown(&feed.self_url), "https://example.org/ar/rss.xml");
    assert_eq!(shown(&feed.next), "https://example.org/ar/rss.xml?page=2");
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"t\", \"feed_url\": \"/f.json\",
        \"next_url\": \"/f.json?p=2\", \"hubs\": [{\"type\": \"WebSub\", \"url\": \"https://hub.example/\"}], \"items\": []}";
    let (feed, _) = read(json);
    assert_eq!(
        (shown(&feed.hub), shown(&feed.self_url)),
        ("https://hub.example/".into(), "https://example.org/f.json".into())
    );
    assert_eq!(shown(&feed.next), "https://example.org/f.json?p=2");
}

#[test]
fn bases_within_bases_hold_for_links_and_html() {
    let (feed, _) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://cdn.example/x/'><entry xml:base='y/'><link href='1'/>
        <content type='html' xml:base='z/'>&lt;a href='2'>&lt;/a>&lt;img src=' ../3 '></content></entry>
        <entry xml:base='javascript:alert(1)'><link href='4'/></entry></feed>",
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.link.as_deref(), Some("https://cdn.example/x/y/1"));
    let html = plain(&entry.content).expect("content");
    assert!(html.contains("https://cdn.example/x/y/z/2") && html.contains("https://cdn.example/x/y/3"), "{html}");
    assert_eq!(feed.entries[1].link.as_deref(), Some("https://cdn.example/x/4"));
}

#[test]
fn dialects_say_the_same() {
    for feed in [
        "<CHANNEL HREF='/'><TITLE>t</TITLE><ITEM HREF='/1'><TITLE>a</TITLE></ITEM></CHANNEL>",
        "<!DOCTYPE html PUBLIC 'x'><rss><channel><item><title>a</title><link>/1</link></item></channel></rss>",
        "<a:feed xmlns:a='https://w3.org/2005/atom/'><a:entry><a:title>a</a:title><a:link href='/1'/></a:entry></a:feed>",
        "<x:rss xmlns:x='urn:own'><x:channel><x:item><x:title>a</x:title><x:link>/1</x:link></x:item></x:channel></x:rss>",
        "<rss><channel><item><dc:title>b</dc:title><media:title>c</media:title><title>a</title><link>/1</item></channel></rss>",
        "<rss><channel><item><title>a<link>/1<pubDate>x</item></channel></rss>",
        "<rss><channel><item><description><title>b</title></description><title>a</title><atom:link href='/1'/></item></rss>",
        "<br /><b>Warning</b>: x<br /><rss><channel><item><title>a</title><link\n>/1</link ></item></channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY t 'a'>]><rss><channel><item><title>&t;</title><link>/1</link></item></channel></rss>",
    ] {
        let (parsed, _) = read(feed);
        let items = parsed.items();
        assert_eq!(items.len(), 1, "{feed}\n{parsed:?}");
        assert_eq!((items[0].title.as_str(), items[0].url.as_deref()), ("a", Some("https://example.org/1")), "{feed}");
    }
}

#[test]
fn sound_feeds_are_read_as_feed_rs_reads_them() {
    let feed = rss("<item><title>الأول</title><link>https://example.org/1</link><guid>1</guid><category>رأي</category>
        <description>&lt;p&gt;ملخص&lt;/p&gt;</description></item><item><title>2</title></item>");
    let theirs = feed_rs::parser::parse(feed.as_bytes()).expect("a sound feed");
    let (ours, _) = read(feed);
    assert_eq!(ours.entries.len(), theirs.entries.len());
    for (ours, theirs) in ours.entries.iter().zip(&theirs.entries) {
        assert_eq!(plain(&ours.title), theirs.title.as_ref().map(|title| title.content.as_str()));
        assert_eq!(plain(&ours.summary), theirs.summary.as_ref().map(|summary| summary.content.as_str()));
        assert_eq!(ours.link.as_deref(), theirs.links.first().map(|link| link.href.as_str()));
    }
}

#[test]
fn elements_bombs_and_attributes_are_bounded() {
    let many = rss(&"<item><link>/1</link></item>".repeat(MAX_ENTRIES + 1));
    let (feed, codes) = read(&many);
    assert_eq!((feed.entries.len(), codes), (MAX_ENTRIES, vec!["too-many-entries"]));
    let (_, codes) = read(rss(&format!("<item><link>/1</link>{}</item>", "<a>".repeat(300))));
    assert!(codes.contains(&"too-deep"), "{codes:?}");
    let attributes: String = (0..80_000).map(|i| format!("a{i}='' ")).collect();
    assert_eq!(read(rss(&format!("<item {attributes}><link>/1</link></item>"))).0.items().len(), 1);
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY a '{}'>]>{}",
        "x".repeat(1000),
        rss(&format!("<item><title>{}</title></item>", "&a;".repeat(100_000)))
    );
    let title = read(bomb).0.items().first().map_or(0, |item| item.title.len());
    assert!(title < 1_000_000);
}
