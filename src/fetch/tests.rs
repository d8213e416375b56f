//! Whole exchanges with a scripted server on loopback.

mod forbidden;
mod options;
mod robots;
mod server;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use ipnet::IpNet;
use server::{Play, Server};
use url::Url;

use super::*;
use crate::model::{ErrorKind, Validators};
use crate::text::hash::content_hash;

/// Long enough for a busy machine; no test waits for it.
const LONG: Duration = Duration::from_secs(60);
/// For what never comes.
const SHORT: Duration = Duration::from_millis(50);

fn settings() -> FetchSettings {
    FetchSettings {
        user_agent: "rasid-test (+https://rasid.invalid/contact)".to_owned(),
        max_body_bytes: 100_000,
        connect_timeout: LONG,
        first_byte_timeout: LONG,
        idle_timeout: LONG,
        max_redirects: 5,
        host_delay: Duration::ZERO,
    }
}

fn request(url: &Url) -> FetchRequest<'_> {
    static LOOPBACK: std::sync::LazyLock<[IpNet; 1]> =
        std::sync::LazyLock::new(|| ["127.0.0.0/8".parse().expect("a network")]);
    FetchRequest { allow_private: &*LOOPBACK, ..FetchRequest::new(url, Accept::Feed, LONG) }
}

fn fetcher(settings: FetchSettings) -> Fetcher {
    Fetcher::new(settings).expect("a client")
}

async fn fetch(request: FetchRequest<'_>) -> FetchOutcome {
    fetcher(settings()).fetch(request).await
}

#[track_caller]
fn fetched(outcome: FetchOutcome) -> Response {
    match outcome {
        FetchOutcome::Fetched(response) => response,
        other => panic!("not a document: {other:?}"),
    }
}

#[track_caller]
fn unchanged(outcome: FetchOutcome) -> Unchanged {
    match outcome {
        FetchOutcome::NotModified(unchanged) => unchanged,
        other => panic!("not a 304: {other:?}"),
    }
}

