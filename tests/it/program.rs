//! The program under test as a user has it: a folder with a configuration, commands, a daemon.
//!
//! It is the built executable, and what it stored is asked through `rasid sql`, so that these tests know nothing of the
//! inside. Its environment is empty but for the search path, so that the machine's settings decide nothing.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// How long a test waits for what must happen. Far longer than it takes, since other work may hold the machine up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What all configurations begin with: no topics but the test's own, no port, and loopback may be asked.
const PREAMBLE: &str = "\
include = []
[store]
database = \"rasid.db\"
[web]
listen = \"off\"
[defaults]
allow_private = [\"127.0.0.0/8\"]
";

/// The table of a source; a test may add further keys to it.
pub(crate) fn source(id: &str, url: &str) -> String {
    format!("\n[[source]]\nid = \"{id}\"\nurl = \"{url}\"\n")
}

/// An address where nobody listens: its port was free a moment ago.
pub(crate) fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    format!("http://{}/", listener.local_addr().expect("a bound listener has an address"))
}

/// Waits until the condition gives something, and gives that.
pub(crate) fn until<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = condition() {
            return found;
        }
        assert!(Instant::now() < deadline, "still waiting after {PATIENCE:?}: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// A folder with a configuration, gone when dropped.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A folder whose configuration is the preamble and this text.
    pub(crate) fn new(configuration: &str) -> Self {
        let workspace = Self { folder: TempDir::new().expect("there is room for a folder") };
        workspace.configure(configuration);
        workspace
    }

    /// Replaces what follows the preamble in the configuration.
    pub(crate) fn configure(&self, configuration: &str) {
        self.write("config.toml", format!("{PREAMBLE}{configuration}"));
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, whose name is given back for use in arguments.
    pub(crate) fn write<'a>(&self, name: &'a str, content: impl AsRef<[u8]>) -> &'a str {
        fs::write(self.path(name), content).expect("the folder can be written");
        name
    }

    /// The program in this folder, which finds `config.toml` by itself.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        program(self.folder.path(), arguments)
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Finished {
        run_to_end(self.command(arguments), b"")
    }

    /// Runs a command to its end, with this on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Finished {
        run_to_end(self.command(arguments), input.as_ref())
    }

    /// Polls all sources, of which none may fail, and gives the number of new articles.
    pub(crate) fn poll(&self) -> u64 {
        let polled = self.run(&["poll", "--all", "--format", "json"]);
        assert_eq!(polled.code, 0, "{polled:?}");
        let reports = polled.json();
        reports.as_array().into_iter().flatten().filter_map(|report| report["articles_new"].as_u64()).sum()
    }

    /// The rows that a query gives, their values joined by `|`; nothing stands for null.
    pub(crate) fn ask(&self, sql: &str) -> Vec<String> {
        let answer = self.run(&["sql", sql, "--format", "csv"]);
        assert_eq!(answer.code, 0, "{sql}: {answer:?}");
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let rows = reader.records().map(|record| record.expect("CSV can be read").iter().collect::<Vec<_>>().join("|"));
        rows.collect()
    }

    /// Changes the database behind the program's back, as another program might.
    pub(crate) fn tamper(&self, sql: &str) {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let db = rusqlite::Connection::open_with_flags(self.path("rasid.db"), flags).expect("there is a database");
        db.execute_batch(sql).expect(sql);
    }

    /// The one number that a query gives.
    pub(crate) fn number(&self, sql: &str) -> i64 {
        match self.ask(sql).as_slice() {
            [row] => row.parse().unwrap_or_else(|_| panic!("{sql}: `{row}` is no number")),
            rows => panic!("{sql}: {} rows instead of one", rows.len()),
        }
    }

    /// Starts `rasid run`.
    pub(crate) fn daemon(&self) -> Daemon {
        Daemon::start(self.command(&["run"]))
    }
}

/// Names another build of the program, to be tested instead of the one that was made with the tests.
const OTHER_PROGRAM: &str = "RASID_TEST_PROGRAM";

/// Whether another build of the program is tested.
pub(crate) fn is_other_program() -> bool {
    std::env::var_os(OTHER_PROGRAM).is_some()
}

/// The program in a folder, with an empty environment.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let other = std::env::var_os(OTHER_PROGRAM);
    let mut command = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_rasid").into()));
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("HOME", folder).current_dir(folder).args(arguments);
    command
}

/// A command that came to its end.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Its exit code; -1 if a signal ended it.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Finished {
    /// Its output as one JSON value.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }

    /// Its output as a JSON value a line.
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("no JSON ({error}): {line}"));
        self.stdout.lines().map(read).collect()
    }
}

fn run_to_end(mut command: Command, input: &[u8]) -> Finished {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let output = thread::scope(|scope| {
        // Beside the reading, since an answer may fill its pipe before the input is through; and a program that wants
        // no input may be gone before it is written.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("the program can be waited for")
    });
    Finished { code: code(output.status), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the program writes UTF-8")
}

/// A running `rasid run`; killed when dropped.
#[derive(Debug)]
pub(crate) struct Daemon {
    child: Child,
    log: Arc<Mutex<String>>,
    reading: Option<JoinHandle<()>>,
}

impl Daemon {
    /// Starts a command that runs until it is told to stop.
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let stderr = child.stderr.take().expect("stderr is piped");
        let log = Arc::new(Mutex::new(String::new()));
        let reading = thread::spawn({
            let log = Arc::clone(&log);
            move || read_lines(stderr, &log)
        });
        Self { child, log, reading: Some(reading) }
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("the reader does not panic").clone()
    }

    /// Waits for a line of the log that holds this text, and gives it.
    pub(crate) fn logged(&self, text: &str) -> String {
        until(&format!("`{text}` in the log:\n{}", self.log()), || {
            self.log().lines().find(|line| line.contains(text)).map(str::to_owned)
        })
    }

    /// Sends a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        // The shell's own `kill`: the standard library sends no signal but KILL.
        let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.id())).status();
        assert!(sent.expect("there is a shell").success(), "no process {} to signal", self.id());
    }

    /// Waits for its end and gives the exit code.
    pub(crate) fn ended(&mut self) -> i32 {
        let status = until("the end of the daemon", || self.child.try_wait().expect("a child can be asked"));
        if let Some(reading) = self.reading.take() {
            reading.join().expect("the reader does not panic");
        }
        code(status)
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the daemon logged:\n{}", self.log());
        }
    }
}

fn read_lines(from: impl Read, log: &Mutex<String>) {
    let mut reader = BufReader::new(from);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|n_bytes| n_bytes > 0) {
        log.lock().expect("nobody panics while holding it").push_str(&line);
        line.clear();
    }
}
