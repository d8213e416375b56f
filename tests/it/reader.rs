//! The readers' protocol: what readers see of the collection, and that they get back what they said of it.

use serde_json::Value;

use crate::door::{House, Reply};
use crate::program::Workspace;

const CONFIGURATION: &str = r#"
[[source]]
id = "north"
url = "http://127.0.0.1:9/feed.xml"
kind = "feed"
every = "1d"

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

[[topic]]
id = "courts"
label = { en = "Courts" }
threshold = 2
[topic.terms.en]
2 = ["trial*"]

[[search]]
id = "fish"
label = "Fish/Meat"
query = "fish"
"#;

const API: &str = "/api/greader.php/reader/api/0";
const ALL: &str = "user/-/state/com.google/reading-list";
const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";

/// Five articles, the last a copy of the first; the first matches two topics, one of them more.
fn collection() -> Workspace {
    let workspace = Workspace::new(CONFIGURATION);
    workspace.write("token", "0123456789abcdef0123\n");
    let court = "The terror trial of four men began in the capital on Monday. The court heard that the group had planned its \
                 attack for months and that two of them had confessed to the police. Terrorists were sentenced.";
    let line = |id: u32, source: &str, title: &str, text: &str, day: u32| {
        serde_json::json!({
            "source": source, "url": format!("https://{source}.example/{id}"), "title": title, "text": text, "language": "en",
            "published": format!("2021-11-{day}T10:00:00Z"), "authors": ["Ann Lee", "Bo Ray"],
        })
        .to_string()
    };
    let lines = [
        line(1, "north", "Terror trial opens", court, 15),
        line(
            2,
            "south",
            "Fish <b>&</b> chips",
            "Fish and chips are dearer than they were, says the union of the cooks.",
            16,
        ),
        line(
            3,
            "south",
            "The trial of the year",
            "A baker stood before the judges, because his bread was too light.",
            17,
        ),
        line(4, "north", "The harbour opens", "Ships come in again after a pause of three weeks in the harbour.", 18),
        line(5, "wire", "Four men, one trial", court, 19),
    ];
    assert_eq!(workspace.run_with_input(&["import", "-"], lines.join("\n")).code, 0);
    workspace
}

fn open(workspace: &Workspace) -> House {
    House::open(workspace, "127.0.0.1")
}

fn ids(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let references = reply.json()["itemRefs"].as_array().cloned().unwrap_or_default();
    references.iter().map(|reference| reference["id"].as_str().expect("a number").to_owned()).collect()
}