#[track_caller]
fn failed(outcome: FetchOutcome) -> Failure {
    match outcome {
        FetchOutcome::Failed(failure) => failure,
        other => panic!("not a failure: {other:?}"),
    }
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// Fetches from a server that answers with these bytes whatever is asked.
async fn fetch_raw(fetcher: &Fetcher, bytes: &[u8]) -> FetchOutcome {
    let server = Server::start(vec![("/", Play::Send(bytes.to_vec()))]);
    fetcher.fetch(request(&server.url("/"))).await
}

#[tokio::test]
async fn a_document_comes_with_all_that_is_known_of_it() {
    let headers = "content-type: application/rss+xml; charset=windows-1256\r\netag: W/\"1\"\r\n\
                   last-modified: then\r\ncache-control: max-age=600\r\nage: 100\r\nset-cookie: track=1\r\n";
    let server = Server::start(vec![("/feed.xml", Play::Send(answer("200 OK", headers, b"<rss/>")))]);
    let url = server.url("/feed.xml");
    let response = fetched(fetch(request(&url)).await);
    assert_eq!(response.url, url);
    assert_eq!((response.status, response.is_moved_permanently), (200, false));
    assert_eq!(response.content_type.as_deref(), Some("application/rss+xml; charset=windows-1256"));
    assert_eq!(&response.body[..], b"<rss/>");
    let expected = Validators {
        etag: Some("W/\"1\"".to_owned()),
        last_modified: Some("then".to_owned()),
        body_hash: Some(content_hash(b"<rss/>")),
    };
    assert_eq!(response.validators, expected);
    assert_eq!(response.freshness.max_age, Some(Duration::from_secs(500)));
}

#[tokio::test]
async fn the_request_is_polite() {
    let server = Server::start(vec![("/", Play::Send(answer("200 OK", "set-cookie: a=b\r\n", b"x")))]);
    let url = server.url("/");
    let fetcher = fetcher(settings());
    fetched(fetcher.fetch(request(&url)).await);
    fetched(fetcher.fetch(FetchRequest { accept: Accept::Page, user_agent: Some("special/1"), ..request(&url) }).await);
    let heads = server.heads();
    assert!(heads[0].contains("\r\nuser-agent: rasid-test (+https://rasid.invalid/contact)\r\n"), "{}", heads[0]);
    assert!(heads[0].contains("\r\naccept: application/atom+xml"), "{}", heads[0]);
    assert!(["gzip", "br", "zstd"].iter().all(|coding| heads[0].contains(coding)), "{}", heads[0]);
    assert!(
        heads[1].contains("\r\nuser-agent: special/1\r\n") && heads[1].contains("\r\naccept: text/html"),
        "{}",
        heads[1]
    );
    for head in heads {
        for forbidden in ["\r\ncookie:", "\r\nreferer:", "\r\nif-none-match:", "\r\nif-modified-since:"] {
            assert!(!head.contains(forbidden), "{head}");
        }
    }
}

#[tokio::test]
async fn validators_make_the_request_conditional_and_a_304_renews_them() {
    let headers = "etag: \"2\"\r\ncache-control: max-age=60\r\n";
    let server =
        Server::start(vec![("/", Play::Send(format!("HTTP/1.1 304 Not Modified\r\n{headers}\r\n").into_bytes()))]);
    let old = Validators {
        etag: Some("W/\"weak,v 1\"".to_owned()),
        last_modified: Some("as the server wrote it".to_owned()),
        body_hash: Some(content_hash(b"body")),
    };
    let url = server.url("/");
    let answer = unchanged(fetch(FetchRequest { validators: Some(&old), ..request(&url) }).await);
    assert_eq!(answer.validators, Validators { etag: Some("\"2\"".to_owned()), ..old });
    assert_eq!(answer.freshness.max_age, Some(Duration::from_secs(60)));
    let head = server.heads().remove(0);
    assert!(head.contains("\r\nif-none-match: w/\"weak,v 1\"\r\n"), "{head}");
    assert!(head.contains("\r\nif-modified-since: as the server wrote it\r\n"), "{head}");
}

#[tokio::test]
async fn an_unasked_304_is_no_document() {
    let fetcher = fetcher(settings());
    let failure = failed(fetch_raw(&fetcher, b"HTTP/1.1 304 Not Modified\r\n\r\n").await);
    assert_eq!((failure.kind, failure.status), (ErrorKind::Protocol, Some(304)));
}

#[tokio::test]
async fn bad_statuses_become_their_kind() {
    for (status, kind) in [
        ("400 Bad Request", ErrorKind::Client),
        ("401 Unauthorized", ErrorKind::Denied),
        ("403 Forbidden", ErrorKind::Denied),
        ("404 Not Found", ErrorKind::NotFound),
        ("410 Gone", ErrorKind::Gone),
        ("418 I'm a teapot", ErrorKind::Client),
        ("429 Too Many Requests", ErrorKind::TooManyRequests),
        ("500 Internal Server Error", ErrorKind::Server),
        ("503 Service Unavailable", ErrorKind::Server),
        ("599 ?", ErrorKind::Server),
        ("206 Partial Content", ErrorKind::Protocol),
        ("300 Multiple Choices", ErrorKind::Protocol),
    ] {
        let failure = failed(fetch_raw(&fetcher(settings()), &answer(status, "", b"sorry")).await);
        assert_eq!(failure.kind, kind, "{status}");
        assert_eq!(failure.status, status.split(' ').next().and_then(|code| code.parse().ok()));
        assert!(!failure.detail.is_empty());
    }
}

#[tokio::test]
async fn retry_after_is_read_in_both_forms() {
    let date = "date: Tue, 24 Nov 2026 12:00:00 GMT\r\n";
    for (status, retry_after) in [
        ("429 Too Many Requests", "retry-after: 40\r\n"),
        ("503 Service Unavailable", "retry-after: 40\r\n"),
        ("429 Too Many Requests", "retry-after: Tue, 24 Nov 2026 12:00:40 GMT\r\n"),
    ] {
        let failure =
            failed(fetch_raw(&fetcher(settings()), &answer(status, &format!("{date}{retry_after}"), b"")).await);
        assert_eq!(failure.retry_after, Some(Duration::from_secs(40)), "{status} {retry_after}");
    }
}

#[tokio::test]
async fn redirects_are_followed_with_validators_and_without_secrets_for_others() {
    let other = Server::start(vec![("/feed", Play::Send(answer("200 OK", "", b"<rss/>")))]);
    let away = format!("location: {}\r\n", other.url("/feed#top"));
    let server = Server::start(vec![
        ("/old", Play::Send(answer("301 Moved Permanently", "location: /new\r\n", b""))),
        ("/new", Play::Send(answer("308 Permanent Redirect", &away, b""))),
    ]);
    let known = Validators { etag: Some("\"1\"".to_owned()), ..Validators::default() };
    let secret = [("Authorization".to_owned(), "Bearer secret".to_owned())];
    let url = server.url("/old");
    let response = fetched(fetch(FetchRequest { validators: Some(&known), headers: &secret, ..request(&url) }).await);
    assert_eq!(response.url, other.url("/feed"));
    assert!(response.is_moved_permanently);
    let heads = server.heads();
    assert!(
        heads.iter().all(|head| head.contains("authorization: bearer secret") && head.contains("if-none-match: \"1\""))
    );
    let last = other.heads().remove(0);
    assert!(!last.contains("secret") && last.contains("if-none-match: \"1\"") && !last.contains("referer"), "{last}");
}

#[tokio::test]
async fn bad_redirects_fail() {
    let fetcher = fetcher(settings());
    let to = |location: &str| Play::Send(answer("302 Found", &format!("location: {location}\r\n"), b""));
    let server = Server::start(vec![
        ("/loop", to("/loop2")),
        ("/loop2", to("/loop")),
        ("/file", to("file:///etc/passwd")),
        ("/nowhere", Play::Send(answer("302 Found", "", b""))),
        ("/private", to("http://10.0.0.1/")),
        ("/metadata", to("http://0xa9fea9fe/latest/")),
        ("/mapped", to("http://[::ffff:127.0.0.1]:1/")),
        ("/loopback6", to("http://[::1]:1/")),
        ("/1", to("/2")),
        ("/2", to("/3")),
        ("/3", to("/4")),
        ("/4", to("/5")),
        ("/5", to("/6")),
        ("/6", to("/7")),
    ]);
    for (path, kind) in [
        ("/loop", ErrorKind::Redirect),
        ("/file", ErrorKind::Redirect),
        ("/nowhere", ErrorKind::Redirect),
        ("/1", ErrorKind::Redirect),
        ("/private", ErrorKind::ForbiddenAddress),
        ("/metadata", ErrorKind::ForbiddenAddress),
        ("/loopback6", ErrorKind::ForbiddenAddress),
        // This one is allowed as 127.0.0.0/8, and nobody listens there.
        ("/mapped", ErrorKind::Connect),
    ] {
        assert_eq!(failed(fetcher.fetch(request(&server.url(path))).await).kind, kind, "{path}");
    }
    assert!(!server.heads().iter().any(|head| head.starts_with("get /7 ")));
}

#[tokio::test]
async fn private_addresses_are_refused_without_a_connection() {
    let fetcher = fetcher(settings());
    let server = Server::start(vec![("/", Play::Send(answer("200 OK", "", b"secret")))]);
    let port = server.url("/").port().expect("not the default");
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]"] {
        let url = Url::parse(&format!("http://{host}:{port}/")).expect(host);
        let failure = failed(fetcher.fetch(FetchRequest { allow_private: &[], ..request(&url) }).await);
        assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{host}");
        assert!(failure.detail.contains("allow_private"), "{}", failure.detail);
    }
    assert_eq!(server.heads().len(), 0);
}

