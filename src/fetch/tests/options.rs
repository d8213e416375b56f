//! What a request may wish for: a proxy, credentials, another limit, an older protocol.

use std::net::{IpAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::fetch::guard::names::Names;

fn guarded(table: impl Fn(&str) -> Vec<IpAddr> + Send + Sync + 'static) -> Fetcher {
    Fetcher::with_names(settings(), Names::Scripted(Arc::new(table))).expect("a client")
}

fn url(text: &str) -> Url {
    Url::parse(text).expect(text)
}

/// A SOCKS 5 proxy (RFC 1928) for connections one after another, which answers in the place of whoever is asked for. It
/// tells the target of each, as address type and text.
fn socks_proxy() -> (String, Receiver<(u8, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound").to_string();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let target = serve_socks(connection.expect("a connection"));
            if target.is_none_or(|target| sender.send(target).is_err()) {
                return;
            }
        }
    });
    (address, receiver)
}

fn serve_socks(mut connection: TcpStream) -> Option<(u8, String)> {
    let mut read = |n: usize, answer: &[u8]| {
        let mut bytes = vec![0; n];
        connection.read_exact(&mut bytes).ok()?;
        connection.write_all(answer).ok()?;
        Some(bytes)
    };
    let greeting = read(2, b"")?;
    read(usize::from(greeting[1]), b"\x05\x00")?;
    let kind = read(4, b"")?[3];
    let target = match kind {
        1 => read(4, b"")?.iter().map(u8::to_string).collect::<Vec<_>>().join("."),
        _ => {
            let length = usize::from(read(1, b"")?[0]);
            String::from_utf8(read(length, b"")?).ok()?
        }
    };
    read(2, b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.extend(read(1, b"")?);
    }
    read(0, &answer("200 OK", "connection: close\r\n", b"by socks"))?;
    Some((kind, target))
}

#[tokio::test]
async fn an_http_proxy_is_handed_the_whole_address_and_looks_the_name_up() {
    let proxy = Server::start(vec![("http://feed.example/x", Play::Send(answer("200 OK", "", b"by proxy")))]);
    let address = proxy.url("/").to_string();
    let fetcher = guarded(|name| panic!("`{name}` is looked up by the proxy"));
    let target = url("http://feed.example/x");
    let by_proxy = |url| FetchRequest { proxy: Some(&address), allow_private: &[], ..request(url) };
    assert_eq!(&fetched(fetcher.fetch(by_proxy(&target)).await).body[..], b"by proxy");
    let inside = ["http://10.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://localhost/", "https://127.0.0.1/"];
    let inside = inside.map(url);
    for forbidden in &inside {
        let failure = failed(fetcher.fetch(by_proxy(forbidden)).await);
        assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{forbidden}");
    }
    assert_eq!(proxy.heads().len(), 1);
}

#[tokio::test]
async fn a_socks_proxy_is_handed_a_checked_number_or_the_name() {
    let (address, targets) = socks_proxy();
    let fetcher = guarded(|name| {
        let address = if name == "public.example" { "203.0.114.7" } else { "10.0.0.1" };
        vec![address.parse().expect("an address")]
    });
    let (public, inside) = (url("http://public.example/"), url("http://inside.example/"));
    let (local, remote) = (format!("socks5://{address}"), format!("socks5h://{address}"));
    let by = |proxy, url| FetchRequest { proxy: Some(proxy), allow_private: &[], ..request(url) };
    assert_eq!(&fetched(fetcher.fetch(by(&local, &public)).await).body[..], b"by socks");
    assert_eq!(targets.recv(), Ok((1, "203.0.114.7".to_owned())));
    assert_eq!(failed(fetcher.fetch(by(&local, &inside)).await).kind, ErrorKind::ForbiddenAddress);
    assert_eq!(&fetched(fetcher.fetch(by(&remote, &public)).await).body[..], b"by socks");
    assert_eq!(targets.recv(), Ok((3, "public.example".to_owned())), "the proxy looks it up");
}

#[tokio::test]
async fn a_proxy_may_have_a_private_name_but_is_no_source() {
    let proxy = Server::start(vec![("http://feed.example/", Play::Send(answer("200 OK", "", b"by proxy")))]);
    let address = format!("http://proxy.lan:{}", proxy.url("/").port().expect("a port"));
    let fetcher = guarded(|name| {
        assert_eq!(name, "proxy.lan");
        vec!["127.0.0.1".parse().expect("an address")]
    });
    let by_proxy = |url| FetchRequest { proxy: Some(&address), allow_private: &[], ..request(url) };
    let (target, itself) = (url("http://feed.example/"), url(&address));
    assert_eq!(&fetched(fetcher.fetch(by_proxy(&target)).await).body[..], b"by proxy");
    let failure = failed(fetcher.fetch(by_proxy(&itself)).await);
    assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{}", failure.detail);
}

