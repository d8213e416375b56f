//! The pages on which something is looked up: articles, searches, sources, rules, how the daemon is.

use crate::paper::{article, rss};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};
use crate::visitor::{Visitor, escaped};

const CONFIGURATION: &str = r#"
[[search]]
id = "trials"
label = "Trials"
query = "trial OR محاكمة"

[[topic]]
id = "terror"
label = { en = "Terror", ar = "إرهاب" }
threshold = 3
# Words that tell.
[topic.terms.ar]
3 = ["إرهاب"]
[topic.terms.en]
3 = ["terror*", "terror trial"]
"#;

/// Six articles, one of them a copy, one in Arabic.
fn articles() -> String {
    let text = "The trial of four men began in the capital on Monday. The court heard that the group had planned its attack \
                for months and that two of them had confessed to the police.";
    let line = |n: usize, title: &str, text: &str, language: &str, source: &str| {
        serde_json::json!({
            "url": format!("https://{source}.example/{n}"), "title": title, "text": text, "source": source,
            "published": format!("2026-11-{:02}T10:00:00Z", 10 + n), "language": language, "site": "The Paper", "authors": ["Ann Lee"],
        })
        .to_string()
    };
    [
        line(1, "Terror trial opens", text, "en", "north"),
        line(2, "محاكمة في قضية إرهاب", "قال المتحدث إن مكافحة الإرهاب تتطلب تعاونًا دوليًا.", "ar", "south"),
        line(3, "Harbour opens", "The old harbour opened again after ten years of work.", "en", "south"),
        line(4, "Market moves", "The weekly market moves to the square behind the station.", "en", "south"),
        line(5, "Bridge closes", "The bridge over the river closes for the winter months.", "en", "south"),
        line(6, "Four men on trial", text, "en", "wire"),
    ]
    .join("\n")
}

fn collection() -> Workspace {
    let workspace = Workspace::new(CONFIGURATION);
    let imported = workspace.run_with_input(&["import", "-"], articles());
    assert_eq!(imported.code, 0, "{imported:?}");
    workspace
}

#[test]
fn an_article_shows_its_evidence_in_its_own_direction() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/articles/1");
    assert_eq!(page.status, 200);
    assert_eq!(page.texts("h1 mark"), ["Terror trial"]);
    assert_eq!(page.texts(".reason h3"), ["Terror 6.00"]);
    assert!(page.attributes("h1 mark", "title")[0].contains("terror trial"), "{}", page.body);
    assert_eq!(page.attributes("a[href^=http]", "rel"), ["noreferrer noopener nofollow"]);
    assert!(page.text().contains("from the file it was imported from"), "{}", page.text());
    assert!(page.texts(".printings li").iter().any(|line| line.contains("same text")), "{}", page.body);
    let arabic = visitor.get("/articles/2?ui=ar");
    assert_eq!(arabic.attributes("html, h1, .text", "dir"), ["rtl"; 3]);
    assert_eq!(arabic.attributes("h1, .text", "lang"), ["ar"; 2]);
    assert_eq!(arabic.texts(".reason h3 a"), ["إرهاب"]);
    assert_eq!(arabic.texts("h1 mark"), ["إرهاب"]);
    assert_eq!(visitor.get("/articles/2").attributes("html, h1", "dir"), ["ltr", "rtl"]);
}

