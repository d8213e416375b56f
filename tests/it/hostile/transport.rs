//! Servers that break the rules of HTTP, or keep them badly.

use super::bodies::feed;
use super::site::Expect::{Articles, Ends, Fails};
use super::site::{Case, Expect, Visit, case};

/// Cases of slow and broken connections, heads, lengths and redirects.
pub(super) fn cases() -> Vec<Case> {
    [slow(), cut(), heads(), lengths(), statuses(), redirects()].into_iter().flatten().collect()
}

const TIMEOUT: Expect = Fails(&["timeout"]);
const PROTOCOL: Expect = Fails(&["protocol"]);
const REDIRECT: Expect = Fails(&["redirect"]);

fn slow() -> Vec<Case> {
    vec![
        case("silent", TIMEOUT, |v| v.drip("")).slow(),
        case("slow-head", TIMEOUT, |v| v.send("HTTP/1.1 200 OK\r\nX-Slow: ").and_then(|()| v.drip("x"))).slow(),
        case("slow-headers", TIMEOUT, |v| v.send("HTTP/1.1 200 OK\r\n").and_then(|()| v.drip("X: y\r\n"))).slow(),
        case("slow-body", TIMEOUT, |v| v.head("").and_then(|()| v.drip(" "))).slow(),
        case("slow-chunks", TIMEOUT, |v| {
            v.head("Transfer-Encoding: chunked\r\n")?;
            v.drip("1\r\n \r\n")
        })
        .slow(),
        case("stalled-body", TIMEOUT, |v| v.head("Content-Length: 1000\r\n").and_then(|()| v.wait())).slow(),
        case("stalled-gzip", TIMEOUT, |v| {
            v.head("Content-Encoding: gzip\r\n")?;
            v.send(b"\x1f\x8b\x08\0\0\0\0\0\0\x03")?;
            v.wait()
        })
        .slow(),
        case("endless-gzip-name", TIMEOUT, |v| {
            v.head("Content-Encoding: gzip\r\n")?;
            v.send(b"\x1f\x8b\x08\x08\0\0\0\0\0\x03")?;
            v.for_ever("name")
        })
        .slow(),
        case("continue-for-ever", Fails(&["timeout", "protocol"]), |v| v.for_ever("HTTP/1.1 100 Continue\r\n\r\n"))
            .slow(),
        case("redirect-slowly", TIMEOUT, |v| {
            v.send("HTTP/1.1 302 Found\r\nLocation: /redirect-slowly/x\r\nContent-Length: 99999\r\nX: ")?;
            v.drip("x")
        })
        .slow(),
    ]
}

fn cut() -> Vec<Case> {
    vec![
        case("cut-at-once", PROTOCOL, |_| Ok(())),
        case("cut-in-status", PROTOCOL, |v| v.send("HTTP/1.1 20")),
        case("cut-in-head", PROTOCOL, |v| v.send("HTTP/1.1 200 OK\r\nContent-Ty")),
        case("cut-before-body", PROTOCOL, |v| v.head("Content-Length: 100\r\n")),
        case("cut-in-body", PROTOCOL, |v| v.head("Content-Length: 100\r\n").and_then(|()| v.send("<rss>"))),
        case("cut-in-chunk", PROTOCOL, |v| v.head("Transfer-Encoding: chunked\r\n").and_then(|()| v.send("5\r\n<r"))),
        case("cut-in-redirect", Fails(&["redirect", "protocol"]), |v| v.send("HTTP/1.1 302 Found\r\nLocation: /cut-")),
    ]
}

fn heads() -> Vec<Case> {
    vec![
        case("endless-head", PROTOCOL, |v| v.send("HTTP/1.1 200 OK\r\n").and_then(|()| v.for_ever("X: y\r\n"))),
        case("endless-header", PROTOCOL, |v| v.send("HTTP/1.1 200 OK\r\nX: ").and_then(|()| v.for_ever("y"))),
        case("endless-status", PROTOCOL, |v| v.send("HTTP/1.1 200 ").and_then(|()| v.for_ever("OK"))),
        case("many-headers", PROTOCOL, |v| {
            v.send("HTTP/1.1 200 OK\r\n")?;
            v.repeat("X: y\r\n", 20_000)?;
            v.send(format!("\r\n{}", feed("many-headers")))
        }),
        case("cookies", Articles(1), |v| v.document(&"Set-Cookie: a=b\r\n".repeat(50), feed("cookies"))),
        case("bytes-in-headers", Articles(1), |v| {
            v.send(b"HTTP/1.1 200 \xff\xfe\r\nX-\xe9: \x01\xff\r\nETag: \"\xff\"\r\nContent-Type: \xfe\r\n\r\n")?;
            v.send(feed("bytes-in-headers"))
        }),
        case("no-head", PROTOCOL, |v| v.send(feed("no-head"))),
        case("ssh", PROTOCOL, |v| v.send("SSH-2.0-OpenSSH_9.2\r\n")),
        case("tls-alert", PROTOCOL, |v| v.send(b"\x15\x03\x03\x00\x02\x02\x28")),
        case("http-1.0", Articles(1), |v| v.send(format!("HTTP/1.0 200 OK\r\n\r\n{}", feed("http-1.0")))),
        case("http-2.0", PROTOCOL, |v| v.send(format!("HTTP/2.0 200 OK\r\n\r\n{}", feed("http-2.0")))),
        case("http-2-frames", PROTOCOL, |v| v.send(b"\x00\x00\x00\x04\x00\x00\x00\x00\x00".repeat(100))),
        case("status-lines", PROTOCOL, |v| v.for_ever("HTTP/1.1 200 OK\r\n")),
    ]
}