#[tokio::test]
async fn a_connection_of_an_allowed_source_is_not_lent_to_another() {
    let server = Server::start(vec![("/", Play::SendAndWait(answer("200 OK", "", b"secret")))]);
    let port = server.url("/").port().expect("not the default");
    let url = Url::parse(&format!("http://localhost:{port}/")).expect("an address");
    let fetcher = fetcher(settings());
    fetched(fetcher.fetch(request(&url)).await);
    let failure = failed(fetcher.fetch(FetchRequest { allow_private: &[], ..request(&url) }).await);
    assert_eq!(failure.kind, ErrorKind::ForbiddenAddress);
}

#[tokio::test]
async fn a_kept_connection_that_the_server_has_closed_is_no_failure() {
    let server = Server::start(vec![("/", Play::Send(answer("200 OK", "", b"x")))]);
    let url = server.url("/");
    let fetcher = fetcher(settings());
    for _ in 0..50 {
        fetched(fetcher.fetch(request(&url)).await);
    }
    assert_eq!(server.heads().len(), 50);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// An uncompressed meta-block (RFC 7932): five bytes, then the end.
const BROTLI_TEXT: &[u8] = b"\x40\x00\x10rasid\x03";
/// Eight million zeros.
const BROTLI_BOMB: &[u8] = b"\x9b\xff\x11\x7a\xf8\x27\x00\xe2\xb1\x40\x20\x37\x41\x0f";

/// A block of a Zstandard frame (RFC 8878): stored (`kind` 0), or one byte repeated (1).
fn zstd_block(is_last: bool, kind: u32, length: u32, content: &[u8]) -> Vec<u8> {
    let [low, middle, high, _] = (u32::from(is_last) | kind << 1 | length << 3).to_le_bytes();
    [&[low, middle, high], content].concat()
}

fn zstd(blocks: &[Vec<u8>]) -> Vec<u8> {
    let magic_and_window_of_1_mib = b"\x28\xb5\x2f\xfd\x00\x50";
    [&magic_and_window_of_1_mib[..], &blocks.concat()].concat()
}

#[tokio::test]
async fn compressed_answers_are_decoded_and_bombs_are_cut() {
    let fetcher = fetcher(settings());
    for (coding, text, bomb) in [
        ("gzip", gzip(b"rasid"), gzip(&vec![0; 8_000_000])),
        ("br", BROTLI_TEXT.to_vec(), BROTLI_BOMB.to_vec()),
        ("zstd", zstd(&[zstd_block(true, 0, 5, b"rasid")]), zstd(&vec![zstd_block(false, 1, 131_072, b"\0"); 64])),
    ] {
        let header = format!("content-encoding: {coding}\r\n");
        let response = fetched(fetch_raw(&fetcher, &answer("200 OK", &header, &text)).await);
        assert_eq!(&response.body[..], b"rasid", "{coding}");
        assert!(bomb.len() < 50_000, "{coding} bomb has {} bytes", bomb.len());
        let failure = failed(fetch_raw(&fetcher, &answer("200 OK", &header, &bomb)).await);
        assert_eq!((failure.kind, failure.status), (ErrorKind::TooLarge, Some(200)), "{coding}");
    }
}

#[tokio::test]
async fn wrong_encodings_are_a_broken_protocol() {
    let fetcher = fetcher(settings());
    let cut = gzip(&[b'x'; 1000]);
    for (coding, body) in [
        ("gzip", b"this is not gzip".to_vec()),
        ("br", b"\xff\xff\xff\xff\xff".to_vec()),
        ("zstd", b"this is not zstd".to_vec()),
        ("gzip", cut[..cut.len() - 12].to_vec()),
        ("gzip, gzip", gzip(&gzip(b"x"))),
        ("deflate", b"x".to_vec()),
    ] {
        let failure =
            failed(fetch_raw(&fetcher, &answer("200 OK", &format!("content-encoding: {coding}\r\n"), &body)).await);
        assert_eq!(failure.kind, ErrorKind::Protocol, "{coding}: {}", failure.detail);
    }
    let response = fetched(fetch_raw(&fetcher, &answer("200 OK", "content-encoding: UTF-8\r\n", b"x")).await);
    assert_eq!(&response.body[..], b"x");
}

#[tokio::test]
async fn an_answer_is_read_up_to_the_limit_and_not_beyond() {
    let fetcher = fetcher(FetchSettings { max_body_bytes: 1000, ..settings() });
    let chunk = Play::SendForEver(
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
        b"5\r\nabcde\r\n".to_vec(),
    );
    let server = Server::start(vec![
        ("/fits", Play::Send(answer("200 OK", "", &[b'x'; 1000]))),
        ("/announced", Play::SendAndWait(b"HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n".to_vec())),
        ("/endless", Play::SendForEver(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), b"more".to_vec())),
        ("/chunks", chunk),
    ]);
    let body = fetched(fetcher.fetch(request(&server.url("/fits"))).await).body;
    assert_eq!(body.len(), 1000);
    for path in ["/announced", "/endless", "/chunks"] {
        let failure = failed(fetcher.fetch(request(&server.url(path))).await);
        assert_eq!(failure.kind, ErrorKind::TooLarge, "{path}");
    }
}