#[tokio::test]
async fn a_proxy_that_fails_is_named() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("bound");
    let fetcher = fetcher(settings());
    let target = url("http://feed.example/");
    for scheme in ["http", "socks5h"] {
        let address = format!("{scheme}://user:secret@{free}");
        let failure = failed(fetcher.fetch(FetchRequest { proxy: Some(&address), ..request(&target) }).await);
        assert_eq!(failure.kind, ErrorKind::Connect, "{scheme}: {}", failure.detail);
        assert!(failure.detail.ends_with("through the proxy `127.0.0.1`"), "{}", failure.detail);
    }
    let failure = failed(fetcher.fetch(FetchRequest { proxy: Some("proxy:3128"), ..request(&target) }).await);
    assert!(failure.detail.contains("http://, https://"), "{}", failure.detail);
}

#[tokio::test]
async fn credentials_and_cookies_are_for_the_first_host_alone() {
    let other = Server::start(vec![("/feed", Play::Send(answer("200 OK", "", b"x")))]);
    let away = format!("location: {}\r\nset-cookie: theirs=1\r\n", other.url("/feed"));
    let server = Server::start(vec![
        ("/near", Play::Send(answer("302 Found", "location: /far\r\nset-cookie: theirs=1\r\n", b""))),
        ("/far", Play::Send(answer("302 Found", &away, b""))),
    ]);
    let first = server.url("/near");
    let request =
        FetchRequest { basic_auth: Some("user:pass: word"), cookie: Some("session=\"a b\"; x=1"), ..request(&first) };
    fetched(fetch(request).await);
    for head in server.heads() {
        assert!(head.contains("\r\nauthorization: basic dxnlcjpwyxnzoib3b3jk\r\n"), "{head}");
        assert!(head.contains("\r\ncookie: session=\"a b\"; x=1\r\n") && !head.contains("theirs"), "{head}");
    }
    let last = other.heads().remove(0);
    assert!(!last.contains("authorization") && !last.contains("cookie"), "{last}");
    let own = [("Authorization".to_owned(), "Bearer own".to_owned())];
    fetched(fetch(FetchRequest { headers: &own, ..request }).await);
    let head = server.heads().pop().expect("a request");
    assert!(head.contains("authorization: bearer own") && !head.contains("basic"), "{head}");
    let failure = failed(fetch(FetchRequest { cookie: Some("a\nb"), ..request }).await);
    assert!(failure.detail.contains("`cookie`"), "{}", failure.detail);
}

#[tokio::test]
async fn a_source_may_have_a_limit_of_its_own() {
    let server = Server::start(vec![("/", Play::Send(answer("200 OK", "", &[b'x'; 1000])))]);
    let url = server.url("/");
    let strict = fetcher(FetchSettings { max_body_bytes: 10, ..settings() });
    assert_eq!(failed(strict.fetch(request(&url)).await).kind, ErrorKind::TooLarge);
    assert_eq!(
        fetched(strict.fetch(FetchRequest { max_body_bytes: Some(1000), ..request(&url) }).await).body.len(),
        1000
    );
    let failure = failed(fetch(FetchRequest { max_body_bytes: Some(999), ..request(&url) }).await);
    assert_eq!(failure.kind, ErrorKind::TooLarge);
}

#[tokio::test]
async fn http2_is_offered_unless_it_is_not_wanted() {
    for (http1_only, expected) in [(false, true), (true, false)] {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = url(&format!("https://{}/", listener.local_addr().expect("bound")));
        let hello = std::thread::spawn(move || {
            let (mut connection, _) = listener.accept().expect("a connection");
            let mut hello = vec![0; 4096];
            let n_bytes = connection.read(&mut hello).expect("a greeting");
            hello.truncate(n_bytes);
            hello
        });
        let failure = failed(fetch(FetchRequest { http1_only, ..request(&address) }).await);
        assert!(matches!(failure.kind, ErrorKind::Tls | ErrorKind::Connect), "{}", failure.detail);
        let hello = hello.join().expect("it does not panic");
        // Names of protocols stand in the greeting with their lengths (RFC 7301).
        assert_eq!(hello.windows(3).any(|window| window == b"\x02h2"), expected);
    }
}
