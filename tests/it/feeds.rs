//! Feeds out: what can be followed, in which forms, and that nothing an article holds breaks them.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::door::{House, Reply};
use crate::paper;
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

const CONFIGURATION: &str = r#"
[[source]]
id = "north"
url = "http://127.0.0.1:9/feed.xml?a=1&b=2"
kind = "feed"
every = "1d"
language = "en"
country = "gb"
tags = ["daily"]

[[search]]
id = "trials"
label = "Trials \"of today\""
query = "trial"
"#;

const TOPICS: &str = r#"
[[topic]]
id = "security"
label = { en = "Security & <order>" }

[[topic]]
id = "terror"
label = { en = "Terror" }
parent = "security"
threshold = 3
[topic.terms.en]
3 = ["terror*"]
"#;

const COURT: &str = "The trial of four men began in the capital on Monday. The court heard that the group had planned its \
                     attack for months and that two of them had confessed to the police.";

/// Four articles, the last a copy of the first.
fn collection() -> Workspace {
    let workspace = Workspace::new(&format!("{CONFIGURATION}{TOPICS}"));
    let line = |id: u32, source: &str, title: &str, text: &str, more: &str| {
        let text = serde_json::Value::from(text);
        let title = serde_json::Value::from(title);
        format!(
            "{{\"source\":\"{source}\",\"url\":\"https://{source}.example/{id}?x=1&y=2\",\"title\":{title},\"text\":{text}{more}}}\n"
        )
    };
    let dated = |date: &str| format!(",\"published\":\"{date}\",\"authors\":[\"Ann Lee\"],\"site\":\"The Paper\"");
    let lines = [
        line(1, "north", "Terror trial opens", COURT, &dated("2021-11-15T10:00:00+02:00")),
        line(
            2,
            "south",
            "افتتاح المعرض",
            "افتتح المعرض أبوابه اليوم أمام الزوار.\nودخل المئات.",
            ",\"language\":\"ar\"",
        ),
        line(
            3,
            "south",
            "A <b>bold</b> &amp; plain title",
            "Fish & chips < five > four ]]> end.",
            &dated("2021-11-17"),
        ),
        line(4, "wire", "Four men on trial", COURT, &dated("2021-11-15T12:00:00Z")),
    ];
    assert_eq!(workspace.run_with_input(&["import", "-"], lines.concat()).code, 0);
    workspace
}

fn rss(reply: &Reply) -> rss::Channel {
    assert_eq!(
        (reply.status, reply.header("content-type").as_deref()),
        (200, Some("application/rss+xml; charset=utf-8")),
        "{reply:?}"
    );
    well_formed(reply.text());
    rss::Channel::read_from(reply.body.as_slice()).expect("RSS")
}

fn atom(reply: &Reply) -> atom_syndication::Feed {
    assert_eq!(
        (reply.status, reply.header("content-type").as_deref()),
        (200, Some("application/atom+xml; charset=utf-8"))
    );
    well_formed(reply.text());
    atom_syndication::Feed::read_from(reply.body.as_slice()).expect("Atom")
}

/// Every element is closed, and there is no character that XML 1.0 does not know, written out or as a reference.
fn well_formed(xml: &str) {
    let is_char =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(xml.chars().all(is_char), "{xml}");
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::GeneralRef(reference) => assert!(!reference.is_char_ref(), "{xml}"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{xml}");
}

fn titles(channel: &rss::Channel) -> Vec<&str> {
    channel.items.iter().map(|item| item.title().unwrap_or_default()).collect()
}

#[test]
fn whatever_can_be_asked_for_can_be_followed() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let all = rss(&house.get("/feeds/all.rss"));
    let newest_first = ["افتتاح المعرض", "A <b>bold</b> &amp; plain title", "Terror trial opens"];
    assert_eq!(titles(&all), newest_first, "copies are left out");
    assert_eq!(rss(&house.get("/feeds/all.rss?copies=true")).items.len(), 4);
    assert_eq!(rss(&house.get("/feeds/all.rss?limit=1")).items.len(), 1);
    for (path, title, expected) in [
        ("/topics/terror.rss", "Terror", &newest_first[2..]),
        ("/topics/security.rss", "Security & <order>", &newest_first[2..]),
        ("/sources/south.rss", "south", &newest_first[..2]),
        ("/searches/trials.rss", "Trials \"of today\"", &newest_first[2..]),
        ("/feeds/search.rss?q=@trials+source:south", "trial source:south", &[]),
        ("/feeds/search.rss?q=trial&language=en", "trial · en", &newest_first[2..]),
        ("/feeds/search.rss?saved=trials&since=2021-11-01", "trial", &newest_first[2..]),
        ("/sources/south.rss?language=ar", "south", &newest_first[..1]),
    ] {
        let channel = rss(&house.get(path));
        assert_eq!((channel.title(), titles(&channel).as_slice()), (title, expected), "{path}");
    }
}

