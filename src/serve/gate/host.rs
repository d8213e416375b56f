//! For whom a request is.
//!
//! A page of the web can have a reader's browser ask any name, and have that name lead to this machine (DNS rebinding); but the
//! browser then says that name. So requests for names that are not ours are refused. Addresses in digits cannot be led
//! elsewhere.

use std::net::{IpAddr, SocketAddr};

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};
use url::Host;

use super::denial::Denial;
use crate::config::WebConfig;

/// Refuses requests for others; `bound` is the address that is listened on.
pub(super) fn check(web: &WebConfig, bound: SocketAddr, uri: &Uri, headers: &HeaderMap) -> Result<(), Denial> {
    // What stands in the address wins over the header (RFC 9112, section 3.2.2).
    let authority = uri.authority().cloned().or_else(|| named(headers)).ok_or(Denial::NoHost)?;
    let host = Host::parse(authority.host()).map_err(|_| Denial::NoHost)?;
    if is_ours(web, bound.ip(), &host) { Ok(()) } else { Err(Denial::Stranger(host.to_string())) }
}

fn named(headers: &HeaderMap) -> Option<Authority> {
    let authority: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
    (!authority.as_str().contains('@')).then_some(authority)
}

fn is_ours(web: &WebConfig, bound: IpAddr, host: &Host) -> bool {
    let is_reached_so = match host {
        Host::Ipv4(address) => is_reached_by((*address).into(), bound),
        Host::Ipv6(address) => is_reached_by((*address).into(), bound),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
    };
    let is_public =
        || web.public_url.as_ref().and_then(url::Url::host).is_some_and(|public| public.to_owned() == *host);
    is_reached_so || is_public() || web.hosts.contains(host)
}

fn is_reached_by(address: IpAddr, bound: IpAddr) -> bool {
    address.is_loopback() || address == bound || bound.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_for_other_names_are_refused() {
        let web = WebConfig {
            listen: None,
            public_url: Some("https://news.example.org/".parse().expect("an address")),
            hosts: vec![Host::parse("news.local").expect("a name")],
            tokens: Vec::new(),
            requests_per_minute: 0,
        };
        let check = |bound: &str, host: &str, expected: bool| {
            let headers = HeaderMap::from_iter([(header::HOST, host.parse().expect("a header"))]);
            let bound = SocketAddr::new(bound.parse().expect("an address"), 1);
            let found = check(&web, bound, &Uri::from_static("/"), &headers);
            assert_eq!(found.is_ok(), expected, "{host} on {bound}: {found:?}");
        };
        for ours in
            ["localhost", "LOCALHOST:8765", "a.localhost", "127.0.0.1:1", "127.1.2.3", "[::1]:80", "news.example.org"]
        {
            check("127.0.0.1", ours, true);
        }
        check("127.0.0.1", "news.local:8080", true);
        for other in ["evil.example", "localhost.evil.example", "10.0.0.1", "a@localhost", "", "[::2]", "xnews.local"] {
            check("127.0.0.1", other, false);
        }
        check("10.0.0.1", "10.0.0.1:80", true);
        check("10.0.0.1", "10.0.0.2:80", false);
        check("0.0.0.0", "10.0.0.2:80", true);
        check("0.0.0.0", "evil.example", false);
    }
}
