//! `/api/v1`: programs get what the command line tells, in the form that the description promises, page by page, and every
//! mistake with how to mend it.

mod described;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::door::{House, Reply};
use crate::paper::{article, rss};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

const CONFIGURATION: &str = r#"
[[topic]]
id = "harbours"
label = { en = "Harbours" }
threshold = 2
terms.en.2 = ["harbour*"]
terms.ar.2 = ["ميناء"]
[[topic]]
id = "ceasefires"
parent = "harbours"
threshold = 2
terms.en.2 = ["ceasefire"]
[[search]]
id = "cranes"
label = "Cranes"
query = "crane* -bird"
[[alert]]
id = "cranes"
search = "cranes"
webhook = "http://127.0.0.1:9/"
schedule = "0 6 * * *"
"#;

/// An article as a line of an import: the number decides its words and its hour.
fn line(n: u32) -> String {
    let text = match n % 3 {
        0 => format!("وصلت السفينة رقم {n} إلى الميناء بعد رحلة طويلة استمرت {n} يوما وفق ما قاله الحارس"),
        1 => {
            format!("The keeper of the harbour counted {n} cranes on the quay and wrote a long report on each of them")
        }
        _ => {
            format!("Envoys spoke of a ceasefire in round {n} of the talks while {n} ships waited outside of the town")
        }
    };
    let published = format!("2026-10-{:02}T{:02}:00:00Z", 1 + n / 24 % 28, n % 24);
    json!({
        "url": format!("https://paper.example/news/{n}"), "title": format!("Report {n} of the day"), "text": text,
        "published": published, "source": format!("paper-{}", n % 2), "authors": ["Anna Belova"],
    })
    .to_string()
}

fn import(workspace: &Workspace, numbers: std::ops::Range<u32>) {
    import_lines(workspace, &numbers.map(line).collect::<Vec<_>>().join("\n"));
}

fn import_lines(workspace: &Workspace, lines: &str) {
    let imported = workspace.run(&["import", workspace.write("articles.jsonl", lines)]);
    assert_eq!(imported.code, 0, "{imported:?}");
}

/// A collection of some articles behind an open door.
fn house(n_articles: u32) -> (Workspace, House) {
    let workspace = Workspace::new(CONFIGURATION);
    import(&workspace, 0..n_articles);
    let house = House::open(&workspace, "127.0.0.1");
    (workspace, house)
}

