//! robots.txt, obeyed by who is told to.

use super::*;

fn page(url: &Url) -> FetchRequest<'_> {
    FetchRequest { accept: Accept::Page, obeys_robots: true, ..request(url) }
}

fn text(body: &str) -> Play {
    Play::Send(answer("200 OK", "", body.as_bytes()))
}

fn n_asked(server: &Server, path: &str) -> usize {
    server.heads().iter().filter(|head| head.starts_with(&format!("get {path} "))).count()
}

async fn kind_of(fetcher: &Fetcher, url: &Url) -> Option<ErrorKind> {
    match fetcher.fetch(page(url)).await {
        FetchOutcome::Failed(failure) => Some(failure.kind),
        _ => None,
    }
}

#[tokio::test]
async fn what_is_forbidden_is_not_asked_for_and_the_rules_are_fetched_once() {
    let rules = "User-agent: other\nDisallow: /\n\nUser-agent: rasid-test\nDisallow: /private/\n";
    let server = Server::start(vec![("/robots.txt", text(rules)), ("/news", text("x")), ("/private/1", text("x"))]);
    let fetcher = fetcher(settings());
    let (open, closed) = (server.url("/news"), server.url("/private/1"));
    let found = tokio::join!(kind_of(&fetcher, &open), kind_of(&fetcher, &closed), kind_of(&fetcher, &open));
    assert_eq!(found, (None, Some(ErrorKind::Robots), None));
    assert_eq!((n_asked(&server, "/robots.txt"), n_asked(&server, "/private/1")), (1, 0));
    // A source may be told not to ask, and feeds do not.
    fetched(fetcher.fetch(request(&closed)).await);
}

#[tokio::test]
async fn the_name_that_is_sent_decides() {
    let rules = "User-agent: other\nDisallow: /\n";
    let server = Server::start(vec![("/robots.txt", text(rules)), ("/news", text("x"))]);
    let (fetcher, url) = (fetcher(settings()), server.url("/news"));
    let as_other = FetchRequest { user_agent: Some("Other/2.0 (+https://example.org)"), ..page(&url) };
    assert_eq!(failed(fetcher.fetch(as_other).await).kind, ErrorKind::Robots);
    assert_eq!(kind_of(&fetcher, &url).await, None);
}

#[tokio::test]
async fn a_missing_file_allows_all_and_a_broken_server_nothing() {
    for (status, expected) in [
        ("404 Not Found", None),
        ("403 Forbidden", None),
        ("410 Gone", None),
        ("500 Internal Server Error", Some(ErrorKind::Server)),
        ("429 Too Many Requests", Some(ErrorKind::TooManyRequests)),
    ] {
        let plays = vec![("/robots.txt", Play::Send(answer(status, "", b""))), ("/news", text("x"))];
        let server = Server::start(plays);
        let fetcher = fetcher(settings());
        for _ in 0..2 {
            assert_eq!(kind_of(&fetcher, &server.url("/news")).await, expected, "{status}");
        }
        assert_eq!(n_asked(&server, "/robots.txt"), 1, "{status}");
        assert_eq!(n_asked(&server, "/news"), if expected.is_none() { 2 } else { 0 }, "{status}");
    }
}

#[tokio::test]
async fn each_hop_of_a_redirect_is_asked_for() {
    let rules = "User-agent: *\nDisallow: /private/\n";
    let to_private = Play::Send(answer("302 Found", "location: /private/1\r\n", b""));
    let server =
        Server::start(vec![("/robots.txt", text(rules)), ("/short", to_private), ("/private/1", text("secret"))]);
    assert_eq!(kind_of(&fetcher(settings()), &server.url("/short")).await, Some(ErrorKind::Robots));
    assert_eq!(n_asked(&server, "/private/1"), 0);
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_read_up_to_it_and_rubbish_forbids_nothing() {
    let large = format!("User-agent: *\nDisallow: /early\n{}Disallow: /late\n", "# filler\n".repeat(80_000));
    let rubbish: Vec<u8> = (0..100_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    let check = async |body: &[u8], path: &'static str, expected| {
        let plays = vec![("/robots.txt", Play::Send(answer("200 OK", "", body))), (path, text("x"))];
        let server = Server::start(plays);
        assert_eq!(kind_of(&fetcher(settings()), &server.url(path)).await, expected, "{path}");
    };
    check(large.as_bytes(), "/early", Some(ErrorKind::Robots)).await;
    check(large.as_bytes(), "/late", None).await;
    check(&rubbish, "/news", None).await;
    check(b"<html><body>Not found</body></html>", "/news", None).await;
}

#[tokio::test]
async fn a_feed_of_changes_is_asked_for_with_an_etag_alone() {
    let delta = Play::Send(answer("226 IM Used", "im: feed\r\netag: \"2\"\r\n", b"<rss/>"));
    let server = Server::start(vec![("/", delta)]);
    let (fetcher, url) = (fetcher(settings()), server.url("/"));
    let known = Validators { etag: Some("\"1\"".to_owned()), ..Validators::default() };
    let response =
        fetched(fetcher.fetch(FetchRequest { validators: Some(&known), takes_delta: true, ..request(&url) }).await);
    assert!(response.is_delta);
    fetched(fetcher.fetch(FetchRequest { takes_delta: true, ..request(&url) }).await);
    fetched(fetcher.fetch(FetchRequest { validators: Some(&known), ..request(&url) }).await);
    let heads = server.heads();
    assert_eq!(heads.iter().map(|head| head.contains("\r\na-im: feed\r\n")).collect::<Vec<_>>(), [true, false, false]);
}