fn titles(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let items = reply.json()["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect()
}

fn contents(house: &House, stream: &str, question: &str) -> Reply {
    house.get(&format!("{API}/stream/contents/{stream}?output=json{question}"))
}

/// The categories of the article of a title.
fn categories(house: &House, title: &str) -> Vec<String> {
    let all = contents(house, ALL, "").json();
    let item = all["items"].as_array().into_iter().flatten().find(|item| item["title"] == title).cloned();
    let categories = item.expect("it is there")["categories"].as_array().cloned().unwrap_or_default();
    categories.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn topics_are_folders_and_what_has_none_is_read_by_source() {
    let workspace = collection();
    let house = open(&workspace);
    let subscriptions = house.get(&format!("{API}/subscription/list?output=json")).json();
    let found: Vec<[&str; 3]> = subscriptions["subscriptions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|feed| {
            [&feed["id"], &feed["title"], &feed["categories"][0]["label"]].map(|text| text.as_str().expect("a text"))
        })
        .collect();
    let expected = [
        ["feed/topic/terror", "Terror", "Security & <order>"],
        ["feed/topic/courts", "Courts", "Courts"],
        ["feed/source/north", "north", "Other news"],
        ["feed/source/south", "south", "Other news"],
        ["feed/source/wire", "wire", "Other news"],
    ];
    assert_eq!(found, expected);
    assert_eq!(subscriptions["subscriptions"][0]["htmlUrl"], format!("http://{}/topics/terror", house.address));
    let tags = house.get(&format!("{API}/tag/list?output=json")).json();
    let tags: Vec<&str> = tags["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["id"].as_str()).collect();
    let labels =
        ["user/-/label/Security & <order>", "user/-/label/Courts", "user/-/label/Other news", "user/-/label/Fish/Meat"];
    assert_eq!(tags, [&[STARRED], &labels[..]].concat());
    let user = house.get(&format!("{API}/user-info")).json();
    assert_eq!(user["userName"], "rasid");
}

#[test]
fn an_article_stands_in_one_feed_and_under_all_its_labels() {
    let workspace = collection();
    let house = open(&workspace);
    let check =
        |stream: &str, expected: &[&str]| assert_eq!(titles(&contents(&house, stream, "")), expected, "{stream}");
    let [harbour, baker, fish, terror] =
        ["The harbour opens", "The trial of the year", "Fish ＜b＞＆＜/b＞ chips", "Terror trial opens"];
    check(ALL, &[harbour, baker, fish, terror]);
    check("", &[harbour, baker, fish, terror]);
    check("feed%2Ftopic%2Fterror", &[terror]);
    check("feed/topic/courts", &[baker]);
    check("feed/source/south", &[fish]);
    check("feed/source/north", &[harbour]);
    check("feed/source/wire", &[]);
    check("user/-/label/Courts", &[baker, terror]);
    check("user/1/label/Security%20%26%20%3Corder%3E", &[terror]);
    check("user/-/label/Other%20news", &[harbour, fish]);
    check("user/-/label/Fish%2FMeat", &[fish]);
    check(STARRED, &[]);
    let labels = ["user/-/label/Security & <order>", "user/-/label/Terror", "user/-/label/Courts"];
    assert_eq!(categories(&house, terror), [&[ALL], &labels[..]].concat());
    for stream in [
        "user/-/label/None",
        "feed/topic/Not%20one",
        "feed/http://example.org/feed.xml",
        "user/-/state/com.google/liked",
    ] {
        assert_eq!(contents(&house, stream, "").status, 404, "{stream}");
    }
}

#[test]
fn an_article_is_told_as_readers_read_it() {
    let workspace = collection();
    let house = open(&workspace);
    let all = contents(&house, ALL, "&n=2").json();
    let item = &all["items"][1];
    let short = ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&n=2")))[1].clone();
    let number: u64 = short.parse().expect("a number");
    assert!(number <= i64::MAX as u64, "{number}");
    assert_eq!(item["id"], format!("tag:google.com,2005:reader/item/{number:016x}"));
    assert_eq!((&item["published"], &item["author"]), (&1_637_143_200.into(), &"Ann Lee, Bo Ray".into()));
    let text = "<p>A baker stood before the judges, because his bread was too light.</p>";
    assert_eq!(item["summary"], serde_json::json!({"content": text, "direction": "ltr"}));
    for links in ["canonical", "alternate"] {
        assert_eq!(item[links][0]["href"], "https://south.example/3");
    }
    assert_eq!(
        (&item["origin"]["streamId"], &item["origin"]["title"]),
        (&"feed/topic/courts".into(), &"Courts".into())
    );
    // By either form of its id, in the order in which they are asked for.
    let form = format!(
        "i={}&i=tag:google.com,2005:reader/item/{number:016x}&i=12345",
        all["items"][0]["id"].as_str().expect("an id")
    );
    let named = house.post(&format!("{API}/stream/items/contents?output=json"), &[], &form);
    assert_eq!(titles(&named), ["The harbour opens", "The trial of the year"]);
    assert_eq!(
        titles(&house.post(&format!("{API}/stream/items/contents"), &[], &format!("i={short}"))),
        ["The trial of the year"]
    );
}

#[test]
fn a_stream_comes_in_pages_from_either_end() {
    let workspace = collection();
    // All dated in one second: then the numbers tell them apart.
    workspace.tamper("update articles set dated = '2021-11-15T10:00:00Z'; update article_topics set dated = '2021-11-15T10:00:00Z'; update sightings set dated = '2021-11-15T10:00:00Z'");
    let house = open(&workspace);
    for (order, expected) in [("d", [4, 3, 2, 1]), ("o", [1, 2, 3, 4])] {
        let (mut found, mut place) = (Vec::new(), String::new());
        loop {
            let page = house.get(&format!("{API}/stream/items/ids?s={ALL}&n=1&r={order}{place}"));
            found.extend(ids(&page));
            match page.json()["continuation"].as_str() {
                Some(next) => place = format!("&c={next}"),
                None => break,
            }
        }
        let all: Vec<String> = ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&r={order}")));
        assert_eq!(found, all, "{order}");
        let urls = contents(&house, ALL, &format!("&r={order}")).json();
        let numbers: Vec<String> = expected.iter().map(|n| format!("example/{n}")).collect();
        for (item, number) in urls["items"].as_array().into_iter().flatten().zip(numbers) {
            assert!(item["canonical"][0]["href"].as_str().is_some_and(|url| url.ends_with(&number)), "{order}: {item}");
        }
    }
    assert_eq!(house.get(&format!("{API}/stream/items/ids?s={ALL}&c=x")).status, 400);
    assert_eq!(house.get(&format!("{API}/stream/items/ids?s={ALL}&n=x")).status, 400);
}

#[test]
fn readers_may_ask_for_what_came_since_a_time() {
    let workspace = collection();
    workspace.tamper("update articles set first_seen = '2026-01-0' || id || 'T00:00:00Z'");
    let house = open(&workspace);
    let day = |day: i64| 1_767_225_600 + (day - 1) * 86_400;
    let count = |question: String| ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&{question}"))).len();
    assert_eq!(count(format!("ot={}", day(3))), 2);
    assert_eq!(count(format!("nt={}", day(3))), 3);
    assert_eq!(count(format!("ot={}&nt={}", day(2), day(3))), 2);
    assert_eq!((count("ot=0".to_owned()), count(format!("ot={}", day(9)))), (4, 0));
}

#[test]
fn what_was_read_and_what_is_kept_comes_back() {
    let workspace = collection();
    let house = open(&workspace);
    let token = house.get(&format!("{API}/token")).text().trim().to_owned();
    let edit = |form: &str| house.post(&format!("{API}/edit-tag"), &[], &format!("{form}&T={token}"));
    let unread = || ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&xt={READ}")));
    let all = unread();
    assert_eq!(all.len(), 4);
    let done = edit(&format!("i={}&i={}&a={READ}&r=user/-/state/com.google/kept-unread", all[0], all[1]));
    assert_eq!((done.status, done.text()), (200, "OK"));
    assert_eq!(unread(), all[2..]);
    assert_eq!(ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&it={READ}"))), all[..2]);
    assert_eq!(ids(&house.get(&format!("{API}/stream/items/ids?s={READ}"))), all[..2]);
    assert!(categories(&house, "The harbour opens").contains(&READ.to_owned()));
    edit(&format!("i={}&a={STARRED}", all[1]));
    assert_eq!(ids(&house.get(&format!("{API}/stream/items/ids?s={STARRED}"))), [all[1].clone()]);
    assert_eq!(ids(&house.get(&format!("{API}/stream/items/ids?s={ALL}&xt={STARRED}&n=9"))).len(), 3);
    edit(&format!("i={}&r={READ}&a=user/-/state/com.google/kept-unread", all[0]));
    assert_eq!(unread().len(), 3);
    let stored = "select count(*), sum(is_read = 1), sum(is_read = 0), sum(is_starred) from reader_states";
    assert_eq!(workspace.ask(stored), ["2|1|1|1"]);
    assert_eq!(edit(&format!("i={}&a=user/-/label/Mine", all[0])).status, 400);
    assert_eq!(edit(&format!("i=x&a={READ}")).status, 400);
    assert_eq!(house.get(&format!("{API}/edit-tag?i={}&a={READ}", all[0])).status, 405);
}

#[test]
fn a_feed_is_read_to_its_end_at_once_as_far_as_the_reader_has_seen_it() {
    let workspace = collection();
    workspace
        .tamper("update articles set first_seen = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || (6 - id) || ' days')");
    let house = open(&workspace);
    let unread = |stream: &str| ids(&house.get(&format!("{API}/stream/items/ids?s={stream}&xt={READ}"))).len();
    let all = |form: &str| assert_eq!(house.post(&format!("{API}/mark-all-as-read"), &[], form).text(), "OK", "{form}");
    assert_eq!(unread(ALL), 4);
    all("s=feed/topic/courts");
    assert_eq!((unread("feed/topic/courts"), unread("feed/topic/terror"), unread(ALL)), (0, 1, 3));
    all("s=user/-/label/Courts");
    assert_eq!((unread("feed/topic/terror"), unread(ALL)), (0, 2));
    let seen = workspace.number("select unixepoch(first_seen) from articles where id = 3");
    all(&format!("s={ALL}&ts={seen}000000"));
    assert_eq!(unread(ALL), 1, "what came later was not seen");
    all(&format!("s={ALL}"));
    assert_eq!(unread(ALL), 0);
    assert_eq!(house.post(&format!("{API}/mark-all-as-read"), &[], "s=feed/topic/No").status, 404);
}

#[test]
fn what_is_unread_is_counted_by_feed_and_folder() {
    let workspace = collection();
    let house = open(&workspace);
    let count = |name: &str| {
        let counts = house.get(&format!("{API}/unread-count?output=json")).json();
        let counts = counts["unreadcounts"].as_array().cloned().unwrap_or_default();
        counts.iter().find(|count| count["id"] == name).map_or(0, |count| count["count"].as_u64().expect("a number"))
    };
    for (name, expected) in [
        (ALL, 4),
        ("feed/topic/terror", 1),
        ("feed/topic/courts", 1),
        ("user/-/label/Security & <order>", 1),
        ("user/-/label/Other news", 2),
        ("feed/source/wire", 0),
    ] {
        assert_eq!(count(name), expected, "{name}");
    }
    house.post(&format!("{API}/mark-all-as-read"), &[], "s=feed/source/south");
    assert_eq!((count(ALL), count("user/-/label/Other news")), (3, 1));
}

#[test]
fn what_came_long_ago_counts_as_read_unless_somebody_keeps_it_unread() {
    let workspace = collection();
    workspace.tamper("update articles set first_seen = '2021-11-20T00:00:00Z' where id < 4");
    let house = open(&workspace);
    let unread = || titles(&contents(&house, ALL, &format!("&xt={READ}")));
    assert_eq!(unread(), ["The harbour opens"]);
    let old = ids(&house.get(&format!("{API}/stream/items/ids?s=feed/topic/terror")));
    house.post(&format!("{API}/edit-tag"), &[], &format!("i={}&r={READ}", old[0]));
    assert_eq!(unread(), ["The harbour opens", "Terror trial opens"]);
}

#[test]
fn a_reader_logs_in_with_a_token() {
    let workspace = collection();
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0").env("RASID_WEB_TOKEN_FILES", "[\"token\"]");
    let house = House::start(command);
    let login = |password: &str| {
        house.post("/api/greader.php/accounts/ClientLogin", &[], &format!("Email=ann&Passwd={password}"))
    };
    let wrong = login("0123456789abcdef0124");
    assert_eq!((wrong.status, wrong.text()), (401, "Error=BadAuthentication\n"));
    let right = login("0123456789abcdef0123");
    assert_eq!(right.status, 200);
    let key = right.text().lines().find_map(|line| line.strip_prefix("Auth=")).expect("a key").to_owned();
    let credentials = format!("GoogleLogin auth={key}");
    let path = format!("{API}/user-info?output=json");
    assert_eq!(house.get(&path).status, 401);
    assert_eq!(house.ask("GET", &path, &[("Authorization", "GoogleLogin auth=rasid/other")]).status, 401);
    assert_eq!(house.ask("GET", &path, &[("Authorization", &credentials)]).status, 200);
    // Below the root as well, and by Atom, as older readers want it.
    assert_eq!(house.ask("GET", "/reader/api/0/token", &[("Authorization", &credentials)]).text().trim().len(), 57);
    assert_eq!(house.post("/accounts/ClientLogin", &[], "Email=ann&Passwd=0123456789abcdef0123").status, 200);
}

#[test]
fn streams_come_as_atom_too() {
    let workspace = collection();
    let house = open(&workspace);
    let reply = house.get("/reader/atom/feed%2Ftopic%2Fterror?n=5");
    assert_eq!(
        (reply.status, reply.header("content-type").as_deref()),
        (200, Some("application/atom+xml; charset=utf-8"))
    );
    let feed = atom_syndication::Feed::read_from(reply.body.as_slice()).expect("Atom");
    let entry = &feed.entries[0];
    assert!(entry.id.starts_with("tag:google.com,2005:reader/item/"), "{}", entry.id);
    let labels = |entry: &atom_syndication::Entry| -> Vec<String> {
        entry.categories.iter().filter_map(|category| category.label.clone()).collect()
    };
    assert!(labels(entry).contains(&"fresh".to_owned()), "{entry:?}");
    house.post(&format!("{API}/edit-tag"), &[], &format!("i={}&a={READ}", entry.id));
    let again = house.get("/reader/atom/feed/topic/terror");
    let again = atom_syndication::Feed::read_from(again.body.as_slice()).expect("Atom");
    assert!(
        labels(&again.entries[0]).contains(&"read".to_owned())
            && !labels(&again.entries[0]).contains(&"fresh".to_owned())
    );
}

#[test]
fn subscriptions_are_made_in_the_configuration() {
    let workspace = collection();
    let house = open(&workspace);
    for call in ["subscription/edit", "subscription/quickadd", "rename-tag", "disable-tag"] {
        let reply = house.post(&format!("{API}/{call}"), &[], "s=feed/http://example.org/&ac=subscribe");
        assert_eq!(reply.status, 403, "{call}");
        assert!(reply.text().contains("configuration"), "{}", reply.text());
    }
    assert_eq!(house.get("/api/greader.php").text(), "OK");
    assert_eq!(house.get("/api/greader.php/check/compatibility").text(), "PASS");
    assert_eq!(house.get(&format!("{API}/nothing")).status, 404);
}
