//! Alerts: who is told of what, once, and not before it is news.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use ring::hmac;
use serde_json::{Value, json};

use crate::paper::{article, rss};
use crate::program::{Workspace, source, until};
use crate::site::{Answer, FakeSite};

/// A chat or a program that takes all messages.
fn listener() -> FakeSite {
    let site = FakeSite::start();
    site.route("/hook", Answer::status(204));
    site
}

fn alert(id: &str, keys: &str) -> String {
    format!("\n[[alert]]\nid = \"{id}\"\n{keys}\n")
}

/// Articles as a file that `rasid import` reads: id, title, and how many hours ago each was published.
#[expect(clippy::disallowed_methods, reason = "what is news is told by the clock of the program under test")]
fn import(workspace: &Workspace, articles: &[(String, String, i64)]) {
    let now = Timestamp::now();
    let line = |(id, title, hours_ago): &(String, String, i64)| {
        let published = now - SignedDuration::from_hours(*hours_ago);
        let url = format!("https://paper.example/{id}");
        // No other article says so.
        let own: String = (0..40).map(|n| format!(" {id}says{n}")).collect();
        let text = format!("{title}.{own}.");
        json!({"url": url, "title": title, "text": text, "published": published.to_string(), "language": "en"})
    };
    let lines: String = articles.iter().map(|article| format!("{}\n", line(article))).collect();
    workspace.write("more.jsonl", lines);
    let imported = workspace.run(&["import", "more.jsonl"]);
    assert_eq!(imported.code, 0, "{imported:?}");
}

fn one(id: &str, title: &str, hours_ago: i64) -> (String, String, i64) {
    (id.to_owned(), title.to_owned(), hours_ago)
}

/// Sends what is due, and gives what is said of it.
fn send(workspace: &Workspace, code: i32) -> String {
    let sent = workspace.run(&["alerts", "send"]);
    assert_eq!(sent.code, code, "{sent:?}");
    sent.stderr
}

/// The titles, topics or sources that the n-th message names.
fn named(site: &FakeSite, n: usize, key: &str) -> Vec<String> {
    let requests = site.requests_for("/hook");
    let body: Value = serde_json::from_str(&requests.get(n).expect("a message").body).expect("JSON");
    let items = body.pointer("/data/items").and_then(Value::as_array).expect("a list");
    items.iter().filter_map(|item| Some(item.get(key)?.as_str()?.to_owned())).collect()
}

#[test]
fn the_daemon_tells_of_an_article_that_a_search_finds_and_signs_what_it_says() {
    let (site, listener) = (FakeSite::start(), listener());
    site.route("/gas", Answer::html(article("Gas prices fall")));
    site.route("/rain", Answer::html(article("Rain in the south")));
    site.route("/feed.xml", Answer::feed(rss(&[("/gas", "Gas prices fall"), ("/rain", "Rain in the south")])));
    let search = "\n[[search]]\nid = \"gas\"\nquery = \"title:gas\"\n";
    let keys = format!(
        "label = \"Gas\"\nsearch = \"gas\"\nwebhook = \"{}\"\nsecret_file = \"hook.secret\"\nmax_age = \"36500d\"",
        listener.url("/hook")
    );
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + search + &alert("gas-desk", &keys)));
    let key = [7_u8; 32];
    workspace.write("hook.secret", format!("whsec_{}\n", STANDARD.encode(key)));
    let mut daemon = workspace.daemon();
    let request = until("a message", || listener.requests_for("/hook").first().cloned());
    daemon.logged("alert gas-desk: sent `Gas: 1 article`");

    assert_eq!((request.method.as_str(), request.header("content-type")), ("POST", Some("application/json")));
    let body: Value = serde_json::from_str(&request.body).expect("JSON");
    assert_eq!(body["type"], "articles.found");
    assert_eq!(body["data"]["label"], "Gas");
    assert_eq!(body["data"]["items"][0]["url"], json!(site.url("/gas")));
    assert_eq!(named(&listener, 0, "title"), ["Gas prices fall"]);
    let header = |name: &str| request.header(name).expect(name).to_owned();
    let (id, at) = (header("webhook-id"), header("webhook-timestamp"));
    let signed = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), format!("{id}.{at}.{}", request.body).as_bytes());
    assert_eq!(header("webhook-signature"), format!("v1,{}", STANDARD.encode(signed)));

    daemon.signal("TERM");
    assert_eq!(daemon.ended(), 0, "{}", daemon.log());
    assert_eq!(listener.requests_for("/hook").len(), 1);
    let listed = workspace.run(&["alerts", "list", "--format", "json"]).json();
    assert_eq!(listed[0]["alert"], "gas-desk");
    assert_eq!((&listed[0]["messages"], &listed[0]["of"]), (&json!(1), &json!("@gas")));
    assert!(!listed[0]["to"].as_str().expect("a host").contains("hook"), "whoever knows the address can write there");
}

