//! `rasid run`: it polls what is due, obeys signals, tells systemd and `/health` how it is, and leaves a clean database.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::net::UnixDatagram;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::paper::{article, rss};
use crate::program::{Daemon, Workspace, closed_port, source, until};
use crate::site::{Answer, FakeSite};

/// The shutdown grace of the default configuration, within which polls end; and as much again for a busy machine.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

/// A site with a feed of one article.
fn site() -> FakeSite {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One")])));
    site.route("/one", Answer::html(article("One")));
    site
}

/// Ends the daemon as systemd does, and looks at what it leaves behind.
fn stop(workspace: &Workspace, mut daemon: Daemon, signal: &str) {
    let asked = Instant::now();
    daemon.signal(signal);
    assert_eq!(daemon.ended(), 0, "{}", daemon.log());
    assert!(asked.elapsed() < STOPS_WITHIN, "{:?}:\n{}", asked.elapsed(), daemon.log());
    daemon.logged("stopped");
    let log_size = std::fs::metadata(workspace.path("rasid.db-wal")).map_or(0, |metadata| metadata.len());
    assert_eq!(log_size, 0, "everything is written back into the database");
}

#[test]
fn what_is_due_is_polled_and_again_when_it_is_due_again() {
    let site = site();
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "every = \"10s\"\n"));
    let daemon = workspace.daemon();
    daemon.logged("paper ok: 1 new");
    site.route("/two", Answer::html(article("Two")));
    site.route("/feed.xml", Answer::feed(rss(&[("/two", "Two"), ("/one", "One")])));
    let first = Instant::now();
    until("a second article", || daemon.log().matches("paper ok: 1 new").nth(1).map(|_| ()));
    assert!(first.elapsed() >= Duration::from_secs(8), "not before it is due: {:?}", first.elapsed());
    stop(&workspace, daemon, "TERM");
    assert_eq!(workspace.ask("select title from articles order by title"), ["One", "Two"]);
    assert_eq!(workspace.number("select count(*) from polls"), 2);
}

#[test]
fn a_poll_that_runs_when_it_is_told_to_stop_keeps_what_it_has_and_goes_on_at_the_next_start() {
    for signal in ["TERM", "INT"] {
        let site = FakeSite::start();
        site.route("/feed.xml", Answer::feed(rss(&[("/one", "One"), ("/slow", "Slow"), ("/two", "Two")])));
        site.route("/one", Answer::html(article("One")));
        site.route("/slow", Answer::never());
        site.route("/two", Answer::html(article("Two")));
        let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "timeout = \"2s\"\n"));
        let daemon = workspace.daemon();
        until("the slow page is asked for", || (!site.requests_for("/slow").is_empty()).then_some(()));
        stop(&workspace, daemon, signal);
        assert_eq!(workspace.ask("select title from articles"), ["One"], "SIG{signal}");
        assert_eq!(site.requests_for("/two"), [], "nothing is begun any more");
        site.route("/slow", Answer::html(article("Slow")));
        let daemon = workspace.daemon();
        daemon.logged("paper ok: 1 new");
        stop(&workspace, daemon, signal);
        assert_eq!(workspace.number("select count(*) from articles"), 2);
        assert_eq!(workspace.ask("select item ->> 'title', attempts from deferrals"), ["Slow|1"]);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "time is turned back in the database of a stopped daemon")]
fn what_the_calendar_missed_while_it_was_down_is_made_up_for_once() {
    const YEARLY: &str = "schedule = \"0 4 1 1 *\"\n";
    let site = site();
    let job = format!("[[job]]\nname = \"tidy\"\ntask = \"optimize\"\n{YEARLY}\n");
    let workspace = Workspace::new(&(job + &source("paper", &site.url("/feed.xml")) + YEARLY));
    let daemon = workspace.daemon();
    daemon.logged("paper ok: 1 new");
    stop(&workspace, daemon, "TERM");

    let missed = "update jobs set last_run = '2020-12-31T00:00:00Z'";
    let database = rusqlite::Connection::open(workspace.path("rasid.db")).expect("the database opens");
    assert_eq!(database.execute(missed, []).expect("jobs are recorded"), 2);
    drop(database);
    let daemon = workspace.daemon();
    daemon.logged("tidy missed its time");
    daemon.logged("tidy: query statistics are up to date");
    daemon.logged("source/paper missed its time");
    until("the feed is asked for again", || (site.requests_for("/feed.xml").len() == 2).then_some(()));
    stop(&workspace, daemon, "TERM");

    let daemon = workspace.daemon();
    daemon.logged("watching 1 sources");
    stop(&workspace, daemon, "TERM");
    assert_eq!(site.requests_for("/feed.xml").len(), 2, "nothing was missed this time");
}

