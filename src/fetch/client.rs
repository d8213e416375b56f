//! The HTTP clients: one for each way that requests go.
//!
//! Why not one for all? Clients keep connections open and pool them by host name. With one pool, a source that may not reach
//! the private network could be given the connection that an allowed one had opened, past the resolver that would refuse
//! it. There are as many clients as the configuration has different ways: commonly one. The least used are forgotten, since
//! each costs a copy of the root certificates; what they are doing then is not disturbed.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use url::Url;

use super::failure;
use super::guard::Guard;
use super::guard::names::{GuardedNames, Names};
use super::outcome::Failure;
use super::proxy::Proxy;
use super::request::FetchRequest;
use super::roots::Roots;
use crate::model::ErrorKind;

/// Connections are kept this long between two requests to a host: longer than the pause between two turns, shorter than
/// the minute after which most servers close them.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// Clients that are kept.
const MAX_CLIENTS: usize = 32;
/// The most header lines of an answer. Real ones have about 20, and some proxies add as many again.
const MAX_HEADERS: usize = 200;
/// The most bytes of an answer's header lines over HTTP/2, unpacked; the library has a like limit of its own for HTTP/1.
const MAX_HEADER_BYTES: u32 = 64 * 1024;

/// What makes the way of one request differ from that of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    guard: Guard,
    proxy: Option<Proxy>,
    is_http1_only: bool,
}

impl Way {
    /// The way that a request wants to go.
    ///
    /// # Errors
    /// Its proxy is none.
    pub(super) fn of(request: &FetchRequest<'_>) -> Result<Self, Failure> {
        Ok(Self {
            guard: Guard::new(request.allow_private),
            proxy: request.proxy.map(Proxy::parse).transpose()?,
            is_http1_only: request.http1_only,
        })
    }

    /// Refuses what must not be asked on this way.
    ///
    /// # Errors
    /// The host is forbidden, or is the proxy itself: the resolver lets its name pass, wherever it leads.
    pub(super) fn check(&self, url: &Url) -> Result<(), Failure> {
        self.guard.check_host(url).map_err(|e| failure::of_forbidden(&e))?;
        match &self.proxy {
            Some(proxy) if url.host_str() == Some(proxy.host()) => {
                let detail = format!("`{}` is the proxy itself, which is no source", proxy.host());
                Err(failure::without_answer(ErrorKind::ForbiddenAddress, detail))
            }
            _ => Ok(()),
        }
    }

    /// Names the proxy in a failure that may be its fault.
    pub(super) fn explain(&self, failure: Failure) -> Failure {
        match &self.proxy {
            Some(proxy) if failure.status.is_none() && failure.kind != ErrorKind::ForbiddenAddress => {
                Failure { detail: format!("{}; asked through the proxy `{}`", failure.detail, proxy.host()), ..failure }
            }
            _ => failure,
        }
    }
}

/// The clients, made when first asked for.
#[derive(Debug)]
pub(super) struct Clients {
    connect_timeout: Duration,
    roots: Roots,
    names: Names,
    /// The one used last stands last.
    kept: Mutex<Vec<(Way, Client)>>,
}

impl Clients {
    /// Makes the client of the public internet; where that fails for want of root certificates, one without any.
    ///
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn new(connect_timeout: Duration, names: Names) -> reqwest::Result<Self> {
        // A provider that is there already does as well: `Err` says no more than that.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let public = Way { guard: Guard::new(&[]), proxy: None, is_http1_only: false };
        let mut clients = Self { connect_timeout, roots: Roots::System, names, kept: Mutex::default() };
        if clients.of(&public).is_err() {
            clients.roots = Roots::Missing;
            clients.of(&public)?;
        }
        Ok(clients)
    }

    /// The client that goes this way.
    ///
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn of(&self, way: &Way) -> reqwest::Result<Client> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = match kept.iter().position(|(known, _)| known == way) {
            Some(place) => kept.remove(place),
            None => (way.clone(), self.build(way)?),
        };
        let client = entry.1.clone();
        kept.push(entry);
        if kept.len() > MAX_CLIENTS {
            kept.remove(0);
        }
        Ok(client)
    }

    /// Where the root certificates came from.
    pub(super) fn roots(&self) -> Roots {
        self.roots
    }

    fn build(&self, way: &Way) -> reqwest::Result<Client> {
        let names = GuardedNames {
            guard: way.guard.clone(),
            names: self.names.clone(),
            proxy_host: way.proxy.as_ref().map(|proxy| proxy.host().to_owned()),
        };
        let mut builder = Client::builder()
            .dns_resolver(names)
            .redirect(Policy::none())
            // A proxy from the environment would resolve names out of the guard's sight.
            .no_proxy()
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(KEEP_ALIVE)
            .pool_max_idle_per_host(1)
            .http1_max_headers(MAX_HEADERS)
            .http2_max_header_list_size(MAX_HEADER_BYTES)
            // One bad header line of an old server is no reason to lose its document.
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true);
        if let Some(proxy) = &way.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy.address())?);
        }
        if way.is_http1_only {
            builder = builder.http1_only();
        }
        match self.roots {
            Roots::System => builder.build(),
            Roots::Missing => builder.tls_certs_only([]).build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(network: Option<&str>, proxy: Option<&str>, is_http1_only: bool) -> Way {
        let networks: Vec<_> = network.map(|text| text.parse().expect("a network")).into_iter().collect();
        let proxy = proxy.map(|text| Proxy::parse(text).expect("a proxy"));
        Way { guard: Guard::new(&networks), proxy, is_http1_only }
    }

    fn clients() -> Clients {
        Clients::new(Duration::from_secs(10), Names::System).expect("the library takes our settings")
    }

    #[test]
    fn a_machine_without_root_certificates_gets_a_client_too() {
        let clients = Clients { roots: Roots::Missing, kept: Mutex::default(), ..clients() };
        assert!(clients.of(&way(None, None, false)).is_ok());
    }

    #[test]
    fn one_client_serves_one_way() {
        let clients = clients();
        for way in [
            way(Some("10.0.0.0/8"), None, false),
            way(Some("10.0.0.0/8"), None, false),
            way(Some("127.0.0.0/8"), None, false),
            way(None, None, false),
            way(None, None, true),
            way(None, Some("socks5://127.0.0.1:1080"), false),
            way(None, Some("socks5h://127.0.0.1:1080"), false),
            way(None, Some("socks5h://127.0.0.1:1080"), false),
        ] {
            clients.of(&way).expect("the library takes our settings");
        }
        assert_eq!(clients.kept.lock().expect("not poisoned").len(), 6);
    }

    #[test]
    fn the_ways_used_last_are_kept() {
        let clients = Clients { roots: Roots::Missing, kept: Mutex::default(), ..clients() };
        let public = way(None, None, false);
        for n in 0..2 * MAX_CLIENTS {
            clients.of(&way(None, Some(&format!("http://127.0.0.1:{}", 1000 + n)), false)).expect("a client");
            clients.of(&public).expect("a client");
        }
        let kept = clients.kept.lock().expect("not poisoned");
        assert_eq!(kept.len(), MAX_CLIENTS);
        assert!(kept.iter().any(|(known, _)| *known == public));
    }
}