#[tokio::test]
async fn every_wait_has_an_end() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n".to_vec();
    let server = Server::start(vec![
        ("/silent", Play::SendAndWait(Vec::new())),
        ("/half-a-head", Play::SendAndWait(head[..20].to_vec())),
        ("/half-a-body", Play::SendAndWait([&head[..], b"12345"].concat())),
    ]);
    let quick_head = FetchSettings { connect_timeout: SHORT, first_byte_timeout: SHORT, ..settings() };
    let quick_body = FetchSettings { idle_timeout: SHORT, ..settings() };
    for (settings, timeout, path) in [
        (quick_head.clone(), LONG, "/silent"),
        (quick_head, LONG, "/half-a-head"),
        (quick_body, LONG, "/half-a-body"),
        (settings(), SHORT, "/silent"),
        (settings(), SHORT, "/half-a-body"),
    ] {
        let failure = failed(fetcher(settings).fetch(FetchRequest { timeout, ..request(&server.url(path)) }).await);
        assert_eq!(failure.kind, ErrorKind::Timeout, "{path}: {}", failure.detail);
    }
}

#[tokio::test]
async fn broken_answers_are_a_broken_protocol() {
    let fetcher = fetcher(settings());
    for bytes in [
        &b""[..],
        b"\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n12345",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nrubbish\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc",
    ] {
        let failure = failed(fetch_raw(&fetcher, bytes).await);
        assert_eq!(failure.kind, ErrorKind::Protocol, "{:?}: {}", String::from_utf8_lossy(bytes), failure.detail);
    }
}

