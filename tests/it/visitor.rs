//! A program that asks the daemon's doors over HTTP, one request a connection.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use crate::program::{Daemon, Workspace};

/// A daemon whose doors stand open on a port of its own.
#[derive(Debug)]
pub(crate) struct Visitor {
    _daemon: Daemon,
    /// Host and port.
    pub(crate) address: String,
}

/// An answer of the daemon.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Reply {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }
}

impl Visitor {
    /// Starts `rasid run` in a workspace and finds its door.
    pub(crate) fn start(workspace: &Workspace) -> Self {
        let mut command = workspace.command(&["run"]);
        command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
        let daemon = Daemon::start(command);
        let line = daemon.logged("health is at http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        let address = address.to_owned();
        Self { _daemon: daemon, address }
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[], "")
    }

    /// Asks for a path with further headers.
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask("GET", path, headers, "")
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Reply {
        let form_type = ("Content-Type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[headers, &[form_type]].concat(), form)
    }

    /// Sends a request.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut connection = TcpStream::connect(&self.address).expect("the daemon listens");
        let has_host = headers.iter().any(|(name, _)| *name == "Host");
        let host = if has_host { String::new() } else { format!("Host: {}\r\n", self.address) };
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
        .expect("sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("read");
        let answer = String::from_utf8(answer).expect("the daemon writes UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }
}