#[test]
fn an_article_is_told_once_rests_are_kept_and_what_is_not_taken_comes_later() {
    let listener = listener();
    let keys = format!("query = \"gas\"\nwebhook = \"{}\"\nevery = \"1h\"", listener.url("/hook"));
    let workspace = Workspace::new(&alert("gas", &keys));
    import(&workspace, &[one("old", "Gas is found", 1)]);
    assert_eq!(send(&workspace, 0), "", "what was there before the alert is not told");
    import(&workspace, &[one("a", "Gas is sold", 1), one("b", "Rain falls", 1), one("c", "Gas of last week", 7 * 24)]);
    assert!(send(&workspace, 0).contains("gas: sent `gas: 1 article`"));
    assert_eq!(named(&listener, 0, "title"), ["Gas is sold"]);

    import(&workspace, &[one("d", "Gas is burnt", 2)]);
    assert_eq!(send(&workspace, 0), "", "it rests for an hour");
    listener.route("/hook", Answer::status(500));
    workspace.tamper("update alerts set last_sent = '2020-01-01T00:00:00Z'");
    let refused = send(&workspace, 5);
    assert!(refused.contains("gas was not heard and will try again") && refused.contains("HTTP 500"), "{refused}");
    assert_eq!(send(&workspace, 0), "", "a minute is waited");
    import(&workspace, &[one("e", "Gas is saved", 1)]);
    listener.route("/hook", Answer::status(200));
    workspace.tamper("update alerts set next_try = '2020-01-01T00:00:00Z'");
    assert!(send(&workspace, 0).contains("`gas: 2 articles`"));
    assert_eq!(named(&listener, 2, "title"), ["Gas is saved", "Gas is burnt"]);
    let ids: Vec<String> =
        listener.requests_for("/hook").iter().filter_map(|r| r.header("webhook-id").map(str::to_owned)).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "other news are another message: {ids:?}");
    let state = "select messages, failures, next_try is null, last_error is null from alerts";
    assert_eq!(workspace.ask(state), ["2|0|1|1"]);
}

#[test]
fn a_digest_comes_at_its_time_by_mail_with_text_and_a_page() {
    let server = MailServer::start();
    let mail =
        format!("\n[mail]\nserver = \"smtp://127.0.0.1:{}\"\nfrom = \"rasid <rasid@example.org>\"\n", server.port);
    let keys =
        "label = \"الغاز\"\nlanguage = \"ar\"\nschedule = \"0 6 * * *\"\nemail = [\"desk@example.org\"]\nmost = 2";
    let workspace = Workspace::new(&(mail + &alert("morning", keys)));
    import(&workspace, &[]);
    assert_eq!(send(&workspace, 0), "");
    let title = "ارتفاع أسعار الغاز <b>";
    import(&workspace, &[one("a", title, 1), one("b", "Gas", 2), one("c", "Oil", 3)]);
    assert_eq!(send(&workspace, 0), "", "its time has not come");
    workspace.tamper("update alerts set since = '2020-01-01T00:00:00Z'");
    assert!(send(&workspace, 0).contains("morning: sent `"));
    let letter = server.letter();
    for line in ["From: rasid <rasid@example.org>", "To: desk@example.org", "Auto-Submitted: auto-generated"] {
        assert!(letter.contains(line), "{line}: {letter}");
    }
    assert!(letter.contains("Content-Type: multipart/alternative"), "{letter}");
    let shown = workspace.run(&["alerts", "show", "morning", "--since", "1d", "--format", "html"]);
    assert!(shown.stdout.contains("&lt;b&gt;") && shown.stdout.contains("dir=\"rtl\""), "{shown:?}");
    assert!(shown.stdout.contains("<html lang=\"ar\" dir=\"rtl\">"), "{shown:?}");
    let text = workspace.run(&["alerts", "show", "morning", "--since", "1d"]);
    assert!(
        text.stdout.starts_with("\u{2068}الغاز\u{2069}: ")
            && text.stdout.contains("مقالات")
            && text.stdout.contains(title),
        "{text:?}"
    );
    assert_eq!(send(&workspace, 0), "", "it was sent");
}