fn ids(page: &Value) -> Vec<i64> {
    page["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect()
}

/// The answer is a problem of this status that says so in its body, too; gives its detail.
fn problem(reply: &Reply, status: u16) -> String {
    let problem = reply.json();
    assert_eq!((reply.status, &problem["status"]), (status, &json!(status)), "{problem}");
    assert_eq!(reply.header("content-type").as_deref(), Some("application/problem+json"));
    assert_eq!(problem["type"], "about:blank");
    problem["detail"].as_str().expect("a detail").to_owned()
}

#[test]
fn answers_are_the_rows_of_the_command_line() {
    let (workspace, house) = house(30);
    let check = |path: &str, command: &[&str]| {
        let answer = house.get(path).json();
        let rows = workspace.run(&[command, &["--format", "json"]].concat()).json();
        assert!(rows.as_array().is_some_and(|rows| !rows.is_empty()), "{command:?}: {rows}");
        match answer.get("items") {
            Some(items) => assert_eq!(*items, rows, "{path}"),
            None => assert_eq!(json!([answer]), rows, "{path}"),
        }
    };
    check("/api/v1/articles?limit=500", &["search", "--limit", "500"]);
    check(
        "/api/v1/articles?q=harbour&language=en&sort=rank",
        &["search", "harbour", "--language", "en", "--sort", "rank"],
    );
    check("/api/v1/articles?q=@cranes&snippets=true", &["search", "@cranes", "--snippets"]);
    check(
        "/api/v1/articles?topic=harbours&source=paper-1&until=2026-10-01",
        &["search", "--topic", "harbours", "--source", "paper-1", "--until", "2026-10-01"],
    );
    check("/api/v1/articles/2", &["show", "2"]);
    check(
        "/api/v1/facets?facet=topic&facet=lang&q=since:2026-10-01",
        &["search", "since:2026-10-01", "--facets", "topic,lang"],
    );
    check("/api/v1/searches", &["search", "--list-saved"]);
    check("/api/v1/topics", &["topics", "list"]);
    for topic in house.get("/api/v1/topics").json()["items"].as_array().expect("topics") {
        let id = topic["topic"].as_str().expect("an id");
        assert_eq!(house.get(&format!("/api/v1/topics/{id}")).json(), *topic, "one topic is its row in the list");
    }
    check("/api/v1/sources", &["sources"]);
    check("/api/v1/alerts", &["alerts", "list"]);
    check("/api/v1/stats", &["stats"]);
    let whole = house.get("/api/v1/articles?text=true&limit=2").json();
    let exported = workspace.run(&["export", "--format", "jsonl"]).json_lines();
    for item in whole["items"].as_array().expect("items") {
        assert!(exported.contains(item), "{item}");
    }
}

#[test]
fn cursors_keep_their_place_while_articles_come_in() {
    let (workspace, house) = house(50);
    for list in ["/api/v1/articles?limit=7", "/api/v1/articles?limit=7&q=harbour+OR+ceasefire&sort=rank"] {
        let first = ids(&house.get(&list.replace("limit=7", "limit=500")).json());
        let (mut seen, mut path, mut n_pages) = (Vec::new(), list.to_owned(), 0);
        loop {
            let reply = house.get(&path);
            let page = reply.json();
            seen.extend(ids(&page));
            n_pages += 1;
            if n_pages == 2 {
                import(&workspace, 100..110);
            }
            let link = reply.header("link");
            let Some(cursor) = page["next_cursor"].as_str() else {
                assert_eq!(link, None);
                break;
            };
            let link = link.expect("a link to the next page");
            let next = link.strip_prefix(&format!("<http://{}", house.address)).and_then(|rest| rest.split_once('>'));
            let (next, rest) = next.unwrap_or_else(|| panic!("{link}"));
            assert!(rest == "; rel=\"next\"" && next.contains(cursor), "{link}");
            path = next.to_owned();
        }
        assert_eq!(seen.len(), seen.iter().collect::<BTreeSet<_>>().len(), "none twice: {seen:?}");
        assert!(first.iter().all(|id| seen.contains(id)), "none missed: {first:?} {seen:?}");
        assert!(n_pages > 2, "{list}");
    }
    // Each order has places of its own, and what is no place at all is said to be none.
    let newest = house.get("/api/v1/articles?limit=7").json();
    let cursor = newest["next_cursor"].as_str().expect("more").to_owned();
    problem(&house.get(&format!("/api/v1/articles?sort=rank&q=harbour&cursor={cursor}")), 422);
    assert!(problem(&house.get("/api/v1/articles?cursor=abc"), 422).contains("`next_cursor`"));
}

#[test]
fn who_has_an_answer_already_is_told_so_until_it_changes() {
    let (workspace, house) = house(3);
    let path = "/api/v1/articles?q=harbour";
    let first = house.get(path);
    let tag = first.header("etag").expect("a tag");
    assert!(first.header("cache-control").is_some_and(|kept| kept.contains("private")), "{first:?}");
    let again = house.ask("GET", path, &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.clone())));
    let head = house.ask("HEAD", path, &[]);
    assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, Some(tag.clone())));
    import(&workspace, 4..5);
    let changed = house.ask("GET", path, &[("If-None-Match", &tag)]);
    assert_eq!((changed.status, ids(&changed.json()).len()), (200, 2));
    assert_ne!(changed.header("etag"), Some(tag));
}

