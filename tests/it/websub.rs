//! WebSub: the daemon subscribes at the hub that a feed names, makes sure of what it is told, and ends what it began.
//!
//! The scripted site is the paper and its hub; what a hub does of itself (ask back, tell of news) the tests do.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use ring::hmac;
use url::form_urlencoded;

use crate::paper::{article, rss};
use crate::program::{Daemon, Workspace, source, until};
use crate::site::{Answer, FakeSite};

const WEBSUB: &str = "[websub]\ncallback = \"https://news.example.org/hooks/websub\"\n";

/// A paper whose feed names a hub in its headers.
fn paper(hub_answers: Answer) -> FakeSite {
    let site = FakeSite::start();
    site.route("/hub", hub_answers);
    publish(&site, &[("/one", "One")]);
    site
}

fn publish(site: &FakeSite, items: &[(&str, &str)]) {
    for (path, title) in items {
        site.route(path, Answer::html(article(title)));
    }
    let links = format!("<{}>; rel=\"hub\", </feed.xml>; rel=\"self\"", site.url("/hub"));
    site.route("/feed.xml", Answer::feed(rss(items)).with_header("Link", &links));
}

/// A daemon whose door stands open, and the door's address.
fn start(workspace: &Workspace) -> (Daemon, String) {
    let mut command = workspace.command(&["run", "--log", "debug"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
    let daemon = Daemon::start(command);
    let line = daemon.logged("health is at http://");
    let door = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    let door = door.to_owned();
    (daemon, door)
}

/// As [`Workspace::ask`], with the address that the door needs.
fn ask(workspace: &Workspace, sql: &str) -> Vec<String> {
    let mut command = workspace.command(&["sql", sql, "--format", "csv"]);
    let output = command.env("RASID_WEB_LISTEN", "127.0.0.1:0").output().expect("the program starts");
    assert!(output.status.success(), "{sql}: {output:?}");
    String::from_utf8_lossy(&output.stdout).lines().skip(1).map(|row| row.replace(',', "|")).collect()
}

fn stop(mut daemon: Daemon) {
    daemon.signal("TERM");
    assert_eq!(daemon.ended(), 0, "{}", daemon.log());
}

/// The fields of the n-th request to the hub, counted from 0.
fn asked(site: &FakeSite, n: usize) -> HashMap<String, String> {
    let request = until("the hub is asked", || site.requests_for("/hub").get(n).cloned());
    assert_eq!((request.method.as_str(), request.header("content-type")), ("POST", Some(FORM)));
    form_urlencoded::parse(request.body.as_bytes()).into_owned().collect()
}

const FORM: &str = "application/x-www-form-urlencoded";

/// The path at the door of the address that a hub was given.
fn path_of(form: &HashMap<String, String>) -> String {
    let callback = form["hub.callback"].strip_prefix("https://news.example.org").expect("the public address");
    assert!(callback.strip_prefix("/hooks/websub/").is_some_and(|token| token.len() == 64), "{callback}");
    callback.to_owned()
}

/// Sends a request to the door, and gives the status and the body of the answer.
fn send(door: &str, method: &str, path: &str, headers: &str, body: &str) -> (u16, String) {
    let mut connection = TcpStream::connect(door).expect("the daemon listens");
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {door}\r\nConnection: close\r\nContent-Length: {length}\r\n");
    write!(connection, "{head}{headers}\r\n{body}").expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("read");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, body.to_owned())
}

/// The hub asks back.
fn ask_back(door: &str, path: &str, mode: &str, topic: &str) -> (u16, String) {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("hub.mode", mode), ("hub.topic", topic), ("hub.challenge", "say & this")])
        .extend_pairs([("hub.lease_seconds", "864000")])
        .finish();
    send(door, "GET", &format!("{path}?{query}"), "", "")
}

/// The hub tells of news.
fn push(door: &str, path: &str, secret: &str) -> u16 {
    let body = "<rss>what is new</rss>";
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body.as_bytes());
    let digits: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    send(door, "POST", path, &format!("X-Hub-Signature: sha256={digits}\r\n"), body).0
}

