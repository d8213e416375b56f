//! Forbidden addresses in every spelling, on every way: asked for directly, by a name, by a redirect. None is connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::fetch::guard::names::Names;

/// Where the redirecting server of these tests stands, the one address that they allow.
const OPEN: &str = "127.0.0.2";

/// One forbidden address of each kind of IPv4, and the first and last of some.
const V4: &[[u8; 4]] = &[
    [127, 0, 0, 1],
    [127, 255, 255, 254],
    [0, 0, 0, 0],
    [0, 1, 2, 3],
    [10, 0, 0, 1],
    [100, 64, 0, 1],
    [169, 254, 169, 254],
    [172, 16, 0, 1],
    [172, 31, 255, 255],
    [192, 0, 2, 9],
    [192, 168, 0, 1],
    [198, 18, 0, 1],
    [224, 0, 0, 251],
    [255, 255, 255, 255],
];

/// One forbidden address of each kind of IPv6; most carry an IPv4 address within.
const V6: &[&str] = &[
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:10.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::192.168.0.1",
    "64:ff9b:1::10.0.0.1",
    "64:ff9b:1:fffe::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::",
    "2001:470:1f0b::5efe:10.0.0.1",
    "2001:470:1f0b::200:5efe:127.0.0.1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::5efe:127.0.0.1",
    "fec0::1",
    "ff02::fb",
];

/// Spellings that try something else: parts of an address around the host, zones, characters that IDNA maps, names.
/// The tests put a port and a path behind each, where it does not end in something else.
const TRICKS: &[&str] = &[
    "http://example.org@127.0.0.1",
    "http://example.org:80@127.0.0.1",
    "http://example.org%2f@127.0.0.1",
    "http://user:pass%40example.org@[::1]",
    "http:\\\\127.0.0.1",
    "http:/127.0.0.1",
    "http:127.0.0.1",
    "http:///127.0.0.1",
    "http://\t127.0.\n0.1",
    "HTTP://127.0.0.1",
    "http://①②⑦.⓪.⓪.①",
    "http://１２７．０．０．１",
    "http://127｡0｡0｡1",
    "http://127%E3%80%820%E3%80%820%E3%80%821",
    "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "http://127.0.0.\u{ad}1",
    "http://127.0.0.1\u{200b}",
    "http://0x7F.0X0.0.1",
    "http://0x7f.0.0x1",
    "http://00000000000000000000177.1",
    "http://127.0x00000001",
    "http://0x.0x.0",
    "http://[::1%25lo]",
    "http://[fe80::1%eth0]",
    "http://[::ffff:127.1]",
    "http://[0:0:0:0:0:0:127.0.0.1]",
    "http://[::1].",
    "http://127.0.0.1.1",
    "http://256.256.256.256",
    "http://4294967296",
    "http://localhost",
    "http://LocalHost.",
    "http://db.localhost",
    "http://localhost.localdomain",
    "http://ｌｏｃａｌｈｏｓｔ",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "http://loc%61lhost",
    "http://example.org@localhost",
    "http://localhost#@example.org",
    "http://127.0.0.1?@example.org",
    "http://127.0.0.1/@example.org",
    "http://127.0.0.1\\@example.org",
];

