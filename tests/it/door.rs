//! A client of the daemon's doors: one request a connection, and what came back, untouched.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::program::{Daemon, Workspace};

/// Far longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A daemon whose doors are open.
#[derive(Debug)]
pub(crate) struct House {
    /// The daemon.
    pub(crate) daemon: Daemon,
    /// Where it listens: an address with its port.
    pub(crate) address: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl House {
    /// Starts `rasid run` in a workspace, listening on a free port of this address.
    pub(crate) fn open(workspace: &Workspace, listen: &str) -> Self {
        let mut command = workspace.command(&["run"]);
        command.env("RASID_WEB_LISTEN", format!("{listen}:0"));
        Self::start(command)
    }

    /// Starts a daemon that listens where its configuration says.
    pub(crate) fn start(command: Command) -> Self {
        let daemon = Daemon::start(command);
        let line = daemon.logged("pages are at http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        let port = address.rsplit(':').next().expect("a port");
        Self { address: format!("127.0.0.1:{port}"), daemon }
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// Asks for a path, with headers; one of the name `Host` replaces that of the address.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let host = match headers.iter().any(|(name, _)| *name == "Host") {
            true => String::new(),
            false => format!("Host: {}\r\n", self.address),
        };
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{headers}\r\n"))
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Reply {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (host, length) = (&self.address, form.len());
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ))
    }

    /// Sends exactly this.
    pub(crate) fn send(&self, request: &str) -> Reply {
        let mut connection = TcpStream::connect(&self.address).expect("the daemon listens");
        connection.set_read_timeout(Some(PATIENCE)).expect("a time limit is allowed");
        connection.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("an answer to its end");
        Reply::read(&answer)
    }
}

impl Reply {
    fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).expect("a head of text");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<_> = lines.filter_map(header).collect();
        let body = answer[end + 4..].to_vec();
        let is_chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        Self { status, headers, body: if is_chunked { joined(&body) } else { body } }
    }

    /// The value of a header, its name in lower case; several are joined as they may be.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// Its headers that stand once, by name.
    pub(crate) fn headers(&self) -> HashMap<&str, &str> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// Its body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    /// Its body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }
}

fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = chunks.windows(2).position(|bytes| bytes == b"\r\n") {
        let length = std::str::from_utf8(&chunks[..end]).expect("a length");
        let length = usize::from_str_radix(length, 16).expect("a length in hexadecimal digits");
        if length == 0 {
            break;
        }
        whole.extend_from_slice(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
    whole
}