#[test]
fn the_three_forms_tell_the_same() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let (channel, feed) = (rss(&house.get("/topics/terror.rss")), atom(&house.get("/topics/terror.atom")));
    let json = house.get("/topics/terror.json");
    assert_eq!(json.header("content-type").as_deref(), Some("application/feed+json; charset=utf-8"));
    let json = json.json();
    let (item, entry, object) = (&channel.items[0], &feed.entries[0], &json["items"][0]);
    let id = item.guid().expect("an id").value();
    assert!(id.starts_with("urn:uuid:") && !item.guid().expect("an id").is_permalink(), "{id}");
    assert_eq!((entry.id(), object["id"].as_str()), (id, Some(id)));
    let link = "https://north.example/1?x=1&y=2";
    assert_eq!((item.link(), entry.links[0].href.as_str(), &object["url"]), (Some(link), link, &link.into()));
    let html = format!("<p>{COURT}</p>");
    let content = entry.content.as_ref().and_then(|content| content.value.as_deref());
    assert_eq!(
        (item.content(), content, &object["content_html"]),
        (Some(html.as_str()), Some(html.as_str()), &html.clone().into())
    );
    assert_eq!(item.pub_date(), Some("Mon, 15 Nov 2021 08:00:00 +0000"));
    assert_eq!(entry.published.expect("a date").to_rfc3339(), "2021-11-15T08:00:00+00:00");
    assert_eq!(
        (&object["date_published"], &object["date_modified"]),
        (&"2021-11-15T08:00:00Z".into(), &"2021-11-15T08:00:00Z".into())
    );
    assert_eq!(item.dublin_core_ext().expect("Dublin Core").creators(), ["Ann Lee"]);
    assert_eq!((entry.authors[0].name.as_str(), &object["authors"][0]["name"]), ("Ann Lee", &"Ann Lee".into()));
    assert_eq!(
        (item.categories[0].name.as_str(), entry.categories[0].term.as_str(), &object["tags"][0]),
        ("Terror", "terror", &"Terror".into())
    );
    assert_eq!(
        (entry.content.as_ref().and_then(|content| content.lang.as_deref()), &object["language"]),
        (Some("en"), &"en".into())
    );
    let base = format!("http://{}", house.address);
    assert_eq!(
        (channel.link(), json["feed_url"].as_str()),
        (format!("{base}/topics/terror").as_str(), Some(format!("{base}/topics/terror.json").as_str()))
    );
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
}

#[test]
fn what_is_not_known_is_not_told() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let channel = rss(&house.get("/sources/south.rss?language=ar"));
    let item = &channel.items[0];
    assert_eq!((item.pub_date(), item.dublin_core_ext().expect("Dublin Core").creators().len()), (None, 0));
    assert_eq!(
        item.content(),
        Some("<p dir=\"rtl\">افتتح المعرض أبوابه اليوم أمام الزوار.</p><p dir=\"rtl\">ودخل المئات.</p>")
    );
    let summary = rss(&house.get("/sources/south.rss?language=ar&text=summary"));
    assert_eq!(
        summary.items[0].content(),
        Some("<p dir=\"rtl\">افتتح المعرض أبوابه اليوم أمام الزوار. ودخل المئات.</p>")
    );
    let feed = atom(&house.get("/sources/south.atom?language=ar"));
    assert!(feed.entries[0].published.is_none() && feed.entries[0].authors.is_empty(), "{feed:?}");
    assert_eq!(feed.authors[0].name, "rasid", "so that it is valid all the same");
}

#[test]
fn an_id_stays_whatever_becomes_of_the_article() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let ids = || -> BTreeSet<String> {
        let channel = rss(&house.get("/feeds/all.rss?copies=true"));
        channel.items.iter().map(|item| item.guid().expect("an id").value().to_owned()).collect()
    };
    let before = ids();
    workspace.tamper("update articles set title = title || ' again', url = 'https://moved.example/' || id");
    assert_eq!(ids(), before);
    assert_eq!(before.len(), 4);
}

