use proptest::prelude::*;

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).expect(text)
}

fn check_same(a: &str, b: &str) {
    assert_eq!(canonical(&url(a)), canonical(&url(b)), "{a} and {b}");
}

fn check_apart(a: &str, b: &str) {
    assert_ne!(canonical(&url(a)), canonical(&url(b)), "{a} and {b}");
}

fn check_resolve(href: &str, expected: Option<&str>) {
    let base = url("https://news.example.org/world/today.html");
    assert_eq!(resolve(&base, href).as_ref().map(Url::as_str), expected, "{href}");
}

#[test]
fn addresses_resolve_against_their_document() {
    check_resolve(" \n/a/1\t", Some("https://news.example.org/a/1"));
    check_resolve("2.html#comments", Some("https://news.example.org/world/2.html"));
    check_resolve("/#!/article/7", Some("https://news.example.org/#!/article/7"));
    check_resolve("//cdn.example.net/x", Some("https://cdn.example.net/x"));
    check_resolve("http://other.example/", Some("http://other.example/"));
}

#[test]
fn what_is_no_web_address_does_not_resolve() {
    for href in ["javascript:void(0)", "mailto:a@example.org", "data:text/html,x", "ftp://example.org/", "http://"] {
        check_resolve(href, None);
    }
}

#[test]
fn the_canonical_form_is_an_address() {
    assert_eq!(canonical(&url("HTTP://www.Example.ORG:80/A%2fb/./c//?b=2&utm_id=1&a=1#top")), {
        "https://example.org/A%2Fb/c?a=1&b=2"
    });
    assert_eq!(canonical(&url("https://example.org")), "https://example.org/");
    assert_eq!(canonical(&url("http://[::1]:8080/x/")), "https://[::1]:8080/x");
}

#[test]
fn one_article_has_one_form() {
    for (a, b) in [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://m.example.co.uk/a", "https://example.co.uk/a"),
        ("https://example.org/a?fbclid=x&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?UTM_SOURCE=x", "https://example.org/a"),
        ("https://example.org/a?source=telegram", "https://example.org/a"),
        ("https://example.org/a;jsessionid=0F?x=1", "https://example.org/a?x=1"),
        ("https://example.org/a?page=1", "https://example.org/a"),
        ("https://example.org/a/amp/", "https://example.org/a"),
        ("https://example.org/amp/a.html", "https://example.org/a.html"),
        ("https://example.org/a.amp.html", "https://example.org/a.html"),
        ("https://amp.example.org/a?amp", "https://example.org/a"),
        ("https://www.google.com/amp/s/example.org/a/amp", "https://example.org/a"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/a?amp=1", "http://example.org/a"),
        ("https://example.org/a/index.php", "https://example.org/a/"),
        ("https://example.org/%d8%a3", "https://example.org/أ"),
        ("https://example.org/أ", "https://example.org/\u{627}\u{654}"),
        ("https://example.org/it%27s", "https://example.org/it's"),
        ("https://مثال.إختبار/", "https://xn--mgbh0fb.xn--kgbechtv/"),
        ("https://example.org./#:~:text=a", "https://example.org/"),
    ] {
        check_same(a, b);
    }
}

#[test]
fn two_articles_have_two_forms() {
    for (a, b) in [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a?id=07", "https://example.org/a?id=7"),
        ("https://example.org/a?page=2", "https://example.org/a"),
        ("https://example.org/news.php?sid=12", "https://example.org/news.php?sid=13"),
        ("https://example.org/a?source=42", "https://example.org/a?source=43"),
        ("https://example.org/index.php?id=1", "https://example.org/index.php?id=2"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?a=1%262", "https://example.org/?a=1&2"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://arabic.example.org/a", "https://example.org/a"),
        ("https://mobile.de/a", "https://de/a"),
        ("https://example.org/amp", "https://example.org/"),
        ("https://example.org/camp", "https://example.org/c"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org:8080/a", "https://example.org/a"),
    ] {
        check_apart(a, b);
    }
}

#[test]
fn registrable_domains_follow_the_public_suffix_list() {
    for (host, expected) in [
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("a.b.example.com", "example.com"),
        ("example.com", "example.com"),
        ("192.0.2.1", "192.0.2.1"),
        ("[::1]", "[::1]"),
        ("localhost", "localhost"),
        ("news.intranet-of-ours", "news.intranet-of-ours"),
        ("co.uk", "co.uk"),
    ] {
        assert_eq!(registrable_domain(host), expected);
    }
}

#[test]
fn the_hosts_of_a_domain_share_a_shard() {
    assert_eq!(shard("www.example.org"), shard("feeds.example.org"));
    assert!(["a.com", "b.com", "c.com", "d.com"].iter().any(|host| shard(host) != shard("e.com")));
    assert!(shard("example.org") < 1_024);
}

proptest! {
    #[test]
    fn the_canonical_form_is_idempotent(
        host in "(www\\.|m\\.|amp\\.){0,3}(example\\.org|google\\.com|x\\.cdn\\.ampproject\\.org)\\.?",
        path in "(/(amp|c|s|index\\.html|\\.|\\.\\.|a|%2[eEfF]|;jsessionid=1|[ -~é\u{301}]{0,6})(\\.amp)?){0,6}",
        query in "(\\?([ -~]{0,12}&?){0,3})?",
    ) {
        if let Ok(parsed) = Url::parse(&format!("http://{host}{path}{query}")) {
            let once = canonical(&parsed);
            let again = Url::parse(&once).map(|url| canonical(&url));
            prop_assert_eq!(again.as_deref(), Ok(once.as_str()));
        }
    }
}

#[test]
fn a_site_is_called_by_its_host_without_the_suffix() {
    let check = |host: &str, expected: &str| assert_eq!(site_name(host), expected, "{host}");
    check("www.bbc.co.uk", "bbc");
    check("news.un.org", "news.un");
    check("kremlin.ru", "kremlin");
    check("127.0.0.1", "127.0.0.1");
    check("localhost", "localhost");
    check("co.uk", "co.uk");
    check("", "");
}

#[test]
fn what_everyone_may_register_below_is_no_site() {
    for (domain, expected) in [
        ("org", true),
        ("co.uk", true),
        ("bbc.co.uk", false),
        ("blogspot.com", false),
        ("127.0.0.1", false),
        ("nosuch", false),
    ] {
        assert_eq!(is_public_suffix(domain), expected, "{domain}");
    }
}