#[test]
fn an_article_is_found_by_its_key_and_others_are_missing() {
    let workspace = collection();
    let key = workspace.ask("select key from articles where id = 3").remove(0);
    let visitor = Visitor::at(&workspace);
    let page = visitor.get(&format!("/articles/{key}"));
    assert_eq!((page.status, page.header("location")), (307, Some("/articles/3")));
    for path in [
        "/articles/99",
        "/articles/none",
        "/articles/3/snapshot",
        "/articles/3/snapshot/raw",
        "/sources/none",
        "/rules/none",
    ] {
        assert_eq!(visitor.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_an_article_said_before_is_shown_word_by_word() {
    let workspace = collection();
    workspace.tamper(
        "insert into revisions (article_id, replaced_at, why, content_hash, title, text, facts)
         values (3, '2026-11-20T00:00:00Z', 'changed', '00000000000000000000000000000000', 'Harbour closes', null, '{}');
         update articles set gone_since = '2026-11-21T00:00:00Z', gone_status = 410 where id = 3",
    );
    let page = Visitor::at(&workspace).get("/articles/3");
    assert_eq!((page.texts("del"), page.texts("ins")), (vec!["closes".to_owned()], vec!["opens".to_owned()]));
    assert!(page.texts(".notice")[0].contains("2026-11-21 00:00 (HTTP 410)"), "{}", page.text());
}

#[test]
fn a_kept_page_is_shown_without_rights_and_handed_out_as_it_came() {
    let site = FakeSite::start();
    let html = article("One").replace("<main>", "<main><script>window.hit = 1</script><h2 onclick='x()'>Heading</h2>");
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(html.clone()));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/articles/1/snapshot");
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("sandbox; default-src 'none'; "), "{policy}");
    assert!(page.texts(".snapshot h2").contains(&"Heading".to_owned()), "{}", page.body);
    assert!(!page.body.contains("window.hit") && !page.body.contains("onclick"), "{}", page.body);
    assert_eq!(page.texts("script").len(), 0);
    let raw = visitor.get("/articles/1/snapshot/raw");
    assert_eq!(raw.body, html);
    assert_eq!(raw.header("content-type"), Some("text/plain"));
    assert_eq!(raw.header("x-content-type-options"), Some("nosniff"));
    assert!(raw.header("content-disposition").is_some_and(|how| how.starts_with("attachment")), "{raw:?}");
    let shown = visitor.get("/articles/1");
    assert!(shown.attributes("a", "href").contains(&"/articles/1/snapshot".to_owned()), "{}", shown.body);
}

#[test]
fn a_kept_page_is_read_in_the_encoding_that_its_source_is_given() {
    let site = FakeSite::start();
    let arabic = [0xC7_u8, 0xE1].repeat(200);
    let page = [b"<html><body><article><h1>One</h1><p>" as &[u8], &arabic, b"</p></article>"].concat();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::document("text/html", page));
    let workspace =
        Workspace::new(&format!("{}encoding = \"windows-1256\"\n", source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 1);
    let shown = Visitor::at(&workspace).get("/articles/1/snapshot");
    assert!(shown.texts(".snapshot p")[0].starts_with("الالال"), "{}", shown.body);
}

#[test]
fn a_search_shows_what_it_finds_and_how_to_narrow_it() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/search?q=trial");
    assert_eq!(page.texts(".articles .headline"), ["Terror trial opens"]);
    assert_eq!(page.texts(".articles .headline mark"), ["trial"]);
    assert!(page.texts(".snippet")[0].starts_with("The trial of four men"), "{}", page.body);
    let narrower = page.attributes(".facets a", "href");
    assert!(narrower.contains(&"/search?q=trial+topic%3Aterror".to_owned()), "{narrower:?}");
    for address in narrower {
        assert_eq!(visitor.get(&address).texts(".articles .headline").len(), 1, "{address}");
    }
    assert_eq!(visitor.get("/search?q=trial&copies=1").texts(".articles .headline").len(), 2);
    assert_eq!(visitor.get("/search?q=trial&sort=rank").texts(".articles .headline"), ["Terror trial opens"]);
    let feeds = page.attributes("head link[rel=alternate]", "href");
    assert!(feeds.contains(&"/feeds/search.rss?q=trial".to_owned()), "{feeds:?}");
    let nothing = visitor.get("/search?q=trial+topic%3Aterorr");
    assert_eq!((nothing.status, nothing.texts(".articles li").len()), (200, 0));
    assert!(nothing.text().contains("topic:terorr"), "{}", nothing.text());
}

