//! A scripted news site on loopback, for tests that drive the whole program.
//!
//! It speaks just enough HTTP/1.1 to answer what a test tells it to, right or wrong, and keeps a log of what was asked.
//! Threads of the standard library do the work, so that a test may be synchronous and the program under test be another
//! process. Connections are not kept: each answer ends with its connection.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// What a path answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    manner: Manner,
}

/// How an answer is sent.
#[derive(Debug, Clone, Copy)]
enum Manner {
    /// Whole.
    Whole,
    /// The head, and so many bytes of the body.
    CutAfter(usize),
    /// The bytes of the body alone are sent, without a head.
    Raw,
    /// Head and body, then the body again and again until the client goes away.
    Endless,
    /// Nothing is sent, and the connection stays open until the client goes away or the site stops.
    Never,
}

impl Answer {
    /// An answer with a status alone.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), manner: Manner::Whole }
    }

    /// A feed in UTF-8.
    pub(crate) fn feed(xml: impl Into<Vec<u8>>) -> Self {
        Self::document("application/rss+xml; charset=utf-8", xml)
    }

    /// A page in UTF-8.
    pub(crate) fn html(html: impl Into<Vec<u8>>) -> Self {
        Self::document("text/html; charset=utf-8", html)
    }

    /// Any document.
    pub(crate) fn document(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::status(200) }.with_header("Content-Type", content_type)
    }

    /// A redirect to a path of this site or to another address.
    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).with_header("Location", location)
    }

    /// Exactly these bytes instead of an HTTP answer.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { body: bytes.into(), manner: Manner::Raw, ..Self::status(200) }
    }

    /// No answer at all.
    pub(crate) fn never() -> Self {
        Self { manner: Manner::Never, ..Self::status(200) }
    }

    /// With one header more.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a validator: a request that brings it as `If-None-Match` is answered 304. Quotes belong to the tag.
    pub(crate) fn with_etag(self, etag: &str) -> Self {
        self.with_header("ETag", etag)
    }

    /// With a validator: a request that brings it as `If-Modified-Since` is answered 304.
    pub(crate) fn with_last_modified(self, date: &str) -> Self {
        self.with_header("Last-Modified", date)
    }

    /// The connection is cut after so many bytes of the body; the head still names the whole length.
    pub(crate) fn cut_after(self, n_bytes: usize) -> Self {
        Self { manner: Manner::CutAfter(n_bytes), ..self }
    }

    /// The body is sent again and again, without a length, until the client goes away.
    pub(crate) fn endless(self) -> Self {
        Self { manner: Manner::Endless, ..self }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether the request already has what this answer would send (RFC 9110, section 13.2.2: the tag decides alone).
    fn is_known_to(&self, request: &Request) -> bool {
        let (validator, condition) = match request.header("if-none-match") {
            Some(etag) => (self.header("etag"), Some(etag)),
            None => (self.header("last-modified"), request.header("if-modified-since")),
        };
        self.status == 200 && validator.is_some() && validator == condition
    }

    fn head(&self, status: u16) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {status} Scripted\r\nConnection: close\r\n");
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if status != 304 && !matches!(self.manner, Manner::Endless) {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}

/// A request that the site got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// The method, such as `GET`.
    pub(crate) method: String,
    /// The path with its query.
    pub(crate) path: String,
    /// Its headers in order, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// What it was answered; 0 where nothing with a status was sent.
    pub(crate) status: u16,
}

impl Request {
    /// The value of a header; its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it asked for changes only.
    pub(crate) fn is_conditional(&self) -> bool {
        self.header("if-none-match").is_some() || self.header("if-modified-since").is_some()
    }
}

/// A running site. It stops, and its threads end, when it is dropped.
#[derive(Debug)]
pub(crate) struct FakeSite {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    routes: Mutex<HashMap<String, Answer>>,
    log: Mutex<Vec<Request>>,
    open: Mutex<Vec<(TcpStream, JoinHandle<()>)>>,
    is_stopping: AtomicBool,
}