#[test]
#[expect(clippy::disallowed_methods, reason = "time is put forward in the database of a stopped daemon")]
fn a_source_whose_hub_tells_is_polled_at_once_and_else_rarely() {
    let site = paper(Answer::status(202));
    let topic = site.url("/feed.xml");
    let paper = source("paper", &topic);
    let workspace = Workspace::new(&(WEBSUB.to_owned() + &paper));
    let (daemon, door) = start(&workspace);
    daemon.logged("paper ok: 1 new");

    let form = asked(&site, 0);
    let (path, secret) = (path_of(&form), form["hub.secret"].clone());
    assert_eq!((form["hub.mode"].as_str(), &form["hub.topic"]), ("subscribe", &topic));
    assert_eq!(ask_back(&door, &path, "subscribe", &site.url("/other.xml")).0, 404);
    assert_eq!(ask_back(&door, &path, "unsubscribe", &topic).0, 404);
    assert_eq!(ask_back(&door, "/hooks/websub/0123", "subscribe", &topic).0, 404);
    assert_eq!(ask(&workspace, "select state from websub"), ["pending"]);
    assert_eq!(ask_back(&door, &path, "subscribe", &topic), (200, "say & this".to_owned()));
    let state =
        "select state, failures, unixepoch(lease_expires) - unixepoch() > 863000, last_push is null from websub";
    assert_eq!(ask(&workspace, state), ["active|0|1|1"]);

    publish(&site, &[("/two", "Two"), ("/one", "One")]);
    assert_eq!(push(&door, &path, "a guess"), 202);
    assert_eq!(send(&door, "POST", &path, "", "no signature").0, 202);
    assert_eq!(push(&door, "/hooks/websub/0123", &secret), 404);
    assert_eq!(ask(&workspace, state), ["active|0|1|1"], "what is not rightly signed is no message");
    assert_eq!(push(&door, &path, &secret), 202);
    until("a second article", || daemon.log().matches("paper ok: 1 new").nth(1).map(|_| ()));
    assert_eq!(ask(&workspace, "select title from articles order by title"), ["One", "Two"]);
    let pause = "select unixepoch(next_due) - unixepoch() > 5 * 3600 from source_state";
    assert_eq!(ask(&workspace, pause), ["1"], "it is asked at its longest interval, six hours");
    stop(daemon);

    let due = "update websub set next_try = '2020-01-01T00:00:00Z'";
    let database = rusqlite::Connection::open(workspace.path("rasid.db")).expect("the database opens");
    assert_eq!(database.execute(due, []).expect("a subscription is stored"), 1);
    drop(database);
    let (daemon, door) = start(&workspace);
    let renewal = asked(&site, 1);
    assert_eq!(renewal, form, "it is renewed as it was");
    assert_eq!(ask_back(&door, &path, "subscribe", &topic).0, 200);

    workspace.configure(WEBSUB);
    daemon.signal("HUP");
    let farewell = asked(&site, 2);
    assert_eq!((farewell["hub.mode"].as_str(), path_of(&farewell)), ("unsubscribe", path.clone()));
    assert_eq!(push(&door, &path, &secret), 410);
    assert_eq!(ask_back(&door, &path, "subscribe", &topic).0, 404);
    assert_eq!(ask_back(&door, &path, "unsubscribe", &topic), (200, "say & this".to_owned()));
    assert_eq!(ask(&workspace, "select count(*) from websub"), ["0"]);
    assert_eq!(push(&door, &path, &secret), 404);
    stop(daemon);
}

#[test]
fn subscriptions_end_when_they_are_switched_off() {
    let site = paper(Answer::status(202));
    let topic = site.url("/feed.xml");
    let paper = source("paper", &topic);
    let workspace = Workspace::new(&(WEBSUB.to_owned() + &paper));
    let (daemon, door) = start(&workspace);
    let path = path_of(&asked(&site, 0));
    assert_eq!(ask_back(&door, &path, "subscribe", &topic).0, 200);
    workspace.configure(&paper);
    daemon.signal("HUP");
    assert_eq!(asked(&site, 1)["hub.mode"], "unsubscribe");
    assert_eq!(ask_back(&door, &path, "unsubscribe", &topic).0, 200);
    stop(daemon);
    assert_eq!(ask(&workspace, "select count(*) from websub"), ["0"]);
}

#[test]
fn a_hub_that_does_not_want_to_is_left_alone_for_a_day() {
    let refusing = paper(Answer::status(403));
    let denying = paper(Answer::status(202));
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Paper</title><link rel='hub' href='{}'/>\
         <entry><id>1</id><title>One</title><link href='/one'/></entry></feed>",
        denying.url("/hub")
    );
    denying.route("/feed.xml", Answer::document("application/atom+xml", atom));
    let sources = source("refused", &refusing.url("/feed.xml")) + &source("denied", &denying.url("/feed.xml"));
    let workspace = Workspace::new(&(WEBSUB.to_owned() + &sources));
    let (daemon, door) = start(&workspace);
    let path = path_of(&asked(&denying, 0));
    assert_eq!(ask_back(&door, &path, "denied", &denying.url("/feed.xml")), (200, String::new()));
    let line = daemon.logged("does not take part");
    assert!(line.contains("refused: the hub") && line.contains("HTTP 403"), "{line}");
    let query =
        "select source_id, state from websub where unixepoch(next_try) - unixepoch() > 86000 order by source_id";
    until("both are noted", || (ask(&workspace, query) == ["denied|refused", "refused|refused"]).then_some(()));
    stop(daemon);
}

#[test]
fn without_an_address_nothing_is_asked_and_no_door_is_open() {
    let site = paper(Answer::status(202));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let (daemon, door) = start(&workspace);
    daemon.logged("paper ok: 1 new");
    assert_eq!(send(&door, "POST", "/hooks/websub/0123", "", "").0, 404);
    stop(daemon);
    assert_eq!(site.requests_for("/hub"), []);
    assert_eq!(ask(&workspace, "select hub, state from websub"), [site.url("/hub") + "|wanted"]);
}
