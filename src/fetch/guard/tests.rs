//! Every spelling of an address that must not be asked, and those that may.

use super::*;

fn networks(list: &[&str]) -> Vec<IpNet> {
    list.iter().map(|text| text.parse().expect("a network")).collect()
}

fn literal(host: &str, allowed: &[&str]) -> bool {
    let url = Url::parse(&format!("http://{host}/feed.xml")).expect(host);
    Guard::new(&networks(allowed)).check_host(&url).is_ok()
}

#[test]
fn special_addresses_are_refused_in_every_spelling() {
    let refused = [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "127.255.255.254",
        "127.0.0.1.",
        "１２７.0.0.1",
        "127。0。0。1",
        "%31%32%37.0.0.1",
        "0",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "0xa.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "0xa9fea9fe",
        "2852039166",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.1",
        "3232235521",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[2001:4860::5efe:8.8.8.8]",
        "[2001:4860::200:5efe:127.0.0.1]",
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::7f00:1]",
        "[::127.0.0.1]",
        "[::8.8.8.8]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:0a00:1]",
        "[::ffff:8.8.8.8]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::808:808]",
        "[100::1]",
        "[2001::1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2001:10::1]",
        "[2001:1ff:ffff::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[2002:808:808::1]",
        "[3fff::1]",
        "[3fff:fff::1]",
        "[4000::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
    ];
    for host in refused {
        assert!(!literal(host, &[]), "{host}");
    }
}

#[test]
fn public_addresses_pass() {
    let public = [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.0.1",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "[2001:200::1]",
        "[2001:4860:4860::8888]",
        "[2606:4700::1111]",
        "[2a00:1450::1]",
        "[3fff:1000::1]",
        "[64:ff9b::8.8.8.8]",
    ];
    for host in public {
        assert!(literal(host, &[]), "{host}");
    }
}

#[test]
fn allowed_networks_open_what_they_name_and_nothing_else() {
    for (host, allowed, expected) in [
        ("127.0.0.1", "127.0.0.0/8", true),
        ("127.0.0.1", "127.0.0.2/32", false),
        ("10.1.2.3", "10.1.0.0/16", true),
        ("10.2.2.3", "10.1.0.0/16", false),
        ("[::ffff:10.1.2.3]", "10.1.0.0/16", true),
        ("[::ffff:10.2.2.3]", "10.1.0.0/16", false),
        ("[::1]", "127.0.0.0/8", false),
        ("[fd00::7]", "fd00::/8", true),
        ("8.8.8.8", "127.0.0.0/8", true),
    ] {
        assert_eq!(literal(host, &[allowed]), expected, "{host} with {allowed}");
    }
}

#[test]
fn equal_sets_are_one_guard() {
    let one = Guard::new(&networks(&["10.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8"]));
    assert_eq!(one, Guard::new(&networks(&["127.0.0.0/8", "10.0.0.0/8"])));
    assert_ne!(one, Guard::new(&networks(&["127.0.0.0/8"])));
}

#[test]
fn localhost_is_the_machine_itself_by_any_of_its_names() {
    for name in ["localhost", "LOCALHOST.", "db.localhost", "localhost.localdomain", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "localhost6"]
    {
        assert!(!literal(name, &[]), "{name}");
        assert!(!literal(name, &["10.0.0.0/8"]), "{name}");
        assert!(literal(name, &["127.0.0.0/8"]), "{name}: the resolver judges then");
        assert!(literal(name, &["::1/128"]), "{name}");
    }
    assert!(literal("localhost.example.org", &[]) && literal("mylocalhost", &[]), "names like any other");
}

#[test]
fn a_name_is_judged_by_all_that_it_leads_to() {
    let judge = |found: &[&str], allowed: &[&str]| {
        let found: Vec<_> = found.iter().map(|text| SocketAddr::new(text.parse().expect("an address"), 0)).collect();
        let permitted = Guard::new(&networks(allowed)).judge("name.example", &found).ok()?;
        Some(permitted.iter().map(|address| address.ip().to_string()).collect::<Vec<_>>())
    };
    let some = |list: &[&str]| Some(list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    assert_eq!(judge(&["8.8.8.8", "2001:4860:4860::8888"], &[]), some(&["8.8.8.8", "2001:4860:4860::8888"]));
    assert_eq!(judge(&["127.0.0.1", "::1"], &["127.0.0.0/8"]), some(&["127.0.0.1"]), "the other is left out");
    assert_eq!(judge(&["8.8.8.8", "10.0.0.1"], &["10.0.0.0/8"]), some(&["8.8.8.8", "10.0.0.1"]));
    for mixed in [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["2606:4700::1111", "::1"], ["1.1.1.1", "0.0.0.0"]]
    {
        assert_eq!(judge(&mixed, &[]), None, "{mixed:?}");
        assert_eq!(judge(&mixed, &["192.168.0.0/16"]), None, "{mixed:?}");
    }
    assert_eq!(judge(&[], &[]), some(&[]), "no address at all is the resolver's own failure");
}
