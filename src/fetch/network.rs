//! Is the network there at all? An outage of ours must not look like the failure of every source.
//!
//! Each exchange tells how it ended. The network counts as down when the machine has no way out, or when several domains in
//! a row could not be reached and none was in between; it counts as up again with the first answer. Hosts in private
//! networks say nothing of the internet, and names that are reserved for tests or homes are nowhere to be found by design.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use url::{Host, Url};

use super::guard::is_public;
use super::outcome::Failure;
use crate::model::ErrorKind;
use crate::text::url::registrable_domain;

/// So many different domains that fail in a row are no accident.
const ENOUGH_DOMAINS: usize = 3;
/// While the network is down, the internet is tried this often at most; other requests fail at once.
const TRY_EVERY: Duration = Duration::from_secs(10);
/// Top-level names that are never found on the internet.
const LOCAL_SUFFIXES: [&str; 9] =
    ["localhost", "local", "localdomain", "internal", "lan", "home", "invalid", "test", "example"];

/// What the exchanges so far tell of the network.
#[derive(Debug)]
pub(super) struct Network {
    state: Mutex<State>,
    has_route: fn() -> bool,
}

#[derive(Debug, Default)]
struct State {
    /// The domains that could not be reached since the last answer.
    failed: BTreeSet<String>,
    is_down: bool,
    last_try: Option<Instant>,
}

impl Default for Network {
    fn default() -> Self {
        Self { state: Mutex::default(), has_route }
    }
}

impl Network {
    /// A host of the internet has answered.
    pub(super) fn note_answer(&self) {
        let mut state = self.lock();
        if std::mem::take(&mut *state).is_down {
            tracing::info!("the network is back");
        }
    }

    /// Judges a failure to reach a host: it stays what it is, or is one of the network as a whole.
    pub(super) fn judge(&self, url: &Url, failure: Failure) -> Failure {
        let is_evidence = matches!(failure.kind, ErrorKind::Dns | ErrorKind::Connect | ErrorKind::Timeout);
        let (true, true, Some(host)) = (is_evidence, is_on_internet(url), url.host_str()) else { return failure };
        let mut state = self.lock();
        state.failed.insert(registrable_domain(host).to_owned());
        let was_down = state.is_down;
        state.is_down = was_down || state.failed.len() >= ENOUGH_DOMAINS || !(self.has_route)();
        if !state.is_down {
            return failure;
        }
        if !was_down {
            tracing::warn!("the network is down: {}; sources are left as they are until it is back", failure.detail);
        }
        offline(&failure.detail)
    }

    /// Whether a host may be tried now: while the network is down, few are.
    ///
    /// # Errors
    /// The network is down, and was tried a moment ago.
    pub(super) fn check(&self, url: &Url) -> Result<(), Failure> {
        let mut state = self.lock();
        if !state.is_down || !is_on_internet(url) {
            return Ok(());
        }
        let now = Instant::now();
        if state.last_try.is_some_and(|last| now.duration_since(last) < TRY_EVERY) {
            return Err(offline("it was tried a moment ago"));
        }
        state.last_try = Some(now);
        Ok(())
    }

    /// Whether it counts as down.
    pub(super) fn is_down(&self) -> bool {
        self.lock().is_down
    }

    /// Whether some host of the internet could not be reached since the last one was.
    pub(super) fn is_in_doubt(&self) -> bool {
        !self.lock().failed.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an address names a host of the internet, as far as its spelling tells.
pub(super) fn is_on_internet(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let top = name.rsplit_once('.').map(|(_, top)| top);
            top.is_some_and(|top| !LOCAL_SUFFIXES.contains(&top)) && !name.ends_with(".home.arpa")
        }
        None => false,
    }
}

fn offline(detail: &str) -> Failure {
    let detail = format!("the network is down as a whole, which counts against no source: {detail}");
    Failure { kind: ErrorKind::Offline, status: None, detail, retry_after: None }
}

/// Whether the machine knows a way to the internet. Connecting a UDP socket sends nothing: the system only looks up which
/// way it would send. The addresses are those for documentation, at which nobody is.
fn has_route() -> bool {
    let knows_way = |from: SocketAddr, to: SocketAddr| UdpSocket::bind(from).is_ok_and(|s| s.connect(to).is_ok());
    let v4 = SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 9));
    let v6 = SocketAddr::from((Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 9));
    knows_way((Ipv4Addr::UNSPECIFIED, 0).into(), v4) || knows_way((Ipv6Addr::UNSPECIFIED, 0).into(), v6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(has_route: fn() -> bool) -> Network {
        Network { has_route, ..Network::default() }
    }

    fn url(host: &str) -> Url {
        Url::parse(&format!("https://{host}/feed")).expect(host)
    }

    fn judge(network: &Network, host: &str, kind: ErrorKind) -> ErrorKind {
        let failure = Failure { kind, status: None, detail: "no".to_owned(), retry_after: None };
        network.judge(&url(host), failure).kind
    }

    #[test]
    fn several_domains_in_a_row_are_an_outage_and_an_answer_ends_it() {
        use ErrorKind::{Connect, Dns, Offline, Timeout};
        let network = network(|| true);
        assert_eq!(judge(&network, "feeds.a.com", Dns), Dns);
        assert_eq!(judge(&network, "www.a.com", Timeout), Timeout);
        assert_eq!(judge(&network, "b.com", Connect), Connect);
        assert!(network.is_in_doubt() && !network.is_down());
        assert_eq!(judge(&network, "c.com", Connect), Offline);
        assert_eq!(judge(&network, "a.com", Dns), Offline);
        assert!(network.is_down());
        network.note_answer();
        assert!(!network.is_down() && !network.is_in_doubt());
        assert_eq!(judge(&network, "d.com", Dns), Dns);
    }

    #[test]
    fn an_answer_in_between_shows_that_the_hosts_are_to_blame() {
        let network = network(|| true);
        for host in ["a.com", "b.com", "c.com", "d.com"] {
            assert_eq!(judge(&network, host, ErrorKind::Dns), ErrorKind::Dns);
            network.note_answer();
        }
    }

    #[test]
    fn a_machine_without_a_way_out_is_known_at_once() {
        assert_eq!(judge(&network(|| false), "a.com", ErrorKind::Dns), ErrorKind::Offline);
    }

    #[test]
    fn private_hosts_and_faults_of_servers_say_nothing_of_the_internet() {
        let network = network(|| false);
        for host in ["127.0.0.1", "10.1.2.3", "[::1]", "nas", "nas.local", "x.invalid", "box.home.arpa"] {
            assert_eq!(judge(&network, host, ErrorKind::Connect), ErrorKind::Connect, "{host}");
        }
        for kind in [ErrorKind::Tls, ErrorKind::Protocol, ErrorKind::ForbiddenAddress, ErrorKind::Server] {
            assert_eq!(judge(&network, "a.com", kind), kind);
        }
        assert!(!network.is_down());
    }

    #[tokio::test]
    async fn while_it_is_down_the_internet_is_tried_now_and_then() {
        let network = network(|| false);
        assert!(network.check(&url("a.com")).is_ok());
        judge(&network, "a.com", ErrorKind::Dns);
        assert!(network.check(&url("a.com")).is_ok(), "once");
        assert_eq!(network.check(&url("b.com")).map_err(|failure| failure.kind), Err(ErrorKind::Offline));
        assert!(network.check(&url("127.0.0.1")).is_ok(), "the own network is another matter");
    }
}
