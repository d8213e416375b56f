//! What a poll of an unchanged source costs: 10,000 sources, each asked over a kept connection and answered 304.
//!
//! ```text
//! cargo bench --bench polls
//! ```
//!
//! The server is this program once more, in a process of its own, so that its work is not counted. The sources are spread
//! over addresses of loopback, since one address is polled by one worker at a time. CPU time and peak memory are those of
//! the process that polls, the database included.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rasid::analysis::topics::TopicSet;
use rasid::clock::Clock;
use rasid::daemon::polling::{self, Polling, Turn};
use rasid::daemon::runtime;
use rasid::fetch::{FetchSettings, Fetcher};
use rasid::model::{PollResult, Rhythm, Source, SourceId, SourceKind};
use rasid::poll::complaints::Complaints;
use rasid::poll::tools::Tools;
use rasid::store::Store;

const N_SOURCES: u32 = 10_000;
const N_ADDRESSES: u8 = 64;
const N_WORKERS: u32 = 16;
/// Rounds that are measured; the one before them fetches the feeds.
const N_ROUNDS: u32 = 3;
/// Ticks of `/proc/self/stat` in a second, on every Linux of today.
const TICKS_A_SECOND: f64 = 100.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(serve()?);
    }
    let server = Server::start()?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("rasid.db"))?;
    let clock = Clock::system();
    store.sync_sources(&sources(server.port)?, clock.now())?;
    let tools = Tools {
        fetcher: Fetcher::new(settings())?,
        topics: Arc::new(TopicSet::default()),
        addresses: Arc::new(rasid::text::url::AddressRules::built_in().clone()),
        rules: Arc::default(),
        complaints: Complaints::default(),
        clock,
    };
    let (_stop, stopping) = tokio::sync::watch::channel(false);
    let polling = Polling { tools, store, stop: stopping };
    let runtime = runtime::start()?;
    let mut out = io::stdout().lock();
    let mut cpu = Vec::new();
    for round in 0..=N_ROUNDS {
        let expected = if round == 0 { PollResult::Ok } else { PollResult::NotModified };
        let (before, began) = (cpu_seconds()?, Instant::now());
        let mut n_as_expected = 0;
        let turns = sources(server.port)?.into_iter().map(|source| (source, Turn::Poll)).collect();
        let polls = polling::poll_all(&polling, turns, N_WORKERS, |report| {
            n_as_expected += u32::from(report.result == Some(expected));
        });
        runtime.block_on(polls)?;
        let used = (cpu_seconds()? - before) / f64::from(N_SOURCES) * 1e6;
        writeln!(out, "round {round}: {n_as_expected} {expected}, {used:.1} us of CPU a poll, {:?}", began.elapsed())?;
        if round > 0 {
            cpu.push(used);
        }
    }
    let mean = cpu.iter().sum::<f64>() / f64::from(N_ROUNDS);
    writeln!(out, "a poll of an unchanged source: {mean:.1} us of CPU; peak memory {:.1} MB", peak_memory_mb()?)?;
    Ok(())
}

fn sources(port: u16) -> Result<Vec<Source>, Box<dyn std::error::Error>> {
    (0..N_SOURCES).map(|n| source(n, port)).collect()
}

fn source(n: u32, port: u16) -> Result<Source, Box<dyn std::error::Error>> {
    let host = Ipv4Addr::new(127, 0, 0, u8::try_from(n % u32::from(N_ADDRESSES))? + 1);
    let id = SourceId::parse(&format!("source-{n}"))?;
    Ok(Source {
        rhythm: Rhythm::Every(Duration::from_secs(60)),
        allow_private: vec!["127.0.0.0/8".parse()?],
        ..Source::new(id, format!("http://{host}:{port}/{n}"), SourceKind::Feed)
    })
}

fn settings() -> FetchSettings {
    let wait = Duration::from_secs(10);
    FetchSettings {
        user_agent: "rasid-bench (+https://rasid.invalid)".to_owned(),
        max_body_bytes: 1_000_000,
        connect_timeout: wait,
        first_byte_timeout: wait,
        idle_timeout: wait,
        max_redirects: 5,
        host_delay: Duration::from_secs(1),
    }
}

/// CPU time of this process so far, user and system.
fn cpu_seconds() -> io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The second field, the name, may hold spaces; it ends with the last bracket.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) / TICKS_A_SECOND)
}

fn peak_memory_mb() -> io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0)
}

/// The server's process; it ends with this value.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start() -> io::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let port = line.trim().parse().map_err(|_| io::Error::other("the server named no port"))?;
        Ok(Self { process, port })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is gone already if this fails.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve() -> io::Result<()> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = first.local_addr()?.port();
    let others = (2..=N_ADDRESSES).map(|n| TcpListener::bind((Ipv4Addr::new(127, 0, 0, n), port)));
    let listeners = std::iter::once(Ok(first)).chain(others).collect::<io::Result<Vec<_>>>()?;
    let accepting: Vec<_> = listeners
        .into_iter()
        .map(|listener| {
            std::thread::spawn(move || {
                for connection in listener.incoming().flatten() {
                    std::thread::spawn(move || answer_all(connection));
                }
            })
        })
        .collect();
    writeln!(io::stdout(), "{port}")?;
    for thread in accepting {
        // It never ends; the process is killed.
        let _ = thread.join();
    }
    Ok(())
}

/// Answers requests on one connection until the client closes it.
fn answer_all(mut connection: TcpStream) -> io::Result<()> {
    const FEED: &str = "<rss version=\"2.0\"><channel><title>A paper</title><link>https://paper.example/</link>\
        </channel></rss>";
    let whole = format!("HTTP/1.1 200 OK\r\netag: \"1\"\r\ncontent-length: {}\r\n\r\n{FEED}", FEED.len());
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let n = connection.read(&mut piece)?;
        if n == 0 {
            return Ok(());
        }
        head.extend_from_slice(piece.get(..n).unwrap_or_default());
        if head.ends_with(b"\r\n\r\n") {
            let is_known = head.windows(14).any(|window| window.eq_ignore_ascii_case(b"if-none-match:"));
            let answer = if is_known { "HTTP/1.1 304 Not Modified\r\netag: \"1\"\r\n\r\n" } else { &whole };
            connection.write_all(answer.as_bytes())?;
            head.clear();
        }
    }
}
