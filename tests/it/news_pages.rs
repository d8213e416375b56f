//! The pages of news: what is told today, topics, stories from first to last; and that every page keeps what its frame promises.

use serde_json::json;

use crate::program::Workspace;
use crate::visitor::{Visited, Visitor};

const CONFIGURATION: &str = r#"
[[topic]]
id = "sea"
label = { en = "The sea", ar = "البحر" }

[[topic]]
id = "harbours"
label = { en = "Harbours", ar = "الموانئ" }
description = "What is quarrelled over in ports."
parent = "sea"
threshold = 4
[topic.terms.en]
2 = ["harbour*", "dockworker*"]
"#;

/// Three papers on one strike, of which one prints another's text; and something else. All are of the last hours.
fn collection() -> Workspace {
    let workspace = Workspace::new(CONFIGURATION);
    let walk_out = "Some four hundred dockworkers left the harbour of Varna on Tuesday night. Their union, led by Stoyan \
                    Marinov, says that the board has cut the pay of night shifts by a fifth.";
    let waiting = "Eleven ships were waiting off the harbour of Varna while dockworkers and their leader Stoyan Marinov \
                   stood at the gates. The union wants the pay of night shifts back.";
    // The database knows the time, which tests cannot ask the system for.
    assert_eq!(workspace.run_with_input(&["import", "-"], "").code, 0);
    let now = workspace.number("select unixepoch()");
    let lines = [
        (1, "north", "Dockworkers of Varna walk out over night shifts", walk_out, 5),
        (2, "wire", "Dockworkers of Varna walk out", walk_out, 4),
        (3, "south", "Ships wait off Varna as dockworkers strike over night shifts", waiting, 3),
        (4, "south", "<b>Oak</b> for the bridge of Larvik", "The council of Larvik rebuilds its footbridge in oak.", 2),
    ]
    .map(|(n, source, title, text, hours)| {
        let at = jiff::Timestamp::from_second(now - hours * 3600).expect("in range");
        let article = json!({
            "url": format!("https://{source}.example/{n}"), "title": title, "text": text, "source": source, "language": "en",
            "site": format!("The {source}"), "published": at.to_string(),
        });
        format!("{article}\n")
    });
    let imported = workspace.run_with_input(&["import", "-"], lines.concat());
    assert_eq!(imported.code, 0, "{imported:?}");
    workspace
}

/// What every page has.
fn check_frame(page: &Visited, language: &str, direction: &str) {
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.attributes("html", "lang"), [language]);
    assert_eq!(page.attributes("html", "dir"), [direction]);
    assert_eq!(page.texts("h1").len(), 1, "{}", page.body);
    assert!(page.header("content-security-policy").is_some_and(|policy| policy.contains("default-src 'none'")));
    assert_eq!(page.attributes("[style]", "style"), [""; 0], "the policy lets no style of its own in");
    assert!(page.attributes("script", "src").iter().all(|address| address.starts_with("/assets/")), "{}", page.body);
}

#[test]
fn today_shows_stories_by_topic_and_lets_choose() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/");
    check_frame(&page, "en", "ltr");
    assert_eq!(page.texts(".stories .headline").len(), 1, "{}", page.body);
    assert_eq!(page.texts("main section h2"), ["Harbours", "Newest articles"]);
    let facts = page.texts(".stories .facts").concat();
    for expected in ["3 sources", "3 articles", "English", "2 in the last 6 h"] {
        assert!(facts.contains(expected), "{expected}: {facts}");
    }
    assert_eq!(page.texts(".articles .headline")[0], "<b>Oak</b> for the bridge of Larvik");
    assert_eq!(page.texts("aside tbody tr"), ["The sea 2–", "Harbours 2–"], "copies do not count");
    let n_stories = |query: &str| visitor.get(query).texts(".stories .headline").len();
    assert_eq!(n_stories("/?topic=sea&lang=en&hours=168"), 1, "what is part of a topic belongs to it");
    assert_eq!(n_stories("/?topic=&lang=&hours="), 1, "a form sends what was not chosen");
    assert_eq!(n_stories("/?lang=ar"), 0);
    assert_eq!(visitor.get("/?lang=nonsense").status, 400);
    let arabic = visitor.get("/?ui=ar");
    check_frame(&arabic, "ar", "rtl");
    assert_eq!(arabic.texts("main section h2"), ["الموانئ", "أحدث المقالات"]);
    assert!(arabic.texts(".stories .facts").concat().contains("3 مصادر"), "{}", arabic.body);
}

#[test]
fn topics_stand_as_a_tree_with_their_figures() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/topics");
    check_frame(&page, "en", "ltr");
    assert_eq!(page.texts("main tbody th"), ["The sea", "Harbours What is quarrelled over in ports."]);
    for (row, n_terms) in [(1, "0"), (2, "2")] {
        let figures = page.texts(&format!("main tbody tr:nth-child({row}) td"));
        assert_eq!(figures[..4], ["2", "–", "3", n_terms], "{figures:?}");
    }
    assert_eq!(page.attributes("main tbody a", "href"), ["/topics/sea", "/topics/harbours"]);
}