fn spellings_v4(address: [u8; 4]) -> Vec<String> {
    let [a, b, c, d] = address;
    let number = u32::from_be_bytes(address);
    let (low_16, low_24) = (number & 0xffff, number & 0xff_ffff);
    let plain = format!("{a}.{b}.{c}.{d}");
    let each = |map: fn(u8) -> char| {
        plain.chars().map(|c| u8::try_from(c).ok().filter(u8::is_ascii_digit).map_or(c, map)).collect::<String>()
    };
    let fullwidth = |digit: u8| char::from_u32(0xFF10 + u32::from(digit - b'0')).expect("a digit");
    vec![
        number.to_string(),
        format!("{number:#x}"),
        format!("0X{number:08X}"),
        format!("0{number:o}"),
        format!("{number}."),
        format!("{a}.{b}.{low_16}"),
        format!("{a}.{low_24}"),
        format!("{a:#x}.{low_24}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("{a:#x}.{b:#x}.{c:#x}.{d:#x}"),
        format!("{a:#04x}.0{b:o}.{c}.{d:#x}"),
        format!("{plain}."),
        plain.replace('.', "。"),
        plain.replace('.', "%2e"),
        plain.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        each(fullwidth),
        format!("user:pass@{plain}"),
        format!("[::ffff:{plain}]"),
        format!("[::{plain}]"),
        plain,
    ]
}

/// With the zeros written out, compressed in every place that allows it, with leading zeros, in capitals.
fn spellings_v6(address: Ipv6Addr) -> Vec<String> {
    let segments = address.segments();
    let groups = |range: std::ops::Range<usize>, width: usize| {
        segments[range].iter().map(|segment| format!("{segment:0width$x}")).collect::<Vec<_>>().join(":")
    };
    let mut spellings = vec![groups(0..8, 1), groups(0..8, 4), groups(0..8, 4).to_uppercase(), address.to_string()];
    for begin in 0..8 {
        for end in begin + 1..=8 {
            if segments[begin..end].iter().all(|segment| *segment == 0) {
                spellings.push(format!("{}::{}", groups(0..begin, 1), groups(end..8, 1)));
            }
        }
    }
    let [.., high, low] = segments;
    let tail = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    spellings.push(format!("{}:{tail}", groups(0..6, 1)));
    spellings.into_iter().map(|spelling| format!("[{spelling}]")).collect()
}

/// Everything, as an address without port and path.
fn written_forms() -> Vec<String> {
    let v4 = V4.iter().flat_map(|address| spellings_v4(*address));
    let v6 = V6.iter().flat_map(|text| spellings_v6(text.parse().expect("an address")));
    let tricks = TRICKS.iter().map(|trick| (*trick).to_owned());
    v4.chain(v6).map(|host| format!("http://{host}")).chain(tricks).collect()
}

/// With a port and a path behind the host, unless the form has something else there.
fn with_port(form: &str, port: u16) -> String {
    if form.ends_with("@example.org") { form.to_owned() } else { format!("{form}:{port}/feed.xml") }
}

fn guarded(table: impl Fn(&str) -> Vec<IpAddr> + Send + Sync + 'static) -> Fetcher {
    Fetcher::with_names(settings(), Names::Scripted(Arc::new(table))).expect("a client")
}

fn networks(list: &[&str]) -> Vec<IpNet> {
    list.iter().map(|text| text.parse().expect("a network")).collect()
}

fn secret() -> Server {
    Server::start(vec![("/feed.xml", Play::Send(answer("200 OK", "", b"secret")))])
}

fn port(server: &Server) -> u16 {
    server.url("/").port().expect("not the default")
}

#[tokio::test]
async fn all_written_forms_are_refused_directly() {
    let forms = written_forms();
    assert!(forms.len() >= 200, "{}", forms.len());
    let server = secret();
    let fetcher = guarded(|name| panic!("`{name}` is no name"));
    let mut n_asked = 0;
    for form in &forms {
        // What the URL parser refuses is no address of anything.
        let Ok(url) = Url::parse(&with_port(form, port(&server))) else { continue };
        let failure = failed(fetcher.fetch(FetchRequest { allow_private: &[], ..request(&url) }).await);
        assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{form} as {url}: {}", failure.detail);
        n_asked += 1;
    }
    assert!(n_asked >= 200, "{n_asked}");
    assert_eq!(server.heads(), [] as [String; 0]);
}

#[tokio::test]
async fn names_that_lead_to_them_are_refused() {
    let server = secret();
    let public: IpAddr = "8.8.8.8".parse().expect("an address");
    let addresses: Vec<IpAddr> = written_forms().iter().filter_map(|form| address(form)).collect();
    assert!(addresses.len() >= 200, "{}", addresses.len());
    let table = addresses.clone();
    let fetcher = guarded(move |name| {
        let (place, rest) = name.split_once('.').expect("our own names");
        let address = table[place.parse::<usize>().expect("our own names")];
        match rest {
            "alone.example" => vec![address],
            "first.example" => vec![address, public],
            "last.example" => vec![public, address],
            other => panic!("`{other}` is no name"),
        }
    });
    for (place, address) in addresses.iter().enumerate() {
        for name in ["alone", "first", "last"] {
            let url = format!("http://{place}.{name}.example:{}/feed.xml", port(&server));
            let url = Url::parse(&url).expect("an address");
            let failure = failed(fetcher.fetch(FetchRequest { allow_private: &[], ..request(&url) }).await);
            assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{name} to {address}: {}", failure.detail);
        }
    }
    assert_eq!(server.heads(), [] as [String; 0]);
}

/// The address that a form stands for; `None` for names and for what is no address.
fn address(form: &str) -> Option<IpAddr> {
    match Url::parse(form).ok()?.host()? {
        url::Host::Ipv4(address) => Some(IpAddr::V4(address)),
        url::Host::Ipv6(address) => Some(IpAddr::V6(address)),
        url::Host::Domain(_) => None,
    }
}

#[tokio::test]
async fn redirects_to_them_are_refused() {
    let inside = secret();
    let forms = written_forms();
    let location = |form: &str| format!("location: {}\r\n", with_port(form, port(&inside)));
    let redirects = forms.iter().enumerate().map(|(i, form)| {
        let answer = [b"HTTP/1.1 302 Found\r\ncontent-length: 0\r\n", location(form).as_bytes(), b"\r\n"].concat();
        (format!("/{i}"), Play::Send(answer))
    });
    let server = Server::start_at(OPEN, redirects.collect());
    let fetcher = guarded(|name| panic!("`{name}` is no name"));
    let allowed = networks(&["127.0.0.2/32"]);
    for (i, form) in forms.iter().enumerate() {
        let url = server.url(&format!("/{i}"));
        let failure = failed(fetcher.fetch(FetchRequest { allow_private: &allowed, ..request(&url) }).await);
        // A redirect to what is no address, or to a path of the same server, leads nowhere.
        let is_refused = match failure.kind {
            ErrorKind::ForbiddenAddress => true,
            ErrorKind::Redirect => Url::parse(&with_port(form, 1)).is_err(),
            ErrorKind::Protocol => form.contains(['\n', '\t']),
            ErrorKind::NotFound => form.starts_with("http:/1") || form.starts_with("http:1"),
            _ => false,
        };
        assert!(is_refused, "{form}: {failure:?}");
    }
    assert_eq!(inside.heads(), [] as [String; 0]);
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_the_checked_address_is_connected_to() {
    let server = Server::start_at(OPEN, vec![("/feed.xml", Play::Send(answer("200 OK", "", b"public")))]);
    let inside = secret();
    let n_lookups = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&n_lookups);
    // The name changes its mind after the first answer, to the machine itself.
    let fetcher = guarded(move |_| {
        let is_first = counter.fetch_add(1, Ordering::SeqCst) == 0;
        vec![if is_first { OPEN } else { "127.0.0.1" }.parse().expect("an address")]
    });
    let allowed = networks(&["127.0.0.2/32"]);
    let url = Url::parse(&format!("http://rebind.example:{}/feed.xml", port(&server))).expect("an address");
    let request = FetchRequest { allow_private: &allowed, ..request(&url) };
    assert_eq!(&fetched(fetcher.fetch(request).await).body[..], b"public");
    assert_eq!(n_lookups.load(Ordering::SeqCst), 1);
    assert_eq!(failed(fetcher.fetch(request).await).kind, ErrorKind::ForbiddenAddress, "a new connection, a new check");
    assert_eq!(inside.heads(), [] as [String; 0]);
}

#[tokio::test]
async fn a_kept_connection_stays_with_the_address_that_was_checked() {
    let server = Server::start_at(OPEN, vec![("/feed.xml", Play::Keep(answer("200 OK", "", b"public")))]);
    let n_lookups = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&n_lookups);
    let fetcher = guarded(move |_| {
        let is_first = counter.fetch_add(1, Ordering::SeqCst) == 0;
        vec![if is_first { OPEN } else { "127.0.0.1" }.parse().expect("an address")]
    });
    let allowed = networks(&["127.0.0.2/32"]);
    let url = Url::parse(&format!("http://rebind.example:{}/feed.xml", port(&server))).expect("an address");
    for _ in 0..3 {
        let response = fetched(fetcher.fetch(FetchRequest { allow_private: &allowed, ..request(&url) }).await);
        assert_eq!(&response.body[..], b"public");
    }
    assert_eq!((n_lookups.load(Ordering::SeqCst), server.heads().len()), (1, 3));
}

#[tokio::test]
async fn a_redirect_to_a_name_that_leads_inside_is_refused() {
    let inside = secret();
    let to_name = format!("location: http://inside.example:{}/feed.xml\r\n", port(&inside));
    let server = Server::start_at(OPEN, vec![("/", Play::Send(answer("302 Found", &to_name, b"")))]);
    let fetcher = guarded(|_| vec!["127.0.0.1".parse().expect("an address")]);
    let allowed = networks(&["127.0.0.2/32"]);
    let url = server.url("/");
    let failure = failed(fetcher.fetch(FetchRequest { allow_private: &allowed, ..request(&url) }).await);
    assert_eq!(failure.kind, ErrorKind::ForbiddenAddress, "{}", failure.detail);
    let open: Vec<IpNet> = networks(&["127.0.0.0/30"]);
    let response = fetched(fetcher.fetch(FetchRequest { allow_private: &open, ..request(&url) }).await);
    assert_eq!(&response.body[..], b"secret", "allowed is what the networks name");
}
