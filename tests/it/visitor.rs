//! Somebody who reads the daemon's pages: asks for an address, and reads the answer as a browser does.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use scraper::{ElementRef, Html, Selector};

use crate::program::{Daemon, Workspace};

/// A running daemon with its door open.
#[derive(Debug)]
pub(crate) struct Visitor {
    daemon: Daemon,
    address: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Visited {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Visitor {
    /// Starts the daemon of a workspace, on whatever port is free.
    pub(crate) fn at(workspace: &Workspace) -> Self {
        let mut command = workspace.command(&["run"]);
        command.env("RASID_WEB_LISTEN", "127.0.0.1:0");
        let daemon = Daemon::start(command);
        let line = daemon.logged("pages are at http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Self { address: address.to_owned(), daemon }
    }

    /// The daemon.
    pub(crate) fn daemon(&self) -> &Daemon {
        &self.daemon
    }

    /// Asks for a page.
    pub(crate) fn get(&self, path: &str) -> Visited {
        self.ask("GET", path, &[], "")
    }

    /// Sends a form of one field, with headers.
    pub(crate) fn post(&self, path: &str, field: &str, value: &str, headers: &[(&str, &str)]) -> Visited {
        let form: String = url::form_urlencoded::Serializer::new(String::new()).append_pair(field, value).finish();
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[headers, &[kind]].concat(), &form)
    }

    /// Announces a form of so many bytes and sends none of them: the answer must come all the same.
    pub(crate) fn announce(&self, path: &str, n_bytes: usize) -> Visited {
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        self.exchange("POST", path, &[kind], "", n_bytes)
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Visited {
        self.exchange(method, path, headers, body, body.len())
    }

    fn exchange(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str, length: usize) -> Visited {
        let mut connection = TcpStream::connect(&self.address).expect("the daemon listens");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}",
            self.address
        )
        .expect("sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("read");
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{method} {path}: {answer}"));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Visited { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Visited {
    /// A header by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    /// The answer as a tree.
    pub(crate) fn tree(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The texts of the elements that a selector chooses, spaces and isolates aside.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| plain(&element.text().collect::<String>()))
    }

    /// An attribute of the elements that a selector chooses.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).unwrap_or_default().to_owned())
    }

    fn each<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).expect("a selector");
        self.tree().select(&selector).map(read).collect()
    }

    /// All text of the page, spaces and isolates aside.
    pub(crate) fn text(&self) -> String {
        self.texts("body").concat()
    }
}

/// A text as a path or a value of an address.
pub(crate) fn escaped(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