#[test]
fn a_mistake_in_a_query_is_marked_where_it_stands() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let check = |query: &str, fault: &str, words: &str| {
        let page = visitor.get(&format!("/search?q={}", escaped(query)));
        assert_eq!((page.status, page.texts("mark.fault")), (400, vec![fault.to_owned()]), "{query}");
        assert!(page.texts(".notice")[0].contains(words), "{query}: {}", page.text());
        assert_eq!(page.attributes("main input[name=q]", "value"), [query]);
    };
    check("title:(", "(", "column 7: the bracket is not closed");
    check("محاكمة langauge:ar", "langauge:", "did you mean language:");
    for (query, words) in [("@none", "there are @trials"), ("a since:2026-11-30 until:2026-11-01", "exchange them")] {
        let page = visitor.get(&format!("/search?q={}", escaped(query)));
        assert!(page.status == 400 && page.text().contains(words), "{query}: {}", page.text());
    }
    assert_eq!(visitor.get("/search?q=trial&cursor=x").status, 400);
    assert_eq!(visitor.get("/search?q=trial&cursor=r1.1").status, 400, "a place of the other order");
}

#[test]
fn a_saved_search_has_a_page_of_its_own() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/searches/trials");
    assert_eq!((page.status, page.header("location")), (307, Some("/search?q=%40trials")));
    let found = visitor.get("/search?q=%40trials");
    assert_eq!(found.texts(".articles .headline"), ["محاكمة في قضية إرهاب", "Terror trial opens"]);
    assert_eq!(found.texts(".saved a"), ["Trials"]);
    assert_eq!(visitor.get("/searches/none").status, 404);
}

#[test]
fn nobody_sees_an_article_twice_or_misses_one_while_others_come_in() {
    let workspace = Workspace::new("");
    let line = |n: u32, minute: u32| {
        // Several of each second: the number decides.
        serde_json::json!({
            "url": format!("https://paper.example/{n}"), "title": format!("Headline {n}"), "source": "paper",
            "text": format!("Words about the harbour, the {n}th of all."), "published": format!("2026-11-20T10:{:02}:00Z", minute),
        })
        .to_string()
    };
    let import = |lines: Vec<String>| assert_eq!(workspace.run_with_input(&["import", "-"], lines.join("\n")).code, 0);
    import((0..60).map(|n| line(n, n / 7)).collect());
    let visitor = Visitor::at(&workspace);
    for query in ["q=harbour", "q=source%3Apaper", "q=harbour&sort=rank"] {
        let (mut address, mut seen) = (format!("/search?{query}"), Vec::new());
        let before = workspace.number("select count(*) from articles");
        loop {
            let page = visitor.get(&address);
            seen.extend(page.texts(".articles .headline"));
            let next = page.attributes(".pager a[rel=next]", "href");
            let Some(next) = next.first() else { break };
            address.clone_from(next);
            let n = u32::try_from(workspace.number("select count(*) from articles")).expect("few");
            import(vec![line(n, 50)]);
        }
        let n_seen = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), i64::try_from(n_seen)), (n_seen, Ok(before)), "{query}");
    }
}

#[test]
fn a_source_tells_what_it_brought_and_how_to_mend_it() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(article("One")));
    let configuration = source("paper", &site.url("/feed.xml")) + &source("broken", &site.url("/none.xml"));
    let workspace = Workspace::new(&configuration);
    let visitor = Visitor::at(&workspace);
    visitor.daemon().logged("paper ok: 1 new");
    visitor.daemon().logged("broken failed");
    let list = until("both polls on the page", || {
        let page = visitor.get("/sources");
        (page.texts("tbody .chip") == ["failing", "well"]).then_some(page)
    });
    assert_eq!(list.attributes("tbody a", "href"), ["/sources/broken", "/sources/paper"]);
    assert!(list.texts(".to-mend .advice")[0].contains("404"), "{}", list.text());
    let paper = visitor.get("/sources/paper");
    assert_eq!(paper.texts(".articles .headline"), ["One"]);
    assert!(paper.texts("tbody .chip").contains(&"read".to_owned()), "{}", paper.body);
    let broken = visitor.get("/sources/broken");
    assert!(broken.texts(".notice.bad")[0].contains("404"), "{}", broken.text());
    assert_eq!(visitor.get("/sources/broken?ui=ar").texts("h1 .chip"), ["متعذّر"]);
}

