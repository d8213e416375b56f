//! What concerns our own doors: where they are, under which names, and who is let in.

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use super::address;
use crate::config::mistakes::Fault;
use crate::model::Secret;

/// The shortest token: sixteen characters of an even choice among sixteen cannot be guessed.
const SHORTEST_TOKEN: usize = 16;

/// Where the daemon listens; `None` for `off`.
pub(in crate::config::check) fn listen(text: &str) -> Result<Option<SocketAddr>, Fault> {
    let text = text.trim();
    if text == "off" {
        return Ok(None);
    }
    let hint = "write \"127.0.0.1:8765\", or \"off\"";
    text.parse().map(Some).map_err(|_| Fault::new(format!("`{text}` is no address with a port"), hint))
}

/// The address that readers see; `None` if it is left empty. It has no path, since pages link from its root.
pub(in crate::config::check) fn public_url(text: &str) -> Result<Option<Url>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let url = Url::parse(&address(text)?).map_err(|error| Fault::plain(format!("bad address: {error}")))?;
    if url.path() == "/" && url.query().is_none() && url.fragment().is_none() {
        return Ok(Some(url));
    }
    let root = url.origin().ascii_serialization();
    let hint = format!("all addresses begin at the root of a host: \"{root}\"");
    Err(Fault::new(format!("`{}` has a path", text.trim()), hint))
}

/// A hub; `None` if it is left empty.
pub(in crate::config::check) fn hub(text: &str) -> Result<Option<Url>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Url::parse(&address(text)?).map(Some).map_err(|error| Fault::plain(format!("bad address: {error}")))
}

/// A name, or an address in digits, that requests may be sent to.
pub(in crate::config::check) fn host(text: &str) -> Result<Host, Fault> {
    let text = text.trim();
    let host = match text.parse() {
        Ok(IpAddr::V4(address)) => Ok(Host::Ipv4(address)),
        Ok(IpAddr::V6(address)) => Ok(Host::Ipv6(address)),
        Err(_) => Host::parse(text),
    };
    let is_pattern = text.contains('*');
    host.ok().filter(|_| !is_pattern).ok_or_else(|| {
        let hint = "write the name alone, without `https://` and port: \"news.example.org\"";
        Fault::new(format!("`{text}` is no name of a host"), hint)
    })
}

/// What lets a reader in.
pub(in crate::config::check) fn token(secret: &Secret) -> Result<(), Fault> {
    let token = secret.reveal();
    let hint = "make one: `openssl rand -hex 24 > FILE`";
    if !token.chars().all(|c| c.is_ascii_graphic()) {
        return Err(Fault::new("a token with spaces, or characters beyond ASCII", hint));
    }
    if token.len() < SHORTEST_TOKEN {
        return Err(Fault::new(format!("a token of fewer than {SHORTEST_TOKEN} characters"), hint));
    }
    Ok(())
}
