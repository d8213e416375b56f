//! Chains of redirects, good and bad, without a server.

use reqwest::header::HeaderValue;

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn step(trail: &mut Trail, status: u16, location: &[u8]) -> Result<(), Failure> {
    let headers = HeaderMap::from_iter([(header::LOCATION, HeaderValue::from_bytes(location).expect("a header"))]);
    trail.follow(StatusCode::from_u16(status).expect("a status"), &headers)
}

fn walk(first: &str, steps: &[(u16, &str)]) -> Trail {
    let mut trail = Trail::start(&url(first), 5).expect("http");
    for (status, location) in steps {
        step(&mut trail, *status, location.as_bytes()).expect(location);
    }
    trail
}

#[test]
fn only_unbroken_permanent_redirects_are_a_move() {
    for (first, steps, expected) in [
        ("http://a.example/", &[][..], false),
        ("http://a.example/", &[(301, "/new")], true),
        ("http://a.example/", &[(301, "https://a.example/"), (308, "/new")], true),
        ("http://a.example/", &[(301, "/b"), (302, "/c")], false),
        ("http://a.example/", &[(307, "/b"), (301, "/c")], false),
        ("https://a.example/", &[(301, "http://a.example/b")], false),
    ] {
        assert_eq!(walk(first, steps).is_moved_permanently(), expected, "{first} {steps:?}");
    }
}

#[test]
fn secrets_stay_with_the_host_they_are_for() {
    for (first, location, expected) in [
        ("https://a.example/", "/other", true),
        ("https://a.example/", "https://b.example/", false),
        ("https://a.example/", "https://www.a.example/", false),
        ("https://a.example/", "https://a.example:8443/", false),
        ("https://a.example/", "http://a.example/", false),
        ("http://a.example/", "https://a.example/", true),
        ("http://a.example:8080/", "https://a.example/", false),
        ("http://a.example/", "//a.example/x", true),
    ] {
        assert_eq!(walk(first, &[(302, location)]).is_at_origin(), expected, "{first} to {location}");
    }
}

#[test]
fn locations_are_read_as_browsers_do() {
    for (location, expected) in [
        ("/b?x=1#part", "http://a.example/b?x=1"),
        ("b", "http://a.example/dir/b"),
        ("//b.example/", "http://b.example/"),
        ("  https://b.example/ ", "https://b.example/"),
        ("/أخبار", "http://a.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("?page=2", "http://a.example/dir/feed?page=2"),
    ] {
        assert_eq!(walk("http://a.example/dir/feed", &[(302, location)]).here().as_str(), expected);
    }
}

#[test]
fn bad_redirects_are_refused() {
    for location in [
        "file:///etc/passwd",
        "ftp://a.example/",
        "javascript:alert(1)",
        "data:text/xml,<rss/>",
        "gopher://a.example/",
        "http://",
        "http://a.example/start",
        "http://a.example/start#other",
    ] {
        let mut trail = walk("http://a.example/start", &[]);
        let failure = step(&mut trail, 302, location.as_bytes()).expect_err(location);
        assert_eq!((failure.kind, failure.status), (ErrorKind::Redirect, Some(302)), "{location}");
    }
    let mut trail = walk("http://a.example/", &[]);
    assert!(step(&mut trail, 301, b"/caf\xe9").is_err());
    assert!(trail.follow(StatusCode::FOUND, &HeaderMap::new()).is_err());
}

#[test]
fn the_sixth_redirect_is_one_too_many() {
    let mut trail = walk("http://a.example/0", &[(302, "/1"), (302, "/2"), (302, "/3"), (302, "/4"), (302, "/5")]);
    assert!(step(&mut trail, 302, b"/6").is_err());
}

#[test]
fn other_schemes_are_no_start() {
    assert!(Trail::start(&url("ftp://a.example/"), 5).is_err());
    assert!(Trail::start(&url("file:///etc/passwd"), 5).is_err());
}

#[test]
fn credentials_in_an_address_are_not_shown() {
    let trail = walk("https://user:secret@a.example/x", &[(302, "/y")]);
    assert_eq!(trail.here_without_credentials().as_str(), "https://a.example/y");
    let mut trail = walk("https://user:secret@a.example/x", &[]);
    let failure = step(&mut trail, 302, b"/x").expect_err("a circle");
    assert!(!failure.detail.contains("secret"), "{}", failure.detail);
}