impl FakeSite {
    /// Starts a site that knows no path yet: all are 404.
    pub(crate) fn start() -> Self {
        Self::start_at("127.0.0.1")
    }

    /// Starts a site at another host than the others: loopback has many addresses.
    pub(crate) fn start_elsewhere() -> Self {
        Self::start_at("127.0.0.2")
    }

    fn start_at(host: &str) -> Self {
        let listener = TcpListener::bind((host, 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let shared = Arc::new(Shared::default());
        let listening = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.listen(&listener)
        });
        Self { address, shared, listening: Some(listening) }
    }

    /// The address of a path, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets what a path answers from now on.
    pub(crate) fn route(&self, path: &str, answer: Answer) {
        lock(&self.shared.routes).insert(path.to_owned(), answer);
    }

    /// All requests so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).clone()
    }

    /// The requests for one path.
    pub(crate) fn requests_for(&self, path: &str) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.path == path).collect()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_requests(&self) {
        lock(&self.shared.log).clear();
    }
}

impl Drop for FakeSite {
    fn drop(&mut self) {
        self.shared.is_stopping.store(true, Ordering::SeqCst);
        // The listener looks at the flag when the next connection comes: this one.
        let _ = TcpStream::connect(self.address);
        let listening = self.listening.take().map(JoinHandle::join);
        for (connection, serving) in std::mem::take(&mut *lock(&self.shared.open)) {
            let _ = connection.shutdown(Shutdown::Both);
            let _ = serving.join();
        }
        // A second panic while a failed test unwinds would hide the first.
        assert!(std::thread::panicking() || matches!(listening, Some(Ok(()))), "the site itself failed");
    }
}

impl Shared {
    fn listen(self: &Arc<Self>, listener: &TcpListener) {
        for connection in listener.incoming() {
            if self.is_stopping.load(Ordering::SeqCst) {
                return;
            }
            // A client that is gone before it is greeted is no fault of the site.
            let Ok(connection) = connection else { continue };
            let Ok(handle) = connection.try_clone() else { continue };
            let shared = Arc::clone(self);
            let serving = std::thread::spawn(move || shared.serve(connection));
            let mut open = lock(&self.open);
            open.retain(|(_, serving)| !serving.is_finished());
            open.push((handle, serving));
        }
    }

    /// Answers one request. The client may go away at any time, so failures to send are no failures of the site.
    fn serve(&self, mut connection: TcpStream) {
        let Some(mut request) = read_request(&connection) else { return };
        let answer = lock(&self.routes).get(&request.path).cloned().unwrap_or_else(|| Answer::status(404));
        let is_known = answer.is_known_to(&request);
        request.status = match answer.manner {
            Manner::Raw | Manner::Never => 0,
            _ if is_known => 304,
            _ => answer.status,
        };
        let head = answer.head(request.status);
        lock(&self.log).push(request);
        let _ = match answer.manner {
            Manner::Raw => connection.write_all(&answer.body),
            Manner::Never => Ok(()),
            _ if is_known => connection.write_all(&head),
            Manner::Whole => connection.write_all(&head).and_then(|()| connection.write_all(&answer.body)),
            Manner::CutAfter(n_bytes) => {
                let sent = answer.body.get(..n_bytes).unwrap_or(&answer.body);
                connection.write_all(&head).and_then(|()| connection.write_all(sent))
            }
            Manner::Endless => connection.write_all(&head).and_then(|()| {
                loop {
                    connection.write_all(&answer.body)?;
                }
            }),
        };
        if !matches!(answer.manner, Manner::Never) {
            let _ = connection.shutdown(Shutdown::Write);
        }
        // Closing while the client still sends would reset the connection and take the answer away from it.
        let mut rest = [0; 1024];
        while connection.read(&mut rest).is_ok_and(|n_bytes| n_bytes > 0) {}
    }
}

