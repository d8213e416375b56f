//! The address guard: which machines may be asked at all.
//!
//! The web names addresses: a feed, a redirect or a DNS record could name the router, a cloud's metadata service or our
//! own database. One rule ([`Guard::permits`]) is therefore asked in three places: for hosts written as numbers, which the
//! HTTP library never shows to a resolver; in the resolver ([`names`]), for the very addresses that are then connected to;
//! and again at each redirect. Numbers in odd spellings (`2130706433`, `0x7f.1`) need no care here: the URL parser has
//! already made plain addresses of them.

pub(super) mod names;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use ipnet::{IpNet, Ipv4Net};
use url::{Host, Url};

/// An address that is not public and not allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{host}` is at {address}, which is not a public address: if this is meant, add its network to `allow_private`"
)]
pub(super) struct ForbiddenAddress {
    /// The host as the address names it.
    host: String,
    /// Where it is.
    address: IpAddr,
}

/// The rule for one set of allowed networks. Equal sets make equal guards, in whatever order they are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Guard(Arc<[IpNet]>);

impl Guard {
    /// A guard that lets public addresses pass, and those of `allowed`.
    pub(super) fn new(allowed: &[IpNet]) -> Self {
        let mut networks = allowed.to_vec();
        networks.sort_unstable();
        networks.dedup();
        Self(networks.into())
    }

    /// Refuses a host that is written as an address and may not be asked, and `localhost` by any of its names. Other names
    /// pass: the resolver judges them.
    ///
    /// # Errors
    /// The address is neither public nor allowed.
    pub(super) fn check_host(&self, url: &Url) -> Result<(), ForbiddenAddress> {
        let (host, addresses) = match url.host() {
            Some(Host::Ipv4(address)) => (address.to_string(), vec![IpAddr::V4(address)]),
            Some(Host::Ipv6(address)) => (address.to_string(), vec![IpAddr::V6(address)]),
            // Not every resolver keeps these names at home, as RFC 6761 (section 6.3) wants it.
            Some(Host::Domain(name)) if is_localhost(name) => (name.to_owned(), LOOPBACK.to_vec()),
            Some(Host::Domain(_)) | None => return Ok(()),
        };
        match addresses.first() {
            Some(&address) if !addresses.iter().any(|address| self.permits(*address)) => {
                Err(ForbiddenAddress { host, address })
            }
            _ => Ok(()),
        }
    }

    /// Of the addresses that a name leads to, those that may be connected to.
    ///
    /// A name that leads to public and to forbidden addresses at once is refused whole: it is what an attack by rebinding
    /// looks like, and no zone that means well. Beside addresses that the user allowed, others are only left out, as
    /// `localhost` commonly is at both `127.0.0.1` and `::1`.
    ///
    /// # Errors
    /// None may be connected to.
    fn judge(&self, name: &str, found: &[SocketAddr]) -> Result<Vec<SocketAddr>, ForbiddenAddress> {
        let (permitted, forbidden): (Vec<SocketAddr>, Vec<SocketAddr>) =
            found.iter().partition(|address| self.permits(address.ip()));
        match forbidden.first() {
            Some(first) if permitted.is_empty() || permitted.iter().any(|address| is_public(address.ip())) => {
                Err(ForbiddenAddress { host: name.to_owned(), address: first.ip() })
            }
            _ => Ok(permitted),
        }
    }

    fn permits(&self, address: IpAddr) -> bool {
        let is_allowed = |address: IpAddr| self.0.iter().any(|network| network.contains(&address));
        is_public(address) || is_allowed(address) || is_allowed(address.to_canonical())
    }
}

const LOOPBACK: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// Whether a name, in lower case as the URL parser leaves it, is kept for the machine itself.
fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let name = name.strip_suffix(".localdomain").unwrap_or(name);
    name == "localhost" || name == "localhost6" || name.ends_with(".localhost")
}

/// Whether an address belongs to the public internet (IANA's special-purpose registries of IPv4 and IPv6).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Of IPv6 only 2000::/3 is given out to networks, so all else is refused without naming it: loopback, unique local, link
/// and site local, multicast, and the IPv4 addresses written as IPv6 (`::ffff:…` and `::…`).
///
/// NAT64 is the one exception: behind a DNS64 resolver every site that has IPv4 only is at `64:ff9b::…`, so there the IPv4
/// address within is judged.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            is_public(IpAddr::V4(Ipv4Addr::new(a, b, c, d)))
        }
        // Assignments to protocols, Teredo (2001::/32) among them.
        [0x2001, second, ..] if second < 0x200 => false,
        // Documentation.
        [0x2001, 0xdb8, ..] => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        // 6to4 carries an IPv4 address.
        [0x2002, ..] => false,
        // So does ISATAP, behind any prefix (RFC 5214, section 6.1).
        [_, _, _, _, 0 | 0x200, 0x5efe, _, _] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

const SPECIAL_V4: [Ipv4Net; 15] = [
    v4(0, 0, 0, 0, 8),       // this network
    v4(10, 0, 0, 0, 8),      // private
    v4(100, 64, 0, 0, 10),   // carrier-grade NAT
    v4(127, 0, 0, 0, 8),     // loopback
    v4(169, 254, 0, 0, 16),  // link local; metadata services of clouds
    v4(172, 16, 0, 0, 12),   // private
    v4(192, 0, 0, 0, 24),    // protocol assignments
    v4(192, 0, 2, 0, 24),    // documentation
    v4(192, 88, 99, 0, 24),  // 6to4 relays
    v4(192, 168, 0, 0, 16),  // private
    v4(198, 18, 0, 0, 15),   // benchmarks
    v4(198, 51, 100, 0, 24), // documentation
    v4(203, 0, 113, 0, 24),  // documentation
    v4(224, 0, 0, 0, 4),     // multicast
    v4(240, 0, 0, 0, 4),     // reserved, broadcast
];

const fn v4(a: u8, b: u8, c: u8, d: u8, prefix_length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix_length)
}

#[cfg(test)]
mod tests;