#[test]
fn a_topic_that_bursts_is_told_once_and_again_only_after_it_rested() {
    let listener = listener();
    let topic = "\n[[topic]]\nid = \"gas\"\nthreshold = 1\nterms.any.1 = [\"gas\"]\n";
    let keys = format!("watch = \"topics\"\nwebhook = \"{}\"\nevery = \"10s\"", listener.url("/hook"));
    let workspace = Workspace::new(&(topic.to_owned() + &alert("growing", &keys)));
    let days = 1..10;
    let usual: Vec<_> = days
        .flat_map(|day| {
            let at = move |n: i64| day * 24 + 2 * n;
            let other = (0..6).map(move |n| one(&format!("o{day}-{n}"), &format!("Rain {day} {n} falls"), at(n)));
            other.chain([one(&format!("g{day}"), &format!("Gas of day {day}"), at(1))])
        })
        .collect();
    import(&workspace, &usual);
    assert_eq!(send(&workspace, 0), "");
    let growing: Vec<_> =
        (0..14).map(|n| one(&format!("n{n}"), &format!("Gas report number {n} of many"), 1)).collect();
    import(&workspace, &growing);
    assert!(send(&workspace, 0).contains("growing: sent `growing: 1 topic grows`"));
    assert_eq!(named(&listener, 0, "topic"), ["gas"]);
    assert_eq!(named(&listener, 0, "mark"), ["burst"]);
    workspace.tamper("update alerts set last_sent = '2020-01-01T00:00:00Z'");
    assert_eq!(send(&workspace, 0), "", "it still grows, and that was told");
}

#[test]
fn a_story_that_bursts_is_told_where_one_of_its_articles_is_meant() {
    let listener = listener();
    let keys = |id: &str, query: &str| {
        let hook = listener.url("/hook");
        alert(id, &format!("watch = \"stories\"\nquery = \"{query}\"\nwebhook = \"{hook}\"\nevery = \"10s\""))
    };
    let workspace = Workspace::new(&(keys("dam", "dam") + &keys("football", "football")));
    let before: Vec<_> =
        (0..30).map(|n| one(&format!("b{n}"), &format!("Rain {n} falls on town {n}"), 12 + 4 * n)).collect();
    import(&workspace, &before);
    assert_eq!(send(&workspace, 0), "");
    let angles = [
        "engineers warned of cracks",
        "villages were cleared by night",
        "the minister promised help",
        "a bridge was lost",
        "schools stay closed",
        "the army sent boats",
        "farmers count drowned cattle",
        "neighbours offered tents",
        "the operator rejects all blame",
        "prosecutors seized the plans",
        "power failed in three districts",
        "rain will go on",
    ];
    let reports: Vec<_> = (0..)
        .zip(angles)
        .map(|(n, angle)| one(&format!("d{n}"), &format!("Zarqawan dam breaks near Khelburg: {angle}"), 1))
        .collect();
    import(&workspace, &reports);
    let said = send(&workspace, 0);
    assert!(said.contains("dam: sent `dam: 1 story grows`") && !said.contains("football"), "{said}");
    assert_eq!(named(&listener, 0, "mark"), ["burst"]);
    workspace.tamper("update alerts set last_sent = '2020-01-01T00:00:00Z'");
    assert_eq!(send(&workspace, 0), "", "that was told");
    let told = workspace.ask("select json_extract(value, '$.as') from alerts, json_each(told)");
    assert_eq!(told, ["burst"]);
}