#[test]
fn a_mistake_is_told_with_how_to_mend_it() {
    let (_workspace, house) = house(1);
    let check = |path: &str, status: u16, hint: &str| {
        let detail = problem(&house.get(&format!("/api/v1{path}")), status);
        assert!(detail.contains(hint), "{path}: {detail}");
    };
    check("/articles?topics=harbours", 400, "did you mean `topic`?");
    check("/articles?nothing=1", 400, "there are q, topic, source");
    check("/stats?q=x", 400, "there are none here");
    check("/articles?limit=0", 400, "from 1 to 500");
    check("/articles?limit=501", 400, "from 1 to 500");
    check("/articles?limit=2&limit=3", 400, "`limit` is given more than once");
    check("/articles?sort=best", 400, "expected");
    check("/articles?copies=perhaps", 400, "\"true\"");
    check("/articles?topic=Big%20News", 400, "must be 1 to 64 of a-z");
    check("/articles?language=EN", 400, "`ar` or `ckb`");
    check("/articles?country=uk1", 400, "ISO 3166");
    check(&format!("/articles?q={}", "a".repeat(2001)), 400, "more than 2000 characters");
    check("/articles/twelve", 400, "32 hexadecimal digits");
    check("/articles/99", 404, "no article 99");
    check("/articles/99/revisions", 404, "no article 99");
    check("/articles/1/snapshot", 404, "`snapshots`");
    check("/stories/x", 400, "no number");
    check("/stories/99", 404, "no story 99");
    check("/topics/nothing", 404, "/api/v1/topics");
    check("/topics/nothing/timeline", 404, "/api/v1/topics");
    check("/sources/nothing", 404, "/api/v1/sources");
    check("/nothing", 404, "/api/v1/openapi.json");
    check("/articles?q=@gone", 422, "there are @cranes");
    check("/articles?since=soon", 422, "write a day");
    check("/articles?since=2026-11-02&until=2026-10-01", 422, "exchange them");
    check("/facets?until=someday", 422, "write a day");
    check("/stories?since=soon", 422, "write a day");
    check("/topics/harbours/timeline?by=hour&since=2020-01-01", 422, "more than 1000 hours");
    check("/topics/harbours/timeline?since=1d&until=2d", 422, "exchange them");
    let query = house.get("/api/v1/articles?q=title:(").json();
    assert_eq!((&query["column"], &query["status"]), (&json!(7), &json!(422)), "{query}");
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let refused = house.ask(method, "/api/v1/articles", &[]);
        assert_eq!((refused.status, refused.header("allow").as_deref()), (405, Some("GET,HEAD")), "{method}");
        problem(&refused, 405);
    }
}

#[test]
fn a_topic_is_told_day_by_day_and_hour_by_hour() {
    let (_workspace, house) = house(60);
    let span = "since=2026-10-01&until=2026-10-04T00:00:00Z";
    let days = house.get(&format!("/api/v1/topics/harbours/timeline?{span}")).json();
    // Of 24 articles a day all are of the topic or of what is part of it; the last day of three has twelve.
    assert_eq!(
        days["items"],
        json!([
            {"at": "2026-10-01T00:00:00Z", "articles": 24},
            {"at": "2026-10-02T00:00:00Z", "articles": 24},
            {"at": "2026-10-03T00:00:00Z", "articles": 12},
        ])
    );
    let hours = house.get(&format!("/api/v1/topics/ceasefires/timeline?by=hour&{span}")).json();
    let hours = hours["items"].as_array().expect("hours");
    assert_eq!(hours.len(), 72, "those that brought nothing are there");
    assert_eq!((&hours[2]["at"], &hours[2]["articles"]), (&json!("2026-10-01T02:00:00Z"), &json!(1)));
    let sum: u64 = hours.iter().filter_map(|hour| hour["articles"].as_u64()).sum();
    assert_eq!(sum, 20);
}