#[test]
fn ctrl_c_ends_a_single_turn_after_the_pages_at_hand() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/one", "One"), ("/slow", "Slow"), ("/two", "Two")])));
    site.route("/one", Answer::html(article("One")));
    site.route("/slow", Answer::never());
    let workspace = Workspace::new(&(source("paper", &site.url("/feed.xml")) + "timeout = \"2s\"\n"));
    let mut poll = Daemon::start(workspace.command(&["poll", "--all"]));
    until("the slow page is asked for", || (!site.requests_for("/slow").is_empty()).then_some(()));
    poll.signal("INT");
    assert_eq!(poll.ended(), 130, "{}", poll.log());
    assert_eq!(workspace.ask("select title from articles"), ["One"]);
    assert_eq!(site.requests_for("/two"), []);
}

#[test]
fn a_poll_that_does_not_end_is_cut_off() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::never());
    let configuration = "[daemon]\nshutdown_grace = \"0s\"\n".to_owned() + &source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&configuration);
    let daemon = workspace.daemon();
    until("the feed is asked for", || (!site.requests().is_empty()).then_some(()));
    stop(&workspace, daemon, "TERM");
    assert_eq!(
        workspace.number("select count(*) from polls"),
        0,
        "a poll that was cut off is no failure of its source"
    );
}

#[test]
fn a_new_configuration_is_taken_and_a_wrong_one_refused() {
    let site = site();
    let first = source("first", &site.url("/feed.xml"));
    let workspace = Workspace::new(&first);
    let daemon = workspace.daemon();
    daemon.logged("first ok: 1 new");

    workspace.configure(&(first.clone() + "evry = \"10m\"\n"));
    daemon.signal("HUP");
    let refusal = daemon.logged("configuration not reloaded");
    assert!(refusal.contains("ERROR"), "{refusal}");
    daemon.logged("unknown key `evry`");
    daemon.logged("did you mean `every`?");

    site.route("/other.xml", Answer::feed(rss(&[("/two", "Two")])));
    site.route("/two", Answer::html(article("Two")));
    workspace.configure(&(first + &source("second", &site.url("/other.xml"))));
    daemon.signal("HUP");
    daemon.logged("configuration reloaded: 2 sources");
    daemon.logged("second ok: 1 new");

    workspace.configure(&source("second", &site.url("/other.xml")));
    daemon.signal("HUP");
    daemon.logged("configuration reloaded: 1 sources");
    stop(&workspace, daemon, "TERM");
    assert_eq!(workspace.ask("select id from sources where is_configured = 1"), ["second"]);
    assert_eq!(workspace.number("select count(*) from articles"), 2, "the articles of a source outlive it");
}

#[test]
fn health_is_told_on_loopback() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
    let daemon = Daemon::start(command);
    let line = daemon.logged("health is at http://");
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    daemon.logged("paper ok: 1 new");
    let mut health = until("the poll is counted", || {
        let (head, body) = get(address, "/health");
        assert!(head.starts_with("HTTP/1.1 200 ") && head.contains("application/json"), "{head}");
        let health: Value = serde_json::from_str(&body).expect("JSON");
        (health["n_polls"] == 1).then_some(health)
    });
    for time in ["started_at", "last_progress"] {
        assert!(health[time].as_str().is_some_and(|time| time.ends_with('Z')), "{health}");
        health[time] = Value::Null;
    }
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    health["version"] = Value::Null;
    insta::assert_json_snapshot!(health, @r#"
    {
      "is_offline": false,
      "last_progress": null,
      "n_articles": 1,
      "n_failed": 0,
      "n_polling": 0,
      "n_polls": 1,
      "n_sources": 1,
      "n_to_retag": 0,
      "started_at": null,
      "status": "ok",
      "version": null
    }
    "#);
    assert!(get(address, "/nothing").0.starts_with("HTTP/1.1 404 "));
    stop(&workspace, daemon, "TERM");
}

#[test]
fn a_client_that_never_ends_its_request_does_not_hold_the_daemon_up() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
    let daemon = Daemon::start(command);
    let line = daemon.logged("health is at http://");
    let address = line.rsplit("http://").next().and_then(|rest| rest.split('/').next()).expect("an address");
    let mut client = TcpStream::connect(address).expect("it listens");
    client.write_all(b"GET / HTTP/1.1\r\nHost: local").expect("it reads");
    // One that is answered shows that the other was taken in before the stop.
    assert!(get(address, "/health").0.starts_with("HTTP/1.1 200 "));
    stop(&workspace, daemon, "TERM");
    drop(client);
}

fn get(address: &str, path: &str) -> (String, String) {
    let mut connection = TcpStream::connect(address).expect("the daemon listens");
    write!(connection, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("read");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_owned(), body.to_owned())
}

