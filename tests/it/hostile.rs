//! A site that does everything wrong, polled by the real program, with a healthy source beside it.
//!
//! Each case must be recorded as what it is, and cost little; none may keep the daemon from answering, or the healthy source
//! from its turns. `RASID_TEST_PROGRAM` names another build of the program, such as the optimised one; only that is held to
//! the figures for memory and CPU time. `cargo test --test it hostile -- --nocapture` shows them case by case.

mod bodies;
mod bombs;
mod pages;
mod site;
mod transport;

use std::collections::HashMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::paper::{article, rss};
use crate::program::{Daemon, Workspace, is_other_program, source, until};
use crate::site::{Answer, FakeSite};
use site::{Case, Expect, HostileSite};

/// What one case may take of an optimised program.
const MAX_CPU: Duration = Duration::from_secs(2);
const MAX_MEMORY_KIB: u64 = 200 * 1024;
/// Within this time `/health` answers, on a busy machine too.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// The time between two polls of the healthy source, the shortest there is.
const EVERY: Duration = Duration::from_secs(10);
/// Within this time all cases are over, on a busy machine too.
const ENDS_WITHIN: Duration = Duration::from_secs(240);
/// How late the healthy source may be: a tenth by chance, a second by the clock, the rest for a busy machine.
const MAX_DELAY: Duration = Duration::from_secs(8);

fn all_cases() -> Vec<Case> {
    [transport::cases(), bombs::cases(), bodies::cases(), pages::cases()].into_iter().flatten().collect()
}

#[test]
fn nothing_foreign_can_hurt() {
    let cases = Arc::new(all_cases());
    assert!(cases.len() >= 60, "{}", cases.len());
    let (hostile, healthy) = (HostileSite::start(&cases), healthy_site());
    let workspace = Workspace::new(&configuration(&cases, &hostile, &healthy));
    assert_eq!(workspace.run(&["poll", "healthy"]).code, 0);
    make_all_due(&workspace);
    let (daemon, address) = start(&workspace);
    let costs = watch(&daemon, &address, &cases);
    let mut asked = healthy.requests_for("/healthy.xml").len();
    until("the healthy source is polled once more", || {
        (healthy.requests_for("/healthy.xml").len() > asked).then_some(())
    });
    asked = healthy.requests_for("/healthy.xml").len();
    drop(daemon);

    let faults = faults(&workspace, &cases);
    report(&cases, &costs);
    assert_eq!(faults, [] as [String; 0]);
    assert_eq!(
        workspace.ask("select source_id, error from polls where error_kind in ('panic', 'too-slow')"),
        [] as [String; 0]
    );
    check_costs(&costs);
    check_healthy(&workspace, asked);
    assert_eq!(workspace.run(&["poll", "guid-churn"]).code, 0);
    assert_eq!(
        workspace.number("select count(*) from sightings where source_id = 'guid-churn'"),
        1,
        "known by its address"
    );
}

/// A site with nothing wrong with it, under another name than the hostile one.
fn healthy_site() -> FakeSite {
    let site = FakeSite::start();
    site.route("/healthy.xml", Answer::feed(rss(&[("/healthy", "Healthy")])));
    site.route("/healthy", Answer::html(article("Healthy")));
    site
}

fn configuration(cases: &[Case], hostile: &HostileSite, healthy: &FakeSite) -> String {
    let healthy = healthy.url("/healthy.xml").replace("127.0.0.1", "localhost");
    let polls_without_a_pause = "\n[fetch]\nhost_delay = \"0s\"\n";
    let mut text = polls_without_a_pause.to_owned()
        + &source("healthy", &healthy)
        + &format!("every = \"{}s\"\n", EVERY.as_secs());
    for case in cases {
        let timeout = if case.is_slow { "1s" } else { "30s" };
        text += &source(case.name, &hostile.url(case.name));
        text += &format!("every = \"1d\"\ntimeout = \"{timeout}\"\n{}", case.keys);
    }
    text
}

/// Sources that are overdue at a start are spread over minutes, which this test has not: they become due just after it.
#[expect(clippy::disallowed_methods, reason = "time is turned back in the database before the daemon starts")]
fn make_all_due(workspace: &Workspace) {
    let database = rusqlite::Connection::open(workspace.path("rasid.db")).expect("the database opens");
    let due = "update source_state set next_due = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+3 seconds')";
    assert!(database.execute(due, []).expect("all sources are known") > 60);
}

/// Starts the daemon; gives the address of `/health` as well.
fn start(workspace: &Workspace) -> (Daemon, String) {
    let mut command = workspace.command(&["run"]);
    command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
    let daemon = Daemon::start(command);
    let line = daemon.logged("health is at http://");
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    let address = address.to_owned();
    (daemon, address)
}

/// What the program took while a case was polled. Cases of one domain are polled one after another, so that each can be
/// told from the next; what the slow ones take counts for whichever ends with them.
#[derive(Debug, Default, Clone, Copy)]
struct Cost {
    cpu: Duration,
    peak_kib: u64,
}