fn read_request(connection: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(connection);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Some(Request { method, path, headers, status: 0 })
}

/// A lock that a panicking test has poisoned still holds good data.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks as a plain client does, and reads until the site closes.
    fn ask(site: &FakeSite, path: &str, headers: &str) -> String {
        let mut connection = TcpStream::connect(site.address).expect("the site listens");
        connection.write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").as_bytes()).expect("sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("read");
        String::from_utf8(answer).expect("the tests send text")
    }

    #[test]
    fn a_site_answers_what_it_is_told_and_changes_while_it_runs() {
        let site = FakeSite::start();
        assert!(ask(&site, "/feed.xml", "").starts_with("HTTP/1.1 404 "));
        site.route("/feed.xml", Answer::feed("<rss/>"));
        let answer = ask(&site, "/feed.xml", "");
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("Content-Length: 6\r\n\r\n<rss/>"), "{answer}");
        site.route("/feed.xml", Answer::redirect(301, "/new"));
        assert!(ask(&site, "/feed.xml", "").contains("\r\nLocation: /new\r\n"));
        assert_eq!(site.url("/feed.xml"), format!("http://{}/feed.xml", site.address));
    }

    #[test]
    fn validators_are_answered_with_304() {
        let site = FakeSite::start();
        site.route("/", Answer::html("new").with_etag("\"2\"").with_last_modified("today"));
        for (headers, status) in [
            ("", 200),
            ("If-None-Match: \"1\"\r\n", 200),
            ("If-None-Match: \"2\"\r\n", 304),
            ("If-Modified-Since: today\r\n", 304),
            ("If-Modified-Since: yesterday\r\n", 200),
            ("If-None-Match: \"1\"\r\nIf-Modified-Since: today\r\n", 200),
        ] {
            assert!(ask(&site, "/", headers).starts_with(&format!("HTTP/1.1 {status} ")), "{headers}");
            assert_eq!(site.requests().last().map(|request| request.status), Some(status), "{headers}");
        }
    }

    #[test]
    fn the_log_holds_what_was_asked() {
        let site = FakeSite::start();
        ask(&site, "/a?b=c", "If-None-Match: \"1\"\r\nUser-Agent: rasid\r\n");
        ask(&site, "/b", "");
        let requests = site.requests_for("/a?b=c");
        assert_eq!((requests.len(), requests[0].method.as_str(), requests[0].status), (1, "GET", 404));
        assert_eq!(requests[0].header("user-agent"), Some("rasid"));
        assert!(requests[0].is_conditional());
        assert_eq!(site.requests().len(), 2);
        site.forget_requests();
        assert_eq!(site.requests(), []);
    }

    #[test]
    fn answers_can_be_broken() {
        let site = FakeSite::start();
        site.route("/cut", Answer::html("0123456789").cut_after(4));
        assert!(ask(&site, "/cut", "").ends_with("Content-Length: 10\r\n\r\n0123"));
        site.route("/raw", Answer::raw("SSH-2.0\r\n"));
        assert_eq!(ask(&site, "/raw", ""), "SSH-2.0\r\n");
        site.route("/endless", Answer::html("more").endless());
        let mut connection = TcpStream::connect(site.address).expect("the site listens");
        connection.write_all(b"GET /endless HTTP/1.1\r\n\r\n").expect("sent");
        connection.read_exact(&mut vec![0; 1_000_000]).expect("there is always more");
    }

    #[test]
    fn a_site_stops_while_a_client_still_waits() {
        let site = FakeSite::start();
        site.route("/", Answer::never());
        let mut connection = TcpStream::connect(site.address).expect("the site listens");
        connection.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("sent");
        while site.requests().is_empty() {
            std::thread::yield_now();
        }
        drop(site);
        assert_eq!(connection.read(&mut [0; 16]).ok(), Some(0));
    }
}