#[test]
fn one_process_at_a_time_polls_into_a_database() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let daemon = workspace.daemon();
    daemon.logged("paper ok: 1 new");
    for arguments in [&["run"][..], &["poll", "--all"]] {
        let second = workspace.run(arguments);
        assert_eq!(second.code, 6, "{second:?}");
        let holder = format!("another rasid (process {}) polls into", daemon.id());
        assert!(second.stderr.contains(&holder), "{}", second.stderr);
    }
    assert_eq!(workspace.number("select count(*) from articles"), 1, "reading goes on");
    stop(&workspace, daemon, "TERM");
    assert_eq!(workspace.run(&["poll", "--all"]).code, 0, "the lock went with the process");
}

#[test]
fn systemd_is_told_how_it_goes() {
    let site = site();
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    let socket_path = workspace.path("notify");
    let socket = UnixDatagram::bind(&socket_path).expect("a socket can be made");
    socket.set_read_timeout(Some(STOPS_WITHIN)).expect("a time limit is allowed");
    let mut command = workspace.command(&["run"]);
    command.env("NOTIFY_SOCKET", &socket_path).env("WATCHDOG_USEC", "200000");
    let daemon = Daemon::start(command);
    assert_eq!(message(&socket), "READY=1");
    wait_for_message(&socket, "WATCHDOG=1");
    wait_for_message(&socket, "WATCHDOG=1");
    daemon.signal("HUP");
    wait_for_message(&socket, "RELOADING=1");
    wait_for_message(&socket, "READY=1");
    stop(&workspace, daemon, "TERM");
    wait_for_message(&socket, "STOPPING=1");
}

/// The first line of the next message.
fn message(socket: &UnixDatagram) -> String {
    let mut buffer = [0; 1024];
    let n_bytes = socket.recv(&mut buffer).expect("a message comes in time");
    String::from_utf8_lossy(&buffer[..n_bytes]).lines().next().unwrap_or_default().to_owned()
}

fn wait_for_message(socket: &UnixDatagram, expected: &str) {
    let deadline = Instant::now() + STOPS_WITHIN;
    while message(socket) != expected {
        assert!(Instant::now() < deadline, "{expected} did not come");
    }
}

#[test]
fn without_a_network_it_keeps_running_and_says_what_is_wrong_with_each_source() {
    let sources = ["a", "b"].map(|id| source(id, &closed_port()));
    let workspace = Workspace::new(&sources.concat());
    let daemon = workspace.daemon();
    for id in ["a", "b"] {
        let line = daemon.logged(&format!("{id} failed: "));
        assert!(line.contains("WARN") && line.contains("no connection to `127.0.0.1`"), "{line}");
    }
    stop(&workspace, daemon, "TERM");
    let failing = workspace.run(&["sources", "--failing", "--format", "jsonl"]);
    assert_eq!((failing.code, failing.stdout.matches("\"state\":\"failing\"").count()), (5, 2), "{failing:?}");
    let table = workspace.run(&["sources"]);
    assert_eq!((table.code, table.stdout.matches("no connection to").count()), (0, 2), "{table:?}");
}

#[test]
fn a_wrong_configuration_at_the_start_is_no_start() {
    let workspace = Workspace::new("[daemon]\nworker = 1\n");
    let started = workspace.run(&["run"]);
    assert_eq!(started.code, 3, "{started:?}");
    assert!(started.stderr.contains("did you mean `workers`?"), "{}", started.stderr);
    assert!(!workspace.path("rasid.db").exists(), "nothing is made");
}

#[test]
fn logs_can_be_read_by_programs() {
    let site = site();
    let configuration = "[daemon]\nlog_format = \"json\"\n".to_owned() + &source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&configuration);
    let daemon = workspace.daemon();
    daemon.logged("paper ok: 1 new");
    let log = daemon.log();
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object a line"));
    let poll = lines.into_iter().find(|line| line["message"] == "paper ok: 1 new").expect("the line is there");
    assert_eq!((&poll["level"], &poll["http.status"]), (&Value::from("INFO"), &Value::from(200)));
    stop(&workspace, daemon, "TERM");
}

#[test]
fn as_much_is_logged_as_the_configuration_says_and_the_command_line_wins() {
    let site = site();
    let configuration = "[daemon]\nlog_level = \"warn\"\n".to_owned() + &source("paper", &site.url("/feed.xml"));
    let workspace = Workspace::new(&configuration);
    let mut quiet = workspace.daemon();
    until("the page is asked for", || (!site.requests_for("/one").is_empty()).then_some(()));
    quiet.signal("TERM");
    assert_eq!(quiet.ended(), 0);
    assert_eq!(quiet.log(), "");
    let loud = Daemon::start(workspace.command(&["run", "--log", "info"]));
    loud.logged("watching 1 sources");
    stop(&workspace, loud, "TERM");
}
