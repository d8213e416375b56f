use std::fmt::Debug;
use std::time::Duration;

use super::*;
use crate::model::PageRetention;

/// Right values with what they mean, and wrong ones.
fn check<T: Debug + PartialEq>(rule: impl Fn(&str) -> Result<T, Fault>, right: &[(&str, T)], wrong: &[&str]) {
    for (text, expected) in right {
        assert_eq!(rule(text).as_ref(), Ok(expected), "{text}");
    }
    for text in wrong {
        assert!(rule(text).is_err(), "{text}");
    }
}

#[test]
fn durations_are_read_as_people_write_them() {
    let seconds = Duration::from_secs;
    check(
        |text| duration(text, Limits::INTERVAL),
        &[
            ("10s", seconds(10)),
            ("15m", seconds(900)),
            ("1h30m", seconds(5400)),
            (" 1 h 30 min ", seconds(5400)),
            ("2 days", seconds(172_800)),
            ("1 week", seconds(604_800)),
            ("30d", seconds(2_592_000)),
            ("PT1H", seconds(3600)),
        ],
        &[
            "",
            "15",
            "9s",
            "31d",
            "1 month",
            "1 year",
            "-15m",
            "15m ago",
            "fifteen",
            "1e3s",
            "9999999999999999999s",
            "½h",
        ],
    );
}

#[test]
fn sizes_need_a_number_and_know_the_units() {
    check(
        |text| size(text, SizeLimits::BODY),
        &[("10 MiB", 10 << 20), ("10MB", 10_000_000), ("500 kB", 500_000), ("65536", 65536), ("1GiB", 1 << 30)],
        &["", "MiB", "10 XB", "1 KiB", "2 GiB", "-1 MB", "1.5 MB", "99999999999999999999 GB", "١٠ MiB"],
    );
}

#[test]
fn pages_are_kept_for_a_time_for_ever_or_not() {
    let days = |days: u64| PageRetention::For(Duration::from_secs(days * 86_400));
    check(
        snapshots,
        &[("off", PageRetention::Off), ("forever", PageRetention::Forever), ("14d", days(14)), (" 2 weeks ", days(14))],
        &["", "on", "true", "1h", "0d"],
    );
    check(
        |text| size(text, SizeLimits::SNAPSHOTS),
        &[("1 GiB", 1 << 30), ("2 TB", 2_000_000_000_000)],
        &["500 kB", "0", "101 TiB"],
    );
}

#[test]
fn cron_lines_come_back_with_seconds() {
    let owned = str::to_owned;
    check(
        cron,
        &[
            ("30 3 * * *", owned("0 30 3 * * *")),
            ("*/10  * * * * *", owned("*/10 * * * * *")),
            ("0 4 * * SUN", owned("0 0 4 * * SUN")),
            ("0 0 29 2 *", owned("0 0 0 29 2 *")),
        ],
        &[
            "",
            "@daily",
            "3 * *",
            "61 * * * *",
            "0 0 30 2 *",
            "a b c d e",
            "* * * * * * *",
            "0 0 * * FUNDAY",
            "* * * * * *",
            "*/5 * * * * *",
            "0,1 0 * * * *",
        ],
    );
}

#[test]
fn addresses_have_a_scheme_a_host_and_no_secrets() {
    let owned = str::to_owned;
    check(
        address,
        &[
            ("https://a.example/feed?x=1", owned("https://a.example/feed?x=1")),
            (" http://127.0.0.1:8180/aeb/feed.xml ", owned("http://127.0.0.1:8180/aeb/feed.xml")),
            ("https://مثال.إختبار/", owned("https://مثال.إختبار/")),
        ],
        &[
            "",
            "a.example/feed",
            "//a.example",
            "http://",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://me:x@a.example/",
            "https://me@a.example/",
            "http://a b/",
        ],
    );
}

#[test]
fn languages_and_countries_are_iso_codes() {
    check(
        |text| language(text).map(|code| code.to_string()),
        &[("ar", "ar".to_owned()), ("FA", "fa".to_owned()), ("ckb", "ckb".to_owned())],
        &["", "xx", "ar-EG", "arabic", "a", "عر"],
    );
    check(
        country,
        &[("eg", "eg".to_owned()), ("GB", "gb".to_owned()), ("un", "un".to_owned())],
        &["", "uk", "egypt", "xx", "e"],
    );
}

#[test]
fn networks_are_prefixes_or_single_addresses() {
    check(
        |text| network(text).map(|network| network.to_string()),
        &[
            ("127.0.0.0/8", "127.0.0.0/8".to_owned()),
            ("10.1.2.3/8", "10.0.0.0/8".to_owned()),
            ("192.168.1.7", "192.168.1.7/32".to_owned()),
            ("::1", "::1/128".to_owned()),
        ],
        &["", "localhost", "127.0.0.0/33", "10.0.0.0/", "1.2.3"],
    );
}

#[test]
fn the_daemon_listens_on_an_address_with_a_port() {
    check(
        listen,
        &[("off", None), ("127.0.0.1:8765", "127.0.0.1:8765".parse().ok()), ("[::]:80", "[::]:80".parse().ok())],
        &["", "127.0.0.1", "8765", "localhost:80"],
    );
}

#[test]
fn a_contact_is_a_mail_or_web_address_or_nothing() {
    let some = |text: &str| Some(text.to_owned());
    check(
        contact,
        &[("", None), ("a@b.example", some("a@b.example")), ("https://b.example/bot", some("https://b.example/bot"))],
        &["you", "@b.example", "a@b.example\r\nX: y", "a b@c.example", "ftp://b.example", "a@b.example)"],
    );
}

#[test]
fn headers_cannot_break_a_request() {
    check(
        header_name,
        &[("Accept-Language", "Accept-Language".to_owned())],
        &["", "a b", "a:", "Host", "user-agent", "é"],
    );
    check(header_value, &[("ar, en;q=0.5", "ar, en;q=0.5".to_owned()), ("", String::new())], &["a\nb", "é", "\0"]);
}

#[test]
fn a_bad_id_comes_with_a_good_one() {
    let hint = |text| source_id(text).unwrap_err().hint;
    assert_eq!(hint("UN News"), Some("write `un-news`".to_owned()));
    assert_eq!(hint("أخبار"), None);
    assert!(source_id("un-news").is_ok());
}