#[tokio::test]
async fn odd_but_readable_answers_are_read() {
    let fetcher = fetcher(settings());
    for bytes in [
        &b"HTTP/1.0 200 OK\r\n\r\nbody"[..],
        b"HTTP/1.1 200\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nbad name: x\r\ncontent-length: 4\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nx-folded: a\r\n b\r\ncontent-length: 4\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\netag: \"\xe9\"\r\ncontent-type: \xff\xfe\r\ncontent-length: 4\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody",
    ] {
        let response = fetched(fetch_raw(&fetcher, bytes).await);
        assert_eq!(&response.body[..], b"body", "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[tokio::test]
async fn an_endless_head_is_cut() {
    let server = Server::start(vec![(
        "/",
        Play::SendForEver(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-more: and more\r\n".to_vec()),
    )]);
    assert_eq!(failed(fetch(request(&server.url("/"))).await).kind, ErrorKind::Protocol);
}

#[tokio::test]
async fn who_cannot_be_reached_is_named_with_the_reason() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("bound");
    let refused = Url::parse(&format!("http://{free}/")).expect("an address");
    assert_eq!(failed(fetch(request(&refused)).await).kind, ErrorKind::Connect);

    // A label longer than 63 letters cannot be a name, so no name server is asked.
    let unresolvable = Url::parse(&format!("http://{}.invalid/", "a".repeat(70))).expect("an address");
    assert_eq!(failed(fetch(request(&unresolvable)).await).kind, ErrorKind::Dns);

    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let secure = Url::parse(&format!("https://{}/", listener.local_addr().expect("bound"))).expect("an address");
    let not_tls = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("a connection");
        let _ = connection.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = connection.read(&mut [0; 4096]);
    });
    let failure = failed(fetch(request(&secure)).await);
    not_tls.join().expect("it does not panic");
    assert_eq!(failure.kind, ErrorKind::Tls, "{}", failure.detail);
}

#[tokio::test]
async fn headers_that_cannot_be_sent_are_a_mistake_of_the_configuration() {
    let url = Url::parse("http://127.0.0.1:1/").expect("an address");
    for (name, value) in [("X-Bad", "line\nbreak"), ("bad name", "x"), ("", "x")] {
        let headers = [(name.to_owned(), value.to_owned())];
        let failure = failed(fetch(FetchRequest { headers: &headers, ..request(&url) }).await);
        assert!(failure.detail.contains("header"), "{}", failure.detail);
    }
}
