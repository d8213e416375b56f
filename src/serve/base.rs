//! The address under which a reader reaches us, for links that must be whole: in feeds, in lists of feeds.

use axum::http::{HeaderMap, header};
use url::Url;

/// Scheme and host without a path, as `http://127.0.0.1:8765`: what the reader asked for.
pub(super) fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    named(host).unwrap_or_else(|| "http://localhost".to_owned())
}

/// A host that is nothing but a host, with or without a port.
fn named(host: &str) -> Option<String> {
    let url = Url::parse(&format!("http://{host}/")).ok()?;
    let is_plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    (is_plain && url.password().is_none()).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_host_is_believed() {
        assert_eq!(named("127.0.0.1:8765").as_deref(), Some("http://127.0.0.1:8765"));
        assert_eq!(named("news.example.org").as_deref(), Some("http://news.example.org"));
        assert_eq!(named("[::1]:80").as_deref(), Some("http://[::1]"));
        for host in ["", "a b", "user@host", "host/path", "host?x", "host#x", "\"><script>"] {
            assert_eq!(named(host), None, "{host}");
        }
    }
}