/// Follows the log until every case has ended, and asks for `/health` after each.
fn watch(daemon: &Daemon, address: &str, cases: &[Case]) -> HashMap<&'static str, Cost> {
    let mut costs = HashMap::new();
    let (mut n_read, mut cpu_before) = (0, cpu_time(daemon));
    let began = Instant::now();
    while costs.len() < cases.len() {
        let left = || cases.iter().map(|case| case.name).filter(|name| !costs.contains_key(name)).collect::<Vec<_>>();
        assert!(began.elapsed() < ENDS_WITHIN, "these cases do not end: {:?}", left());
        let line = until(&format!("the end of all cases; ended are {:?}", costs.keys()), || {
            daemon.log().lines().nth(n_read).map(str::to_owned)
        });
        n_read += 1;
        let Some(case) = cases.iter().find(|case| is_end_of(&line, case.name)) else { continue };
        let cpu = cpu_time(daemon);
        costs.insert(case.name, Cost { cpu: cpu.saturating_sub(cpu_before), peak_kib: take_peak(daemon) });
        cpu_before = cpu;
        check_health(address);
    }
    costs
}

fn is_end_of(line: &str, name: &str) -> bool {
    ["failed:", "ok:", "not-modified:"].iter().any(|end| line.contains(&format!(" {name} {end}")))
}

fn check_health(address: &str) {
    let asked = Instant::now();
    let mut connection = TcpStream::connect(address).expect("the daemon listens");
    write!(connection, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("read");
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("\"status\":\"ok\""), "{answer}");
    assert!(asked.elapsed() < ANSWERS_WITHIN, "{:?}", asked.elapsed());
}

/// User and system time of the process (proc(5): the 14th and 15th word of `stat`, in hundredths of a second).
fn cpu_time(daemon: &Daemon) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{}/stat", daemon.id())).expect("the daemon runs");
    let (_, after_name) = stat.rsplit_once(") ").expect("the name stands in parentheses");
    let ticks: u64 = after_name.split(' ').skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that was in use since the last call.
fn take_peak(daemon: &Daemon) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", daemon.id())).expect("the daemon runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells it");
    // Resets the mark; where that is not allowed, the mark only rises, and the figures are no lower than true.
    let _ = fs::write(format!("/proc/{}/clear_refs", daemon.id()), "5");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// What was recorded against the expectations.
fn faults(workspace: &Workspace, cases: &[Case]) -> Vec<String> {
    let table = |sql: &str| -> HashMap<String, String> {
        let rows = workspace.ask(sql).into_iter();
        rows.filter_map(|row| row.split_once('|').map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
    };
    let results = table("select source_id, coalesce(error_kind, result) from polls group by source_id having max(id)");
    let counts = table("select source_id, count(*) from sightings group by source_id");
    let fault = |case: &Case| {
        let result = results.get(case.name).map_or("no poll", String::as_str);
        let n_articles = counts.get(case.name).and_then(|n| n.parse().ok()).unwrap_or(0);
        let is_right = match case.expect {
            Expect::Fails(kinds) => kinds.contains(&result),
            Expect::Articles(n) => result == "ok" && n_articles == n,
            Expect::Ends => result != "no poll",
        };
        (!is_right).then(|| format!("{}: {result}, {n_articles} articles, not {:?}", case.name, case.expect))
    };
    cases.iter().filter_map(fault).collect()
}

fn report(cases: &[Case], costs: &HashMap<&'static str, Cost>) {
    for case in cases {
        let Cost { cpu, peak_kib } = costs[case.name];
        println!("{:24} {:>6} ms CPU {:>5} MiB", case.name, cpu.as_millis(), peak_kib / 1024);
    }
    let most =
        |map: fn(&Cost) -> u128| costs.iter().max_by_key(|(_, cost)| map(cost)).map(|(name, cost)| (*name, map(cost)));
    println!(
        "{} cases; most CPU {:?} ms, most memory {:?} MiB",
        cases.len(),
        most(|c| c.cpu.as_millis()),
        most(|c| u128::from(c.peak_kib / 1024))
    );
}

/// A build for debugging takes many times what users see, so the figures hold for the optimised program alone.
fn check_costs(costs: &HashMap<&'static str, Cost>) {
    if !is_other_program() {
        return;
    }
    for (name, cost) in costs {
        assert!(cost.cpu <= MAX_CPU && cost.peak_kib <= MAX_MEMORY_KIB, "{name}: {cost:?}");
    }
}

/// The healthy source had each of its turns, and on time.
fn check_healthy(workspace: &Workspace, n_asked: usize) {
    let late = format!(
        "select count(*) from (select unixepoch(started_at) - unixepoch(lag(started_at) over (order by id)) as gap from polls \
         where source_id = 'healthy') where gap > {}",
        (EVERY + MAX_DELAY).as_secs()
    );
    assert_eq!(workspace.number(&late), 0, "of {n_asked} polls");
    assert_eq!(workspace.number("select count(*) from polls where source_id = 'healthy' and result = 'failed'"), 0);
}
