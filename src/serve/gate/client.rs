//! Who asks, for counting how often.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;

use crate::config::WebConfig;

/// Where proxies write for whom they ask, each behind the one before it.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the client: of a proxy that is known to be there, what it says, for others may say what they like. All
/// addresses of an IPv6 network (/64) are one client, which has that many at once.
pub(super) fn address(web: &WebConfig, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let is_proxied = web.public_url.is_some() && is_near(peer);
    let told =
        || headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    match is_proxied.then(told).flatten().unwrap_or(peer).to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

/// On this machine, or in a network of one's own, as containers are.
fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_who_asks_or_for_whom_a_known_proxy_asks() {
        let check = |public: Option<&str>, peer: &str, told: &[&str], expected: &str| {
            let web = WebConfig {
                listen: None,
                public_url: public.map(|public| public.parse().expect("an address")),
                hosts: Vec::new(),
                tokens: Vec::new(),
                requests_per_minute: 0,
            };
            let mut headers = HeaderMap::new();
            for told in told {
                headers.append(FORWARDED_FOR, told.parse().expect("a header"));
            }
            let found = address(&web, peer.parse().expect("an address"), &headers);
            assert_eq!(found.to_string(), expected);
        };
        let public = Some("https://news.example.org");
        check(None, "127.0.0.1", &["203.0.113.9"], "127.0.0.1");
        check(public, "127.0.0.1", &["198.51.100.7, 203.0.113.9"], "203.0.113.9");
        check(public, "172.17.0.2", &["198.51.100.7", "203.0.113.9"], "203.0.113.9");
        check(public, "198.51.100.1", &["203.0.113.9"], "198.51.100.1");
        check(public, "127.0.0.1", &["unknown"], "127.0.0.1");
        check(public, "::ffff:127.0.0.1", &["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::");
    }
}