#[test]
fn a_reader_that_has_a_feed_is_told_so() {
    let workspace = collection();
    // What came within this second has no date yet, since more may come.
    workspace.tamper("update articles set first_seen = '2021-11-18T00:00:00Z'");
    let house = House::open(&workspace, "127.0.0.1");
    for path in ["/topics/terror.rss", "/feeds/all.atom", "/feeds/search.json?q=trial", "/sources/south.rss"] {
        let first = house.get(path);
        let tag = first.header("etag").expect("a tag");
        let date = first.header("last-modified").expect("a date");
        assert_eq!(first.header("cache-control").as_deref(), Some("private, max-age=60"));
        for condition in
            [("If-None-Match", tag.as_str()), ("If-None-Match", "\"x\", *"), ("If-Modified-Since", date.as_str())]
        {
            let again = house.ask("GET", path, &[condition]);
            assert_eq!((again.status, again.text()), (304, ""), "{path} {condition:?}");
            assert_eq!(again.header("etag").as_deref(), Some(tag.as_str()));
        }
        let long_ago = ("If-Modified-Since", "Mon, 15 Nov 2021 08:00:00 GMT");
        for conditions in [
            &[("If-None-Match", "\"x\"")][..],
            &[long_ago],
            &[("If-None-Match", "\"x\""), ("If-Modified-Since", date.as_str())],
        ] {
            assert_eq!(house.ask("GET", path, conditions).status, 200, "{path} {conditions:?}");
        }
        let head = house.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.text(), head.header("etag").as_deref()), (200, "", Some(tag.as_str())));
        assert_eq!(head.header("content-length").as_deref(), Some(first.text().len().to_string().as_str()));
    }
}

#[test]
fn a_feed_is_another_once_one_of_its_articles_is() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let tag = |path: &str| house.get(path).header("etag").expect("a tag");
    let (terror, arabic) = (tag("/topics/terror.rss"), tag("/sources/south.rss?language=ar"));
    assert_ne!(terror, tag("/topics/terror.rss?text=summary"));
    assert_ne!(terror, tag("/topics/terror.atom"));
    workspace.tamper(
        "insert into revisions (article_id, replaced_at, why, content_hash, title, facts)
         select id, '2030-01-01T00:00:00Z', 'changed', content_hash, 'Before', '{}' from articles where title = 'Terror trial opens'",
    );
    assert_ne!(terror, tag("/topics/terror.rss"));
    assert_eq!(arabic, tag("/sources/south.rss?language=ar"));
    let feed = atom(&house.get("/topics/terror.atom"));
    assert_eq!(feed.entries[0].updated.to_rfc3339(), "2030-01-01T00:00:00+00:00");
    assert_eq!(feed.entries[0].published.expect("a date").to_rfc3339(), "2021-11-15T08:00:00+00:00");
}

#[test]
fn what_cannot_be_followed_says_why() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    for (path, status, why) in [
        ("/topics/teror.rss", 404, "no topic is called `teror`: did you mean `terror`?"),
        ("/topics/%20.rss", 404, "no topic is called"),
        ("/sources/nort.atom", 404, "no source is called `nort`: did you mean `north`?"),
        ("/stories/12.json", 404, "no story has the number `12`"),
        ("/stories/x.json", 404, "no story has the number `x`"),
        ("/searches/trial.rss", 404, "no saved search is called `trial`: did you mean @trials?"),
        ("/feeds/search.rss?q=@nothing", 404, "no saved search is called `nothing`"),
        ("/feeds/search.rss?q=title:(", 400, "column 7: the bracket is not closed"),
        ("/feeds/all.rss?topics=terror", 400, "no parameter is called `topics`: there are q, saved, topic"),
        ("/feeds/all.rss?limit=501", 400, "`limit=501` is no number from 1 to 500"),
        ("/feeds/all.rss?text=half", 400, "`text=half` is none of full, summary"),
        ("/feeds/all.rss?since=soon", 400, "soon"),
    ] {
        let reply = house.get(path);
        assert_eq!(
            (reply.status, reply.header("content-type").as_deref()),
            (status, Some("text/plain; charset=utf-8")),
            "{path}"
        );
        assert!(reply.text().contains(why), "{path}: {}", reply.text());
    }
    let posted = house.ask("POST", "/feeds/all.rss", &[]);
    assert_eq!((posted.status, posted.header("allow").as_deref()), (405, Some("GET, HEAD")));
    assert_eq!(house.get("/feeds/other.rss").status, 404);
}

#[test]
fn no_article_breaks_a_feed() {
    let workspace = collection();
    let hostile: String =
        (0..0x300).filter_map(char::from_u32).chain(['\u{202E}', '\u{FFFE}', '\u{FFFF}', '\u{1FFFF}']).collect();
    let hostile = format!("]]> <!-- & &#0; &nbsp; </item><script>alert(1)</script> {hostile} -->");
    let line = serde_json::json!({
        "source": "south", "url": "javascript://x.example/%0Aalert(1)", "title": hostile, "text": hostile, "summary": hostile,
        "authors": [hostile], "site": hostile, "language": "en",
    });
    assert_eq!(workspace.run_with_input(&["import", "-"], format!("{line}\n")).code, 0);
    // What no import lets through, another program may have written.
    workspace.tamper("update articles set url = 'javascript:alert(1)', image = 'data:text/html,x', site = site || char(8) where id = (select max(id) from articles)");
    let house = House::open(&workspace, "127.0.0.1");
    let channel = rss(&house.get("/feeds/all.rss"));
    assert_eq!(channel.items.len(), 4);
    let item = channel
        .items
        .iter()
        .find(|item| item.title().is_some_and(|title| title.contains("alert")))
        .expect("it is there");
    assert_eq!(item.link(), None, "nothing that acts is linked to");
    let content = item.content().expect("its text");
    assert!(content.starts_with("<p>]]&gt; &lt;!-- &amp; &amp;#0; ") && !content.contains("<script"), "{content}");
    assert_eq!(atom(&house.get("/feeds/all.atom")).entries.len(), 4);
    assert_eq!(house.get("/feeds/all.json").json()["items"].as_array().map(Vec::len), Some(4));
}

