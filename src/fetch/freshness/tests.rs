//! What headers promise, and header bytes that promise nothing.

use proptest::prelude::*;
use reqwest::header::HeaderValue;

use super::*;

const DATE: (&str, &str) = ("date", "Tue, 24 Nov 2026 12:00:00 GMT");

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, HeaderValue::from_bytes(value.as_bytes()).expect("a header"));
    }
    headers
}

#[test]
fn freshness_is_what_the_server_grants_minus_what_has_passed() {
    let check = |lines: &[(&'static str, &str)], expected: Option<u64>| {
        let mut lines = lines.to_vec();
        lines.push(DATE);
        let found = freshness(&headers(&lines)).max_age;
        assert_eq!(found, expected.map(Duration::from_secs), "{lines:?}");
    };
    check(&[], None);
    check(&[("cache-control", "max-age=600")], Some(600));
    check(&[("cache-control", "public, Max-Age = \"600\" , must-revalidate")], Some(600));
    check(&[("cache-control", "public"), ("cache-control", "max-age=60")], Some(60));
    check(&[("cache-control", "max-age=60, max-age=600")], Some(60));
    check(&[("cache-control", "max-age=600"), ("age", "200")], Some(400));
    check(&[("cache-control", "max-age=600"), ("age", "600")], None);
    check(&[("cache-control", "max-age=600"), ("age", "9999")], None);
    check(&[("cache-control", "max-age=600"), ("age", "soon")], Some(600));
    check(&[("cache-control", "max-age=0")], None);
    check(&[("cache-control", "max-age=-1")], None);
    check(&[("cache-control", "max-age=")], None);
    check(&[("cache-control", "s-maxage=600")], None);
    check(&[("cache-control", "max-age=99999999999999999999999")], Some(u64::from(u32::MAX)));
    check(&[("cache-control", "no-cache, max-age=600")], None);
    check(&[("cache-control", "max-age=600, no-store")], None);
    check(&[("cache-control", "no-cache=\"set-cookie\", max-age=600")], None);
    check(&[("expires", "Tue, 24 Nov 2026 12:10:00 GMT")], Some(600));
    check(&[("expires", "Tuesday, 24-Nov-26 12:10:00 GMT")], Some(600));
    check(&[("expires", "Tue Nov 24 12:10:00 2026")], Some(600));
    check(&[("expires", "Tue, 24 Nov 2026 11:00:00 GMT")], None);
    check(&[("expires", "0")], None);
    check(&[("expires", "Tue, 24 Nov 2026 12:10:00 GMT"), ("cache-control", "max-age=60")], Some(60));
    check(&[("expires", "Tue, 24 Nov 2026 12:10:00 GMT"), ("cache-control", "no-cache")], None);
}

#[test]
fn dates_without_the_servers_own_date_mean_nothing() {
    assert_eq!(freshness(&headers(&[("expires", "Tue, 24 Nov 2026 12:10:00 GMT")])).max_age, None);
    assert_eq!(retry_after(&headers(&[("retry-after", "Tue, 24 Nov 2026 12:10:00 GMT")])), None);
}

#[test]
fn retry_after_has_two_forms() {
    for (text, expected) in [
        ("120", Some(120)),
        (" 120 ", Some(120)),
        ("Tue, 24 Nov 2026 12:10:00 GMT", Some(600)),
        ("Tue, 24 Nov 2026 11:10:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("later", None),
        ("", None),
    ] {
        let found = retry_after(&headers(&[DATE, ("retry-after", text)]));
        assert_eq!(found, expected.map(Duration::from_secs), "{text}");
    }
}

#[test]
fn validators_are_kept_byte_for_byte() {
    for etag in ["\"a\"", "W/\"weak,v 1\"", "unquoted", "\"قديم\"", "  \"inner space\""] {
        assert_eq!(validators(&headers(&[("etag", etag)])).etag.as_deref(), Some(etag));
    }
    let modified = "yesterday, by our clock";
    assert_eq!(validators(&headers(&[("last-modified", modified)])).last_modified.as_deref(), Some(modified));
}

#[test]
fn validators_that_could_not_be_sent_back_are_dropped() {
    let mut not_utf8 = HeaderMap::new();
    not_utf8.insert(header::ETAG, HeaderValue::from_bytes(b"\"\xe9\"").expect("a header"));
    assert_eq!(validators(&not_utf8), Validators::default());
    let long = "x".repeat(MAX_VALIDATOR_BYTES + 1);
    assert_eq!(validators(&headers(&[("etag", &long), ("last-modified", "")])), Validators::default());
}

#[test]
fn a_304_replaces_only_what_it_names() {
    let old = Validators {
        etag: Some("\"1\"".to_owned()),
        last_modified: Some("then".to_owned()),
        body_hash: Some(crate::text::hash::content_hash(b"body")),
    };
    assert_eq!(validators_after_304(&headers(&[]), &old), old);
    let renewed = validators_after_304(&headers(&[("etag", "\"2\"")]), &old);
    assert_eq!(renewed, Validators { etag: Some("\"2\"".to_owned()), ..old });
}

proptest! {
    #[test]
    fn any_header_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let names = [header::CACHE_CONTROL, header::AGE, header::EXPIRES, header::DATE, header::RETRY_AFTER, header::ETAG];
            let headers: HeaderMap = names.into_iter().map(|name| (name, value.clone())).collect();
            let _ = (freshness(&headers), retry_after(&headers), validators(&headers));
        }
    }
}
