//! A server on loopback that answers with exactly the bytes it is told to, also wrong ones.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use url::Url;

/// What happens after the request's head has been read.
#[derive(Debug, Clone)]
pub(super) enum Play {
    /// The bytes are sent and the connection is closed.
    Send(Vec<u8>),
    /// The bytes are sent, then nothing until the client goes away.
    SendAndWait(Vec<u8>),
    /// The bytes are sent, and again for each further request on the same connection.
    Keep(Vec<u8>),
    /// The first bytes are sent once, the second again and again until the client goes away.
    SendForEver(Vec<u8>, Vec<u8>),
}

/// One running server; it stops when dropped.
#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    is_stopping: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server with a play for each path.
    pub(super) fn start(plays: Vec<(&'static str, Play)>) -> Self {
        Self::start_at("127.0.0.1", plays)
    }

    /// Starts a server at one of the addresses of loopback.
    pub(super) fn start_at<P>(address: &str, plays: Vec<(P, Play)>) -> Self
    where
        P: AsRef<str> + Send + Sync + 'static,
    {
        let listener = TcpListener::bind((address, 0)).expect("a free port");
        let address = listener.local_addr().expect("bound");
        let heads = Arc::new(Mutex::new(Vec::new()));
        let is_stopping = Arc::new(AtomicBool::new(false));
        let (log, stop, plays) = (Arc::clone(&heads), Arc::clone(&is_stopping), Arc::new(plays));
        let listening = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (log, plays) = (Arc::clone(&log), Arc::clone(&plays));
                std::thread::spawn(move || serve(connection.expect("a connection"), &plays, &log));
            }
        });
        Self { address, heads, is_stopping, listening: Some(listening) }
    }

    /// The address of a path.
    pub(super) fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).expect("an address")
    }

    /// The heads of all requests so far, in lower case.
    pub(super) fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("not poisoned").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            listening.join().expect("the server does not panic");
        }
    }
}

/// Plays one answer. The client may go away at any time: what cannot be sent any more is of no interest.
fn serve(mut connection: TcpStream, plays: &[(impl AsRef<str>, Play)], log: &Mutex<Vec<String>>) {
    let Some(head) = read_head(&mut connection) else { return };
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().expect("not poisoned").push(head);
    let missing = Play::Send(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec());
    match plays.iter().find(|(known, _)| known.as_ref() == path).map_or(&missing, |(_, play)| play) {
        Play::Send(bytes) => {
            let _ = connection.write_all(bytes);
            let _ = connection.shutdown(Shutdown::Write);
            wait_for_end(&mut connection);
        }
        Play::SendAndWait(bytes) => {
            let _ = connection.write_all(bytes);
            wait_for_end(&mut connection);
        }
        Play::Keep(bytes) => {
            let _ = connection.write_all(bytes);
            while let Some(head) = read_head(&mut connection) {
                log.lock().expect("not poisoned").push(head);
                let _ = connection.write_all(bytes);
            }
        }
        Play::SendForEver(first, again) => {
            let _ = connection.write_all(first);
            while connection.write_all(again).is_ok() {}
        }
    }
}

fn read_head(connection: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        connection.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok().map(|head| head.to_lowercase())
}

fn wait_for_end(connection: &mut TcpStream) {
    let mut rest = [0; 256];
    while connection.read(&mut rest).is_ok_and(|n| n > 0) {}
}