#[test]
fn every_resource_answers_as_it_is_described() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One harbour"), ("/two", "Two harbours")])));
    site.route("/one", Answer::html(article("One harbour")));
    site.route("/two", Answer::html(article("Two harbours")));
    let workspace = Workspace::new(&(CONFIGURATION.to_owned() + &source("paper", &site.url("/feed.xml"))));
    import(&workspace, 0..12);
    // The same text twice: a copy, and who printed it.
    let copy = line(1).replace("/news/1\"", "/news/copy\"").replace("paper-1", "paper-0");
    import_lines(&workspace, &copy);
    let house = House::open(&workspace, "127.0.0.1");
    house.daemon.logged("paper ok: 2 new");
    let polled = workspace.number("select min(article_id) from snapshots");
    workspace.tamper(&format!(
        "insert into revisions (article_id, replaced_at, why, content_hash, title, text, facts)
         values ({polled}, '2026-11-01T00:00:00Z', 'changed', '{:032}', 'An earlier title', null, '{{\"site\": \"x\"}}')",
        1
    ));
    let description = described::Description::read(&house.get("/api/v1/openapi.json").json());
    let story = until("a story", || workspace.ask("select id from stories where merged_into is null").pop());
    let mut answered = BTreeSet::new();
    for path in [
        "/articles?copies=true",
        "/articles?copies=true&text=true&limit=500",
        "/articles?q=harbour&snippets=true",
        "/articles/1",
        "/articles/2",
        &format!("/articles/{polled}"),
        &format!("/articles/{polled}/revisions"),
        "/articles/1/revisions",
        &format!("/articles/{polled}/snapshot"),
        "/facets",
        "/facets?facet=site&facet=country&facet=month",
        "/stories?since=2020-01-01&sort=size",
        &format!("/stories/{story}"),
        "/topics",
        "/topics/harbours",
        "/topics/harbours/timeline",
        "/sources",
        "/sources?failing=true",
        "/sources/paper",
        "/searches",
        "/alerts",
        "/stats",
        "/status",
        "/articles/999",
        "/articles?limit=x",
        "/articles?q=(",
    ] {
        let reply = house.get(&format!("/api/v1{path}"));
        answered.insert(description.check(path, &reply));
    }
    assert_eq!(answered, description.resources(), "each resource was asked");
    assert!(house.get("/api/v1/stories?since=2020-01-01").json()["items"][0]["articles"].as_u64() >= Some(2));
    let detail = house.get(&format!("/api/v1/articles/{polled}")).json();
    for part in ["matches", "sightings", "revisions", "addresses"] {
        assert!(detail[part].as_array().is_some_and(|part| !part.is_empty()), "{part}: {detail}");
    }
    assert!(detail["page"].is_object(), "{detail}");
}

#[test]
fn the_kept_page_of_an_article_comes_as_it_was() {
    let site = FakeSite::start();
    let page = article("One") + "<script>alert(1)</script>";
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(page.clone()));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let house = House::open(&workspace, "127.0.0.1");
    house.daemon.logged("paper ok: 1 new");
    let reply = house.get("/api/v1/articles/1/snapshot");
    assert_eq!((reply.status, reply.text()), (200, page.as_str()));
    let headers = reply.headers();
    assert_eq!(headers.get("content-type"), Some(&"application/octet-stream"));
    assert!(headers["content-disposition"].starts_with("attachment"), "{headers:?}");
    assert!(headers["content-security-policy"].starts_with("sandbox"), "{headers:?}");
    assert_eq!(headers["link"], format!("<{}>; rel=\"original\"", site.url("/one")));
    assert!(headers["memento-datetime"].ends_with(" GMT") && headers["x-snapshot-type"].starts_with("text/html"));
}

#[test]
fn the_description_asks_for_a_token_where_one_is_needed() {
    let (workspace, house) = house(1);
    assert_eq!(house.get("/api/v1/openapi.json").json().get("security"), None);
    drop(house);
    workspace.write("token", "0123456789abcdef0123456789abcdef");
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0").env("RASID_WEB_TOKEN_FILES", "[\"token\"]");
    let house = House::start(command);
    problem(&house.get("/api/v1/openapi.json"), 401);
    let token = [("Authorization", "Bearer 0123456789abcdef0123456789abcdef")];
    let description = house.ask("GET", "/api/v1/openapi.json", &token).json();
    let document = include_str!("../../docs/openapi.json");
    assert_eq!(description, serde_json::from_str::<Value>(document).expect("JSON"), "as in docs/openapi.json");
    assert_eq!(description["security"], json!([{"token": []}, {"password": []}]));
    assert_eq!(house.ask("GET", "/api/v1/status", &token).json()["status"], "ok");
}
