//! The HTTP clients: one for each set of allowed private networks.
//!
//! Why not one for all? Clients keep connections open and pool them by host name. With one pool, a source that may not reach
//! the private network could be given the connection that an allowed one had opened, past the resolver that would refuse
//! it. There are as many clients as the configuration has different sets: commonly one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;

use super::guard::Guard;
use super::guard::names::{GuardedNames, Names};

/// Connections are kept this long between two requests to a host: longer than the pause between two turns, shorter than
/// the minute after which most servers close them.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// Where root certificates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roots {
    /// The operating system's store.
    System,
    /// There are none, so every `https` exchange fails and says so.
    Missing,
}

/// All clients, made when first asked for.
#[derive(Debug)]
pub(super) struct Clients {
    connect_timeout: Duration,
    roots: Roots,
    names: Names,
    by_guard: Mutex<HashMap<Guard, Client>>,
}

impl Clients {
    /// Makes the client of the public internet; where that fails for want of root certificates, one without any.
    ///
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn new(connect_timeout: Duration, names: Names) -> reqwest::Result<Self> {
        // A provider that is there already does as well: `Err` says no more than that.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let public = Guard::new(&[]);
        let mut clients = Self { connect_timeout, roots: Roots::System, names, by_guard: Mutex::new(HashMap::new()) };
        if clients.of(&public).is_err() {
            clients.roots = Roots::Missing;
            clients.of(&public)?;
        }
        Ok(clients)
    }

    /// The client that connects to what the guard permits.
    ///
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn of(&self, guard: &Guard) -> reqwest::Result<Client> {
        let mut by_guard = self.by_guard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = by_guard.get(guard) {
            return Ok(client.clone());
        }
        let client = self.build(guard)?;
        by_guard.insert(guard.clone(), client.clone());
        Ok(client)
    }

    /// Where the root certificates came from.
    pub(super) fn roots(&self) -> Roots {
        self.roots
    }

    fn build(&self, guard: &Guard) -> reqwest::Result<Client> {
        let builder = Client::builder()
            .dns_resolver(GuardedNames { guard: guard.clone(), names: self.names.clone() })
            .redirect(Policy::none())
            // A proxy from the environment would resolve names out of the guard's sight.
            .no_proxy()
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(KEEP_ALIVE)
            .pool_max_idle_per_host(1)
            // One bad header line of an old server is no reason to lose its document.
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true);
        match self.roots {
            Roots::System => builder.build(),
            Roots::Missing => builder.tls_certs_only([]).build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_root_certificates_gets_a_client_too() {
        let clients = Clients::new(Duration::from_secs(10), Names::System).expect("the library takes our settings");
        let clients = Clients { roots: Roots::Missing, by_guard: Mutex::default(), ..clients };
        assert!(clients.of(&Guard::new(&[])).is_ok());
    }

    #[test]
    fn one_client_serves_one_set_of_networks() {
        let clients = Clients::new(Duration::from_secs(10), Names::System).expect("the library takes our settings");
        let networks = |text: &str| Guard::new(&[text.parse().expect("a network")]);
        for guard in [networks("10.0.0.0/8"), networks("10.0.0.0/8"), networks("127.0.0.0/8"), Guard::new(&[])] {
            clients.of(&guard).expect("the library takes our settings");
        }
        assert_eq!(clients.by_guard.lock().expect("not poisoned").len(), 3);
    }
}