#[test]
fn a_topic_shows_days_terms_sources_stories_and_where_its_feeds_are() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/topics/harbours");
    check_frame(&page, "en", "ltr");
    assert_eq!(page.texts("h1"), ["Harbours"]);
    assert_eq!(page.texts(".trail a"), ["Topics", "The sea"]);
    assert_eq!(page.attributes("svg", "role"), ["img"; 2], "for wide and narrow screens");
    let told = page.texts("svg desc");
    assert!(told[0].starts_with("2 in all"), "{told:?}");
    let n_shown: u64 = page.texts("figure tbody td").iter().map(|n| n.parse::<u64>().expect("a number")).sum();
    assert_eq!(n_shown, 2, "the figures stand in a table, too");
    assert_eq!(page.texts(".stories .headline").len(), 1);
    assert_eq!(page.texts(".articles .headline").len(), 2, "copies are left out");
    let terms = page.texts("aside table").concat();
    assert!(terms.contains("dockworker*") && terms.contains("harbour*"), "{terms}");
    let feeds = ["/topics/harbours.rss", "/topics/harbours.atom", "/topics/harbours.json"];
    assert_eq!(page.attributes("head link[rel=alternate]", "href"), feeds);
    let whole = visitor.get("/topics/sea");
    assert_eq!(whole.texts(".articles .headline").len(), 2, "all that is part of it");
    assert!(whole.texts("aside a").contains(&"Harbours".to_owned()), "{}", whole.body);
    assert_eq!(visitor.get("/topics/lakes").status, 404);
    assert_eq!(visitor.get("/topics/%3Cscript%3E").status, 404);
}

#[test]
fn a_story_tells_who_was_first_and_who_copied_whom() {
    let workspace = collection();
    let visitor = Visitor::at(&workspace);
    let page = visitor.get("/stories/1");
    check_frame(&page, "en", "ltr");
    assert_eq!(page.texts(".timeline > li > .headline").len(), 2, "{}", page.body);
    assert_eq!(page.texts(".timeline .below .headline"), ["Dockworkers of Varna walk out"]);
    let facts = page.texts(".timeline .facts");
    assert!(facts[0].contains("The north") && facts[0].contains("first"), "{facts:?}");
    assert!(
        facts[1].contains("The wire") && facts[1].contains("copy") && facts[1].contains("60 min later"),
        "{facts:?}"
    );
    assert!(facts[2].contains("The south") && facts[2].contains("2 h later"), "{facts:?}");
    assert_eq!(page.texts(".chips li"), ["Harbours 2 of 2"]);
    assert_eq!(
        page.texts("figure tbody td").iter().filter(|n| *n == "1").count(),
        6,
        "texts, copies and all of three hours"
    );
    assert!(page.attributes("head link[rel=alternate]", "href").contains(&"/stories/1.atom".to_owned()));
    for nobody in ["/stories/4", "/stories/99", "/stories/x", "/stories/-1", "/stories/99999999999999999999"] {
        assert_eq!(visitor.get(nobody).status, 404, "{nobody}");
    }
}

#[test]
fn the_number_of_a_story_that_went_into_another_leads_there() {
    let workspace = collection();
    workspace.tamper(
        "insert into stories select 77, lead_article_id, title, first_dated, last_dated, 0, 0, 0, languages, id from stories",
    );
    let visitor = Visitor::at(&workspace);
    let moved = visitor.get("/stories/77?ui=ar");
    assert_eq!((moved.status, moved.header("location")), (308, Some("/stories/1?ui=ar")));
}

#[test]
fn an_empty_collection_says_so() {
    let workspace = Workspace::new("");
    let visitor = Visitor::at(&workspace);
    assert_eq!(visitor.get("/").texts(".notice"), ["No story in this span: 24 hours. A longer one may show some."]);
    assert_eq!(visitor.get("/topics").texts(".notice").len(), 1);
}

#[test]
fn shortened_addresses_lead_to_lists_and_robots_are_asked_to_stay_away() {
    let visitor = Visitor::at(&Workspace::new(""));
    for (path, list) in [("/stories", "/"), ("/articles", "/search")] {
        let page = visitor.get(path);
        assert_eq!((page.status, page.header("location")), (303, Some(list)), "{path}");
    }
    let robots = visitor.get("/robots.txt");
    assert_eq!((robots.status, robots.body.as_str()), (200, "User-agent: *\nDisallow: /\n"));
    assert!(robots.header("content-type").is_some_and(|kind| kind.starts_with("text/plain")));
}