#[test]
fn a_source_that_fails_for_long_is_told_and_that_it_is_well_again() {
    let (site, listener) = (FakeSite::start(), listener());
    let keys =
        format!("watch = \"sources\"\nwebhook = \"{}\"\nformat = \"text\"\nevery = \"10s\"", listener.url("/hook"));
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + &alert("broken", &keys)));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 5);
    assert_eq!(send(&workspace, 0), "", "it has failed for a moment alone");
    workspace.tamper("update source_state set failing_since = '2020-01-01T00:00:00Z'");
    assert!(send(&workspace, 0).contains("`broken: 1 source needs a look`"));
    let text = listener.requests_for("/hook")[0].body.clone();
    assert!(text.starts_with("broken: 1 source needs a look\n\npaper\nfailing · ") && text.contains("404"), "{text}");
    workspace.tamper("update alerts set last_sent = '2020-01-01T00:00:00Z'");
    assert_eq!(send(&workspace, 0), "", "that was told");
    site.route("/a", Answer::html(article("A")));
    site.route("/feed.xml", Answer::feed(rss(&[("/a", "A")])));
    assert_eq!(workspace.run(&["poll", "--all"]).code, 0);
    assert!(send(&workspace, 0).contains("`broken: 1 is well again`"));
    assert!(listener.requests_for("/hook")[1].body.starts_with("broken: 1 is well again\n\npaper\n"));
}

#[test]
fn a_trial_shows_whether_an_alert_is_heard() {
    let listener = listener();
    let keys = format!("query = \"gas\"\nwebhook = \"{}\"\nformat = \"slack\"", listener.url("/hook"));
    let workspace = Workspace::new(&alert("gas", &keys));
    import(&workspace, &[one("a", "Gas & <oil>", 1)]);
    let tried = workspace.run(&["alerts", "test", "gas"]);
    assert_eq!((tried.code, tried.stderr.contains("sent: Test: gas: 1 article")), (0, true), "{tried:?}");
    let body: Value = serde_json::from_str(&listener.requests_for("/hook")[0].body).expect("JSON");
    let text = body["text"].as_str().expect("a text");
    assert!(text.contains("• <https://paper.example/a|Gas &amp; &lt;oil&gt;>"), "{text}");
    assert_eq!(workspace.ask("select count(*) from alerts"), ["0"], "a trial changes nothing");
    let unknown = workspace.run(&["alerts", "test", "gaz"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("did you mean `gas`?"), "{unknown:?}");
    listener.route("/hook", Answer::status(404));
    let unheard = workspace.run(&["alerts", "test", "gas"]);
    assert!(unheard.code == 1 && unheard.stderr.contains("alert gas was not heard"), "{unheard:?}");
}

/// A mail server that takes one letter.
struct MailServer {
    port: u16,
    serving: JoinHandle<String>,
}

impl MailServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let serving = std::thread::spawn(move || take_letter(listener.accept().expect("a client").0));
        Self { port, serving }
    }

    /// The letter, as it was sent.
    fn letter(self) -> String {
        self.serving.join().expect("the server does not panic")
    }
}

/// The server's side of RFC 5321, as far as one letter needs it.
fn take_letter(mut connection: TcpStream) -> String {
    let mut lines = BufReader::new(connection.try_clone().expect("a handle")).lines().map_while(Result::ok);
    let mut say = |line: &str| connection.write_all(format!("{line}\r\n").as_bytes()).expect("sent");
    say("220 mail.example ready");
    let mut letter = String::new();
    while let Some(line) = lines.next() {
        match line.split([' ', ':']).next().unwrap_or_default() {
            "DATA" => {
                say("354 go on");
                for line in lines.by_ref().take_while(|line| line != ".") {
                    letter += &format!("{line}\n");
                }
                say("250 taken");
            }
            "QUIT" => {
                say("221 bye");
                break;
            }
            _ => say("250 fine"),
        }
    }
    letter
}