#[test]
fn a_draft_is_tried_on_what_is_stored_and_nothing_is_written() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    assert_eq!(visitor.get("/rules").attributes("tbody a", "href"), ["/rules/terror"]);
    let page = visitor.get("/rules/terror");
    let draft = page.texts("textarea").concat();
    assert!(page.body.contains("# Words that tell."), "its comments are there: {}", page.body);
    assert!(draft.starts_with("[[topic]] id = \"terror\"") && draft.contains("[topic.terms.en]"), "{draft}");
    let written = workspace.ask("select * from article_topics");
    let changed = "[[topic]]\nid = \"terror\"\nthreshold = 3\n[topic.terms.en]\n3 = [\"harbour\"]\n";
    let tried = visitor.post("/rules/terror", "rule", changed, &[("Sec-Fetch-Site", "same-origin")]);
    assert_eq!(tried.status, 200);
    assert!(tried.text().contains("2 matched before, 1 would match; 1 would come, 2 would go."), "{}", tried.text());
    assert!(tried.text().contains("Tried on the newest 6 articles"), "{}", tried.text());
    assert_eq!(tried.texts(".changes .headline")[0], "Harbour opens");
    assert!(tried.texts(".changes li")[1].contains("no longer found: "), "{}", tried.text());
    assert_eq!(workspace.ask("select * from article_topics"), written);
    assert_eq!(tried.texts("textarea"), [changed.split_whitespace().collect::<Vec<_>>().join(" ")]);
}

#[test]
fn mistakes_of_a_draft_stand_under_their_lines() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let broken = visitor.post("/rules", "rule", "[[topic]]\r\nid = \"new\"\r\nthreshhold = 3\r\n", &[]);
    let report = broken.texts("pre.report").concat();
    assert!(report.contains("draft:3:1") && report.contains("did you mean `threshold`?"), "{report}");
    let sources = visitor.post("/rules", "rule", "[[source]]\nid = \"x\"\nurl = \"http://127.0.0.1/\"\n", &[]);
    assert!(sources.texts("pre.report").concat().contains("alone"), "{}", sources.text());
    let empty = visitor.post("/rules", "rule", "", &[]).text();
    assert!(empty.contains("The draft holds no topic"), "{empty}");
    assert!(visitor.post("/rules", "rule", "x = [", &[]).texts("pre.report").concat().contains("draft:1"));
}

#[test]
fn the_lab_answers_no_form_of_another_site_and_none_without_end() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    for headers in [[("Sec-Fetch-Site", "cross-site")], [("Origin", "https://evil.example")], [("Origin", "null")]] {
        assert_eq!(visitor.post("/rules", "rule", "", &headers).status, 403, "{headers:?}");
    }
    assert_eq!(visitor.announce("/rules", 1_100_000).status, 413);
}

#[test]
fn the_status_says_how_daemon_and_collection_are() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/status");
    let facts: Vec<String> = page
        .texts("dl.known dt")
        .into_iter()
        .zip(page.texts("dl.known dd"))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    for fact in ["Articles: 6", "Of these copies: 1", "Topics: 1", "Saved searches: 1", "Files: config.toml"] {
        assert!(facts.iter().any(|known| known == fact), "{fact} in {facts:?}");
    }
    assert_eq!(page.texts(".notice.good"), ["The daemon is well."]);
    assert_eq!(visitor.get("/status?ui=ar").texts("h1"), ["الحالة"]);
}