fn lengths() -> Vec<Case> {
    const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";
    vec![
        case("length-too-long", PROTOCOL, |v| {
            v.head("Content-Length: 99999\r\n").and_then(|()| v.send(feed("length-too-long")))
        }),
        case("length-too-short", Fails(&["not-a-feed"]), |v| {
            v.head("Content-Length: 10\r\n").and_then(|()| v.send(feed("length-too-short")))
        }),
        case("length-negative", PROTOCOL, |v| v.head("Content-Length: -1\r\n").and_then(|()| v.send(feed("x")))),
        case("length-huge", Fails(&["too-large", "protocol"]), |v| v.head("Content-Length: 18446744073709551615\r\n")),
        case("length-overflow", PROTOCOL, |v| v.head("Content-Length: 99999999999999999999999\r\n")),
        case("two-lengths", PROTOCOL, |v| {
            v.head("Content-Length: 5\r\nContent-Length: 50\r\n").and_then(|()| v.wait())
        }),
        case("length-and-chunks", Ends, |v| {
            v.head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")?;
            v.send("3\r\n<rs\r\n0\r\n\r\n")
        }),
        case("chunk-rubbish", PROTOCOL, |v| v.head(CHUNKED).and_then(|()| v.send("zebra\r\n<rss>"))),
        case("chunk-overflow", PROTOCOL, |v| v.head(CHUNKED).and_then(|()| v.send("ffffffffffffffff1\r\n<rss>"))),
        case("chunk-huge", Fails(&["too-large"]), |v| {
            v.head(CHUNKED)?;
            v.send("7fffffffffffffff\r\n")?;
            v.for_ever("<rss>")
        }),
        case("chunk-extension", PROTOCOL, |v| {
            v.head(CHUNKED).and_then(|()| v.send("5;")).and_then(|()| v.for_ever("x"))
        }),
        case("chunk-trailers", PROTOCOL, |v| {
            v.head(CHUNKED).and_then(|()| v.send("0\r\n")).and_then(|()| v.for_ever("X: y\r\n"))
        }),
        case("tiny-chunks", PROTOCOL, |v| v.head(CHUNKED).and_then(|()| v.for_ever("1\r\n \r\n"))),
        case("endless-body", Fails(&["too-large"]), |v| v.head("").and_then(|()| v.for_ever(feed("endless-body")))),
        case("feed-of-100-mb", Fails(&["too-large"]), |v| {
            v.head("")?;
            v.send("<rss version=\"2.0\"><channel>")?;
            v.repeat("<item><title>Again</title></item>", 100_000_000 / 33)
        }),
    ]
}

fn statuses() -> Vec<Case> {
    let answer = |status: &'static str, headers: &'static str| {
        move |v: &mut Visit<'_>| v.send(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n"))
    };
    vec![
        case("status-000", PROTOCOL, answer("000 Nothing", "")),
        case("status-999", Fails(&["http-client"]), answer("999 Denied", "")),
        case("status-1000", PROTOCOL, answer("1000 Much", "")),
        case("unasked-304", PROTOCOL, answer("304 Not Modified", "")),
        case("empty-204", Fails(&["not-a-feed"]), answer("204 No Content", "")),
        case("partial-206", PROTOCOL, answer("206 Partial Content", "")),
        case("switching-101", PROTOCOL, answer("101 Switching Protocols", "Connection: upgrade\r\nUpgrade: x\r\n")),
        case("retry-never", Fails(&["http-server"]), answer("503 Busy", "Retry-After: 99999999999999999999\r\n"))
            .slow(),
        case(
            "retry-long-ago",
            Fails(&["http-server"]),
            answer("503 Busy", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n"),
        )
        .slow(),
        case(
            "max-age-for-ever",
            Fails(&["not-a-feed"]),
            answer("200 OK", "Cache-Control: max-age=99999999999999999\r\n"),
        ),
    ]
}

fn redirects() -> Vec<Case> {
    let to = |location: String| {
        move |v: &mut Visit<'_>| {
            v.send(format!("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {location}\r\n\r\n"))
        }
    };
    vec![
        case("redirect-to-itself", REDIRECT, to("/redirect-to-itself#again".to_owned())),
        case("redirect-loop", REDIRECT, |v| {
            let next = if v.rest == "/a" { "b" } else { "a" };
            v.send(format!("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: /redirect-loop/{next}\r\n\r\n"))
        }),
        case("redirect-chain", REDIRECT, |v| {
            let n = v.n_before;
            v.send(format!("HTTP/1.1 308 Moved\r\nContent-Length: 0\r\nLocation: /redirect-chain/{n}\r\n\r\n"))
        }),
        case("redirect-nowhere", REDIRECT, |v| v.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")),
        case("redirect-to-file", REDIRECT, to("file:///etc/passwd".to_owned())),
        case("redirect-to-data", REDIRECT, to("data:text/xml,<rss/>".to_owned())),
        case(
            "redirect-inside",
            Fails(&["forbidden-address"]),
            to("http://169.254.169.254/latest/meta-data/".to_owned()),
        ),
        case("redirect-far", Fails(&["redirect", "protocol", "connect"]), to(format!("/{}", "x".repeat(100_000)))),
        case("redirect-body", REDIRECT, |v| {
            v.send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /redirect-body\r\n\r\n")?;
            v.for_ever("<rss>")
        }),
    ]
}
