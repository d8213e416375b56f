//! The site that does everything wrong: a table of cases, each with what it does to a connection.
//!
//! Bodies are made while they are sent, so that a bomb of a gigabyte takes no memory here either.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::program::is_other_program;

/// So many of something: the optimised program is given all, a build for debugging a tenth, as it takes ten times as long.
pub(super) fn many(n: usize) -> usize {
    if is_other_program() { n } else { n / 10 }
}

/// What must be recorded of a case.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    /// The poll fails, as one of these kinds.
    Fails(&'static [&'static str]),
    /// The source is read, and gives so many articles.
    Articles(i64),
    /// Either is well, as long as it ends: the document is past making sense of.
    Ends,
}

/// What happens on a connection once the request is read.
type Serve = Box<dyn Fn(&mut Visit<'_>) -> io::Result<()> + Send + Sync>;

/// One case.
pub(super) struct Case {
    pub(super) name: &'static str,
    /// Further keys of its source.
    pub(super) keys: &'static str,
    /// Whether it makes the program wait, so that it gets a domain of its own and others are not kept waiting.
    pub(super) is_slow: bool,
    pub(super) expect: Expect,
    serve: Serve,
    n_visits: AtomicUsize,
}

/// A request to a case.
pub(super) struct Visit<'a> {
    pub(super) connection: &'a mut TcpStream,
    /// What follows the name of the case in the path: nothing for the source itself, else with a slash.
    pub(super) rest: String,
    /// Visits to this case before.
    pub(super) n_before: usize,
}

/// A case of a source that is read as a feed without its pages.
pub(super) fn case(
    name: &'static str,
    expect: Expect,
    serve: impl Fn(&mut Visit<'_>) -> io::Result<()> + Send + Sync + 'static,
) -> Case {
    let keys = "kind = \"feed\"\nfull_text = \"feed\"\n";
    Case { name, keys, is_slow: false, expect, serve: Box::new(serve), n_visits: AtomicUsize::new(0) }
}

impl Case {
    /// With other keys.
    pub(super) fn with_keys(self, keys: &'static str) -> Self {
        Self { keys, ..self }
    }

    /// With a domain of its own.
    pub(super) fn slow(self) -> Self {
        Self { is_slow: true, ..self }
    }
}

impl Visit<'_> {
    /// Sends bytes as they are.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.connection.write_all(bytes.as_ref())
    }

    /// Sends the same bytes so many times.
    pub(super) fn repeat(&mut self, bytes: impl AsRef<[u8]>, n_times: usize) -> io::Result<()> {
        let bytes = bytes.as_ref();
        // In pieces of some size, as a system call for each item of a million would take longer than the test may.
        let per_piece = (64 * 1024 / bytes.len().max(1)).clamp(1, n_times.max(1));
        let piece = bytes.repeat(per_piece);
        for _ in 0..n_times / per_piece {
            self.send(&piece)?;
        }
        self.send(bytes.repeat(n_times % per_piece))
    }

    /// Sends the same bytes until the client goes away.
    pub(super) fn for_ever(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        loop {
            self.repeat(bytes.as_ref(), 1000)?;
        }
    }

    /// Sends these bytes again and again, a moment apart, until the client goes away.
    pub(super) fn drip(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        use std::io::Read as _;
        // Waiting for a client that has nothing more to say is the pause.
        self.connection.set_read_timeout(Some(Duration::from_millis(50)))?;
        loop {
            self.send(bytes.as_ref())?;
            match self.connection.read(&mut [0; 64]) {
                Ok(0) => return Ok(()),
                _ => continue,
            }
        }
    }

    /// Sends the head of an answer whose end is that of the connection.
    pub(super) fn head(&mut self, headers: &str) -> io::Result<()> {
        self.send(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}\r\n"))
    }

    /// Sends a whole document.
    pub(super) fn document(&mut self, headers: &str, body: impl AsRef<[u8]>) -> io::Result<()> {
        let body = body.as_ref();
        self.head(&format!("Content-Length: {}\r\n{headers}", body.len()))?;
        self.send(body)
    }

    /// Nothing more is sent until the client goes away.
    pub(super) fn wait(&mut self) -> io::Result<()> {
        wait_for_end(self.connection)
    }
}

/// The running site; it stops when dropped.
pub(super) struct HostileSite {
    address: SocketAddr,
    /// Slow cases have listeners of their own, in the order of the cases.
    slow: Vec<(&'static str, SocketAddr)>,
    is_stopping: Arc<AtomicBool>,
    listening: Vec<(SocketAddr, JoinHandle<()>)>,
}

impl HostileSite {
    /// Starts the site.
    pub(super) fn start(cases: &Arc<Vec<Case>>) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut site = Self { address, slow: Vec::new(), is_stopping: Arc::default(), listening: Vec::new() };
        site.address = site.listen(address, cases);
        for (place, case) in cases.iter().filter(|case| case.is_slow).enumerate() {
            let last = u8::try_from(place).expect("few cases are slow");
            let address = site.listen(SocketAddr::from(([127, 0, 1, last], 0)), cases);
            site.slow.push((case.name, address));
        }
        site
    }

    /// The address of a case.
    pub(super) fn url(&self, name: &str) -> String {
        let own = self.slow.iter().find(|(slow, _)| *slow == name);
        format!("http://{}/{name}", own.map_or(self.address, |(_, address)| *address))
    }

    fn listen(&mut self, address: SocketAddr, cases: &Arc<Vec<Case>>) -> SocketAddr {
        let listener = TcpListener::bind(address).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let (cases, is_stopping) = (Arc::clone(cases), Arc::clone(&self.is_stopping));
        let listening = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if is_stopping.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(connection) = connection else { continue };
                let cases = Arc::clone(&cases);
                // Ends when the client goes away, at the latest with the program under test.
                std::thread::spawn(move || serve(connection, &cases));
            }
        });
        self.listening.push((address, listening));
        address
    }
}

impl Drop for HostileSite {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        for (address, listening) in self.listening.drain(..) {
            // The listener looks at the flag when the next connection comes: this one.
            let _ = TcpStream::connect(address);
            let _ = listening.join();
        }
    }
}

/// The client may go away at any time, so failures to send are no failures of the site.
fn serve(mut connection: TcpStream, cases: &[Case]) {
    let Some(path) = read_path(&connection) else { return };
    if path == "/robots.txt" {
        // Whatever happens to a client that has gone away is no failure of the site.
        let _ = connection.write_all(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    let name = path.split('/').nth(1).unwrap_or_default().to_owned();
    let rest = path.strip_prefix(&format!("/{name}")).unwrap_or_default().to_owned();
    let Some(case) = cases.iter().find(|case| case.name == name) else { return };
    let n_before = case.n_visits.fetch_add(1, Ordering::SeqCst);
    let served = (case.serve)(&mut Visit { connection: &mut connection, rest, n_before });
    let _ = served.and_then(|()| connection.shutdown(Shutdown::Write)).and_then(|()| wait_for_end(&mut connection));
}

fn read_path(connection: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(connection);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split_whitespace().nth(1)?.to_owned();
    while line.trim() != "" {
        line.clear();
        reader.read_line(&mut line).ok()?;
    }
    Some(path)
}

fn wait_for_end(connection: &mut TcpStream) -> io::Result<()> {
    connection.set_read_timeout(None)?;
    io::copy(connection, &mut io::sink()).map(|_| ())
}
