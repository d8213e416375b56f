//! The proxy that a request goes through.
//!
//! Who looks names up decides what can be checked. For `socks5` that is this program: the resolver judges the addresses, and
//! the proxy is handed a number. For `http`, `https` and `socks5h` it is the proxy: the user asked for that, often because
//! no outside name resolves here or none may be asked for, so a look-up of our own would fail or betray. What is written as
//! a number, and `localhost`, is refused on all of these ways; the proxy's own address may be private, as the user wrote it.

use url::Url;

use super::failure;
use super::outcome::Failure;
use crate::model::ErrorKind;

/// A proxy's address that has been checked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Proxy(Url);

impl Proxy {
    /// Reads a proxy's address, which may hold a user name and password.
    ///
    /// # Errors
    /// It is not the address of a proxy.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let known = |url: &Url| matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
        match Url::parse(text) {
            Ok(url) if known(&url) && url.has_host() => Ok(Self(url)),
            // The address is not shown: it may hold a password.
            _ => {
                let detail = "the configured proxy cannot be used: its address must begin with http://, https://, \
                              socks5:// or socks5h:// and name a host";
                Err(failure::without_answer(ErrorKind::Protocol, detail.to_owned()))
            }
        }
    }

    /// The address with its secrets, for the HTTP library.
    pub(super) fn address(&self) -> &str {
        self.0.as_str()
    }

    /// The host that stands for the proxy.
    pub(super) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Proxy({}://{})", self.0.scheme(), self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_has_a_known_scheme_and_a_host() {
        for good in
            ["http://127.0.0.1:3128", "https://user:p%40ss@proxy.example", "socks5://[::1]:1080", "socks5h://tor"]
        {
            assert!(Proxy::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "proxy.example:3128", "ftp://proxy.example", "socks4://proxy.example", "http://", "socks5:"] {
            assert!(Proxy::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn its_secrets_are_not_shown() {
        let proxy = Proxy::parse("http://user:secret@proxy.example:3128").expect("a proxy");
        assert_eq!(format!("{proxy:?}"), "Proxy(http://proxy.example)");
        let failure = Proxy::parse("ftp://user:secret@proxy.example").expect_err("no proxy");
        assert!(!failure.detail.contains("secret"), "{}", failure.detail);
    }
}