#[test]
fn lists_for_readers_hold_every_feed_and_every_source() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let feeds = house.get("/feeds.opml");
    assert_eq!((feeds.status, feeds.header("content-type").as_deref()), (200, Some("text/x-opml; charset=utf-8")));
    well_formed(feeds.text());
    for part in [
        "<outline text=\"Topics\" title=\"Topics\"><outline text=\"Security &amp; &lt;order&gt;\"",
        &format!("xmlUrl=\"http://{}/topics/terror.rss\"", house.address),
        &format!(
            "xmlUrl=\"http://{}/searches/trials.rss\" htmlUrl=\"http://{}/search?q=@trials\"",
            house.address, house.address
        ),
        "/sources/north.rss",
        "/feeds/all.rss",
    ] {
        assert!(feeds.text().contains(part), "{part}: {}", feeds.text());
    }
    for address in feeds.text().split("xmlUrl=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let path = address.split_once(&house.address).expect("an address of ours").1;
        rss(&house.get(path));
    }
    let sources = house.get("/sources.opml");
    assert_eq!(
        sources.text().replace("rasid: sources", "rasid"),
        workspace.run(&["export", "--format", "opml"]).stdout
    );
}

#[test]
fn a_hub_is_named_and_told_of_news() {
    let site = FakeSite::start();
    site.route("/hub", Answer::status(204));
    site.route("/feed.xml", Answer::feed(paper::rss(&[("/one", "Terror trial opens")])));
    site.route("/one", Answer::html(paper::article("Terror trial opens")));
    let workspace = Workspace::new(&format!("{}{TOPICS}", source("paper", &site.url("/feed.xml"))));
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0").env("RASID_WEB_PUBLIC_URL", "https://news.example.org");
    command.env("RASID_WEBSUB_HUB", site.url("/hub"));
    let house = House::start(command);
    let told = until("the hub is told", || site.requests_for("/hub").first().cloned());
    let form: Vec<(String, String)> = url::form_urlencoded::parse(told.body.as_bytes()).into_owned().collect();
    assert_eq!(form[0], ("hub.mode".to_owned(), "publish".to_owned()));
    let urls: BTreeSet<&str> = form[1..]
        .iter()
        .map(|(name, url)| {
            assert_eq!(name, "hub.url");
            url.strip_prefix("https://news.example.org").expect("the public address")
        })
        .collect();
    let expected = ["/topics/terror", "/topics/security", "/feeds/all"]
        .map(|path| ["rss", "atom", "json"].map(|form| format!("{path}.{form}")));
    assert_eq!(urls, expected.iter().flatten().map(String::as_str).collect());
    let reply = house.get("/topics/terror.rss");
    let links =
        format!("<{}>; rel=\"hub\", <https://news.example.org/topics/terror.rss>; rel=\"self\"", site.url("/hub"));
    assert_eq!(reply.header("link"), Some(links));
    let channel = rss(&reply);
    let named: Vec<&str> =
        channel.atom_ext().expect("links of Atom").links().iter().map(|link| link.rel.as_str()).collect();
    assert_eq!(named, ["hub", "self"]);
    assert_eq!(house.get("/topics/terror.json").json()["hubs"][0]["url"], site.url("/hub"));
    // Of what a reader has narrowed no hub is told.
    let narrowed = house.get("/topics/terror.rss?limit=5").header("link").expect("links");
    assert!(!narrowed.contains("hub"), "{narrowed}");
}

#[test]
fn links_begin_with_the_name_that_was_asked_for() {
    let workspace = collection();
    let house = House::open(&workspace, "127.0.0.1");
    let channel = rss(&house.ask("GET", "/topics/terror.rss?limit=3", &[("Host", "localhost:99")]));
    assert_eq!(channel.link(), "http://localhost:99/topics/terror");
    let own = channel.atom_ext().expect("links of Atom").links()[0].href.clone();
    assert_eq!(own, "http://localhost:99/topics/terror.rss?limit=3");
}
